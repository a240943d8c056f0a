"""Recording speed: a line at a time through Coqui's Synthesizer, against Quotecast's engine.

    python benchmarks/recording.py              # 12 lines with the house voices
    python benchmarks/recording.py --json       # last line: one JSON object

Both speak the same lines with the same voice on one thread, each in a process of its own.
Coqui's way is that of ``TTS.api``: ``Synthesizer.tts`` per line, a WAV file per line, the
files joined. Figures are processor seconds per second of *sound*: the silence that Coqui
adds after each sentence does not count as work done. Loading is not counted; on our
side neither are the checks and the cache, on Coqui's the WAV files and the join are.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
import wave
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

_LINES = Path(__file__).parent / "data" / "voices.txt"
_WARM_UP = "This line is spoken once before anything is timed."


def naive(texts: list[str], voice: str) -> tuple[float, float, float]:
    """Processor seconds, seconds of sound and wall seconds of Coqui's own way."""
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    import torch  # noqa: TID251 - the measured way of others
    from TTS.utils.synthesizer import Synthesizer  # noqa: TID251

    from quotecast.engines import espeak
    from quotecast.engines.pieces import sounding

    espeak.register()
    torch.set_num_threads(1)
    fields = tomllib.loads((ROOT / "voices" / f"{voice}.toml").read_text(encoding="utf-8"))
    folder = ROOT / "voices" / fields["model"]
    os.chdir(folder)  # Coqui looks for the speakers file in the working directory
    vocoder = folder / "vocoder.pth"
    more = (
        {"vocoder_checkpoint": str(vocoder), "vocoder_config": str(folder / "vocoder_config.json")}
        if vocoder.is_file()
        else {}
    )
    model = Synthesizer(
        tts_checkpoint=str(folder / "model.pth"),
        tts_config_path=str(folder / "config.json"),
        **more,
    )
    scale = fields.get("settings", {}).get("length_scale")
    if scale is not None:
        model.tts_model.length_scale = scale  # as the voice asks; tts() has no way to say it
    model.tts(_WARM_UP, speaker_name=fields["speaker"])
    rate = model.output_sample_rate
    heard = 0.0
    start, began = time.process_time(), time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        for number, text in enumerate(texts):
            model.save_wav(
                model.tts(text, speaker_name=fields["speaker"]), str(Path(out, f"{number}.wav"))
            )
        whole = b""
        clips = []
        for number in range(len(texts)):
            with wave.open(str(Path(out, f"{number}.wav"))) as file:
                clips.append(file.readframes(file.getnframes()))
                whole += clips[-1]
        with wave.open(str(Path(out, "all.wav")), "wb") as joined:
            joined.setparams((1, 2, rate, 0, "NONE", ""))
            joined.writeframes(whole)
    used, took = time.process_time() - start, time.perf_counter() - began
    for clip in clips:
        first, last = sounding(np.frombuffer(clip, np.int16).astype(np.float32), rate)
        heard += (last - first) / rate
    return used, heard, took


def ours(texts: list[str], voice: str) -> tuple[float, float, float]:
    """Processor seconds, seconds of sound and wall seconds of Quotecast's engine."""
    from quotecast.casting import load_voices
    from quotecast.config import Studio
    from quotecast.engines import open_engine
    from quotecast.engines.pieces import sounding

    studio = Studio(ROOT)
    chosen = load_voices(studio)[voice]
    engine = open_engine(chosen, studio)
    engine.speak(_WARM_UP, chosen, 0)
    start, began = time.process_time(), time.perf_counter()
    said = [engine.speak(text, chosen, 0) for text in texts]
    used, took = time.process_time() - start, time.perf_counter() - began
    ranges = [(sounding(one.samples, one.sample_rate), one.sample_rate) for one in said]
    return used, sum((last - first) / rate for (first, last), rate in ranges), took


def child(way: str, lines: int, voice: str) -> None:
    """Measure one way and print it as JSON."""
    texts = [t for t in _LINES.read_text(encoding="utf-8").splitlines() if t][:lines]
    used, heard, took = (naive if way == "naive" else ours)(texts, voice)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu_s": used, "wall_s": took, "sound_s": heard, "peak_mb": round(peak)}))


def run(ways: list[str], lines: int, voice: str) -> list[dict[str, Any]]:
    """Run children side by side; their figures."""
    command = [sys.executable, "-W", "ignore", __file__, "--lines", str(lines), "--voice", voice]
    one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    alone = {**os.environ, **one_thread}  # numpy's BLAS would start threads beside torch's
    started = [
        subprocess.Popen([*command, "--child", way], stdout=subprocess.PIPE, text=True, env=alone)
        for way in ways
    ]
    outputs = [process.communicate()[0] for process in started]
    if any(process.returncode for process in started):
        sys.exit("a measuring process failed: see above")
    return [json.loads(output.splitlines()[-1]) for output in outputs]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=12)
    parser.add_argument("--voice", default="ruth")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", choices=("naive", "ours"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.lines, options.voice)
        return
    result: dict[str, Any] = {"voice": options.voice, "lines": options.lines}
    print(f"{'way':<8}{'CPU s':>8}{'sound s':>9}{'CPU s/s':>9}{'peak MB':>9}")
    for way in ("naive", "ours"):
        (one,) = run([way], options.lines, options.voice)
        one["cpu_per_s"] = round(one["cpu_s"] / one["sound_s"], 3)
        result[way] = one
        print(f"{way:<8}{one['cpu_s']:>8.2f}{one['sound_s']:>9.2f}"
              f"{one['cpu_per_s']:>9.3f}{one['peak_mb']:>9}")  # fmt: skip
    result["ratio"] = round(result["ours"]["cpu_per_s"] / result["naive"]["cpu_per_s"], 2)
    print(f"ours / naive: {result['ratio']}")
    both = run(["ours", "ours"], options.lines, options.voice)
    alone = result["ours"]["sound_s"] / result["ours"]["wall_s"]
    together = sum(one["sound_s"] / one["wall_s"] for one in both)
    result["two_processes"] = round(together / alone, 2)
    print(f"throughput of two processes / one: {result['two_processes']}")
    if options.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
