"""The rows of a PDF's pages, where they stand and how large they are set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

WIDE: Final = 0.5
"""A character is about this share of its size wide."""
APART: Final = 2.5
"""Sizes between the end of one piece and the next, from which they are two columns' rows."""
MIN_PAIRS: Final = 5
"""Rows side by side from which a page is set in columns, and not a few words in a table."""
CELL: Final = 30
"""Characters of a cell that is joined with those beside it."""
FULL: Final = 20
"""Characters that rows of columns have on average; cells of tables have fewer."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of text on a page."""

    text: str
    x: float
    """Of its beginning, in points from the left."""
    y: float
    """In points from the bottom."""
    size: float
    """Of its letters, in points."""
    bold: bool = False

    @property
    def end(self) -> float:
        """About where it ends."""
        return self.x + len(self.text) * self.size * WIDE


def rows_of(page: Any, step: Callable[..., None]) -> list[Row]:
    """The rows of a page in reading order, columns one after the other.

    ``step`` is called before each step of drawing; what it raises ends the page.
    """
    pieces: list[Row] = []
    page.extract_text(
        visitor_operand_before=step, visitor_text=lambda *given: _collect(pieces, *given)
    )
    drawn = _joined(pieces)
    read = in_columns(drawn)
    return _tables(drawn) if read == drawn else read


def _collect(pieces: list[Row], text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
    """One piece as pypdf reports it: text, two matrices, font and size."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
    name = str((font or {}).get("/BaseFont", "")) if isinstance(font, dict) else ""
    bold = re.search(r"bold|black|heavy|semib", name, re.IGNORECASE) is not None
    pieces.append(Row(text, float(x), float(y), max(1.0, float(size or 1.0) * scale), bold))


def _joined(pieces: Sequence[Row]) -> list[Row]:
    """Pieces put together to rows: pypdf ends a row with a line end."""
    rows: list[Row] = []
    whole = ""
    first: Row | None = None
    for piece in pieces:
        for index, part in enumerate(piece.text.split("\n")):
            if index or (first is not None and part.strip() and _apart(first, whole, piece)):
                _finish(rows, first, whole)
                first, whole = None, ""
            if part.strip() and first is None:
                first = piece
            elif part.strip() and first is not None and _initial(first, whole, piece):
                alone = whole.strip() in ("A", "I") and (whole[-1:] + part[:1]).isspace()
                first, whole = replace(piece, x=first.x), whole if alone else whole.strip()
                part = part if alone else part.lstrip()
            whole += part
    _finish(rows, first, whole)
    return rows


def _initial(first: Row, whole: str, piece: Row) -> bool:
    """Whether a row has begun with the large first letter of its first word."""
    return len(whole.strip()) == 1 and whole.strip().isupper() and piece.size < 0.67 * first.size


def _apart(first: Row, whole: str, piece: Row) -> bool:
    end = first.x + len(whole) * first.size * WIDE
    same = abs(first.y - piece.y) < 0.35 * first.size
    return same and piece.x - end > APART * first.size


def _finish(rows: list[Row], first: Row | None, whole: str) -> None:
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", " ", whole)
    text = " ".join(clean.split())
    if first is not None and text:
        rows.append(replace(first, text=text))


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """Rows drawn across the columns of a page, put one column after the other.

    Most programs draw a column as a whole, and then nothing is changed. What stands above
    or below the columns stays there.
    """
    pairs = [
        (left, right)
        for left, right in pairwise(rows)
        if abs(left.y - right.y) < 0.35 * left.size and right.x - left.x > 6 * left.size
    ]
    filled = sum(len(row.text) for pair in pairs for row in pair)
    few = len(pairs) < max(MIN_PAIRS, 0.2 * len(rows))
    if few or filled < 2 * FULL * len(pairs):
        return list(rows)
    edges = _edges([row for pair in pairs for row in pair])
    top = max(left.y for left, _ in pairs) + 1
    bottom = min(right.y for _, right in pairs) - 1
    columns: list[list[Row]] = [[] for _ in edges]
    above, below = [], []
    for row in rows:
        if row.y > top:
            above.append(row)
        elif row.y < bottom and abs(row.x - edges[0]) < row.size:
            below.append(row)
        else:
            at = sum(row.x >= edge - 2 * row.size for edge in edges) - 1
            columns[max(0, at)].append(row)
    return [*above, *(row for column in columns for row in column), *below]


def _tables(rows: Sequence[Row]) -> list[Row]:
    """The cells of a table's row as one row, a comma between them."""
    kept: list[Row] = []
    last: Row | None = None
    for row in rows:
        beside = last is not None and abs(last.y - row.y) < 0.35 * row.size and row.x > last.x
        if beside and last is not None and max(len(last.text), len(row.text)) <= CELL:
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text}, {row.text}")
        else:
            kept.append(row)
        last = row
    return kept


def _edges(rows: Sequence[Row]) -> list[float]:
    """The left edges of columns, from left to right."""
    counts = Counter(round(row.x) for row in rows)
    size = max(row.size for row in rows)
    edges: list[float] = []
    for edge, count in sorted(counts.items()):
        if count >= MIN_PAIRS - 1 and (not edges or edge - edges[-1] > 6 * size):
            edges.append(edge)
    return edges or [min(row.x for row in rows)]
