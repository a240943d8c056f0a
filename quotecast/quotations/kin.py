"""Whom "her mother" means in a story: Mrs. Hale, where she is Anna Hale or Miss Hale."""

from __future__ import annotations

from typing import Final

from quotecast.quotations import lexicon
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity, fold

_KIN: Final[dict[str, frozenset[str]]] = {
    "wife": frozenset({"mrs", "lady"}),
    "lady": frozenset({"mrs", "lady"}),
    "mother": frozenset({"mrs", "lady"}),
    "husband": frozenset({"mr", "sir", "captain", "colonel", "admiral", "dr"}),
    "father": frozenset({"mr", "sir", "captain", "colonel", "admiral", "dr", "general"}),
    "sister": frozenset({"miss"}),
    "daughter": frozenset({"miss"}),
    "brother": frozenset({"mr"}),
    "son": frozenset({"mr"}),
}
"""A word for a relation of one surname → the honorifics that such a relation has."""


def is_kin(head: str) -> bool:
    """Whether a description's noun is a relation that mostly bears the same surname."""
    return head in _KIN


def relation(table: Table, owner: Entity, head: str) -> Entity | None:
    """The one person that can be somebody's wife, mother, sister … by surname and honorific."""
    surname = fold(owner.words[-1])
    if len(owner.words) == 1 and not owner.honorific:
        return None  # "Kitty" has no surname
    if head in ("wife", "lady") and owner.gender == "female":
        return None
    if head == "husband" and owner.gender == "male":
        return None
    found = [
        other
        for other in table.of_surname(surname)
        if other is not owner and _honorific(other) in _KIN[head]
    ]
    return found[0] if len(found) == 1 else None


def _honorific(entity: Entity) -> str:
    """The honorific or rank a one-word name stands with: "Captain Hale"."""
    if len(entity.words) > 1:
        return ""
    return entity.honorific or next((t for t in entity.titles if t in lexicon.TITLES), "")
