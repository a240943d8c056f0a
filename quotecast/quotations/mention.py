"""A source as the text names it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from quotecast.model import Span
from quotecast.quotations.tokens import Token


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


_JOINED_ARTICLE: Final = re.compile(
    r"(?:al|el|as|ad|an|ar|at|az|ash|ul|ur|bin|ibn|abu|d|l|dell|dall)[-'’‑][A-Z]"
)


def is_capital(token: Token) -> bool:
    """A word that begins with a capital letter, or with an article joined to one: al-Rashidi."""
    text = token.text
    if token.kind != "w":
        return False
    if text[0].isupper():
        return True
    return text != token.low and bool(_JOINED_ARTICLE.match(text))


def bare(word: str) -> tuple[str, bool]:
    """A word without its possessive ending, and whether it had one."""
    if word[-2:] in ("'s", "’s", "'S", "’S"):
        return word[:-2], True
    if word[-1:] in ("'", "’"):
        return word[:-1], True
    return word, False
