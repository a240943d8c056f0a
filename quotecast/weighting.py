"""K-weighting: the two filters of ITU-R BS.1770-5 that weigh frequencies as ears do.

A recursive filter is one multiplication after another, each waiting for the last. Here a piece
of 64 samples is one product with a matrix (what the filter makes of the piece) and another
(how it goes on ringing from before), and only the ringing, four numbers, goes from piece to
piece. It takes the time of a compiled loop and needs no library but numpy, whose import costs
a tenth of that library's.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    State = npt.NDArray[np.float64]
    Section = tuple[tuple[float, float, float], tuple[float, float, float]]

PIECE: Final = 64
"""Samples filtered by one row of a product."""

ROWS: Final = 32
"""Pieces in one product: few enough that no numerics library wakes a second thread."""

SAMPLES_AT_ONCE: Final = PIECE * ROWS
"""What is weighed at once is a multiple of this."""

FADED: Final = 1e-12
"""Ringing that has gone down to this share counts for nothing."""


def k_weighting(sample_rate: int) -> tuple[Section, Section]:
    """Coefficients (b, a) of BS.1770's two filters, for any sample rate.

    The recommendation prints them for 48 kHz only; these are the analogue filters behind
    those numbers (a shelf of +4 dB at 1682 Hz, a high pass at 38 Hz), which ffmpeg and
    libebur128 use as well.
    """
    warp = math.tan(math.pi * 1681.974450955533 / sample_rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    norm = 1 + warp / q + warp**2
    shelf_b = (
        (high + band * warp / q + warp**2) / norm,
        2 * (warp**2 - high) / norm,
        (high - band * warp / q + warp**2) / norm,
    )
    shelf_a = (1.0, 2 * (warp**2 - 1) / norm, (1 - warp / q + warp**2) / norm)
    warp = math.tan(math.pi * 38.13547087602444 / sample_rate)
    q = 0.5003270373238773
    norm = 1 + warp / q + warp**2
    pass_a = (1.0, 2 * (warp**2 - 1) / norm, (1 - warp / q + warp**2) / norm)
    return (shelf_b, shelf_a), ((1.0, -2.0, 1.0), pass_a)


def at_rest() -> State:
    """The filter before its first sample."""
    import numpy as np

    return np.zeros((1, 4))


def weighed(samples: Samples, state: State, sample_rate: int) -> tuple[Samples, State]:
    """One channel as ears weigh it.

    Args:
        samples: a multiple of :data:`SAMPLES_AT_ONCE` of them.
        state: what the last call returned, or :func:`at_rest`.
        sample_rate: of the samples.

    Returns:
        As many weighed samples (140 dB true to the filter in double precision), and the state
        after them.
    """
    import numpy as np

    within, ringing, adding, fading = _matrices(sample_rate)
    rows = samples.reshape(-1, ROWS, PIECE)
    states = np.concatenate([state, (rows @ adding).reshape(-1, 4)])
    # Each state is faded into the next: sums over 1, 2, 4, … pieces, until nothing is left.
    reach = 1
    while reach < len(states) and np.abs(fading).max() > FADED:
        states[reach:] += states[:-reach] @ fading
        fading = fading @ fading
        reach *= 2
    out: Samples = rows @ within
    out += states[:-1].astype(np.float32).reshape(-1, ROWS, 4) @ ringing
    return out.ravel(), states[-1:].copy()


@functools.cache
def _matrices(sample_rate: int) -> tuple[Samples, Samples, Samples, State]:
    """What a piece becomes, what a state rings on as, what a piece adds to the state, and how
    a state fades over a piece.

    A state is written in coordinates of which each rings on with an energy of one, so that
    single precision is enough for all but its own way from piece to piece.
    """
    import numpy as np

    sections = k_weighting(sample_rate)
    unit = np.eye(PIECE)
    within, adding = np.zeros((PIECE, PIECE)), np.zeros((PIECE, 4))
    response = _run(sections, np.zeros(4), unit[0])[0]
    for at in range(PIECE):
        within[at, at:] = response[: PIECE - at]
        adding[at] = _run(sections, np.zeros(4), unit[at])[1]
    rung = [_run(sections, state, np.zeros(PIECE)) for state in np.eye(4)]
    orthogonal, triangle = np.linalg.qr(np.array([sound for sound, _ in rung]).T)
    fading = np.linalg.inv(triangle.T) @ np.array([state for _, state in rung]) @ triangle.T
    single = (within, orthogonal.T, adding @ triangle.T)
    first, second, third = (np.ascontiguousarray(matrix, np.float32) for matrix in single)
    return first, second, third, fading


def _run(
    sections: tuple[Section, ...], state: State, samples: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], State]:
    """The filter sample by sample (direct form II transposed), and its state afterwards."""
    import numpy as np

    state, out = state.copy(), np.zeros(len(samples))
    for at, value in enumerate(samples):
        for number, (b, a) in enumerate(sections):
            made = b[0] * value + state[2 * number]
            state[2 * number] = b[1] * value - a[1] * made + state[2 * number + 1]
            state[2 * number + 1] = b[2] * value - a[2] * made
            value = made
        out[at] = value
    return out, state
