"""One entry per person or organisation of an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quotecast.model import NARRATOR, Span
from quotecast.quotations import given, lexicon
from quotecast.quotations.capitals import as_written, in_capitals
from quotecast.quotations.entity import Entity, fold, same_given, split_name
from quotecast.quotations.lookup import DIRECTIONS, Names, honorific_of
from quotecast.quotations.mention import Mention


def _initials_agree(mention: Mention, entity: Entity) -> bool:
    """Not when both have initials and they differ: George W. Bush, George H. W. Bush."""
    one = [fold(w) for w in mention.words if len(fold(w)) == 1]
    other = [fold(w) for w in entity.words if len(fold(w)) == 1]
    return not one or not other or one == other


def _append(index: list[Entity], entity: Entity) -> None:
    """Keep an index short: no article has more people of one name, and lookups stay fast."""
    if len(index) < 50:
        index.append(entity)


class Table(Names):
    """The entities of one article, gathered from its mentions."""

    def __init__(self, *, story: bool = False) -> None:
        super().__init__(story=story)
        self._roles: dict[str, Entity] = {}
        self._names: list[Mention] = []
        self._written: dict[str, str] | None = None

    def build(self, mentions: Iterable[Mention]) -> None:
        """Make the entities of all name mentions of an article, in order of the text."""
        names = self._names = [m for m in mentions if m.kind == "name"]
        strong = [(m, split_name(m.words)[0]) for m in names if not m.weak]
        for mention, words in strong:
            if len(words) == 1 and not mention.honorific:
                self._alone[words[0]].append(mention.span.start)
        for unsure in (False, True):
            for mention, words in strong:
                if len(words) > 1 and unsure == self._unsure(mention, words):
                    self._full(mention)
        for entity in self.entities:
            entity.full.sort()
        self.entities.sort(key=lambda e: e.first_seen)
        for mention, words in strong:
            if len(words) == 1 and not self._known(mention):
                self._add(mention)
        self._contrast()
        for mention in names:
            found = self.resolve(mention)
            if found is not None:
                self._note(found, mention)
        for entity in self.entities:
            entity.settle()
            self._in_small_letters(entity)

    def join(self, owners: Mapping[Entity, Entity]) -> None:
        """Make each key the same person as its value, which keeps its name."""
        for other, one in owners.items():
            one.first_seen = min(one.first_seen, other.first_seen)
            one.forms.update(other.forms)
            one.titles.update(other.titles)
            one.says += other.says
            one.placed += other.placed
            one.called |= {other.honorific} - {""}
            for gender, votes in other.votes.items():
                one.votes[gender] += votes
        self._replace(owners)

    def _in_small_letters(self, entity: Entity) -> None:
        """Write a name in capitals (JOHN MCCAIN, Emmanuel MACRON) as names are written."""
        if entity.kind != "person" or not in_capitals(entity.words):
            return
        if entity.words[0].lower() in given.ALL or " ".join(entity.words).isupper():
            entity.words = as_written(entity.words, self._shown())

    def _shown(self) -> dict[str, str]:
        """Upper-cased word of a name → how the text writes it where it is not in capitals."""
        if self._written is None:
            words = (w for m in self._names for w in m.words if not w.isupper())
            self._written = {}
            for word in words:
                self._written.setdefault(word.upper(), word)
        return self._written

    def _contrast(self) -> None:
        """Note who shares a name with whom: Trump and Trump Jr., Mr. and Mrs. Parker."""
        for alike in self._last.values():
            single = [e for e in alike if len(e.words) == 1 and e.kind == "person"]
            for entity in single:
                entity.twin = len(single) > 1
            for entity in alike:
                if entity.suffix:
                    first = split_name(entity.words)[0][0]
                    entity.contrasted = any(
                        e is not entity and same_given(split_name(e.words)[0][0], first)
                        for e in alike
                        if len(e.words) > 1
                    )

    @staticmethod
    def _unsure(mention: Mention, words: list[str]) -> bool:
        """Two words that begin a sentence, the first no given name: "Understated Perez"."""
        return mention.initial and len(words) == 2 and words[0].endswith(("ed", "ing", "ly", "est"))

    def _full(self, mention: Mention) -> None:
        """Take in a mention by full name: of a known entity, or of a new one."""
        words, suffix = split_name(mention.words)
        key = (*words, suffix)
        entity = self._exact.get(key)
        if entity is None and not mention.org:
            entity = self._same_person(mention, words, suffix)
            if entity is not None:
                self._exact[key] = entity
                if len(mention.words) > len(entity.words):
                    entity.words = mention.words
        if entity is None:
            entity = self._tail(words)
        if entity is None and self._unsure(mention, words) and not mention.title:
            known = self._last.get(words[-1], ())
            same = [e for e in known if len(e.full) > 1 or fold(e.words[0]) in given.ALL]
            if len(same) == 1:
                self._exact[key] = same[0]
                return
        if entity is None:
            entity = self._add(mention)
        entity.full.append(mention.span.start)

    def _same_person(self, mention: Mention, words: list[str], suffix: str) -> Entity | None:
        """The entity with the same family name and a given name that can be the same."""
        for other in self._last.get(words[-1], ()):
            theirs = split_name(other.words)[0]
            if other.suffix != suffix or len(theirs) < 2 or other.kind != "person":
                continue
            if same_given(theirs[0], words[0]) and _initials_agree(mention, other):
                return other
        return None

    def _tail(self, words: list[str]) -> Entity | None:
        """The entity whose longer name ends in ``words``: "Peña Nieto", "Security Council"."""
        index = self._any if words[-1] in lexicon.ORG_WORDS else self._last
        for other in index.get(words[-1], ()):
            theirs = split_name(other.words)[0]
            if len(theirs) > len(words) and theirs[-len(words) :] == words:
                self._exact[(*words, "")] = other
                return other
        return None

    def _known(self, mention: Mention) -> bool:
        word = split_name(mention.words)[0][0]
        options = self._options(word, mention)
        if not options:
            return False
        near = [e for e in options if e.first_seen < mention.span.start + 1500]
        return bool(near)

    def _add(self, mention: Mention) -> Entity:
        words, suffix = split_name(mention.words)
        place = len(words) > 1 and words[0] in DIRECTIONS and not mention.title
        if len(words) == 1 and words[0] in lexicon.PLACES and not mention.title:
            place = not (self.story and words[0] in given.ALL)  # Charlotte, Florence
        kind = "organisation" if mention.org or place else "person"
        entity = Entity(mention.words, kind, mention.span.start)
        if mention.gender:
            entity.votes[mention.gender] += 5
            entity.honorific = honorific_of(mention)
        entity.suffix = suffix
        self.entities.append(entity)
        self._exact[(*words, suffix)] = entity
        if mention.org:
            acronym = "".join(w[0] for w in words if w not in ("of", "the", "for", "on", "and"))
            _append(self._any[acronym], entity)
            for word in words:
                _append(self._any[word], entity)
            return entity
        _append(self._last[words[-1]], entity)
        if len(words) > 1:
            _append(self._first[words[0]], entity)
            for word in words[1:-1]:
                _append(self._any[word], entity)
        if len(words) > 1:
            entity.vote_given(words[0])
        return entity

    def _note(self, entity: Entity, mention: Mention) -> None:
        entity.forms[" ".join(mention.words)] += 1
        for word in (*mention.title, *mention.extra):
            entity.titles[word] += 1
        entity.placed += mention.placed
        if mention.gender:
            entity.votes[mention.gender] += 5

    def adopt(self, mention: Mention) -> Entity:
        """The entity of a name that is only met as a speaker; made if unknown."""
        entity = self.resolve(mention) or self._resolve(mention)
        if entity is None:
            entity = self._memo[id(mention)] = self._add(mention)
            self._note(entity, mention)
        return entity

    def called(self, label: str, at: int) -> Entity:
        """The entity of a name printed as a label ("WALLACE", "Mr. Trump"); made if unknown."""
        mention = self._label(label, at)
        return self._bearer(mention) or self._add(mention)

    def known(self, label: str, at: int) -> Entity | None:
        """The entity of a name, if the text has one so called."""
        return self._bearer(self._label(label, at))

    def _bearer(self, mention: Mention) -> Entity | None:
        entity = self._resolve(mention)
        if entity is None and len(mention.words) == 1:
            options = self._options(fold(mention.words[-1]), mention)
            entity = options[0] if options else None
        return entity

    def _label(self, label: str, at: int) -> Mention:
        """A name without its titles, as a mention at ``at``."""
        words = [w for w in label.replace("’", "'").split() if w]
        while len(words) > 1 and fold(words[0]) in lexicon.TITLES | frozenset(lexicon.HONORIFICS):
            words = words[1:]
        shown = as_written(words, self._shown()) if in_capitals(words) else tuple(words)
        return Mention("name", Span(at, at), 0, 0, shown)

    def main_person(self, at: int) -> Entity | None:
        """The one person a text is about before ``at``: named most, and clearly so."""
        people = [e for e in self.entities if e.kind == "person" and e.full and e.full[0] < at]
        people.sort(key=lambda e: (-e.forms.total(), e.first_seen))
        if len(people) > 1 and people[1].forms.total() * 1.5 > people[0].forms.total():
            return None
        return people[0] if people else None

    def author(self, at: int) -> Entity:
        """Who tells the text and calls himself "I": heard in the narrator's voice."""
        return self.role(NARRATOR, "author", at, "")

    def described(self, name: str, owner: str = "") -> Entity | None:
        """Who was met under this description before, if anybody; whose it is must agree."""
        entity = self._roles.get(name.lower())
        return entity if entity is not None and entity.owned_by(owner) else None

    def role(
        self, name: str, kind: str, at: int, gender: str, head: str = "", owner: str = ""
    ) -> Entity:
        """The entity of somebody only known by a description; made when first asked for.

        Args:
            name: the description.
            kind: of the entity.
            at: where it stands.
            gender: that the words state, or ``""``.
            head: the description's noun, by which it is met again ("the official").
            owner: whose it is. A second man's "his wife" is named by him: "Moss's wife".
        """
        if name == NARRATOR and kind != "author":
            name = "The narrator"  # of a film, and not of the text
        if name.lower() in self._roles and self.described(name, owner) is None:
            name = f"{owner}'s {name[:1].lower()}{name[1:]}"
        entity = self._roles.get(name.lower())
        if entity is None:
            entity = Entity((name,), kind, at, owner=owner)
            entity.forms[name] += 1
            if gender:
                entity.votes[gender] += 5
            self._roles[name.lower()] = entity
            self.entities.append(entity)
        if head:
            entity.titles[head] += 1
        return entity
