"""A paragraph prepared for the rules: tokens, sentences, mentions, and how stretches look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from quotecast.model import BlockKind, Span
from quotecast.quotations import lexicon
from quotecast.quotations.marks import Marked
from quotecast.quotations.mention import Mention
from quotecast.quotations.speech import Surface
from quotecast.quotations.tokens import Token


@dataclass(slots=True)
class Paragraph:
    """One block of the article as the rules see it."""

    index: int
    span: Span
    kind: BlockKind
    label: str
    tokens: list[Token]
    starts: list[int]
    mentions: list[Mention]
    looks: dict[int, Surface] = field(default_factory=dict)
    """Token index of each quoted stretch → its surface."""
    opaque: frozenset[int] = frozenset()
    """Token indices of stretches that are fragments: a cue may lie beyond them."""
    cover: list[int] = field(default_factory=list)
    """For each token the index of the mention that covers it, or -1."""
    firsts: list[int] = field(default_factory=list)
    """First tokens of the mentions."""

    sentences: list[int] = field(default_factory=list)
    """First tokens of the sentences."""

    def __post_init__(self) -> None:
        self.sentences = list(dict.fromkeys(self.starts))
        self.firsts = [m.first for m in self.mentions]
        self.cover = [-1] * len(self.tokens)
        for k, mention in enumerate(self.mentions):
            for t in range(mention.first, mention.last):
                self.cover[t] = k

    def starting(self, t: int) -> Mention | None:
        """The mention that begins at token ``t``."""
        if 0 <= t < len(self.cover) and self.cover[t] >= 0:
            mention = self.mentions[self.cover[t]]
            if mention.first == t:
                return mention
        return None

    def ending(self, t: int) -> Mention | None:
        """The mention whose last token is ``t``."""
        if 0 <= t < len(self.cover) and self.cover[t] >= 0:
            mention = self.mentions[self.cover[t]]
            if mention.last == t + 1:
                return mention
        return None

    def stops(self, t: int) -> bool:
        """Whether token ``t`` is a quoted stretch that no clause runs across."""
        return self.tokens[t].kind == "q" and t not in self.opaque


class Cue(NamedTuple):
    """A clause that says who speaks."""

    mention: Mention
    span: Span
    """The cue verb or phrase."""
    rule: str
    side: str
    """``after`` or ``before`` the stretch."""
    also: Mention | None = None
    """A second person named with the first: Ek and Moss wrote."""


@dataclass(slots=True)
class Stretch:
    """A quoted stretch on its way through the sieve."""

    number: int
    quote: Marked
    paragraph: int
    token: int
    look: Surface
    direct: bool = False
    cue: Cue | None = None


def is_adverb(low: str) -> bool:
    """A word that may stand between a subject and its verb."""
    return low in lexicon.AUXILIARIES or (low.endswith("ly") and len(low) > 3)
