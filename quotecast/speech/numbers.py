"""Numbers in words. num2words counts; the rules know what kind of number it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

LONGEST: Final = 15
"""Digits of a number that is said as one; a longer one is read digit by digit."""
AMOUNT: Final = r"(?:\d{1,3}(?:,\d{2,3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
"""A plain number: ``4,000``, ``1,50,000``, ``3.25``, ``.5``."""
DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FRACTIONS: Final = {
    "½": "one half",
    "⅓": "one third",
    "⅔": "two thirds",
    "¼": "one quarter",
    "¾": "three quarters",
    "⅕": "one fifth",
    "⅖": "two fifths",
    "⅗": "three fifths",
    "⅘": "four fifths",
    "⅙": "one sixth",
    "⅚": "five sixths",
    "⅐": "one seventh",
    "⅛": "one eighth",
    "⅜": "three eighths",
    "⅝": "five eighths",
    "⅞": "seven eighths",
    "⅑": "one ninth",
    "⅒": "one tenth",
}
MAGNITUDES: Final = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "mio": "million",
    "bn": "billion",
    "bln": "billion",
    "b": "billion",
    "tn": "trillion",
    "trn": "trillion",
    "tr": "trillion",
    "t": "trillion",
    "cr": "crore",
}
MAGNITUDE_WORDS: Final = frozenset(
    "hundred thousand million billion trillion quadrillion crore lakh".split()
)


@lru_cache(4096)
def cardinal(number: int) -> str:
    """``1,234`` → one thousand two hundred thirty-four (no "and", as in American news)."""
    from num2words import num2words

    return str(num2words(number)).replace(" and ", " ").replace(",", "")


@lru_cache(4096)
def ordinal(number: int) -> str:
    """``21`` → twenty-first."""
    from num2words import num2words

    return str(num2words(number, to="ordinal")).replace(" and ", " ").replace(",", "")


def digits(text: str) -> str:
    """Digit by digit."""
    return " ".join(DIGITS[int(sign)] for sign in text if sign.isdecimal())


def number(text: str) -> str:
    """``4,000``, ``3.25``, ``007``: a plain number in words."""
    whole, _, part = text.replace(",", "").partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = digits(whole)
    else:
        said = cardinal(int(whole)) if whole.isdecimal() else "zero"
    return f"{said} point {digits(part)}" if part else said


def pairs(text: str) -> str:
    """A number that names rather than counts: ``370`` → three seventy, ``101`` → one oh one."""
    if text.startswith("0") or not 2 < len(text) < 5:
        return digits(text) if text.startswith("0") or len(text) > 4 else cardinal(int(text))
    first, rest = int(text[:-2]), int(text[-2:])
    if rest == 0:
        return cardinal(int(text)) if first % 10 == 0 else f"{cardinal(first)} hundred"
    return f"{cardinal(first)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def year(value: int) -> str:
    """``1999`` → nineteen ninety-nine, ``2005`` → two thousand five,
    ``1900`` → nineteen hundred.
    """
    if value < 100 or value > 9999 or value % 1000 < 10:
        return cardinal(value)
    return pairs(str(value))


def decade(text: str) -> str | None:
    """``1990s`` → nineteen nineties, ``'90s`` → nineties, ``80s`` → eighties."""
    found = re.fullmatch(r"['’‘]?(\d{2}|\d{4})['’]?s", text)
    if not found or not found.group(1).endswith("0"):
        return None
    value = int(found.group(1))
    if value >= 100 and value % 100 == 0:
        whole = value % 1000 == 0
        return plural(cardinal(value)) if whole else f"{cardinal(value // 100)} hundreds"
    if value >= 100:
        return f"{cardinal(value // 100)} {plural(cardinal(value % 100))}"
    return plural(cardinal(value)) if value else "two thousands"


def plural(word: str) -> str:
    """``twenty`` → twenties, ``six`` → sixes."""
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "ss", "sh", "ch")) else "s")


def fraction(over: int, under: int) -> str:
    """``1, 2`` → one half, ``3, 4`` → three quarters."""
    part = {2: "half", 4: "quarter"}.get(under, ordinal(under))
    if over == 1:
        return f"one {part}"
    return f"{cardinal(over)} {'halves' if under == 2 else part + 's'}"


def and_fraction(said: str) -> str:
    """After a whole number: ``one half`` → and a half."""
    return "and a " + said[4:] if said.startswith("one ") else f"and {said}"
