"""Two people who take turns: whose turn a paragraph without a cue is, by the cues around it.

Fiction names a speaker now and then ("…," said Ruth) and leaves the turns between to be
counted. What stands further on counts too: in "…," said Dan. / "…" / "…" / "…," said Ruth. the
two in the middle are Ruth's and Dan's, and had there been one less, somebody spoke twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph, Stretch
from quotecast.quotations.subjects import first_subject

_AROUND: Final = 12
"""Turns looked at on either side."""
_GAP: Final = 4
"""Paragraphs from one turn to the next within a scene, at most."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the words of a paragraph say of who speaks in it."""

    paragraph: int
    entity: Entity | None = None
    """Who is named."""
    gender: str = ""
    """Of the pronoun, where there is only one."""
    stranger: bool = False
    """Somebody is described, or the author himself speaks."""

    @property
    def silent(self) -> bool:
        """Whether the words say nothing."""
        return self.entity is None and not self.gender and not self.stranger

    def allows(self, entity: Entity) -> bool:
        """Whether ``entity`` can be who speaks."""
        if self.entity is not None:
            return self.entity is entity
        return not self.stranger and entity.gender in ("", self.gender or entity.gender)


class Turns:
    """The turns of a text, with what is known of each before any is decided."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        stretches: Mapping[int, Sequence[Stretch]],
        table: Table,
    ) -> None:
        self._anchors = [
            _anchor(paragraphs[index], [s for s in here if s.direct], table)
            for index, here in sorted(stretches.items())
            if any(s.direct for s in here)
        ]
        self._place = {anchor.paragraph: k for k, anchor in enumerate(self._anchors)}

    def other(self, index: int, last: int, speaker: Entity) -> tuple[Entity | None, bool]:
        """Who takes turns with ``speaker`` where paragraph ``index`` stands.

        Args:
            index: a paragraph that does not say who speaks.
            last: the paragraph of the turn before.
            speaker: whose that was.

        Returns:
            the other one, if two people speak here, else None; and whether the next cue tells
            that turns are not taken one by one.
        """
        k = self._place[index]
        if not k or self._anchors[k - 1].paragraph != last:
            return None, False
        scene = self._scene(k)
        people = {id(a.entity): a.entity for a in scene if a.entity is not None}
        others = [entity for key, entity in people.items() if key != id(speaker)]
        if len(people) != 2 or len(others) != 1 or any(a.stranger for a in scene):
            return None, False
        pair = (speaker, others[0])
        if not all(any(a.allows(one) for one in pair) for a in scene if not a.silent):
            return None, False
        broken = self._out_of_step(k, pair)
        return (None if broken else others[0]), broken

    def _scene(self, k: int) -> list[Anchor]:
        """The turns around turn ``k`` between which the narration is short."""
        low = high = k
        while low > max(0, k - _AROUND) and self._gap(low) <= _GAP:
            low -= 1
        top = min(len(self._anchors) - 1, k + _AROUND)
        while high < top and self._gap(high + 1) <= _GAP:
            high += 1
        return self._anchors[low : high + 1]

    def _gap(self, k: int) -> int:
        return self._anchors[k].paragraph - self._anchors[k - 1].paragraph

    def _out_of_step(self, k: int, pair: tuple[Entity, Entity]) -> bool:
        """Whether the next cue names the wrong one of two: the turn before ``k`` is the first's."""
        for n in range(k, min(len(self._anchors), k + _AROUND)):
            if self._gap(n) > 1:
                return False  # after narration either of them may go on
            anchor = self._anchors[n]
            if not anchor.silent:
                return not anchor.allows(pair[(n - k + 1) % 2])
        return False


def _anchor(paragraph: Paragraph, direct: Sequence[Stretch], table: Table) -> Anchor:
    """What a paragraph's cue says, else the subject of its narration."""
    cue = next((s.cue for s in direct if s.cue is not None), None)
    mention: Mention | None = cue.mention if cue is not None else None
    if mention is None and len(paragraph.tokens) > len(direct):
        mention = first_subject(paragraph, 0, len(paragraph.tokens))
    if mention is None:
        return Anchor(paragraph.index)
    if mention.kind == "name":
        return Anchor(paragraph.index, entity=table.resolve(mention))
    if mention.kind == "pronoun" and mention.gender in ("male", "female"):
        return Anchor(paragraph.index, gender=mention.gender)
    return Anchor(paragraph.index, stranger=cue is not None)
