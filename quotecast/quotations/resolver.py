"""How the words for a source are understood: a name, a pronoun, a description."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from quotecast.model import QuotationKind
from quotecast.quotations.entity import Entity, fold
from quotecast.quotations.heads import together
from quotecast.quotations.mention import Mention
from quotecast.quotations.reference import Memory
from quotecast.quotations.roles import describe, is_epithet
from quotecast.quotations.scene import Paragraph, Stretch


def _how_clear(ranked: Sequence[tuple[float, Entity]], faint: float, topic: Entity | None) -> str:
    """How far ahead the best candidate of a pronoun is, and whether its gender is known."""
    score, best = ranked[0]
    lead = score / max(ranked[1][0], 1e-9) if len(ranked) > 1 else 99.0
    faint_one = score < faint and not (best.gender and lead >= 2)
    needed = 1.6 if best.gender else 1.6 if best is topic else 2.5
    if best is not topic and any(entity is topic for _, entity in ranked[1:3]):
        needed = max(needed, 2.0)  # the sentence before is about somebody else
    if faint_one or lead < needed:
        return "pronoun-contested"
    return "pronoun" if best.gender or (best is topic and lead >= 3) else "pronoun-ungendered"


_PAIRS: Final = frozenset("two pair duo couple".split())
_BACK: Final = 4
"""Paragraphs looked back for the two people that "the two" means, this one included."""
_MOST: Final = 60
"""Mentions looked back for them."""
_END: Final = 1 << 60
"""Past every token."""
_NUMBERS: Final = frozenset("one two three four five six seven eight nine ten".split())
_CAPITAL: Final = re.compile(r"[^\W\d_a-z][\w'’-]+")


class Resolver:
    """Finds the entity that a mention stands for where it stands."""

    faint = 0.2
    """A pronoun whose best candidate scores less stands for nobody in particular."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], memory: Memory) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.memory = memory
        self._stretch: Stretch | None = None
        """The stretch that is being attributed."""

    def _who(
        self, paragraph: Paragraph, mention: Mention
    ) -> tuple[Entity | None, QuotationKind, str, tuple[str, ...]]:
        """The entity of a mention, the kind and manner of resolving it, the runners-up."""
        start = mention.span.start
        if mention.kind == "name":
            entity = self.memory.table.adopt(mention)
            how = "name" if not mention.org else "organisation"
            told_of = self._told_of(paragraph, mention)
            if told_of is not None:
                return told_of, QuotationKind.EXPLICIT, how, ()
            others = tuple(e.name for e in self.memory.table.contested(mention, entity))
            return entity, QuotationKind.EXPLICIT, "name-contested" if others else how, others
        if mention.kind == "pronoun":
            return self._pronoun(mention, start)
        return self._role(paragraph, mention, start)

    def _told_of(self, paragraph: Paragraph, mention: Mention) -> Entity | None:
        """Of those who share a surname, whom the sentence before is about.

        "Former mayor Otto Ek said that …. Ek said, "…": Otto, though Mara Ek was named too. In
        another paragraph only where he said something there.
        """
        plain = len(mention.words) == 1 and (mention.honorific or not mention.title)
        topic = self.memory.topic(mention.span.start) if plain else None
        if topic is None or not (topic.says or topic.start >= paragraph.span.start):
            return None
        bearers = self.memory.table.bearers(mention)
        return topic.entity if any(topic.entity is bearer for bearer in bearers) else None

    def _pronoun(
        self, mention: Mention, start: int
    ) -> tuple[Entity | None, QuotationKind, str, tuple[str, ...]]:
        if mention.gender == "first":
            return self.memory.table.author(start), QuotationKind.ANAPHORIC, "first-person", ()
        stretch = self._stretch
        named = frozenset[str]()
        if stretch is not None:
            end = min(stretch.quote.end, stretch.quote.start + 2000)
            said = _CAPITAL.findall(self.text, stretch.quote.start, end)
            named = frozenset(fold(w.removesuffix("'s").removesuffix("’s")) for w in said)
        ranked = self.memory.pronoun(mention.gender, start, self._addressed(mention), named)
        if not ranked and mention.gender in ("plural", "thing"):
            return None, QuotationKind.ANAPHORIC, "pronoun", ()
        others = tuple(e.name for _, e in ranked[1:4])
        if not ranked:
            return None, QuotationKind.ANAPHORIC, "pronoun", ()
        best = ranked[0][1]
        event = self.memory.topic(start)
        topic = event.entity if event is not None else None
        if topic is not None and fold(topic.words[-1]) in named:
            topic = None
        how = _how_clear(ranked, self.faint, topic)
        if mention.gender in ("plural", "thing"):
            how = "pronoun-ungendered"
            if best is not self.memory.last_speaker() and not ranked[0][0] >= 0.6:
                how = "pronoun-contested"
        if how == "pronoun-ungendered" and ranked[0][0] >= 0.8 and mention.gender != "plural":
            best.votes[mention.gender] += 1
        return best, QuotationKind.ANAPHORIC, how, others

    def _addressed(self, mention: Mention) -> frozenset[int]:
        """Whom the clause of a pronoun speaks to or of, who is somebody else: "he told Lee"."""
        paragraph = self.paragraphs[mention.paragraph]
        t = mention.last + 1
        if t < len(paragraph.tokens) and paragraph.tokens[t].low in ("of", "to", "about"):
            t += 1
        reported = self.memory.reported(paragraph, mention)
        other = paragraph.starting(t)
        if other is None or other.kind != "name":
            return reported
        entity = self.memory.table.resolve(other)
        return reported if entity is None else reported | {id(entity)}

    def _role(
        self, paragraph: Paragraph, mention: Mention, start: int
    ) -> tuple[Entity | None, QuotationKind, str, tuple[str, ...]]:
        if mention.kind == "role" and mention.definite:
            entity = self.memory.described(mention)
            if entity is not None:
                return entity, QuotationKind.ANAPHORIC, "title", ()
            entity = self._called_again(paragraph, mention)
            if entity is not None:
                return entity, QuotationKind.ANAPHORIC, "epithet", ()
        if mention.kind == "thing" and mention.definite and len(mention.words) < 4:
            body = self.memory.body(mention.head, start)
            if body is not None:
                return body, QuotationKind.ANAPHORIC, "thing-named", ()
        if mention.kind == "group" and mention.definite and mention.head in _PAIRS:
            pair = self._pair(paragraph, mention)
            if pair is not None:
                return pair, QuotationKind.ANAPHORIC, "group", ()
        name = describe(paragraph, mention)
        kind = {"role": "role", "group": "group", "thing": "organisation"}[mention.kind]
        owner = self.memory.owner(mention)
        entity = self.memory.table.role(name, kind, start, mention.gender, mention.head, owner)
        how = "role" if mention.kind == "role" else mention.kind
        return entity, QuotationKind.ANAPHORIC, how, ()

    def _both(self, one: Entity, first: Mention, second: Mention) -> Entity:
        """Two people who speak as one have a voice of their own: "Mara Ek and Otto Moss"."""
        table = self.memory.table
        other = table.adopt(second)
        if other is one or other.kind != "person":
            return one
        names = [one.name, other.name]
        if second.span.start < first.span.start:
            names.reverse()
        return table.role(" and ".join(names), "group", first.span.start, "")

    def _pair(self, paragraph: Paragraph, mention: Mention) -> Entity | None:
        """Whom "the two" means: the last two people named together, a few paragraphs back."""
        left = _MOST
        for index in range(paragraph.index, max(-1, paragraph.index - _BACK), -1):
            where = self.paragraphs[index]
            k = (
                bisect_left(where.firsts, mention.first)
                if where is paragraph
                else len(where.firsts)
            )
            for second in reversed(where.mentions[max(0, k - left) : k]):
                left -= 1
                first = together(where, second)
                if first is not None and first.first < second.first:
                    one = self.memory.table.resolve(first)
                    both = one and self._both(one, first, second)
                    return both if both is not None and both.kind == "group" else None
        return None

    @staticmethod
    def _of_some(paragraph: Paragraph, mention: Mention) -> bool:
        """Whether it is told how many somebody has: "the mother of five"."""
        after = [token.low for token in paragraph.tokens[mention.last : mention.last + 2]]
        return after[:1] == ["of"] and (after[-1].isdigit() or after[-1] in _NUMBERS)

    def _called_again(self, paragraph: Paragraph, mention: Mention) -> Entity | None:
        """Whom an epithet means that nobody was introduced by.

        "Quayle, who came on late, had been told to be quick. "…," the striker said." "…," the
        58-year-old said: whom the paragraph is about, or the end of the one before where nobody
        is named since.
        """
        if mention.words[0].lower() != "the":
            return None
        if not (is_epithet(mention) or self._of_some(paragraph, mention)):
            return None
        topic = self.memory.topic(mention.span.start)
        if topic is None or topic.entity.kind != "person":
            return None
        if topic.start < paragraph.span.start:
            before = (m for m in paragraph.mentions if m.first < mention.first)
            met = topic.entity.full and (topic.says or topic.entity.forms.total() > 1)
            if not met or any(m.kind in ("name", "role") for m in before):
                return None
        agree = not mention.gender or topic.entity.gender in ("", mention.gender)
        return topic.entity if agree else None
