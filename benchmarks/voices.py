"""Score the house voices: word errors, pitch, distinctness, hollowness, faults, speed, size.

    python benchmarks/voices.py                    # 20 sentences a voice, about a minute each
    python benchmarks/voices.py --sentences 80     # all of data/voices.txt
    python benchmarks/voices.py --faults 500       # look for babble and cut ends as well
    python benchmarks/voices.py --deaf             # all but word errors: a tenth of the time
    python benchmarks/voices.py --griffin-lim      # the same without pulses or a vocoder
    python benchmarks/voices.py --copy FOLDER      # speech (*.wav) through the pack's vocoder
    python benchmarks/voices.py --json             # last line: one JSON object

Everything is spoken as the program speaks it, by the Coqui engine. Word errors are counted by
pocketsphinx with its own US English model and its default settings: open vocabulary, no
grammar, no hint of the text. It was trained on natural speech, so it ranks voices and finds
faults; it does not say how natural a voice is. Of what makes a voice sound hollow, ``beat``
says something (:func:`voice_measures.beating`). Times are processor seconds on one thread.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from voice_measures import (  # noqa: E402
    Listener,
    Wave,
    beat_distance,
    beating,
    edits,
    level,
    pitch_of,
    spectral_distance,
    timbre_of,
    verification_error,
    words,
)

_SENTENCES = Path(__file__).parent / "data" / "voices.txt"
_SHORT_LINES = Path(__file__).parent / "data" / "short_lines.txt"
_WARM_UP = "This line is spoken once before anything is timed."
_QUIET_END = 0.25  # the last 10 ms may be this loud, relative to the whole line
_LONGEST_HOLE = 1.2  # seconds of near silence inside a line
# Seconds of speech a phoneme may take on average; teachers lie between 0.06 and 0.12
_PACE = (0.035, 0.2)
_LONG_LINE = 60  # words
_SEED = 1
DISTINCT_HZ = 15
"""Medians of pitch this far apart tell two voices apart."""
DISTINCT_ERROR = 0.05
"""So does a timbre that is mistaken for the other's no more often than this."""


class Pack:
    """A voice pack spoken by the program's own engine."""

    def __init__(self, folder: Path, *, griffin_lim: bool = False) -> None:
        began = time.process_time()
        import torch  # noqa: TID251

        from quotecast.engines import compat, coqui_model, files

        compat.prepare_coqui()
        from TTS.tts.models import forward_tts  # noqa: F401, TID251 - only the import's time

        self.imports_cpu = time.process_time() - began
        torch.set_num_threads(1)
        if griffin_lim:
            coqui_model.sounding = _griffin_lim
        self.voices = _voices_of(folder)
        began = time.process_time()
        self.model = coqui_model.CoquiModel.load(files.look_into(folder), self.voices[0])
        self.load_cpu = time.process_time() - began
        self.rate = int(self.model._tts.ap.sample_rate)

    def tokens(self, text: str) -> int:
        """How many phonemes a text has."""
        return len(self.model._tts.tokenizer.text_to_ids(text))

    def say(self, text: str, voice: Any) -> Wave:
        """One line, in pieces where it is long, as the engine says it."""
        from quotecast.engines.interface import Request
        from quotecast.engines.pieces import join, pieces_of

        said = [(part, self.model.say(Request(part, voice, _SEED))) for part in pieces_of(text)]
        return np.asarray(join(said).samples, dtype=np.float32)

    def copy(self, wave: Wave) -> Wave:
        """Speech through the pack's analysis and back: what the vocoder alone does to it."""
        import torch  # noqa: TID251

        np.random.seed(_SEED)
        mel = torch.from_numpy(self.model._tts.ap.melspectrogram(wave)).float()
        with torch.inference_mode():
            return np.asarray(
                self.model._samples({"wav": None, "outputs": {"model_outputs": mel.T[None]}})
            )


def _griffin_lim(ap: Any) -> Any:
    import functools

    from quotecast.engines.coqui_griffinlim import mel_to_wave

    return functools.partial(mel_to_wave, ap)


def _voices_of(folder: Path) -> list[Any]:
    """The voice files that use a pack; its bare speakers where there are none."""
    from quotecast.model import Voice

    found = []
    for file in sorted(folder.parent.glob("*.toml")):
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
        if fields.get("model") == folder.name:
            settings = tuple(sorted(fields.get("settings", {}).items()))
            found.append(
                Voice(file.stem, file.stem, "coqui", speaker=fields["speaker"], settings=settings)
            )
    speakers = json.loads((folder / "speakers.json").read_text(encoding="utf-8"))
    return found or [Voice(name, name, "coqui", speaker=name) for name in speakers]


@dataclass
class Score:
    """What was measured of one voice."""

    voice: str
    speaker: str
    word_errors: float | None
    pitch_hz: int
    beat: tuple[float, ...]
    cpu_per_second: float
    words_per_minute: int
    faults: list[str]
    nearest: str = ""
    nearest_pitch_hz: int = 0
    likest: str = ""
    likest_error: float = 0.0
    timbres: list[Wave] = field(default_factory=list, repr=False)


def faults_in(text: str, wave: Wave, pack: Pack, voice: Any) -> list[str]:
    """What is wrong with a line, by rules that need no recogniser: the program's and stricter."""
    from quotecast.record.checks import faults_of

    rate, tokens = pack.rate, pack.tokens(text)
    found = list(faults_of(wave, rate, text, dict(voice.settings).get("length_scale", 1.0)))
    loudness = level(wave)
    pace = len(wave) / rate / max(tokens, 1)
    if not _PACE[0] <= pace <= _PACE[1] + 0.5 / max(tokens, 1):
        found.append(f"{pace:.2f} s a phoneme")
    if level(wave[-rate // 100 :]) > _QUIET_END * loudness:
        found.append("ends loud")
    frames = wave[: len(wave) // 512 * 512].reshape(-1, 512)
    run = longest = 0
    for still in np.sqrt((frames**2).mean(1)) < 0.02 * loudness:
        run = run + 1 if still else 0
        longest = max(longest, run)
    if longest * 512 / rate > _LONGEST_HOLE:
        found.append("long hole")
    return [f"{one}: {text[:60]}" for one in found]


def measure(pack: Pack, listener: Listener | None, voice: Any, texts: list[str]) -> Score:
    """Speak all sentences with one voice, and hear them if there is a listener."""
    pack.say(_WARM_UP, voice)
    began = time.process_time()
    waves = [pack.say(text, voice) for text in texts]
    spent = time.process_time() - began
    rate = pack.rate
    seconds = sum(map(len, waves)) / rate
    heard = [listener.hear(wave, rate) for wave in waves] if listener else []
    wrong = sum(edits(words(t), h) for t, h in zip(texts, heard, strict=False))
    total = sum(len(words(text)) for text in texts)
    beats = np.mean([beating(wave, rate) for wave in waves[:10]], axis=0)
    return Score(
        voice.id,
        voice.speaker,
        wrong / total if heard else None,
        round(float(np.median(pitch_of(np.concatenate(waves), rate)))),
        tuple(round(float(one), 2) for one in beats),
        spent / seconds,
        round(total / seconds * 60),
        [
            fault
            for text, wave in zip(texts, waves, strict=True)
            for fault in faults_in(text, wave, pack, voice)
        ],
        timbres=[timbre_of(wave, rate) for wave in waves],
    )


def compare(scores: list[Score]) -> None:
    """Fill in, for each voice, the one nearest in pitch and the one likest in timbre."""
    for score in scores:
        others = [other for other in scores if other is not score]
        if not others:
            continue
        near = min(others, key=lambda other: abs(other.pitch_hz - score.pitch_hz))
        score.nearest, score.nearest_pitch_hz = near.voice, abs(near.pitch_hz - score.pitch_hz)
        errors = {o.voice: verification_error(score.timbres, o.timbres) for o in others}
        score.likest = max(errors, key=lambda voice: errors[voice])
        score.likest_error = round(errors[score.likest], 3)


def fault_lines(count: int) -> list[str]:
    """So many lines of news prose that nothing was trained on, from one word to sixty."""
    from voices.recipe.news import news_sentences

    known = set(news_sentences())
    plain: list[str] = []
    seed = 1
    while len(plain) < 3 * count:
        plain += [line for line in news_sentences(seed=seed) if line not in known]
        seed += 1
    short = [line for line in _SHORT_LINES.read_text(encoding="utf-8").splitlines() if line]
    lines: list[str] = []
    while len(lines) < count:
        if len(lines) % 10 == 0 and short:
            lines.append(short.pop(0))
        elif len(lines) % 10 == 5:
            lines.append(_long_line(plain))
        else:
            lines.append(plain.pop(0))
    return lines


def _long_line(plain: list[str]) -> str:
    """One sentence of about sixty words, made of the next few."""
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < _LONG_LINE - 6:
        part = plain.pop(0).replace('"', "").rstrip(".?!")
        parts.append(part if not parts else part[0].lower() + part[1:])
    return " ".join("; ".join(parts).split()[:_LONG_LINE]) + "."


def search_faults(pack: Pack, voices: list[Any], count: int) -> list[str]:
    """Speak that many lines, the voices taking turns; what is wrong with them."""
    found = []
    for row, text in enumerate(fault_lines(count)):
        voice = voices[row % len(voices)]
        wave = pack.say(text, voice)
        wrong = faults_in(text, wave, pack, voice)
        found += [f"{voice.id}: {one}" for one in wrong]
    return found


def copies(pack: Pack, folder: Path) -> dict[str, Any]:
    """Speech through the vocoder: distances from the speech itself, and beats of both."""
    import librosa

    rows, spent, seconds = [], 0.0, 0.0
    for file in sorted(folder.rglob("*.wav")):
        speech, _ = librosa.load(file, sr=pack.rate)
        speech *= 0.06 / max(level(speech), 1e-4)  # the level the pack was trained at
        began = time.process_time()
        made = pack.copy(speech)
        spent += time.process_time() - began
        seconds += len(made) / pack.rate
        rows.append((
            beat_distance(made, speech, pack.rate),
            spectral_distance(made, speech, pack.rate),
            *beating(made, pack.rate),
            *beating(speech, pack.rate),
        ))  # fmt: skip
    means = [round(float(mean), 2) for mean in np.mean(rows, axis=0)]
    return {
        "copies": len(rows),
        "beat distance dB": means[0],
        "spectral distance dB": means[1],
        "beat": means[2:5],
        "beat of the speech": means[5:],
        "vocoder CPU s/s": round(spent / seconds, 3),
    }


def resources(folder: Path) -> dict[str, float]:
    """Load time and peak memory of a fresh process that speaks a line with each voice."""
    command = [sys.executable, "-W", "ignore", __file__, "--pack", str(folder), "--only-load"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def only_load(folder: Path) -> None:
    """The child's part of :func:`resources`: no recogniser, no measures."""
    pack = Pack(folder)
    for voice in pack.voices:
        pack.say(_WARM_UP, voice)
    print(json.dumps({
        "imports CPU s": round(pack.imports_cpu, 2),
        "load CPU s": round(pack.load_cpu, 2),
        "peak MB": round(_peak_kb() / 1024),
    }))  # fmt: skip


def _peak_kb() -> int:
    """Most memory this program has held, KB.

    Of a child, ``getrusage`` also counts what its parent held before it started the program;
    Linux' own file does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def table(scores: list[Score], totals: dict[str, Any]) -> None:
    """Print the figures for reading."""
    if scores:
        print(f"{'voice':<10}{'speaker':<9}{'WER':>6}{'pitch':>8}{'beat':>18}{'words/min':>11}"
              f"{'CPU s/s':>9}  nearest in pitch; in timbre")  # fmt: skip
    for s in scores:
        beat = " ".join(f"{one:.2f}" for one in s.beat)
        near = f"{s.nearest} {s.nearest_pitch_hz} Hz; {s.likest} {s.likest_error:.3f}"
        errors = "-" if s.word_errors is None else f"{s.word_errors:.3f}"
        print(f"{s.voice:<10}{s.speaker:<9}{errors:>6}{s.pitch_hz:>5} Hz{beat:>18}"
              f"{s.words_per_minute:>11}{s.cpu_per_second:>9.3f}  {near}")  # fmt: skip
        for fault in s.faults:
            print(f"          ! {fault}")
    for name, value in totals.items():
        if isinstance(value, list) and value and isinstance(value[0], str):
            print(f"{name}:", *value, sep="\n  ")
        else:
            print(f"{name}: {value}")


def alike(scores: list[Score]) -> list[str]:
    """Pairs of voices that neither pitch nor timbre tells apart."""
    return [
        f"{one.voice} and {other.voice}"
        for row, one in enumerate(scores)
        for other in scores[row + 1 :]
        if abs(one.pitch_hz - other.pitch_hz) < DISTINCT_HZ
        and verification_error(one.timbres, other.timbres) > DISTINCT_ERROR
    ]


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", type=Path, default=ROOT / "voices" / "house")
    parser.add_argument("--voices", nargs="*", help="voice ids; all if not given")
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--faults", type=int, default=0, metavar="LINES")
    parser.add_argument("--copy", type=Path, metavar="FOLDER")
    parser.add_argument("--deaf", action="store_true", help="count no word errors")
    parser.add_argument("--griffin-lim", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only-load", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_load:
        only_load(options.pack)
        return
    texts = [t for t in _SENTENCES.read_text(encoding="utf-8").splitlines() if t]
    pack = Pack(options.pack, griffin_lim=options.griffin_lim)
    chosen = [v for v in pack.voices if v.id in (options.voices or [v.id])]
    texts = texts[: options.sentences]
    listener = Listener() if texts and not options.deaf else None
    scores = [measure(pack, listener, voice, texts) for voice in chosen] if texts else []
    compare(scores)
    size = sum(file.stat().st_size for file in options.pack.glob("*.pth"))
    totals: dict[str, Any] = {"weights MB": round(size / 1e6, 1), **resources(options.pack)}
    if scores:
        counted = [s.word_errors for s in scores if s.word_errors is not None]
        if counted:
            totals["mean WER"] = round(float(np.mean(counted)), 4)
        totals["sentences"] = len(texts)
        totals["not told apart"] = alike(scores)
    if options.faults:
        found = search_faults(pack, chosen, options.faults)
        totals["faults"] = f"{len(found)} in {options.faults} lines"
        totals["faulty lines"] = found
    if options.copy is not None:
        totals |= copies(pack, options.copy)
    table(scores, totals)
    if options.json:
        for score in scores:
            score.timbres.clear()
        print(json.dumps({"voices": [asdict(score) for score in scores], **totals}))


if __name__ == "__main__":
    main()
