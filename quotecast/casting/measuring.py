"""How a voice sounds, in numbers: its pitch, and the colour that is left when pitch is equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

LOWEST_HZ: Final = 60
HIGHEST_HZ: Final = 400
"""Between them lies the pitch of speech."""

VOICED: Final = 0.5
"""Autocorrelation, of 1, from which a frame counts as voiced."""

BANDS: Final = 20
TOP_HZ: Final = 7000
"""Bands of equal width in mel, from 100 Hz up to this."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a voice."""

    pitch_hz: int
    """Median; 0 where nothing was voiced."""
    timbre: tuple[int, ...]
    """See :attr:`quotecast.model.Voice.timbre`."""


def measure(samples: Samples, sample_rate: int) -> Measured:
    """Pitch and timbre of some seconds of speech; its louder half is what is looked at.

    Args:
        samples: mono, shape [n], -1 to 1; half a second at the least.
        sample_rate: Hz.
    """
    import numpy as np

    size = 1 << int(np.ceil(np.log2(0.04 * sample_rate)))
    hop = sample_rate // 100
    starts = range(0, len(samples) - size + 1, hop)
    if not len(starts):
        return Measured(0, ())
    frames = np.stack([samples[start : start + size] for start in starts]).astype(np.float64)
    loudness = (frames**2).mean(axis=1)
    loud = frames[loudness >= np.median(loudness)] * np.hanning(size)
    power = np.abs(np.fft.rfft(loud, 2 * size)) ** 2
    return Measured(_pitch(power, size, sample_rate), _timbre(power, sample_rate))


def _pitch(power: npt.NDArray[np.float64], size: int, sample_rate: int) -> int:
    """Median over the frames, by autocorrelation (the spectrum's inverse transform)."""
    import numpy as np

    shortest, longest = sample_rate // HIGHEST_HZ, sample_rate // LOWEST_HZ
    correlation = np.fft.irfft(power)[:, :size]
    # The window itself fades: what it takes from a lag is given back.
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(size), 2 * size)) ** 2)[:size]
    correlation = correlation / np.maximum(window / window[0], 0.05)
    correlation = correlation / np.maximum(correlation[:, :1], 1e-12)
    lags = correlation[:, shortest : longest + 1]
    best = lags.max(axis=1)
    # Twice the period correlates as well as the period: the first lag near the best counts.
    first = np.argmax(lags >= 0.9 * best[:, None], axis=1)
    peaks = [
        start + int(np.argmax(row[start : start + shortest]))
        for start, row in zip(first, lags, strict=True)
    ]
    voiced = best >= VOICED
    if not voiced.any():
        return 0
    return round(sample_rate / (shortest + float(np.median(np.asarray(peaks)[voiced]))))


def _timbre(power: npt.NDArray[np.float64], sample_rate: int) -> tuple[int, ...]:
    import numpy as np

    hertz = np.fft.rfftfreq(2 * (power.shape[1] - 1), 1 / sample_rate)
    top = min(TOP_HZ, 0.45 * sample_rate)
    mel = np.linspace(_mel(100.0), _mel(top), BANDS + 1)
    band = np.digitize(2595 * np.log10(1 + hertz / 700), mel) - 1
    mean = power.mean(axis=0)
    levels = np.array([10 * np.log10(mean[band == n].mean() + 1e-12) for n in range(BANDS)])
    return tuple(round(float(level)) for level in levels - levels.mean())


def _mel(hertz: float) -> float:
    import math

    return 2595 * math.log10(1 + hertz / 700)
