"""Fetched pages kept in the studio, so that an episode can be made again offline."""

from __future__ import annotations

import codecs
from contextlib import suppress

from quotecast.errors import SourceError
from quotecast.model import Article
from quotecast.readers.decoding import decode
from quotecast.readers.fetching import Fetched
from quotecast.readers.interface import Raw
from quotecast.readers.kinds import CONTENT_TYPES, kind_of

_SUFFIXES = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "pdf": ".pdf",
    "epub": ".epub",
    "docx": ".docx",
    "mail": ".eml",
}
_TEXTUAL = ("text", "markdown", "html")


def kept_form(fetched: Fetched, url: str) -> tuple[str, bytes]:
    """Suffix and content of the file that keeps a page.

    A server may name the encoding where the page does not: such a page is kept as UTF-8
    with a byte order mark, which says so for good. Everything else is kept as it came.
    """
    kind = kind_of(fetched.raw(url))
    data = fetched.data
    if kind in _TEXTUAL and fetched.encoding:
        with suppress(SourceError):  # not text after all: kept as it came
            data = codecs.BOM_UTF8 + decode(data, url, fetched.encoding).encode()
    return _SUFFIXES[kind], data


def read_kept(data: bytes, suffix: str, url: str) -> Article:
    """Read a kept page as if it had just been fetched from ``url``.

    Raises:
        SourceError: the file is damaged.
    """
    from quotecast.readers import read_raw

    kind = next((kind for kind, end in _SUFFIXES.items() if end == suffix), "text")
    content_type = next(name for name, module in CONTENT_TYPES.items() if module == kind)
    return read_raw(Raw(url, data, "", url, "", content_type), url)
