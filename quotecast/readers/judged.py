"""The parts of a draft while it is decided what each of them is."""

from __future__ import annotations

from dataclasses import dataclass

from quotecast.model import BlockKind, Span
from quotecast.readers import repeats

SOFT = frozenset({None, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE})
"""Kinds a format only suggests: the words may say better."""

TOP = 8
"""Byline and date stand among the first so many parts."""


@dataclass(slots=True)
class Judged:
    """A part while it is being judged."""

    span: Span
    text: str
    kind: BlockKind | None
    hint: BlockKind | None
    reason: str = ""
    label: str = ""

    @property
    def open(self) -> bool:
        """Whether nothing has been decided yet."""
        return self.kind is None

    def settle(self, kind: BlockKind, reason: str = "", label: str = "") -> None:
        """Decide."""
        self.kind, self.reason, self.label = kind, reason, label


def bare(text: str) -> str:
    """The words as they are compared, without what stands around them."""
    return repeats.words(text).strip()
