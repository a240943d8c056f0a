"""Dialogue as fiction writes it: a new paragraph for each new speaker, most without a cue.

News and fiction need different sieves: in news an uncued paragraph goes on with the last
speaker, in fiction it is the other one's turn. :func:`is_dialogue` tells by the text which
it is; :class:`DialogueSieve` replaces the rules for uncued stretches:

- *beat*: the paragraph's own narration has one person as its subject (John hung up his coat.
  "It always is.");
- *answer*: somebody called by name in the turn before ("Is it locked, Martin?") speaks next;
- *alternation*: two people speak in turn; a third within the scene, or a scene of one, and
  nobody is named rather than guessed at;
- somebody addressed by name in a stretch is not its speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotecast.model import QuotationKind
from quotecast.quotations.confidence import confidence
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph, Stretch
from quotecast.quotations.sieve import Sieve
from quotecast.quotations.subjects import first_subject
from quotecast.quotations.turns import Turns
from quotecast.quotations.verdict import Verdict
from quotecast.quotations.vocatives import addressed, called

IN_DOUBT = "turn-in-doubt"
"""The rule of a turn that is surely speech and that nobody may be named for."""
_SCENE = 4
"""Paragraphs without speech that end a scene."""


def is_dialogue(
    stretches: Mapping[int, Sequence[Stretch]], paragraphs: Sequence[Paragraph]
) -> bool:
    """Whether a text reads as dialogue: short turns of two or more, many of them without a cue."""
    spoken = uncued = words = count = 0
    sources: set[str] = set()
    for here in stretches.values():
        direct = [s for s in here if s.direct]
        if not direct:
            continue
        spoken += 1
        count += len(direct)
        words += sum(s.look.words for s in direct)
        alone = not any(s.cue is not None or s.quote.continues for s in direct)
        uncued += alone and direct[0].quote.closed
        sources.update(s.cue.mention.words[-1].lower() for s in direct if s.cue is not None)
    if sources >= {"he", "she"}:
        sources |= {"his", "hers"}
    several = len(sources - {"he", "she", "they", "it", "i", "we"}) > 1
    brief = several and words <= 9 * count and spoken >= 0.6 * len(paragraphs)
    if spoken < 4 or uncued < (1 if brief else 2) or uncued < 0.2 * spoken:
        return False
    if not several and uncued < 0.5 * spoken:
        return False  # one person who is quoted at length
    if words > 22 * count or spoken < 0.3 * len(paragraphs):
        return False
    return not _introduces_many(paragraphs)


_NAMED = 5
"""With so many full names a short text is no story."""


def _introduces_many(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the narration gives new full names all the time, as news does and fiction does not.

    News: one in 25 to 80 words ("Council leader Mara Ek told the Harbour Post"). A story
    introduces a few people and then calls them by one name.
    """
    named = {m.words for p in paragraphs for m in p.mentions if m.kind == "name"}
    full = sum(len(words) > 1 for words in named)
    return full >= _NAMED and full * 100 > sum(len(p.tokens) for p in paragraphs)


def trust_single_names(table: Table) -> None:
    """In fiction a capitalised word by itself is mostly somebody."""
    for entity in table.entities:
        if entity.kind == "person" and len(entity.words) == 1:
            entity.says += 1


class DialogueSieve(Sieve):
    """The sieve for fiction."""

    faint = 0.0
    """Short turns put many sentences between a name and its pronoun."""

    def paragraph(self, index: int, stretches: list[Stretch]) -> None:
        """Attribute one paragraph and remember whose turn it was."""
        super().paragraph(index, stretches)
        direct = [s for s in stretches if s.direct]
        if direct:
            self._scene_turns.append((index, self.verdicts[direct[-1].number]))

    def __post_init__(self) -> None:
        self._scene_turns: list[tuple[int, Verdict]] = []

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
        lead = self._sentence_before(paragraph, stretch.token)
        if lead is not None:
            return self._lead(paragraph, lead)
        return (
            self._beat(paragraph, stretch)
            or self._answer(paragraph, stretch)
            or self._alternate(paragraph, stretch)
        )

    def look_ahead(self, stretches: Mapping[int, Sequence[Stretch]]) -> None:
        """Take in which turns say who speaks."""
        self._turn_about = Turns(self.paragraphs, stretches, self.memory.table)

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
        if (
            entity is None
            or entity.kind not in ("person", "role", "author")
            or addressed(self._said(stretch), entity)
        ):
            return None
        return Verdict(entity, f"beat/{how}", kind, None, subject.span, others)

    def _answer(self, paragraph: Paragraph, stretch: Stretch) -> Verdict | None:
        """Who was called by name in the turn right before answers: "Is it locked, Martin?"."""
        last = self._previous
        if last is None or paragraph.index - last.paragraph > 2:
            return None
        name = called(self._said(last))
        if not name:
            return None
        entity = self.memory.table.called(name, last.quote.start)
        spoke = self.verdicts[last.number].entity
        if entity.kind != "person" or entity is spoke or addressed(self._said(stretch), entity):
            return None
        others = (spoke.name,) if spoke is not None else ()
        return Verdict(entity, "answer", QuotationKind.IMPLICIT, others=others)

    def _alternate(self, paragraph: Paragraph, stretch: Stretch) -> Verdict:
        """The one who spoke before the last speaker, when two take turns."""
        recent = self._scene(paragraph.index)
        names = [v.entity for _, v in recent if v.entity is not None]
        others = tuple(dict.fromkeys(e.name for e in reversed(names)))[:3]
        nobody = Verdict(None, IN_DOUBT, QuotationKind.IMPLICIT, others=others)
        counted, broken = self._counted(paragraph, recent)
        if broken:
            return nobody
        if counted is not None:
            return self._other_turn(stretch, counted, recent) or nobody
        if len(recent) < 2:
            return nobody
        last, other = recent[-1][1].entity, recent[-2][1].entity
        if last is None or other is None or last is other:
            return nobody
        turn_about = len(recent) == 2 or recent[-3][1].entity is last
        return (self._other_turn(stretch, other, recent) if turn_about else None) or nobody

    def _counted(
        self, paragraph: Paragraph, recent: Sequence[tuple[int, Verdict]]
    ) -> tuple[Entity | None, bool]:
        """The other of two by counting turns, and whether the count does not come out even."""
        index, verdict = recent[-1] if recent else (-1, None)
        if verdict is None or verdict.entity is None:
            return None, False
        return self._turn_about.other(paragraph.index, index, verdict.entity)

    def _other_turn(
        self, stretch: Stretch, other: Entity, recent: Sequence[tuple[int, Verdict]]
    ) -> Verdict | None:
        """The turn of ``other``, who is not spoken to in it; less sure the longer none is named."""
        if addressed(self._said(stretch), other):
            return None
        last = recent[-1][1].entity
        names = (last.name,) if last is not None else ()
        verdict = Verdict(other, "alternation", QuotationKind.IMPLICIT, others=names)
        run = sum(1 for _, v in recent[-8:] if v.rule == "alternation")
        verdict.confidence = max(0.4, confidence("alternation") - 0.03 * run)
        return verdict

    def _scene(self, index: int) -> list[tuple[int, Verdict]]:
        """The turns of the scene that paragraph ``index`` continues, in order."""
        turns = self._scene_turns[-12:]
        scene: list[tuple[int, Verdict]] = []
        at = index
        for turn in reversed(turns):
            if at - turn[0] > _SCENE:
                break
            scene.insert(0, turn)
            at = turn[0]
        if scene and index - scene[-1][0] > 2:
            return []
        return scene
