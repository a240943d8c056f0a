"""True peaks: the highest points of a sound between its samples (ITU-R BS.1770-5, annex 2).

Interpolated to four times the rate, but only where a value that matters is possible. How far
the curve can rise above the samples near it is bounded twice: by the filter's coefficients,
and, much closer for most sounds, by how sharply the samples bend (their second differences).
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

AT_ONCE: Final = 64
"""Groups interpolated at once: few enough that no numerics library wakes a second thread."""

SURE: Final = 1.0001
"""Bounds are raised by this much, since they are reckoned in single precision."""


def group_peaks(line: Samples, count: int, threshold: float) -> Samples:
    """The peak of each group of one channel, where it is above a threshold.

    Args:
        line: one group of the past, then ``count`` groups, then one group of what follows.
        count: how many groups to look at.
        threshold: peaks up to here may come back as 0.
    """
    import numpy as np

    peaks = np.zeros(count, np.float32)
    if not count:
        return peaks
    blocks = -(-count // COARSE)
    padded = np.zeros((blocks * COARSE + 2) * GROUP, np.float32)
    padded[: len(line)] = line[: len(padded)]
    numbers = _suspects(padded, blocks, threshold)
    numbers = numbers[numbers < count]
    windows = np.lib.stride_tricks.sliding_window_view(padded[1:], GROUP + TAPS - 1)[::GROUP]
    matrix = _group_interpolator()
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        values = windows[some] @ matrix
        peaks[some] = np.maximum(values.max(axis=1), -values.min(axis=1))
    return peaks


def _suspects(padded: Samples, blocks: int, threshold: float) -> npt.NDArray[np.int64]:
    """Numbers of the groups in which a peak above the threshold is possible."""
    import numpy as np

    span = COARSE * GROUP
    # Each block with a group on either side: all that interpolation within it can see.
    rows = np.lib.stride_tricks.sliding_window_view(padded, span + 2 * GROUP)[::span]
    within = padded[GROUP:-GROUP].reshape(-1, span)
    highest = np.maximum(within.max(axis=1), -within.min(axis=1))
    for edge in (rows[:, :GROUP], rows[:, -GROUP:]):
        highest = np.maximum(highest, np.abs(edge).max(axis=1))
    reach, straight, bend = _bounds()
    chosen = np.flatnonzero(highest * reach > threshold)
    near = rows[chosen]
    steps = near[:, 1:] - near[:, :-1]
    bends = steps[:, 1:] - steps[:, :-1]
    sharpest = bend * np.maximum(bends.max(axis=1), -bends.min(axis=1))
    still = highest[chosen] * straight + sharpest > threshold
    chosen, near, sharpest = chosen[still], near[still], sharpest[still]
    # The same for each group and its neighbours.
    alone = np.abs(near).reshape(-1, COARSE + 2, GROUP).max(axis=2)
    tops = np.maximum(np.maximum(alone[:, :-2], alone[:, 2:]), alone[:, 1:-1])
    limits = np.minimum(tops * reach, tops * straight + sharpest[:, None])
    row, group = np.nonzero(limits > threshold)
    numbers: npt.NDArray[np.int64] = chosen[row] * COARSE + group
    return numbers


@functools.cache
def _bounds() -> tuple[float, float, float]:
    """What the curve cannot exceed: ``a`` times the highest sample, or ``b`` times it and
    ``c`` times the sharpest bend.

    Interpolation is a straight line between two samples plus a filter that, but for its
    rounding, nothing straight passes. Summed by parts that filter acts on second differences,
    and the sum of its coefficients then bounds what the sharpest of them can add; what is left
    acts on the step between the two samples, which is at most twice the highest.
    """
    import numpy as np

    phases = interpolator().astype(np.float64)
    middle = TAPS // 2 - 1
    left = most = 0.0
    for phase, weights in enumerate(phases.T):
        beyond = weights.copy()
        beyond[middle] -= 1 - phase / OVERSAMPLING
        beyond[middle + 1] -= phase / OVERSAMPLING
        once = np.cumsum(beyond)[:-1]
        rest = once.sum()
        once[middle] -= rest
        left, most = max(left, 2 * abs(rest)), max(most, np.abs(np.cumsum(once)).sum())
    reach = float(np.abs(phases).sum(axis=0).max())
    return reach * SURE, (1 + left) * SURE, most * SURE


@functools.cache
def _group_interpolator() -> Samples:
    """The interpolation of a whole group as one matrix, shape [samples seen, points]."""
    import numpy as np

    matrix = np.zeros((GROUP + TAPS - 1, GROUP * OVERSAMPLING), np.float32)
    for sample in range(GROUP):
        points = slice(sample * OVERSAMPLING, (sample + 1) * OVERSAMPLING)
        matrix[sample : sample + TAPS, points] = interpolator()
    return matrix


@functools.cache
def interpolator() -> Samples:
    """Coefficients of a four-fold interpolation, shape [taps, phases]."""
    import numpy as np

    at = np.arange(TAPS)[:, None] - (TAPS // 2 - 1) - np.arange(OVERSAMPLING) / OVERSAMPLING
    window = np.i0(8 * np.sqrt(np.maximum(0, 1 - (at / (TAPS / 2)) ** 2))) / np.i0(8)
    phases = np.sinc(at) * window
    coefficients: Samples = (phases / phases.sum(axis=0)).astype(np.float32)
    return coefficients
