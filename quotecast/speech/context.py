"""What the words around a word say of its part of speech, by simple signs."""

from __future__ import annotations

import itertools
import re
from typing import Final

from quotecast.speech.place import Place, counted

DETERMINERS: Final = frozenset(
    (
        "a an the this that these those my your his her its our their whose no any some each every "
        "another such what which both all many few several most much one two three four five six "
        "seven eight nine ten more less other own"
    ).split()
)
PREPOSITIONS: Final = frozenset(
    (
        "of in on by for with from at into about under over after before without during against "
        "via through between among per than as like despite following"
    ).split()
)
MODALS: Final = frozenset(
    (
        "to will would can could shall should may might must cannot do does did don't doesn't "
        "didn't can't won't wouldn't couldn't shouldn't let let's help please i'll you'll he'll "
        "she'll it'll we'll they'll i'd you'd he'd she'd we'd they'd ought needn't dare"
    ).split()
)
"""After them a verb stands in its plain form."""
SUBJECTS: Final = frozenset("i you we they".split())
SINGULAR: Final = frozenset("he she it who which".split())
HAVE: Final = frozenset(
    (
        "have has had having i've you've we've they've he's she's haven't hasn't hadn't is are "
        "was were be been being isn't aren't wasn't weren't get gets got getting"
    ).split()
)
"""After them a participle stands."""
_ADVERBS: Final = frozenset(
    (
        "not never always often also still just even ever only really already soon now then again "
        "sometimes usually generally actually simply first finally all both recently once probably"
    ).split()
)
_OBJECTS: Final = frozenset(
    (
        "the a an this that these those him her it them us me you his their its our my your "
        "themselves himself herself itself more what how whether"
    ).split()
)


_DONE_TO: Final = frozenset("a an itself himself herself themselves".split())


def word(place: Place, step: int) -> str:
    """A neighbour in small letters, nothing beyond a pause; ``+1`` is the next."""
    return place.joined(step).lower().replace("’", "'")


def before(place: Place) -> str:
    """The word before, adverbs stepped over."""
    step = 1
    while step < 3 and (word(place, -step) in _ADVERBS or word(place, -step).endswith("ly")):
        step += 1
    return word(place, -step)


def after_noun_sign(place: Place) -> bool:
    """Whether a determiner or a possessive stands before: what follows is a noun."""
    last = word(place, -1)
    return last in DETERMINERS or last.endswith(("'s", "s'"))


def takes_object(place: Place) -> bool:
    """Whether what follows is a verb's object."""
    following = word(place, 1)
    return following in _OBJECTS or counted(following)


def is_verb(place: Place) -> bool:
    """Whether a word that is noun and verb alike is a verb in its plain form here."""
    last = before(place)
    if last == "to":
        return not (
            word(place, -2).endswith(("ed", "compared", "due", "close")) and not takes_object(place)
        )
    if last in MODALS or last in SUBJECTS:
        return True
    if after_noun_sign(place) or last in PREPOSITIONS:
        return False
    if last in ("and", "or", "but", "") or place.starts:
        return word(place, 1) in _OBJECTS - {"that", "more"}
    return counted(last) and word(place, 1) in _OBJECTS | {"as"}


def is_third(place: Place) -> bool:
    """Whether a form in -s is a verb: after he, she, it, who; before an object of one's own."""
    last = before(place)
    if last in ("he", "she", "it") or (last in SINGULAR and takes_object(place)):
        return True
    named = bool(last) and not after_noun_sign(place) and last not in PREPOSITIONS | MODALS
    return named and not counted(last) and word(place, 1) in _DONE_TO


_PAST_CUES: Final = frozenset("yesterday ago earlier once when wept sat stood went then".split())
_IRREGULAR: Final = frozenset(
    (
        "was were had said told went took got came saw sat stood made wrote knew found left held "
        "began gave thought heard met ran spoke rose fell felt kept did could would became"
    ).split()
)


def in_past(place: Place) -> bool:
    """Whether the line speaks of the past."""
    near = range(max(0, place.at - 12), min(len(place.pieces), place.at + 13))
    words = [place.pieces[index].core.lower() for index in near]
    if not _PAST_CUES.isdisjoint(words):
        return True
    return any(
        one == "last" and two in ("night", "week", "month", "year", "summer", "time")
        for one, two in itertools.pairwise(words)
    ) or any(re.fullmatch(r"(19|20)\d\d", one) for one in words)


def past_before(place: Place) -> bool:
    """Whether one of the six words before is a verb in the past."""
    words = [place.beside(-step).lower() for step in range(1, 7)]
    return any(one in _IRREGULAR or (one.endswith("ed") and len(one) > 4) for one in words)
