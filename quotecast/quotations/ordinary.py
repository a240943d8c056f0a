"""Whether a capitalised word is an ordinary word after all: a month, a people, an opener."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.quotations import given, lexicon
from quotecast.quotations.known import Known
from quotecast.quotations.mention import is_capital, is_possessive
from quotecast.quotations.tokens import Token
from quotecast.quotations.words import is_given

STATES: Final = lexicon.words(
    """
ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
okla ore pa tenn tex va vt wash wis wyo d.c n.h n.j n.y n.c n.d s.c s.d r.i w.va u.s u.k
"""
)
"""States as they stand after a place, no full stop at the end."""


_DATED: Final = frozenset(
    """in on of by until till since from to through for late early mid last next this every each
    during before after around about between""".split()
)
"""Words before a month or a weekday."""


_MONTHS: Final = lexicon.words(
    "january february march april may june july august september october"
)


def is_borne(
    tokens: Sequence[Token], i: int, starts: Sequence[int], known: Known, after: int
) -> bool:
    """Whether a word that is mostly no name is one here: Theresa May, Will Harker, April Lund.

    ``after`` is one past the run of name words that follows it.
    """
    low = tokens[i].stem
    previous = tokens[i - 1].low if i and starts[i] != i else ""
    dated = previous in _DATED or previous[-1:].isdigit()
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if low in known.surnames and not dated and low not in given.ALL:
        return not following.text[:1].isdigit()
    named = is_capital(following) and following.low not in lexicon.NOT_NAMES
    if low not in given.ALL or dated:
        return False
    if not named:
        beside = following.kind == "p" or following.low == "and" or previous in _SAID
        return following.low in _SAID or (beside and low in known.surnames)  # Will said
    if previous and low not in _MONTHS:
        return True
    if after >= len(tokens):
        return False
    verb = tokens[after]
    past = verb.low in lexicon.CUES and verb.low not in lexicon.BASES
    return past or verb.text in (",", "(") or verb.low in ("has", "had", "was", "is", "who")


_SAID: Final = frozenset(
    low for low in lexicon.CUES if low.endswith(("ed", "id", "ote")) and low not in lexicon.WEAK
)
"""Past forms that only who bears a name can be the subject of: no month, no auxiliary."""
_BEFORE_NAMES: Final = lexicon.TITLES | frozenset(lexicon.HONORIFICS)


_CALLINGS: Final = ("man", "woman", "er", "ist", "eer")
"""Endings of words for what somebody does."""


def _full_name_after(tokens: Sequence[Token], i: int) -> bool:
    """Whether a given name and a family name follow right after ``tokens[i]``."""
    if i + 2 >= len(tokens) or tokens[i].low in given.ALL or tokens[i].text.isupper():
        return False
    first, last = tokens[i + 1], tokens[i + 2]
    named = is_given(first.low) and is_capital(last) and last.stem not in lexicon.NOT_NAMES
    return named and tokens[i].low not in _BEFORE_NAMES


def _plain_after(tokens: Sequence[Token], i: int) -> bool:
    """Whether a plain word that is no verb follows: "Harsh words", "Deputy fire chief Ek"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.kind != "w" or not following.text[0].islower():
        return False
    low = following.low
    told = low in lexicon.CUES or low.endswith(("ed", "s"))
    told = told or low in lexicon.AUXILIARIES or low in lexicon.PASTS
    part = low in lexicon.PARTICLES or low == "and"
    return not told and not part and not is_possessive(tokens[i])


def is_common(token: Token, tokens: Sequence[Token], i: int, known: Known) -> bool:
    """A sentence's first word that is an ordinary word with a capital."""
    low = token.low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if is_given(low) and following is not None and is_capital(following):
        return False
    if token.stem in lexicon.HEADS and low.rstrip(".") not in lexicon.TITLES:
        return token.stem not in known.surnames  # Weaver, of Karen Weaver
    if low.endswith(_CALLINGS) and _full_name_after(tokens, i) and low not in known.uppers:
        return True  # Foreman Mick Rudge
    if low in lexicon.BEFORE_NAMES and low not in known.surnames:
        return True  # Stunned Ana Bell
    if low.rstrip(".") in _BEFORE_NAMES:
        return False
    if (
        low in lexicon.CUES
        and not is_given(low)
        and following is not None
        and is_capital(following)
    ):
        return True
    if low in known.uppers and following is not None and is_capital(following):
        return low not in known.surnames and low.endswith(("ly", "ing"))
    verb = following is not None and (
        following.low in lexicon.CUES or following.low in ("has", "had", "was", "is")
    )
    if low in known.uppers and low not in known.lowers and low.endswith(("ly", "ing")):
        return False  # Tully, Kelly, Manning
    if low.endswith(("ly", "ing")) and len(low) > 4 and not is_given(low):
        return low in known.lowers or not verb
    if low in known.surnames or (verb and low in known.uppers):
        return False
    if low not in known.uppers and not is_given(low) and _plain_after(tokens, i):
        return True  # "Harsh words", "Pay no attention"
    return low in known.lowers and not token.text.isupper()
