"""A line cut into the pieces that rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

OPENING: Final = "\"'“”‘’«»„‚([{<*_¡¿「『"
CLOSING: Final = "\"'“”’«»)]}>*_」』"
STOPS: Final = ",.;:?!…"

_DASH: Final = re.compile(r"(—|–|--+|―|\.{2,}|…+)")
_NUMERIC_RANGE: Final = re.compile(r"\d–\d|\d--\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a written word without inner dashes."""

    core: str
    """What a rule looks at; empty for punctuation alone."""
    stop: str
    """The pause after it: ``, . ; : ? !`` or empty."""
    opens: bool
    """A bracket opens before it."""
    word: int
    """Index of the written word it belongs to."""


def pieces_of(text: str) -> list[Piece]:
    """The line in pieces, in order."""
    result: list[Piece] = []
    words = text.split()
    for number, word in enumerate(words):
        if _NUMERIC_RANGE.search(word):
            result.append(_piece(word, number))
            continue
        after = words[number + 1] if number + 1 < len(words) else ""
        result += reversed(_parts(_DASH.split(word), after.lstrip(OPENING)[:1], number))
    return result


def _parts(parts: list[str], after: str, number: int) -> list[Piece]:
    """The pieces between dashes and dots, the last one first.

    Args:
        parts: stretches of a word and the marks between them, in turn.
        after: the first letter of what follows the word.
        number: of the word.
    """
    result: list[Piece] = []
    for index in range(len(parts) - 1, -1, -2):
        piece = _piece(parts[index], number)
        if index + 1 < len(parts):
            pause = _pause_of(parts[index + 1], after)
            piece = Piece(piece.core, piece.stop or pause, piece.opens, number)
        if piece.core or (piece.stop and not result):
            result.append(piece)
        after = piece.core[:1] or after
    return result


def _pause_of(mark: str, after: str) -> str:
    """A dash is a short pause; it and dots end the sentence where nothing follows, and dots
    do before a capital as well.
    """
    dots = mark[0] in ".…"
    return "." if not after or (dots and after[0].isupper() and after != "I") else ","


def _piece(word: str, number: int) -> Piece:
    first, last = 0, len(word)
    while first < last and word[first] in OPENING and not _apostrophe(word[first : first + 4]):
        first += 1
    opens = not {"(", "[", "{"}.isdisjoint(word[:first])
    stop = ""
    while first < last and (word[last - 1] in CLOSING or word[last - 1] in STOPS):
        sign = word[last - 1]
        if sign == "." and _keeps_dot(word[first:last]):
            break
        if sign in STOPS:
            stop = _stronger("." if sign == "…" else sign, stop)
        elif sign in ")]}":
            stop = stop or ","
        last -= 1
    return Piece(word[first:last], stop, opens, number)


def _apostrophe(word: str) -> bool:
    """``'90s``, ``’twas``: the mark belongs to the word."""
    return word[0] in "'’‘" and len(word) > 2 and word[1:3].isdecimal()


def _keeps_dot(word: str) -> bool:
    """``U.S.``, ``a.m.``: the full stop is part of the word (and may end the sentence too)."""
    return len(word) < 20 and bool(re.fullmatch(r"(?:[A-Za-z]\.){2,}", word))


def _stronger(one: str, other: str) -> str:
    """The pause that counts when two stand together (read from the end)."""
    order = "?!.;:,"
    if not other:
        return one
    return min(one, other, key=order.index)
