"""The names of a story's people put together: "Mr. Darcy" long before "Fitzwilliam Darcy".

News gives the full name first. A story calls somebody "Lizzy" and "Mr. Hale" for chapters
before, if ever, the full name comes by; but it has few people, so a part of a name that only
one full name has is that person.
"""

from __future__ import annotations

from typing import Final

from quotecast.quotations import given, lexicon
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity, fold, gender_of_given, same_given, split_name

_WITH_SURNAME: Final = (lexicon.TITLES | frozenset(lexicon.HONORIFICS)) - lexicon.words(
    "miss sir lady dame lord aunt uncle cousin brother sister saint king queen prince princess"
)
"""Titles that no given name stands after: Colonel Hale."""
_MARRIED: Final = frozenset({"mrs", "lady", "dame"})
"""Honorifics of a wife, who may bear her daughter's surname."""
_ACCIDENT: Final = 10
"""Times a name stands by itself for each time that a word before it looks like a title."""
_KEPT: Final = 3
"""Times that a full name may have an honorific which stands before the surname alone as well.

"Mr. John Hale", all through a story that also has "Mr. Hale", is his brother or his son.
"""


def join_names(table: Table) -> None:
    """Give every one-word name of a story to the one full name it is part of, if only one is.

    "Elizabeth", "Lizzy" and "Miss Hale" are Elizabeth Hale when no other woman of the story
    has that name; "Mrs. Hale" may be her mother and is left alone.
    """
    full: dict[str, list[Entity]] = {}
    for entity in table.entities:
        words = split_name(entity.words)[0]
        if entity.kind == "person" and len(words) > 1:
            for word in {_long(words[0]), words[-1]}:
                full.setdefault(word, []).append(entity)
    owners: dict[Entity, Entity] = {}
    for entity in table.entities:
        if entity.kind == "person" and len(entity.words) == 1:
            owner = _owner(entity, full.get(_long(fold(entity.words[0])), ()))
            if owner is not None:
                owners[entity] = owner
    table.join(owners)
    for entity in table.entities:
        if entity.kind == "person" and not entity.honorific:
            _go_by_given_name(entity)


def _go_by_given_name(entity: Entity) -> None:
    """Rather by the given name than by the pronouns near it, often another's in a story."""
    gender = gender_of_given(fold(entity.words[0]))
    if gender:
        other = "female" if gender == "male" else "male"
        entity.votes[gender] += entity.votes[other] + 1


def _long(word: str) -> str:
    """The usual form of a given name: Lizzy as Elizabeth."""
    return given.SHORT.get(word, word)


def _owner(single: Entity, bearers: list[Entity] | tuple[()]) -> Entity | None:
    """The one person whose name a single word can be part of."""
    word = fold(single.words[0])
    honorifics = {t for t in single.titles if t in lexicon.HONORIFICS}
    found = [
        other
        for other in bearers
        if {single.gender, other.gender} != {"male", "female"}
        and (
            (same_given(word, split_name(other.words)[0][0]) and _by_given(single))
            or (
                word == fold(other.words[-1])
                and not honorifics & _MARRIED
                and not any(other.titles[h] > _KEPT for h in honorifics)
            )
        )
    ]
    return found[0] if len(found) == 1 else None


def _by_given(single: Entity) -> bool:
    """Whether a single name can be a given one, by the titles before it; one is an accident."""
    ranked = sum(count for title, count in single.titles.items() if title in _WITH_SURNAME)
    return ranked * _ACCIDENT <= single.forms.total()
