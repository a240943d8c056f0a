"""Which words are cue verbs where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.tokens import DASHES, Token


def cue_verb(paragraph: Paragraph, t: int) -> str:
    """``finite`` or ``participle`` when token ``t`` is a cue verb here, else ``""``."""
    tokens = paragraph.tokens
    token = tokens[t]
    if token.kind != "w":
        return ""
    low = token.low
    form = lexicon.CUES.get(low, "")
    phrased = low in lexicon.PHRASE_CUES
    if not (form or phrased):
        return ""
    if paragraph.cover[t] >= 0 or (len(low) > 2 and token.text.isupper()):
        return ""
    if phrased and not phrase_end(tokens, t):
        return ""
    if low in lexicon.BASES and not _plural_subject(tokens, t):
        return ""
    if not form:
        return "finite"
    if t and _is_noun(paragraph, t):
        return ""
    if form == "participle" and _progressive(tokens, t):
        return "finite"
    return form


def _is_noun(paragraph: Paragraph, t: int) -> bool:
    """Whether the words beside a form of a cue verb show that it is none here."""
    tokens = paragraph.tokens
    low, before = tokens[t].low, tokens[t - 1].low
    if before == "i" and _in_authors_aside(tokens, t):
        return True
    if low in _RETURNS and t + 1 < len(tokens) and tokens[t + 1].low in ("to", "from"):
        return True  # returned to the stage
    if t > 1 and before in _SOME and tokens[t - 2].low in lexicon.PREPOSITIONS:
        return True  # after some thought
    if t > 1 and before in _DATED:
        return _noun_after(tokens[t - 2].low, low)
    alone = before in lexicon.ALONE and paragraph.cover[t - 1] >= 0
    return not alone and _noun_after(before, low)


_RETURNS: Final = frozenset("return returns returned returning".split())
_SOME: Final = frozenset("both some all each one".split())
"""Determiners that are subjects too: "Some thought it funny", "after some thought"."""
_BEFORE_NOUN: Final = lexicon.DETERMINERS - _SOME


_DATED: Final = frozenset("recent latest earlier previous new old".split())
"""Between a determiner and a noun: one of his recent reads."""


def _noun_after(before: str, low: str) -> bool:
    """Whether the word before shows that ``low`` is no verb here: "the claim", "Ek's emails"."""
    if before in _BEFORE_NOUN:
        return True
    noun = low in lexicon.WEAK or low in lexicon.BASES or low.endswith("s")
    if noun and before.endswith(("'s", "’s")):
        return True
    if low in lexicon.WEAK and before in lexicon.PREPOSITIONS:
        return True
    return before == "to" and low not in ("say", "ask", "add", "tell", "write")


def _in_authors_aside(tokens: Sequence[Token], t: int) -> bool:
    """Whether a verb is what the author throws in after another: Ek said, and I quote, "…"."""
    if t < 3 or t + 1 >= len(tokens) or tokens[t - 1].low != "i":
        return False
    if tokens[t].low not in lexicon.BASES:
        return False  # Ek told me, and I said, "…"
    following = tokens[t + 1]
    k = t - 2
    k -= tokens[k].low in ("and", "as")
    k -= tokens[k].text in _BREAKS
    told = any(token.low in lexicon.CUES for token in tokens[max(0, k - 2) : k + 1])
    return k < t - 2 and told and (following.kind == "q" or following.text in _BREAKS)


_BREAKS: Final = DASHES | {",", ":"}
"""Marks around what is thrown in."""


def phrase_end(tokens: Sequence[Token], t: int) -> int:
    """One past the last word of the cue of several words that begins at ``t``, else 0.

    "went on", "wanted to know", "took to the radio to say".
    """
    seconds = lexicon.PHRASE_CUES.get(tokens[t].low)
    if seconds is None or t + 1 == len(tokens):
        return 0
    for rest in seconds.get(tokens[t + 1].low, ()):
        end = _matched(tokens, t + 1, rest)
        if end:
            on_thing = rest == ("on",) and _goes_on_something(tokens, end)
            return 0 if on_thing else end
    return 0


def phrase_start(tokens: Sequence[Token], t: int) -> int:
    """The first word of the cue of several words that ends at ``t``, else ``t``."""
    if not t or tokens[t - 1].low not in _LAST_BUT_ONE:
        return t
    for first in range(t - 1, max(-1, t - _LONGEST), -1):
        if tokens[first].low in lexicon.PHRASE_CUES and phrase_end(tokens, first) == t + 1:
            return first
    return t


_RESTS: Final = [
    (first, rest)
    for first, seconds in lexicon.PHRASE_CUES.items()
    for rests in seconds.values()
    for rest in rests
]
_LAST_BUT_ONE: Final = frozenset(([first, *rest])[-2] for first, rest in _RESTS)
"""Words before the last of a cue of several words."""
_ANY: Final = 4
"""Words that ``*`` of a phrase stands for at most."""
_LONGEST: Final = _ANY + max(len(rest) for _, rest in _RESTS)


def _matched(tokens: Sequence[Token], t: int, rest: Sequence[str]) -> int:
    """One past what ``rest`` of a phrase stands for from ``t`` on, else 0."""
    for k, place in enumerate(rest):
        if t >= len(tokens) or tokens[t].kind != "w":
            return 0
        low = tokens[t].low
        if place == "*":
            ends = (_matched(tokens, t + n, rest[k + 1 :]) for n in range(1, _ANY + 1))
            return next((end for end in ends if end), 0)
        if place == "~":
            fits = low in lexicon.BASES
        elif place == "~ing":
            fits = lexicon.CUES.get(low) == "participle"
        else:
            fits = low == place
        if not fits:
            return 0
        t += 1
    return t


def _goes_on_something(tokens: Sequence[Token], t: int) -> bool:
    """Whether "goes on", before ``tokens[t]``, leads to a thing: goes on recess, on strike."""
    if t >= len(tokens) or tokens[t].kind != "w":
        return False
    return tokens[t].low not in lexicon.PREPOSITIONS and not tokens[t].low.endswith(("ly", "ing"))


_PROGRESSIVE: Final = frozenset("was is were are am been".split())


def _progressive(tokens: Sequence[Token], t: int) -> bool:
    """Whether a form in -ing is the verb of its clause: "he was saying"."""
    k = t - 1
    while k >= 0 and tokens[k].low.endswith("ly"):
        k -= 1
    return k >= 1 and tokens[k].low in _PROGRESSIVE


_TAKES_BASE: Final = frozenset("i we they you to who people and two".split())
"""Words besides plurals and auxiliaries after which a base form is a verb."""


def _plural_subject(tokens: Sequence[Token], t: int) -> bool:
    """Whether a base form can be a verb here: after a plural, an auxiliary or "to"."""
    k = t - 1
    while k >= 0 and tokens[k].low.endswith("ly"):
        k -= 1
    if k < 0 or tokens[k].kind != "w":
        return tokens[t].low in lexicon.OPENING_BASES
    low = tokens[k].low
    if low in lexicon.AUXILIARIES or low in _TAKES_BASE:
        return True
    return (
        low.endswith("s")
        and low not in lexicon.DETERMINERS
        and not low.endswith(("'s", "’s", "ss"))
    )


def verb_span(paragraph: Paragraph, t: int) -> Span:
    """The cue verb with its particle ("pointed out"), or all words of a longer cue."""
    tokens = paragraph.tokens
    end = phrase_end(tokens, t)
    return Span(tokens[t].start, tokens[end - 1 if end else t].end)
