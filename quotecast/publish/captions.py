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
        cut = _Cutter(words, width, rows, speaker if named else "", named and speaker != last)
        last = speaker
        for cue in cut.cues(speaker, index):
            if pending is not None:
                yield _before(pending, cue.start_ms)
            pending = cue
    if pending is not None:
        yield _before(pending, max(pending.end_ms, pending.start_ms + 1))


def _before(cue: Cue, next_start: int) -> Cue:
    """The cue ending no later than the next begins, and lasting at least a millisecond."""
    end = max(cue.start_ms + 1, min(cue.end_ms, next_start))
    return replace(cue, end_ms=end)


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Rows filled word by word; a sentence end in the second half of a cue closes it."""

    words: tuple[Word, ...]
    width: int
    rows: int
    name: str
    """Empty where names do not stand in the text."""
    changed: bool
    """Whether the first cue must name its speaker."""

    def cues(self, speaker: str, caption: int) -> Iterator[Cue]:
        """The cues of one caption."""
        lines: list[str] = []
        held: list[Word] = []
        text = ""
        row = self._opening(0, must=self.changed)

        def cue(shown: list[str]) -> Cue:
            start = held[0].start_ms
            end = max(start + 1, held[-1].end_ms)
            return Cue(start, end, speaker, tuple(shown), text, tuple(held), caption)

        for count, word in enumerate(self.words):
            for piece, begins in _pieces(word, self.width):
                longer = f"{row} {piece.text}" if row else piece.text
                if len(longer) > self.width and row:
                    lines.extend(_wrapped(row, self.width))
                    row = piece.text
                    if len(lines) >= self.rows and held:
                        yield cue(lines)
                        lines, held, text = [], [], ""
                        lines, row = self._begin(count, piece.text)
                else:
                    row = longer
                held.append(piece)
                text += f" {piece.text}" if text and begins else piece.text
                if lines and _ends_sentence(piece.text) and len(row) > self.width // 2:
                    yield cue([*lines, row])
                    lines, held, text = [], [], ""
                    row = self._opening(count + 1)
        if row and held:
            yield cue([*lines, *_wrapped(row, self.width)])

    def _begin(self, index: int, text: str) -> tuple[list[str], str]:
        """The rows so far and the open row of a cue that begins with ``text``."""
        name = self._opening(index)
        if not name:
            return [], text
        both = f"{name} {text}"
        return ([], both) if len(both) <= self.width else (_wrapped(name, self.width), text)

    def _opening(self, index: int, *, must: bool = False) -> str:
        """``Name:`` where a cue must begin with it, else nothing.

        A reader of names takes whatever stands before the first colon for one
        ("Correction: …"), so such a cue names its real speaker first.
        """
        if not self.name:
            return ""
        size, colon = 0, False
        for word in self.words[index:]:
            size += len(word.text) + 1
            if size > self.width * self.rows:
                break
            colon = colon or word.text.endswith(":")
        return f"{self.name}:" if must or colon else ""


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
