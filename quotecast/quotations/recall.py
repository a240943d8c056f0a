"""What was mentioned and who was quoted so far, and whom a pronoun means by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from quotecast.quotations.entity import Entity, fold
from quotecast.quotations.prominence import SUBJECT, factor_of, impersonal
from quotecast.quotations.weights import (
    DECAY,
    MOST,
    NAMED,
    SPEAKER,
    TOPIC,
    TOPIC_SAYS,
    WINDOW,
    Event,
)


class Recall:
    """Mentions and quotations in order of the text, scored where something refers back."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._starts: list[int] = []
        self._spoken: list[Event] = []
        self._sentences: list[int] = []

    def sentence_at(self, start: int) -> int:
        """Ordinal of the sentence with a mention that begins at or before ``start``."""
        return bisect_left(self._sentences, start + 1)

    def spoke(self, entity: Entity, start: int) -> None:
        """Remember that ``entity`` was quoted at ``start``."""
        self._spoken.append(Event(start, self.sentence_at(start), entity, SPEAKER, spoke=True))

    def last_speaker(self) -> Entity | None:
        """Who was quoted last."""
        return self._spoken[-1].entity if self._spoken else None

    def speakers(self, count: int) -> list[Entity]:
        """Who was quoted last, so many times back."""
        return [event.entity for event in self._spoken[-count:]]

    def pronoun(
        self,
        gender: str,
        start: int,
        avoid: frozenset[int] = frozenset(),
        named: frozenset[str] = frozenset(),
    ) -> list[tuple[float, Entity]]:
        """Entities that "he" or "she" at ``start`` can be, best first, with their scores.

        Args:
            gender: ``male``, ``female``, or ``plural``/``thing``.
            start: where the pronoun stands.
            avoid: ``id`` of entities that it cannot be.
            named: words of the quotation in question, folded: whom it names hardly speaks it.
        """
        now = self.sentence_at(start)
        scores: dict[int, float] = {}
        found: dict[int, Entity] = {}
        factors: dict[int, float] = dict.fromkeys(avoid, 0.0)
        spoken = (event for event in reversed(self._spoken[-6:]) if event.start < start)
        for event in chain(self._before(start, MOST, WINDOW), spoken):
            key = id(event.entity)
            factor = factors.get(key)
            if factor is None:
                factor = factors[key] = factor_of(event.entity, gender)
            age = now - event.sentence
            if factor == 0.0 or age > event.reach:
                continue
            weight = (event.weight * DECAY**age if age > 0 else event.weight) * factor
            scores[key] = scores.get(key, 0.0) + weight
            found[key] = event.entity
        if gender in ("plural", "thing"):
            bodies = self.bodies_before(start) if gender == "thing" else []
            # "It added" after "the article read"
            likely = bodies or [event.entity for event in self._spoken[-1:]]
            if len(likely) == 1 and id(likely[0]) in scores:
                scores[id(likely[0])] += SUBJECT
        topic = self.topic(start)
        for key, entity in found.items():
            if named and (fold(entity.words[-1]) in named or fold(entity.words[0]) in named):
                scores[key] *= NAMED
            elif topic is not None and topic.entity is entity:
                scores[key] *= TOPIC_SAYS if topic.says else TOPIC
        ranked = [(score, found[key]) for key, score in scores.items()]
        ranked.sort(key=lambda item: (-item[0], item[1].first_seen))
        return ranked

    def _before(self, start: int, most: int, sentences: int) -> Iterator[Event]:
        """Events before ``start``, latest first: so many at most, so many sentences back."""
        now = self.sentence_at(start)
        k = bisect_left(self._starts, start) - 1
        bottom = max(0, k - most)
        while k >= bottom and now - self._events[k].sentence <= sentences:
            yield self._events[k]
            k -= 1

    def bodies_before(self, start: int) -> list[Entity]:
        """The bodies that are subjects in the sentence before: "Rail Board thanked all."."""
        now = self.sentence_at(start)
        near = (event for event in self._before(start, 40, 1) if event.sentence < now)
        found = {id(e.entity): e.entity for e in near if e.weight >= SUBJECT}
        return [entity for entity in found.values() if impersonal(entity)]

    def topic(self, start: int) -> Event | None:
        """Whom the text at ``start`` is about: the subject of its sentence or of the one before."""
        best: Event | None = None
        for event in self._before(start, 40, 1):
            if not event.rank or event.entity.kind not in ("person", "role"):
                continue
            if best is None or (event.sentence, event.rank) >= (best.sentence, best.rank):
                best = event
        return best
