"""Web pages: saved or fetched.

trafilatura finds the main text; the page itself is walked beside it, so that what an
extractor drops between two paragraphs (block quotations, captions, notes) is kept, and what
lies outside the article is listed as left out instead of vanishing.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers import furniture, repeats
from quotecast.readers.decoding import decode
from quotecast.readers.dom import Chunk, chunks, parse_html
from quotecast.readers.interface import Draft, Raw, Sheet
from quotecast.readers.metadata import Head, read_head

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTRACTABLE = 3_000_000
"""Characters; larger pages are judged by their markup alone."""

CAPTIONS = 0.4
"""When more of the main text than this is called a caption, the name is wrong."""

EMPTY = 200
"""Characters that a page's description must have to be read instead of a page without text."""

SHINGLE = 4
"""Words that must follow one another to know a paragraph again."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)

_SEPARATOR = re.compile(r"\s+(?:[|–—·-]|::)\s+")
"""Between title and site in the title of a window."""

_OUT = {
    "before": "page header and navigation, before the article",
    "within": "set apart from the article by the page",
    "after": "page footer and further offers, after the article",
}


def read(raw: Raw) -> Draft:
    """A web page.

    Raises:
        SourceError: no page, or no words in it.
    """
    declared = _CHARSET.search(raw.data[:4096])
    encoding = raw.encoding or (declared[1].decode("ascii") if declared else "")
    text = decode(raw.data, raw.name, encoding)
    root = parse_html(text)
    if root is None:
        raise SourceError("not a web page", "save it as HTML or plain text", where=raw.name)
    head = read_head(root, raw.url)
    found = _shown_chunks(root)
    if not any(_prose(chunk) for chunk in found) and len(head.body) >= EMPTY:
        return _described(head)
    if not found:
        raise SourceError(
            "the page shows no text of its own",
            "it may be built by a script: save it from a browser, or copy its text to a file",
            where=raw.name,
        )
    kept = _main_words(text, found)
    _trust_words(found, kept)
    first, last = min(kept), max(kept)
    first = _with_head(found, first, head)
    last = _with_tail(found, last)
    sheet = Sheet()
    title = _title(found[first : last + 1], head)
    if title and not any(_same(chunk.text, title) for chunk in found[first : first + 6]):
        sheet.add(title, BlockKind.HEADLINE)
    _leave_out(sheet, found[:first], "before")
    _article(sheet, found[first : last + 1], title)
    _leave_out(sheet, found[last + 1 :], "after")
    if head.paid:
        logging.getLogger(__name__).warning(
            "%s: the page says that it is not free to read; what it shows may be a part", raw.name
        )
    return _draft(sheet, head, title)


def _shown_chunks(root: _Element) -> list[Chunk]:
    """What the page shows; all it holds where it shows nothing till a script has run."""
    found = chunks(root)
    if any(_prose(chunk) for chunk in found):
        return found
    more = chunks(root, hidden_too=True)
    return more if any(_prose(chunk) for chunk in more) else found


def _described(head: Head) -> Draft:
    """The article as the page describes it to search engines, where it shows none itself."""
    sheet = Sheet()
    sheet.add(head.title, BlockKind.HEADLINE)
    for paragraph in head.body.split("\n"):
        sheet.add(" ".join(paragraph.split()))
    return _draft(sheet, head, head.title)


def _draft(sheet: Sheet, head: Head, title: str) -> Draft:
    return Draft(
        sheet.text,
        tuple(sheet.parts),
        title=title,
        byline=head.byline,
        published=head.published,
        language=head.language,
        site=_site(head, title),
        image=head.image,
        headed=not title,
    )


def _main_words(text: str, found: list[Chunk]) -> set[int]:
    """Which chunks trafilatura takes for the main text; by markup where it finds none."""
    main = _extracted(text) if len(text) <= EXTRACTABLE else ""
    known = _shingles(repeats.words(main))
    kept = {
        index
        for index, chunk in enumerate(found)
        if not chunk.outside and _known(repeats.words(chunk.text), known)
    }
    if sum(len(found[index].text) for index in kept) >= 200:
        return kept
    prose = [i for i, c in enumerate(found) if not c.outside and not c.aside and _prose(c)]
    return set(prose or [i for i, c in enumerate(found) if not c.outside] or range(len(found)))


def _trust_words(found: list[Chunk], kept: set[int]) -> None:
    """The extractor's word counts for more than a class name far above the text."""
    whole = sum(len(found[index].text) for index in kept)
    captions = [index for index in kept if found[index].kind is BlockKind.CAPTION]
    misnamed = sum(len(found[index].text) for index in captions) > CAPTIONS * whole
    for index in kept:
        chunk = found[index]
        chunk.aside = False
        if chunk.kind in (BlockKind.RELATED, BlockKind.BOILERPLATE) or (
            misnamed and chunk.kind is BlockKind.CAPTION
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


def _shingles(words: str) -> set[int]:
    listed = words.split()
    return {
        hash(tuple(listed[at : at + SHINGLE])) for at in range(max(1, len(listed) - SHINGLE + 1))
    }


def _known(words: str, known: set[int]) -> bool:
    """Whether most of a paragraph stands in the main text; too short ones never do."""
    if words.count(" ") <= SHINGLE:
        return False
    own = _shingles(words)
    return len(own & known) >= 0.6 * len(own)


def _prose(chunk: Chunk) -> bool:
    return chunk.kind in (None, BlockKind.BLOCK_QUOTE) and len(chunk.text.split()) >= 12


def _with_head(found: list[Chunk], first: int, head: Head) -> int:
    """Start at the headline when it stands a little above the main text."""
    start = first
    for index in range(first - 1, max(-1, first - 15), -1):
        chunk = found[index]
        if chunk.kind is BlockKind.HEADLINE or (head.title and _same(chunk.text, head.title)):
            return index
        if chunk.kind is BlockKind.DEK and not chunk.outside:
            start = index
    return start


def _with_tail(found: list[Chunk], last: int) -> int:
    """Go on after the main text as long as paragraphs stand beside its last one."""
    parent = found[last].parent
    while last + 1 < len(found):
        following = found[last + 1]
        if following.parent != parent or following.outside or following.aside:
            break
        last += 1
    return last


def _title(found: list[Chunk], head: Head) -> str:
    for chunk in found[:6]:
        if chunk.kind is BlockKind.HEADLINE:
            return chunk.text
    if head.title:
        return head.title
    return _SEPARATOR.split(head.window_title)[0]


def _site(head: Head, title: str) -> str:
    """The site's name, if need be from behind the title in the window's."""
    rest = _SEPARATOR.split(head.window_title)
    if head.site or len(rest) != 2 or not _same(rest[0], title):
        return head.site
    return rest[1]


def _same(one: str, other: str) -> bool:
    return repeats.words(one) == repeats.words(other)


def _leave_out(sheet: Sheet, found: list[Chunk], where: str) -> None:
    """What lies outside the article: related links by themselves, the rest as one block."""
    waiting: list[str] = []
    for chunk in found:
        verdict = None if chunk.outside else furniture.judge(chunk.text)
        if where == "after" and verdict is not None and verdict[0] in _NOTES:
            _flush(sheet, waiting, where)
            sheet.add(chunk.text, *verdict)
        elif _prose(chunk) and not chunk.outside and not chunk.aside and len(chunk.text) > 240:
            _flush(sheet, waiting, where)
            sheet.add(chunk.text, BlockKind.BOILERPLATE, _OUT[where])
        else:
            waiting.append(chunk.text)
    _flush(sheet, waiting, where)


_NOTES = (BlockKind.CORRECTION, BlockKind.CREDIT)
"""What belongs to the article even when it stands below it."""


def _flush(sheet: Sheet, waiting: list[str], where: str) -> None:
    sheet.add("\n".join(waiting), BlockKind.BOILERPLATE, _OUT[where])
    waiting.clear()


_REASONS = {
    BlockKind.CAPTION: "photo caption",
    BlockKind.PULL_QUOTE: "pull quote",
    BlockKind.RELATED: "links to other pages",
    BlockKind.BOILERPLATE: _OUT["within"],
    BlockKind.BYLINE: "names the author, who is shown in the notes",
    BlockKind.DATE: "date of publication, shown in the notes",
}


_KEEP_KIND = (BlockKind.PULL_QUOTE, BlockKind.RELATED, BlockKind.CAPTION)


def _article(sheet: Sheet, found: list[Chunk], title: str) -> None:
    headed = False
    for chunk in found:
        kind, reason = chunk.kind, ""
        if kind is BlockKind.HEADLINE:
            kind = BlockKind.HEADING if headed or not _same(chunk.text, title) else kind
            headed = headed or kind is BlockKind.HEADLINE
        elif kind in (BlockKind.BYLINE, BlockKind.DATE) and len(chunk.text) > 160:
            kind = None
        elif kind is BlockKind.DEK and len(sheet.parts) > 8:
            kind = BlockKind.HEADING if len(chunk.text) < 90 else None
        elif chunk.outside or (
            chunk.aside and kind not in (BlockKind.PULL_QUOTE, BlockKind.RELATED)
        ):
            kind = BlockKind.BOILERPLATE
        if kind is not None:
            reason = chunk.reason or _REASONS.get(kind, "")
        sheet.add(chunk.text, kind, reason)
