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
from typing import Final, NamedTuple

from quotecast.model import Span
from quotecast.quotations.closers import STRONG_END, Closers, Mark, is_elision

_MARK: Final = re.compile(r"'{2,3}|``|’’|‘‘|[\"“”„‟«»「」『』‹›＂'‘’‚`]")
_TAG: Final = re.compile(r"<[A-Za-z/!][^<>]{0,4000}>")
_SINGLES: Final = frozenset("'‘’‚`")
_FIXED: Final = {
    "«": ("angle", True),
    "‹": ("angle", True),
    "»": ("angle", False),
    "›": ("angle", False),
    "「": ("corner", True),
    "『": ("corner", True),
    "」": ("corner", False),
    "』": ("corner", False),
    "„": ("low", True),
}
"""Marks that open or close whatever stands beside them (guillemets: the French way)."""
_OPEN_BEFORE: Final = frozenset("([{—–-―/“\"„«‘'¿¡*_>:|")
_LABEL: Final = re.compile(r"[A-Z][A-Z.'’ -]{1,40}:\s")


class Marked(NamedTuple):
    """One outermost stretch in quotation marks, inside one paragraph."""

    start: int
    end: int
    paragraph: int
    style: str
    """``double``, ``single``, ``angle``, ``low`` or ``corner``; ``dash``, ``turn``, ``block``."""
    closed: bool = True
    continues: bool = False
    """The quotation of the paragraph before was left open and goes on here."""
    primary: bool = True
    """In the marks this text quotes speech with (not single ones among double ones)."""


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


def _marks(text: str, span: Span, angle_opens: bool, low: bool) -> list[Mark]:
    """The marks of one paragraph, those in HTML tags and inch marks left out."""
    marks: list[Mark] = []
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
) -> list[Mark]:
    """One mark, or the two that a run of three apostrophes is."""
    opener = (before.isspace() or before in _OPEN_BEFORE) and not after.isspace()
    closer = not before.isspace() and not after.isalnum()
    if mark == "'''":
        return _three(start, opener and not closer)
    end = start + len(mark)
    if mark in _FIXED:
        family, opens = _FIXED[mark]
        opens = opens == angle_opens if family == "angle" else opens
        return [Mark(start, end, family, opens, not opens, "open" if opens else "close")]
    if mark in _SINGLES:
        if mark == "‚" and not opener:
            return []
        shape = "open" if mark in "‘‚" else ""
        return [Mark(start, end, "single", opener, closer and mark != "‘", shape)]
    if mark in ("“", "‘‘", "``"):
        return [_curly_open(start, end, opener, closer, low, before.isspace() and after.isspace())]
    if mark in ("”", "’’"):
        if leads or (opener and not closer):
            return [Mark(start, end, "double", True, not leads)]
        return [Mark(start, end, "double", False, True, "close")]
    return [Mark(start, end, "double", opener, closer or not opener)]


def _three(start: int, opens: bool) -> list[Mark]:
    """Three apostrophes: a doubled one outside, a single one inside."""
    if opens:
        return [
            Mark(start, start + 2, "double", True, False),
            Mark(start + 2, start + 3, "single", True, False),
        ]
    return [
        Mark(start, start + 1, "single", False, True),
        Mark(start + 1, start + 3, "double", False, True),
    ]


def _curly_open(start: int, end: int, opener: bool, closer: bool, low: bool, alone: bool) -> Mark:
    """“ opens, unless the text opens with „ or it stands where only a close can."""
    if not opener and (low or closer):
        return Mark(start, end, "double", False, True, "close")
    if alone:
        return Mark(start, end, "double", True, True)
    return Mark(start, end, "double", True, False, "open")


def _without_attributes(text: str, span: Span, marks: list[Mark]) -> list[Mark]:
    """Drop ``name="value"`` pairs that stand outside a well-formed tag."""
    if "=" not in text:
        return marks
    kept: list[Mark] = []
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


def _singles_are_primary(text: str, per_paragraph: list[list[Mark]]) -> bool:
    """Whether the text quotes speech in single marks, the British way."""
    singles = doubles = 0
    for marks in per_paragraph:
        inside = False
        opened = False
        for mark in marks:
            if mark.family != "single":
                if not inside:
                    doubles += mark.opener
            elif mark.opener and not mark.closer and not is_elision(text, mark.start):
                opened = True
            elif opened and mark.closer and text[mark.start - 1] in STRONG_END:
                singles += 1
                opened = False
    return singles >= 1 and singles * 2 > doubles


def _leading(marks: list[Mark], text: str, span: Span) -> str:
    """The family of the mark that opens a paragraph, or ``""``."""
    first = marks[0]
    if first.opener and not text[span.start : first.start].strip():
        return first.family
    return ""


def _pair(
    text: str, span: Span, index: int, marks: list[Mark], british: bool, following: str
) -> list[Marked]:
    """Pair the marks of one paragraph, outermost only."""
    found: list[Marked] = []
    if not marks:
        return found
    closers = Closers(text, marks)
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


def _not_a_single(text: str, mark: Mark) -> bool:
    return (mark.closer and mark.shape != "open") or is_elision(text, mark.start)
