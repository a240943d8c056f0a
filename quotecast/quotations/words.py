"""What a word shows by itself, worked out once for each different word.

A text uses few different words many times over: what depends on the letters alone is kept,
so that reading a token is one look into a dictionary.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quotecast.quotations import lexicon

CAPITAL: Final = 1
"""A word that begins with a capital letter, or with an article joined to one: al-Rashidi."""
SOURCE: Final = 2
"""A subject pronoun, or a noun for a person, group or document; ``(``, after which a party may
stand."""
CUE: Final = 4
"""A form of a cue verb."""
GENDERED: Final = 8
"""A pronoun that states a gender."""
ENDING: Final = 16
"""A sentence may end here."""

GENDERS: Final = {**lexicon.OTHER_PRONOUNS, "he": "male", "she": "female"}
"""Pronouns that state a gender."""
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ENDS: Final = frozenset(".?!;•|")
_JOINED_ARTICLE: Final = re.compile(
    r"(?:al|el|as|ad|an|ar|at|az|ash|ul|ur|bin|ibn|abu|d|l|dell|dall)[-'’‑][A-Z]"
)
_KEPT: Final = 100_000


class Word(NamedTuple):
    """A word (``w``) or a punctuation mark (``p``); ``""`` for a character nobody sees."""

    kind: str
    text: str
    low: str
    """Lower-cased text."""
    stem: str
    """The same without a possessive ending."""
    traits: int
    """:data:`CAPITAL`, :data:`SOURCE`, :data:`CUE`, :data:`GENDERED`, :data:`ENDING`, added up."""


class Words(dict[str, Word]):
    """Each word met → what it shows; emptied when there are too many."""

    def __missing__(self, found: str) -> Word:
        if len(self) >= _KEPT:
            self.clear()
        word = self[found] = _read(found)
        return word


def _read(found: str) -> Word:
    if len(found) == 1 and not found.isalnum() and found != "_":
        traits = SOURCE * (found == "(") + ENDING * (found in _ENDS)
        return Word("" if found in INVISIBLE else "p", found, found, bare(found)[0], traits)
    text = found.replace("\u00ad", "")
    low = text.lower()
    stem = bare(low)[0]
    if not (text[0].isalnum() or text[0] == "_"):
        return Word("p", text, low, stem, 0)
    traits = CAPITAL * (text[0].isupper() or (text != low and bool(_JOINED_ARTICLE.match(text))))
    pronoun = low in lexicon.PRONOUNS and not (low == "i" and text != "I")
    traits += SOURCE * (pronoun or stem in lexicon.HEADS or low in lexicon.HEADS)
    traits += CUE * (low in lexicon.CUES) + GENDERED * (low in GENDERS)
    return Word("w", text, low, stem, traits)


def bare(word: str) -> tuple[str, bool]:
    """A word without its possessive ending, and whether it had one."""
    if word[-2:] in ("'s", "’s", "'S", "’S"):
        return word[:-2], True
    if word[-1:] in ("'", "’"):
        return word[:-1], True
    return word, False
