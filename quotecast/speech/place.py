"""A piece of the line and what stands around it: what a rule looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quotecast.speech.lexicon import Lexicon
from quotecast.speech.tokens import Piece


@dataclass(frozen=True)
class Place:
    """A piece with what stands around it."""

    pieces: list[Piece]
    at: int
    language: str
    lexicon: Lexicon

    @property
    def core(self) -> str:
        """The piece's own letters."""
        return self.pieces[self.at].core

    def beside(self, step: int) -> str:
        """A neighbour's letters, or nothing at the ends of the line."""
        index = self.at + step
        return self.pieces[index].core if 0 <= index < len(self.pieces) else ""

    def stop_before(self) -> str:
        """The pause between the piece before and this one."""
        return self.pieces[self.at - 1].stop if self.at else "."


Rule = Callable[[Place], str | None]
"""Says a piece, or None: not mine. An empty string is silence."""
