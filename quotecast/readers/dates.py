"""Dates and times of day as articles print them."""

from __future__ import annotations

import re
from datetime import date

from quotecast.readers import foreign
from quotecast.readers.phrases import DATE

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
} | {name: number for number, names in enumerate(foreign.MONTHS, 1) for name in names.split()}
DATE_WORDS = DATE | foreign.DATE | MONTHS.keys()
"""Words that a date is made of, lower-cased."""
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


NUMBERS = r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
READ_TIME = re.compile(r"\b\d{1,3}[ -]min(?:ute)?s?[ -]read\b", re.IGNORECASE)


def date_line(text: str) -> str | None:
    """The ISO date of a date line; empty when it holds only a time; None when it is none."""
    if len(text) > 90 or not any(char.isdigit() for char in text):
        return None
    eastern = _EASTERN.fullmatch(text.strip())
    if eastern is not None:
        return _checked(*(int(number) for number in eastern.groups()))
    korean = _KOREAN.fullmatch(text.strip())
    if korean is not None and re.search("[가-힣.]", text):
        return _checked(*(int(number) for number in korean.groups()))
    dotted = _DOTTED.fullmatch(text.strip(" ,."))
    if dotted is not None:
        return _checked(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    text = READ_TIME.sub(" ", text)
    words = [word.lower().rstrip(".") for word in WORD.findall(text)]
    iso = ISO.search(text)
    if iso is not None:
        rest = ISO.sub("", text).lower()
        words = [word for word in WORD.findall(rest) if not word[0].isdigit() and word not in "tz"]
        return iso[0] if all(word in DATE for word in words) else None
    month = month_of(words)
    plain = [re.sub(r"(?<=\d)(?:st|nd|rd|th|am|pm|er)$", "", word) for word in words]
    known = all(w in DATE_WORDS or re.fullmatch(r"\d+(?:[.h]\d*)?", w) for w in plain)
    if not month or not known:
        return None
    return iso_of(plain, month)


def month_of(words: list[str]) -> int:
    """The first month that lower-cased words name; 0 when they name none."""
    return next((MONTHS[word] for word in words if word in MONTHS), 0)


def iso_of(words: list[str], month: int) -> str:
    """The ISO date of words that name a month; empty without day and year."""
    numbers = [int(word) for word in words if word.isdigit()]
    year = next((number for number in numbers if 1000 <= number <= 2999), 0)
    at = next(index for index, word in enumerate(words) if word in MONTHS)
    before = at - 2 if words[at - 1 : at] == ["de"] else at - 1
    beside = [words[i] for i in (before, at + 1) if 0 <= i < len(words)]
    day = next((int(w) for w in beside if w.isdigit() and 1 <= int(w) <= 31), 0)
    return _checked(year, month, day) if year and day else ""


def _checked(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


_EASTERN = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s*\d{1,2}[:：時时点]\d{0,2}分?)?"
    rf"(?:\s*{foreign.CREDIT})?"
)
_KOREAN = re.compile(
    r"(?:(?:입력|수정|등록|승인|기사입력|최종수정|발행)\s*:?\s*)?(\d{4})(?:년|\.|-)\s?(\d{1,2})(?:월|\.|-)\s?"
    r"(\d{1,2})(?:일|\.)?(?:\s*(?:오전|오후)?\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DOTTED = re.compile(
    r"(?:(?:stand|am|vom|veröffentlicht|aktualisiert)\W+){0,2}(\d{1,2})\.(\d{1,2})\.(\d{4})"
    r"(?:\W{1,3}(?:um )?\d{1,2}[.:]\d{2}(?: uhr)?)?",
    re.IGNORECASE,
)
"""Day, month, year, as German and its neighbours write them."""

_CLOCK = re.compile(
    r"(?:(?:updated|posted|published|at)\s+)*(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?"
    r"(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|\d{1,3}\s?\w{1,8} ago)"
    r"(?:\s+\(?[A-Z]{2,4}\)?)?",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:ago|today|yesterday|just now)\b", re.IGNORECASE)


def clock_line(text: str) -> bool:
    """Whether a part is a time of day and nothing else: ``21.40 GMT``, ``2 hours ago``."""
    return len(text) <= 40 and _CLOCK.fullmatch(text.strip()) is not None


def stamp_line(text: str) -> str | None:
    """As :func:`date_line`, and a time of day alone counts too: empty, as it tells no date."""
    return "" if clock_line(text) else date_line(text)


def dated(text: str) -> bool:
    """Whether a part that a page calls a date may be one: no sentence, and no mere year."""
    words = WORD.findall(text)
    if len(text) > 120 or re.fullmatch(r"\d{4}\W*", text):
        return False
    if date_line(text) is not None or clock_line(text):
        return True
    small = [w for w in words if w[0].islower() and w.lower() not in DATE_WORDS]
    told = any(char.isdigit() for char in text) or _AGO.search(text) is not None
    return told and len(small) <= 3 and text[-1] not in '!?"”'
