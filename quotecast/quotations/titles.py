"""Titles, places and nationalities taken off a name, and descriptions before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotecast.quotations import lexicon
from quotecast.quotations.tokens import Token
from quotecast.quotations.words import OFFICE, PLACED, bare, is_given, is_title

OFFICES: Final = frozenset(
    """state staff defense defence treasury education energy interior labor commerce agriculture
    transportation health human services homeland security veterans affairs justice housing war navy
    army operations intelligence police communications""".split()
)
"""Words after "Secretary of", "Chief of" that belong to the title."""


def strip_titles(words: list[Token]) -> tuple[list[str], str, bool]:
    """Take titles, places and nationalities off the front of a run of capitalised words.

    "Senate Minority Leader Harry Reid", "Texas Sen. Ted Cruz", "Mrs. Clinton",
    "Toronto-based Han". An organisation keeps its whole name: "Iowa Democratic Party".
    """
    titles: list[str] = []
    gender = ""
    honorific = False
    if len(words) > 1 and _ends_as_organisation(words):
        return titles, gender, honorific
    later = _last_title(words)
    if later:
        titles.extend(word.low.rstrip(".") for word in words[:later])
        del words[:later]
        gender = _stated_gender(titles)
    while words and not (len(words) > 2 and words[1].low in _OF and _is_body(words[0])):
        low = words[0].low.rstrip(".")
        alone = len(words) == 1
        placed_later = len(words) > 2 and bool(PLACED.search(words[1].low))  # South Korean-born
        if low in lexicon.HONORIFICS:
            gender = lexicon.HONORIFICS[low] or gender
            honorific = True
        elif honorific or not (placed_later or _says_what(words, bool(titles))):
            break
        elif not is_given(low):
            gender = gender or _stated_gender([low])
        titles.append(low if alone else bare(low)[0])
        words.pop(0)
    return titles, gender, honorific


def _is_body(word: Token) -> bool:
    """Whether "of" after a word makes the name of a body: (Department) of Health."""
    return word.low in lexicon.ORG_WORDS and not is_title(word.low)


_OF: Final = ("of", "for")


_JOINED_GIVEN: Final = re.compile(r"[A-Z][a-z]+[-‑][a-z]{2,}(?:['’]s)?$")
"""A given name of two syllables, after the family name: Park Ji-hoon."""


_RANKS: Final = frozenset({"con", "const", "ch"})
"""Ranks where a title stands before them, and names elsewhere: Det Con Bramall, Con Bramall."""


def _says_what(words: Sequence[Token], titled: bool) -> bool:
    """Whether the first word of a run says what somebody is and is not part of the name.

    Args:
        words: what is left of the run.
        titled: a title was taken off before it.
    """
    low = words[0].low.rstrip(".")
    if len(words) == 1:
        return bool(PLACED.search(low)) or low in lexicon.DEMONYMS or is_title(low)
    if bare(low)[1] or low in ("of", "the", "for", "and") or words[0].text == "Del.":
        return True
    if (
        PLACED.search(low)
        or low in lexicon.DEMONYMS
        or (titled and (low in OFFICES or low in _RANKS))
    ):
        return True
    if is_given(low) or _JOINED_GIVEN.match(words[1].text):
        return False
    if is_title(low) or low in lexicon.PLACES or low in lexicon.ORG_WORDS:
        return True
    # a line that begins in capitals
    return len(low) > 2 and words[0].text.isupper() and not words[1].text.isupper()


def _stated_gender(titles: Sequence[str]) -> str:
    for word in reversed(titles):
        if lexicon.HONORIFICS.get(word):
            return lexicon.HONORIFICS[word]
        if word in lexicon.FEMALE_WORDS:
            return "female"
        if word in lexicon.MALE_WORDS:
            return "male"
    return ""


def _ends_as_organisation(words: Sequence[Token]) -> bool:
    if words[-1].stem not in lexicon.ORG_WORDS:
        return False
    first = words[0].low.rstrip(".")
    if first in lexicon.HONORIFICS or is_given(first):
        return False
    return not (len(words) == 2 and first in lexicon.TITLES and first not in lexicon.DEMONYMS)


def _last_title(words: Sequence[Token]) -> int:
    """Index after the last word of a run that is a title followed by a name, else 0.

    "Senate Minority Leader Harry Reid" → 3, "Texas Sen. Ted Cruz" → 2.
    """
    for k in range(len(words) - 2, 0, -1):
        low = words[k].low.rstrip(".")
        strong = low in lexicon.HONORIFICS or (words[k].text.endswith(".") and len(low) > 2)
        if low in lexicon.SUFFIXES or words[k].low in lexicon.SUFFIXES:
            continue
        if words[k].text == "Del.":
            return k + 1
        royal = low in ("king", "prince", "bishop") and is_given(words[k - 1].low)
        if is_title(low) and (strong or not (is_given(low) or royal)):
            return k if low in lexicon.HONORIFICS else k + 1
    return 0


def titles_before(tokens: Sequence[Token], i: int, floor: int) -> tuple[str, ...]:
    """Lower-case words right before a name that describe it ("campaign spokeswoman")."""
    if not any(token.traits & OFFICE for token in tokens[max(floor, i - 2) : i]):
        return ()
    k = i
    while k > floor and k > i - 6:
        token = tokens[k - 1]
        low = token.low
        if token.kind != "w" or token.text[0].isupper() or low in lexicon.STOP:
            break
        if low in lexicon.CUES and low not in lexicon.HEADS:
            break
        k -= 1
        if low in lexicon.DETERMINERS:
            break
    if any(token.traits & OFFICE for token in tokens[max(k, i - 2) : i]):
        return tuple(token.low for token in tokens[k:i])
    return ()
