"""A piece of the line and what stands around it: what a rule looks at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from quotecast.speech.lexicon import Lexicon
from quotecast.speech.tokens import Piece

NEVER_NOUNS = frozenset(
    (
        "or and to for in of on per at from by with than that is was were are has had as while "
        "but if when will would can could may it they we you he she i away long wide tall deep "
        "high off apart below above into out up down more less further ago each every left needed "
        "spent paid lost won lent made given worth later north south east west through over under "
        "after before around about only or"
    ).split()
)
"""Words that no adjective stands before."""
_OWNERS = frozenset("the his her its their our my your this that another".split())


@dataclass(frozen=True)
class Place:
    """A piece with what stands around it."""

    pieces: list[Piece]
    at: int
    language: str
    lexicon: Lexicon
    lettered: bool = True
    """Whether the line holds a letter or a digit anywhere."""

    @property
    def core(self) -> str:
        """The piece's own letters."""
        return self.pieces[self.at].core

    @property
    def stop(self) -> str:
        """The pause after it."""
        return self.pieces[self.at].stop

    @property
    def dotted(self) -> bool:
        """Whether a full stop follows at once, perhaps an abbreviation's."""
        return self.pieces[self.at].dotted

    @property
    def starts(self) -> bool:
        """Whether a sentence starts here."""
        return self.stop_before() in tuple(".?!:")

    @property
    def lasts(self) -> bool:
        """Whether the line ends here."""
        return self.at + 1 == len(self.pieces)

    def beside(self, step: int) -> str:
        """A neighbour's letters, or nothing at the ends of the line."""
        index = self.at + step
        return self.pieces[index].core if 0 <= index < len(self.pieces) else ""

    def joined(self, step: int) -> str:
        """The letters ``step`` pieces on; nothing when a pause stands between."""
        index = self.at + step
        if not 0 <= index < len(self.pieces):
            return ""
        low, high = min(self.at, index), max(self.at, index)
        if any(piece.stop for piece in self.pieces[low:high]):
            return ""
        return self.pieces[index].core

    def stop_before(self) -> str:
        """The pause between the piece before and this one."""
        return self.pieces[self.at - 1].stop if self.at else "."

    def attributive(self, count: int = 1) -> bool:
        """Whether a measure of ``count`` pieces stands before its noun: "a $5 bill"."""
        before, after = self.beside(-1).lower(), self.joined(count)
        if self.stop_before() or not after[:1].isalpha() or after.lower() in NEVER_NOUNS:
            return False
        if before in ("a", "an"):
            return True
        owned = before in _OWNERS or before.endswith(("'s", "’s"))
        return owned and after.islower() and not after.endswith(("ed", "ing", "ly"))

    def alone(self, text: str) -> Place:
        """A part of this piece as a place of its own."""
        return Place([Piece(text, "", 0)], 0, self.language, self.lexicon)


Said = str | tuple[str, ...] | None
"""A string for the piece itself, one string each for it and the pieces after it, or None:
not mine. An empty string is silence."""
Rule = Callable[[Place], Said]
"""Says a piece."""


def counted(word: str) -> bool:
    """Whether a word is a plural that a number could count: "2000 people"."""
    if not re.fullmatch(r"[a-z][a-z'’-]+", word):
        return False
    return word in _PLURALS or (word.endswith("s") and len(word) > 3 and word not in _SINGULARS)


_PLURALS = frozenset(
    (
        "people men women children feet troops percent miles police sheep fish aircraft yen yuan "
        "won baht euro euros dollars pounds tons tonnes kilometers kilometres meters metres km kg "
        "mph mm cm ft lbs years other more"
    ).split()
)
_SINGULARS = frozenset(
    (
        "this does goes says was perhaps always sometimes across towards afterwards besides "
        "census crisis series news less unless plus minus versus thus various previous famous "
        "whose whereas its has business address process congress access success progress press "
        "press class loss cross pass dress miss campus virus status focus chaos basis analysis "
        "needs takes makes comes gives shows sees wins olympics politics elections nevertheless "
        "nonetheless regardless indoors overseas sees became"
    ).split()
)
