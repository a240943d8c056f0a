"""What line breaks within an element of a page part: paragraphs, or rows of one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LONG: Final = 60
"""Characters of a row that is a paragraph by itself rather than a line of verse or an address."""

ENDING: Final = 0.9
"""Share of the long rows that end a sentence where rows are paragraphs, not broken to a width."""

_BLANK: Final = re.compile(r"\n[ \t\u00a0]*\n\s*")
_ENDED: Final = re.compile(r"[.!?…。！？][\"”’»)\]]*$")


def parted(text: str) -> Iterator[str]:
    """The paragraphs of a text whose line breaks are line ends, white space made even.

    Two line breaks end a paragraph; a single one does where rows are long and each of them ends
    a sentence, as some content systems write.
    """
    for piece in _BLANK.split(text):
        rows = [row for row in (" ".join(row.split()) for row in piece.split("\n")) if row]
        yield from _paragraphs(rows)


def _paragraphs(rows: list[str]) -> Iterator[str]:
    ended = [_ENDED.search(row) is not None for row in rows]
    long = [end for row, end in zip(rows[:-1], ended, strict=False) if len(row) >= LONG]
    if not long or sum(long) < ENDING * len(long):
        yield "\n".join(rows)
        return
    start = 0
    for at in range(1, len(rows)):
        if ended[at - 1] and max(len(rows[at - 1]), len(rows[at])) >= LONG:
            yield "\n".join(rows[start:at])
            start = at
    yield "\n".join(rows[start:])
