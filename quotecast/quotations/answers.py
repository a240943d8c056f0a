"""Who answers when the author asks: "Were you afraid?" I asked her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quotecast.quotations import lexicon
from quotecast.quotations.entity import Entity
from quotecast.quotations.heads import head_of
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Cue, Paragraph, Stretch
from quotecast.quotations.words import GENDERS

if TYPE_CHECKING:
    from quotecast.quotations.reference import Memory

_ASKS: Final = lexicon.words("ask asks asked wonder wonders wondered enquire enquired inquired")
_NEAR: Final = 3
"""Quotations looked back for whom the author is talking with."""


def asks(paragraph: Paragraph, subject: Mention) -> bool:
    """Whether a mention is who asks: "I asked her how."."""
    t = subject.last
    return t < len(paragraph.tokens) and paragraph.tokens[t].low in _ASKS


def asked(memory: Memory, paragraph: Paragraph, subject: Mention) -> Entity | None:
    """Whom the author asks, by the words after the verb: "I asked Moss", "I asked her"."""
    tokens = paragraph.tokens
    t = subject.last + 1
    if t >= len(tokens):
        return None
    mention = head_of(paragraph, t)
    if mention is not None and mention.kind == "name":
        return memory.table.resolve(mention)
    gender = GENDERS.get(tokens[t].low)
    ranked = memory.pronoun(gender, tokens[t].start) if gender else []
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] >= 2 * ranked[1][0])
    return ranked[0][1] if clear else None


def answerer(memory: Memory, paragraph: Paragraph, question: Stretch) -> Entity | None:
    """Who answers a question of the author's: who was asked, else the only other one quoted.

    Args:
        memory: what was mentioned and quoted so far.
        paragraph: the one with the question.
        question: a stretch that the author speaks.
    """
    cue: Cue | None = question.cue
    if cue is not None and asks(paragraph, cue.mention):
        found = asked(memory, paragraph, cue.mention)
        if found is not None:
            return found
    others = {id(e): e for e in memory.speakers(_NEAR + 1) if not e.author}
    return next(iter(others.values())) if len(others) == 1 else None
