"""The rules that respell: the lexicon and names in pinyin."""

from __future__ import annotations

import itertools
import re
from typing import Final

from quotecast.speech import names
from quotecast.speech.lexicon import with_ending
from quotecast.speech.place import Place, Said


def lexicon_rule(place: Place) -> Said:
    """What the lexicon says, for the longest entry that starts here; ``'s`` kept."""
    for bare, _ in _stems(place.core):
        for count in place.lexicon.lengths(bare, place.language) or ():
            said = _entry(place, count) if count > 1 else None
            if said:
                return said
    for bare, ending in _stems(place.core):
        found = _look(place, bare)
        if found:
            return with_ending(found, ending)
    return None


def _stems(core: str) -> list[tuple[str, str]]:
    """The word as written, and without what may hang on it."""
    plain = core.replace("’", "'")
    stems = [(plain, "")]
    if plain.endswith("'s"):
        stems.append((plain[:-2], "'s"))
    elif plain.endswith("'"):
        stems.append((plain[:-1], ""))
    elif plain.endswith("s") and len(plain) > 3:
        stems.append((plain[:-1], "s"))
    return stems


def _look(place: Place, bare: str) -> str | None:
    found = place.lexicon.say(bare, place.language)
    if found is None and bare.isupper() and len(bare) > 1:  # a dateline: BEIJING—
        found = place.lexicon.say(bare.capitalize(), place.language)
    return found


def _entry(place: Place, count: int) -> Said:
    """An entry of several words; what it says is given out over them."""
    if not place.joined(count - 1) and not place.beside(count - 1):
        return None
    if any(place.pieces[place.at + step].stop not in ("", ".") for step in range(count - 1)):
        return None
    cores = [place.beside(step).replace("’", "'") for step in range(count)]
    for last, ending in _stems(cores[-1]):
        found = place.lexicon.say(" ".join([*cores[:-1], last]), place.language)
        if found:
            return _spread(with_ending(found, ending).split(), count)
    return None


def _spread(said: list[str], count: int) -> tuple[str, ...]:
    """Spoken words over written ones, as evenly as they go."""
    shares = [len(said) * step // count for step in range(count + 1)]
    return tuple(" ".join(said[low:high]) for low, high in itertools.pairwise(shares))


def name_rule(place: Place) -> Said:
    """Chinese names in pinyin."""
    if (
        not re.fullmatch(r"[A-Z][a-z]+(?:['’][aeo][a-z]*)?(?:['’]s)?", place.core)
        or len(place.core) > 24
    ):
        return None
    before, after = place.joined(-1), place.joined(1)
    if names.is_name(place.core, before, after) or _named_before(place):
        return names.respelled(place.core)
    return None


_BACK: Final = 60
"""Pieces that a name is remembered for."""


def _named_before(place: Place) -> bool:
    """Whether this family name stood before a given name earlier in the line."""
    family = re.sub(r"['’]s$", "", place.core)
    if not names.is_family(family):
        return False
    return any(
        one.core == family and names.is_telling(two.core)
        for one, two in itertools.pairwise(place.pieces[max(0, place.at - _BACK) : place.at])
    )
