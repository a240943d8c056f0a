"""What each part of a draft is: the one place that decides, for every format.

The result tiles the text: every character that is not white space lies in exactly one
block, and every block that is not spoken says why.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from quotecast.errors import SourceError
from quotecast.model import SPOKEN_KINDS, Article, Block, BlockKind
from quotecast.readers import (
    cuts,
    dates,
    ending,
    furniture,
    heads,
    inline,
    interviews,
    language,
    repeats,
    top,
    turns,
    wire,
)
from quotecast.readers.interface import Draft
from quotecast.readers.judged import SOFT, TOP, Judged, bare

_TITLES = (BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.DATE, BlockKind.PULL_QUOTE)
"""Kinds a format may give wrongly, to be doubted when nothing else is left to read."""

DIVIDER = "a divider: signs only, nothing to say"

_BULLET = re.compile(r"(?:[-*•‣◦▪●○■]|\d{1,2}[.)])\s+(?=\S)")


def build(draft: Draft, source: str) -> Article:
    """The article of a draft, every part judged.

    Raises:
        SourceError: there is not a word to read aloud in it.
    """
    draft = _printable(draft)
    parts = [
        Judged(
            part.span,
            part.span.of(draft.text),
            None if part.kind in SOFT else part.kind,
            part.kind,
            part.reason,
            part.label,
        )
        for part in draft.parts
    ]
    wire.find_labels(parts)
    title = top.find_headline(parts, draft)
    byline, published = top.find_top(parts, draft.byline)
    top.find_desk(parts, draft.site)
    byline = byline or top.find_author(parts)
    top.find_names_above_date(parts)
    top.find_dek(parts)
    ending.find_comments(parts)
    _furniture(parts, title)
    _related_lists(parts)
    _turns(parts)
    _pull_quotes(parts)
    _signatures(parts)
    ending.find_notes_on_authors(parts, draft.byline or byline)
    _headings(parts)
    _rest(parts)
    _empty_headings(parts)
    _keep_something(parts)
    blocks = [Block(p.kind, p.span, p.reason, p.label) for p in parts if p.kind]
    blocks = cuts.dateline(blocks, draft.text)
    blocks = cuts.without_addresses(cuts.without_time_codes(blocks, draft.text), draft.text)
    if not any(block.spoken and bare(block.span.of(draft.text)) for block in blocks):
        raise SourceError("no words to read aloud", "is this the right file?", where=source)
    check_tiling(draft.text, blocks)
    title = title or draft.title or _first_words(blocks, draft.text)
    return Article(
        title=" ".join(title.split()),
        text=draft.text,
        blocks=tuple(blocks),
        source=source,
        byline=" ".join(_first(draft.of_file, byline, draft.byline).split()),
        published=_first(draft.of_file, published, draft.published),
        language=draft.language or language.guess(draft.text),
        site=" ".join(draft.site.split()),
        image=draft.image,
        doubts=draft.doubts,
    )


def _first(printed_first: bool, printed: str, known: str) -> str:
    """What the text prints or what the format knows, whichever counts for more."""
    return (printed or known) if printed_first else (known or printed)


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Controls, which act on a terminal, and halves of surrogate pairs, which no file can hold.
The next-line sign, a white space, is none of them."""


def _printable(draft: Draft) -> Draft:
    """A draft with a blank for each such character; spans stay as they are."""

    def clean(words: str) -> str:
        return _UNPRINTABLE.sub(" ", words)

    text = clean(draft.text)
    return replace(
        draft,
        text=text,
        parts=tuple(part for part in draft.parts if part.span.of(text).strip()),
        title=clean(draft.title),
        byline=clean(draft.byline),
        published=clean(draft.published),
        language=clean(draft.language),
        site=clean(draft.site),
        image=clean(draft.image),
    )


def check_tiling(text: str, blocks: list[Block]) -> None:
    """Every character that is not white space lies in exactly one block.

    Raises:
        AssertionError: a reader lost something or counted it twice: a bug, not bad input.
    """
    reached = 0
    for block in blocks:
        inside = reached <= block.span.start < block.span.end <= len(text)
        if not inside or text[reached : block.span.start].strip():
            raise AssertionError(f"blocks do not tile the text at {reached}: {block}")
        if block.kind not in SPOKEN_KINDS and not block.reason:
            raise AssertionError(f"no reason why this is not spoken: {block}")
        reached = block.span.end
    if text[reached:].strip():
        raise AssertionError(f"the end of the text is in no block: {text[reached:][:60]!r}")


def _furniture(parts: list[Judged], title: str) -> None:
    headed = False
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADLINE:
            headed = True
        if not part.open and part.kind is not BlockKind.HEADING:
            continue
        verdict = furniture.judge(part.text)
        if verdict is not None:
            part.settle(*verdict)
        elif headed and title and index < TOP and bare(part.text) == bare(title):
            part.settle(BlockKind.BOILERPLATE, "repeats the headline")


def _related_lists(parts: list[Judged]) -> None:
    """Below "Related stories" a run of short lines without full stop is a list of links."""
    listing = False
    for part in parts:
        if part.kind in (None, BlockKind.HEADING) and furniture.heads_links(part.text):
            listing = True
            part.settle(BlockKind.RELATED, "heads a list of links")
        elif part.kind is BlockKind.RELATED and furniture.heads_links(part.text):
            listing = True
        elif listing and part.open and _link_like(part.text):
            part.settle(BlockKind.RELATED, "link to another page")
        elif part.open and _headed_list(part.text):
            part.settle(BlockKind.RELATED, "a list of links and what heads it")
        elif part.open or part.kind is BlockKind.HEADING:
            listing = False


def _headed_list(text: str) -> bool:
    """Whether a part is such a heading and its links, row by row."""
    head, *rows = text.split("\n")
    return bool(rows) and furniture.heads_links(head) and all(map(_link_like, rows))


def _link_like(text: str) -> bool:
    return len(text.split()) <= 20 and text[-1] not in '.:;,!"”' and "\n" not in text


def _turns(parts: list[Judged]) -> None:
    texts, bodies = [part.text for part in parts], [part.open for part in parts]
    found = turns.labels(texts, bodies)
    found.update(turns.continued(texts, bodies, found))
    if not found:
        heads_too = [p.open or (p.kind is BlockKind.HEADING and p.text[-1:] == "?") for p in parts]
        found = interviews.unlabelled(texts, heads_too)
    for index, label in found.items():
        parts[index].settle(BlockKind.TURN, label=label)
    for part in parts if found else ():
        if part.open and turns.is_sound(part.text):
            part.settle(BlockKind.BOILERPLATE, "tells of the recording, not of the talk")


def _pull_quotes(parts: list[Judged]) -> None:
    bodies = [
        part.open or part.kind is BlockKind.PULL_QUOTE or _quotes_in_heading(part) for part in parts
    ]
    named = [part.kind is BlockKind.PULL_QUOTE for part in parts]
    found = repeats.repeated([part.text for part in parts], bodies, named)
    for index, other in found.items():
        where = "above" if other < index else "below"
        parts[index].settle(BlockKind.PULL_QUOTE, f"repeats words spoken in a paragraph {where}")
    for index, part in enumerate(parts):
        # What a format calls a pull quote but says something new would be lost.
        if part.kind is BlockKind.PULL_QUOTE and index not in found:
            part.settle(BlockKind.BLOCK_QUOTE)


def _quotes_in_heading(part: Judged) -> bool:
    """Whether a heading is a whole sentence in quotation marks, as page builders set off some."""
    words = part.text.rstrip('"”’»')
    whole = part.text[:1] in '"“‘«' and words != part.text and words[-1:] in ".!?"
    return part.kind is BlockKind.HEADING and whole


_SIGNED = re.compile(r"[—–―-]{1,2}\s?[A-ZÀ-Þ@]")


def _signatures(parts: list[Judged]) -> None:
    """A line that begins with a dash below set-off words only names whose they are."""
    for above, part in pairwise(parts):
        if not _SIGNED.match(part.text) or len(part.text.split()) > 16:
            continue
        if above.kind is BlockKind.PULL_QUOTE and (part.open or part.kind is BlockKind.BLOCK_QUOTE):
            part.settle(BlockKind.PULL_QUOTE, "names who is quoted in the pull quote above")
        elif BlockKind.BLOCK_QUOTE in (above.kind, above.hint) and (
            part.open or part.hint is BlockKind.PULL_QUOTE
        ):
            part.settle(BlockKind.PARAGRAPH)


_NO_HEADINGS = (BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE)


def _headings(parts: list[Judged]) -> None:
    prose = [part for part in parts if part.kind in (None, BlockKind.TURN, BlockKind.HEADING)]
    for index, part in enumerate(prose[:-1]):
        timed = part.open and dates.clock_line(part.text)  # of an entry in a live blog
        if not part.open or (part.hint in _NO_HEADINGS and not timed):
            continue
        if timed or heads.is_chapter(part.text):
            part.kind = BlockKind.HEADING
            continue
        before = prose[index - 1].text if index and prose[index - 1].open else ""
        if heads.is_heading(part.text, before, prose[index + 1].text):
            part.kind = BlockKind.HEADING


def _rest(parts: list[Judged]) -> None:
    for part in parts:
        if not part.open:
            continue
        if not bare(part.text):
            part.settle(BlockKind.BOILERPLATE, DIVIDER)
        elif part.hint is None and _BULLET.match(part.text):
            part.settle(BlockKind.LIST_ITEM)
        else:
            part.settle(part.hint or BlockKind.PARAGRAPH)


def _empty_headings(parts: list[Judged]) -> None:
    """A heading above nothing but furniture heads that."""
    below: Judged | None = None
    for at, part in reversed(list(enumerate(parts))):
        summary = at > 0 and parts[at - 1].kind is BlockKind.HEADLINE
        if part.kind is BlockKind.HEADING and below is not None and not summary:
            part.settle(BlockKind.BOILERPLATE, "heads what is left out")
        elif part.kind in (BlockKind.BOILERPLATE, BlockKind.RELATED):
            if part.reason not in _SMALL_REASONS:
                below = part
            continue
        below = None


_SMALL_REASONS = (DIVIDER, inline.FOOTNOTE_MARK, furniture.BUTTON)
"""Why parts are left out that say nothing of the part above them."""


def _keep_something(parts: list[Judged]) -> None:
    """When nothing but furniture was seen, the tests were wrong about this text."""
    if any(part.kind in SPOKEN_KINDS and part.kind is not BlockKind.HEADLINE for part in parts):
        return
    for part in parts:
        guessed = part.hint in SOFT or part.hint in _TITLES
        if guessed and part.kind is not BlockKind.HEADLINE and bare(part.text):
            part.settle(BlockKind.PARAGRAPH)


def _first_words(blocks: list[Block], text: str) -> str:
    """A title for an article that has none: how it begins."""
    first = next(block for block in blocks if block.spoken and bare(block.span.of(text)))
    words = first.span.of(text)[:400].split()
    title = " ".join(words[:10]).strip("\"“”‘’'«»„")
    return title if len(words) <= 10 else title.rstrip(",;:") + " …"
