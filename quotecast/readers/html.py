"""Web pages: saved or fetched.

trafilatura finds the main text; the page itself is walked beside it, so that what an
extractor drops between two paragraphs (block quotations, captions, notes) is kept, and what
lies outside the article is listed as left out instead of vanishing.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers import dates, furniture, heads, repeats, wall_phrases
from quotecast.readers.chunk import Chunk
from quotecast.readers.decoding import decode
from quotecast.readers.described import LEAST, article_in_data, beside
from quotecast.readers.dom import chunks
from quotecast.readers.extraction import doubt_name, main_words, prose, trust_words
from quotecast.readers.html_tree import parse_html
from quotecast.readers.interface import Described, Draft, Raw, Sheet
from quotecast.readers.link_lists import links_elsewhere
from quotecast.readers.metadata import Head, read_head
from quotecast.readers.paging import BREAK, MISSING, joined
from quotecast.readers.walls import gated, refuse_walls

if TYPE_CHECKING:
    from lxml.etree import _Element

BELOW = 8
"""Paragraphs below an article among which the page asks to pay for the rest of it."""

TOP = 60
"""Paragraphs of a page among which its head is looked for."""

_SCRIPTED = re.compile("|".join(wall_phrases.SCRIPT), re.IGNORECASE)

_SEPARATOR = re.compile(r"\s+(?:[|–—·-]|::)\s+")
"""Between title and site in the title of a window."""

_OUT = {
    "before": "page header and navigation, before the article",
    "within": "set apart from the article by the page",
    "after": "page footer and further offers, after the article",
    "beside": "shown by the page, whose article stands in its data",
}


def read(raw: Raw) -> Draft:
    """A web page, or the pages of one article in one file.

    Raises:
        SourceError: no page, or no words in it.
    """
    text = decode(raw.data, raw.name, raw.encoding)
    pages = text.split(BREAK)
    missing = len(pages) > 1 and not pages[-1].strip()
    draft = joined([_read_page(page, raw) for page in (pages[:-1] if missing else pages)])
    return replace(draft, doubts=(*draft.doubts, MISSING)) if missing else draft


def _read_page(text: str, raw: Raw) -> Draft:
    """One page of an article, which most often is all of it."""
    root = parse_html(text)
    if root is None:
        raise SourceError("not a web page", "save it as HTML or plain text", where=raw.name)
    head = read_head(root, raw.url)
    found = _shown_chunks(root)
    found[:TOP] = [row for chunk in found[:TOP] for row in _rows(chunk)]
    kept = main_words(text, found)
    shown = sum(len(found[at].text) for at in kept if prose(found[at]))
    told = article_in_data(root, head, found, shown)
    if told is not None:
        return _of_data(*told, head, found, raw.name)
    refuse_walls(root, found, head, raw.name)
    if not found or _is_shell(root, found):
        raise _nothing(head, raw.name)
    trust_words(found, kept)
    for chunk in found:
        doubt_name(chunk, head.byline)
    first, last = min(kept), max(kept)
    first = _with_head(found, first, head)
    last = _with_tail(found, last)
    sheet = Sheet()
    title = _title(found[first : last + 1], head)
    if title and not any(repeats.same(chunk.text, title) for chunk in found[first : first + 6]):
        sheet.add(title, BlockKind.HEADLINE)
    _leave_out(sheet, found[:first], "before")
    _article(sheet, found[first : last + 1], title, head.host)
    _leave_out(sheet, found[last + 1 :], "after")
    doubt = gated(found[first : last + 1], found[last + 1 : last + 1 + BELOW], head)
    return replace(_draft(sheet, head, title), doubts=(doubt,) if doubt else ())


def _nothing(head: Head, name: str) -> SourceError:
    """What is to be said of a page without an article."""
    if head.paid:
        return SourceError(
            "the page is for subscribers and shows nothing of its article",
            "log in with a browser, save the page there and name the file",
            where=name,
        )
    return SourceError(
        "the page shows no text of its own",
        "it may be built by a script: save it from a browser, or copy its text to a file",
        where=name,
    )


def _is_shell(root: _Element, found: list[Chunk]) -> bool:
    """Whether a page shows a few words only, and a script is to bring the rest."""
    few = sum(len(chunk.text) for chunk in found) < LEAST and not any(map(prose, found))
    return few and next(root.iter("script"), None) is not None


def _shown_chunks(root: _Element) -> list[Chunk]:
    """What the page shows; all it holds where it shows nothing till a script has run."""
    found = chunks(root)
    if any(prose(chunk) for chunk in found):
        return found
    more = [one for one in chunks(root, hidden_too=True) if not _SCRIPTED.search(one.text)]
    return more if any(prose(chunk) for chunk in more) else found


def _rows(chunk: Chunk) -> list[Chunk]:
    """A short paragraph whose rows name author or date, row by row: old pages broke it so."""
    rows = chunk.text.split("\n")
    told = any(heads.byline(row) or dates.date_line(row) is not None for row in rows[1:])
    if len(rows) == 1 or len(chunk.text) > 240 or not told:
        return [chunk]
    return [replace(chunk, text=row) for row in rows]


def _of_data(
    told: Described, body: list[Chunk], head: Head, found: list[Chunk], name: str
) -> Draft:
    """The article as it stands in the page's data, where the page shows none of it."""
    logging.getLogger(__name__).warning(
        "%s: the page itself shows no article, or little of it; read from the page's data", name
    )
    head = head.completed(told)
    title = head.title or _SEPARATOR.split(head.window_title)[0]
    sheet = Sheet()
    sheet.add(title, BlockKind.HEADLINE)
    _article(sheet, body, title, head.host)
    _leave_out(sheet, beside(found, body, title), "beside")
    return _draft(sheet, head, title)


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


def _with_head(found: list[Chunk], first: int, head: Head) -> int:
    """Start at the headline when it stands a little above the main text."""
    start, nearest = first, -1
    for index in range(first, max(-1, first - 15), -1):
        chunk = found[index]
        if head.titled(chunk.text) and (index < first or chunk.kind is BlockKind.HEADLINE):
            return index
        if chunk.kind is BlockKind.HEADLINE and index < first:
            nearest = max(nearest, index)
        elif chunk.kind is BlockKind.DEK and not chunk.outside and index < first:
            start = index
    return start if nearest < 0 else nearest


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
    headlines = [chunk.text for chunk in found[:6] if chunk.kind is BlockKind.HEADLINE]
    if headlines:  # the site's name is one too on some pages
        return next((text for text in headlines if head.titled(text)), headlines[0])
    for chunk in found[:6]:
        if head.titled(chunk.text):
            return chunk.text
    if head.title:
        return head.title
    return _SEPARATOR.split(head.window_title)[0]


def _site(head: Head, title: str) -> str:
    """The site's name, if need be from behind the title in the window's."""
    rest = _SEPARATOR.split(head.window_title)
    if head.site or len(rest) != 2 or not repeats.same(rest[0], title):
        return head.site
    return rest[1]


def _leave_out(sheet: Sheet, found: list[Chunk], where: str) -> None:
    """What lies outside the article: related links by themselves, the rest as one block."""
    waiting: list[str] = []
    for chunk in found:
        verdict = None if chunk.outside else furniture.judge(chunk.text)
        if where == "after" and verdict is not None and verdict[0] in _NOTES:
            _flush(sheet, waiting, where)
            sheet.add(chunk.text, *verdict)
        elif prose(chunk) and not chunk.outside and not chunk.aside and len(chunk.text) > 240:
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


def _article(sheet: Sheet, found: list[Chunk], title: str, host: str) -> None:
    elsewhere = links_elsewhere(found, host)
    headed = False
    begun = False
    within = _tables_of_contents(found)
    for index, chunk in enumerate(found):
        kind, reason = chunk.kind, ""
        apart = chunk.aside and kind not in (BlockKind.PULL_QUOTE, BlockKind.RELATED)
        if kind is BlockKind.HEADLINE:
            kind = BlockKind.HEADING if headed or not repeats.same(chunk.text, title) else kind
            headed = headed or kind is BlockKind.HEADLINE
        elif index in within:
            kind, reason = BlockKind.BOILERPLATE, "table of contents of the page"
        elif index in elsewhere:
            kind, reason = BlockKind.RELATED, elsewhere[index]
        elif chunk.outside or apart:
            kind, reason = _set_apart(chunk)
        elif kind is BlockKind.DEK and len(sheet.parts) > 8:
            kind = BlockKind.HEADING if len(chunk.text) < 90 else None
        elif kind is BlockKind.DATE and begun:
            reason = "date or time of an entry"
        if kind is not None:
            reason = chunk.reason or reason or _REASONS.get(kind, "")
        begun = begun or prose(chunk)
        sheet.add(chunk.text, kind, reason)


def _set_apart(chunk: Chunk) -> tuple[BlockKind | None, str]:
    """Kind and reason of what the page sets apart; corrections and credits stay what they are."""
    verdict = None if chunk.outside else furniture.judge(chunk.text)
    if verdict is not None and verdict[0] in _NOTES:
        return verdict
    return BlockKind.BOILERPLATE, _OUT["within"]


def _tables_of_contents(found: list[Chunk]) -> set[int]:
    """Runs of lines that are nothing but links to places of the same page."""
    return {
        index
        for index, chunk in enumerate(found)
        if chunk.local
        and any(0 <= at < len(found) and found[at].local for at in (index - 1, index + 1))
    }
