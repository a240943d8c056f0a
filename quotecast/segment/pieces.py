"""Cutting one block into stretches that one speaker says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from quotecast.model import DOUBT, ENDPOINT_RULE, NARRATOR, Quotation, Span
from quotecast.segment.proof import MARKS, inside_word

PAIRS = {
    '"': '"”“',
    "“": '”"',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "'": "'’",
    "‘": "’'",
    "‚": "‘’",
    "`": "'`´",
    "「": "」",
    "『": "』",
    "〝": "〞",
    "＂": "＂",
}
"""Opening mark and the marks that may close it."""

DOUBLED = {"''": ("''", "’’", '"'), "``": ("''", "``"), "‘‘": ("’’",), ",,": ("''", "“")}
"""The same for marks typed as two characters."""

GIVEN = "speaker named by the endpoint, where the rules were in doubt"
"""Noted in the script, so that a person sees which voice no rule vouches for."""

_LEADING = re.compile(r"[,;:.!?…]+(?=\s|$)")
"""Punctuation set after the closing mark that belongs to the words before it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one speaker says without interruption."""

    speaker: str
    span: Span
    """Where it stands, with whatever marks lie within."""
    notes: tuple[str, ...] = ()
    texts: tuple[Span, ...] = ()
    """The parts of ``span`` that are said."""

    def said(self, text: str) -> str:
        """The words, white space normalised."""
        words = ""
        reached = self.span.start
        for part in self.texts:
            parted = any(char.isspace() for char in text[reached : part.start])
            words += (" " if parted else "") + part.of(text)
            reached = part.end
        return " ".join(words.split())


def piece(speaker: str, span: Span, notes: tuple[str, ...] = ()) -> Piece:
    """A piece all of which is said."""
    return Piece(speaker, span, notes, (span,))


def inner(quotation: Span, text: str) -> Span:
    """The words between the marks of a quotation; either mark may be missing."""
    start, end = trimmed(quotation, text)
    for width, closing in ((2, DOUBLED), (1, PAIRS)):
        opening = text[start : start + width]
        if end - start < width or opening not in closing:
            continue
        start += width
        for mark in closing[opening]:
            if end - len(mark) >= start and text.endswith(mark, start, end):
                end -= len(mark)
                break
        break
    return Span(*trimmed(Span(start, end), text))


def trimmed(span: Span, text: str) -> tuple[int, int]:
    """Bounds of a span without the white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def wordless(span: Span, text: str) -> bool:
    """Whether a stretch holds no letter and no digit."""
    return not any(text[at].isalnum() for at in range(span.start, span.end))


def cut(block: Span, quotations: Iterable[Quotation], text: str, doubt: float) -> list[Piece]:
    """The pieces of a block in order.

    Args:
        block: what is to be said.
        quotations: those to be voiced, in order; what leaves the block is clipped.
        text: the article's.
        doubt: below this confidence a quotation is left to the narrator.
    """
    pieces: list[Piece] = []
    reached = block.start
    for quotation in quotations:
        whole = Span(max(quotation.span.start, reached), min(quotation.span.end, block.end))
        if whole.start >= whole.end:
            continue
        words = inner(whole, text)
        if wordless(words, text) or any(
            inside_word(text, at) for at in (words.start, words.end, whole.end)
        ):
            continue
        _narrate(pieces, Span(reached, whole.start), text)
        pieces.append(_voiced(quotation, words, doubt))
        reached = _take_stop(pieces, whole.end, block.end, text)
    _narrate(pieces, Span(reached, block.end), text)
    return _merged(_attached(pieces, text), text)


def _voiced(quotation: Quotation, words: Span, doubt: float) -> Piece:
    if quotation.speaker is not None and quotation.confidence >= doubt:
        notes = (GIVEN,) if quotation.rule == ENDPOINT_RULE else ()
        return piece(quotation.speaker, words, notes)
    names = dict.fromkeys(
        name for name in (quotation.speaker, *quotation.candidates) if name is not None
    )
    notes = ("nearest name: " + ", ".join(list(names)[:3]),) if names else ()
    return piece(DOUBT, words, notes)


def _take_stop(pieces: list[Piece], closed: int, end: int, text: str) -> int:
    """Give a comma or stop behind the closing mark to the words it ends."""
    spoken = pieces[-1]
    found = _LEADING.match(text, closed, end)
    if found is None or text[spoken.span.end - 1] in ",;:.!?…—-":
        return closed
    parts = (*spoken.texts, Span(closed, found.end()))
    pieces[-1] = replace(spoken, span=Span(spoken.span.start, found.end()), texts=parts)
    return found.end()


def _narrate(pieces: list[Piece], span: Span, text: str) -> None:
    start, end = trimmed(span, text)
    if not all(text[at].isspace() or text[at] in MARKS for at in range(start, end)):
        pieces.append(piece(NARRATOR, Span(start, end)))


def _attached(pieces: list[Piece], text: str) -> list[Piece]:
    """No piece of mere punctuation stands alone: it goes to the piece before, else after."""
    kept: list[Piece] = []
    waiting: Piece | None = None
    for part in pieces:
        if wordless(part.span, text):
            if kept:
                kept[-1] = _joined(kept[-1], part)
            else:
                waiting = part if waiting is None else _joined(waiting, part)
            continue
        if waiting is not None:
            whole = _joined(waiting, part)
            part, waiting = replace(whole, speaker=part.speaker, notes=part.notes), None
        kept.append(part)
    return kept if waiting is None else [waiting]


def _merged(pieces: list[Piece], text: str) -> list[Piece]:
    """Neighbours of one speaker with only white space and marks between them are one piece."""
    kept: list[Piece] = []
    for part in pieces:
        if kept and _mergeable(kept[-1], part, text):
            kept[-1] = _joined(kept[-1], part)
        else:
            kept.append(part)
    return kept


def _mergeable(last: Piece, part: Piece, text: str) -> bool:
    parted = any(char.isspace() for char in text[last.span.end : part.span.start])
    return parted and (last.speaker, last.notes) == (part.speaker, part.notes)


def _joined(first: Piece, second: Piece) -> Piece:
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        texts=(*first.texts, *second.texts),
    )
