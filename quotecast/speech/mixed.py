"""Letters, digits and hyphens in one word: 20-year-old, COVID-19, F-16, A4, U.S.-led."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech import numbers
from quotecast.speech.capitals import ACRONYMS, spelled
from quotecast.speech.place import Place, Said
from quotecast.speech.reading import said_alone
from quotecast.speech.tokens import Piece
from quotecast.speech.units import UNITS

_LONGEST: Final = 80
_CALIBRES: Final = re.compile(r"\.(\d\d)(?:-(caliber|calibre|cal))?")
_ORDERS: Final = {"mid", "early", "late", "pre", "post", "circa", "since"}


def hyphen_rule(place: Place) -> Said:
    """Parts joined by hyphens, when one of them is more than a plain word."""
    core = place.core
    if "-" not in core.strip("-") or len(core) > _LONGEST:
        return None
    parts = [part for part in re.split("[-–]", core) if part]
    if all(_plain(part) for part in parts):
        return None
    said = [_part(place, parts, index) for index in range(len(parts))]
    if "/" in parts[0] and re.fullmatch(r"\d{1,3}", place.joined(-1)) and said[0][:4] == "one ":
        said[0] = numbers.and_fraction(said[0])  # 5 1/2-inch
    if len(parts) > 2 and parts[0].isdecimal() and parts[1].isdecimal() and parts[2].isalpha():
        said.insert(1, "to")  # 5-7-year-olds
    return " ".join(part for part in said if part)


def _plain(part: str) -> bool:
    """A word that is said as it is written; a single capital is the letter it is."""
    letters = part.replace("'", "").replace("’", "")
    initials = len(part) > 1 and (part.isupper() or re.search("[a-z][A-Z]", part))
    return letters.isalpha() and not initials


def _part(place: Place, parts: list[str], index: int) -> str:
    part, before = parts[index], parts[index - 1] if index else ""
    if (
        part in UNITS
        and re.fullmatch(numbers.AMOUNT, before or "x")
        and (len(part) > 1 or part == "m")
    ):
        return UNITS[part][0]
    if part == "cal" and before.startswith("."):
        return "caliber"
    if part.isdecimal() and before and before[-1].isalpha() and len(part) > 2:
        if before.lower() in _ORDERS or len(part) == 4:
            return numbers.year(int(part)) if part[0] != "0" else numbers.digits(part)
        return numbers.pairs(part)
    if _plain(part):
        return part
    if not index and place.at and re.fullmatch("[IVX]{2,}", part):
        after_noun = Place([place.pieces[place.at - 1], Piece(part, "", 0)], 1, "en", place.lexicon)
        return said_alone(after_noun)
    return said_alone(place.alone(part))


def calibre_rule(place: Place) -> Said:
    """``.45-caliber`` → forty-five caliber."""
    found = _CALIBRES.fullmatch(place.core)
    if not found or not (found[2] or place.beside(1) in ("caliber", "calibre", "Magnum", "cal")):
        return None
    return numbers.cardinal(int(found[1])) + (" caliber" if found[2] else "")


def mixed_rule(place: Place) -> Said:
    """Letters and digits side by side: A4, CO2, MH370, H1N1, iPhone15, PM2.5."""
    core = place.core.translate(_SUBSCRIPTS)
    if len(core) > _LONGEST or not re.search(r"\d", core) or not re.search(r"[^\W\d]", core):
        return None
    runs = _RUNS.findall(core)
    said = []
    for index, run in enumerate(runs):
        before = runs[index - 1] if index else ""
        if run in numbers.FRACTIONS:
            part = numbers.FRACTIONS[run]
            said.append(numbers.and_fraction(part) if before[-1:].isdecimal() else part)
        elif run[0].isdecimal():
            said.append(_digits(run, before))
        else:
            said.append(_letters(run, place))
    text = " ".join(said)
    return re.sub(r" s$", "s", text) if re.search(r"\ds$", core) else text


_FRACTION: Final = "".join(numbers.FRACTIONS)
_RUNS: Final = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_FRACTION}]|[^\W\d_{_FRACTION}]+(?:['’][^\W\d_{_FRACTION}]+)?"
)
"""Digits, a fraction or letters on end; a fraction is a letter to ``\\w``."""
_SUBSCRIPTS: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _digits(run: str, before: str) -> str:
    if not run.isdecimal():
        return (
            numbers.number(run.replace(",", "") if "," in run else run)
            if run.count(".") < 2
            else (" point ".join(numbers.number(part) for part in run.split(".")))
        )
    if run[0] == "0" and len(run) > 1:
        return numbers.digits(run)
    if before and len(run) in (3, 4):
        return numbers.pairs(run) if len(run) == 3 else numbers.year(int(run))
    return numbers.cardinal(int(run)) if len(run) < 4 else numbers.digits(run)


def _letters(run: str, place: Place) -> str:
    if run == "s":
        return run
    if run.islower() and len(run) < 4 and not re.search("[aeiou]", run):
        return spelled(run.upper())
    if run.isupper() and 1 < len(run) < 4 and run not in ACRONYMS:
        return spelled(run)  # SO2 is no "so"
    if run.isupper() and len(run) > 1:
        return said_alone(place.alone(run))
    return run
