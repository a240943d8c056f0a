"""Dialogue as fiction writes it: a new paragraph for each new speaker, most without a cue.

News and fiction need different sieves: in news an uncued paragraph goes on with the last
speaker, in fiction it is the other one's turn (:mod:`genre` tells which it is).
:class:`DialogueSieve` replaces the rules for uncued stretches:

- *beat*: the paragraph's own narration has one person as its subject (John hung up his coat.
  "It always is."), who is not called by name in it;
- *kin*: "her mother" is who bears the surname and the honorific (:mod:`kin`);
- *turns*: every other turn, and every "he said", is weighed with those around it when the
  whole text is read (:mod:`turns`), by whom they call (:mod:`vocatives`), who is there and
  who spoke before. Where nobody is clearly ahead nobody is named.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from quotecast.model import BlockKind, QuotationKind
from quotecast.quotations.entity import Entity
from quotecast.quotations.genre import is_division
from quotecast.quotations.kin import is_kin, relation
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph, Stretch
from quotecast.quotations.sieve import Sieve
from quotecast.quotations.subjects import first_subject
from quotecast.quotations.turns import Turn, decide, sure
from quotecast.quotations.verdict import Verdict
from quotecast.quotations.vocatives import Calls, calls
from quotecast.quotations.weights import OWNERS
from quotecast.quotations.words import GENDERS

IN_DOUBT = "turn-in-doubt"
"""The rule of a turn that is surely speech and that nobody may be named for."""
_SCENE: Final = 4
"""Paragraphs without speech that end a scene."""
_NARRATED: Final = 120
"""Words of narration that do."""
_PRESENT: Final = 12
"""Mentions at the end of a paragraph that show who is there."""
_PARENTS: Final = 8
"""Fathers and mothers of a scene at most."""
_SURE: Final = 0.5
"""Confidence from which a turn is somebody's."""


class DialogueSieve(Sieve):
    """The sieve for fiction."""

    faint = 0.0
    """Short turns put many sentences between a name and its pronoun."""

    def __post_init__(self) -> None:
        self._scenes: list[list[Turn]] = []
        self._children: dict[int, tuple[Entity, set[int]]] = {}
        """Parents and the ``id`` of their children."""

    def paragraph(self, index: int, stretches: list[Stretch]) -> None:
        """Attribute one paragraph and remember whose turn it was."""
        super().paragraph(index, stretches)
        direct = [s for s in stretches if s.direct]
        if direct:
            self._take(index, direct)

    # -- rules of one paragraph -----------------------------------------------------------

    def _uncued(
        self,
        paragraph: Paragraph,
        stretch: Stretch,
        before: Stretch | None,
        following: Stretch | None,
    ) -> Verdict:
        if stretch.quote.continues and self._previous is not None:
            return self._share(self._previous, "continued")
        if before is not None:
            return self._share(before, "split")
        if following is not None and following.cue is not None:
            return self._share(following, "shared-with-next")
        above = self._announced(paragraph.index, ",-–—") if not stretch.token else None
        if above is not None and above.mention is not None:
            return above
        lead = self._sentence_before(paragraph, stretch.token)
        if lead is not None:
            return self._lead(paragraph, lead)
        return self._beat(paragraph, stretch) or Verdict(None, IN_DOUBT, QuotationKind.IMPLICIT)

    def _beat(self, paragraph: Paragraph, stretch: Stretch) -> Verdict | None:
        """The person whose doing is told in the same paragraph speaks."""
        subject: Mention | None = None
        token = stretch.token
        if token:
            low = max(paragraph.starts[token - 1], token - 60)
            subject = first_subject(paragraph, low, token)
        elif len(paragraph.tokens) > 1:
            mention = paragraph.starting(1)
            if mention is not None and not mention.possessive and paragraph.starts[1] == 1:
                subject = mention
        if subject is None or subject.kind not in ("name", "pronoun", "role"):
            return None
        entity, kind, how, others = self._who(paragraph, subject)
        if entity is None or entity.kind not in ("person", "role", "author"):
            return None
        if entity in self._calls(stretch).people:
            return None
        return Verdict(entity, f"beat/{how}", kind, None, subject.span, others)

    def _role(
        self, paragraph: Paragraph, mention: Mention, start: int
    ) -> tuple[Entity | None, QuotationKind, str, tuple[str, ...]]:
        """A relation of somebody's is who bears the surname: "her mother" is Mrs. Hale."""
        if mention.kind == "role" and is_kin(mention.head):
            for owner in self._owners(paragraph, mention):
                entity = relation(self.memory.table, owner, mention.head)
                if entity is not None:
                    entity.titles[mention.head] += 1
                    if mention.head in ("father", "mother"):
                        self._children.setdefault(id(entity), (entity, set()))[1].add(id(owner))
                    return entity, QuotationKind.ANAPHORIC, "kin", ()
        return super()._role(paragraph, mention, start)

    def _owners(self, paragraph: Paragraph, mention: Mention) -> list[Entity]:
        """Whose relation a description may be, the likeliest first."""
        named = paragraph.ending(mention.first - 1)
        if named is not None and named.kind == "name" and named.possessive:
            entity = self.memory.table.resolve(named)
            return [entity] if entity is not None else []
        gender = OWNERS.get(mention.words[0].lower())
        if gender is None:
            return []
        owners = [entity for _, entity in self.memory.pronoun(gender, mention.span.start)[:3]]
        if self._stretch is not None:  # "My dear Mr. Hale," said his wife
            owners += [e for e in self._calls(self._stretch).people if e.gender == gender]
        return owners

    def _calls(self, *stretches: Stretch) -> Calls:
        words = " ".join(map(self._said, stretches))
        return calls(self.memory, words, stretches[0].quote.start)

    # -- scenes ---------------------------------------------------------------------------

    def _take(self, index: int, direct: list[Stretch]) -> None:
        """Remember the turns of a paragraph for the scene."""
        groups: list[list[Stretch]] = []
        for stretch in direct:
            if groups and self._together(groups[-1][-1], stretch):
                groups[-1].append(stretch)
            else:
                groups.append([stretch])
        last = self._scenes[-1][-1] if self._scenes else None
        gap = index - last.paragraph - 1 if last else 0
        if last is None or gap > _SCENE or self._divided(last.paragraph, index):
            self._scenes.append([])
        if direct[0].quote.continues and last is not None and gap == 0:
            last.stretches += tuple(groups.pop(0))
            last.paragraph = index
        for number, group in enumerate(groups):
            turn = self._turn(index, group)
            if number == 0:
                tokens = self.paragraphs[index].tokens[: direct[0].token]
                turn.gap = max(0, gap)
                turn.led_in = any(token.kind == "w" for token in tokens)
                turn.told = self._told(index)
            self._scenes[-1].append(turn)

    def _together(self, one: Stretch, two: Stretch) -> bool:
        """Whether two stretches of a paragraph are one turn: by one source, or by nobody yet."""
        first, second = self.verdicts[one.number], self.verdicts[two.number]
        if first.group == second.group or first.mention == second.mention:
            return True
        return first.entity is second.entity and first.entity is not None

    def _divided(self, last: int, index: int) -> bool:
        """Whether a heading or long narration stands between two paragraphs."""
        between = self.paragraphs[last + 1 : index]
        if sum(len(p.tokens) for p in between) > _NARRATED:
            return True
        return any(p.kind is BlockKind.HEADING or is_division(p.tokens) for p in between)

    def _turn(self, index: int, group: list[Stretch]) -> Turn:
        """A turn as its own words and its narration show it."""
        verdict = self.verdicts[group[0].number]
        turn = Turn(index, tuple(group), calls=self._calls(*group), present=self._present(index))
        if verdict.entity is None or verdict.rule.partition("/")[2].startswith("pronoun"):
            turn.leaning = verdict.entity
            if verdict.mention is not None:
                words = self.text[verdict.mention.start : verdict.mention.end]
                turn.gender = GENDERS.get(words.lower(), "")
        else:
            turn.speaker = verdict.entity
        return turn

    def _told(self, index: int) -> Entity | None:
        """Whom the narration right above a paragraph is about."""
        if not index or self.paragraphs[index - 1].looks or self._divided(index - 2, index):
            return None
        verdict = self._narrated_before(self.paragraphs[index - 1])
        return verdict.entity if verdict is not None else None

    def _present(self, index: int) -> tuple[Entity, ...]:
        """Whom the narration names in a paragraph and in the one before, if nobody speaks there."""
        found: dict[int, Entity] = {}
        for paragraph in self.paragraphs[max(0, index - 1) : index + 1]:
            if paragraph.index < index and paragraph.looks:
                continue
            for mention in paragraph.mentions[-_PRESENT:]:
                entity = self.memory.table.resolve(mention)
                if entity is not None and entity.kind == "person":
                    found[id(entity)] = entity
        return tuple(found.values())

    def settle(self) -> None:
        """Weigh the turns of each scene together."""
        for scene in self._scenes:
            if all(turn.speaker is not None for turn in scene):
                continue
            parents = self._parents(scene)
            for turn in scene:
                if turn.calls.parent:
                    _call_parent(turn, parents)
            for turn, (entity, lead, others) in zip(scene, decide(scene), strict=True):
                if turn.speaker is None:
                    self._settle(turn, entity, lead, others)

    def _parents(self, scene: list[Turn]) -> list[tuple[Entity, set[int]]]:
        """The fathers and mothers that a scene names, and the ``id`` of their children."""
        here = dict.fromkeys(id(e) for t in scene for e in (*t.named(), *t.present))
        return [self._children[key] for key in here if key in self._children][:_PARENTS]

    def _settle(
        self, turn: Turn, entity: Entity | None, lead: float, others: tuple[Entity, ...]
    ) -> None:
        """Write down what the scene says of a turn."""
        names = tuple(e.name for e in (entity, *others) if e is not None)
        for stretch in turn.stretches:
            verdict = self.verdicts[stretch.number]
            if entity is not None and entity is turn.leaning:
                verdict.confidence = max(verdict.confidence, sure(lead))
                verdict.others = names[1:4]
            elif entity is not None and sure(lead) >= _SURE:
                verdict.entity, verdict.others = entity, names[1:4]
                verdict.rule = "turns" if verdict.mention is None else "turns/pronoun"
                verdict.confidence = sure(lead)
            else:
                verdict.entity, verdict.others = None, names[:3]
                verdict.rule, verdict.confidence = IN_DOUBT, 0.0


def _call_parent(turn: Turn, known: list[tuple[Entity, set[int]]]) -> None:
    """Who is called "papa" is one of the fathers the scene names; who calls, their child."""
    called = turn.calls
    parents = [(e, children) for e, children in known if e.gender in ("", called.gender)]
    turn.children = frozenset(child for _, children in parents for child in children)
    turn.calls = replace(called, people=(*called.people, *(parent for parent, _ in parents)))
