"""True peaks: the highest points of a sound between its samples (ITU-R BS.1770-5, annex 2).

Interpolated to four times the rate, but only where a value that matters is possible: the
filter's coefficients bound how far it can rise above the samples near it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

GROUP: Final = 16
"""Frames that share one look at their peak: 0.4 ms at 44.1 kHz."""

OVERSAMPLING: Final = 4
TAPS: Final = 32
"""Of the interpolation filter, for each of its four phases; half of them in the past."""

COARSE: Final = 16
"""Groups that are first looked at together."""

AT_ONCE: Final = 1024
"""Groups interpolated at once: 4 MB."""


def group_peaks(line: Samples, count: int, threshold: float) -> Samples:
    """The peak of each group of one channel, where it is above a threshold.

    Args:
        line: one group of the past, then ``count`` groups, then one group of what follows.
        count: how many groups to look at.
        threshold: peaks up to here may come back as 0.
    """
    import numpy as np

    if not count:
        return np.zeros(0, np.float32)
    phases = interpolator()
    reach = float(np.abs(phases).sum(axis=0).max())
    span = COARSE * GROUP
    blocks = -(-count // COARSE)
    padded = np.zeros(blocks * span + 2 * GROUP, np.float32)
    padded[: len(line)] = line[: len(padded)]
    rows = padded[GROUP : GROUP + blocks * span].reshape(-1, span)
    highest = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    for edge in (0, GROUP + span):  # the groups on both sides of each block
        beside = np.lib.stride_tricks.sliding_window_view(padded[edge:], GROUP)[::span][:blocks]
        highest = np.maximum(highest, np.abs(beside).max(axis=1))
    suspects = np.flatnonzero(highest * reach > threshold)
    numbers = (suspects[:, None] * COARSE + np.arange(COARSE)).ravel()
    numbers = numbers[numbers < count]
    peaks = np.zeros(count, np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(padded[1:], GROUP + TAPS - 1)[::GROUP]
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        near = windows[some]
        chosen = np.maximum(near.max(axis=1), -near.min(axis=1)) * reach > threshold
        around = np.lib.stride_tricks.sliding_window_view(near[chosen], TAPS, axis=1)
        peaks[some[chosen]] = np.abs(around @ phases).max(axis=(1, 2), initial=0)
    return peaks


@functools.cache
def interpolator() -> Samples:
    """Coefficients of a four-fold interpolation, shape [taps, phases]."""
    import numpy as np

    at = np.arange(TAPS)[:, None] - (TAPS // 2 - 1) - np.arange(OVERSAMPLING) / OVERSAMPLING
    window = np.i0(8 * np.sqrt(np.maximum(0, 1 - (at / (TAPS / 2)) ** 2))) / np.i0(8)
    phases = np.sinc(at) * window
    coefficients: Samples = (phases / phases.sum(axis=0)).astype(np.float32)
    return coefficients
