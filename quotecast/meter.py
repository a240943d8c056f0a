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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from quotecast.errors import AudioError
from quotecast.ffmpeg_program import decoding

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

SILENCE_MB: Final = -7000
"""Below -70 LUFS nothing counts as sound; reported for silence."""

GATE_LU: Final = 10.0
"""Blocks quieter than the mean by more than this do not count."""

OVERSAMPLING: Final = 4
TAPS: Final = 32
"""Of the interpolation filter, for each of its four phases."""

PEAK_BLOCK: Final = 256
"""Samples that are looked at together for a peak."""

STEPS_AT_ONCE: Final = 50
"""Tenths of a second read at once: 0.9 MB for mono at 44.1 kHz."""


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


def measure(path: Path) -> Loudness:
    """Measure any sound file that ffmpeg can read, as a listener hears it.

    Raises:
        AudioError: the file is missing or not a sound file.
    """
    if not path.is_file():
        raise AudioError(f"{path.name} is not there", "check the name")
    meter: Meter | None = None
    # More than two channels are heard folded into two.
    fold = ("-af", "aformat=channel_layouts=mono|stereo")
    with decoding(path, fold, f"measuring {path.name}") as stream:
        form = _stream_format(stream)
        if form is not None:
            meter = Meter(*form)
            meter.feed_all(stream)
    if meter is None:
        raise AudioError(f"{path.name} is no sound file that ffmpeg can read")
    return meter.result()


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
        self._step = round(sample_rate / 10)
        self._b, self._a = k_weighting(sample_rate)
        self._state = np.zeros((len(self._a) - 1, channels))
        self._phases = _interpolator()
        self._reach = float(np.abs(self._phases).sum(axis=0).max())
        self._past = np.zeros((TAPS, channels), np.float32)
        self._energies: list[npt.NDArray[np.float64]] = []
        self._frames = 0
        self._peak = 0.0

    def feed_all(self, stream: IO[bytes]) -> None:
        """Read little-endian 32-bit floats to the end of ``stream``."""
        import numpy as np

        frame = 4 * self.channels
        while data := stream.read(STEPS_AT_ONCE * self._step * frame):
            whole = len(data) // frame * frame
            self.feed(np.frombuffer(data[:whole], "<f4").reshape(-1, self.channels))

    def feed(self, samples: Samples) -> None:
        """Take in samples, shape [frames, channels].

        Every piece but the last must be a whole number of tenths of a second.
        """
        import numpy as np
        from scipy.signal import lfilter

        self._frames += len(samples)
        weighted, self._state = lfilter(self._b, self._a, samples, axis=0, zi=self._state)
        steps = len(samples) // self._step
        whole = weighted[: steps * self._step].reshape(steps, self._step * self.channels)
        self._energies.append(np.einsum("ij,ij->i", whole, whole) / self._step)
        self._look_for_peak(samples)

    def _look_for_peak(self, samples: Samples) -> None:
        """Interpolate where a value above the highest so far is possible at all.

        The filter's coefficients sum to ``reach`` in size, so no interpolated value is
        larger than ``reach`` times the largest sample near it.
        """
        import numpy as np

        if not len(samples):
            return
        joined = np.concatenate([self._past, samples])
        self._past = joined[-TAPS:].copy()
        self._peak = max(self._peak, float(np.abs(samples).max()))
        for channel in range(self.channels):
            line = joined[:, channel]
            blocks = -(-(len(line) - TAPS) // PEAK_BLOCK)
            padded = np.zeros(blocks * PEAK_BLOCK + TAPS, np.float32)
            padded[: len(line)] = line
            windows = np.lib.stride_tricks.sliding_window_view(padded, PEAK_BLOCK + TAPS)
            windows = windows[::PEAK_BLOCK]
            highest = np.abs(windows).max(axis=1)
            # Where the last samples' neighbours are not known yet, the next piece looks.
            whole = (len(line) - TAPS) // PEAK_BLOCK
            for numbers in _batches(np.flatnonzero(highest * self._reach > self._peak)):
                near = np.lib.stride_tricks.sliding_window_view(windows[numbers], TAPS, axis=1)
                between = np.abs(near[:, :PEAK_BLOCK] @ self._phases)
                if numbers[-1] >= whole:
                    between[-1, len(line) - TAPS - numbers[-1] * PEAK_BLOCK :] = 0
                self._peak = max(self._peak, float(between.max()))

    def result(self) -> Loudness:
        """What has been measured so far."""
        import numpy as np

        energies = np.concatenate([np.zeros(0), *self._energies])
        heard = 2.0 if self.channels == 1 else 1.0
        return Loudness(
            loudness_mb=_millibels(integrated(energies * heard), 10, -0.691),
            true_peak_mb=_millibels(self._peak, 20),
            duration_ms=round(self._frames * 1000 / self.sample_rate),
            sample_rate=self.sample_rate,
            channels=self.channels,
        )


def _batches(numbers: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    """Blocks few enough to be interpolated together in 3 MB."""
    for start in range(0, len(numbers), 64):
        yield numbers[start : start + 64]


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


def k_weighting(sample_rate: int) -> tuple[list[float], list[float]]:
    """Coefficients of BS.1770's two filters in a row, for any sample rate.

    The recommendation prints them for 48 kHz only; these are the analogue filters behind
    those numbers (a shelf of +4 dB at 1682 Hz, a high pass at 38 Hz), which ffmpeg and
    libebur128 use as well.
    """
    import numpy as np

    warp = math.tan(math.pi * 1681.974450955533 / sample_rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    norm = 1 + warp / q + warp**2
    shelf_b = [
        (high + band * warp / q + warp**2) / norm,
        2 * (warp**2 - high) / norm,
        (high - band * warp / q + warp**2) / norm,
    ]
    shelf_a = [1.0, 2 * (warp**2 - 1) / norm, (1 - warp / q + warp**2) / norm]
    warp = math.tan(math.pi * 38.13547087602444 / sample_rate)
    q = 0.5003270373238773
    norm = 1 + warp / q + warp**2
    pass_a = [1.0, 2 * (warp**2 - 1) / norm, (1 - warp / q + warp**2) / norm]
    b = np.convolve(shelf_b, [1.0, -2.0, 1.0])
    a = np.convolve(shelf_a, pass_a)
    return [float(value) for value in b], [float(value) for value in a]


def _interpolator() -> Samples:
    """Coefficients of a four-fold interpolation, shape [taps, phases]."""
    import numpy as np

    at = np.arange(TAPS)[:, None] - (TAPS // 2 - 1) - np.arange(OVERSAMPLING) / OVERSAMPLING
    window = np.i0(8 * np.sqrt(np.maximum(0, 1 - (at / (TAPS / 2)) ** 2))) / np.i0(8)
    phases = np.sinc(at) * window
    coefficients: Samples = (phases / phases.sum(axis=0)).astype(np.float32)
    return coefficients
