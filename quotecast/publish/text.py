"""Small helpers for text that goes into files other programs read.

Articles are untrusted: control characters, bidirectional overrides, links that run
scripts. Nothing readable is ever dropped here, only what no reader can show.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters XML 1.0 forbids or HTML calls errors (noncharacters, C0 and C1 controls)."""

_BIDI_OVERRIDES: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Explicit direction marks: an unclosed one turns the rest of a page or list around."""

ELLIPSIS: Final = "…"

LONGEST_TAB: Final = 70
"""Characters of an HTML title; browsers and search engines cut longer ones."""


def clean(text: str) -> str:
    """Text without the characters that no format can carry; line ends stay."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Clean text on one line, single spaces, without explicit direction marks."""
    return " ".join(_BIDI_OVERRIDES.sub("", clean(text)).split())


def shorten(text: str, limit: int) -> str:
    """The first ``limit`` characters of one line, cut at a word and marked with an ellipsis."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:—-") + ELLIPSIS


def shorten_bytes(text: str, limit: int) -> str:
    """Like :func:`shorten`, counting UTF-8 bytes; line ends stay."""
    cleaned = clean(text).strip()
    if len(cleaned.encode()) <= limit:
        return cleaned
    head = cleaned.encode()[: limit - len(ELLIPSIS.encode())].decode(errors="ignore")
    cut = head.rfind(" ")
    return (head[:cut] if cut > len(head) // 2 else head).rstrip() + ELLIPSIS


def web_url(text: str) -> str:
    """The URL if it is one a reader may safely follow (http or https), else nothing.

    >>> web_url("javascript:alert(1)")
    ''
    """
    candidate = clean(text).strip()
    if not candidate.lower().startswith(("http://", "https://")) or " " in candidate:
        return ""
    try:
        parts = urlsplit(candidate)
    except ValueError:
        return ""
    return candidate if parts.hostname else ""


def clock(ms: int) -> str:
    """``HH:MM:SS``, as apps expect chapter times in a description.

    >>> clock(83_999)
    '00:01:23'
    """
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def short_clock(ms: int) -> str:
    """``1:23`` or ``1:02:03``, for people.

    >>> short_clock(83_999)
    '1:23'
    """
    seconds = ms // 1000
    tail = f"{seconds // 60 % 60}:{seconds % 60:02}"
    if seconds < 3600:
        return tail
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def precise_clock(ms: int, mark: str = ".") -> str:
    """``HH:MM:SS.mmm`` (WebVTT, Podlove); with ``mark=","`` as in SubRip."""
    return f"{clock(ms)}{mark}{ms % 1000:03}"


def seconds(ms: int) -> float:
    """Milliseconds as the decimal seconds that JSON formats want."""
    return ms / 1000
