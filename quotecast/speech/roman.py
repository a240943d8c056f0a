"""Roman numerals: World War II, Louis XIV, Super Bowl LVIII; ``I`` and ``MIX`` are words."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech.numbers import cardinal, ordinal
from quotecast.speech.place import Place, Said

_ROMAN: Final = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_COUNTED: Final = frozenset(
    (
        "mk amendment war chapter part act volume title article phase section book stage type "
        "class level annex appendix bowl olympiad category mark scene schedule division grade "
        "group tier round step episode page factor figure table apollo gemini soyuz saturn rocky "
        "world fantasy vatican basel vol ch pt fig p pp no category block canto sonata symphony "
        "concerto"
    ).split()
)
"""Nouns that a Roman numeral counts: World War II."""
_GIVEN: Final = frozenset(
    (
        "louis henry charles george edward william elizabeth james john paul pius benedict leo "
        "gregory richard napoleon nicholas peter catherine philip frederick wilhelm francis "
        "clement innocent alexander ivan mary victoria king queen pope rama mohammed juan carlos "
        "felipe christian gustav haakon olav ferdinand leopold baudouin albert umberto ramses "
        "ramesses xerxes darius cyrus ptolemy constantine justinian basil theodore otto rudolf "
        "maximilian joseph francois henri margrethe harald beatrix abdullah hussein hassan faisal "
        "mehmed murad suleiman selim urban sixtus julius boniface celestine adrian martin eugene "
        "stephen robert alfonso alfonse sancho pedro kamehameha pharaoh emperor shah tsar sultan "
        "norodom bhumibol sigismund ladislaus casimir boleslaw vladimir yaroslav vasily tupou "
        "menelik haile theodoros shapur cleopatra maurice"
    ).split()
)
"""Names of rulers: Louis XIV is Louis the fourteenth."""
_RULERS: Final = frozenset(
    "king queen pope emperor empress tsar czar sultan shah prince pharaoh kaiser patriarch".split()
)
_ORDERED: Final = frozenset("century centuries amendment olympiad olympics dynasty corps".split())
_VERBS_NEVER: Final = ("of", "and", "was", "who", "had", "in", "is", "died", "became", "to", "has",
                       "will", "ruled", "reigned", "married", "came", "the")  # fmt: skip


def roman(text: str) -> int:
    """The value of a Roman numeral; 0 when it is none."""
    if not text or len(text) > 15 or not _ROMAN.fullmatch(text):
        return 0
    total = 0
    for sign, after in zip(text, [*text[1:], ""], strict=True):
        value = _VALUES[sign]
        total += -value if after and _VALUES[after] > value else value
    return total


def roman_rule(place: Place) -> Said:
    """``World War II`` → two, ``Louis XIV`` → the fourteenth; ``I`` alone is a word."""
    found = re.fullmatch(r"([IVXLCDM]+|[ivxl]+)(['’]s|th|st|nd|rd)?", place.core)
    value = roman(found[1].upper()) if found else 0
    if not found or not value or (place.stop_before() and not _abbreviated(place)):
        return None
    before = re.sub(r"['’]s$", "", place.beside(-1))
    ending = "'s" if found[2] and found[2][0] in "'’" else ""
    if found[1].islower():
        small = before.lower() in _COUNTED and (len(found[1]) > 1 or found[1] in "ivx")
        return cardinal(value) if small and not place.starts else None
    if found[2] and not ending:
        return ordinal(value)
    if place.joined(1).lower() in _ORDERED and (len(found[1]) > 1 or found[1] in "VX"):
        return ordinal(value)
    if before.lower() in _COUNTED and (value > 1 or before[:1].isupper()):
        return cardinal(value) + ending
    if not before[:1].isupper() or before.isupper():
        return None
    return _after_name(place, before, found[1], value, ending)


def _abbreviated(place: Place) -> bool:
    """``Vol. II``: the full stop before is not the end of a sentence."""
    return place.stop_before() == "." and place.beside(-1).lower() in (
        "vol",
        "mk",
        "ch",
        "pt",
        "fig",
        "p",
    )


def _after_name(place: Place, before: str, text: str, value: int, ending: str) -> str | None:
    """Behind a name: a ruler's number is ordered, another's counted."""
    person = f"the {ordinal(value)}{ending}"
    if before.lower() in _GIVEN or place.beside(-2).lower() in _RULERS:
        after = place.joined(1)
        speaks = text == "I" and after[:1].islower() and after not in _VERBS_NEVER
        return None if speaks and not ending else person
    if len(text) < 2 or not set(text) <= set("IVX"):
        return None
    if value in (2, 3) and not ending and place.stop in (",", "") and _two_names(place):
        return person
    return (
        cardinal(value) + ending
        if text not in ("IV", "VI", "XI", "XX", "XXX") or _two_names(place) or place.joined(1) == ""
        else None
    )


def _two_names(place: Place) -> bool:
    """``Thurston Howell III``: given and family name stand before."""
    before = place.beside(-2)
    return (
        before[:1].isupper() and before[1:].islower() and before.lower() not in ("the", "a", "in")
    )
