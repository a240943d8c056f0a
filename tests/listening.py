"""Ears for tests: what a finished file really holds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quotecast.ffmpeg_program import ffmpeg_program

RATE = 22_050

Samples = npt.NDArray[np.float64]


def decode(path: Path) -> Samples:
    """Any audio file as mono samples at :data:`RATE`."""
    command = [ffmpeg_program(), "-v", "error", "-i", str(path)]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(done.stdout, dtype="<i2").astype(np.float64) / 32768


def between(samples: Samples, start_ms: int, end_ms: int) -> Samples:
    """The stretch between two points of time."""
    return samples[start_ms * RATE // 1000 : end_ms * RATE // 1000]


def tone_of(samples: Samples) -> float:
    """The strongest frequency, in Hz: the pitch of a tone voice."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), n=8 * RATE))
    return float(np.argmax(spectrum)) / 8


def level(samples: Samples) -> float:
    """RMS in dBFS."""
    return float(20 * np.log10(np.sqrt(np.mean(samples**2)) + 1e-9))
