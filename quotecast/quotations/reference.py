"""Who a pronoun or a description stands for, by what the article said so far.

Pronouns are resolved by a score over the people named before: how recently, as a subject
or not, who spoke last, and the gender the article gave them. Descriptions ("the governor")
by the titles people were introduced with.
"""

from __future__ import annotations

from bisect import bisect_left

from quotecast.quotations import lexicon
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity, fold
from quotecast.quotations.heads import apposed_to, identified
from quotecast.quotations.mention import Mention, is_possessive
from quotecast.quotations.prominence import (
    ANY_BODY,
    KINDS,
    SUBJECT,
    asks,
    impersonal,
    indirect_sources,
    ranks_of,
    suits,
    weight_of,
)
from quotecast.quotations.recall import Recall
from quotecast.quotations.roles import SAME_OFFICE, VICES, describe
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.standing import fronted
from quotecast.quotations.verbs import cue_verb
from quotecast.quotations.weights import (
    DECAY,
    MOST,
    MOST_TITLES,
    OWNED,
    OWNERS,
    PRONOUN,
    REACH,
    REACH_SAID,
    SAYS,
    WINDOW,
    Event,
)


class Memory(Recall):
    """What was mentioned, in order of the text."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self._fronted: dict[int, Mention] = {}

    def read(self, paragraph: Paragraph) -> None:
        """Take in the mentions of the next paragraph."""
        tokens = paragraph.tokens
        if not tokens:
            return
        sayers = indirect_sources(paragraph)
        ranks = ranks_of(self.table, paragraph, sayers)
        self._fronted = fronted(paragraph)
        begins = paragraph.sentences
        begun = 0
        for mention in paragraph.mentions:
            first = mention.first
            while begun < len(begins) and begins[begun] <= first:
                self._sentences.append(tokens[begins[begun]].start)
                begun += 1
            self._note(paragraph, mention, first in sayers, ranks.get(first, 0))
        self._sentences += [tokens[t].start for t in begins[begun:]]

    def _note(self, paragraph: Paragraph, mention: Mention, says: bool, rank: int) -> None:
        if mention.weak:
            return
        entity = self.table.resolve(mention)
        reach = WINDOW
        if entity is None and mention.kind == "role" and (rank or says):
            entity = self._introduced(paragraph, mention)
            if entity is not None and entity.kind == "role":
                reach = REACH_SAID if says and not mention.definite else REACH
        if entity is None and mention.kind == "thing" and mention.definite and says:
            entity = self.body(mention.head, mention.span.start)  # "the company said"
        if entity is not None:
            weight = SUBJECT if rank else weight_of(paragraph, mention)
            if says:
                weight = max(weight, SUBJECT) + SAYS
                entity.says += 1
        elif mention.kind == "pronoun" and mention.gender in ("male", "female"):
            if mention.first and paragraph.tokens[mention.first - 1].kind == "q":
                return  # "…," he said: the sieve's business
            entity = self._ahead(mention) or self._behind(paragraph, mention)
            if entity is None:
                return
            weight = PRONOUN + (SAYS if says else 0.0)
        else:
            return
        start = mention.span.start
        sentence = len(self._sentences)
        self._events.append(
            Event(start, sentence, entity, weight, says=says, reach=reach, rank=rank)
        )
        self._starts.append(start)

    def _ahead(self, pronoun: Mention) -> Entity | None:
        """Whom a pronoun before the subject of its sentence stands for: that subject."""
        name = self._fronted.get(pronoun.first)
        entity = self.table.resolve(name) if name is not None else None
        return entity if entity is not None and suits(entity, pronoun.gender) else None

    def _behind(self, paragraph: Paragraph, pronoun: Mention) -> Entity | None:
        """The likeliest of those named before a pronoun of the narration."""
        avoid = self.reported(paragraph, pronoun)
        ranked = self.pronoun(pronoun.gender, pronoun.span.start, avoid)
        return ranked[0][1] if ranked else None

    def _introduced(self, paragraph: Paragraph, mention: Mention) -> Entity | None:
        """Whom a description stands for that is the subject of its sentence, if that is clear.

        "The mayor shrugged": who has the title. "A dealer in Milan said …", "Her nephew looked
        at the hull": somebody new. "The chairman rose": nobody, when no chairman was named;
        it may be anybody above, if there is anybody.
        """
        start = mention.span.start
        if asks(paragraph, mention):
            return None  # who asks is not who answers
        bearer = identified(paragraph, mention) or apposed_to(paragraph, mention)
        if bearer is not None:
            return self.table.resolve(bearer)
        name, owner = describe(paragraph, mention), self.owner(mention)
        if mention.definite:
            entity = self.described(mention) or self.table.described(name, owner)
            owned = mention.words[0].lower() in OWNED or (
                mention.first > 0 and is_possessive(paragraph.tokens[mention.first - 1])
            )
            if entity is not None or not (owned or not self._events):
                return entity
        return self.table.role(name, "role", start, mention.gender, mention.head, owner)

    def owner(self, mention: Mention) -> str:
        """Whose "his wife" is; ``""`` where the text does not say so or it is not clear."""
        gender = OWNERS.get(mention.words[0].lower())
        if gender is None or mention.kind != "role":
            return ""
        ranked = self.pronoun(gender, mention.span.start)
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] >= 2 * ranked[1][0])
        return ranked[0][1].name if clear else ""

    def reported(self, paragraph: Paragraph, mention: Mention) -> frozenset[int]:
        """Whom a reported clause names before its "…, he said": somebody else than "he"."""
        tokens = paragraph.tokens
        t = mention.first
        if t < 2 or tokens[t - 1].text != "," or tokens[t - 2].kind == "q":
            return frozenset()
        if mention.last >= len(tokens) or not cue_verb(paragraph, mention.last):
            return frozenset()
        after = tokens[mention.last + 1 : mention.last + 3]
        told = len(after) > 1 and after[0].text == "," and after[1].kind == "q"
        if told or (after and after[0].text not in ".,?!"):
            return frozenset()  # a main clause that leads on: "asked of Lee, he said: …"
        begin = tokens[paragraph.starts[t]].start
        others: set[int] = set()
        k = bisect_left(self._starts, mention.span.start) - 1
        while k >= 0 and self._starts[k] >= begin and len(others) < 20:
            if self._events[k].rank == 1 and self._events[k].weight >= SUBJECT:
                others.add(id(self._events[k].entity))
            k -= 1
        return frozenset(others)

    def ranked(self, rank: str, start: int) -> Entity | None:
        """Who was named last with a rank by which people are called: "Colonel"."""
        words = SAME_OFFICE.get(rank, frozenset({rank}))
        for event in self._before(start, MOST_TITLES, len(self._sentences)):
            if event.entity.kind == "person" and any(w in event.entity.titles for w in words):
                return event.entity
        return None

    def body(self, head: str, start: int) -> Entity | None:
        """The organisation that "the company", "the department" stands for, if near enough."""
        words = KINDS.get(head, frozenset({head}))
        now = self.sentence_at(start)
        scores: dict[int, float] = {}
        found: dict[int, Entity] = {}
        for event in self._before(start, MOST, WINDOW):
            entity = event.entity
            if not impersonal(entity) or entity.kind == "thing":
                continue
            own = any(fold(w) in words for w in entity.words)
            if own or (head in ANY_BODY and now - event.sentence <= 4):
                weight = event.weight * DECAY ** max(0, now - event.sentence) + 2 * own
                scores[id(entity)] = scores.get(id(entity), 0.0) + weight
                found[id(entity)] = entity
        if not scores:
            return None
        return found[max(scores, key=lambda key: (scores[key], -found[key].first_seen))]

    def described(self, mention: Mention) -> Entity | None:
        """Whom a description means: who was introduced with its noun as title.

        Whom the text is about, else the latest. "The governor": a person of that title. "The
        official": the "senior official" before, but "the second official" is somebody else.
        """
        words = SAME_OFFICE.get(mention.head, frozenset({mention.head}))
        more = frozenset(map(fold, mention.words[:-1])) - lexicon.DETERMINERS

        owner = self.owner(mention)

        def bears(entity: Entity) -> bool:
            if words.isdisjoint(entity.titles):
                return False
            if mention.gender and entity.gender not in ("", mention.gender):
                return False
            return entity.owned_by(owner) and _holds(entity, words, more)

        topic = self.topic(mention.span.start)
        if topic is not None and topic.entity.kind == "person" and bears(topic.entity):
            return topic.entity
        seen: set[int] = set()
        for event in self._before(mention.span.start, MOST_TITLES, len(self._sentences)):
            entity = event.entity
            if id(entity) in seen:
                continue
            seen.add(id(entity))
            if bears(entity) and (
                entity.kind == "person"
                or (entity.kind == "role" and more <= {fold(w) for w in entity.name.split()})
            ):
                return entity
        return None


def _holds(entity: Entity, words: frozenset[str], more: frozenset[str]) -> bool:
    """Whether it holds an office itself and is no vice, where ``more`` names none."""
    held = sum(entity.titles[word] for word in words)
    return all(
        vice in entity.titles if vice in more else held > entity.titles[vice]
        for vice in VICES - words
    )
