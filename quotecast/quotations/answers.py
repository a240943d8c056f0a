"""Who answers a question: the author's ("Were you afraid?" I asked her.) or a judge's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one paragraph quoted last."""

    paragraph: int
    entity: Entity | None
    asks: bool
    """It is a question, and the text says that it is asked ("…?" Strand asked)."""
    whom: Entity | None = None
    """Who is asked by name: "…?" Strand asked Moss."""
    wonders: bool = False
    """It is a short question ("…?" Strand said)."""
    answers: bool = False
    """It answers the turn before."""

    def answered_by(self, verb: str) -> bool:
        """Whether a pronoun before ``verb``, right after the question, is not who asked it."""
        return self.asks and (verb in _ANSWERS or self.whom is not None)


_ANSWERS: Final = frozenset("replied answered responded retorted countered replies answers".split())
SHORT: Final = 8
"""Words of a question that is hardly one to oneself."""


def is_question(words: str, cue: str, rule: str) -> bool:
    """Whether a stretch is asked of somebody: "…?" Strand asked, or a question back."""
    if not words.endswith("?"):
        return False
    return rule == "answer" or cue.partition(" ")[0].lower() in _ASKS | {"wanted"}


def other_of_two(turns: Sequence[Quoted], index: int, question: bool) -> tuple[bool, Entity | None]:
    """Whether paragraph ``index``, without a cue, is the other one's turn, and whose that is.

    "When did he find it?" Judge Strand asked. / "Find what?" / "The shame." After a question
    comes who was quoted right before it; a question after an answer is the asker's again. So
    after a short question of whom the text says no more than that he said it.

    Args:
        turns: so far.
        index: of the paragraph.
        question: whether it ends with a question mark.
    """
    last = turns[-1] if turns else None
    if last is None or last.paragraph != index - 1:
        return False, None
    before = _before(turns, index)
    if last.asks or (last.wonders and before is not None and before.paragraph == index - 2):
        return True, before.entity if before is not None else None
    again = question and before is not None and (before.asks or last.answers)
    return again, before.entity if again and before is not None else None


def entity_before(turns: Sequence[Quoted], index: int) -> Entity | None:
    """Who was quoted right before the last one, close to paragraph ``index``."""
    before = _before(turns, index)
    return before.entity if before is not None else None


def _before(turns: Sequence[Quoted], index: int) -> Quoted | None:
    """The turn before the last one, if it is near and another's."""
    if len(turns) < 2 or turns[-2].paragraph < index - 3:
        return None
    return turns[-2] if turns[-2].entity is not turns[-1].entity else None
