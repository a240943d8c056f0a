"""The house pack loads by Coqui's own code, and every voice of it speaks."""

from __future__ import annotations

import importlib
import itertools
import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quotecast.engines import espeak, shortlines
from quotecast.engines.coqui_model import CoquiModel
from quotecast.engines.files import look_into
from quotecast.engines.interface import Request
from quotecast.model import Voice

_VOICES = Path(__file__).resolve().parents[2] / "voices"
_PACK = _VOICES / "house"
_MOST_BYTES = 40_000_000
_RATE = 22050
_LINE = "The council voted on Tuesday."
_LINES = (
    "The minister said on Thursday that the new rules would apply to everyone.",
    "Prices rose faster than anyone had expected, and the bank warned of more to come.",
    "We are asking for nothing that was not promised to us four years ago.",
)


def _catalogue() -> dict[str, dict[str, Any]]:
    files = sorted(_VOICES.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


HOUSE = {voice: fields for voice, fields in _catalogue().items() if fields.get("model") == "house"}


@pytest.fixture(scope="module")
def synthesizer() -> Any:
    espeak.register()
    shortlines.register()
    importlib.import_module("torch").set_num_threads(1)
    files = {"tts_checkpoint": _PACK / "model.pth", "tts_config_path": _PACK / "config.json"}
    if (_PACK / "vocoder.pth").exists():
        files["vocoder_checkpoint"] = _PACK / "vocoder.pth"
        files["vocoder_config"] = _PACK / "vocoder_config.json"
    return importlib.import_module("TTS.utils.synthesizer").Synthesizer(**files)


def test_there_are_enough_voices_and_one_narrates() -> None:
    assert len(HOUSE) >= 4
    assert sum(fields.get("narrator", False) for fields in HOUSE.values()) == 1
    assert {fields["gender"] for fields in HOUSE.values()} == {"male", "female"}


def test_every_voice_names_a_speaker_of_its_own() -> None:
    speakers = json.loads((_PACK / "speakers.json").read_text(encoding="utf-8"))
    named = [fields["speaker"] for fields in HOUSE.values()]
    assert len(set(named)) == len(named)
    assert set(named) <= set(speakers)


def test_weights_are_within_bounds_and_hold_no_code() -> None:
    files = list(_PACK.glob("*.pth"))
    assert sum(file.stat().st_size for file in files) <= _MOST_BYTES
    for file in files:
        state = importlib.import_module("torch").load(file, weights_only=True)
        assert all(value.isfinite().all() for value in state["model"].values())


def test_configuration_names_no_folder_of_another_machine() -> None:
    for file in _PACK.glob("*.json"):
        assert '"/' not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("voice", HOUSE)
def test_voice_speaks(synthesizer: Any, voice: str) -> None:
    wave = np.asarray(
        synthesizer.tts(_LINE, speaker_name=HOUSE[voice]["speaker"], split_sentences=False)
    )[:-10000]
    assert np.isfinite(wave).all()
    assert 0.9 < len(wave) / _RATE < 4
    assert 0.01 < float(np.sqrt(np.mean(wave**2))) < 0.5
    assert float(np.abs(wave[-200:]).max()) < 0.3


@pytest.mark.parametrize("line", ["Yes.", "I", "No comment."])
def test_short_lines_are_said_whole(synthesizer: Any, line: str) -> None:
    speaker = next(iter(HOUSE.values()))["speaker"]
    wave = np.asarray(synthesizer.tts(line, speaker_name=speaker, split_sentences=False))[:-10000]
    assert 0.15 < len(wave) / _RATE < 1.6
    assert float(np.sqrt(np.mean(wave**2))) > 0.01


@pytest.fixture(scope="module")
def model() -> CoquiModel:
    return CoquiModel.load(look_into(_PACK), _voice(next(iter(HOUSE))))


def _voice(name: str, **settings: float) -> Voice:
    fields = HOUSE[name]
    kept = {**fields.get("settings", {}), **settings}
    return Voice(
        name, name, "coqui", speaker=fields["speaker"], settings=tuple(sorted(kept.items()))
    )


def _pitches(model: CoquiModel, voice: Voice) -> Any:
    """Of the louder half of some lines, Hz, as the benchmark measures it."""
    librosa = importlib.import_module("librosa")
    wave = np.concatenate([model.say(Request(line, voice, 1)).samples for line in _LINES])
    found = librosa.yin(wave, fmin=60, fmax=350, sr=_RATE, frame_length=1024, hop_length=256)
    loud = librosa.feature.rms(y=wave, frame_length=1024, hop_length=256)[0][: len(found)]
    return found[loud > np.median(loud)]


def _pitch(model: CoquiModel, voice: Voice) -> float:
    return float(np.median(_pitches(model, voice)))


@pytest.mark.parametrize("voice", HOUSE)
def test_pitch_is_what_the_voice_file_says(model: CoquiModel, voice: str) -> None:
    assert abs(_pitch(model, _voice(voice)) - HOUSE[voice]["pitch_hz"]) < 7


@pytest.mark.parametrize("voice", HOUSE)
def test_no_voice_is_monotonous(model: CoquiModel, voice: str) -> None:
    low, high = np.percentile(_pitches(model, _voice(voice)), (10, 90))
    assert 12 * np.log2(high / low) > 1.7  # semitones


def test_medians_of_pitch_are_fifteen_hertz_apart() -> None:
    medians = sorted(fields["pitch_hz"] for fields in HOUSE.values())
    assert all(high - low >= 15 for low, high in itertools.pairwise(medians))


def test_shifting_raises_the_pitch_by_quarters_of_an_octave(model: CoquiModel) -> None:
    plain = _pitch(model, _voice("nora"))
    raised = _pitch(model, _voice("nora", pitch_shift=1.0))
    assert 1.1 < raised / plain < 1.3  # a quarter of an octave is 1.19
    assert _pitch(model, _voice("nora")) == plain


def test_the_programs_engine_beats_with_the_pitch(model: CoquiModel) -> None:
    """All bands grow loud with each pulse of a voice; random phases would give about 0.15."""
    signal = importlib.import_module("scipy.signal")
    wave = model.say(Request(_LINES[0], _voice("nora"), 1)).samples
    sections = signal.butter(4, (1000, 2500), "band", fs=_RATE, output="sos")
    slow = signal.resample_poly(np.abs(signal.hilbert(signal.sosfilt(sections, wave))), 1, 8)
    _, _, beats = signal.stft(slow, _RATE / 8, nperseg=128, noverlap=96)
    loud = np.abs(beats[0]) > np.median(np.abs(beats[0]))
    strongest = (np.abs(beats[2:40]) / np.abs(beats[0]))[:, loud].max(0)
    assert float(np.median(strongest)) > 0.22


def test_voices_differ(synthesizer: Any) -> None:
    waves = [
        tuple(synthesizer.tts(_LINE, speaker_name=fields["speaker"], split_sentences=False))
        for fields in HOUSE.values()
    ]
    assert len(set(waves)) == len(waves)
