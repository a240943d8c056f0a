"""What a word shows by itself, worked out once for each different word.

A text uses few different words many times over. What depends on the letters alone is kept,
so that reading a token is one look into a dictionary and asking it one bit of a number.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quotecast.quotations import given, lexicon

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
NO_NAME: Final = 32
"""Mostly no name, even with a capital: The, May, Jan."""
PEOPLE: Final = 64
"""A people: Mexicans, Saudis."""
JOINS: Final = 128
"""Without a capital, may stand inside a name: of, van, 3rd, a comma before Jr."""
TELLS: Final = 256
"""May say what somebody is, and be no part of the name: Senator, Texas, Korean-born."""
OFFICE: Final = 512
"""A title, or a noun for one person."""
HEAD: Final = 1024
"""A noun for a person, group or document."""
NO_NOUN: Final = 2048
"""Leads to no noun that a name before it could belong to: a verb, a preposition, an adverb."""

GENDERS: Final = {**lexicon.OTHER_PRONOUNS, "he": "male", "she": "female"}
"""Pronouns that state a gender."""
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
NEVER: Final = frozenset({"no", "vs", "jan", "feb", "aug", "sept", "oct", "nov", "dec"})
AGED: Final = "-year-old"
"""How a word ends that says somebody's age, and may stand for the one: the 46-year-old."""
SELF: Final = re.compile(r"-year-old$|-of-(?:one|two|three|four|five|six|seven|eight|\d+)$")
"""How a word ends that may stand for the one it describes: the 46-year-old, the mum-of-three."""
ORG_LINKS: Final = frozenset({"of", "for", "on", "the", "and", "&", "in", "to"})
"""Between two capitalised words of an organisation's name."""
ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)$")
PLACED: Final = re.compile(
    r"[-‑](?:based|born|area|winner|winning|native|raised|educated|trained)$"
)
"""``Toronto-based Han``, ``Korean-born Haines``."""
_ENDS: Final = frozenset(".?!;•|")
_JOINED_ARTICLE: Final = re.compile(
    r"(?:al|el|as|ad|an|ar|at|az|ash|ul|ur|bin|ibn|abu|d|l|dell|dall)[-'’‑][A-Z]"
)
_TELLING: Final = lexicon.DEMONYMS | lexicon.PLACES | lexicon.ORG_WORDS | {"of", "the", "for"}
_JOINING: Final = lexicon.PARTICLES | ORG_LINKS
_NO_NOUNS: Final = lexicon.STOP | lexicon.DETERMINERS | lexicon.CUES.keys()
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
    """:data:`CAPITAL` to :data:`NO_NOUN`, added up."""


class Words(dict[str, Word]):
    """Each word met → what it shows; emptied when there are too many."""

    def __missing__(self, found: str) -> Word:
        if len(self) >= _KEPT:
            self.clear()
        word = self[found] = _read(found)
        return word


def _read(found: str) -> Word:
    if len(found) == 1 and not found.isalnum() and found != "_":
        traits = SOURCE * (found == "(") + ENDING * (found in _ENDS) + JOINS * (found in ",&")
        return Word("" if found in INVISIBLE else "p", found, found, bare(found)[0], traits)
    text = found.replace("\u00ad", "")
    low = text.lower()
    stem = bare(low)[0]
    if not (text[0].isalnum() or text[0] == "_"):
        return Word("p", text, low, stem, 0)
    pronoun = low in lexicon.PRONOUNS and not (low == "i" and text != "I")
    source = pronoun or stem in lexicon.HEADS or low in lexicon.HEADS
    source = source or ("-" in stem and SELF.search(stem) is not None) or low in lexicon.ALONE
    traits = SOURCE * source
    traits += CUE * (low in lexicon.CUES) + GENDERED * (low in GENDERS)
    traits += JOINS * (low in _JOINING or bool(ORDINAL.match(text)))
    traits += HEAD * (stem in lexicon.HEADS)
    traits += NO_NOUN * (stem in _NO_NOUNS or stem.endswith(("ed", "ly")))
    return Word("w", text, low, stem, traits + _of_names(text, low, stem))


def _of_names(text: str, low: str, stem: str) -> int:
    """Traits that matter where names are read."""
    plain = low.rstrip(".")
    no_name = (stem in lexicon.NOT_NAMES or plain in NEVER) and plain not in lexicon.HONORIFICS
    capital = text[0].isupper() or (text != low and bool(_JOINED_ARTICLE.match(text)))
    tells = plain in _TELLING or stem in lexicon.ORG_WORDS or is_title(plain)
    tells = tells or plain in lexicon.HONORIFICS or bool(PLACED.search(plain))
    tells = tells or bare(plain)[1] or (len(plain) > 2 and text.isupper())
    office = plain in lexicon.PERSON_NOUNS or low in lexicon.TITLES
    return (
        CAPITAL * capital
        + NO_NAME * no_name
        + PEOPLE * is_people(plain)
        + TELLS * (tells or text == "Del.")
        + OFFICE * office
    )


def bare(word: str) -> tuple[str, bool]:
    """A word without its possessive ending, and whether it had one."""
    if word[-2:] in ("'s", "’s", "'S", "’S"):
        return word[:-2], True
    if word[-1:] in ("'", "’"):
        return word[:-1], True
    return word, False


def is_people(low: str) -> bool:
    """Whether a lower-cased word is a people: Mexicans, Saudis."""
    return low.endswith("s") and low[:-1] in lexicon.DEMONYMS


def is_given(low: str) -> bool:
    """Whether a lower-cased word is a given name."""
    return low in given.MALE or low in given.FEMALE


def is_title(low: str) -> bool:
    """Whether a lower-cased word is a title, also in a compound: editor-in-chief, co-chair."""
    if low in lexicon.TITLES:
        return True
    first, joint, rest = low.partition("-")
    if not joint or len(first) < 2:
        return False
    return first in _BEGINS_TITLE or (first in _PREFIXES and rest in lexicon.TITLES)


_BEGINS_TITLE: Final = lexicon.words(
    "editor attorney secretary director commander governor minister"
)
_PREFIXES: Final = lexicon.words("co ex vice deputy non under sub arch vice-chief")
