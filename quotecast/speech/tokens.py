"""A line cut into the pieces that rules look at."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

OPENING: Final = "\"'“”‘’«»„‚([{<*_¡¿「『‹›"
CLOSING: Final = "\"'“”’«»)]}>*_」』‹›†‡"
STOPS: Final = ",.;:?!…"

_DASH: Final = re.compile(r"(—|–|--+|―|⸺|\.{2,}|…+)")
_NUMERIC_RANGE: Final = re.compile(r"[\d%°a-z]–[\d$£€'’]|\d–[A-Z]|\d--\d|(?<![^\W\d])[APap]–")
_BRACKETS_INSIDE: Final = re.compile(
    r"(?<=[^\W\d])[(\[]([^\W\d]{1,8})[)\]]|[(\[]([^\W\d]{1,8})[)\]](?=\w)"
)
_LOOKALIKES: Final = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "–", "﹣": "-", "－": "-", "＄": "$", "％": "%", "⁄": "/", "∕": "/"}
    | dict.fromkeys("™®℠\u00ad\u200b\u200c\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
)
"""Signs with a plainer twin, and those that only steer line breaks and direction."""
_GLUE: Final = "\u00a0\u2007\u2009\u202f"
"""Spaces that hold what stands beside them together: thousands, a number and its unit."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a written word without inner dashes."""

    core: str
    """What a rule looks at; empty for punctuation alone."""
    stop: str
    """The pause after it: ``, . ; : ? !`` or empty."""
    word: int
    """Index of the written word it belongs to."""
    opens: str = ""
    """The bracket that opens before it: ``(`` or ``[``."""
    glued: bool = False
    """A space that does not break stands before it."""
    dotted: bool = False
    """A full stop follows the core at once; it may be an abbreviation's."""
    closes: bool = False
    """A round bracket closes after it."""


def pieces_of(text: str) -> list[Piece]:
    """The line in pieces, in order."""
    result: list[Piece] = []
    clean = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    # The words are those of the text as written: what cleaning takes away whole stays empty.
    words = clean.split() if len(clean.split()) == len(text.split()) else _aligned(text)
    glued = _glued(text) if any(sign in text for sign in _GLUE) else frozenset[int]()
    for number, written in enumerate(words):
        word = _BRACKETS_INSIDE.sub(lambda found: found[1] or found[2], written)
        if word in _LONE:
            result.append(_lone(words, number))
            continue
        if _NUMERIC_RANGE.search(word):
            result.append(_piece(word, number, number in glued))
            continue
        after = words[number + 1] if number + 1 < len(words) else ""
        parts = _DASH.split(word)
        if len(parts) > 1:
            parts = _unpaused(parts)
        result += reversed(_parts(parts, after.lstrip(OPENING)[:1], number, number in glued))
    if result and result[-1].closes and result[-1].stop == ",":
        result[-1] = replace(result[-1], stop="")  # the line ends with its bracket
    return result


_LONE: Final = frozenset("- – / | • · ‧".split())


_MONTHS: Final = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


def _lone(words: list[str], number: int) -> Piece:
    """A mark between spaces: a range between numbers, else a pause."""
    before = words[number - 1] if number else ""
    after = words[number + 1] if number + 1 < len(words) else ""
    near = before[-1:].isdecimal() or before[-1:] in "%°" or before[-2:].lower() in ("am", "pm")
    ranged = words[number] in "-–" and bool(before) and near and bool(re.match(r"[$£€]?\d", after))
    month = words[number] in "-–" and bool(re.match(r"(1\d|20)\d\d$", before))
    if month and after.rstrip(".")[:3] in _MONTHS:
        ranged = True
    elif ranged and len(before) == 4 and len(after) < 4 and "=" not in words:
        ranged = False  # "In 2019 – 5 years ago –"
    return Piece("–" if ranged else "", "" if ranged or not after else ",", number)


def _aligned(text: str) -> list[str]:
    return [unicodedata.normalize("NFC", word).translate(_LOOKALIKES) for word in text.split()]


def _glued(text: str) -> frozenset[int]:
    """Numbers of the words with a space before them that does not break."""
    found = []
    for number, match in enumerate(re.finditer(r"\S+(\s*)", text.lstrip()), 1):
        if match[1] and match[1] in _GLUE:
            found.append(number)
    return frozenset(found)


def _unpaused(parts: list[str]) -> list[str]:
    """An en dash between letters joins two words: it is no pause, "New York–based"."""
    result = [parts[0]]
    if len(parts) == 3 and len(parts[0]) == 1 and parts[1].startswith("---"):
        return [f"{parts[0]} {parts[2]}"]  # letters left out, as in "d---ed"
    for mark, part in zip(parts[1::2], parts[2::2], strict=True):
        if (
            mark == "–"
            and (result[-1][-1:].isalnum() or result[-1][-1:] == ".")
            and part[:1].isalnum()
        ):
            result[-1] += f"-{part}"
        else:
            result += [mark, part]
    return result


def _parts(parts: list[str], after: str, number: int, glued: bool) -> list[Piece]:
    """The pieces between dashes and dots, the last one first.

    Args:
        parts: stretches of a word and the marks between them, in turn.
        after: the first letter of what follows the word.
        number: of the word.
        glued: whether it hangs on the word before.
    """
    result: list[Piece] = []
    for index in range(len(parts) - 1, -1, -2):
        piece = _piece(parts[index], number, glued and index == 0)
        if index + 1 < len(parts):
            pause = _pause_of(parts[index + 1], after)
            piece = replace(piece, stop=piece.stop or pause)
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


def _piece(word: str, number: int, glued: bool) -> Piece:
    if word in ("<", ">"):
        return Piece(word, "", number)
    first, last = 0, len(word)
    while first < last and word[first] in OPENING and not _kept(word[first : first + 4]):
        first += 1
    opens = next(("(" if sign in "({" else "[" for sign in word[:first] if sign in "({["), "")
    stop, dotted, closes = "", False, False
    while first < last and (word[last - 1] in CLOSING or word[last - 1] in STOPS):
        sign = word[last - 1]
        if sign == "." and _keeps_dot(word[first:last]):
            break
        if sign in "'’\"” " and _length(word[first:last]):
            break
        if sign == ")" and "(" in word[first:last]:
            break
        dotted = sign == "."
        if sign in STOPS and not (dotted and stop and last < len(word) and word[last] in STOPS):
            stop = _stronger("." if sign == "…" else sign, stop)
        elif sign in ")}":
            closes = True
            stop = stop or ","
        last -= 1
    return Piece(word[first:last], stop, number, opens, glued, dotted, closes)


def _kept(word: str) -> bool:
    """``'90s``, ``<5``: the mark belongs to the word."""
    if word[0] == "<":
        return word[1:2].isdecimal()
    return bool(re.match(r"['’‘]\d\d($|s|\W)", word))


def _keeps_dot(word: str) -> bool:
    """``U.S.``, ``a.m.``: the full stop is part of the word (and may end the sentence too)."""
    return len(word) < 20 and bool(re.fullmatch(r"(?:[A-Za-z]\.){2,}", word))


def _length(word: str) -> bool:
    """``6'2"``: feet and inches."""
    return len(word) < 8 and bool(re.fullmatch(r"\d{1,2}['’′]\d{1,2}[\"”″]", word))


def _stronger(one: str, other: str) -> str:
    """The pause that counts when two stand together (read from the end)."""
    order = "?!.;:,"
    if not other:
        return one
    return min(one, other, key=order.index)
