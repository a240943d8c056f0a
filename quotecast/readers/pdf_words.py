"""The rows of a paragraph of a PDF as one line, words broken at their ends whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecast.readers.pdf_rows import Row

_BROKEN = re.compile(r"(?<![^\W_])([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad\u2010]$")
_COMPOUNDS = frozenset(
    """well self half year long high low twenty thirty forty fifty sixty seventy eighty ninety
    one two three four five six seven eight nine ten brother sister mother father""".split()
)
"""First words that keep their hyphen at the end of a row, when nothing else tells."""


def joined(rows: Sequence[Row], words: frozenset[str]) -> str:
    """The rows of a paragraph as one line, words broken at their ends put together again."""
    parts: list[str] = []
    for row in rows:
        last = parts[-1] if parts else ""
        broken = _BROKEN.search(last[-80:])
        if broken is None or not row.text[:1].islower():
            parts += [" ", row.text] if parts else [row.text]
        elif _hyphenated(broken[1].lower(), row.text, words) and last[-1] != "\u00ad":
            parts.append(row.text)
        else:
            parts[-1:] = [last[:-1], row.text]
    return "".join(parts)


def _hyphenated(first: str, following: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at the end of a row is the word's own."""
    found = re.match(r"[^\W\d_]+", following)
    second = found[0].lower() if found else ""
    if first + second in words:
        return False
    if f"{first}-{second}" in words or "-" in first:
        return True
    return first in _COMPOUNDS and len(second) > 3
