"""Where quotation marks open and close.

Every style is read in one pass over the marks of a paragraph: curly, straight and doubled
apostrophes as one family (articles mix them, and mistype one for another), guillemets in
either direction, low-high German marks, corner brackets, and single quotes where they are
quotation marks at all. Apostrophes, years ('99), inches (6'2"), and HTML attributes are
not quotations. Time is linear in the number of marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from quotecast.model import Span

_MARK: Final = re.compile(r"'{2,3}|``|’’|‘‘|[\"“”„‟«»「」『』‹›＂'‘’‚`]")
_TAG: Final = re.compile(r"<[A-Za-z/!][^<>]{0,4000}>")
_SINGLES: Final = frozenset("'‘’‚`")
_STRONG_END: Final = frozenset(",.?!…—-–;:")
_OPEN_BEFORE: Final = frozenset("([{—–-―/“\"„«‘'¿¡*_>:|")
_TRIES: Final = 32
"""Inch marks and inner pairs passed over in search of a close; keeps pairing linear."""
_LABEL: Final = re.compile(r"[A-Z][A-Z.'’ -]{1,40}:\s")
_ELISION: Final = re.compile(
    r"['’‘](?:\d0?s?\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n['’]?\b|round\b|neath\b)", re.I
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One outermost stretch in quotation marks, inside one paragraph."""

    start: int
    end: int
    paragraph: int
    style: str
    """``double``, ``single``, ``angle``, ``low`` or ``corner``."""
    closed: bool = True
    continues: bool = False
    """The quotation of the paragraph before was left open and goes on here."""
    primary: bool = True
    """In the marks this text quotes speech with (not single ones among double ones)."""


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    family: str
    opener: bool
    closer: bool
    shape: str = ""
    """``open`` or ``close`` when the character itself says so."""


def find(text: str, paragraphs: Sequence[Span]) -> list[Marked]:
    """All quoted stretches of ``text``, in order, never overlapping.

    Args:
        text: the whole text; offsets refer to it.
        paragraphs: spans in order; a quotation never leaves its paragraph.
    """
    angle_opens = _angle_orientation(text)
    low = "„" in text
    per_paragraph = [_marks(text, p, angle_opens, low) for p in paragraphs]
    british = _singles_are_primary(text, per_paragraph)
    found: list[Marked] = []
    open_family = ""
    for index, marks in enumerate(per_paragraph):
        span = paragraphs[index]
        following = ""
        if index + 1 < len(paragraphs) and per_paragraph[index + 1]:
            following = _leading(per_paragraph[index + 1], text, paragraphs[index + 1])
        here = _pair(text, span, index, marks, british, following)
        if open_family and here and here[0].style == open_family:
            lead = text[span.start : here[0].start].strip()
            if not lead:
                first = here[0]
                here[0] = Marked(
                    first.start, first.end, index, first.style, first.closed, continues=True
                )
        found.extend(here)
        open_family = here[-1].style if here and not here[-1].closed else ""
    return found


def _angle_orientation(text: str) -> bool:
    """True when « opens (French); False when » opens (German, Danish)."""
    left, right = text.find("«"), text.find("»")
    return right < 0 or 0 <= left < right


def _marks(text: str, span: Span, angle_opens: bool, low: bool) -> list[_Mark]:
    """The marks of one paragraph, those in HTML tags and inch marks left out."""
    marks: list[_Mark] = []
    tags = iter(_TAG.finditer(text, span.start, span.end)) if "<" in text else iter(())
    tag = next(tags, None)
    for match in _MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        while tag is not None and tag.end() <= start:
            tag = next(tags, None)
        if tag is not None and tag.start() <= start < tag.end():
            continue
        before = text[start - 1] if start > span.start else " "
        after = text[end] if end < span.end else " "
        leads = start == span.start
        marks.extend(_read(match[0], start, before, after, angle_opens, low, leads))
    return _without_attributes(text, span, marks)


def _read(
    mark: str, start: int, before: str, after: str, angle_opens: bool, low: bool, leads: bool
) -> list[_Mark]:
    """One mark, or the two that a run of three apostrophes is."""
    opener = (before.isspace() or before in _OPEN_BEFORE) and not after.isspace()
    closer = not before.isspace() and not after.isalnum()
    if mark in ("'''",):
        if opener and not closer:
            return [
                _Mark(start, start + 2, "double", True, False),
                _Mark(start + 2, start + 3, "single", True, False),
            ]
        return [
            _Mark(start, start + 1, "single", False, True),
            _Mark(start + 1, start + 3, "double", False, True),
        ]
    end = start + len(mark)
    if mark in ("«", "»", "‹", "›"):
        opens = (mark in "«‹") == angle_opens
        return [_Mark(start, end, "angle", opens, not opens, "open" if opens else "close")]
    if mark in ("「", "『"):
        return [_Mark(start, end, "corner", True, False, "open")]
    if mark in ("」", "』"):
        return [_Mark(start, end, "corner", False, True, "close")]
    if mark == "„":
        return [_Mark(start, end, "low", True, False, "open")]
    if mark in _SINGLES:
        shape = {"‘": "open", "‚": "open"}.get(mark, "")
        if mark == "‚" and not opener:
            return []
        return [_Mark(start, end, "single", opener, closer and mark != "‘", shape)]
    if mark in ("“", "‘‘", "``"):
        if low and not opener:
            return [_Mark(start, end, "double", False, True, "close")]
        if not opener and closer:
            return [_Mark(start, end, "double", False, True, "close")]
        if before.isspace() and after.isspace():
            return [_Mark(start, end, "double", True, True, "")]
        return [_Mark(start, end, "double", True, False, "open")]
    if mark in ("”", "’’"):
        if leads:
            return [_Mark(start, end, "double", True, False, "")]
        if opener and not closer:
            return [_Mark(start, end, "double", True, True, "")]
        return [_Mark(start, end, "double", False, True, "close")]
    return [_Mark(start, end, "double", opener, closer or not opener, "")]


def _without_attributes(text: str, span: Span, marks: list[_Mark]) -> list[_Mark]:
    """Drop ``name="value"`` pairs that stand outside a well-formed tag."""
    if "=" not in text:
        return marks
    kept: list[_Mark] = []
    skip = False
    for mark in marks:
        if skip and mark.family != "single":
            skip = False
            continue
        if mark.family != "single" and mark.start > span.start and text[mark.start - 1] == "=":
            skip = True
            continue
        kept.append(mark)
    return kept


def _singles_are_primary(text: str, per_paragraph: list[list[_Mark]]) -> bool:
    """Whether the text quotes speech in single marks, the British way."""
    singles = doubles = 0
    for marks in per_paragraph:
        inside = False
        opened = False
        for mark in marks:
            if mark.family != "single":
                if not inside:
                    doubles += mark.opener
            elif mark.opener and not mark.closer and not _ELISION.match(text, mark.start):
                opened = True
            elif opened and mark.closer and text[mark.start - 1] in _STRONG_END:
                singles += 1
                opened = False
    return singles >= 1 and singles * 2 > doubles


def _leading(marks: list[_Mark], text: str, span: Span) -> str:
    """The family of the mark that opens a paragraph, or ``""``."""
    first = marks[0]
    if first.opener and not text[span.start : first.start].strip():
        return first.family
    return ""


def _pair(
    text: str, span: Span, index: int, marks: list[_Mark], british: bool, following: str
) -> list[Marked]:
    """Pair the marks of one paragraph, outermost only."""
    found: list[Marked] = []
    closers = _Closers(text, marks)
    i = 0
    while i < len(marks):
        mark = marks[i]
        if not mark.opener or (mark.family == "single" and _not_a_single(text, mark)):
            i += 1
            continue
        j = closers.after(i)
        if j is not None:
            found.append(
                Marked(
                    mark.start,
                    marks[j].end,
                    index,
                    mark.family,
                    primary=british or mark.family != "single",
                )
            )
            i = j + 1
            continue
        leads = not text[span.start : mark.start].strip()
        if mark.family == "single" and not (british and (following == "single" or leads)):
            i += 1
            continue
        if mark.family != "single" and mark.shape != "open" and not leads and not following:
            before = text[mark.start - 1]
            if before.isdigit() or not mark.opener:
                i += 1
                continue
        if closers.encloses(i) and not _LABEL.match(text, mark.end):
            i += 1  # a block quotation of an article that itself quotes in curly marks
            continue
        end = span.end
        while end > mark.end and text[end - 1].isspace():
            end -= 1
        if end > mark.end:
            found.append(Marked(mark.start, end, index, mark.family, closed=False))
        break
    return found


def _not_a_single(text: str, mark: _Mark) -> bool:
    return (mark.closer and mark.shape != "open") or bool(_ELISION.match(text, mark.start))


class _Closers:
    """Finds the mark that closes an opened one, in time linear over a paragraph."""

    def __init__(self, text: str, marks: list[_Mark]) -> None:
        self._text = text
        self._marks = marks
        self._next_closer: dict[str, list[int]] = {}
        for family in ("double", "angle", "corner", "low", "single"):
            self._next_closer[family] = self._table(family)
        self._tables_of_singles()
        self._balance = self._balanced()
        self._last_pair = max(self._balance, default=-1)
        self._partner = {close: opened for opened, close in self._balance.items()}
        self._shapeless = [0]
        for mark in marks:
            plain = mark.family == "double" and not mark.shape
            self._shapeless.append(self._shapeless[-1] + plain)

    def _closes(self, family: str, mark: _Mark) -> bool:
        if family == "low":
            return mark.closer and mark.family == "double"
        return mark.closer and mark.family == family

    def _table(self, family: str) -> list[int]:
        """For each index, the first index at or after it that can close ``family``."""
        size = len(self._marks)
        table = [size] * (size + 1)
        for k in range(size - 1, -1, -1):
            table[k] = k if self._closes(family, self._marks[k]) else table[k + 1]
        return table

    def _balanced(self) -> dict[int, int]:
        """Opening index → closing index for marks whose shape says open or close."""
        pairs: dict[int, int] = {}
        stacks: dict[str, list[int]] = {}
        for k, mark in enumerate(self._marks):
            stack = stacks.setdefault(mark.family, [])
            if mark.shape == "open":
                stack.append(k)
            elif mark.shape == "close" and stack:
                pairs[stack.pop()] = k
        return pairs

    def after(self, i: int) -> int | None:
        """Index of the mark that closes ``marks[i]``, or None."""
        mark = self._marks[i]
        if mark.family == "single":
            return self._single(i)
        size = len(self._marks)
        first = self._next_closer[mark.family][i + 1]
        if first == size:
            return None
        paired = self._balance.get(i)
        if paired is not None and self._clean(i, paired):
            return paired
        for _ in range(_TRIES):
            if first == size or not (self._is_inch(first) or self._inner(i, first)):
                break
            first = self._next_closer[mark.family][first + 1]
        return first if first < size else None

    def encloses(self, i: int) -> bool:
        """Whether a curly pair stands after the straight, unclosed mark at ``i``."""
        return not self._marks[i].shape and self._last_pair > i

    def _inner(self, i: int, k: int) -> bool:
        """A curly close whose open stands after the straight mark at ``i``."""
        partner = self._partner.get(k, -1)
        return not self._marks[i].shape and partner > i

    def _clean(self, i: int, j: int) -> bool:
        """No straight mark between two curly ones could be a mistyped close."""
        return self._shapeless[j] == self._shapeless[i + 1]

    def _is_inch(self, k: int) -> bool:
        """A straight mark after a digit, inside a quotation that still has a better close."""
        mark, text = self._marks[k], self._text
        if mark.shape or text[mark.start : mark.end] != '"' or not text[mark.start - 1].isdigit():
            return False
        following = self._next_closer[mark.family][k + 1]
        if following >= len(self._marks):
            return False
        nxt = self._marks[following]
        opener_between = any(
            m.opener and m.family == "double" for m in self._marks[k + 1 : min(following, k + 4)]
        )
        return not nxt.opener and not opener_between and text[mark.end : mark.end + 1] == " "

    def _single(self, i: int) -> int | None:
        """The closing single mark: one after punctuation if it comes before the next opening."""
        size = len(self._marks)
        strong, weak = self._strong[i + 1], self._weak[i + 1]
        if weak < strong:
            return weak if self._opening[weak + 1] < strong or strong == size else strong
        if strong < size:
            return strong
        last = self._next_closer["single"][i + 1]
        return last if last < size else None

    def _tables_of_singles(self) -> None:
        """For each index the next single mark that surely closes, may close, or opens."""
        size = len(self._marks)
        self._strong, self._weak, self._opening = ([size] * (size + 1) for _ in range(3))
        for k in range(size - 1, -1, -1):
            for table in (self._strong, self._weak, self._opening):
                table[k] = table[k + 1]
            mark = self._marks[k]
            if mark.family != "single":
                continue
            if mark.closer and not (mark.opener and mark.shape == "open"):
                if self._text[mark.start - 1] in _STRONG_END:
                    self._strong[k] = k
                elif not _possessive(self._text, mark):
                    self._weak[k] = k
            elif mark.opener and not _ELISION.match(self._text, mark.start):
                self._opening[k] = k


def _possessive(text: str, mark: _Mark) -> bool:
    """``workers' rights``: an apostrophe after s, before another word."""
    return text[mark.start - 1] in "sxz" and text[mark.end : mark.end + 1] == " "
