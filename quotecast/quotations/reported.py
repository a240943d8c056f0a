"""Where the subject of a cue verb is not who speaks: "quoted Lee as saying", "she was asked"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.model import Span
from quotecast.quotations.heads import head_of
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Cue, Paragraph
from quotecast.quotations.tokens import Token
from quotecast.quotations.verbs import cue_verb

ADDRESSED: Final = frozenset("told tells tell asked asks ask assured reminded warned urged".split())
"""Verbs whose next noun is who was spoken to."""
PASSIVE: Final = frozenset("was were is are be been being".split())
"""Before a participle: the subject is whom it is done to."""


def passive(tokens: Sequence[Token], t: int) -> bool:
    """Whether the verb at ``t`` is done to its subject: "he was not allowed", "she was told"."""
    low = tokens[t].low
    if not (low.endswith("ed") or low in _PARTICIPLES):
        return False
    k = t - 1
    while k > 0 and (tokens[k].low == "not" or tokens[k].low.endswith("ly")):
        k -= 1
    return k >= 0 and tokens[k].low in PASSIVE


_PARTICIPLES: Final = frozenset("told written read said".split())
"""Past participles of cue verbs that do not end in -ed."""


def reported(paragraph: Paragraph, cue: Cue) -> Mention | None:
    """Whom the subject reports: "…," the paper quoted Lee as saying."""
    tokens = paragraph.tokens
    t = _verb_of(paragraph, cue.mention, cue.span, 6)
    if t is None or tokens[t].low not in ("quoted", "quotes", "cited"):
        return None
    mention = head_of(paragraph, t + 1)
    if mention is None or mention.last + 1 >= len(tokens):
        return None
    told = tokens[mention.last].low == "as" and tokens[mention.last + 1].low
    return mention if told in ("saying", "telling", "writing", "having") else None


def reports(paragraph: Paragraph, agent: Mention) -> bool:
    """Whether an agent gives another's words: "Lee was quoted by the paper as saying"."""
    tokens = paragraph.tokens
    t = agent.last
    return t + 1 < len(tokens) and tokens[t].low == "as" and bool(cue_verb(paragraph, t + 1))


def spoken_to(paragraph: Paragraph, mention: Mention, verb: Span) -> Cue | None:
    """So: "…?" she was asked, which says who did not speak; "…?" she was asked by Lee."""
    tokens = paragraph.tokens
    t = _verb_of(paragraph, mention, verb, 8)
    if t is None or tokens[t].low not in ADDRESSED or tokens[t - 1].low not in PASSIVE:
        return None
    by = t + 1 < len(tokens) and tokens[t + 1].low == "by"
    agent = head_of(paragraph, t + 2) if by else None
    if agent is not None:
        return Cue(agent, verb, "name-said", "after")
    return Cue(mention, verb, "spoken-to", "after")


def _verb_of(paragraph: Paragraph, subject: Mention, verb: Span, reach: int) -> int | None:
    """The token of a verb, if it is one of so many after its subject."""
    tokens = paragraph.tokens
    near = range(subject.last, min(len(tokens), subject.last + reach))
    return next((t for t in near if tokens[t].start == verb.start), None)
