"""What stands above an article: headline, byline, date; and headings within."""

from __future__ import annotations

import re

from quotecast.datelines import CITY, PLACE
from quotecast.readers import dates, foreign, repeats
from quotecast.readers.phrases import BYLINE_SMALL, DATE

_BYLINE = re.compile(
    r"(?i:(?:words|story|text|written|posted|interview(?:ed)?) by|by)\s+(?=\w)"
    rf"|(?i:{foreign.BY})(?:\s*:\s*|\s+)(?=[A-ZÀ-ÞЀ-Я])"
)

_SAYING = re.compile(
    r"\b(?:said|says|told|asked|added|replied|shouted|whispered|cried|answered)\b", re.IGNORECASE
)


_NUMBER = (
    r"(?:\d{1,3}|[IVXLC]{1,8}|[ivxlc]{1,8}|(?i:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty"
    r"|the (?:first|second|third|last)))"
)
_CHAPTER = re.compile(
    rf"(?:(?i:chapter|part|book|volume|canto|act|scene|letter) {_NUMBER}"
    r"(?:\W{1,3}.{0,70}|\W?)"
    r"|(?i:prologue|epilogue|preface|foreword|afterword|introduction)\W?"
    r"|[IVXLC]{1,8}\.?)"
)


def is_chapter(text: str) -> bool:
    """Whether a part is the heading of a book's chapter: ``CHAPTER IV. The boat``."""
    return len(text) <= 90 and "\n" not in text and _CHAPTER.fullmatch(text) is not None


def is_headline(text: str, following: str) -> bool:
    """Whether the first part of a plain text is its headline."""
    words = dates.WORD.findall(text)
    if not words or repeats.length(text) > 30 or "\n" in text or not following:
        return False
    if text.rstrip("\"”’'」』")[-1:] not in ".!?。！？؟":
        return repeats.length(text) <= 25
    capitals = sum(word[0].isupper() or not word[0].isalpha() for word in words)
    titled = capitals >= 0.6 * len(words) and len(words) >= 3
    spoken = _SAYING.search(text) is not None and any(mark in text for mark in '"“”«„')
    return not spoken and (titled or (len(words) <= 14 and len(following) > 2 * len(text)))


def is_heading(text: str, before: str, following: str) -> bool:
    """Whether a part is a heading: short, no full stop, prose below it."""
    words = dates.WORD.findall(text)
    if not 1 <= len(words) <= 12 or len(text) > 90 or "\n" in text:
        return False
    begins = text[0].isupper() or text[0].isdigit() or text[0] in "‘'“\""
    if text[-1] in ".!:;,…-—–。！：；，、」』" or not begins:
        return False
    quoted = any(mark in text for mark in "\"“”'‘’«»")
    if quoted and (_SAYING.search(text) or _closed_speech(text)):
        return False
    capitals = sum(word[0].isupper() for word in words)
    if text[-1] == "?" and len(words) > 6 and capitals < 0.6 * len(words):
        return False
    if len(following) < 1.5 * len(text) or _bare(following):
        return False
    return not _bare(before) or len(words) > 12


def _closed_speech(text: str) -> bool:
    """Whether a line is a quotation that ends like a sentence, or one never closed."""
    inside = text.rstrip("\"”'’»")
    if inside != text:
        return inside[-1:] in ".,!?…"
    return text[0] in '"“«'


def _bare(text: str) -> bool:
    """Whether a part looks like a line of a list or poem: short, no full stop."""
    return (
        0 < len(text) <= 90
        and 1 <= len(dates.WORD.findall(text)) <= 12
        and text[-1] not in ".!?:\"”’'…"
    )


def byline(text: str) -> str:
    """The authors a byline names; empty when the part is none."""
    start = _BYLINE.match(text)
    if start is None or len(text) > 120 or text[-1] in "!?:":
        return ""
    body = re.split(r"\s*[|•·]\s*|\s+[—–]\s+", text[start.end() :])[0]
    names = re.split(r",\s*(?=[A-Z])", body)[0] if "," in body else body
    words = dates.WORD.findall(body)
    capitals = [word for word in words if word[0].isupper()]
    small = [word for word in words if not word[0].isupper()]
    agency = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    if not 1 <= len(words) <= 14 or any(word not in BYLINE_SMALL for word in small):
        return ""
    # June Brook and Jan Fell are people; By June 5, By Friday Morning are none.
    dated = any(char.isdigit() for char in body)
    first = capitals[0].lower() if capitals else ""
    if (dated and first in dates.MONTHS) or (first in DATE and first not in dates.MONTHS):
        return ""
    return names.strip(" .") if len(capitals) >= 2 or agency else ""


_PERSON = r"(?:(?:de|van|von|der|bin|al|da|del) )*[A-ZÀ-Þ][\w.’'-]*"
_NAMES = re.compile(rf"[A-ZÀ-Þ][\w.’'-]*(?:(?:,? (?:and|&) |,? |-){_PERSON})*")
_USER = re.compile(r"[a-z][\w.-]{1,20}")


def meta_line(text: str, author: str = "") -> tuple[str, str] | None:
    """Author and date where one line names both: ``Posted on March 5, 2024 by Ida Brook``.

    Args:
        text: of the part.
        author: known from elsewhere; that name needs no "by" before it.

    Returns:
        Names and ISO date, either perhaps empty; None when the part is no such line.
    """
    if len(text) > 120 or not any(char.isdigit() for char in text) or text[-1:] in "?!:":
        return None
    bare = dates.READ_TIME.sub(" ", re.sub(dates.NUMBERS, " ", text))
    dated = bare != text
    if author and author.lower() in bare.lower():
        at = bare.lower().index(author.lower())
        names, rest = author, bare[:at] + " " + bare[at + len(author) :]
    else:
        found = re.search(r"\bby\s+(?=\w)", bare, re.IGNORECASE)
        if found is None:
            return None
        names, rest = _names_after(bare, found.end()), ""
        rest = bare[: found.start()] + " " + bare[found.end() + len(names) :]
    words = [word.lower().rstrip(".") for word in dates.WORD.findall(rest)]
    month = dates.month_of(words)
    small = DATE | {"by", "submitted", "written", "filed", "read"}
    known = all(
        w in dates.MONTHS or w in small or re.fullmatch(r"\d+(?:[.]\d+|st|nd|rd|th)?", w)
        for w in words
    )
    if not names or not known or not (month or dated):
        return None
    iso = dates.ISO.search(text)
    return names, iso[0] if iso else dates.iso_of(words, month) if month else ""


def _names_after(text: str, at: int) -> str:
    """The names that begin there: capitals and small words between; one user name also."""
    found = _NAMES.match(text, at) or _USER.match(text, at)
    names = found[0] if found else ""
    kept = []
    for word in names.split(" "):
        if word.lower().strip(".,") in dates.MONTHS or word.lower().strip(".,") in DATE - {
            "may",
            "jan",
        }:
            break
        kept.append(word)
    return " ".join(kept).rstrip(" ,")


_DESK = re.compile(
    r"\b(?:news|correspondents?|editors?|reporters?|writers?|staff|desk|bureau)\b", re.IGNORECASE
)


def desk_line(text: str, site: str) -> bool:
    """Whether a line, met between byline and date, says where the author works."""
    short = len(text.split()) <= 8 and text[-1:] not in ".!?:"
    return short and (_DESK.search(text) is not None or bool(site and text.startswith(site)))


def desk_of_author(text: str) -> bool:
    """Whether a line below a name says where its bearer works: ``Health correspondent, Leeds``."""
    small = [word for word in dates.WORD.findall(text) if word[0].islower()]
    others = [word for word in small if word not in BYLINE_SMALL and not _DESK.fullmatch(word)]
    return desk_line(text, "") and len(others) <= 1


def signed(text: str, author: str) -> bool:
    """Whether a part that a page calls a byline may be one: no sentence, unless of the author."""
    if author and text.casefold().startswith(author.casefold()):
        return len(text) <= 600
    words = dates.WORD.findall(text)
    if not words or len(words) > 24 or text[-1] in '!?:"”…':
        return False
    small = sum(word[0].islower() for word in words)
    few = small <= 2 or small <= 0.5 * len(words)
    return few and (text[-1] != "." or bool(byline(text)))


def names_only(text: str) -> str:
    """The names a part holds that is nothing but names; empty when it is anything else."""
    words = dates.WORD.findall(text)
    capitals = [word for word in words if not word[0].islower()]
    small = [word for word in words if word[0].islower()]
    if not 1 <= len(words) <= 9 or text[-1] in "!?:" or any(char.isdigit() for char in text):
        return ""
    known = all(word in BYLINE_SMALL for word in small)
    return text.strip(" .") if known and (len(capitals) >= 2 or not words[0].isascii()) else ""


_NAMED_DATE = re.compile(rf"(?:{CITY}|{PLACE})\s*[,|·•–—-]\s*(?P<date>.+)")


def date_of_place(text: str) -> str:
    """The ISO date of a line that names somebody or a place before it; else empty."""
    found = _NAMED_DATE.fullmatch(text) if len(text) <= 90 else None
    if found is None:
        return _date_behind_name(text) if len(text) <= 90 else ""
    if text.split()[0].lower().strip(".,") in dates.DATE_WORDS:
        return ""
    return dates.date_line(found["date"]) or ""


def _date_behind_name(text: str) -> str:
    """The ISO date of a line with nothing between name and date: ``Ida Brook Mar 5, 2024``."""
    words = text.split()
    first = next((at for at, word in enumerate(words) if _of_date(word)), 0)
    named = 2 <= first <= 4 and all(word[0].isupper() for word in words[:first])
    if not named or not names_only(" ".join(words[:first])):
        return ""
    return dates.date_line(" ".join(words[first:])) or ""


def _of_date(word: str) -> bool:
    return word[0].isdigit() or word.lower().strip(".,") in dates.MONTHS
