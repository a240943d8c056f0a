"""Dates, years and decades."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech import numbers
from quotecast.speech.place import Place, Said, counted
from quotecast.speech.shortened import WEEKDAYS

NAMES: Final = (
    "January February March April May June July August September October November December"
).split()
MONTHS: Final = frozenset(
    (
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sept sep oct nov dec"
    ).split()
)
_IN: Final = frozenset("in since by until till during from circa year before after".split())
"""Words after which four digits are a year even before a plural."""
_ABOUT: Final = frozenset(
    (
        "than nearly almost roughly approximately some least most another only just all these "
        "those estimated additional further every exactly least"
    ).split()
)
"""Words after which four digits count something."""
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_ERAS: Final = frozenset("BC BCE AD CE B.C. A.D. B.C.E. C.E. B.C A.D".split())


def _month(word: str) -> bool:
    name = re.split("[-–]", word)[-1].rstrip(".")
    return name.lower() in MONTHS and name[:1].isupper()


def date_rule(place: Place) -> Said:
    """``May 3`` → May third; ``3 May`` → the third of May; ``May 3-5``."""
    found = re.fullmatch(
        rf"({_DAY})(st|nd|rd|th)?(?:[-–/](?:({_DAY})(?:st|nd|rd|th)?|([A-Z][a-z]+)))?", place.core
    )
    if not found:
        return None
    first, suffix, last, month = found.groups()
    said = numbers.ordinal(int(first))
    if last:
        said += f" to {numbers.ordinal(int(last))}"
    before, after = place.beside(-1), place.beside(1)
    if month:
        return f"{said} to {month}" if _month(month) and _month(before) else None
    if _month(before) and place.stop_before() in ("", "."):
        if counted(place.joined(1)) and place.beside(-2).lower() == "in" and not suffix:
            return None  # "In May 12 people died."
        return said
    bounded = before.lower() in ("to", "and", "through", "or") and _month(place.beside(-3))
    if bounded and re.fullmatch(_DAY, place.beside(-2)) and not counted(place.joined(1)):
        return said
    if _month(after) and not place.stop and "/" not in place.core:
        article = "" if place.beside(-1).lower() in ("the", "this", "that") else "the "
        return f"{article}{said} of"
    return None


def numeric_date_rule(place: Place) -> Said:
    """``2020-05-03``, ``5/3/2020`` (the day first in British English), ``3.5.2020``."""
    found = re.fullmatch(
        r"(\d{4})[-/](\d\d)[-/](\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?", place.core
    )
    if found:
        return _dated(found[1], found[2], found[3])
    found = re.fullmatch(r"(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)", place.core)
    if not found or (found[2] != "/" and len(found[4]) == 2):
        return None
    first, second, written = found[1], found[3], found[4]
    year = written if len(written) == 4 else ("20" if int(written) < 50 else "19") + written
    day_first = found[2] == "." or place.language.lower().partition("-")[2] in _DAY_FIRST
    days = ((second, first), (first, second)) if day_first else ((first, second), (second, first))
    return _dated(year, *days[0]) or _dated(year, *days[1])


_DAY_FIRST: Final = frozenset("gb au nz ie in za".split())
"""Where English dates start with the day."""


def _dated(year: str, month: str, day: str) -> str | None:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    said = f"{NAMES[int(month) - 1]} {numbers.ordinal(int(day))}"
    return f"{said}, {numbers.year(int(year))}"


def year_rule(place: Place) -> Said:
    """``in 1999`` → nineteen ninety-nine; ``1999 people`` is a number."""
    found = re.fullmatch(r"(\d{1,5})(['’]s)?", place.core)
    if not found:
        return None
    value, ending = int(found[1]), (found[2] or "").replace("’", "'")
    if place.joined(1) in _ERAS or (place.beside(-1) in ("AD", "A.D.") and place.at):
        return numbers.year(value) if value < 10000 else numbers.cardinal(value)
    if len(found[1]) != 4 or found[1].startswith("0") or not _is_year(place, value):
        return None
    if ending and value % 10 == 0 and place.beside(-1).lower() in ("the", "early", "late", "mid"):
        return numbers.decade(place.core)
    return numbers.year(value) + ending


def _is_year(place: Place, value: int) -> bool:
    before, after = place.beside(-1).lower().rstrip("."), place.joined(1)
    if before in _ABOUT and place.at:
        return False
    if before in MONTHS or re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", before):
        return True
    counts = counted(after) or after in ("feet", "ft", "km", "m")
    if counts and (before not in _IN or value % 100 == 0):
        return False
    if place.joined(1) in numbers.MAGNITUDE_WORDS:
        return False
    if value < 1100:
        return before in _IN or len(place.pieces) == 1
    return value < 2100 or before in _IN


def short_year_rule(place: Place) -> Said:
    """``'99`` → ninety-nine; ``'90s`` → nineties."""
    found = re.fullmatch(r"['’‘](\d\d)(s|['’]s)?", place.core)
    if not found:
        return None
    if found[2]:
        return numbers.decade(place.core) or numbers.plural(numbers.cardinal(int(found[1])))
    value = int(found[1])
    if value == 0:
        return "two thousand"
    return numbers.cardinal(value) if value > 9 else f"oh {numbers.cardinal(value)}"


def years_rule(place: Place) -> Said:
    """``1914-18``, ``2020/21``, ``1999–present``, ``1980s-90s``."""
    core = place.core
    found = re.fullmatch(r"(1\d\d\d|20\d\d)([-–/]|--)(\d\d|1\d\d\d|20\d\d)(['’]s)?", core)
    if found:
        end = numbers.year(int(found[3])) if len(found[3]) == 4 else _short(found[3])
        joined = " " if found[2] == "/" else " to "
        return f"{numbers.year(int(found[1]))}{joined}{end}{(found[4] or '').replace('’', chr(39))}"
    found = re.fullmatch(r"(1\d\d\d|20\d\d)[-–](present|today|now|onwards?)", core)
    if found:
        joined = " to " if found[2] in ("present", "today", "now") else " "
        return f"{numbers.year(int(found[1]))}{joined}{found[2]}"
    parts = re.split("[-–]", core)
    if len(parts) == 2 and all(part.rstrip(".") in _CALENDAR for part in parts):
        return " to ".join(_CALENDAR[part.rstrip(".")] for part in parts)
    if len(parts) == 2 and parts[0].endswith("s"):
        said = [numbers.decade(part) for part in parts]
        if said[0] and said[1]:
            return f"{said[0]} to {said[1]}"
    return None


_CALENDAR: Final = {
    **{name[:3]: name for name in (*NAMES, *WEEKDAYS.values())},
    **{name: name for name in NAMES},
    **WEEKDAYS,
    "Sept": "September",
}


def _short(text: str) -> str:
    value = int(text)
    return numbers.cardinal(value) if value > 9 else f"oh {numbers.cardinal(value)}"
