"""Who takes which turn of a scene, weighed together: cues, names called, narration, alternation.

A turn without a cue is told by those around it, before and after. Every turn of a scene has
its candidates: who speaks, is called by name or acts near it. A way to give the scene's turns to
them scores by what speaks for it and against (:data:`ALTERNATES` and the others); the best way is
found turn by turn, as are, for each turn, the best ways that give it to somebody else. Where
these score nearly as well the turn stays in doubt. One candidate is a stranger, nobody of the
text: a turn that no named person fits well is left to him, and so to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from quotecast.quotations.entity import Entity
from quotecast.quotations.prominence import proven, suits
from quotecast.quotations.scene import Stretch
from quotecast.quotations.vocatives import Calls

ALTERNATES: Final = 1.5
"""Score of a turn of who spoke the turn before the last, and did not speak last."""
CUED_ALTERNATES: Final = 0.75
"""The same where a cue says so: writers spend a cue where it is not plain whose turn it is."""
AMONG_THREE: Final = 0.75
"""The same where three people or more speak in the turns around."""
SELF: Final = -4.0
"""Two paragraphs on end by one person."""
SELF_APART: Final = -1.0
"""The same with narration between them."""
JOINS_IN: Final = -0.5
"""A third person speaks."""
CALLED_SELF: Final = -6.0
"""Somebody calls himself by name."""
ANSWERS: Final = 2.5
"""Who was called by name speaks next."""
ASKED: Final = 1.5
"""The same after a question, added."""
WAS_ANSWERED: Final = 0.5
"""Who is called by name spoke before."""
CHILD: Final = 1.0
"""Who says "papa" is, or is not, a child of somebody's father."""
OTHER_GENDER: Final = -1.5
"""Who was called "sir" is a woman."""
TOLD_OF: Final = 1.0
"""Whom the narration right before the turn is about."""
SPOKE: Final = 1.0
"""Who speaks in the turns around by a cue."""
PRESENT: Final = 0.5
"""Whom that narration names."""
LEANING: Final = 2.0
"""Whom the pronoun of the cue most likely means."""
STRANGER: Final = -1.0
"""Nobody the text names near the turn."""
NEAR: Final = 8
"""Turns on either side among whose people the candidates are."""
BESIDE: Final = 4
"""Turns back that show, with the next one, how many people talk."""
AHEAD: Final = 1
"""Turns ahead whose cues show who is speaking already."""
MOST: Final = 6
"""Candidates of a turn."""
_NEVER: Final = -1e9


@dataclass(slots=True)
class Turn:
    """What one person says in one paragraph."""

    paragraph: int
    """The last one, where it goes over several."""
    stretches: tuple[Stretch, ...]
    calls: Calls
    present: tuple[Entity, ...] = ()
    """Whom the narration of its paragraph and right before it names."""
    speaker: Entity | None = None
    """Whom its cue names."""
    leaning: Entity | None = None
    """Whom its cue's pronoun seems to mean."""
    gender: str = ""
    """That its cue's pronoun states."""
    children: frozenset[int] = frozenset()
    """``id`` of those whose parent it calls: "No, papa."."""
    told: Entity | None = None
    """Whom the narration right before it is about."""
    gap: int = 0
    """Paragraphs of narration right before it."""
    led_in: bool = False
    """Narration of its own paragraph stands before it."""
    spoke: frozenset[int] = frozenset()
    """``id`` of those whom cues of the turns around name as speakers."""
    company: int = 0
    """How many speak by name in the turns around it."""
    candidates: list[Entity | None] = field(default_factory=list)

    def named(self) -> Iterator[Entity]:
        """Whom its narration names: as speaking or told of."""
        for entity in (self.speaker, self.leaning, self.told):
            if entity is not None:
                yield entity


_Table = dict[tuple[int, int], float]
Decision = tuple[Entity | None, float, tuple[Entity, ...]]
"""Who speaks a turn, by how much ahead of the next, and who else may, best first."""


def decide(scene: Sequence[Turn]) -> list[Decision]:
    """Share out the turns of a scene; None for a turn that fits a stranger best."""
    _gather(scene)
    own = [[_own(scene, t, e) for e in turn.candidates] for t, turn in enumerate(scene)]
    forward = _sweep(scene, own)
    backward = _sweep_back(scene, own)
    found: list[Decision] = []
    for t, turn in enumerate(scene):
        best: dict[int, float] = {}
        for (a, b), score in forward[t].items():
            total = score + backward[t].get((a, b), _NEVER)
            best[b] = max(best.get(b, _NEVER), total)
        ranked = sorted(best, key=lambda b: (-best[b], b))
        lead = best[ranked[0]] - best[ranked[1]] if len(ranked) > 1 else 99.0
        who = [turn.candidates[b] for b in ranked]
        found.append((who[0], lead, tuple(e for e in who[1:] if e is not None)))
    return _even(scene, found)


def _even(scene: Sequence[Turn], found: list[Decision]) -> list[Decision]:
    """Take back what does not come out even where two people talk from one cue to the next.

    "…," said Dan. / "…" / "…" / "…," said Dan: somebody spoke twice, and it is not told who.
    """
    last = -1
    for t, turn in enumerate(scene):
        if turn.gap or turn.company > 2:
            last = -1
        if turn.speaker is not None:
            between = range(last + 1, t)
            if last >= 0 and (scene[last].speaker is turn.speaker) == (len(between) % 2 == 0):
                for k in between:
                    entity, _, others = found[k]
                    found[k] = (entity, 0.0, others)
            last = t
    return found


def sure(lead: float) -> float:
    """Confidence in a turn by how far its speaker is ahead."""
    return min(0.85, 0.35 + 0.1 * lead)


def _gather(scene: Sequence[Turn]) -> None:
    """Find each turn's candidates: whom the turns around it name, the nearest first."""
    for t, turn in enumerate(scene):
        around = scene[max(0, t - BESIDE) : t + AHEAD + 1]
        turn.company = len({id(other.speaker) for other in around if other.speaker is not None})
        if turn.speaker is not None:
            turn.candidates = [turn.speaker]
            continue
        about = scene[max(0, t - NEAR) : t + AHEAD + 1]
        said = [e for other in about for e in (other.speaker, other.leaning) if e is not None]
        turn.spoke = frozenset(map(id, said))
        near: dict[int, Entity] = {}
        for entity in (*_named_around(scene, t), *scene[0].present):
            if _suits(turn, entity):
                near.setdefault(id(entity), entity)
        turn.candidates = [*list(near.values())[:MOST], None]


def _named_around(scene: Sequence[Turn], t: int) -> Iterator[Entity]:
    """Whom the turns around one name, the nearest first; later ones up to the next narration."""
    ahead = t + 1
    while ahead < len(scene) and ahead <= t + NEAR and not scene[ahead].gap:
        ahead += 1
    for distance in range(NEAR + 1):
        for k in dict.fromkeys((t - distance, t + distance)):
            if 0 <= k < ahead:
                yield from scene[k].named()
                if k <= t:
                    yield from (*scene[k].calls.people, *scene[k].present)


def _suits(turn: Turn, entity: Entity) -> bool:
    """Whether somebody can be a turn's speaker at all: a person, no place, of the gender stated."""
    if entity.author:
        return not turn.gender
    return suits(entity, turn.gender or entity.gender or "male") and proven(entity)


def _own(scene: Sequence[Turn], t: int, entity: Entity | None) -> float:
    """How well a turn by itself fits somebody."""
    turn = scene[t]
    if turn.speaker is not None:
        return 0.0
    if entity is None:
        return STRANGER
    score = SPOKE * (id(entity) in turn.spoke)
    if entity in turn.calls.people:
        score += CALLED_SELF
    if turn.children:
        score += CHILD if id(entity) in turn.children else -CHILD
    if turn.told is entity:
        score += TOLD_OF
    elif entity in turn.present:
        score += PRESENT
    if turn.leaning is entity:
        score += LEANING
    if t and entity in scene[t - 1].calls.people:
        score += ANSWERS + ASKED * scene[t - 1].calls.question
    if t and _differs(entity, scene[t - 1].calls.gender):
        score += OTHER_GENDER
    if t + 1 < len(scene) and entity in scene[t + 1].calls.people:
        score += WAS_ANSWERED
    if t + 1 < len(scene) and _differs(entity, scene[t + 1].calls.gender):
        score += OTHER_GENDER
    return score


def _differs(entity: Entity, gender: str) -> bool:
    return bool(gender and entity.gender and entity.gender != gender)


def _step(
    scene: Sequence[Turn], t: int, one: Entity | None, two: Entity | None, three: Entity | None
) -> float:
    """Score of the turns ``t-2``, ``t-1``, ``t`` being these people's in this order."""
    if scene[t].gap or scene[t].led_in:
        return SELF_APART if two is three else 0.0
    if two is three:
        return SELF
    if scene[t].speaker is not None:
        return CUED_ALTERNATES if t > 1 and one is three else 0.0
    if t > 1 and one is three:
        return AMONG_THREE if scene[t].company > 2 else ALTERNATES
    return JOINS_IN if t > 1 else 0.0


def _sweep(scene: Sequence[Turn], own: Sequence[Sequence[float]]) -> list[_Table]:
    """Best score of the turns up to each, by the candidates of the turn before and of it."""
    tables: list[_Table] = [{(-1, b): score for b, score in enumerate(own[0])}]
    for t in range(1, len(scene)):
        table: _Table = {}
        before, here = scene[t - 1].candidates, scene[t].candidates
        above = scene[t - 2].candidates if t > 1 else []
        for (a, b), score in tables[-1].items():
            one, two = above[a] if a >= 0 else None, before[b]
            for c, three in enumerate(here):
                total = score + own[t][c] + _step(scene, t, one, two, three)
                if total > table.get((b, c), _NEVER):
                    table[b, c] = total
        tables.append(table)
    return tables


def _sweep_back(scene: Sequence[Turn], own: Sequence[Sequence[float]]) -> list[_Table]:
    """Best score of the turns after each, by the candidates of the turn before and of it."""
    tables: list[_Table] = [{} for _ in scene]
    last = len(scene) - 1
    tables[last] = dict.fromkeys(_pairs(scene, last), 0.0)
    for t in range(last - 1, -1, -1):
        here, after = scene[t].candidates, scene[t + 1].candidates
        for a, b in _pairs(scene, t):
            one, two = scene[t - 1].candidates[a] if t else None, here[b]
            best = _NEVER
            for c, three in enumerate(after):
                step = _step(scene, t + 1, one, two, three)
                best = max(best, tables[t + 1][b, c] + own[t + 1][c] + step)
            tables[t][a, b] = best
    return tables


def _pairs(scene: Sequence[Turn], t: int) -> list[tuple[int, int]]:
    """The candidates of the turn before ``t``, -1 for none, with those of it."""
    before = range(len(scene[t - 1].candidates)) if t else (-1,)
    return [(a, b) for a in before for b in range(len(scene[t].candidates))]
