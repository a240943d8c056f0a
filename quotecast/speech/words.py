"""What is left: plain words, and words joined by a slash."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from quotecast.speech import numbers
from quotecast.speech.place import Place, Said
from quotecast.speech.reading import said_alone
from quotecast.speech.signs import SIGNS, greek

_LONGEST: Final = 80


def slash_rule(place: Place) -> Said:
    """``and/or``, ``AC/DC``, ``w/o``, ``$``-free words joined by a slash or an ampersand."""
    core = place.core
    if len(core) > _LONGEST:
        return None
    if core == "w/":
        return "with"
    if not re.fullmatch(r"[^/\s]+(/[^/\s]+)+/?", core) or not re.search(r"[^\W\d]", core):
        if re.fullmatch(r"[^\W\d]{2,}(&[^\W\d]{2,})+", core):
            return core.replace("&", " and ")
        return None
    return " ".join(said_alone(place.alone(part)) for part in core.split("/") if part)


def editor_rule(place: Place) -> Said:
    """``[sic]``, a foreign word's mark of the editor: nobody says it."""
    return "" if place.core.lower() == "sic" and place.pieces[place.at].opens else None


def number_in_word_rule(place: Place) -> Said:
    """A word with digits that no rule knew, or too long for them: digit by digit."""
    if not any(sign.isdecimal() for sign in place.core):
        return None
    said = re.sub(r"\d{1,3}", lambda found: f" {_few(found[0])} ", place.core)
    return _cleaned(said)


def _few(text: str) -> str:
    return numbers.digits(text)


def word_rule(place: Place) -> Said:
    """A plain word: apostrophes made straight, marks inside taken out.

    The article before an initialism is written small, so that it is no letter: "a U S ship".
    """
    if place.core == "A" and re.match(r"[A-Z]{2}|[A-Z]\.[A-Z]", place.joined(1)):
        return "a"
    return _cleaned(greek(unicodedata.normalize("NFKC", place.core)))


def foreign_word_rule(place: Place) -> Said:
    """A word of another language, as written: its numbers and signs are its phonemizer's."""
    plain = place.core.replace("’", "'").replace("‘", "'").replace("`", "'")
    if any(sign.isalnum() for sign in plain) or plain in (
        "&",
        "%",
        "+",
        "=",
        "@",
        "€",
        "$",
        "£",
        "§",
    ):
        return re.sub(r"[*_\"<>\[\]{}()|\\^~]", "", plain)
    return ""


def _cleaned(text: str) -> str:
    plain = text.replace("’", "'").replace("‘", "'").replace("`", "'").replace("ʼ", "'")
    spelt = "".join(f" {SIGNS[sign]} " if sign in "%=+@&" else sign for sign in plain)
    spelt = re.sub(r"[^\w'\-\u0300-\u036f]|_", " ", spelt)
    spelt = re.sub(r"\d", lambda found: f" {numbers.DIGITS[int(found[0])]} ", spelt)
    return " ".join(
        part for part in (word.strip("-'") if word != "'" else "" for word in spelt.split()) if part
    )
