"""Ranges, scores, votes, fractions, and the plain number that is left."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech import numbers
from quotecast.speech.dates import NAMES
from quotecast.speech.numbers import AMOUNT, and_fraction, cardinal, number, ordinal
from quotecast.speech.place import Place, Said, counted
from quotecast.speech.units import UNITS

_NAMED: Final = {(9, 11): "nine eleven", (24, 7): "twenty-four seven", (4, 20): "four twenty"}
_RANGE: Final = re.compile(
    rf"([-−]?)({AMOUNT})([%°]|[A-Za-z]{{1,4}})?(?:–|--|-)([-−]?)({AMOUNT})(\S{{0,5}})", re.DOTALL
)


def range_rule(place: Place) -> Said:
    """``10-15%`` → ten to fifteen percent; a score ``3-2``; a draw ``1-1``."""
    if len(place.core) > 40:
        return None
    found = _RANGE.fullmatch(place.core)
    if not found or re.fullmatch(r"\d{3}-\d{4}", place.core):
        return None
    minus, first, own, below, last, unit = found.groups()
    start = f"{'minus ' if minus else ''}{number(first)}"
    end = f"{'minus ' if below else ''}{number(last)}"
    if unit in ("st", "nd", "rd", "th"):
        if own not in (None, "st", "nd", "rd", "th"):
            return None
        return f"{ordinal(int(first))} to {ordinal(int(last))}" if first.isdecimal() else None
    if own and own != unit and own not in UNITS:
        return None
    if unit and unit not in UNITS:
        return _rest(start, end, unit)
    tail = f" {UNITS[unit][0 if place.attributive() else 1]}" if unit else ""
    if own == unit != "%":
        own = None
    if unit == "m" and counted(place.joined(1)):
        return f"{start} to {end} million"
    middle = f" {UNITS[own][1]}" if own else ""
    joined = " " if first == last and not middle else " to "
    return f"{start}{middle}{joined}{end}{tail}"


def _rest(start: str, end: str, unit: str) -> Said:
    """What may stand behind a range: a magnitude, ``x``, ``'s``."""
    if unit.lower() in numbers.MAGNITUDES:
        return f"{start} to {end} {numbers.MAGNITUDES[unit.lower()]}"
    if unit == "x":
        return f"{start} to {end} times"
    if unit in ("+", "C", "F"):
        return f"{start} to {end} {'plus' if unit == '+' else unit}"
    return None


def fraction_rule(place: Place) -> Said:
    """``1/2`` → one half, ``2 1/2`` → two and a half; ``9/11`` → nine eleven."""
    found = re.fullmatch(r"(?:(\d{1,3})[-–])?(\d{1,3})/(\d{1,4})(ths?|nds?|rds?)?(\+)?", place.core)
    if found:
        return _fraction(place, found)
    found = re.fullmatch(r"(\d{1,4})/(\d{1,2})/(\d{1,3})", place.core)
    if found:
        return " ".join(numbers.pairs(part) for part in found.groups())
    return None


def _fraction(place: Place, found: re.Match[str]) -> str:
    whole, over, under = found[1], int(found[2]), int(found[3])
    if (over, under) in _NAMED and not whole:
        return _NAMED[over, under]
    if place.beside(-1).lower() == "on" and 0 < under <= 31 and 0 < over <= 12 and not whole:
        return f"{NAMES[over - 1]} {ordinal(under)}"
    proper = 0 < over < under and (under <= 20 or under in (25, 32, 50, 64, 100, 1000))
    if whole and proper:
        return f"{cardinal(int(whole))} {and_fraction(numbers.fraction(over, under))}"
    if proper and re.fullmatch(r"\d{1,3}", place.beside(-1)) and not place.stop_before():
        return and_fraction(numbers.fraction(over, under))
    if proper and under == 10 and over > 1 and place.joined(1) != "of" and not found[4]:
        return f"{cardinal(over)} out of ten"
    if proper:
        return numbers.fraction(over, under)
    both = f"{cardinal(over)} {{}}{cardinal(under)}"
    if over == under and over != 50 and over != 20 and over <= 10 and over in (5, 10):
        return both.format("out of ")
    return both.format("over " if over > under > 31 and over + under != 100 else "")


def number_rule(place: Place) -> Said:
    """``4,000``, ``3.25``, ``-5``, ``1.000.000``, ``10 000``, ``1,2,3``."""
    core = place.core
    grouped = _groups(place)
    if grouped:
        return grouped
    if re.fullmatch(rf"{AMOUNT}[-–]?", core):  # "18- to 24-year-olds"
        return number(core.rstrip("-–"))
    if re.fullmatch(rf"[-−]{AMOUNT}", core):
        return f"minus {number(core[1:])}"
    if re.fullmatch(rf"\+{AMOUNT}", core):
        return f"plus {number(core[1:])}"
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", core):
        return number(core.replace(".", ""))
    if re.fullmatch(r"\d{1,3}(['’]\d{3})+", core):
        return number(re.sub("['’]", "", core))
    if re.fullmatch(r"\d+,\d{1,2}", core):
        return number(core.replace(",", "."))
    if re.fullmatch(r"\d+(,\d+)+", core):
        return ", ".join(number(part) for part in core.split(","))
    return _many(core) or numbers.decade(core) or _plural(core) or _superscript(core)


_MOST: Final = 4
"""Thousands that are looked at behind a number."""


def _groups(place: Place) -> Said:
    """``10 000`` with spaces between the thousands."""
    if not re.fullmatch(r"\d{1,3}", place.core):
        return None
    count = 0
    while count < _MOST and re.fullmatch(r"\d{3}([.,]\d+)?", place.joined(count + 1)):
        count += 1
        if "." in place.beside(count) or "," in place.beside(count):
            break
    if not count or place.core.startswith("0"):
        return None
    sure = all(place.pieces[place.at + step].glued for step in range(1, count + 1))
    if not sure and count < 2 and not place.beside(1).startswith("00"):
        return None
    parts = [place.beside(step) for step in range(count + 1)]
    said = number("".join(parts).replace(",", ".") if "," in parts[-1] else "".join(parts))
    return (said, *[""] * count)


def _many(core: str) -> str | None:
    """``100s of people``."""
    return {"100s": "hundreds", "1000s": "thousands", "10s": "tens"}.get(core)


def _plural(core: str) -> str | None:
    """``747s``, ``100s``, ``49ers``."""
    found = re.fullmatch(r"(\d{1,6})(['’]?s|ers)", core)
    if not found:
        return None
    text = found[1]
    said = numbers.pairs(text) if len(text) == 3 and text[1:] != "00" else number(text)
    if found[2] != "ers":
        return numbers.plural(said)
    return f"{said[:-1]}iers" if said.endswith("y") else f"{said.removesuffix('e')}ers"


_POWERS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _superscript(core: str) -> str | None:
    """``10^6``, ``10⁶``, ``5²``."""
    found = re.fullmatch(rf"({AMOUNT})(?:\^([-−]?\d{{1,4}})|([⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))", core)
    if not found:
        return None
    return f"{number(found[1])} {power(found[2] or found[3].translate(_POWERS))}"


def power(text: str) -> str:
    """``2`` → squared, ``3`` → cubed, ``6`` → to the power of six."""
    if text in ("2", "3"):
        return "squared" if text == "2" else "cubed"
    minus = "minus " if text[0] in "-−" else ""
    return f"to the power of {minus}{number(text.lstrip('-−'))}"
