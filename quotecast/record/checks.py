"""Is a take what was asked for? Checks on length, level and shape; no model listens here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quotecast.engines.pieces import sounding

if TYPE_CHECKING:
    from quotecast.engines.interface import Samples

FASTEST_S: Final = 0.022
"""Seconds a letter at the least: about 450 words a minute, beyond any speaker."""

SLOWEST_S: Final = 0.25
"""Seconds a letter at the most, beside :data:`GRACE_S`: slower is babble or a stuck model."""

GRACE_S: Final = 1.5
"""Very short texts may take this much longer."""

QUIETEST: Final = 0.005
"""Peak of full scale below which a take counts as silent (-46 dBFS)."""

CLIPPED: Final = 0.001
"""Share of samples in flat tops (neighbours of one value near the peak) that counts as clipping.

A float take may exceed full scale without harm: it is turned down when it is kept.
"""

OFFSET: Final = 0.02
"""Mean of the samples that counts as DC offset."""

LONGEST_GAP_S: Final = 2.0
"""Silence inside a take."""

CUT: Final = 0.35
"""A last hundredth of a second louder than this share of the peak was cut off."""


def faults_of(samples: Samples, sample_rate: int, spoken: str) -> tuple[str, ...]:
    """What is wrong with a take, in words; empty when nothing is."""
    import numpy as np

    if not len(samples) or not np.all(np.isfinite(samples)):
        return ("the model returned no sound",)
    peak = float(np.abs(samples).max())
    if peak < QUIETEST:
        return ("silent",)
    found = []
    flat = (samples[1:] == samples[:-1]) & (np.abs(samples[1:]) > 0.98 * peak)
    if float(np.mean(flat)) > CLIPPED:
        found.append("clipped")
    if abs(float(samples.mean())) > OFFSET:
        found.append("DC offset")
    first, last = sounding(samples, sample_rate)
    seconds = (last - first) / sample_rate
    letters = sum(letter.isalnum() for letter in spoken)
    if seconds < FASTEST_S * letters:
        found.append(f"too short: {seconds:.1f} s for {letters} letters")
    if seconds > SLOWEST_S * letters + GRACE_S:
        found.append(f"too long: {seconds:.1f} s for {letters} letters")
    gap = _longest_gap(samples[first:last], sample_rate)
    if gap > LONGEST_GAP_S:
        found.append(f"silent for {gap:.1f} s inside")
    tail = samples[-max(1, sample_rate // 100) :]
    if float(np.abs(tail).max()) > CUT * peak:
        found.append("cut off at its end")
    return tuple(found)


def _longest_gap(samples: Samples, sample_rate: int) -> float:
    """Seconds of the longest stretch below a hundredth of the peak."""
    import numpy as np

    frame = max(1, sample_rate // 100)
    count = len(samples) // frame
    if count == 0:
        return 0.0
    levels = np.abs(samples[: count * frame]).reshape(count, frame).max(axis=1)
    loud = np.flatnonzero(levels > 0.01 * levels.max())
    return float(np.diff(loud).max() - 1) / 100 if len(loud) > 1 else 0.0
