"""Plain text."""

from __future__ import annotations

import re
from bisect import bisect_right

from quotecast.model import BlockKind, Span
from quotecast.readers import correspondence, dates
from quotecast.readers.decoding import decode
from quotecast.readers.interface import Draft, Part, Raw
from quotecast.readers.paragraphs import paragraphs

_START = re.compile(r"^\*\*\* ?START OF TH(?:E|IS) PROJECT GUTENBERG.*$", re.MULTILINE)
_END = re.compile(r"^\*\*\* ?END OF TH(?:E|IS) PROJECT GUTENBERG.*$", re.MULTILINE)
_FIELD = re.compile(r"^(Title|Author|Language): +(\S.*)$", re.MULTILINE)
_LICENCE = "the library's notice around the book"


def read(raw: Raw) -> Draft:
    """A text file, as it is; the notices around a Project Gutenberg book are no part of it.

    Raises:
        SourceError: not text, or empty.
    """
    text = decode(raw.data, raw.name, raw.encoding)
    start = _START.search(text)
    if start is None:
        return _plain(text)
    end = _END.search(text, start.end())
    last = end.start() if end else len(text)
    about = dict(_FIELD.findall(text[: start.start()]))
    parts = []
    for span in paragraphs(text):
        inside = start.end() <= span.start < last
        kind = None if inside else BlockKind.BOILERPLATE
        parts.append(Part(span, kind, "" if inside else _LICENCE))
    title, author = about.get("Title", ""), about.get("Author", "")
    return Draft(text, tuple(parts), title=title, byline=author)


def _plain(text: str) -> Draft:
    """A text without notices; a letter kept as text by its head."""
    text, quoted = correspondence.unquoted(text)
    parts = [_quoted(Part(span), quoted) for span in paragraphs(text)]
    head = correspondence.letter(text)
    if head is None:
        return Draft(text, tuple(parts))
    return Draft(
        text,
        correspondence.parts_of(text, head, parts),
        title=head.subject,
        byline=head.sender,
        published=dates.date_line(head.date) or "",
        headed=False,
    )


def _quoted(part: Part, quoted: list[tuple[Span, str]]) -> Part:
    """A part as what it is where the writer of a letter quotes it from another."""
    at = bisect_right(quoted, part.span.start, key=lambda one: one[0].start) - 1
    if at < 0 or part.span.end > quoted[at][0].end:
        return part
    reason = quoted[at][1]
    return Part(part.span, BlockKind.BOILERPLATE if reason else BlockKind.BLOCK_QUOTE, reason)
