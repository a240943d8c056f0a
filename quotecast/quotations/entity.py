"""Somebody or something that can be quoted, and how names compare."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from quotecast.model import Gender, Person
from quotecast.quotations import given, lexicon

_GIVEN_NAME: Final = 3
"""Votes of a given name: as many as three sentences' pronouns, which may mean another."""


_OF_BODIES: Final = lexicon.words(
    "which owner developer investor publisher employer sponsor distributor brewer broker trader"
)
"""What is said of bodies too: "the owner, Harbour Lines, which"."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word lower-cased, without accents and full stops, apostrophes made alike."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().rstrip(".")


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that can be quoted."""

    words: tuple[str, ...]
    """The fullest name, as written."""
    kind: str = "person"
    first_seen: int = 0
    full: list[int] = field(default_factory=list)
    """Offsets of mentions by full name."""
    forms: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    votes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """For ``male`` and ``female``; ``name male`` and ``name female``: those of a given name."""
    suffix: str = ""
    says: int = 0
    """Times it is the subject of a cue verb in the narration."""
    placed: int = 0
    """Mentions right after "in", "at" or "near": a place rather than a person."""
    honorific: str = ""
    """With which it was first met, no full stop."""
    called: set[str] = field(default_factory=set)
    """Honorifics it stands with before the surname alone, in a story."""
    twin: bool = False
    """Another entity has the same one-word name: Mr. Parker, Mrs. Parker."""
    owner: str = ""
    """Whose a description says it is: the name of the one "his wife" is married to."""
    contrasted: bool = False
    """Somebody else has the same name without the suffix (Trump, Trump Jr.)."""

    @property
    def name(self) -> str:
        """The one name used for it, apostrophes straight."""
        words = self.words
        if self.suffix and not self.contrasted and fold(words[-1]) == self.suffix:
            words = words[:-1]
        name = " ".join(words).replace("’", "'")
        if self.twin and self.honorific:
            short = self.honorific in ("mr", "mrs", "ms", "dr")
            return f"{self.honorific.capitalize()}{'.' * short} {name}"
        return name

    @property
    def gender(self) -> str:
        """``male``, ``female`` or ``""``."""
        male, female = self.votes["male"], self.votes["female"]
        if male == female:
            return ""
        return "male" if male > female else "female"

    def owned_by(self, owner: str) -> bool:
        """Whether it can be so called by whose it is: Ek's wife is not Moss's."""
        return not (owner and self.owner and owner != self.owner)

    @property
    def author(self) -> bool:
        """Whether it is who tells the text: "I"."""
        return self.kind == "author"

    @property
    def described(self) -> bool:
        """Whether a title, a role or "who" beside the name says that it is a person."""
        return any(title not in _OF_BODIES for title in self.titles)

    def vote_given(self, first: str) -> None:
        """Take the gender that a given name mostly has, where it has one."""
        gender = gender_of_given(first)
        if gender:
            self.votes[gender] += _GIVEN_NAME
            self.votes[f"name {gender}"] += _GIVEN_NAME

    def settle(self) -> None:
        """Go by the full name used most; of names used alike, the longer."""
        own, _ = split_name(self.words)
        full = []
        for form in self.forms:
            words, suffix = split_name(form.split(" "))
            tail = len(words) < len(own) and own[-len(words) :] == words
            if len(words) < 2 or suffix != self.suffix or tail or words[-1] != own[-1]:
                continue
            if words[0] in own or same_given(words[0], own[0]):
                full.append(form)  # not "Understated Parker"
        if self.kind == "person" and len(full) > 1:
            best = max(full, key=lambda f: (self.forms[f], len(f), f))
            self.words = tuple(best.split(" "))

    def person(self) -> Person:
        """For the outside."""
        male = self.votes["male"] - self.votes["name male"]
        female = self.votes["female"] - self.votes["name female"]
        gender = Gender.UNKNOWN
        if self.kind in ("person", "role") and male != female:
            gender = Gender.MALE if male > female else Gender.FEMALE
        aliases = tuple(sorted(f for f in self.forms if f != self.name))
        return Person(self.name, aliases, gender, self.kind)


def gender_of_given(name: str) -> str:
    """The gender of those who bear a given name, folded; ``""`` where both do or nobody."""
    male, female = name in given.MALE, name in given.FEMALE
    return "" if male == female else "male" if male else "female"


def split_name(words: Iterable[str]) -> tuple[list[str], str]:
    """Folded words of a name without initials, and its generational suffix."""
    kept: list[str] = []
    suffix = ""
    for word in words:
        folded = fold(word)
        if folded in lexicon.SUFFIXES:
            suffix = folded
        elif len(folded) > 1:
            kept.append(folded)
    return kept or [fold(w) for w in words], suffix


_DOUBLED: Final = re.compile(r"([^\W\d_])\1")


def _undoubled(name: str) -> str:
    """A name with its doubled letters written once: Hillary and Hilary, Matthew and Mathew."""
    return _DOUBLED.sub(r"\1", name)


def same_given(one: str, other: str) -> bool:
    """Whether two given names can be one person's: Mike and Michael."""
    if one == other or _undoubled(one) == _undoubled(other):
        return True
    if given.SHORT.get(one) == other or given.SHORT.get(other) == one:
        return True
    long = given.SHORT.get(one)
    return long is not None and long == given.SHORT.get(other)
