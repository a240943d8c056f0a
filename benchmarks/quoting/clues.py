"""What the stretches are for which each clue of a partial quotation holds.

The points of :data:`quotecast.quotations.partial.CLUES` were set by this count on one half of
the annotated articles and checked on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unittest import mock

from quotecast.model import Span
from quotecast.quotations import attribute, partial, speech
from quoting.score import Case, trimmed

HALVES = ("first half", "second half")
"""Every second article, from the first and from the second on."""


def count_clues(cases: Sequence[Case]) -> dict[str, dict[str, dict[str, float]]]:
    """For each half and clue: how many stretches that no rule of form voices it holds for.

    Columns: ``speech`` (annotated as direct speech), ``partial`` (as a partial quotation),
    ``none`` (as no quotation, or not at all). The last row counts those voiced by all clues.
    """
    return {half: _table(cases[k::2]) for k, half in enumerate(HALVES)}


def _table(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    counts: dict[str, Counter[str]] = {clue.name: Counter() for clue in partial.CLUES}
    counts["voiced"] = Counter()
    for case in cases:
        for span, look, beside in _looked_at(case):
            kind = _kind(case, span)
            for clue in partial.CLUES:
                counts[clue.name][kind] += clue.holds(look, beside)
            counts["voiced"][kind] += partial.voiced(look, beside)
    columns = ("speech", "partial", "none")
    return {name: {column: float(c[column]) for column in columns} for name, c in counts.items()}


def _looked_at(case: Case) -> list[tuple[Span, speech.Surface, partial.Beside]]:
    """The stretches of an article that got a second look."""
    where: dict[int, Span] = {}
    seen: list[tuple[Span, speech.Surface, partial.Beside]] = []
    surface, voiced = speech.surface, partial.voiced

    def noting(text, quote, *rest):  # type: ignore[no-untyped-def]
        look = surface(text, quote, *rest)
        where[id(look)] = Span(quote.start, quote.end)
        return look

    def looking(look: speech.Surface, beside: partial.Beside) -> bool:
        seen.append((where[id(look)], look, beside))
        return voiced(look, beside)

    with (
        mock.patch.object(speech, "surface", noting),
        mock.patch.object(partial, "voiced", looking),
    ):
        attribute(case.article)
    return seen


def _kind(case: Case, span: Span) -> str:
    text = case.article.text
    here = trimmed(text, span)
    for wanted in case.wanted:
        theirs = trimmed(text, wanted.span)
        if theirs.start < here.end and here.start < theirs.end:
            return "speech" if wanted.asked else "partial"
    return "none"
