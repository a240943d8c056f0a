"""How loud a mix is in each column of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quotecast.wavfile import read_frames, read_info


@dataclass(frozen=True, slots=True)
class Waveform:
    """A level for each of equal stretches, as shares of the highest sample of all: a mix is
    not yet at its final level.
    """

    peaks: tuple[float, ...]
    """The highest sample of each stretch."""
    means: tuple[float, ...]
    """Its root mean square: what the ear takes as its strength."""


def measured(wav: Path, count: int) -> Waveform:
    """The levels of ``count`` equal stretches of a 16-bit WAV.

    Raises:
        AudioError: the file cannot be read.
    """
    import numpy as np

    info = read_info(wav)
    count = max(1, count)
    peaks, means = [], []
    with wav.open("rb") as file:
        for index in range(count):
            first, last = (info.frames * n // count for n in (index, index + 1))
            samples = np.frombuffer(read_frames(file, info, first, last - first), "<i2")
            peaks.append(max(int(samples.max(initial=0)), -int(samples.min(initial=0))))
            floats = samples.astype(np.float32)
            means.append(float(np.sqrt(np.mean(floats * floats))) if len(floats) else 0.0)
    highest = max([1, *peaks])
    return Waveform(
        tuple(peak / highest for peak in peaks), tuple(mean / highest for mean in means)
    )
