"""Rules for what is written with digits and signs."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech import letters, numbers
from quotecast.speech.place import Place

MONTHS: Final = frozenset(
    (
        "january february march april may june july august september october november december "
        "jan feb apr aug sept sep oct nov dec"
    ).split()
)
YEAR_BEFORE: Final = frozenset(
    (
        "in since by until till during from to of before after around circa year early late mid "
        "spring summer autumn fall winter and between through the mid-"
    ).split()
)
"""Words after which four digits are a year."""


def sign_rule(place: Place) -> str | None:
    """``&`` → and, ``½`` → one half, ``§5`` → section five."""
    core = place.core
    if core in letters.SIGNS:
        return letters.SIGNS[core]
    if core in numbers.FRACTIONS:
        return numbers.FRACTIONS[core]
    found = re.fullmatch(r"(§§?|#|№|~|≈|±|<|>|×)(\d[\d.,]*)", core)
    if found:
        return f"{letters.SIGNS.get(found[1], 'number')} {plain(found[2])}"
    return None


def money_rule(place: Place) -> str | None:
    """``$5m`` → five million dollars; ``£3-4bn``; the magnitude may be the next word."""
    before = numbers.money(place.beside(-1), place.core) if place.at else None
    if before and before[1] and not place.stop_before():
        return before[1]
    own = numbers.money(place.core, "" if place.pieces[place.at].stop else place.beside(1))
    if own:
        return own[0]
    found = re.fullmatch(r"(.+)[-–](\d[\d,.]*)(k|m|bn|tn)?", place.core)
    if found and numbers.money(found[1] + (found[3] or ""), ""):
        symbol = re.match(r"\D+", found[1])
        assert symbol  # noqa: S101 - money starts with its sign
        first = numbers.number(re.sub(r"[^\d.]", "", found[1][symbol.end() :]) or "0")
        last = numbers.money(f"{symbol[0]}{found[2]}{found[3] or ''}", "")
        return f"{first} to {last[0]}" if last else None
    return None


def time_rule(place: Place) -> str | None:
    """``9:30 a.m.`` → nine thirty a m."""
    if place.core.isdecimal() and re.fullmatch(r"[ap]\.m\.?|[ap]m", place.beside(1), re.IGNORECASE):
        return numbers.cardinal(int(place.core)) if len(place.core) < 3 else None
    said = numbers.clock(place.core)
    following = place.beside(1).lower().rstrip(".")
    if said and following in ("a.m", "p.m", "am", "pm"):
        return said.replace(" o'clock", "")
    return said


def half_day_rule(place: Place) -> str | None:
    """``pm`` after a time."""
    core = place.core.lower()
    if core in ("am", "pm") and re.fullmatch(r"\d{1,2}(:\d\d)?", place.beside(-1)):
        return f"{numbers.half_day(core[0])} m"
    return None


def date_rule(place: Place) -> str | None:
    """``May 3`` → May third; ``3 May`` → third of May is written so in Britain: third May."""
    core = place.core
    if not re.fullmatch(r"[1-9]|[12]\d|3[01]", core):
        return None
    before, after = place.beside(-1).rstrip("."), place.beside(1).rstrip(".")
    if before.lower() in MONTHS and before[:1].isupper() and place.stop_before() in ("", "."):
        return numbers.ordinal(int(core))
    if after.lower() in MONTHS and after[:1].isupper() and not place.pieces[place.at].stop:
        return numbers.ordinal(int(core))
    return None


def numeric_date_rule(place: Place) -> str | None:
    """``2020-05-03`` → May third, twenty twenty."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", place.core)
    if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        return None
    month = (
        "January February March April May June July August September October November December"
    ).split()[int(found[2]) - 1]
    return f"{month} {numbers.ordinal(int(found[3]))}, {numbers.year(int(found[1]))}"


def year_rule(place: Place) -> str | None:
    """``in 1999`` → nineteen ninety-nine; ``1999 people`` is a number."""
    found = re.fullmatch(r"(1[1-9]\d\d|20\d\d)(['’]s)?", place.core)
    if not found:
        return None
    before, after = place.beside(-1).lower().rstrip("."), place.beside(1)
    stop = place.pieces[place.at].stop
    likely = (
        before in YEAR_BEFORE
        or before in MONTHS
        or bool(re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", before))
        or place.pieces[place.at].opens
        or (place.at == 0 and bool(stop))
    )
    counts = after[:1].islower() and after.endswith("s") and not stop and len(after) > 3
    if counts and before not in ("in", "since", "of", "by"):
        likely = False
    if not likely and not stop and after[:1].islower() and int(found[1]) % 100 == 0:
        return None
    if not likely and counts:
        return None
    return numbers.year(int(found[1])) + (found[2] or "").replace("’", "'")


def short_year_rule(place: Place) -> str | None:
    """``'99`` → ninety-nine."""
    found = re.fullmatch(r"['’‘](\d\d)", place.core)
    if not found:
        return None
    value = int(found[1])
    return numbers.cardinal(value) if value > 9 else f"oh {numbers.cardinal(value)}"


def range_rule(place: Place) -> str | None:
    """``1999–2004`` → … to …; ``10-15%`` → ten to fifteen percent; a score ``3-2``."""
    found = re.fullmatch(r"(\d[\d,.]*)(?:–|--|-)(\d[\d,.]*)(%|[a-z]{0,4}|['’]s)?", place.core)
    if not found or re.fullmatch(r"\d{3}-\d{4}", place.core):
        return None
    first, last, unit = found[1], found[2], found[3] or ""
    if re.fullmatch(r"(1\d|20)\d\d", first) and re.fullmatch(r"\d\d(\d\d)?", last):
        end = int(last)
        return f"{numbers.year(int(first))} to " + (
            numbers.year(end) if end > 99 else numbers.cardinal(end)
        )
    tail = numbers.measured(last + unit) if unit else numbers.number(last)
    return f"{plain(first)} to {tail}" if tail else None


def phone_rule(place: Place) -> str | None:
    """``555-123-4567`` → digit by digit, in groups."""
    if not re.fullmatch(r"\+?\(?\d{1,4}\)?([-.]\d{2,4}){1,4}", place.core):
        return None
    groups = re.findall(r"\d+", place.core)
    if len(groups) < 3 and not re.fullmatch(r"\d{3}-\d{4}", place.core):
        return None
    return ", ".join(numbers.digits(group) for group in groups)


def fraction_rule(place: Place) -> str | None:
    """``1/2`` → one half; ``9/11`` → nine eleven; ``8/9`` is not read as a date."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,3})", place.core)
    if not found:
        return None
    over, under = int(found[1]), int(found[2])
    if (over, under) in ((9, 11), (24, 7)):
        return f"{numbers.cardinal(over)} {numbers.cardinal(under)}"
    if not 0 < over < under or (under > 20 and under not in (50, 100)):
        return f"{numbers.cardinal(over)} slash {numbers.cardinal(under)}"
    part = {2: "half", 4: "quarter"}.get(under, numbers.ordinal(under))
    many = {"half": "halves"}.get(part, part + "s")
    return f"{numbers.cardinal(over)} {part if over == 1 else many}"


def plain(text: str) -> str:
    """A number with what stands after it taken off."""
    return numbers.number(text.rstrip(",."))


def number_rule(place: Place) -> str | None:
    """``4,000``, ``3.25``, ``-5``, ``1980s``, ``21st``, ``5km``, ``40%``."""
    core = place.core
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?|\.\d+", core):
        unit = place.beside(1)
        if unit == "m" and not place.pieces[place.at].stop:
            return plain(core)
        return plain(core)
    if re.fullmatch(r"[-−]\d+(\.\d+)?", core):
        return f"minus {plain(core[1:])}"
    found = re.fullmatch(r"(\d+)((?:\.\d+){2,})", core)
    if found:
        return " point ".join(plain(part) for part in core.split("."))
    return numbers.decade(core) or numbers.measured(core)


def unit_rule(place: Place) -> str | None:
    """A unit of its own after a number: 5 km."""
    if place.core in numbers.UNITS and re.fullmatch(r"[\d.,]+", place.beside(-1) or "x"):
        if len(place.core) == 1 and place.core != "°" and place.core not in "mg":
            return None
        return numbers.UNITS[place.core][0 if place.beside(-1) == "1" else 1]
    return None
