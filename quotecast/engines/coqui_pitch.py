"""The pitch of a voice, read off a mel spectrogram.

In the lower bands the harmonics of a voice stand apart, so the spectrogram itself shows the
pitch. Each pitch that may be is given the pattern a train of pulses of it makes in these
bands; how well a frame follows each pattern is its score; and the best smooth path through
all frames' scores is the pitch (dynamic programming, as in most pitch trackers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np

    from quotecast.engines.interface import Samples

LOWEST: Final = 60.0
HIGHEST: Final = 420.0
"""Hz; people's speech, children's included."""
_STEPS: Final = 64  # candidates per octave
_TOP: Final = 1200.0  # Hz; above, the bands are too wide to part harmonics
_AROUND: Final = 9  # bands whose mean is taken off: what is left is harmonics, not vowels
_VOICED: Final = 0.6  # score from which a frame has pitch
_FLAT: Final = 0.8  # natural log; a pattern fainter than this does not count in full
_JUMP: Final = 0.042  # octaves between two frames that cost as much as 0.25 of score
_FARTHEST: Final = 0.75  # most that a jump costs, in score
_FAR: Final = 0.5  # octaves from the line's median that cost as much as 0.1 of score
_FAR_FORETOLD: Final = 0.06  # octaves from the pitch foretold that do


def pulses(curve: Any, rate: int) -> Samples:
    """A train of pulses of unit power that holds every harmonic below half the rate.

    Args:
        curve: pitch at each sample, Hz, above 0.
        rate: samples per second.
    """
    import numpy as np

    turn = np.cumsum(curve / rate) * 2 * np.pi
    count = np.floor(rate / 2 / curve)
    half = np.sin(turn / 2)
    small = np.abs(half) < 1e-4
    # The sum of count cosines (twice), in closed form: Dirichlet's kernel without its mean.
    train = np.sin((count + 0.5) * turn) / np.where(small, 1.0, half)
    train = np.where(small, 2 * count + 1, train) - 1
    return np.asarray(train * np.sqrt(curve / rate), dtype=np.float32)


class PitchReader:
    """Reads pitch off spectrograms of one kind."""

    def __init__(self, basis: Any, rate: int, size: int, window: Any) -> None:
        """``basis``: [bands, bins] of a transform of ``size`` with ``window``; a tensor."""
        import numpy as np

        centres = basis.argmax(1).numpy() * rate / size
        # The lowest bands span two or three bins and catch unlike shares of an even spectrum.
        self._even = basis.sum(1).log().numpy()
        self._bands = max(int((centres < _TOP).sum()), 8)
        count = int(np.log2(HIGHEST / LOWEST) * _STEPS)
        self._candidates = LOWEST * 2 ** (np.arange(count) / _STEPS)
        patterns = [self._pattern(hz, basis, rate, size, window) for hz in self._candidates]
        self._patterns = _level_off(np.stack(patterns) - self._even[: self._bands])
        self._patterns /= np.linalg.norm(self._patterns, axis=1, keepdims=True)
        away = np.abs(np.arange(count)[:, None] - np.arange(count)) / _STEPS
        self._jumps = np.minimum(0.25 * away / _JUMP, _FARTHEST)

    def _pattern(self, hz: float, basis: Any, rate: int, size: int, window: Any) -> Any:
        import numpy as np
        import torch

        wave = torch.from_numpy(pulses(np.full(4 * size, hz), rate))
        spectrum = torch.stft(wave, size, size // 4, len(window), window, return_complex=True)
        return (basis[: self._bands] @ spectrum.abs()[:, 4:-4]).mean(1).log().numpy()

    def read(self, mel: Any, foretold: Any = None) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Pitch in Hz of each frame, 0 where there is none.

        Args:
            mel: magnitudes [bands, frames], not their logarithm; a tensor.
            foretold: Hz [frames] about which the pitch should lie, if a model said so. A model
                that blurs its harmonics, as they do of low voices, still knows how high it is.
        """
        import numpy as np

        logs = mel[: self._bands].log().numpy().T.astype(np.float64)
        seen = _level_off(logs - self._even[: self._bands])
        strength = np.linalg.norm(seen, axis=1, keepdims=True)
        scores = (seen @ self._patterns.T) / np.maximum(strength, _FLAT)
        path = self._path(scores)
        best = scores[np.arange(len(scores)), path]
        if foretold is not None:
            far = np.log2(self._candidates[None] / foretold[:, None]) / _FAR_FORETOLD
            path = self._path(scores - 0.1 * far**2)
        elif (best > _VOICED).any():
            # Once more, nearer the voice's own median: slips of an octave are far from it.
            median = np.median(path[best > _VOICED])
            far = (np.arange(scores.shape[1]) - median) / _STEPS / _FAR
            path = self._path(scores - 0.1 * far**2)
            best = scores[np.arange(len(scores)), path]
        # Between candidates: without it the pitch would move in small stairs.
        fine = LOWEST * 2 ** (_smooth(path + _peak(scores, path)) / _STEPS)
        return np.where(_steady(best > _VOICED), fine, 0.0)

    def _path(self, scores: Any) -> Any:
        """The candidate of each frame along the best path [frames]."""
        import numpy as np

        total = scores[0].copy()
        came = np.zeros(scores.shape, dtype=np.int32)
        every = np.arange(scores.shape[1])
        for frame in range(1, len(scores)):
            reached = total[None] - self._jumps
            came[frame] = reached.argmax(1)
            total = reached[every, came[frame]] + scores[frame]
        path = np.empty(len(scores), dtype=np.int32)
        path[-1] = total.argmax()
        for frame in range(len(scores) - 1, 0, -1):
            path[frame - 1] = came[frame, path[frame]]
        return path


def _level_off(rows: Any) -> Any:
    """Each row minus its mean over some bands around: [row, band]."""
    import numpy as np

    shape = np.hanning(_AROUND + 2)[1:-1]
    wide = np.pad(rows, ((0, 0), (_AROUND // 2, _AROUND // 2)), mode="reflect")
    view = np.lib.stride_tricks.sliding_window_view(wide, _AROUND, axis=1)
    return rows - view @ (shape / shape.sum())


def _peak(scores: Any, path: Any) -> Any:
    """Where the parabola through a frame's best score and its neighbours peaks, -0.5 to 0.5."""
    import numpy as np

    rows = np.arange(len(scores))
    middle = np.clip(path, 1, scores.shape[1] - 2)
    below, at, above = (scores[rows, middle + step] for step in (-1, 0, 1))
    bend = below - 2 * at + above
    away = 0.5 * (below - above) / np.where(np.abs(bend) < 1e-9, -1.0, bend)
    return np.where((bend < 0) & (middle == path), np.clip(away, -0.5, 0.5), 0.0)


def _smooth(steps: Any) -> Any:
    import numpy as np

    return np.convolve(np.pad(steps, 1, mode="edge"), (0.25, 0.5, 0.25), "valid")


def _steady(voiced: Any) -> Any:
    """The majority of five frames: voicing does not flicker."""
    import numpy as np

    wide = np.pad(voiced.astype(np.int32), 2, mode="edge")
    return np.convolve(wide, np.ones(5, dtype=np.int32), "valid") >= 3
