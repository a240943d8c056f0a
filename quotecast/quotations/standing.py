"""Where a mention stands in its sentence: under a preposition, in a subordinate clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.quotations import lexicon
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.tokens import Token

_SUBORDINATE: Final = frozenset(
    "when after whether if because where while although though since before once that".split()
)
"""Words that a subordinate clause begins with."""
_OPENING: Final = frozenset("as if while when by in though after before even without".split())
"""Words before a participle that opens a sentence: "As if addressing the banker, …"."""
_ABOUT: Final = frozenset("about around over above under near".split())
"""Before a number they only round it."""
_NOMINATIVE: Final = frozenset("he she they i we".split())
_AMOUNTS: Final = frozenset("hundreds thousands dozens scores tens crowds millions".split())
"""Before "of" and who they are."""
_DATES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december night morning afternoon evening week
    month year day""".split()
)
"""Words that end a date: who comes right after one does not stand under its preposition."""


def subordinate(tokens: Sequence[Token], t: int, low: int) -> bool:
    """Whether token ``t`` makes what follows no subject of the main clause.

    "Before Frell spoke", "As if addressing Frell directly", not "the man addressing Frell".
    """
    word = tokens[t].low
    if word in _SUBORDINATE:
        return True
    opening = t - low < 3 and all(x.low in _OPENING for x in tokens[low:t])
    return opening and len(word) > 4 and word.endswith("ing") and word not in lexicon.PREPOSITIONS


def fronted(paragraph: Paragraph) -> dict[int, Mention]:
    """First token of a pronoun → the name further on that it stands for.

    "In her statement, which she read aloud, Moss said": "she" is Moss. "Asked by Ek whether he
    had read it, Moss paused": "he" is Moss.
    """
    found: dict[int, Mention] = {}
    opening: list[int] = []
    sentence = -1
    tokens = paragraph.tokens
    for mention in paragraph.mentions:
        pronoun = mention.kind == "pronoun"
        if not (pronoun or opening):
            continue
        begin = paragraph.starts[mention.first]
        if begin != sentence:
            sentence, opening = begin, []
        if not (tokens[begin].low in _FRONTS or tokens[begin].low.endswith(("ed", "ing"))):
            continue
        if pronoun and mention.gender in ("male", "female"):
            opening.append(mention.first)
        elif opening and mention.kind == "name" and tokens[mention.first - 1].text == ",":
            if mention.last < len(tokens) and _acts(tokens[mention.last]):
                found.update(dict.fromkeys(opening, mention))
            opening = []
    return found


_FRONTS: Final = (
    lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS - {"and", "but", "or", "nor", "yet"} | {"told"}
)
"""Words that what stands before the subject of a sentence begins with."""


def _acts(token: Token) -> bool:
    """Whether a word right after a name can be its verb."""
    low = token.low
    told = low in lexicon.FINITE_AUXILIARIES or low in lexicon.PASTS or low.endswith("ed")
    return told or (low in lexicon.CUES and low not in lexicon.BASES)


def main_clause(paragraph: Paragraph, begin: int, end: int) -> int:
    """Where the main clause begins if ``tokens[begin:end]`` opens with a subordinate one.

    "Ever since Frell left the Harwick club, Aldin …": at Aldin. Else ``begin``.
    """
    tokens = paragraph.tokens
    first = begin + (tokens[begin].low in _STRESSING)
    if first >= end or tokens[first].low not in _SUBORDINATE:
        return begin
    for t in range(first + 1, min(end - 1, first + _CLAUSE)):
        if paragraph.starts[t] != paragraph.starts[begin]:
            return begin
        if tokens[t].text == "," and paragraph.starting(t + 1) is not None:
            return t + 1
    return begin


_STRESSING: Final = frozenset("ever even just only long soon right".split())
"""Words before the one that a subordinate clause begins with."""
_CLAUSE: Final = 40
"""Tokens of a subordinate clause at most."""


def governed(paragraph: Paragraph, mention: Mention, low: int) -> bool:
    """Whether a mention stands under a preposition ("in the Shenyang government")."""
    if mention.kind == "pronoun" and mention.words[0].lower() in _NOMINATIVE:
        return False  # "At the gate he gave me the key"
    t = mention.first - 1
    bottom = max(low, mention.first - 4)
    while t >= bottom:
        token = paragraph.tokens[t]
        if token.kind != "w":
            return False
        word = token.low
        if word in _DATES and t == mention.first - 1:
            return False  # "On Monday the senator"
        if word in ("which", "whom", "who"):
            return False
        if word in _ABOUT and paragraph.tokens[t + 1].text[0].isdigit():
            return False  # "about 200 protesters"
        if word == "of" and t > low and paragraph.tokens[t - 1].low in _AMOUNTS:
            return False  # hundreds of protesters
        if word == "of" and mention.titled and not mention.org and t > low:
            before = paragraph.tokens[t - 1]
            if before.text[:1].isupper() and before.low in lexicon.TITLES:
                return False  # Speaker of the House Rep. Ana Frell
        if word in lexicon.PREPOSITIONS:
            return word not in ("as", "like", "after", "before", "since", "than", "until")
        if word in lexicon.CONJUNCTIONS or paragraph.cover[t] >= 0 or word in lexicon.CUES:
            return False
        t -= 1
    return False
