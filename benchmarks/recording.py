"""Recording: Coqui's own ``tts()`` line by line against ours; then workers and memory.

    python benchmarks/recording.py                   # both models, 8 lines, about 5 minutes
    python benchmarks/recording.py --models house
    python benchmarks/recording.py --json            # last line: one JSON object

Two models: ``house``, the pack that comes with Quotecast, and ``vctk``, a VITS at the full
size of Coqui's VCTK model with generated weights (what it says is noise, the work is the
same). Per model both ways speak the same lines with the same voice on one thread, turn and
turn about, each in a process of its own. The naive way is what Coqui's readers do: a
``TTS.api.TTS``, ``tts_to_file`` per line, the files joined. Figures are processor seconds per
second of *sound*: the silence that Coqui adds after each sentence does not count as work
done. Loading is not counted. Ours includes cutting, joining and levels, not checks and cache.

Then ``quotecast record`` itself, with its checks and its cache, with one worker and with two:
wall time of the whole call, seconds of sound per second between the first take and the last
(bad takes that were tried again included), and the processor time of the whole call: on a
machine that does other things too, two workers gain what one would as long as that stays the
same. Memory is the peak of one process, and for workers the proportional set size (PSS) of
all processes together, where a page that two share counts half for each.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

_LINES = Path(__file__).parent / "data" / "voices.txt"
_WARM_UP = "This line is spoken once before anything is timed."
_VOICE = {"house": "ruth", "vctk": "vera"}
_VERA = 'engine = "coqui"\nmodel = "vctk"\nspeaker = "p1"\ngender = "female"\n'


def furnish(folder: Path, models: list[str]) -> None:
    """A studio with the models' voices."""
    voices = folder / "voices"
    voices.mkdir(parents=True)
    if "house" in models:
        shutil.copytree(ROOT / "voices" / "house", voices / "house")
        shutil.copy(ROOT / "voices" / f"{_VOICE['house']}.toml", voices)
    if "vctk" in models:
        from tiny_model import make_vits

        make_vits(voices / "vctk", full_size=True)
        (voices / f"{_VOICE['vctk']}.toml").write_text(_VERA)


def lines(count: int) -> list[str]:
    """The first lines of the sample text."""
    return [t for t in _LINES.read_text(encoding="utf-8").splitlines() if t][:count]


def naive(texts: list[str], studio: Any, voice: Any) -> dict[str, float]:
    """Coqui's own way."""
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    import torch  # noqa: TID251 - the measured way of others
    from TTS.api import TTS  # noqa: TID251

    from quotecast.engines import espeak
    from quotecast.engines.pieces import sounding

    espeak.register()  # the same phonemes, and no program started for each clause
    torch.set_num_threads(1)
    folder = studio.voices / voice.model
    os.chdir(folder)  # Coqui looks for the speakers file in the working directory
    paths = {"model_path": folder / "model.pth", "config_path": folder / "config.json"}
    if (folder / "vocoder.pth").is_file():
        paths["vocoder_path"] = folder / "vocoder.pth"
        paths["vocoder_config_path"] = folder / "vocoder_config.json"
    tts = TTS(**{name: str(path) for name, path in paths.items()}, progress_bar=False)
    if "length_scale" in dict(voice.settings):  # as the voice asks; tts() has no way to say it
        tts.synthesizer.tts_model.length_scale = dict(voice.settings)["length_scale"]
    tts.tts(_WARM_UP, speaker=voice.speaker)
    start = time.process_time()
    clips = []
    with tempfile.TemporaryDirectory() as out:
        for number, text in enumerate(texts):
            tts.tts_to_file(text, speaker=voice.speaker, file_path=str(Path(out, f"{number}.wav")))
        whole = b""
        for number in range(len(texts)):
            with wave.open(str(Path(out, f"{number}.wav"))) as file:
                rate = file.getframerate()
                clips.append(file.readframes(file.getnframes()))
                whole += clips[-1]
        with wave.open(str(Path(out, "all.wav")), "wb") as joined:
            joined.setparams((1, 2, rate, 0, "NONE", ""))
            joined.writeframes(whole)
    used = time.process_time() - start
    spans = [sounding(np.frombuffer(c, np.int16).astype(np.float32), rate) for c in clips]
    return {"cpu_s": used, "sound_s": sum(last - first for first, last in spans) / rate}


def ours(texts: list[str], studio: Any, voice: Any) -> dict[str, float]:
    """Quotecast's engine."""
    from quotecast.engines import open_engine
    from quotecast.engines.pieces import sounding

    engine = open_engine(voice, studio)
    engine.speak(_WARM_UP, voice, 0)
    start = time.process_time()
    said = [engine.speak(text, voice, 0) for text in texts]
    used = time.process_time() - start
    spans = [(sounding(one.samples, one.sample_rate), one.sample_rate) for one in said]
    return {"cpu_s": used, "sound_s": sum((last - first) / rate for (first, last), rate in spans)}


class Clock:
    """Progress that notes when each take was done, and the memory held meanwhile."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self.most_pss = 0.0
        self._stop = threading.Event()

    def start(self, what: str, total: int) -> None:
        """Begin to watch the memory."""
        threading.Thread(target=self._watch, daemon=True).start()

    def advance(self, note: str = "") -> None:
        """A take is done."""
        self.at.append(time.perf_counter())

    def done(self) -> None:
        """All are."""
        self._stop.set()

    def _watch(self) -> None:
        while not self._stop.wait(0.3):
            self.most_pss = max(self.most_pss, sum(map(_pss, _family(os.getpid()))) / 1024)


def _family(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return [process]
    return [process, *(one for child in found.split() for one in _family(int(child)))]


def _pss(process: int) -> int:
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def working(texts: list[str], studio: Any, voice: Any, workers: int) -> dict[str, float]:
    """``record`` with so many workers, into an empty cache."""
    from quotecast.model import NARRATOR, Cast, Line, Script
    from quotecast.record import record
    from quotecast.speech import verbalise

    clock = Clock()
    script = Script("Benchmark", tuple(Line(NARRATOR, text) for text in texts))
    shutil.rmtree(studio.output, ignore_errors=True)
    start = time.perf_counter()
    takes = record(
        script,
        Cast(voice.id),
        {voice.id: voice},
        studio,
        speak=verbalise,
        workers=workers,
        progress=clock,
    )
    whole = time.perf_counter() - start
    sound = sum(take.duration_ms * take.attempts for take in takes) / 1000
    steady = sound * (len(takes) - workers) / len(takes) / (clock.at[-1] - clock.at[workers - 1])
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "wall_s": whole,
        "per_s": steady,
        "sound_s": sound,
        "cpu_s": sum(one.ru_utime + one.ru_stime for one in used),
        "pss_mb": clock.most_pss,
    }


def child(options: argparse.Namespace) -> None:
    """Measure one way in this process and print it as JSON."""
    from quotecast.casting import load_voices
    from quotecast.config import Studio

    studio = Studio(options.studio)
    voice = load_voices(studio)[_VOICE[options.models[0]]]
    texts = lines(options.lines)
    if options.child.isdigit():
        found = working(texts, studio, voice, int(options.child))
    else:
        found = (naive if options.child == "naive" else ours)(texts, studio, voice)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "peak_mb": round(peak)}))


def run(way: str, model: str, count: int, studio: Path) -> dict[str, Any]:
    """A child's figures."""
    command = [sys.executable, "-W", "ignore", __file__, "--lines", str(count)]
    command += ["--models", model, "--child", way, "--studio", str(studio)]
    one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    alone = {**os.environ, **one_thread}  # numpy's BLAS would start threads beside torch's
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=alone, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measure(model: str, options: argparse.Namespace, studio: Path) -> dict[str, Any]:
    """Everything about one model, as a table and as figures."""
    print(f"\n{model}, {options.lines} lines, {options.rounds} rounds, one thread")
    print(f"{'way':<10}{'CPU s':>8}{'sound s':>9}{'CPU s/s':>9}{'peak MB':>9}")
    ratios = []
    for _ in range(options.rounds):
        pair = {way: run(way, model, options.lines, studio) for way in ("naive", "ours")}
        for way, one in pair.items():
            one["cpu_per_s"] = one["cpu_s"] / one["sound_s"]
            print(f"{way:<10}{one['cpu_s']:>8.2f}{one['sound_s']:>9.2f}"
                  f"{one['cpu_per_s']:>9.3f}{one['peak_mb']:>9}")  # fmt: skip
        ratios.append(pair["ours"]["cpu_per_s"] / pair["naive"]["cpu_per_s"])
    result = {**pair, "ratios": [round(r, 3) for r in ratios]}
    result["ratio"] = round(statistics.median(ratios), 3)
    print(f"ours / naive, median: {result['ratio']:.2f}")
    print(f"{'workers':<10}{'wall s':>8}{'sound s/s':>11}{'CPU s':>8}{'PSS MB':>9}")
    gains = []
    for _ in range(options.rounds):
        crews = {n: run(str(n), model, options.lines, studio) for n in (1, 2)}
        for number, one in crews.items():
            print(f"{number:<10}{one['wall_s']:>8.1f}{one['per_s']:>11.2f}"
                  f"{one['cpu_s']:>8.1f}{one['pss_mb']:>9.0f}")  # fmt: skip
        gains.append(crews[2]["per_s"] / crews[1]["per_s"])
    result |= {"workers": crews, "gains": [round(g, 2) for g in gains]}
    result["gain"] = round(statistics.median(gains), 2)
    print(f"two workers / one, median: {result['gain']:.2f}")
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", nargs="+", choices=("house", "vctk"), default=["house", "vctk"])
    parser.add_argument("--lines", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--studio", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options)
        return
    with tempfile.TemporaryDirectory() as scratch:
        furnish(Path(scratch), options.models)
        result = {model: measure(model, options, Path(scratch)) for model in options.models}
    if options.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
