"""A source as the text names it."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotecast.model import Span
from quotecast.quotations.tokens import Token
from quotecast.quotations.words import CAPITAL, bare


@dataclass(slots=True)
class Mention:
    """A source as the text names it. ``first``/``last`` are token indices, ``last`` exclusive."""

    kind: str
    """``name``, ``pronoun``, ``role`` (one person), ``group`` or ``thing``."""
    span: Span
    first: int
    last: int
    words: tuple[str, ...] = ()
    """For a name: its words without titles and possessive; else the noun phrase."""
    title: tuple[str, ...] = ()
    """Words before a name that say what the person is, lower-cased."""
    gender: str = ""
    """``male`` or ``female`` when the words say so."""
    honorific: bool = False
    possessive: bool = False
    definite: bool = True
    org: bool = False
    """For a name: an organisation by its words."""
    article: bool = False
    """After "the": it is a body for no other reason (the Guardian)."""
    weak: bool = False
    """In a headline in title case, where capitals mean nothing."""
    initial: bool = False
    """Begins a sentence: its first capital proves nothing."""
    paragraph: int = 0
    placed: bool = False
    """Right after "in", "at" or "near"."""
    extra: tuple[str, ...] = field(default=())
    """For a name: roles said in apposition ("X, a lawyer"), lower-cased nouns; ``aged``, ``who``,
    ``which`` for what follows it."""

    @property
    def titled(self) -> bool:
        """A name with a title or honorific before it."""
        return bool(self.title) or self.honorific

    @property
    def head(self) -> str:
        """For a description: its noun, lower-cased, no possessive ending."""
        return bare(self.words[-1].lower())[0]


def is_capital(token: Token) -> bool:
    """A word that begins with a capital letter, or with an article joined to one: al-Rashidi."""
    return bool(token.traits & CAPITAL)


def is_possessive(token: Token) -> bool:
    """A word that ends in 's or an apostrophe."""
    return len(token.stem) < len(token.low)
