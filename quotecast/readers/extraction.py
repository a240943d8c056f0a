"""Which paragraphs of a page are the article, by an extractor and by the page's own names."""

from __future__ import annotations

import logging
from collections import Counter

from quotecast.model import BlockKind
from quotecast.readers import dates, heads, repeats
from quotecast.readers.chunk import Chunk
from quotecast.readers.element_names import APART

EXTRACTABLE = 3_000_000
"""Characters; larger pages are judged by their markup alone."""

MISNAMED = 0.3
"""What holds more of the main text than this is not what its name says."""

SHINGLE = 4
"""Words that must follow one another to know a paragraph again."""


def main_words(text: str, found: list[Chunk]) -> set[int]:
    """Which chunks trafilatura takes for the main text; by markup where it finds none."""
    main = _extracted(text) if len(text) <= EXTRACTABLE else ""
    known = shingles(repeats.words(main))
    kept = {
        index
        for index, chunk in enumerate(found)
        if not chunk.outside and _known(repeats.words(chunk.text), known)
    }
    if sum(len(found[index].text) for index in kept) >= 200:
        return kept
    running = [i for i, c in enumerate(found) if not c.outside and not c.aside and prose(c)]
    return set(running or [i for i, c in enumerate(found) if not c.outside] or range(len(found)))


def trust_words(found: list[Chunk], kept: set[int]) -> None:
    """The extractor's word counts for more than the name of an element.

    Always for what it kept, unless the name is sure; and for all that stands in an element
    that holds much of the article, such as ``content-sidebar-wrap`` around all of it.
    """
    whole = sum(len(found[index].text) for index in kept)
    sizes: Counter[int] = Counter()
    takes: Counter[int] = Counter()
    for index, chunk in enumerate(found):
        for name in chunk.names:
            sizes[name.number] += len(chunk.text)
            takes[name.number] += len(chunk.text) if index in kept else 0
    wrong = frozenset(
        number
        for number, taken in takes.items()
        if taken >= 0.5 * sizes[number] and taken > MISNAMED * whole
    )
    for index, chunk in enumerate(found):
        apart = {
            name.number
            for name in chunk.names
            if index in kept and name.kind in APART and not name.certain
        }
        if chunk.names and (apart or wrong):
            chunk.without(wrong | apart)


def doubt_name(chunk: Chunk, author: str) -> None:
    """A sentence is neither byline nor date, whatever the page calls it."""
    if (chunk.kind is BlockKind.DATE and not dates.dated(chunk.text)) or (
        chunk.kind is BlockKind.BYLINE and not heads.signed(chunk.text, author)
    ):
        chunk.kind = None


def _extracted(text: str) -> str:
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
    except Exception:
        # An extractor's fault must not lose the article: the markup decides then.
        return ""


def shingles(words: str) -> set[int]:
    """The runs of :data:`SHINGLE` words in a text, by which it is known again."""
    listed = words.split()
    return {
        hash(tuple(listed[at : at + SHINGLE])) for at in range(max(1, len(listed) - SHINGLE + 1))
    }


def _known(words: str, known: set[int]) -> bool:
    """Whether most of a paragraph stands in the main text; too short ones never do."""
    if words.count(" ") <= SHINGLE:
        return False
    own = shingles(words)
    return len(own & known) >= 0.6 * len(own)


def prose(chunk: Chunk) -> bool:
    """Whether a paragraph is long enough, and named nothing else, to be running text."""
    return chunk.kind in (None, BlockKind.BLOCK_QUOTE) and repeats.length(chunk.text) >= 12
