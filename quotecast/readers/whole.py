"""An article at an address, all of it: an item of a feed, or each of its pages."""

from __future__ import annotations

import codecs
import logging
import re
import time
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from quotecast.errors import SourceError
from quotecast.readers import holding, html, paging
from quotecast.readers.decoding import decode
from quotecast.readers.fetching import DEADLINE, Fetched, fetch, refuse_kind
from quotecast.readers.html_tree import parse_html
from quotecast.readers.interface import MAX_BYTES
from quotecast.readers.kinds import kind_of
from quotecast.readers.metadata import Head, read_head

MAX_PAGES: Final = 12
"""Of one article."""

_NEXT: Final = re.compile(rb"\brel\s*=\s*[\"']?(?:\w+ )*next\b", re.IGNORECASE)

_log = logging.getLogger(__name__)


def fetch_article(url: str, *, allow_private: bool = False) -> Fetched:
    """Get an article.

    Of an address like ``news.rss#ID``, the item of that feed. Of one that goes on with further
    pages, all of them in one file, at most :data:`MAX_PAGES`.

    Raises:
        SourceError: as of :func:`~quotecast.readers.fetching.fetch`, or the feed holds no such
            article.
    """
    part = urlsplit(url).fragment
    if not part:
        return _with_next(fetch(url, allow_private=allow_private), url, allow_private)
    in_feed = holding.offered(url)
    if in_feed is not None:
        return in_feed
    fetched = fetch(url, allow_private=allow_private, accept_feeds=True)
    from quotecast.readers.feeds import is_feed, item_page

    if is_feed(fetched.raw(url)):
        page = item_page(fetched.raw(url), part)
        return Fetched(page, fetched.final_url, "text/html", "utf-8")
    refuse_kind(fetched.content_type, url, feeds=False)
    return _with_next(fetched, url, allow_private)


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    address: str
    head: Head
    following: str
    """Address of the next page; empty on the last one."""
    words: str = ""
    """What is read of it."""


def _with_next(first: Fetched, url: str, allow_private: bool) -> Fetched:
    """A page with those that follow it, where it is one of several."""
    page = _page(first, url) if _NEXT.search(first.data) else None
    if page is None or not page.following:
        return first
    try:
        pages = [replace(page, words=html.read(first.raw(url)).text)]
    except SourceError:  # it is met again, and told, where the page is read
        return first
    missing = False
    visited = {first.final_url, url}
    ends = time.monotonic() + 2 * DEADLINE
    while page.following and page.following not in visited:
        visited.add(page.following)
        size = sum(len(one.text.encode()) for one in pages)
        if len(pages) >= MAX_PAGES or size >= MAX_BYTES // 2 or time.monotonic() > ends:
            _log.warning("%s: has more pages than are read, from %s on", url, page.following)
            missing = True
            break
        try:
            found = _next(page, allow_private)
        except SourceError as fault:
            _log.warning("%s: goes on at %s", url, fault)
            missing = True
            break
        if found is None or found.words in [one.words for one in pages]:
            break
        pages.append(found)
        page = found
    if len(pages) == 1 and not missing:
        return first
    whole = paging.BREAK.join([*(one.text for one in pages), *([""] if missing else [])])
    return Fetched(codecs.BOM_UTF8 + whole.encode(), first.final_url, "text/html", "utf-8")


def _next(page: _Page, allow_private: bool) -> _Page | None:
    """The page after one, if it is of the same article.

    Raises:
        SourceError: it cannot be had, or shows no article.
    """
    fetched = fetch(page.following, allow_private=allow_private)
    if not paging.same_article(fetched.final_url, page.address):
        return None
    found = _page(fetched, page.following)
    words = html.read(fetched.raw(page.following)).text
    if found is None or not paging.same_title(page.head, found.head):
        return None
    return replace(found, words=words)


def _page(fetched: Fetched, url: str) -> _Page | None:
    """A web page and what it says of itself; None for anything else."""
    raw = fetched.raw(url)
    try:
        if kind_of(raw) != "html":
            return None
        text = decode(raw.data, raw.name, raw.encoding)
    except SourceError:
        return None
    root = parse_html(text)
    if root is None:
        return None
    here = fetched.final_url
    return _Page(text, here, read_head(root, here), paging.next_address(root, here))
