"""Whom a quotation calls: "Is it locked, Martin?", "My dear Mrs. Hale, …", "Yes, sir."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from quotecast.quotations import given
from quotecast.quotations.entity import Entity
from quotecast.quotations.reference import Memory

_PARENTS: Final = frozenset("papa father dad daddy mamma mama mother mum mummy mom".split())
_MALE: Final = frozenset("sir papa father dad daddy uncle brother".split())
_FEMALE: Final = frozenset("madam ma'am miss mamma mama mother mum mummy mom aunt sister".split())
_RANKS: Final = frozenset(
    "colonel captain doctor professor inspector sergeant admiral major general lieutenant".split()
)
_BEFORE: Final = (
    r"""(?:(?<=["“‘'])|(?<=[—–-])|(?<=[,;.?!—–-]\ )(?<!\bMr.\ )(?<!\bMrs.\ )(?<!\bDr.\ ))"""
)
"""A vocative stands at the beginning or after a mark; the full stop of "Mr." is none."""
_SOFTENED: Final = r"(?:(?i:oh|ah|o|no|yes|but|and|now|come|my|dear|dearest|good|old)[,\ ]+){0,3}"
_AFTER: Final = r"""(?=[,.;?!—–]|--|["”’']+$)"""
_CALL: Final = re.compile(
    rf"""{_BEFORE}{_SOFTENED}
    (?:(?P<title>Mr|Mrs|Miss|Dr|Lady|Sir|Aunt|Uncle|Cousin|Captain|Colonel)\.?\s+)?
    (?:(?P<low>(?i:{"|".join(sorted(_MALE | _FEMALE | _RANKS))}|ma’am))
     |(?P<name>[A-Z][a-z]+|[A-Z]{{3,}}))
    {_AFTER}""",
    re.VERBOSE,
)
_MOST: Final = 4000
"""Characters of a quotation that are looked through at either end."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Whom a quotation calls."""

    people: tuple[Entity, ...] = ()
    gender: str = ""
    """Of who is called "sir" or "madam"."""
    parent: bool = False
    """A father or mother is called so."""
    question: bool = False
    """It ends with a question."""


def calls(memory: Memory, words: str, at: int) -> Calls:
    """Find whom ``words``, marks included, call.

    A name must be somebody's of the text, or a common given name; a rank is whose it was last.

    Args:
        memory: what the text told so far.
        words: a quotation or several of one turn.
        at: where they begin.
    """
    found: dict[int, Entity] = {}
    low = ""
    if len(words) > 2 * _MOST:
        words = f"{words[:_MOST]} {words[-_MOST:]}"
    for match in _CALL.finditer(words):
        if match["low"]:
            low = match["low"].lower().replace("’", "'")
            entity = memory.ranked(low, at) if low in _RANKS else None
        else:
            title = (match["title"] or "").lower()
            entity = memory.table.known_as(match["name"], title, at)
            if entity is None and (title or match["name"].lower() in given.ALL):
                entity = memory.table.called(f"{title} {match['name']}".strip(), at)
                entity.says += 1  # who is called is somebody
        if entity is not None and entity.kind == "person":
            found[id(entity)] = entity
    gender = "male" if low in _MALE else "female" if low in _FEMALE else ""
    question = words.rstrip("\"'”’»“ ").endswith("?")
    return Calls(tuple(found.values()), gender, low in _PARENTS, question)


_VOCATIVE: Final = re.compile(
    r"(?:(?<=, )|^\W{1,3})((?:M(?:rs?|s)\.? )?[A-Z][a-z]+)[.?!,…]+[\"'”’»“]*$"
    r"|^\W{1,3}((?:M(?:rs?|s)\.? )?[A-Z][a-z]+), "
)


def called(words: str) -> str:
    """The name that a quotation calls somebody by at its beginning or end, or ``""``.

    A given name, or a surname after an honorific: "Is it locked, Martin?", "No, Mr. Oakes."
    """
    for part in (words[:40], words[-40:]):
        for found in _VOCATIVE.finditer(part):
            name = found[1] or found[2]
            if " " in name or name.lower() in given.ALL:
                return name
    return ""


def addressed(inner: str, entity: Entity) -> bool:
    """Whether a quotation calls ``entity`` by name ("Well, John, …", "Come here, Mary!")."""
    if len(inner) > 600:
        inner = inner[:300] + inner[-300:]
    for word in {entity.words[0], entity.words[-1]}:
        name = re.escape(word)
        if re.search(rf"(?:^\W{{1,3}}|, )(?:M(?:rs?|s)\.? )?{name}[,.!?…]", inner):
            return True
    return False
