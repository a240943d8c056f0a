"""A paragraph of a page, with what the markup says of it."""

from __future__ import annotations

from dataclasses import dataclass

from quotecast.model import BlockKind
from quotecast.readers.element_names import Name, named


@dataclass(slots=True)
class Chunk:
    """A paragraph of a page."""

    text: str
    kind: BlockKind | None
    """What the markup says it is."""
    outside: bool
    """Whether it lies in navigation, a form or the like."""
    aside: bool
    """Whether it lies in an ``aside`` or something a class name calls furniture."""
    parent: int
    """Number of the element that holds the paragraph's own element."""
    reason: str = ""
    """Why it is not read, where its place in the text says so."""
    plain: BlockKind | None = None
    """What the tags alone say, whatever names say."""
    tagged: int = 0
    """Number of the element whose tag says so."""
    names: tuple[Name, ...] = ()
    """Elements around it whose names say what is in them, from the outermost."""
    local: bool = False
    """Whether all of it leads to other places of the same page."""
    leads: tuple[str, ...] = ()
    """Where its links lead, when nearly all of it is links to other pages."""
    link: int = 0
    """Number of the link around all of it, which may hold other paragraphs too; else 0."""

    def without(self, wrong: frozenset[int]) -> None:
        """Judge again as if the names of these elements said nothing."""
        self.names = tuple(name for name in self.names if name.number not in wrong)
        self.kind, self.aside = named(self.plain, self.tagged, self.names)
