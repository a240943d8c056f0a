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
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z,;])[”\"’']{0,2} ([A-Z][\w-]+)")
_PAIR: Final = re.compile(r"(?<![\w'’])([A-Z][\w-]+) (?:[A-Z]\. )?(?=([A-Z][\w-]+))")
_DOUBTFUL: Final = (
    lexicon.TITLES | lexicon.DEMONYMS | lexicon.PERSON_NOUNS | lexicon.NOT_NAMES | lexicon.PLACES
)
"""Words that are mostly no surnames."""
_PARTIES: Final = lexicon.words(
    "democrat democrats democratic republican republicans libertarian independent gop"
)


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
        for first, last in _PAIR.findall(text):
            low = last.lower()
            if low in _DOUBTFUL - _PARTIES and first.lower() in given.ALL and low not in given.ALL:
                surnames.add(low)
        return cls(
            frozenset(_LOWER.findall(text)),
            frozenset(word.lower() for word in _INNER_CAPITAL.findall(text)),
            frozenset(surnames),
        )
