"""Times of day, durations, and what else is written with a colon."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech.numbers import AMOUNT, cardinal, digits, number
from quotecast.speech.place import Place, Said

_TIME: Final = r"(\d{1,2})(?:[:.](\d\d))?(?:([ap])\.?m\.?)?"
_HALF: Final = re.compile(r"[ap]\.?m\.?", re.IGNORECASE)
_ZONES: Final = frozenset("GMT UTC BST EST EDT CET CEST PST Z hours hrs hour local Zulu".split())
_RATIOS: Final = frozenset("ratio odds scale ratios outnumbered".split())
_BOOKS: Final = frozenset(
    (
        "genesis exodus leviticus numbers deuteronomy joshua judges ruth samuel kings chronicles "
        "ezra nehemiah esther job psalm psalms proverbs ecclesiastes isaiah jeremiah lamentations "
        "ezekiel daniel hosea joel amos obadiah jonah micah nahum habakkuk zephaniah haggai "
        "zechariah malachi matthew mark luke john acts romans corinthians galatians ephesians "
        "philippians colossians thessalonians timothy titus philemon hebrews james peter jude "
        "revelation matt gen cor surah sura quran koran verse rev ps cor rom eph gal heb isa jer "
        "prov ex lev deut"
    ).split()
)


def time_rule(place: Place) -> Said:
    """``9:30 a.m.`` → nine thirty A M, ``15:00`` → three P M, ``9am-5pm``."""
    core = place.core
    noon = re.fullmatch(rf"(noon|midnight)[-–]({_TIME})", core, re.IGNORECASE)
    if noon:
        end = _clock(noon[2], bool(_HALF.fullmatch(place.joined(1))))
        return f"{noon[1]} to {end}" if end else None
    if not core[:1].isdecimal() or len(core) > 24:
        return None
    colon = _colon(place)
    if colon:
        return colon
    following = bool(re.match(rf"{_HALF.pattern}([-–]\d|$)", place.joined(1), re.IGNORECASE))
    bounds = re.split("[-–]", core)
    if len(bounds) == 2:
        return _span(bounds[0], bounds[1], following)
    if re.fullmatch(r"\d{4}", core) and place.joined(1) in _ZONES:
        return _military(core, place)
    if place.joined(1) in ("hours", "hrs") and re.fullmatch(r"\d\d:\d\d", core):
        return _military(core.replace(":", ""), place)
    return _clock(core, following)


def half_day_rule(place: Place) -> Said:
    """``pm`` after a time."""
    found = re.fullmatch(rf"([ap])\.?m\.?[-–]({_TIME}|noon|midnight)", place.core, re.IGNORECASE)
    if found and re.fullmatch(r"\d{1,2}([:.]\d\d)?", place.joined(-1)):
        end = _clock(found[2], bool(_HALF.fullmatch(place.joined(1))))
        end = found[2] if found[2].isalpha() else end
        return f"{found[1].upper()} M to {end}" if end else None
    if not _HALF.fullmatch(place.core) or place.stop_before():
        return None
    if not re.fullmatch(r"(.*[-–])?\d{1,2}([:.]\d\d)?", place.beside(-1)):
        return None
    return f"{place.core[0].upper()} M"


def _clock(text: str, following: bool) -> str | None:
    """One time; ``following``: a.m. or p.m. is the next word."""
    found = re.fullmatch(_TIME, text, re.IGNORECASE)
    if not found:
        return None
    hour, minute, half = int(found[1]), found[2], (found[3] or "").upper()
    if hour > 24 or int(minute or 0) > 59 or ((half or following) and not 0 < hour < 13):
        return None
    if "." in text[:3] and not (half or following):
        return None  # a decimal
    if not minute and not half:
        return cardinal(hour) if following else None
    if half or following:
        return f"{cardinal(hour)}{_minutes(minute)}" + (f" {half} M" if half else "")
    if int(minute or 0) == 0:
        return _hour(hour)
    if hour == 0 and found[1] == "0":
        return f"zero{_minutes(minute)}"  # what is left of a game
    if hour == 0:
        return f"twelve{_minutes(minute)} A M"
    return (
        f"{cardinal(hour - 12)}{_minutes(minute)} P M" if 12 < hour < 24 else _small(hour, minute)
    )


def _hour(hour: int) -> str:
    if hour in (0, 24):
        return "midnight"
    return f"{cardinal(hour - 12)} P M" if hour > 12 else f"{cardinal(hour)} o'clock"


def _small(hour: int, minute: str | None) -> str:
    return f"{cardinal(hour)}{_minutes(minute)}"


def _minutes(minute: str | None) -> str:
    if not minute or int(minute) == 0:
        return ""
    return f" {'oh ' if minute[0] == '0' else ''}{cardinal(int(minute))}"


def _span(first: str, last: str, following: bool) -> str | None:
    """``9am-5pm``, ``9:30–10:45``, ``9-11am``; ``9-11`` alone is no time."""
    timed = re.compile(r"\d{1,2}(?::\d\d|[:.]?\d{0,2}[ap]\.?m\.?)", re.IGNORECASE)
    if not timed.fullmatch(last) and not (following and ":" in first):
        return None
    half = re.search(r"[ap]\.?m\.?$", last, re.IGNORECASE)
    start = _clock(first, following or bool(half and not re.search(r"[ap]", first, re.IGNORECASE)))
    end = _clock(last, following)
    return f"{start} to {end}" if start and end else None


def _military(text: str, place: Place) -> str | None:
    hour, minute = int(text[:2]), text[2:]
    counted = place.joined(1) in ("hours", "hour") and place.joined(2) in ("of", "a", "per", "in")
    if hour > 24 or int(minute) > 59 or counted:
        return None
    said = f"oh {cardinal(hour)}" if hour < 10 else cardinal(hour)
    return said + (_minutes(minute) or " hundred")


def _colon(place: Place) -> str | None:
    """``2:05:30``, ``3:43.13``, ``John 3:16``, ``a ratio of 3:1``."""
    found = re.fullmatch(r"(\d{1,3}):(\d\d):(\d\d)", place.core)
    if found:
        return _duration(*found.groups())
    found = re.fullmatch(r"(\d{1,2}):(\d\d)\.(\d{1,3})", place.core)
    if found:
        return f"{cardinal(int(found[1]))}{_minutes(found[2])} point {digits(found[3])}"
    found = re.fullmatch(rf"({AMOUNT}):(\d{{1,3}}\.\d+|\d)", place.core)
    if found and "." in place.core:
        return f"{number(found[1])} to {number(found[2])}"
    found = re.fullmatch(r"(\d{1,4}):(\d{1,3})(?:[-–](\d{1,3}))?", place.core)
    if not found:
        return None
    first, second = number(found[1]), number(found[2].lstrip("0") or "0")
    if place.beside(-1).lower() in _BOOKS and place.at:
        return f"{first} {second}" + (f" to {number(found[3])}" if found[3] else "")
    if found[3]:
        return None
    around = {place.beside(step).lower() for step in (-3, -2, -1, 1)}
    if len(found[2]) == 1 or around & _RATIOS:
        return f"{first} to {second}"
    if int(found[1]) > 24 or int(found[2]) > 59:
        return f"{first} {second}"
    return None


def _duration(hours: str, minutes: str, seconds: str) -> str:
    parts = [
        f"{cardinal(int(value))} {name}{'' if int(value) == 1 else 's'}"
        for value, name in ((hours, "hour"), (minutes, "minute"), (seconds, "second"))
        if int(value)
    ]
    return f"{' '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
