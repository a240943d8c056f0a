"""Where the paragraphs of plain text begin and end."""

from __future__ import annotations

import re

from quotecast.model import Span

_ROW = re.compile(r"[^\n]+")

MAX_WIDTH = 100
"""Lines broken to a width are at most this long (plain text is wrapped at 65 to 80)."""

MIN_FILL = 0.6
"""A line broken to a width fills at least this share of it; the next word did not fit."""


def paragraphs(text: str) -> list[Span]:
    """Paragraphs of plain text in order, white space at their ends left out.

    A blank line ends a paragraph. A single line end does too, as news sites write, unless
    the lines were broken to a width, which each group of lines shows by itself.
    """
    found: list[Span] = []
    rows: list[Span] = []
    for match in _ROW.finditer(text):
        row = _trim(match.start(), match.end(), text)
        if row is None:
            _close(rows, text, found)
            rows = []
            continue
        if rows and text.count("\n", rows[-1].end, row.start) > 1:
            _close(rows, text, found)
            rows = []
        rows.append(row)
    _close(rows, text, found)
    return found


def _close(rows: list[Span], text: str, found: list[Span]) -> None:
    for group in _parted(rows, text) if rows else ():
        if len(group) > 1 and (_hung(group, text) or _wrapped(group, text)):
            found.append(Span(group[0].start, group[-1].end))
            continue
        for part in _ended(group, text):
            whole = len(part) > 1 and _wrapped(part, text)
            found.extend([Span(part[0].start, part[-1].end)] if whole else part)


def _ended(rows: list[Span], text: str) -> list[list[Span]]:
    """Rows parted behind each that is short and ends a sentence, as a paragraph's last row is."""
    width = max(row.end - row.start for row in rows)
    groups: list[list[Span]] = [[]]
    for row in rows:
        groups[-1].append(row)
        if row.end - row.start < MIN_FILL * width and text[row.end - 1] in ".?!:\"'”’)":
            groups.append([])
    return [group for group in groups if group]


def _parted(rows: list[Span], text: str) -> list[list[Span]]:
    """Rows without a blank line between them, parted where the left edge says so.

    Two ways of typing do: the first line of a paragraph set in, and the further lines of a
    list's item set in below its words.
    """
    edges = [_edge(row, text) for row in rows]
    groups: list[list[Span]] = []
    if len(rows) > 2 and edges[0] >= min(edges) + 2 and _goes_on(rows, edges, text):
        for row, edge in zip(rows, edges, strict=True):
            groups.append([row]) if edge >= min(edges) + 2 else groups[-1].append(row)
        return groups
    if not any(_starts_item(text, row) for row in rows):
        return [rows]
    item = -1
    for row, edge in zip(rows, edges, strict=True):
        begins = _starts_item(text, row)
        if begins or not groups or (item >= 0 and edge <= item):
            item = edge if begins else -1
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _goes_on(rows: list[Span], edges: list[int], text: str) -> bool:
    """Whether the rows at the left edge are the further lines of those set in.

    They are when they are most of the rows, or when all of them stand below rows that are
    full and end within a sentence.
    """
    if edges.count(min(edges)) >= len(rows) / 2:
        return True
    above = [rows[at - 1] for at in range(1, len(rows)) if edges[at] == min(edges)]
    width = max(row.end - row.start for row in rows)
    full = width >= 40 and all(row.end - row.start >= MIN_FILL * width for row in above)
    midway = sum(text[row.end - 1] not in ".?!:\"'”’)" for row in above)
    return full and midway >= 0.5 * len(above)


def _hung(rows: list[Span], text: str) -> bool:
    """Whether these are an item and its further lines, set in below it."""
    edge = _edge(rows[0], text)
    return _starts_item(text, rows[0]) and all(_edge(row, text) > edge for row in rows[1:])


def _edge(row: Span, text: str) -> int:
    return row.start - (text.rfind("\n", 0, row.start) + 1)


def _wrapped(rows: list[Span], text: str) -> bool:
    """Whether a group of lines is one paragraph broken to a width."""
    lengths = [row.end - row.start for row in rows]
    width = max(lengths)
    if not 40 <= width <= MAX_WIDTH:
        return False
    if any(_starts_item(text, row) for row in rows[1:]):
        return False
    inner = lengths[:-1]
    set_in = _edge(rows[0], text) >= _edge(rows[1], text) + 2
    if len(rows) == 2 and width < 60 and not set_in and not text[rows[1].start].islower():
        return False
    full = sum(length >= MIN_FILL * width for length in inner)
    midway = sum(text[row.end - 1] not in ".?!:\"'”’)" for row in rows[:-1])
    return full >= 0.9 * len(inner) and midway >= 0.5 * len(inner)


def _starts_item(text: str, row: Span) -> bool:
    return re.match(r"(?:[-*•‣◦▪]|\d{1,3}[.)])\s", text[row.start : row.start + 6]) is not None


def _trim(start: int, end: int, text: str) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
