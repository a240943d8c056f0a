"""Which reader reads a source."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from quotecast.errors import SourceError
from quotecast.readers.feeds import is_feed
from quotecast.readers.interface import Raw, Reader

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".epub": "epub",
    ".docx": "docx",
    ".eml": "mail",
}
"""File suffix to the module of its reader; a new format is one row and one file."""

CONTENT_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "message/rfc822": "mail",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
"""What a server may send."""


_UNREAD = (
    (b"{\\rtf", "RTF", "save it as .docx or .txt"),
    (b"application/vnd.oasis.opendocument", "OpenDocument", "save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file", "save it as .docx"),
    (b"<rss", "a feed as an article", "give it to `quotecast inbox`"),
    (b"<feed", "a feed as an article", "give it to `quotecast inbox`"),
)
"""Marks near the beginning of what would otherwise be read as something it is not."""

_HTML_STARTS = tuple(
    b"<" + name
    for name in (
        b"!doctype html|html|head|body|article|?xml|!--|title|meta|link|main|section|div|p>|h1"
    ).split(b"|")
)


_LETTER = re.compile(
    rb"\A(?:[A-Za-z][A-Za-z-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,200}?\r?\n"
)
_LETTER_SURE = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.M | re.I)


def is_letter(data: bytes) -> bool:
    """Whether a source begins like a letter as mail programs save it."""
    head = _LETTER.match(data[:20_000])
    return head is not None and _LETTER_SURE.search(head[0]) is not None


def kind_of(raw: Raw) -> str:
    """The module that reads a source: by first bytes, then suffix, then looks.

    Raises:
        SourceError: a kind of file known not to be read.
    """
    head = raw.data[:4096]
    if raw.part and is_feed(raw):
        return "feeds"
    for mark, what, hint in _UNREAD:
        if mark in head[:200].lower():
            raise SourceError(f"{what} is not read", hint, where=raw.name)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        if b"application/epub+zip" in head[:200]:
            return "epub"
        return "docx" if b"word/" in raw.data or b"[Content_Types].xml" in head else "epub"
    suffix = PurePosixPath(raw.name.partition("?")[0].lower()).suffix
    if SUFFIXES.get(suffix, "text") == "text" and is_letter(raw.data):
        return "mail"
    if not raw.url and suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if raw.content_type in CONTENT_TYPES and raw.content_type != "text/plain":
        return CONTENT_TYPES[raw.content_type]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_HTML_STARTS):
        return "html"
    return SUFFIXES.get(suffix, "text") if suffix in (".md", ".markdown") else "text"


def reader_of(raw: Raw) -> Reader:
    """The function that reads a source; its libraries are imported only now."""
    kind = kind_of(raw)
    if raw.part and kind not in ("epub", "feeds"):
        raise SourceError(
            f"no chapter {raw.part[:20]}",
            "only EPUB books have numbered chapters, and feeds items",
            where=raw.name,
        )
    module = import_module(f"quotecast.readers.{kind}")
    return cast("Reader", module.read)
