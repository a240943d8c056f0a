"""Which entity of an article a name stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from quotecast.model import Span
from quotecast.quotations import given, lexicon
from quotecast.quotations.entity import Entity, fold, same_given, split_name
from quotecast.quotations.mention import Mention

DIRECTIONS: Final = frozenset(
    "north south east west new san santa los las el saint st united".split()
)
"""Words that the names of places begin with."""
_HABIT: Final = 2.0
"""Full names that the habit of calling somebody by a surname is worth at most."""
_OLDER: Final = {"elder": "sr", "younger": "jr"}
"""The elder Parker, the younger Parker."""


def honorific_of(mention: Mention) -> str:
    """The first honorific before a name, lower-cased without its full stop, or ``""``."""
    return next((title for title in mention.title if title in lexicon.HONORIFICS), "")


def addressed_alike(entity: Entity, mention: Mention) -> bool:
    """Whether an honorific before a surname can be this person's: Mrs. Hale is not Miss Hale.

    Nor is she Anna Hale until nobody else can be, which :mod:`joining` finds out.
    """
    honorific = honorific_of(mention)
    if not honorific or fold(mention.words[0]) in given.ALL:
        return True
    if len(entity.words) > 1:
        return honorific in entity.called
    return entity.honorific in ("", honorific)


class Names:
    """The entities of one article by the words of their names."""

    def __init__(self, *, story: bool = False) -> None:
        self.story = story
        """A story calls people "Mrs. Hale" and "Miss Hale" from first to last."""
        self.entities: list[Entity] = []
        self._last: dict[str, list[Entity]] = defaultdict(list)
        self._first: dict[str, list[Entity]] = defaultdict(list)
        self._any: dict[str, list[Entity]] = defaultdict(list)
        self._exact: dict[tuple[str, ...], Entity] = {}
        self._memo: dict[int, Entity | None] = {}
        self._alone: dict[str, list[int]] = defaultdict(list)
        """Where each single-word name without an honorific stands."""
        self._habits: dict[str, tuple[Entity | None, float]] = {}

    def _options(self, word: str, mention: Mention) -> list[Entity]:
        """Entities a single word can stand for: by family name, else by given name."""
        for index in (self._last, self._first, self._any):
            options = [
                e
                for e in index.get(word, ())
                if not (mention.gender and e.gender and e.gender != mention.gender)
                and (index is self._last or self._by_first(e, word))
                and (not self.story or addressed_alike(e, mention))
            ]
            if options:
                return options
        return []

    def shared(self, mention: Mention) -> bool:
        """Whether a one-word name could mean several people."""
        return len(self._last.get(split_name(mention.words)[0][0], ())) > 1

    def bearers(self, mention: Mention) -> list[Entity]:
        """The people with a full name whom a one-word name may mean."""
        options = self._options(split_name(mention.words)[0][0], mention)
        return [e for e in options if e.kind == "person" and e.full]

    def _by_first(self, entity: Entity, word: str) -> bool:
        """Whether a person can be called by the first part of the full name.

        By a given name always; by another word (a family name that stands first) when the
        full name came before the word alone.
        """
        if word in given.FEMALE or word in given.MALE or entity.kind != "person":
            return True
        return entity.first_seen <= next(iter(self._alone.get(word, ())), entity.first_seen)

    def resolve(self, mention: Mention) -> Entity | None:
        """The entity a name mention stands for."""
        if mention.kind != "name":
            return None
        key = id(mention)
        if key not in self._memo:
            entity = self._resolve(mention)
            if mention.weak:
                entity = entity or self._prefix(mention)
            self._memo[key] = entity
        return self._memo[key]

    def _replace(self, others: Mapping[Entity, Entity]) -> None:
        """Let everything that stands for a key stand for its value."""
        self.entities = [e for e in self.entities if e not in others]
        for index in (self._last, self._first, self._any):
            for word, entities in index.items():
                index[word] = list(dict.fromkeys(others.get(e, e) for e in entities))
        self._exact = {key: others.get(e, e) for key, e in self._exact.items()}
        self._memo = {key: others.get(e, e) if e else e for key, e in self._memo.items()}

    def of_surname(self, word: str) -> list[Entity]:
        """The people of one surname, folded."""
        return [e for e in self._last.get(word, ()) if e.kind == "person"]

    def known_as(self, word: str, honorific: str, at: int) -> Entity | None:
        """The person the text calls so, if it is one: "Hale", "Mrs. Hale"; nobody is made."""
        title = (honorific,) if honorific else ()
        gender = lexicon.HONORIFICS.get(honorific, "")
        mention = Mention("name", Span(at, at), 0, 0, (word,), title, gender)
        options = self._options(fold(word), mention)
        people = [e for e in options if e.kind == "person" and e.first_seen <= at + 1500]
        if len(people) > 1:
            return self._resolve(mention)
        return people[0] if people else None

    def _prefix(self, mention: Mention) -> Entity | None:
        """In a title-case headline: the person the run of capitals begins with."""
        for size in (3, 2, 1):
            if size < len(mention.words):
                part = Mention("name", mention.span, 0, 0, mention.words[:size])
                entity = self._resolve(part)
                if entity is not None:
                    return entity
        return None

    def _resolve(self, mention: Mention) -> Entity | None:
        words, suffix = split_name(mention.words)
        exact = self._exact.get((*words, suffix))
        if exact is not None and len(words) > 1:
            return exact
        if len(words) > 1 and words[0] in DIRECTIONS:
            return exact
        if len(words) > 1:
            for other in self._last.get(words[-1], ()):
                theirs = split_name(other.words)[0]
                if other.suffix == suffix and same_given(theirs[0], words[0]):
                    return other
            return exact
        options = self._options(words[0], mention)
        suffix = suffix or next((_OLDER[w] for w in mention.title if w in _OLDER), "")
        if suffix:
            options = [e for e in options if e.suffix == suffix] or options
        if not options:
            return exact
        at = mention.span.start
        seen = [e for e in options if e.first_seen <= at]
        seen = seen or [e for e in options if e.first_seen < at + 1500]
        if not seen:
            return exact
        return max(seen, key=lambda e: self._fit(e, mention, at))

    def _habit(self, word: str) -> tuple[Entity | None, float]:
        """Who was called by a surname alone before another bearer came, and how much it counts.

        "Frell" all through a profile of Nora Frell is not her husband, Otto Frell, once he is
        named.
        """
        if word not in self._habits:
            alike = sorted(self._last.get(word, ()), key=lambda e: e.first_seen)
            alike = [e for e in alike if e.kind == "person" and e.full]
            used = 0
            if len(alike) > 1:
                alone = self._alone.get(word, ())
                first, second = alike[0].first_seen, alike[1].first_seen
                used = bisect_left(alone, second) - bisect_left(alone, first)
            self._habits[word] = (alike[0] if used else None, min(_HABIT, 0.5 * used))
        return self._habits[word]

    def _fit(self, entity: Entity, mention: Mention, at: int) -> tuple[float, int]:
        before = bisect_right(entity.full, at)
        score = float(before)
        if not mention.honorific:
            holder, habit = self._habit(split_name(mention.words)[0][-1])
            score += habit if holder is entity else 0.0
        if before:
            distance = at - entity.full[before - 1]
            score += 1.0 if distance < 300 else 0.5 if distance < 1000 else 0.0
        if mention.gender and entity.gender == mention.gender:
            score += 3
        if mention.honorific and any(entity.titles[title] for title in mention.title):
            score += 1  # Mrs. Parker again, not Chelsea Parker
        if entity.suffix:
            score -= 1
        return score, -entity.first_seen

    def contested(self, mention: Mention, entity: Entity) -> list[Entity]:
        """Who else a bare surname may mean, hardly less well than ``entity``.

        Nobody when a title or gender tells them apart, or when ``entity`` is named three times
        as often.
        """
        words, suffix = split_name(mention.words)
        if len(words) != 1 or suffix or entity.kind != "person":
            return []
        at = mention.span.start
        best = self._fit(entity, mention, at)[0]
        return [
            other
            for other in self._options(words[0], mention)
            if other is not entity
            and other.kind == "person"
            and other.full
            and other.first_seen < at
            and entity.forms.total() < 3 * other.forms.total()
            and self._fit(other, mention, at)[0] > 0.7 * best
            and not (set(mention.title) & (set(entity.titles) - set(other.titles)))
        ]
