"""Loudness and true peak of a sound file, in bounded memory.

ITU-R BS.1770-5: two filters that weigh frequencies as ears do, the energy of overlapping
blocks of 400 ms, an absolute gate at -70 LUFS and a relative one 10 LU below the mean;
true peak by interpolating to four times the rate. A mono file counts as it is heard, from
two loudspeakers (+3.01 LU). ffmpeg decodes; the arithmetic is here because its own meter
interpolates every sample, where only those near the highest peak can matter, and costs as
much time as the encoding. The tests hold the two meters together.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from quotecast.errors import AudioError
from quotecast.ffmpeg_program import decoding
from quotecast.truepeak import GROUP, group_peaks
from quotecast.weighting import SAMPLES_AT_ONCE, at_rest, weighed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    State = npt.NDArray[np.float64]

SILENCE_MB: Final = -7000
"""Below -70 LUFS nothing counts as sound; reported for silence."""

GATE_LU: Final = 10.0
"""Blocks quieter than the mean by more than this do not count."""

STEPS_AT_ONCE: Final = 15
"""Tenths of a second worked on at once: little enough to stay in the processor's cache, and
for the memory of one piece to serve the next."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What was measured on a sound file."""

    loudness_mb: int
    """Integrated loudness as heard, hundredths of LUFS; :data:`SILENCE_MB` at least."""
    true_peak_mb: int
    """Hundredths of dBTP; :data:`SILENCE_MB` at least."""
    duration_ms: int
    sample_rate: int = 0
    channels: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A measured sound and the energies its loudness was reckoned from."""

    loudness: Loudness
    energies: npt.NDArray[np.float64]
    """Mean squares of successive tenths of a second, K-weighted, all channels summed."""

    def changed(self, factors: npt.NDArray[np.float64]) -> int:
        """Loudness in hundredths of LUFS were each tenth's energy multiplied by a factor."""
        return _loudness(self.energies * factors, self.loudness.channels)


def measure(path: Path, *, own: bool = False) -> Loudness:
    """Measure any sound file that ffmpeg can read, as a listener hears it.

    Args:
        path: the file.
        own: it was made here: read much faster, and damage within it is an error, where that
            in other files is skipped.

    Raises:
        AudioError: the file is missing, not a sound file, or our own and damaged.
    """
    return profile(path, own=own).loudness


def profile(path: Path, *, own: bool = False) -> Profile:
    """:func:`measure`, and the energies behind it."""
    if not path.is_file():
        raise AudioError(f"{path.name} is not there", "check the name")
    meter: Meter | None = None
    with decoding(path, f"measuring {path.name}", own=own) as stream:
        form = _stream_format(stream)
        if form is not None:
            meter = Meter(*form)
            meter.feed_all(stream)
    if meter is None:
        raise AudioError(f"{path.name} is no sound file that ffmpeg can read")
    return meter.profile()


def _stream_format(stream: IO[bytes]) -> tuple[int, int] | None:
    """Rate and channels from the WAV header that ffmpeg sends down a pipe; None: none came."""
    stream.read(12)
    rate = channels = 0
    while len(start := stream.read(8)) == 8:
        chunk, length = struct.unpack("<4sI", start)
        if chunk == b"data":
            return rate, channels
        body = stream.read(length + length % 2)
        if chunk == b"fmt ":
            _, channels, rate = struct.unpack("<HHI", body[:8])
    return None


class Meter:
    """Measures a stream of samples piece by piece."""

    def __init__(self, sample_rate: int, channels: int) -> None:
        import numpy as np

        self.sample_rate, self.channels = sample_rate, channels
        self.step = round(sample_rate / 10)
        """Frames of a tenth of a second."""
        self._states = [at_rest()] * channels
        self._unweighed = np.zeros((0, channels), np.float32)
        self._powers = np.zeros(0, np.float32)
        """Of weighed frames, less than a tenth of a second."""
        self._past = np.zeros((GROUP, channels), np.float32)
        self._energies: list[npt.NDArray[np.float64]] = []
        self._frames = 0
        self._peak = 0.0

    def feed_all(self, stream: IO[bytes]) -> None:
        """Read little-endian 32-bit floats to the end of ``stream``."""
        import numpy as np

        frame = 4 * self.channels
        while data := stream.read(STEPS_AT_ONCE * self.step * frame):
            whole = len(data) // frame * frame
            self.feed(np.frombuffer(data[:whole], "<f4").reshape(-1, self.channels))

    def feed(self, samples: Samples) -> None:
        """Take in samples, shape [frames, channels], any number of them."""
        import numpy as np

        self._frames += len(samples)
        self._look_for_peak(samples)
        if len(self._unweighed):
            samples = np.concatenate([self._unweighed, samples])
        count = len(samples) // SAMPLES_AT_ONCE * SAMPLES_AT_ONCE
        self._unweighed = samples[count:].copy()
        powers, self._states = self._weigh(samples[:count])
        powers = np.concatenate([self._powers, powers])
        self._energies.append(self._tenths(powers))
        self._powers = powers[len(powers) // self.step * self.step :].copy()

    def _weigh(self, samples: Samples) -> tuple[Samples, list[State]]:
        """The weighed power of every frame, all channels summed, and the filters after them."""
        import numpy as np

        powers, states = np.zeros(len(samples), np.float32), []
        for line, state in zip(samples.T, self._states, strict=True):
            sound, after = weighed(np.ascontiguousarray(line), state, self.sample_rate)
            sound *= sound
            powers += sound
            states.append(after)
        return powers, states

    def _tenths(self, powers: Samples) -> npt.NDArray[np.float64]:
        """Mean powers of whole tenths of a second."""
        import numpy as np

        steps = len(powers) // self.step
        whole = powers[: steps * self.step].reshape(steps, self.step)
        return np.asarray(whole.mean(axis=1), np.float64)

    def _look_for_peak(self, samples: Samples) -> None:
        """Look at all groups whose surroundings are known; the rest waits for the next piece."""
        import numpy as np

        joined = np.concatenate([self._past, samples])
        count = max(0, len(joined) // GROUP - 2)
        self._past = joined[count * GROUP :].copy()
        self._peak = max(self._peak, self._highest(joined, count))

    def _highest(self, joined: Samples, count: int) -> float:
        """The highest true peak of some groups, if it is higher than any before."""
        peaks = (group_peaks(line, count, self._peak) for line in joined.T)
        return max(float(found.max(initial=0)) for found in peaks)

    def result(self) -> Loudness:
        """What has been measured so far."""
        return self.profile().loudness

    def profile(self) -> Profile:
        """What has been measured so far, and the energies behind it."""
        import numpy as np

        rest = np.zeros((SAMPLES_AT_ONCE, self.channels), np.float32)
        rest[: len(self._unweighed)] = self._unweighed
        powers = np.concatenate([self._powers, self._weigh(rest)[0][: len(self._unweighed)]])
        energies = np.concatenate([*self._energies, self._tenths(powers)])
        # What waits for its surroundings is followed by silence.
        ended = np.concatenate([self._past, np.zeros((3 * GROUP, self.channels), np.float32)])
        peak = max(self._peak, self._highest(ended, len(ended) // GROUP - 2))
        loudness = Loudness(
            loudness_mb=_loudness(energies, self.channels),
            true_peak_mb=_millibels(peak, 20),
            duration_ms=round(self._frames * 1000 / self.sample_rate),
            sample_rate=self.sample_rate,
            channels=self.channels,
        )
        return Profile(loudness, energies)


def _loudness(energies: npt.NDArray[np.float64], channels: int) -> int:
    """Gated loudness in hundredths of LUFS, a mono sound as from two loudspeakers."""
    heard = 2.0 if channels == 1 else 1.0
    return _millibels(integrated(energies * heard), 10, -0.691)


def integrated(energies: npt.NDArray[np.float64]) -> float:
    """Mean energy of the blocks that pass both gates; 0 when none does.

    Args:
        energies: mean squares of successive tenths of a second, K-weighted, all channels
            summed. What is shorter than a block of four counts as one filled with silence.
    """
    import numpy as np

    if len(energies) < 4:
        energies = np.concatenate([energies, np.zeros(4 - len(energies))])
    blocks = np.convolve(energies, np.full(4, 0.25), "valid")
    loud = blocks[blocks > 10 ** ((SILENCE_MB / 100 + 0.691) / 10)]
    if not len(loud):
        return 0.0
    return float(loud[loud > loud.mean() * 10 ** (-GATE_LU / 10)].mean())


def _millibels(value: float, factor: int, offset: float = 0.0) -> int:
    if value <= 0:
        return SILENCE_MB
    return max(SILENCE_MB, round(100 * (factor * math.log10(value) + offset)))
