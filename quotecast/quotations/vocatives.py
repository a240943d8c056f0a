"""Whom a quotation speaks to by name: "Is it locked, Martin?", "Well, John, …"."""

from __future__ import annotations

import re

from quotecast.quotations import given
from quotecast.quotations.entity import Entity

_VOCATIVE = re.compile(
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
