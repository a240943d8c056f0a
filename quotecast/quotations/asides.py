"""The cue verb of a subject, with apposition, relative clauses and asides between them."""

from __future__ import annotations

from typing import Final

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.clauses import REACH
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph, is_adverb
from quotecast.quotations.standing import governed
from quotecast.quotations.verbs import cue_verb, verb_span


def verb_after(paragraph: Paragraph, mention: Mention) -> Span | None:
    """The cue verb whose subject is ``mention``, apposition and asides skipped."""
    tokens = paragraph.tokens
    t = mention.last
    limit = min(len(tokens), t + REACH)
    sentence = paragraph.starts[mention.first]
    plain = True
    aside = False
    brackets = 0
    while t < limit:
        token = tokens[t]
        if paragraph.starts[t] != sentence or paragraph.stops(t):
            return None
        if token.text in ("(", "["):
            brackets += 1
        elif token.text in (")", "]"):
            brackets -= 1
        elif brackets > 0:
            pass
        elif token.text in ",—–-―":
            aside = True
        elif token.kind == "w":
            if cue_verb(paragraph, t) == "finite" and _fits(paragraph, t, mention, plain, aside):
                return verb_span(paragraph, t)
            if not is_adverb(token.low):
                plain = False
        t += 1
    return None


def _reduced(low: str) -> bool:
    """Whether a word is a past participle that only describes: (a memo) obtained by, seen by."""
    return low.endswith("ed") or low in _PARTICIPLES


_PARTICIPLES: Final = frozenset("made seen sent shown written read put given held run".split())


def _ends_relative(paragraph: Paragraph, low: int, t: int) -> bool:
    """Whether a relative clause with a verb of its own ends at a verb: "who built it said"."""
    tokens = paragraph.tokens
    for k in range(t - 3, max(low, t - _RELATIVE) - 1, -1):
        if tokens[k].kind != "w" and tokens[k].text != ".":
            return False
        if tokens[k].low in ("who", "which"):
            verb = tokens[k + 1].low
            acts = verb in lexicon.PASTS or verb in _LINKS or verb.endswith("ed")
            return acts and tokens[t - 1].low not in lexicon.CONJUNCTIONS
    return False


_RELATIVE: Final = 14
"""Tokens of a relative clause at most."""
_LINKS: Final = frozenset("is was has had".split())


def _fits(paragraph: Paragraph, t: int, mention: Mention, plain: bool, aside: bool) -> bool:
    tokens = paragraph.tokens
    if plain:
        return True
    before = t - 1
    while before > mention.last and is_adverb(tokens[before].low):
        before -= 1
    previous = tokens[before]
    if previous.low in ("who", "which", "that", "to", "whom"):
        return False
    other = paragraph.ending(before)
    if previous.text in ",)—–-―" or tokens[before].kind == "q":
        return True
    if other is not None and other.kind == "pronoun":
        return False
    if aside:
        within = other is not None and governed(paragraph, other, mention.last)
        within = within or _ends_relative(paragraph, mention.last, t)
        return within and tokens[t].low not in lexicon.WEAK
    if other is not None and other.kind == "name" and other.title and not aside:
        return False  # Bread for All director Mara Ek said
    if mention.kind == "thing" and _reduced(tokens[mention.last].low):
        return True  # the order released on Friday said
    ends = t + 1 == len(tokens) or tokens[t + 1].text in ".?!"
    weak = tokens[t].low in lexicon.WEAK and not ends
    return tokens[mention.last].low in lexicon.PREPOSITIONS and not weak
