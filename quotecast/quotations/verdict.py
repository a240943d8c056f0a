"""Who speaks a stretch, by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from quotecast.model import NARRATOR, Quotation, QuotationKind, Span
from quotecast.quotations.entity import Entity
from quotecast.quotations.scene import Stretch


@dataclass(slots=True)
class Verdict:
    """Who speaks a stretch, by which rule."""

    entity: Entity | None
    rule: str
    kind: QuotationKind
    cue: Span | None = None
    mention: Span | None = None
    others: tuple[str, ...] = ()
    confidence: float = 0.0
    group: int = -1


def quotation(text: str, stretch: Stretch, verdict: Verdict | None) -> Quotation:
    """The outside form of a stretch and its verdict."""
    span = Span(stretch.quote.start, stretch.quote.end)
    if verdict is None:
        return Quotation(span, None, stretch.direct)
    speaker = verdict.entity.name if verdict.entity is not None else None
    return Quotation(
        span,
        speaker,
        stretch.direct,
        verdict.kind,
        round(verdict.confidence, 3) if speaker else 0.0,
        verdict.rule,
        verdict.cue,
        verdict.mention,
        tuple(n for n in verdict.others if n not in (speaker, NARRATOR)),
        verdict.group,
    )
