"""Signs: ``&``, ``§ 12``, ``2 + 2 = 4``, arrows, Greek letters, emoji."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from quotecast.speech.numbers import AMOUNT, FRACTIONS, and_fraction, number
from quotecast.speech.place import Place, Said
from quotecast.speech.ranges import power
from quotecast.speech.reading import said_alone
from quotecast.speech.units import UNITS, is_number

SIGNS: Final = {
    "&": "and",
    "+": "plus",
    "=": "equals",
    "%": "percent",
    "‰": "per mille",
    "@": "at",
    "#": "number",
    "№": "number",
    "§": "section",
    "§§": "sections",
    "¶": "paragraph",
    "©": "copyright",
    "™": "",
    "®": "",
    "°": "degrees",
    "×": "times",
    "÷": "divided by",
    "→": "to",
    "⇒": "to",
    "↔": "to",
    "<": "less than",
    ">": "greater than",
    "≤": "at most",
    "≥": "at least",
    "≠": "is not equal to",
    "~": "about",
    "≈": "about",
    "±": "plus or minus",
    "+/-": "plus or minus",
    "−": "minus",
    "√": "the square root of",
    "∞": "infinity",
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "¥": "yen",
    "♥": "love",
    "❤": "love",
}
_BEFORE: Final = "".join(sign for sign in "#№~≈±<>≤≥×=§√¶→")
"""Signs that may hang on the number after them."""


def sign_rule(place: Place) -> Said:
    """``&`` → and, ``½`` → one half, ``§5`` → section five, ``A+`` → A plus."""
    core = place.core
    if core in FRACTIONS and re.fullmatch(r"\d{1,3}", place.joined(-1)):
        return and_fraction(FRACTIONS[core])
    if core in FRACTIONS:
        return "half" if core == "½" and place.joined(1) in ("a", "an", "the") else FRACTIONS[core]
    if core in SIGNS:
        return _alone(place)
    if core in ("-", "–"):
        return _between(place)
    if core == "x" and place.beside(-1)[:1].isdecimal() and place.beside(1)[:1].isdecimal():
        return "times" if _math(place) else "by"
    found = re.fullmatch(rf"(§§|[{_BEFORE}])({AMOUNT})(\D\S*)?", core)
    if found and len(core) < 40:
        rest = place.alone(found[2] + (found[3] or ""))
        return f"{_hanging(found[1])} {said_alone(rest)}".strip()
    return _formula(place) or _school(place)


def _hanging(sign: str) -> str:
    return {"→": "to", "×": "times"}.get(sign, SIGNS.get(sign, ""))


def _alone(place: Place) -> Said:
    core = place.core
    if core in "$£€¥" and place.joined(1)[:1].isdecimal():
        return None  # a sum, with a space after its sign
    if core == "#" and place.beside(1)[:1].isalpha():
        return "hashtag"
    if core == "×" and not _math(place) and not re.search(r"[\^⁰¹²³⁴-⁹]", place.beside(1)):
        return "by"
    if core == "~" and not place.beside(1)[:1].isdecimal():
        return ""
    if core in ("♥", "❤") and (not place.at or place.lasts):
        return None
    if core in ("<", ">") and not place.beside(1)[:1].isdecimal():
        return ""
    return SIGNS[core]


def _between(place: Place) -> Said:
    """A hyphen of its own between numbers: minus in a sum, else to."""
    before, after = place.beside(-1), place.beside(1)
    if not before[-1:].isalnum() or not after[:1].isalnum():
        return ""
    return "minus" if _math(place) else "to"


def _math(place: Place) -> bool:
    """Whether an equals sign stands near: then signs are those of a sum."""
    near = range(max(0, place.at - 6), min(len(place.pieces), place.at + 7))
    return any(place.pieces[index].core in ("=", "≈", "≠") for index in near)


def _formula(place: Place) -> str | None:
    """``E=mc²``, ``2+2=4``, ``3×5``, ``4x4``, ``x²``."""
    core = place.core
    if len(core) > 40:
        return None
    found = re.fullmatch(rf"({AMOUNT})[x×]({AMOUNT})((?:[x×]{AMOUNT})*)(\D{{0,3}})", core)
    if found:
        parts = re.findall(AMOUNT, core)
        unit = f" {said_alone(place.alone(parts.pop() + found[4]))}" if found[4] else ""
        return " by ".join(number(part) for part in parts) + (f" by{unit}" if unit else "")
    if core in UNITS and is_number(place.beside(-1)):
        return None
    if re.fullmatch(r"[A-Za-z]?[²³]|[A-Za-z]\^\d", core):
        return f"{core[0]} {power(unicodedata.normalize('NFKC', core[-1]))}"
    if re.fullmatch(r"\w[\w.²³^]*(?:[=+×÷*<>≤≥−]\w[\w.²³^]*)+", core) and re.search(
        r"[=+×÷*<>]", core
    ):
        if not re.search(r"\d|=|²|³", core):
            return None
        return " ".join(_operand(part, place) for part in re.split(r"([=+×÷*<>≤≥−])", core))
    return None


def _operand(part: str, place: Place) -> str:
    if part == "*":
        return "times"
    if part in SIGNS:
        return SIGNS[part]
    found = re.fullmatch(r"([A-Za-z]*)([²³]|\^\d)?", part)
    if found and len(part) < 5:
        letters = " ".join(found[1])
        return (
            f"{letters} {power(unicodedata.normalize('NFKC', found[2])[-1])}"
            if found[2]
            else letters
        )
    return said_alone(place.alone(part))


def _school(place: Place) -> str | None:
    """``A+``, ``B-``, ``C++``, ``Disney+``."""
    found = re.fullmatch(r"([A-Za-z][\w'’]*)(\+{1,2}|−)", place.core)
    if found:
        name = said_alone(place.alone(found[1]))
        return name + (" minus" if found[2] == "−" else " plus" * len(found[2]))
    found = re.fullmatch(r"([A-D])-", place.core)
    if found:
        return f"{found[1]} minus"
    if place.core == "C#":
        return "C sharp"
    return None


def emoji_rule(place: Place) -> Said:
    """A picture among words is silent, as a newsreader leaves it; alone it is called by name."""
    if any(sign.isalnum() for sign in place.core):
        return None
    if place.lettered:
        return ""
    named = dict.fromkeys(_picture(sign) for sign in place.core)
    return " ".join(name for name in named if name)


def _picture(sign: str) -> str:
    """The name of a picture in plain words; nothing for joiners, skin colours and the like."""
    if "\U0001f1e6" <= sign <= "\U0001f1ff":
        return "flag"
    if unicodedata.category(sign) != "So":
        return ""
    name = unicodedata.name(sign, "").lower().replace("-", " ")
    return re.sub(r"[^a-z ]", "", name).strip()


def greek(text: str) -> str:
    """Single Greek letters by name: ``α`` → alpha."""

    def name(found: re.Match[str]) -> str:
        return unicodedata.name(found[0], "").rpartition(" ")[2].lower() or found[0]

    return re.sub(r"(?<![^\W\d_])[\u0391-\u03a9\u03b1-\u03c9](?![^\W\d_])", name, text)
