"""Rules for what is written with letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from quotecast.speech import letters, names, numbers
from quotecast.speech.place import Place


def lexicon_rule(place: Place) -> str | None:
    """What the lexicon says, ``'s`` kept."""
    bare = re.sub(r"['’]s$", "", place.core)
    said = place.lexicon.say(bare, place.language)
    if said is None and bare.isupper() and len(bare) > 1:  # a dateline: BEIJING—
        said = place.lexicon.say(bare.capitalize(), place.language)
    if said is None:
        return None
    return said + ("'s" if bare != place.core else "")


def abbreviation_rule(place: Place) -> str | None:
    """``Dr.`` → Doctor, ``St.`` by context, ``U.S.`` → U S, initials."""
    core, stop = place.core, place.pieces[place.at].stop
    if core.lower() in letters.LATIN:
        return letters.LATIN[core.lower()]
    if re.fullmatch(r"(?:[A-Za-z]\.){2,}", core):
        return letters.spelled(core.upper())
    after = place.beside(1)
    if core == "St" and stop in (".", ""):
        return "Saint" if after[:1].isupper() and not ends(place) else "Street"
    if core in ("No", "Nos") and stop == "." and after[:1].isdecimal():
        return "number" if core == "No" else "numbers"
    if core in letters.ABBREVIATIONS and (stop == "." or core in letters.ALWAYS):
        return letters.ABBREVIATIONS[core]
    if re.fullmatch(r"[A-Z]", core) and stop == "." and core != "I":
        return letters.spelled(core)
    return None


TITLES: Final = frozenset(
    (
        "Mr Mrs Ms Dr Prof Sen Sens Rep Reps Gov Gen Lt Col Capt Cmdr Sgt Cpl Maj Adm Rev Hon Mt "
        "Ft vs St approx"
    ).split()
)
"""Abbreviations that something always follows: their full stop never ends a sentence."""


def stop_belongs_to_word(place: Place) -> bool:
    """Whether the full stop only marks an abbreviation."""
    core = place.core
    if place.pieces[place.at].stop != "." or place.at + 1 == len(place.pieces):
        return False
    if core in TITLES or (re.fullmatch(r"[A-Z]", core) and core != "I"):
        return True
    if core in ("No", "Nos") and place.beside(1)[:1].isdecimal():
        return True
    return core in letters.ABBREVIATIONS and not place.beside(1)[:1].isupper()


def ends(place: Place) -> bool:
    """Whether a street's name stands before ``St``: 5 Main St."""
    return place.beside(-1)[:1].isupper() and bool(re.match(r"\d", place.beside(-2)))


def roman_rule(place: Place) -> str | None:
    """``World War II`` → two, ``Louis XIV`` → the fourteenth; ``I`` alone is a word."""
    found = re.fullmatch(r"([IVXLCDM]+)(['’]s)?", place.core)
    value = letters.roman(found[1]) if found else 0
    if not found or not value or place.stop_before():
        return None
    before = re.sub(r"['’]s$", "", place.beside(-1))
    ending = "'s" if found[2] else ""
    if before.lower() in letters.COUNTED and (value > 1 or before[:1].isupper()):
        return numbers.cardinal(value) + ending
    if (before.lower() in letters.GIVEN and before[:1].isupper() and found[1] != "I") or (
        before.lower() in letters.GIVEN and found[1] == "I" and not verb(place.beside(1))
    ):
        return f"the {numbers.ordinal(value)}{ending}"
    if len(found[1]) > 1 and before[:1].isupper() and found[1] in ("II", "III", "VIII", "VII"):
        return f"the {numbers.ordinal(value)}{ending}"
    return None


def verb(word: str) -> bool:
    """After ``I`` a small word is most often its verb."""
    return word[:1].islower() and word not in ("of", "and", "was", "who")


def capitals_rule(place: Place) -> str | None:
    """``RFA`` → R F A, ``NATO`` → Nato, a dateline ``TORONTO—`` → Toronto."""
    piece = place.pieces[place.at]
    around = [w for w in (place.beside(-1), place.beside(1)) if len(w) > 3]
    shouted = any(word.isupper() for word in around)
    dateline = place.at == 0 and piece.stop == "," and len(piece.core) > 3
    return letters.capitals(place.core, shouted or dateline)


def name_rule(place: Place) -> str | None:
    """Chinese names in pinyin."""
    beside = any(names.is_foreign(place.beside(step)) for step in (-1, 1))
    return names.respelled(place.core, beside)


def address_rule(place: Place) -> str | None:
    """URLs, e-mail addresses, handles, tags."""
    return letters.address(place.core)


def emoji_rule(place: Place) -> str | None:
    """A sign that has no letters is called by its name when it is a picture, else silent."""
    if any(sign.isalnum() for sign in place.core):
        return None
    said = [
        unicodedata.name(sign, "").lower().replace("-", " ")
        for sign in place.core
        if unicodedata.category(sign) == "So"
    ]
    return " ".join(re.sub(r"[^a-z0-9 ]", "", name) for name in said)


def compound_rule(place: Place) -> str | None:
    """Words joined by a slash or an ampersand."""
    if re.fullmatch(r"[^\W\d]+(/[^\W\d]+)+", place.core):
        return place.core.replace("/", " ")
    if re.fullmatch(r"[^\W\d]{2,}(&[^\W\d]{2,})+", place.core) and not place.core.isupper():
        return place.core.replace("&", " and ")
    return None


def word_rule(place: Place) -> str:
    """A plain word: apostrophes made straight, marks inside taken out."""
    plain = place.core.replace("’", "'").replace("‘", "'").replace("`", "'")
    plain = re.sub(r"[^\w'\-.]|_", " ", plain)
    if place.language.lower().startswith("en"):
        plain = re.sub(r"\d+", lambda found: f" {numbers.number(found[0])} ", plain)
    return re.sub(r"\.+", " ", plain).strip(" -'") or ""
