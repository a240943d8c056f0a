"""Rows of pages to paragraphs: by gaps, first lines set in, sizes, and where sentences end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Final

from quotecast.model import BlockKind
from quotecast.readers.interface import Sheet
from quotecast.readers.pdf_rows import Row
from quotecast.readers.pdf_words import joined

FURNITURE_SHARE: Final = 0.5
"""A row at the edge of this share of the pages is a running head or foot."""
GAP: Final = 1.35
"""A paragraph begins where the rows stand this much farther apart than usual."""
LARGER, SMALLER = 1.12, 0.93
"""Sizes, against that of most text, from which a row is a heading or a footnote."""
MAX_EDGES: Final = 500
"""More left edges than that on a page are no columns of text."""
MARK: Final = 0.8
"""The same for the mark of a footnote."""

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_STOP = re.compile(r"[.!?:…][\"'”’)»]*$")
_NOTE = re.compile(r"(?:\[?\d{1,3}\]?|[*†‡§])\.?\s*\S")

HEAD_REASON: Final = "running head or page number"


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document."""

    size: float
    """Of most text."""
    leading: float
    """Between two rows of a paragraph."""
    length: int
    """Characters of a full row."""
    words: frozenset[str]
    """All words that stand in it unbroken, lower case."""


@dataclass(slots=True)
class _Filling:
    """A paragraph being put together."""

    sheet: Sheet
    usual: Measures
    rows: list[Row] = field(default_factory=list)
    after: list[tuple[str, BlockKind | None, str]] = field(default_factory=list)
    """Notes met inside it, to be written below it."""
    headline: float = 0.0
    """Size of the headline that is expected; 0 when there is none or it was met."""

    def close(self) -> None:
        """Write the paragraph."""
        if self.rows:
            text = joined(self.rows, self.usual.words)
            self.sheet.add(text, self._kind(text))
        for one in self.after:
            self.sheet.add(*one)
        self.rows.clear()
        self.after.clear()

    def _kind(self, text: str) -> BlockKind | None:
        size = self.rows[0].size
        if self.headline and size >= 0.99 * self.headline and len(text.split()) <= 30:
            self.headline = 0.0
            return BlockKind.HEADLINE
        short = len(text.split()) <= 15 and text[-1] not in ".,;:"
        if size >= LARGER * self.usual.size and short:
            return BlockKind.HEADING
        return None


def fill(sheet: Sheet, pages: Sequence[Sequence[Row]]) -> None:
    """Paragraphs over all pages; running heads and page numbers are listed as left out."""
    usual = measure(pages)
    running = _running(pages)
    if not any(_body(page, running) for page in pages):
        running = frozenset()  # pages of a few rows that are all alike: no heads of anything
    filling = _Filling(sheet, usual, headline=_headline_size(pages, usual))
    for page in pages:
        plain = _body(page, running)
        body, notes = _notes_apart(plain, usual)
        kept = {id(row) for row in plain}
        heads = [row for row in page if id(row) not in kept]
        if heads and filling.rows and _ends(filling.rows[-1], usual):
            filling.close()
        for row in heads:
            # A paragraph that goes on over the page is not cut in two by its head.
            sheet.add(row.text, BlockKind.BOILERPLATE, HEAD_REASON)
        left = _left_edge(body, usual)
        for row in _whole_capitals(body, usual):
            if _is_mark(row, usual) and filling.rows:
                filling.after.append((row.text, BlockKind.BOILERPLATE, "mark of a footnote"))
                continue
            if filling.rows and _breaks(filling.rows, row, usual, left):
                filling.close()
            filling.rows.append(row)
        if notes:
            filling.after.extend((note, None, "") for note in _notes(notes, usual))
    filling.close()


def _body(page: Sequence[Row], running: frozenset[str]) -> list[Row]:
    """The rows of a page without running heads and page numbers."""
    edges = _edges(page)
    return [row for row in page if not _furniture(row, edges, running)]


def measure(pages: Sequence[Sequence[Row]]) -> Measures:
    """The commonest size, distance and length of rows."""
    rows = [row for page in pages for row in page]
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body = [row for row in rows if abs(row.size - size) < 0.05 * size]
    steps = [
        above.y - below.y
        for page in pages
        for above, below in pairwise(page)
        if abs(above.size - below.size) < 0.5 and 0.5 * size < above.y - below.y < 3 * size
    ]
    lengths = sorted(len(row.text) for row in body)
    length = lengths[int(len(lengths) * 0.8)] if lengths else 0
    words = frozenset(
        word.lower() for row in rows for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", row.text)
    )
    return Measures(size, median(steps) if steps else 1.2 * size, length, words)


def _edges(page: Sequence[Row]) -> tuple[float, float]:
    """Heights above and below which only the outer two rows of a page stand."""
    heights = sorted({round(row.y) for row in page}, reverse=True)
    if len(heights) < 3:
        return (heights[0], heights[-1]) if heights else (0.0, 0.0)
    return heights[1] - 0.6, heights[-2] + 0.6


def _furniture(row: Row, edges: tuple[float, float], running: frozenset[str]) -> bool:
    if edges[1] < row.y < edges[0]:
        return False
    return _key(row.text) in running or _PAGE_NUMBER.fullmatch(row.text) is not None


def _running(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """Outer rows that come back on the pages, numbers aside; on two pages at the same place."""
    counts: Counter[str] = Counter()
    places: dict[str, set[tuple[int, int]]] = {}
    for page in pages:
        top, bottom = _edges(page)
        outer = [row for row in page if len(row.text) < 100 and not bottom < row.y < top]
        counts.update({_key(row.text) for row in outer})
        for row in outer:
            places.setdefault(_key(row.text), set()).add((round(row.x), round(row.y)))
    least = max(2, FURNITURE_SHARE * len(pages))
    few = len(pages) < 3
    return frozenset(
        key
        for key, count in counts.items()
        if count >= least and not (few and len(places[key]) > 1)
    )


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _headline_size(pages: Sequence[Sequence[Row]], usual: Measures) -> float:
    """The largest size on the first page, when it is much larger than that of most text."""
    first = [row.size for row in (pages[0] if pages else ()) if len(row.text) > 3]
    return max(first) if first and max(first) >= 1.3 * usual.size else 0.0


def _notes_apart(rows: list[Row], usual: Measures) -> tuple[list[Row], list[Row]]:
    """Footnotes: small rows below everything else, the first with a number or sign."""
    body = [row.y for row in rows if row.size >= SMALLER * usual.size]
    lowest = min(body, default=0.0)
    notes = [row for row in rows if row.size < SMALLER * usual.size and row.y < lowest]
    if not notes or not _NOTE.match(notes[0].text):
        return rows, []
    below = {id(row) for row in notes}
    return [row for row in rows if id(row) not in below], notes


def _notes(rows: Iterable[Row], usual: Measures) -> list[str]:
    found: list[list[Row]] = []
    for row in rows:
        if found and not _NOTE.match(row.text):
            found[-1].append(row)
        else:
            found.append([row])
    return [joined(note, usual.words) for note in found]


def _left_edge(rows: Sequence[Row], usual: Measures) -> dict[int, float]:
    """The left edge of the text around each place: the commonest beginning near it."""
    counts = Counter(round(row.x) for row in rows if abs(row.size - usual.size) < 0.6)
    if len(counts) > MAX_EDGES:
        return {}
    edges: dict[int, float] = {}
    for x in {round(row.x) for row in rows}:
        near = {edge: count for edge, count in counts.items() if x - 5 * usual.size < edge <= x + 1}
        edges[x] = max(near, key=lambda edge: (near[edge], -edge)) if near else x
    return edges


def _whole_capitals(rows: Sequence[Row], usual: Measures) -> Iterable[Row]:
    """A large first letter belongs to the word it begins."""
    waiting: Row | None = None
    for row in rows:
        if waiting is None and re.fullmatch(r"[A-ZÀ-Þ]", row.text) and row.size > 1.5 * usual.size:
            waiting = row
            continue
        if waiting is not None:
            row, waiting = replace(row, text=waiting.text + row.text), None
        yield row
    if waiting is not None:
        yield waiting


def _is_mark(row: Row, usual: Measures) -> bool:
    return (
        row.size < MARK * usual.size and re.fullmatch(r"\[?[\d,*†‡§]{1,6}\]?", row.text) is not None
    )


def _ends(row: Row, usual: Measures) -> bool:
    """Whether a row is the last of its paragraph: it ends a sentence and is not full."""
    return _STOP.search(row.text) is not None and len(row.text) < 0.75 * usual.length


def _breaks(rows: Sequence[Row], row: Row, usual: Measures, left: dict[int, float]) -> bool:
    """Whether a row begins a new paragraph below the rows of the last one."""
    last = rows[-1]
    step = last.y - row.y
    if abs(row.size - last.size) > 0.08 * max(row.size, last.size):
        return True
    heading = last.bold and not row.bold and len(last.text) < 0.75 * usual.length
    if heading or step > GAP * usual.leading * max(1.0, row.size / usual.size):
        return True
    if step < 0 or abs(row.x - last.x) > 12 * usual.size:  # another column or page
        return _ends(last, usual) or (
            _STOP.search(last.text) is not None and _indented(row, usual, left)
        )
    if _indented(row, usual, left) and (len(rows) > 1 or not _indented(last, usual, left)):
        return True
    if _indented(row, usual, left) and _STOP.search(last.text):
        return True
    short = len(last.text) < (0.75 if _STOP.search(last.text) else 0.6) * usual.length
    if _STOP.search(last.text):
        return short
    return (
        short
        and abs(row.size - usual.size) < 0.6
        and (row.text[:1].isupper() or row.text[:1] in "\"“‘'")
    )


def _indented(row: Row, usual: Measures, left: dict[int, float]) -> bool:
    edge = left.get(round(row.x), row.x)
    plain = abs(row.size - usual.size) < 0.6
    return plain and 0.7 * usual.size < row.x - edge < 5 * usual.size
