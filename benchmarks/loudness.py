"""Loudness and true peak of published files, by ffmpeg's meter and not by our own.

Mixes of many lengths and kinds (speech, sparse speech, tones, loud music, near silence,
clipped and peaky sound; mono and stereo) are mastered to MP3, M4A and Opus. Each finished file
is then measured as listeners hear it, with ffmpeg's ``ebur128`` filter (``dualmono``: a mono
file sounds from two loudspeakers; ``peak=true``: between samples too). Promised is -16 LUFS
within 0.5 LU and at most -1 dBTP.

    python benchmarks/loudness.py                    # 2 s to 1 hour
    python benchmarks/loudness.py --longest 7200 --json
    python benchmarks/loudness.py --longest 36000    # with ten hours: 3 GB of disk
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float64]

RATE = 44_100
UNIT_S = 60
"""Longer mixes repeat a minute of sound, each time at another level."""

TARGET, TOLERANCE, CEILING = -16.0, 0.5, -1.0


@dataclass(frozen=True)
class Case:
    """A mix to master."""

    seconds: float
    kind: str
    channels: int
    made: str


CASES = (
    Case(2, "speech", 1, "mp3"),
    Case(2, "tone", 2, "m4a"),
    Case(2.3, "peaky", 1, "opus"),
    Case(2.5, "speech", 2, "mp3"),
    Case(3, "sparse", 1, "m4a"),
    Case(3, "peaky", 1, "mp3"),
    Case(4, "clipped", 2, "opus"),
    Case(5, "near silence", 1, "mp3"),
    Case(6, "music", 2, "mp3"),
    Case(7, "speech", 1, "opus"),
    Case(10, "tone", 1, "mp3"),
    Case(12, "clipped", 1, "mp3"),
    Case(15, "peaky", 2, "m4a"),
    Case(20, "near silence", 2, "m4a"),
    Case(30, "music", 2, "opus"),
    Case(45, "sparse", 1, "mp3"),
    Case(60, "speech", 1, "mp3"),
    Case(90, "peaky", 1, "mp3"),
    Case(120, "speech", 2, "mp3"),
    Case(180, "music", 2, "m4a"),
    Case(300, "sparse", 2, "mp3"),
    Case(420, "clipped", 1, "m4a"),
    Case(600, "near silence", 1, "opus"),
    Case(900, "music", 2, "mp3"),
    Case(1200, "peaky", 2, "mp3"),
    Case(1800, "speech", 1, "m4a"),
    Case(2700, "sparse", 1, "mp3"),
    Case(3600, "speech", 1, "mp3"),
    Case(7200, "speech", 2, "mp3"),
    Case(36_000, "speech", 1, "mp3"),
)


def main() -> None:
    """Master and measure every case, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--longest", type=float, default=3600, help="seconds of the longest mix")
    parser.add_argument("--shortest", type=float, default=0, help="seconds of the shortest")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    options = parser.parse_args()
    print(
        f"{'seconds':>8}  {'kind':<13} {'ch':>2} {'file':<5} {'mix':>6} {'LUFS':>7} {'dBTP':>6} "
        f"{'our LUFS':>9} {'our dBTP':>9} {'cpu s':>7}"
    )
    rows = []
    for case in CASES:
        if options.shortest <= case.seconds <= options.longest:
            with tempfile.TemporaryDirectory() as folder:
                rows.append(run_case(case, Path(folder)))
    away = round(max(abs(row["lufs"] - TARGET) for row in rows), 2)
    highest = max(row["dbtp"] for row in rows)
    good = sum(abs(row["lufs"] - TARGET) <= TOLERANCE and row["dbtp"] <= CEILING for row in rows)
    print(
        f"{good} of {len(rows)} as promised; farthest from {TARGET:g} LUFS: {away:.2f} LU; "
        f"highest peak {highest:.1f} dBTP"
    )
    if options.json:
        print(json.dumps({"good": good, "files": len(rows), "farthest_lu": away, "rows": rows}))


def run_case(case: Case, folder: Path) -> dict[str, float]:
    """Make the mix, master it, measure the file."""
    from quotecast.config import Mastering, Show, Studio
    from quotecast.master import Tags, master, measure
    from quotecast.progress import Silent

    wav = folder / "mix.wav"
    write_mix(wav, case)
    mixed = measure(wav, own=True)
    show = Show(master=Mastering(channels=case.channels))
    out = folder / f"episode.{case.made}"
    before = sum(os.times()[:4])
    made = master(wav, out, Tags("Benchmark"), (), show, Studio(folder), Silent())
    spent = sum(os.times()[:4]) - before
    wav.unlink()
    loudness, peak = measured_by_ffmpeg(out)
    print(
        f"{case.seconds:>8g}  {case.kind:<13} {case.channels:>2} {case.made:<5} "
        f"{mixed.loudness_mb / 100:>6.1f} {loudness:>7.1f} {peak:>6.1f} "
        f"{made.loudness_mb / 100:>9.2f} {made.true_peak_mb / 100:>9.2f} {spent:>7.2f}",
        flush=True,
    )
    return {
        **asdict(case),
        "lufs": loudness,
        "dbtp": peak,
        "our_lufs": made.loudness_mb / 100,
        "our_dbtp": made.true_peak_mb / 100,
    }


def measured_by_ffmpeg(path: Path) -> tuple[float, float]:
    """Integrated loudness as heard, and the highest true peak of all channels."""
    from quotecast.ffmpeg_program import ffmpeg_program

    command = [ffmpeg_program(), "-hide_banner", "-nostats", "-i", str(path), "-map", "0:a:0"]
    command += ["-af", "ebur128=dualmono=true:peak=true:framelog=verbose", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", told)
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", told)
    return float(loudness[-1]), float(peak[-1])


def write_mix(path: Path, case: Case) -> None:
    """A 16-bit WAV of the case, written minute by minute."""
    from quotecast.wavfile import header

    frames = round(case.seconds * RATE)
    sound = sound_of(case.kind, min(case.seconds, UNIT_S))
    if case.channels == 2:
        sound = np.stack([sound, 0.7 * np.roll(sound, 40)], axis=1)
    with path.open("wb") as file:
        file.write(header(frames, RATE, case.channels))
        for number, start in enumerate(range(0, frames, len(sound))):
            level = 10 ** (-(number % 4) / 20)
            part = level * sound[: frames - start]
            file.write(np.rint(np.clip(part, -1, 1) * 32767).astype("<i2").tobytes())


def sound_of(kind: str, seconds: float) -> Samples:
    """So many seconds of a kind of sound, -1 to 1."""
    random = np.random.default_rng(7)
    clock = np.arange(round(seconds * RATE)) / RATE
    speech = speech_like(clock, random)
    if kind == "sparse":
        return 0.3 * np.where(clock % 15 < 2, speech, 0)
    if kind == "tone":
        return 0.2 * np.sin(2 * np.pi * 440 * clock)
    if kind == "music":
        chords = sum(np.sin(2 * np.pi * hertz * clock) for hertz in (55, 110, 220, 277.2, 330, 880))
        drums = random.standard_normal(len(clock)) * np.exp(-12 * (clock % 0.5))
        return np.tanh(1.5 * (0.4 * chords + 0.8 * drums))
    if kind == "near silence":
        return 0.002 * speech + 1e-5 * random.standard_normal(len(clock))
    if kind == "clipped":
        return np.clip(8 * speech, -1, 1)
    if kind == "peaky":
        sound = 0.04 * speech
        sound[random.integers(0, len(clock), max(3, len(clock) // RATE))] = 0.95
        return sound
    return 0.3 * speech


def speech_like(clock: Samples, random: np.random.Generator) -> Samples:
    """A buzz in syllables with pauses, noise for consonants, and the peaks of speech."""
    wobble = 2 * np.pi * 120 * (clock + 0.002 * np.sin(2 * np.pi * 4 * clock))
    buzz = sum(np.cos(number * wobble) / number for number in range(1, 20))
    noise = 0.15 * random.standard_normal(len(clock))
    sound = (buzz + noise) * (0.1 + np.abs(np.sin(2 * np.pi * 2.3 * clock)) ** 1.5)
    sound *= (clock % 5.0 < 4.4) & (clock > 0.2)
    return np.asarray(sound / np.abs(sound).max())


if __name__ == "__main__":
    main()
