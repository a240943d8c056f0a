"""Words in marks that name something, and are the narrator's though somebody coined them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.quotations import lexicon
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.tokens import Token

_CALLS: Final = lexicon.words(
    """
call calls called calling term terms termed dub dubs dubbed christen christens christened nickname
nicknames nicknamed label labels labelled labeled style styles styled know knows knew
"""
)
"""Verbs of naming, before the thing named."""
_CALLS_AS: Final = lexicon.words(
    """
describe describes described describing characterise characterises characterised characterize
characterizes characterized regard regards regarded see sees saw to
"""
)
"""Verbs that "as" follows: "what he describes as", "what he refers to as"."""
_CALLED: Final = lexicon.words("it him her them this that these those me us one")
_WHAT: Final = lexicon.words("what whatever which whom")
_REACH: Final = 8
"""Words between "what" or the stretch and the verb."""


def coined(paragraph: Paragraph, q: int) -> bool:
    """Whether the stretch at token ``q`` is what somebody calls something.

    "The wet season," as Munn calls it, / "A cathedral of nonsense," Munn called it. / what he
    called "a disgrace" / what Munn describes as "an accident"
    """
    return _after(paragraph, q) or _before(paragraph.tokens, paragraph.starts[q], q)


def _after(paragraph: Paragraph, q: int) -> bool:
    tokens = paragraph.tokens
    t = q + 1
    while t < len(tokens) and tokens[t].text in (",", "—", "–"):
        t += 1
    for v in range(t, min(len(tokens), t + _REACH)):
        if tokens[v].kind != "w":
            return False
        if tokens[v].low in _CALLS and paragraph.cover[v] < 0:
            following = tokens[v + 1] if v + 1 < len(tokens) else None
            return v > t and following is not None and following.low in _CALLED
    return False


def _before(tokens: Sequence[Token], begin: int, q: int) -> bool:
    v = q - 1
    if v > begin and tokens[v].text in (",", ":"):
        v -= 1
    if v > begin and tokens[v].low == "as":
        v -= 1
        named = tokens[v].low in _CALLS_AS
    else:
        named = tokens[v].low in _CALLS
    if v <= begin or not named:
        return False
    for t in range(v - 1, max(begin, v - _REACH) - 1, -1):
        if tokens[t].low in _WHAT:
            return True
        if tokens[t].kind != "w":
            return False
    return False
