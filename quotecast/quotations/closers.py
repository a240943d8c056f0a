"""Which mark closes an opened one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

STRONG_END: Final = frozenset(",.?!…—-–;:")
_TRIES: Final = 32
"""Inch marks and inner pairs passed over in search of a close; keeps pairing linear."""
_ELISION: Final = re.compile(
    r"['’‘](?:\d\ds\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n['’]?\b|round\b|neath\b)",
    re.I,
)
_YEAR: Final = re.compile(r"['’‘]\d\d\b(?![:.,]\d)")
_BEFORE_YEAR: Final = frozenset(
    """in of since from until till to the and by before after during around early late mid class
    summer fall autumn winter spring election january february march april may june july august
    september october november december jan. feb. aug. sept. oct. nov. dec.""".split()
)
"""Words right before a year written short: "in '08", "the class of '99"."""


def is_elision(text: str, start: int) -> bool:
    """Whether the mark at ``start`` stands for letters or digits left out: 'em, '80s, in '08."""
    if _ELISION.match(text, start):
        return True
    if not _YEAR.match(text, start):
        return False
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1].lower() in _BEFORE_YEAR


@dataclass(slots=True)
class Mark:
    """One quotation mark: where it stands and what it can be."""

    start: int
    end: int
    family: str
    opener: bool
    closer: bool
    shape: str = ""
    """``open`` or ``close`` when the character itself says so."""


class Closers:
    """Finds the mark that closes an opened one, in time linear over a paragraph."""

    def __init__(self, text: str, marks: list[Mark]) -> None:
        self._text = text
        self._marks = marks
        self._next_closer: dict[str, list[int]] = {}
        for family in {mark.family for mark in marks}:
            self._next_closer[family] = self._table(family)
        self._tables_of_singles()
        self._balance = self._balanced()
        self._last_pair = max(self._balance, default=-1)
        self._partner = {close: opened for opened, close in self._balance.items()}
        self._surely_opens = self._openings()
        self._shapeless = [0]
        for mark in marks:
            plain = mark.family == "double" and not mark.shape
            self._shapeless.append(self._shapeless[-1] + plain)

    def _closes(self, family: str, mark: Mark) -> bool:
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

    def _openings(self) -> list[int]:
        """For each index, the first straight double mark at or after it that only opens."""
        size = len(self._marks)
        table = [size] * (size + 1)
        for k in range(size - 1, -1, -1):
            mark = self._marks[k]
            only = mark.family == "double" and mark.opener and not (mark.closer or mark.shape)
            table[k] = k if only else table[k + 1]
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
        return self._past_inner(i, first) if first < size else None

    def _past_inner(self, i: int, k: int) -> int:
        """The close at ``k``, or the next where ``k`` closes a quotation inside this one.

        So: "He shouted "Fire!" as he ran." Two straight marks that can only open, followed
        by two that can only close.
        """
        marks = self._marks
        if marks[k].opener or marks[k].shape or marks[i].shape or not self._surely_opens[i + 1] < k:
            return k
        outer = self._next_closer["double"][k + 1] if marks[i].family == "double" else len(marks)
        if outer == len(marks) or marks[outer].opener or marks[outer].shape:
            return k
        return outer if self._surely_opens[k + 1] > outer else k

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
                if self._text[mark.start - 1] in STRONG_END:
                    self._strong[k] = k
                elif not _possessive(self._text, mark):
                    self._weak[k] = k
            elif mark.opener and not is_elision(self._text, mark.start):
                self._opening[k] = k


def _possessive(text: str, mark: Mark) -> bool:
    """``workers' rights``: an apostrophe after s, before another word."""
    return text[mark.start - 1] in "sxz" and text[mark.end : mark.end + 1] == " "
