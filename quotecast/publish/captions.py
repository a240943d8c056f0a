"""Captions cut into cues: how much of a line is shown at once, and exactly when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from quotecast.model import DOUBT, NARRATOR, Caption, Episode, Word
from quotecast.publish.text import one_line


@dataclass(frozen=True, slots=True)
class Cue:
    """One screenful of a caption."""

    start_ms: int
    end_ms: int
    """After ``start_ms``, and never after the next cue's start."""
    speaker: str
    rows: tuple[str, ...]
    """Text as it is shown, row by row, none of them empty."""
    text: str
    """The words on one line, without a name before them; a broken word is whole again
    where both its pieces are here."""
    words: tuple[Word, ...]
    """The same text word by word, timed."""
    caption: int
    """Index into :attr:`Episode.transcript`."""


def shown_speaker(caption: Caption) -> str:
    """Who is heard: a quotation nobody would vouch for is in the narrator's voice."""
    return NARRATOR if caption.speaker == DOUBT else one_line(caption.speaker) or NARRATOR


def timed_words(caption: Caption) -> tuple[Word, ...]:
    """Every written word of a caption with its time, in order, none missing.

    The take's own word times are used wherever they cover the text; they are matched by
    counting characters, so that a take that joins or splits words differently still fits.
    Without them a word's time follows from its share of the characters.
    """
    tokens = one_line(caption.text).split()
    if not tokens:
        return ()
    marks = _marks(caption)
    sizes = [len(token) for token in tokens]
    total = sum(sizes)
    ends = list(accumulate(sizes))
    timed = []
    for token, end in zip(tokens, ends, strict=True):
        start_ms = _time_at((end - len(token)) / total, marks, opening=True)
        end_ms = _time_at(end / total, marks, opening=False)
        timed.append(Word(token, start_ms, max(start_ms, end_ms)))
    return tuple(timed)


Marks = tuple[list[float], list[int], list[int]]


def _marks(caption: Caption) -> Marks:
    """Shares of the text where words of the take begin, with their start and end times."""
    words = [word for word in caption.words if word.text.strip()]
    if not words:
        return [0.0], [caption.start_ms], [caption.end_ms]
    sizes = [len("".join(word.text.split())) for word in words]
    total = sum(sizes)
    shares = [0.0, *(end / total for end in list(accumulate(sizes))[:-1])]
    return shares, [word.start_ms for word in words], [word.end_ms for word in words]


def _time_at(share: float, marks: Marks, *, opening: bool) -> int:
    """The time at which a share (0 to 1) of the text has been spoken."""
    shares, starts, ends = marks
    tiny = 1e-9  # a share computed twice may differ in its last bit
    index = bisect_right(shares, share + tiny if opening else share - tiny) - 1
    index = max(0, index)
    following = shares[index + 1] if index + 1 < len(shares) else 1.0
    width = following - shares[index]
    part = (share - shares[index]) / width if width > 0 else 0.0
    return round(starts[index] + min(1.0, max(0.0, part)) * (ends[index] - starts[index]))


def cues(episode: Episode, width: int, rows: int, *, named: bool = False) -> Iterator[Cue]:
    """Cut a transcript into cues of at most ``rows`` rows of ``width`` characters.

    Args:
        episode: whose transcript.
        width: characters in a row; a longer word is broken, never dropped.
        rows: rows in a cue.
        named: whether ``Name: `` stands in the text where the speaker changes.
    """
    last = ""
    pending: Cue | None = None
    for index, caption in enumerate(episode.transcript):
        speaker = shown_speaker(caption)
        words = timed_words(caption)
        if not words:
            continue
        prefix = f"{speaker}: " if named and speaker != last else ""
        last = speaker
        for cue in _cut(words, width, rows, prefix, speaker, index):
            if pending is not None:
                yield _before(pending, cue.start_ms)
            pending = cue
    if pending is not None:
        yield _before(pending, max(pending.end_ms, pending.start_ms + 1))


def _before(cue: Cue, next_start: int) -> Cue:
    """The cue ending no later than the next begins, and lasting at least a millisecond."""
    end = max(cue.start_ms + 1, min(cue.end_ms, next_start))
    return replace(cue, end_ms=end)


def _cut(
    words: tuple[Word, ...], width: int, rows: int, prefix: str, speaker: str, caption: int
) -> Iterator[Cue]:
    """Rows filled word by word; a sentence end in the second half of a cue closes it."""
    lines: list[str] = []
    held: list[Word] = []
    text = ""
    row = prefix.rstrip()

    def cue(shown: list[str]) -> Cue:
        start = held[0].start_ms
        end = max(start + 1, held[-1].end_ms)
        return Cue(start, end, speaker, tuple(shown), text, tuple(held), caption)

    for word in words:
        for piece, begins in _pieces(word, width):
            longer = f"{row} {piece.text}" if row else piece.text
            if len(longer) > width and row:
                lines.extend(_wrapped(row, width))
                row = piece.text
                if len(lines) >= rows and held:
                    yield cue(lines)
                    lines, held, text = [], [], ""
            else:
                row = longer
            held.append(piece)
            text += f" {piece.text}" if text and begins else piece.text
            if lines and _ends_sentence(piece.text) and len(row) > width // 2:
                yield cue([*lines, row])
                lines, held, text, row = [], [], "", ""
    if row and held:
        yield cue([*lines, *_wrapped(row, width)])


def _wrapped(row: str, width: int) -> list[str]:
    return [row[at : at + width].strip() for at in range(0, len(row), width)]


def _pieces(word: Word, width: int) -> Iterator[tuple[Word, bool]]:
    """The word, or its pieces when it is longer than a row; True where a word begins."""
    size = len(word.text)
    span = word.end_ms - word.start_ms
    for at in range(0, size, width):
        text = word.text[at : at + width]
        start = word.start_ms + span * at // size
        yield Word(text, start, word.start_ms + span * (at + len(text)) // size), at == 0


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’)]").endswith((".", "!", "?", "…"))
