"""A line cut into pieces a speech model says well, and the pieces joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from quotecast.engines.interface import Speech, SpokenToken

if TYPE_CHECKING:
    from quotecast.engines.interface import Samples

LONGEST: Final = 240
"""Characters of a piece. Models learn from single sentences; far longer ones make them hurry
or stumble, and cost memory with the square of the length in attention models."""

SENTENCE_PAUSE_S: Final = 0.28
CLAUSE_PAUSE_S: Final = 0.12

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_CLAUSE = re.compile(r"(?<=[,;:])\s+")


def pieces_of(text: str) -> list[str]:
    """Sentences; those too long cut at clauses, and failing that between words.

    The pieces joined by single spaces are the text.
    """
    result: list[str] = []
    for sentence in _SENTENCE.split(text.strip()):
        if len(sentence) <= LONGEST:
            result.append(sentence)
            continue
        for part in _gathered(_CLAUSE.split(sentence)):
            result += [part] if len(part) <= LONGEST else _gathered(part.split())
    return [piece for piece in result if piece]


def _gathered(parts: Sequence[str]) -> list[str]:
    """Join neighbours as long as they fit."""
    result: list[str] = []
    for part in parts:
        if result and len(result[-1]) + 1 + len(part) <= LONGEST:
            result[-1] += f" {part}"
        else:
            result.append(part)
    return result


def sounding(samples: Samples, sample_rate: int, floor: float = 0.01) -> tuple[int, int]:
    """First and last+1 sample of the sound: 10 ms frames louder than ``floor`` of the peak.

    A sample range of no sound at all is ``(0, 0)``.
    """
    import numpy as np

    frame = max(1, sample_rate // 100)
    count = len(samples) // frame
    if count == 0:
        return (0, len(samples)) if len(samples) and np.any(samples) else (0, 0)
    levels = np.abs(samples[: count * frame]).reshape(count, frame).max(axis=1)
    peak = float(levels.max())
    if peak <= 0:
        return (0, 0)
    loud = np.flatnonzero(levels > max(peak * floor, 1e-4))
    if not len(loud):
        return (0, 0)
    return int(loud[0]) * frame, min(len(samples), (int(loud[-1]) + 1) * frame)


def join(parts: Sequence[tuple[str, Speech]]) -> Speech:
    """The pieces one after the other, their own silence replaced by even pauses.

    Args:
        parts: each piece's text and what was said; all of one sample rate.
    """
    import numpy as np

    if len(parts) == 1:
        return parts[0][1]
    rate = parts[0][1].sample_rate
    margin = int(0.02 * rate)
    chunks: list[Samples] = []
    words: list[SpokenToken] = []
    timed = all(speech.words is not None for _, speech in parts)
    at = 0
    for number, (text, speech) in enumerate(parts):
        start, end = sounding(speech.samples, rate)
        first = 0 if number == 0 else max(0, start - margin)
        last = len(speech.samples) if number == len(parts) - 1 else end + margin
        chunk = speech.samples[first:last]
        for word in speech.words or ():
            shift = (at - first) / rate
            words.append(SpokenToken(word.text, word.start_s + shift, word.end_s + shift))
        chunks.append(chunk)
        at += len(chunk)
        if number < len(parts) - 1:
            pause = SENTENCE_PAUSE_S if text[-1:] in ".?!" else CLAUSE_PAUSE_S
            gap = np.zeros(int(pause * rate), dtype=np.float32)
            chunks.append(gap)
            at += len(gap)
    return Speech(np.concatenate(chunks), rate, tuple(words) if timed else None)
