"""Articles over several pages: which page comes next, and the pages as one article.

What a page calls the next one (``rel="next"``) is as often the next article or the next list of
articles. It is the same article's only when it is of the same site, its address differs by the
page's number alone, and it has the same title.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from quotecast.model import BlockKind
from quotecast.readers import repeats
from quotecast.readers.interface import Draft, Part, Sheet
from quotecast.readers.metadata import Head

if TYPE_CHECKING:
    from lxml.etree import _Element

BREAK: Final = "\n<!-- quotecast: the article goes on with its next page -->\n"
"""Stands between the pages of one article that are kept in one file; at its end where there is
a page more that could not be had."""

MISSING: Final = "the article goes on with a page that could not be had"

REPEATED: Final = 12
"""Words; prose that is shorter may be said on two pages of an article."""

_NUMBERED: Final = re.compile(
    r"(?:[/_,.-](?:page|seite|pagina|pag|p|s)?[/_=-]?\d{1,2})(?=(?:\.\w{2,5})?/?$)", re.IGNORECASE
)
_COUNTING: Final = frozenset("page p pg paged seite pagina pag start offset".split())
_COUNTED: Final = re.compile(
    r"\W*\b(?:page|seite|pagina|página|p\.)\s*\d{1,2}(?:\s*(?:of|/|von|sur|de|di)\s*\d{1,2})?\b\W*"
    r"|\W*\(\d{1,2}(?:/\d{1,2})?\)\W*",
    re.IGNORECASE,
)


def next_address(root: _Element, here: str) -> str:
    """The address of the same article's next page, as far as addresses tell; else empty."""
    found = root.xpath("//link[@rel and @href] | //a[@rel and @href]")
    for element in found:
        if "next" not in (element.get("rel") or "").lower().split():
            continue
        try:
            there: str = urljoin(here, (element.get("href") or "").strip())
            if there != here and same_article(there, here):
                return there
        except ValueError:
            continue
    return ""


def same_article(one: str, other: str) -> bool:
    """Whether two addresses differ by nothing but the number of a page; a front page has none."""
    host, path, query = _without_number(one)
    return bool(path or query) and (host, path, query) == _without_number(other)


def _without_number(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(key, value) for key, value in pairs if key.lower() not in _COUNTING])
    path = _NUMBERED.sub("", parts.path).rstrip("/")
    return parts.netloc.lower(), path, query


def same_title(one: Head, other: Head) -> bool:
    """Whether two pages have the same title, the page's number aside."""
    own, its = (_COUNTED.sub(" ", head.title or head.window_title) for head in (one, other))
    return bool(own.strip()) and repeats.same(own, its)


def joined(pages: list[Draft]) -> Draft:
    """The drafts of an article's pages as one; what a later one repeats is left out there."""
    first, *later = pages
    if not later:
        return first
    sheet = Sheet()
    seen: set[str] = set()
    for number, draft in enumerate(pages):
        own = set()
        for part in draft.parts:
            words = repeats.words(part.span.of(draft.text))
            kind, reason = _on_page(part, words, number, seen)
            sheet.add(part.span.of(draft.text), kind, reason, part.label)
            own.add(words)
        seen |= own
    doubts = dict.fromkeys(doubt for draft in pages for doubt in draft.doubts)
    return replace(first, text=sheet.text, parts=tuple(sheet.parts), doubts=tuple(doubts))


def _on_page(part: Part, words: str, number: int, seen: set[str]) -> tuple[BlockKind | None, str]:
    """Kind and reason of a part of a page, the first one being number 0."""
    running = part.kind is None or part.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    short = running and words.count(" ") <= REPEATED
    if number and words in seen and not short:
        return BlockKind.BOILERPLATE, part.reason or "stands on an earlier page of the article too"
    return part.kind, part.reason
