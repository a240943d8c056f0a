"""What the whole text shows about its words before any of them is read as a name.

A capital says little where a sentence begins, and some surnames are also titles, nations or
months: Baron, King, English, May. Whether a word is one of them here is seen elsewhere in the
same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from quotecast.quotations import given, lexicon

_LOWER: Final = re.compile(r"(?<![\w'’])[a-z][a-z’'-]+")
_INNER_CAPITAL: Final = re.compile(
    r" (?=[A-Z])(?:(?<=[a-z,;] )|(?<=[a-z,;][”\"’'] )|(?<=[a-z,;][”\"’'][”\"’'] ))([A-Z][\w-]+)"
)
_PAIR: Final = re.compile(r"([A-Z](?<![\w'’].)[\w-]+) (?:[A-Z]\. )?(?=([A-Z][\w-]+))")
# What begins with one character or a few, looked behind from there, is searched for fastest.
_DOUBTFUL: Final = (
    lexicon.TITLES | lexicon.DEMONYMS | lexicon.PERSON_NOUNS | lexicon.NOT_NAMES | lexicon.PLACES
)
"""Words that are mostly no surnames."""
_PARTIES: Final = lexicon.words(
    "democrat democrats democratic republican republicans libertarian independent gop"
)
_SURNAMES: Final = _DOUBTFUL - _PARTIES - given.ALL
"""Those that can be surnames all the same, where a given name stands before them."""
_NEVER: Final = lexicon.CUES.keys() | lexicon.AUXILIARIES | _PARTIES | given.ALL
"""Words that stand after a given name in a headline and are no surnames."""
_WILL: Final = re.compile(
    r"(?<![\w'’-])([A-Z][\w-]+) Will"
    r"(?=['’]s\b|[,.;:]|[”\"]| (?:said|wrote|told|had|who|and|[a-z]+(?:ed|s))\b)"
)
"""A given name and a surname that mostly is an auxiliary, and is none here."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a text shows about its words; all lower-cased."""

    lowers: frozenset[str]
    """Also written without a capital."""
    uppers: frozenset[str]
    """Written with a capital inside a sentence."""
    surnames: frozenset[str]
    """Titles, nations, places, months … that stand after a given name: Martin Baron."""

    @classmethod
    def of(cls, text: str) -> Known:
        """Look through a whole text once."""
        surnames = set()
        lowers = frozenset(_LOWER.findall(text))
        for first, last in _PAIR.findall(text):
            low = last.lower()
            plain = low in lowers and low not in _NEVER and not last.isupper()
            if (plain or low in _SURNAMES) and first.lower() in given.ALL:
                surnames.add(low)
        if any(first.lower() in given.ALL for first in _WILL.findall(text)):
            surnames.add("will")
        return cls(
            lowers,
            frozenset(map(str.lower, set(_INNER_CAPITAL.findall(text)))),
            frozenset(surnames),
        )
