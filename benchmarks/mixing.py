"""Time and memory of mixing and mastering, beside the way without Quotecast and the floor.

Three ways from clips of 6 s to one MP3, each in a process of its own:

- ``pydub +=``: the pattern of most tools, ``episode += clip``, then export. It copies the
  episode for every clip, so it is skipped above ``--naive-limit`` clips.
- ``ffmpeg floor``: ffmpeg's concat demuxer into its MP3 encoder; no pauses, no levels.
- ``quotecast``: arrange, mix and master (measured, levelled, limited, checked).
- ``quotecast + bed``: the same with music under the whole episode.

    python benchmarks/mixing.py                      # 100, 1,000 and 10,000 clips
    python benchmarks/mixing.py --clips 100 200 --json
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import wave
from pathlib import Path

SECONDS = 6
RATE = 22_050
DISTINCT = 40
"""Different takes; more clips repeat them, so that 10,000 need no 2.6 GB of disk."""

WAYS = ("pydub +=", "ffmpeg floor", "quotecast", "quotecast + bed")


def main() -> None:
    """Run every way at every size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--clips", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--naive-limit", type=int, default=400)
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=WAYS)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run_one(options.one, options.clips[0], options.folder)))
        return
    results = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_sounds(folder)
        print(
            f"{'clips':>6} {'audio':>8}  {'way':<16} {'wall s':>8} {'cpu s':>8} {'MB':>6}"
            "  times the floor (wall, cpu)"
        )
        for clips in options.clips:
            results += run_size(clips, folder, options)
    if options.json:
        print(json.dumps({"clip_seconds": SECONDS, "results": results}))


def run_size(clips: int, folder: Path, options: argparse.Namespace) -> list[dict[str, object]]:
    """All ways at one size; each row shows its time against the floor's."""
    rows: list[dict[str, object]] = []
    floor: dict[str, float] = {}
    for way in [way for way in ("ffmpeg floor", *WAYS) if way in options.ways]:
        if any(row["way"] == way for row in rows):
            continue
        audio = (
            f"{clips * SECONDS / 3600:.1f} h" if clips > 600 else f"{clips * SECONDS / 60:.0f} min"
        )
        if way == "pydub +=" and clips > options.naive_limit:
            print(f"{clips:>6} {audio:>8}  {way:<16} skipped: time and memory grow out of hand")
            continue
        command = [sys.executable, __file__, "--one", way, "--clips", str(clips)]
        done = subprocess.run(
            [*command, "--folder", str(folder)], capture_output=True, text=True, check=True
        )
        row = {"clips": clips, "way": way, **json.loads(done.stdout.splitlines()[-1])}
        if way == "ffmpeg floor":
            floor = row
        ratios = ""
        if floor:
            row |= {f"{key}_ratio": round(row[key] / floor[key], 2) for key in ("wall_s", "cpu_s")}
            ratios = f"{row['wall_s_ratio']:.2f} {row['cpu_s_ratio']:.2f}"
        print(
            f"{clips:>6} {audio:>8}  {way:<16} {row['wall_s']:>8.2f} {row['cpu_s']:>8.2f} "
            f"{row['peak_mb']:>6.0f}  {ratios}",
            flush=True,
        )
        rows.append(row)
    return rows


def run_one(way: str, clips: int, folder: Path) -> dict[str, float]:
    """One way in this process: wall time, processor time, highest memory."""
    out = folder / "episode.mp3"
    out.unlink(missing_ok=True)
    prepared = prepare(way, clips, folder)
    before = os.times()
    memory = Memory()
    memory.start()
    start = time.perf_counter()
    if way == "pydub +=":
        naive(clips, folder, out)
    elif way == "ffmpeg floor":
        floor(clips, folder, out)
    else:
        ours(prepared, out)
    wall = time.perf_counter() - start
    after = os.times()
    assert out.stat().st_size > 10_000  # noqa: S101 - a benchmark of nothing is none
    return {
        "wall_s": round(wall, 3),
        "cpu_s": round(sum(after[:4]) - sum(before[:4]), 3),
        "peak_mb": round(memory.highest / 1024, 1),
    }


class Memory(threading.Thread):
    """The most that this process and the ffmpeg beside it hold together, in kB.

    Looked at every 50 ms in /proc (Linux): the kernel's own high-water mark of a program
    starts at that of the process that started it, which says nothing of the program.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.highest = 0

    def run(self) -> None:
        """Watch until the process ends."""
        while True:
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
            total = sum(resident(pid) for pid in ["self", *children.split()])
            self.highest = max(self.highest, total)
            time.sleep(0.05)


def resident(pid: str) -> int:
    """Memory of a process in kB; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(found[0]) if found else 0


def naive(clips: int, folder: Path, out: Path) -> None:
    """What most tools do."""
    from pydub import AudioSegment  # noqa: TID251 - it is what we compare with

    from quotecast.ffmpeg_program import ffmpeg_program

    AudioSegment.converter = ffmpeg_program()
    episode = AudioSegment.silent(500, frame_rate=RATE)
    for number in range(clips):
        episode += AudioSegment.from_wav(take_path(folder, number))
        episode += AudioSegment.silent(450, frame_rate=RATE)
    episode.export(out, format="mp3", bitrate="96k", parameters=["-ar", "44100"])


def floor(clips: int, folder: Path, out: Path) -> None:
    """The least that can be done: join and encode."""
    from quotecast.ffmpeg_program import run

    listing = folder / "list.txt"
    names = (f"file '{take_path(folder, number)}'\n" for number in range(clips))
    listing.write_text("".join(names), encoding="utf-8")
    arguments = ["-y", "-f", "concat", "-safe", "0", "-i", str(listing)]
    run([*arguments, "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "96k", str(out)], "joining")


def prepare(way: str, clips: int, folder: Path):  # type: ignore[no-untyped-def]
    """Script and takes, which exist before the mix; not timed."""
    if not way.startswith("quotecast"):
        return None
    from quotecast.config import Show, Studio
    from quotecast.meter import measure
    from quotecast.model import NARRATOR, Line, Script, Section, SoundCue, Take

    measured = [measure(take_path(folder, number)) for number in range(min(DISTINCT, clips))]
    lines = tuple(Line("Maria" if n % 3 == 2 else NARRATOR, "Words.") for n in range(clips))
    bed = (SoundCue("bed.wav", "BED", (("until", "end"),)),) if way.endswith("bed") else ()
    takes = []
    for number in range(clips):
        sound = measured[number % DISTINCT]
        takes.append(
            Take(
                line=number,
                key="",
                path=take_path(folder, number).name,
                voice="maria" if number % 3 == 2 else "nell",
                duration_ms=sound.duration_ms,
                sample_rate=RATE,
                lead_ms=200,
                tail_ms=200,
                loudness_mb=sound.loudness_mb - 301,
                peak_mb=sound.true_peak_mb,
            )
        )
    return Script("Benchmark", (*bed, Section("All"), *lines)), takes, Show(), Studio(folder)


def ours(prepared, out: Path) -> None:  # type: ignore[no-untyped-def]
    """Arrange, mix, master."""
    from quotecast.arrange import arrange
    from quotecast.master import Tags, master
    from quotecast.mix import mix
    from quotecast.progress import Silent

    script, takes, show, studio = prepared
    timeline = arrange(script, takes, show, studio)
    wav = out.with_suffix(".mix.wav")
    measured = mix(timeline, studio, show, wav, Silent())
    tags, chapters = Tags("Benchmark"), timeline.chapters
    made = master(wav, out, tags, chapters, show, studio, Silent(), mixed=measured)
    assert abs(made.loudness_mb + 1600) <= 50  # noqa: S101
    wav.unlink()


def take_path(folder: Path, number: int) -> Path:
    """The take of a clip."""
    return folder / f"take{number % DISTINCT}.wav"


def make_sounds(folder: Path) -> None:
    """Takes with the spectrum, pauses and peaks of speech, and three minutes of music."""
    import numpy as np
    from scipy.signal import lfilter

    random = np.random.default_rng(1)
    clock = np.arange(RATE * SECONDS) / RATE
    quiet = (clock < 0.2) | (clock > SECONDS - 0.2)
    for number in range(DISTINCT):
        pulses = (np.diff(np.floor(clock * (110 + number)), prepend=0) > 0) * 1.0
        source = pulses + 0.05 * random.standard_normal(len(clock))
        sound = lfilter([1.0], [1.0, -1.3, 0.9], lfilter([1.0], [1.0, -0.9], source))
        sound *= np.abs(np.sin(2 * np.pi * 2.1 * clock + number)) ** 1.5
        sound[quiet] = 0
        write(folder / f"take{number}.wav", 0.5 * sound / np.abs(sound).max(), RATE)
    clock = np.arange(180 * 44_100) / 44_100
    music = sum(np.sin(2 * np.pi * hertz * clock) for hertz in (220, 277.2, 329.6))
    write(folder / "bed.wav", 0.1 * music * (1 + np.sin(2 * np.pi * 0.5 * clock)), 44_100)


def write(path: Path, samples, rate: int) -> None:  # type: ignore[no-untyped-def]
    """A mono 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    main()
