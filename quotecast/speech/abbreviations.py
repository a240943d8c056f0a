"""Abbreviations: ``Dr.``, ``St.`` by context, ``No. 5``, ``Jan.``, ``Calif.``, initials."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech.capitals import spelled
from quotecast.speech.numbers import number
from quotecast.speech.place import Place, Said
from quotecast.speech.shortened import (
    ALWAYS,
    COUNTERS,
    DOTTED,
    FULL,
    LATIN,
    MONTHS_SHORT,
    PARTIES,
    POSTAL,
    STATES,
    STREETS,
    TITLES,
    WEEKDAYS,
)
from quotecast.speech.units import UNITS, stop_of_unit

_STARTERS: Final = frozenset(
    (
        "The A An He She It They We I You But And Or In On At This That These Those There His Her "
        "Their Its Our My Your If When While After Before As For From With By To What Who Why How "
        "Then Now So Yet Not No Yes Many Some Most All Both One Two However Meanwhile Also Since "
        "Although Though Because Still Even"
    ).split()
)
"""Words that start a sentence rather than a name: after them a full stop is one."""


def abbreviation_rule(place: Place) -> Said:
    """What a shortened word stands for."""
    if len(place.core) > 20:
        return None
    for rule in (
        _dotted,
        _compass,
        _saint,
        _counter,
        _state,
        _weekday,
        _dated,
        _versus,
        _full,
        _letter,
    ):
        said = rule(place)
        if said is not None:
            return said
    return None


_WINDS: Final = {
    "NW": "northwest", "NE": "northeast", "SW": "southwest", "SE": "southeast",
    "NNW": "north northwest", "NNE": "north northeast",
}  # fmt: skip


def _compass(place: Place) -> str | None:
    """``50 km NW of``, ``Penn Ave. NW``."""
    if place.core not in _WINDS:
        return None
    before = place.beside(-1)
    street = before in STREETS or before in STREETS.values()
    told = place.joined(1) == "of" or before in UNITS or street
    return _WINDS[place.core] if told else None


_RANKS: Final = frozenset("Gen Col Maj Sen Gov Rep Adm Rt Hon".split())


def _undotted(place: Place) -> bool:
    """``Jan 6``, ``Maj Gen Smith``: British writing leaves the full stop out."""
    core, after, before = place.core, place.joined(1), place.joined(-1)
    if core in MONTHS_SHORT:
        dated = bool(re.fullmatch(r"([12]?\d|3[01])(st|nd|rd|th)?", before))
        return dated or bool(re.match(r"\d", after))
    return core in _RANKS and bool(re.match(r"[A-Z][a-z]{2}", after))


def _dated(place: Place) -> str | None:
    """``c. 1850``, ``b. 1950``."""
    if not (place.dotted or place.core == "ca") or not place.beside(1)[:1].isdecimal():
        return None
    return {"b": "born", "d": "died", "r": "reigned", "c": "circa", "ca": "circa"}.get(place.core)


def _versus(place: Place) -> str | None:
    """``Roe v. Wade``, ``Smith vs Jones``."""
    names = place.joined(-1)[:1].isupper() and place.joined(1)[:1].isupper()
    if place.core != "vs" and (place.core != "v" or not (place.dotted or names)):
        return None
    return "versus" if place.at and not place.lasts else "V S"


_QUARTERS: Final = {"N": "North", "S": "South", "E": "East", "W": "West"}


def _before_street(place: Place) -> bool:
    """``E. 42nd St.``, ``1200 N. Capitol St.``."""
    numbered = bool(re.fullmatch(r"\d+(st|nd|rd|th)", place.beside(1)))
    return numbered or (place.beside(2) in STREETS and place.beside(-1)[:1].isdecimal())


def _letter(place: Place) -> str | None:
    """An initial: ``George W. Bush``."""
    if not re.fullmatch(r"[A-Z]", place.core) or not place.dotted:
        return None
    if place.core in _QUARTERS and _before_street(place):
        return _QUARTERS[place.core]
    if place.core == "A" and place.starts:
        return "Eh"  # "A Lee" would start with the article
    return place.core if place.core != "I" or _initial(place) else None


def _full(place: Place) -> str | None:
    """What the table says, where the word is no name or word of its own."""
    core = place.core
    if core == "al" and place.beside(-1) == "et":
        return core
    if core not in FULL or not (place.dotted or core in ALWAYS or _undotted(place)):
        return None
    if core == "Co" and place.beside(1)[:1].isupper() and not place.beside(-1)[:1].isupper():
        return "County"
    if core == "Sr" and place.beside(1)[:1].isupper() and not place.beside(-1)[:1].isupper():
        return "Sister"
    if core == "Co" and place.beside(-1) in ("&", "and"):
        return "Company"
    if core in ("Sat", "Sun", "Mar", "Art", "Ed", "Gen", "Miss", "Wash", "Ore", "Mass", "Ill"):
        after = place.beside(1)[:1]
        return FULL[core] if after.isupper() or (core == "Mar" and after.isdecimal()) else None
    if core == "est" and re.match(r"[12]\d{3}", place.beside(1)):
        return "established"
    return FULL[core]


def _dotted(place: Place) -> str | None:
    """``a.m.``, ``U.S.``, ``Ph.D.``, ``e.g.``, and the states among them."""
    core = place.core
    lower = core.lower().rstrip(".")
    if lower in LATIN:
        return LATIN[lower]
    found = re.fullmatch(r"((?:[A-Za-z]\.){2,}|(?:[A-Za-z]\.)+[A-Za-z])(['’]s|s)?", core)
    if re.fullmatch(r"(?:[A-Z]{1,2}[a-z]?\.)+[A-Z][a-z]?", core) and f"{core}." not in DOTTED:
        return spelled(core.upper())
    if f"{core}." in DOTTED and place.dotted:
        return DOTTED[f"{core}."]
    if not found:
        return None
    bare = found[1] if found[1].endswith(".") else f"{found[1]}."
    ending = (found[2] or "").replace("’", "'")
    if bare in DOTTED and place.at and place.stop_before() == "," and not ending:
        return DOTTED[bare]
    return spelled(bare.upper()) + ending


_TWOFOLD: Final = {
    "St": ("Saint", "Street"),
    "Ste": ("Sainte", "Suite"),
    "Dr": ("Doctor", "Drive"),
    "Ft": ("Fort", "feet"),
    "Mt": ("Mount", "Mountain"),
}
"""What they mean before a name, and after one."""


def _saint(place: Place) -> str | None:
    """``St.``: Saint before a name, Street after one; ``Dr.`` likewise Doctor and Drive."""
    if place.core not in _TWOFOLD:
        return None
    core, after = place.core, place.joined(1) if place.stop == "" else place.beside(1)
    before, name = _TWOFOLD[core]
    if core == "Ft" and re.search(r"\d", place.beside(-1)):
        return name
    if core == "Ste" and after[:1].isdecimal():
        return name
    if after[:1].isupper() and after not in _STARTERS and not ends(place):
        return before
    if not after and not place.at:
        return before
    named = place.beside(-1)[:1].isupper() or re.match(r"\d", place.beside(-1))
    ended = place.lasts and place.at > 1
    return name if named and (ended or not place.stop_before()) else before


def ends(place: Place) -> bool:
    """Whether a street's name stands before: 5 Main St., 1200 North Capitol St."""
    for step in range(1, 5):
        word = place.beside(-step)
        if re.match(r"\d", word):
            return step > 1 or not word.isdecimal()  # "on 5th St."
        if not word[:1].isupper() or (step > 1 and place.pieces[place.at - step].stop == ","):
            return False
    return False


def _counter(place: Place) -> str | None:
    """``No. 5``, ``pp. 12-15``, ``vol. 2``: before a number only."""
    found = re.fullmatch(r"([A-Za-z]{1,4})\.(\d+)", place.core)
    if found and found[1] in COUNTERS:
        return f"{COUNTERS[found[1]]} {number(found[2])}"
    if place.core not in COUNTERS or not (place.dotted or not place.stop):
        return None
    core, after = place.core, place.beside(1)
    roman = core.lower() not in ("no", "nos", "p", "pp") and bool(re.fullmatch("[IVX]+", after))
    if core == "no" and place.dotted and after == "of":
        return "number"
    numbered = (after[:1].isdecimal() or roman) and place.dotted
    if core in ("No", "no") and not place.stop:
        numbered = (
            core == "No" and bool(re.fullmatch(r"\d+(-\w+)?", after)) and not _quantity(place)
        )
    return COUNTERS[core] if numbered else None


def _quantity(place: Place) -> bool:
    """``No 10 people``: the word, not the sign."""
    after = place.beside(2)
    return place.starts and after[:1].islower() and after.endswith(("s", "people"))


def _state(place: Place) -> str | None:
    """``Boston, Mass.``, ``Gary, IN``, ``(R-Texas)``."""
    core = place.core
    found = re.fullmatch(r"([RDI])-([A-Z][A-Za-z.]*)", core)
    if found and (place.pieces[place.at].opens or place.stop_before() == ","):
        where = found[2].rstrip(".")
        name = STATES.get(where) or POSTAL.get(where) or DOTTED.get(f"{where}.") or found[2]
        return f"{PARTIES[found[1]]} of {name}"
    if core in STATES and place.dotted and place.beside(1) in STREETS:
        return STATES[core]
    if place.stop_before() != "," or not place.beside(-1)[:1].isupper():
        return None
    if core in STATES and place.dotted:
        return STATES[core]
    if core in POSTAL and place.beside(-1)[1:].islower():
        return POSTAL[core]
    return None


def _weekday(place: Place) -> str | None:
    if place.core not in WEEKDAYS or not place.dotted:
        return None
    after, before = place.beside(1), place.beside(-1)
    dated = (
        bool(re.match(r"\d", after))
        or after[:1].isupper()
        or before in ("on", "On", "last", "and", "or", "to")
    )
    return WEEKDAYS[place.core] if dated or place.at == 0 else None


def _initial(place: Place) -> bool:
    """Whether ``I.`` stands in a name."""
    return place.beside(1)[:1].isupper() and place.beside(-1)[:1].isupper()


def stop_belongs_to_word(place: Place) -> bool:
    """Whether the full stop only marks an abbreviation."""
    core, after = place.core, place.beside(1)
    if place.stop != "." or not place.dotted or place.lasts:
        return False
    if re.fullmatch(r"(?:[A-Z]{1,2}[a-z]?\.)+[A-Z][a-z]?", core):
        return after not in _STARTERS
    if core in TITLES or (re.fullmatch(r"[A-Z]", core) and (core != "I" or _initial(place))):
        return not (after in _STARTERS and core not in TITLES and after not in ("A", "I"))
    if core in COUNTERS and _counter(place):
        return True
    if core in ("c", "ca", "b", "d", "r", "v", "al") and len(after) > 0:
        return core != "al" or not after[:1].isupper()
    if re.fullmatch(r"[RDI]-[A-Z][A-Za-z.]*", core):
        return True
    if core == "Rs" or (re.split("[-–]", core)[-1] in MONTHS_SHORT and "-" in core):
        return True
    if stop_of_unit(place):
        return True
    known = core in FULL or core in STATES or core in WEEKDAYS or core in STREETS
    if not known or abbreviation_rule(place) is None:
        return False
    if core in STREETS or core in STATES or core in ("Inc", "Corp", "Co", "Ltd", "Jr", "Sr", "etc"):
        return after not in _STARTERS and (core != "etc" or not after[:1].isupper())
    return not (after[:1].isupper() and core.islower()) and after not in _STARTERS


def final_stop(place: Place) -> str:
    """The full stop of ``U.S.`` or ``a.m.`` where it ends the sentence as well."""
    if not place.core.endswith(".") or place.stop:
        return ""
    return "." if place.lasts or place.beside(1) in _STARTERS else ""
