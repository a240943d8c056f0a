"""Is a take what was asked for? Checks on length, level and shape; no model listens here.

What they look for is what models are known to do: end before the text does, go on after it
(XTTS, after a question or an exclamation in quotation marks), say something quite long for a
text of one word, hum or hiss, clip, stand on an offset, say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quotecast.engines.pieces import sounding
from quotecast.record.expected import bounds_of, seconds_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from quotecast.engines.interface import Samples

NO_SOUND: Final = "the model returned no sound"
SILENT: Final = "silent"

QUIETEST: Final = 0.005
"""Peak of full scale below which a take counts as silent (-46 dBFS)."""

FAINTEST: Final = 0.004
"""RMS of its sound below which a take is too faint: -48 dBFS, 30 dB under speech as it is
recorded; raised to its place in the mix, its noise would be heard."""

CLIPPED: Final = 0.001
"""Share of samples in flat tops (neighbours of one value near the peak) that counts as clipping.

A float take may exceed full scale without harm: it is turned down when it is kept.
"""

OFFSET: Final = 0.02
"""Mean of the samples that counts as DC offset."""

LONGEST_GAP_S: Final = 2.0
"""Silence inside a take."""

PAUSE_S: Final = 0.35
"""Silence that is a pause between sentences or clauses, not between words."""

ENDLESS: Final = 1.3
"""A take this much longer than expected, with more pauses than its text, went on after it."""

CUT: Final = 0.35
"""A last hundredth of a second louder than this share of the peak was cut off."""

STEADIEST_DB: Final = 4.0
"""Nine tenths of the frames within this range, for a second or more: a hum or hiss. Speech
moves by 20 dB and more."""


def faults_of(
    samples: Samples, sample_rate: int, spoken: str, pace: float = 1.0
) -> tuple[str, ...]:
    """What is wrong with a take, in words; empty when nothing is.

    Args:
        samples: mono, shape [n], -1 to 1.
        sample_rate: Hz.
        spoken: the text as said.
        pace: see :func:`quotecast.record.expected.bounds_of`.
    """
    import numpy as np

    if not len(samples) or not np.all(np.isfinite(samples)):
        return (NO_SOUND,)
    peak = float(np.abs(samples).max())
    if peak < QUIETEST:
        return (SILENT,)
    first, last = sounding(samples, sample_rate)
    sound = samples[first:last]
    return (
        *_level_faults(samples, sound, peak),
        *_length_faults(sound, sample_rate, spoken, pace),
        *_shape_faults(sound, sample_rate),
        *_end_faults(samples, sample_rate, peak),
    )


def _level_faults(samples: Samples, sound: Samples, peak: float) -> list[str]:
    import numpy as np

    found = []
    if len(sound) and float(np.sqrt(np.mean(sound.astype(np.float64) ** 2))) < FAINTEST:
        found.append("too faint")
    flat = (samples[1:] == samples[:-1]) & (np.abs(samples[1:]) > 0.98 * peak)
    if float(np.mean(flat)) > CLIPPED:
        found.append("clipped")
    if abs(float(samples.mean())) > OFFSET:
        found.append("DC offset")
    return found


def _length_faults(sound: Samples, sample_rate: int, spoken: str, pace: float) -> list[str]:
    seconds = len(sound) / sample_rate
    least, most = bounds_of(spoken, pace)
    letters = sum(letter.isalnum() for letter in spoken)
    if seconds < least:
        return [f"too short: {seconds:.1f} s for {letters} letters"]
    if seconds > most:
        return [f"too long: {seconds:.1f} s for {letters} letters"]
    pauses = len(_gaps(sound, sample_rate, PAUSE_S))
    marks = sum(word[-1] in ".,;:?!" for word in spoken.rstrip(".,;:?! ").split())
    if pauses > marks and seconds > ENDLESS * pace * seconds_of(spoken) + PAUSE_S:
        return ["goes on after the text"]
    return []


def _shape_faults(sound: Samples, sample_rate: int) -> list[str]:
    import numpy as np

    found = []
    gap = max(_gaps(sound, sample_rate, LONGEST_GAP_S), default=0.0)
    if gap:
        found.append(f"silent for {gap:.1f} s inside")
    levels = 20 * np.log10(np.maximum(_levels(sound, sample_rate), 1e-6))
    if len(levels) >= 100:
        low, high = np.percentile(levels, (5, 95))
        if high - low < STEADIEST_DB:
            found.append("a hum or hiss, not speech")
    return found


def _end_faults(samples: Samples, sample_rate: int, peak: float) -> list[str]:
    import numpy as np

    tail = samples[-max(1, sample_rate // 100) :]
    return ["cut off at its end"] if float(np.abs(tail).max()) > CUT * peak else []


def _levels(samples: Samples, sample_rate: int) -> npt.NDArray[np.float32]:
    """The peak of each hundredth of a second."""
    import numpy as np

    frame = max(1, sample_rate // 100)
    count = len(samples) // frame
    frames = np.abs(samples[: count * frame]).reshape(count, frame)
    return np.asarray(frames.max(axis=1, initial=0.0), dtype=np.float32)


def _gaps(samples: Samples, sample_rate: int, least_s: float) -> list[float]:
    """Seconds of each stretch below a hundredth of the peak that is longer than ``least_s``."""
    import numpy as np

    levels = _levels(samples, sample_rate)
    if not len(levels):
        return []
    loud = np.flatnonzero(levels > 0.01 * levels.max())
    gaps = (np.diff(loud) - 1) / 100
    return [float(gap) for gap in gaps if gap > least_s]
