"""Paragraphs of plain text, and what each looks like."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from quotecast.model import Span

_BLANK: Final = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")
_WRAPPED: Final = range(50, 100)


def split(text: str) -> tuple[Span, ...]:
    """Paragraphs of plain text, without white space at either end.

    A line end ends a paragraph, as news sites write it, unless the text is hard-wrapped
    (most inner lines of its longer paragraphs are of nearly one length): then blank lines do.
    """
    parts: list[Span] = []
    wrapped = is_wrapped(text)
    at = 0
    for match in _BLANK.finditer(text):
        _add(text, at, match.start(), wrapped, parts)
        at = match.end()
    _add(text, at, len(text), wrapped, parts)
    return tuple(parts)


def is_wrapped(text: str) -> bool:
    """Whether the lines of ``text`` were broken to a width rather than by paragraph."""
    if "\n" not in text:
        return False
    inner = fitting = midway = 0
    for part in _BLANK.split(text):
        lines = part.split("\n")
        for line, following in pairwise(lines):
            inner += 1
            fitting += len(line) in _WRAPPED
            end = line.rstrip()[-1:]
            midway += end not in ".?!:\"'”’)" or following[:1].islower()
    return inner >= 4 and fitting >= 0.7 * inner and midway >= 0.6 * inner


def _add(text: str, start: int, end: int, wrapped: bool, into: list[Span]) -> None:
    at = start
    while at < end:
        stop = -1 if wrapped else text.find("\n", at, end)
        line_end = end if stop < 0 else stop
        a, b = at, line_end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if b > a:
            into.append(Span(a, b))
        at = line_end + 1
