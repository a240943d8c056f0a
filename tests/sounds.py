"""Sounds for tests: takes like an engine's, music, and what ffmpeg's own meter says."""

from __future__ import annotations

import re
import subprocess
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quotecast.config import Studio
from quotecast.ffmpeg_program import ffmpeg_program
from quotecast.meter import Meter
from quotecast.model import Line, Script, Section, Take

Samples = npt.NDArray[np.float64]


def speech_like(seconds: float, rate: int = 22_050, pitch: float = 120.0, seed: int = 1) -> Samples:
    """A buzz with overtones in syllables, with the peaks of speech: -1 to 1 at most."""
    noise = np.random.default_rng(seed)
    clock = np.arange(round(seconds * rate)) / rate
    wobble = 2 * np.pi * pitch * (clock + 0.002 * np.sin(2 * np.pi * 4 * clock))
    buzz = sum(np.cos(n * wobble) / n for n in range(1, 20) if n * pitch < rate / 2.2)
    syllables = 0.15 + np.abs(np.sin(2 * np.pi * 2.3 * clock + noise.uniform(0, 6))) ** 1.5
    sound = (buzz + 0.15 * noise.standard_normal(len(clock))) * syllables
    # It begins and ends at full level: what the mix does at the edges is then plain to see.
    return 0.5 * sound / np.abs(sound).max()


def sine(seconds: float, hertz: float, rate: int = 22_050, amplitude: float = 0.3) -> Samples:
    """A plain tone."""
    return amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def write_wav(path: Path, samples: Samples, rate: int) -> Path:
    """Mono for shape [n], stereo for shape [n, 2]; 16 bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def read_wav(path: Path) -> tuple[Samples, int]:
    """Samples of shape [frames, channels], and the rate."""
    with wave.open(str(path), "rb") as file:
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        return data.reshape(-1, file.getnchannels()), file.getframerate()


def make_take(
    studio: Studio,
    line: int,
    voice: str,
    sound: Samples,
    rate: int = 22_050,
    lead_ms: int = 180,
    tail_ms: int = 260,
) -> Take:
    """Write a take with an engine's silence around the sound, and its record."""
    silence = [np.zeros(ms * rate // 1000) for ms in (lead_ms, tail_ms)]
    path = studio.takes / f"{line:02}" / f"take{line}.wav"
    whole = np.concatenate([silence[0], sound, silence[1]])
    write_wav(path, whole, rate)
    return Take(
        line=line,
        key=f"{line:064x}",
        path=path.relative_to(studio.root).as_posix(),
        voice=voice,
        duration_ms=round(len(whole) * 1000 / rate),
        sample_rate=rate,
        lead_ms=lead_ms,
        tail_ms=tail_ms,
        loudness_mb=loudness_of(sound, rate),
        peak_mb=round(2000 * np.log10(np.abs(sound).max())),
    )


def loudness_of(sound: Samples, rate: int) -> int:
    """Hundredths of LUFS as a take records it: from one loudspeaker."""
    meter = Meter(rate, 1)
    meter.feed(sound.astype(np.float32)[:, None])
    return meter.result().loudness_mb - 301


def script_of(*lines: Line, title: str = "Test") -> Script:
    """A script of one section."""
    return Script(title, (Section(title), *lines))


def ffmpeg_meter(path: Path) -> tuple[float, float]:
    """Integrated loudness as heard and true peak, by ffmpeg's ``ebur128`` filter."""
    command = [ffmpeg_program(), "-hide_banner", "-nostats", "-i", str(path)]
    command += ["-map", "0:a:0", "-af", "ebur128=dualmono=true:peak=true:framelog=verbose"]
    command += ["-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", told)
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", told)
    return float(loudness[-1]), float(peak[-1])
