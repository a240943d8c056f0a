"""Score the house voices: word errors, pitch, distinctness, faults, speed, memory, size.

    python benchmarks/voices.py                 # 20 sentences a voice, about a minute each
    python benchmarks/voices.py --sentences 80  # all of data/voices.txt
    python benchmarks/voices.py --faults 500    # look for babble and cut ends as well
    python benchmarks/voices.py --json          # last line: one JSON object

Word errors are counted by pocketsphinx with its own US English model and its default
settings: open vocabulary, no grammar, no hint of the text. It was trained on natural speech,
so it ranks voices and finds faults; it does not say how natural a voice is. Times are
processor seconds on one thread.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

_SENTENCES = Path(__file__).parent / "data" / "voices.txt"
_RATE = 22050
_WARM_UP = "This line is spoken once before anything is timed."
_QUIET_END = 0.25  # the last 10 ms may be this loud, relative to the whole line
_LONGEST_HOLE = 1.2  # seconds of near silence inside a line
# Seconds of speech a phoneme may take on average; teachers lie between 0.06 and 0.12
_PACE = (0.035, 0.2)

Wave = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Reader:
    """A voice: its id, the model's name for it, and how slow it reads (1 is as trained)."""

    voice: str
    speaker: str
    length_scale: float = 1.0


class Pack:
    """A voice pack loaded by Coqui's own synthesizer, vocoder included if there is one."""

    def __init__(self, folder: Path, *, vocoder: bool = True) -> None:
        import torch  # noqa: TID251

        from quotecast.engines import compat, espeak, shortlines

        torch.set_num_threads(1)
        compat.prepare_coqui()
        espeak.register()
        shortlines.register()
        from TTS.utils.synthesizer import Synthesizer  # noqa: TID251

        began = time.perf_counter()
        parts = {"tts_checkpoint": folder / "model.pth", "tts_config_path": folder / "config.json"}
        if vocoder and (folder / "vocoder.pth").exists():
            parts["vocoder_checkpoint"] = folder / "vocoder.pth"
            parts["vocoder_config"] = folder / "vocoder_config.json"
        self.synthesizer = Synthesizer(**parts)
        self.load_seconds = time.perf_counter() - began

    def tokens(self, text: str) -> int:
        """How many phonemes a text has."""
        return len(self.synthesizer.tts_model.tokenizer.text_to_ids(text))

    def say(self, text: str, reader: Reader) -> Wave:
        """One line, without the silence Coqui puts behind it."""
        self.synthesizer.tts_model.length_scale = reader.length_scale
        wave = self.synthesizer.tts(text, speaker_name=reader.speaker, split_sentences=False)
        from TTS.utils.synthesizer import PAD_SILENCE_SAMPLES  # noqa: TID251

        return np.asarray(wave, dtype=np.float32)[:-PAD_SILENCE_SAMPLES]


@dataclass
class Score:
    """What was measured of one voice."""

    voice: str
    speaker: str
    word_errors: float
    pitch_hz: int
    nearest: str
    nearest_pitch_hz: int
    nearest_timbre_db: float
    cpu_per_second: float
    words_per_minute: int
    faults: list[str]


def words(text: str) -> list[str]:
    """A text as the recogniser would write it."""
    return re.sub(r"[^a-z' ]", " ", text.lower().replace("-", " ")).split()


def edits(wanted: list[str], heard: list[str]) -> int:
    """Fewest words to change, add or drop to make one list the other."""
    row = list(range(len(heard) + 1))
    for line, want in enumerate(wanted, 1):
        before, row[0] = row[0], line
        for column, got in enumerate(heard, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, before + (want != got))
            before, row[column] = row[column], cost
    return row[-1]


class Listener:
    """pocketsphinx with its default model."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        self._decoder = Decoder(loglevel="FATAL")

    def hear(self, wave: Wave, rate: int = _RATE) -> list[str]:
        """The words recognised in a line."""
        import librosa

        padded = np.pad(librosa.resample(wave, orig_sr=rate, target_sr=16000), 4000)
        samples = (np.clip(padded * 0.1 / max(_level(padded), 1e-5), -1, 1) * 32767).astype("<i2")
        self._decoder.start_utt()
        self._decoder.process_raw(samples.tobytes(), full_utt=True)
        self._decoder.end_utt()
        best = self._decoder.hyp()
        return words(best.hypstr) if best else []


def _level(wave: Wave) -> float:
    return float(np.sqrt(np.mean(wave.astype(np.float64) ** 2))) if len(wave) else 0.0


def pitch_of(wave: Wave, rate: int = _RATE) -> Wave:
    """Fundamental frequency, Hz, of the louder half of the frames."""
    import librosa

    found = librosa.yin(wave, fmin=60, fmax=350, sr=rate, frame_length=1024, hop_length=256)
    loud = librosa.feature.rms(y=wave, frame_length=1024, hop_length=256)[0][: len(found)]
    return np.asarray(found[: len(loud)][loud > np.median(loud)], dtype=np.float32)


def timbre_of(wave: Wave, rate: int = _RATE) -> Wave:
    """Mean spectrum in dB over 40 mel bands of the louder half of the frames, mean removed."""
    import librosa

    mel = librosa.feature.melspectrogram(y=wave, sr=rate, n_mels=40, fmax=8000)
    decibels = librosa.power_to_db(mel)
    loud = decibels.mean(0)
    mean = decibels[:, loud > np.median(loud)].mean(1)
    return np.asarray(mean - mean.mean(), dtype=np.float32)


def faults_in(text: str, wave: Wave, tokens: int) -> list[str]:
    """What is wrong with a line, by rules that need no recogniser."""
    if not np.isfinite(wave).all():
        return ["not a number"]
    level = _level(wave)
    found = []
    if level < 0.005:
        found.append("silent")
    pace = len(wave) / _RATE / max(tokens, 1)
    if not _PACE[0] <= pace <= _PACE[1] + 0.5 / max(tokens, 1):
        found.append(f"{pace:.2f} s a phoneme")
    if _level(wave[-_RATE // 100 :]) > _QUIET_END * level:
        found.append("ends loud")
    frames = wave[: len(wave) // 512 * 512].reshape(-1, 512)
    quiet = np.sqrt((frames**2).mean(1)) < 0.02 * level
    run = longest = 0
    for still in quiet:
        run = run + 1 if still else 0
        longest = max(longest, run)
    if longest * 512 / _RATE > _LONGEST_HOLE:
        found.append("long hole")
    return [f"{one}: {text[:60]}" for one in found]


def measure(pack: Pack, listener: Listener, reader: Reader, texts: list[str]) -> Any:
    """Speak and hear all sentences with one voice: score so far, pitch, timbre."""
    pack.say(_WARM_UP, reader)
    began = time.process_time()
    waves = [pack.say(text, reader) for text in texts]
    spent = time.process_time() - began
    seconds = sum(map(len, waves)) / _RATE
    wrong = sum(edits(words(t), listener.hear(w)) for t, w in zip(texts, waves, strict=True))
    total = sum(len(words(text)) for text in texts)
    together = np.concatenate(waves)
    bad = [f for t, w in zip(texts, waves, strict=True) for f in faults_in(t, w, pack.tokens(t))]
    score = Score(
        reader.voice,
        reader.speaker,
        wrong / total,
        round(float(np.median(pitch_of(together)))),
        "",
        0,
        0.0,
        spent / seconds,
        round(total / seconds * 60),
        bad,
    )
    return score, timbre_of(together)


def compare(scores: list[Score], timbres: list[Wave]) -> None:
    """Fill in, for each voice, the voice most like it."""
    for score, timbre in zip(scores, timbres, strict=True):
        others = [
            (
                abs(score.pitch_hz - o.pitch_hz) / 15 + _distance(timbre, t) / 3,
                o,
                _distance(timbre, t),
            )
            for o, t in zip(scores, timbres, strict=True)
            if o is not score
        ]
        if others:
            _, other, away = min(others, key=lambda one: one[0])
            score.nearest = other.voice
            score.nearest_pitch_hz = abs(score.pitch_hz - other.pitch_hz)
            score.nearest_timbre_db = round(away, 2)


def _distance(one: Wave, other: Wave) -> float:
    return float(np.sqrt(np.mean((one - other) ** 2)))


def search_faults(pack: Pack, readers: list[Reader], count: int) -> list[str]:
    """Speak that many news lines, from one word to sixty, the voices taking turns."""
    from voices.recipe.news import news_sentences

    found = []
    lines = news_sentences(seed=1)  # other draws than those trained on
    for row, text in enumerate(lines[:count]):
        reader = readers[row % len(readers)]
        wave = pack.say(text, reader)
        found += [f"{reader.voice}: {one}" for one in faults_in(text, wave, pack.tokens(text))]
    return found


def resources(folder: Path) -> dict[str, float]:
    """Load time and peak memory of a fresh process that speaks one line."""
    command = [sys.executable, "-W", "ignore", __file__, "--pack", str(folder), "--only-load"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def only_load(folder: Path) -> None:
    """The child's part of :func:`resources`."""
    pack = Pack(folder)
    first = next(iter(json.loads((folder / "speakers.json").read_text(encoding="utf-8"))))
    pack.say(_WARM_UP, Reader(first, first))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load_seconds": round(pack.load_seconds, 2), "peak_mb": round(peak)}))


def readers_of(folder: Path) -> list[Reader]:
    """The voice files that use a pack; its bare speakers where there are none."""
    found = []
    for file in sorted(folder.parent.glob("*.toml")):
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
        if fields.get("model") == folder.name:
            scale = fields.get("settings", {}).get("length_scale", 1.0)
            found.append(Reader(file.stem, fields["speaker"], scale))
    speakers = json.loads((folder / "speakers.json").read_text(encoding="utf-8"))
    return found or [Reader(speaker, speaker) for speaker in speakers]


def table(scores: list[Score], totals: dict[str, Any]) -> None:
    """Print the figures for reading."""
    print(f"{'voice':<10}{'speaker':<9}{'WER':>6}{'pitch':>8}{'words/min':>11}{'CPU s/s':>9}"
          f"  nearest (pitch, timbre)")  # fmt: skip
    for s in scores:
        near = (
            f"{s.nearest} ({s.nearest_pitch_hz} Hz, {s.nearest_timbre_db} dB)" if s.nearest else ""
        )
        print(f"{s.voice:<10}{s.speaker:<9}{s.word_errors:>6.3f}{s.pitch_hz:>5} Hz"
              f"{s.words_per_minute:>11}{s.cpu_per_second:>9.3f}  {near}")  # fmt: skip
        for fault in s.faults:
            print(f"          ! {fault}")
    for name, value in totals.items():
        print(f"{name}: {value}")


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", type=Path, default=ROOT / "voices" / "house")
    parser.add_argument("--voices", nargs="*", help="voice ids; all if not given")
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--faults", type=int, default=0, metavar="LINES")
    parser.add_argument("--no-vocoder", action="store_true", help="use Griffin-Lim")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only-load", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_load:
        only_load(options.pack)
        return
    texts = [t for t in _SENTENCES.read_text(encoding="utf-8").splitlines() if t]
    texts = texts[: options.sentences]
    chosen = [r for r in readers_of(options.pack) if r.voice in (options.voices or [r.voice])]
    pack, listener = Pack(options.pack, vocoder=not options.no_vocoder), Listener()
    measured = [measure(pack, listener, reader, texts) for reader in chosen]
    scores = [score for score, _ in measured]
    compare(scores, [timbre for _, timbre in measured])
    size = sum(f.stat().st_size for f in options.pack.iterdir() if f.suffix == ".pth")
    totals: dict[str, Any] = {
        "mean WER": round(float(np.mean([s.word_errors for s in scores])), 4),
        "sentences": len(texts),
        "weights MB": round(size / 1e6, 1),
        **resources(options.pack),
    }
    if options.faults:
        found = search_faults(pack, chosen, options.faults)
        totals["lines with faults"] = f"{len(found)} of {options.faults}"
        totals["faults"] = found
    table(scores, totals)
    if options.json:
        print(json.dumps({"voices": [asdict(score) for score in scores], **totals}))


if __name__ == "__main__":
    main()
