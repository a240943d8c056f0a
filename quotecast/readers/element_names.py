"""What elements whose names say what is in them say together, one in another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quotecast.model import BlockKind
from quotecast.readers import markup

APART: Final = (None, BlockKind.RELATED, BlockKind.BOILERPLATE)
"""Kinds of names that set a part of the page apart from the article."""


@dataclass(frozen=True, slots=True)
class Name:
    """An element whose name says what is in it."""

    number: int
    kind: BlockKind | None
    """None where it is only set apart from the article."""
    certain: bool = False
    """Whether the name is hardly ever given to anything else."""


MAX_NAMES = 24
"""Elements with such names, one in another; what lies deeper adds nothing."""


def named(
    plain: BlockKind | None, tagged: int, names: tuple[Name, ...]
) -> tuple[BlockKind | None, bool]:
    """Kind of a paragraph by tags and names together, and whether it is set apart.

    Args:
        plain: what the innermost tag says that says anything.
        tagged: number of that element.
        names: of the elements around it.
    """
    aside = any(name.kind in APART for name in names)
    last = next((name for name in reversed(names) if name.kind is not None), None)
    inside = last is not None and tagged > last.number
    if last is None or (inside and (plain is BlockKind.HEADLINE or last.kind not in markup.STICKY)):
        return plain, aside
    return last.kind, aside
