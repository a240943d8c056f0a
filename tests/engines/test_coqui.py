"""Coqui through its real code: a tiny VITS with generated weights, and every fault of a model."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tiny_model import make_vits

from quotecast.config import Studio
from quotecast.engines.coqui import CoquiEngine
from quotecast.engines.files import find_model
from quotecast.engines.pieces import LONGEST, join, pieces_of, sounding
from quotecast.errors import ConfigError, EngineError
from quotecast.model import Voice

VOICE = Voice("vera", "Vera", "coqui", model="tiny", speaker="p1")
TEXT = "Hello there, my friend."


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder."""
    return make_vits(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture
def studio_with_model(tiny: Path, tmp_path: Path) -> Studio:
    shutil.copytree(tiny, tmp_path / "voices" / "tiny")
    return Studio(tmp_path)


@pytest.fixture
def engine(studio_with_model: Studio) -> CoquiEngine:
    return CoquiEngine(studio_with_model)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[None]:
    """Another working directory: Coqui resolves speakers_file against it."""
    before = Path.cwd()
    (tmp_path / "elsewhere").mkdir()
    os.chdir(tmp_path / "elsewhere")
    yield
    os.chdir(before)


def test_it_speaks_the_same_with_the_same_seed(engine: CoquiEngine, elsewhere: None) -> None:
    first, again = engine.speak(TEXT, VOICE, 5), engine.speak(TEXT, VOICE, 5)
    other = engine.speak(TEXT, VOICE, 6)
    assert first.sample_rate == 22_050
    assert np.array_equal(first.samples, again.samples)
    assert not np.array_equal(first.samples, other.samples)
    assert np.abs(first.samples).max() > 0


def test_speakers_differ(engine: CoquiEngine) -> None:
    one = engine.speak(TEXT, VOICE, 5)
    two = engine.speak(TEXT, replace(VOICE, speaker="p2"), 5)
    assert not np.array_equal(one.samples[:1000], two.samples[:1000])


def test_length_scale_slows_and_is_not_kept(engine: CoquiEngine) -> None:
    usual = len(engine.speak(TEXT, VOICE, 5).samples)
    slow = replace(VOICE, settings=(("length_scale", 2.0),))
    assert len(engine.speak(TEXT, slow, 5).samples) > 1.5 * usual
    assert len(engine.speak(TEXT, VOICE, 5).samples) == usual


def test_every_word_has_its_time(engine: CoquiEngine) -> None:
    speech = engine.speak(TEXT, VOICE, 5)
    assert speech.words is not None
    assert [word.text for word in speech.words] == TEXT.split()
    assert all(a.end_s <= b.start_s for a, b in zip(speech.words, speech.words[1:], strict=False))
    assert speech.words[-1].end_s <= len(speech.samples) / speech.sample_rate + 0.001


def test_one_word_and_a_long_line_are_said(engine: CoquiEngine) -> None:
    assert len(engine.speak("Yes.", VOICE, 0).samples) > 1000
    long = "the council voted and nobody was surprised " * 40
    assert len(engine.speak(long, VOICE, 0).samples) > 5 * len(
        engine.speak("Yes.", VOICE, 0).samples
    )


def test_identity_is_the_models_content(studio_with_model: Studio, engine: CoquiEngine) -> None:
    before = engine.identity(VOICE)
    assert "coqui-tts" in before
    assert str(studio_with_model.root) not in before
    weights = studio_with_model.voices / "tiny" / "model.pth"
    weights.write_bytes(weights.read_bytes() + b"x")
    assert engine.identity(VOICE) != before


@pytest.mark.parametrize("text", ["", "   ", "...", "?!", "😀", "—"])
def test_nothing_to_say_is_one_clear_line(engine: CoquiEngine, text: str) -> None:
    with pytest.raises(EngineError, match="nothing to say"):
        engine.speak(text, VOICE, 0)


@pytest.mark.parametrize(
    ("voice", "message"),
    [
        (replace(VOICE, speaker="p9"), "no speaker 'p9'"),
        (replace(VOICE, speaker=""), "has 2 speakers and the voice names none"),
        (replace(VOICE, model=""), "names no model"),
        (replace(VOICE, model="gone"), "no model folder 'gone'"),
        (replace(VOICE, settings=(("pitch", 2.0),)), "unknown setting 'pitch'"),
        (replace(VOICE, settings=(("pitch_shift", 1.0),)), "foretells no pitch"),
        (replace(VOICE, model="tts_models/en/no/such"), "has no model"),
        (replace(VOICE, model="tts_models/en/vctk/vits"), r"not downloaded \(licence: apache 2.0"),
        (replace(VOICE, reference="gone.wav"), "there is no recording 'gone.wav'"),
    ],
)
def test_a_wrong_voice_is_one_clear_line(
    engine: CoquiEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, voice: Voice, message: str
) -> None:
    monkeypatch.setenv("TTS_HOME", str(tmp_path / "zoo"))
    with pytest.raises(EngineError, match=message) as caught:
        engine.speak(TEXT, voice, 0)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("voices/vera.toml: ")


def test_a_model_outside_the_studio_is_refused(engine: CoquiEngine) -> None:
    with pytest.raises(ConfigError, match="outside the studio"):
        engine.speak(TEXT, replace(VOICE, model="../../etc"), 0)


def test_a_zoo_model_brings_its_vocoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TTS_HOME", str(tmp_path))
    model = "tts_models/en/ljspeech/speedy-speech"
    for name in (model, "vocoder_models/en/ljspeech/hifigan_v2"):
        folder = tmp_path / "tts" / name.replace("/", "--")
        folder.mkdir(parents=True)
        (folder / "config.json").write_text("{}")
        (folder / "model_file.pth").write_bytes(b"x")
    files = find_model(replace(VOICE, model=model), Studio(tmp_path))
    assert files is not None
    assert files.vocoder == folder / "model_file.pth"
    assert files.vocoder_config == folder / "config.json"
    (folder / "config.json").unlink()
    files = find_model(replace(VOICE, model=model), Studio(tmp_path))
    assert files is not None
    assert files.vocoder is None


def test_the_recording_a_voice_is_cloned_from_is_part_of_its_identity(
    studio_with_model: Studio, engine: CoquiEngine
) -> None:
    path = studio_with_model.voices / "ann.wav"
    path.write_bytes(b"one")
    voice = replace(VOICE, reference="ann.wav")
    before = engine.identity(voice)
    path.write_bytes(b"two")
    assert before != engine.identity(voice) != engine.identity(VOICE)
    with pytest.raises(EngineError, match="cannot clone the voice of a recording"):
        engine.speak(TEXT, voice, 0)


def test_an_empty_zoo_folder_is_no_download(
    engine: CoquiEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Coqui takes it for one, and fails for ever."""
    monkeypatch.setenv("TTS_HOME", str(tmp_path))
    (tmp_path / "tts" / "tts_models--en--vctk--vits").mkdir(parents=True)
    with pytest.raises(EngineError, match="is not downloaded") as told:
        engine.speak(TEXT, replace(VOICE, model="tts_models/en/vctk/vits"), 0)
    assert told.value.hint == "quotecast voices fetch vera"


class _Code:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch quotecast-was-here",)


def _no_model_key(path: Path) -> None:
    import torch

    torch.save({"weights": 1}, path)


def _fewer_parts(path: Path) -> None:
    import torch

    state = torch.load(path, weights_only=True)
    del state["model"]["text_encoder.emb.weight"]
    torch.save(state, path)


def _more_speakers(path: Path) -> None:
    names = json.loads((path.parent / "speakers.json").read_text())
    (path.parent / "speakers.json").write_text(json.dumps(names | {"p3": 2}))


DAMAGES = {
    "missing weights": lambda path: path.unlink(),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:100_000]),
    "random bytes": lambda path: path.write_bytes(bytes(range(256)) * 100),
    "empty": lambda path: path.write_bytes(b""),
    "pickle with code": lambda path: path.write_bytes(pickle.dumps({"model": _Code()})),
    "no checkpoint": _no_model_key,
    "parts are missing": _fewer_parts,
    "fewer speakers than named": _more_speakers,
    "bad JSON": lambda path: (path.parent / "config.json").write_text("{"),
    "no config": lambda path: (path.parent / "config.json").unlink(),
    "no speakers file": lambda path: (path.parent / "speakers.json").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_model_is_one_clear_line(
    studio_with_model: Studio, engine: CoquiEngine, damage: str
) -> None:
    DAMAGES[damage](studio_with_model.voices / "tiny" / "model.pth")
    with pytest.raises(EngineError) as caught:
        engine.speak(TEXT, VOICE, 0)
    assert "\n" not in str(caught.value)
    assert "vera" in str(caught.value) or "config.json" in str(caught.value)
    assert not Path("quotecast-was-here").exists()


def test_a_line_in_pieces_is_the_line() -> None:
    text = "One. Two, and " + "three, " * 100 + "four " * 200 + "! Five?"
    pieces = pieces_of(text)
    assert " ".join(pieces).split() == text.split()
    assert max(map(len, pieces)) <= LONGEST


def test_joined_pieces_keep_their_words_in_order(engine: CoquiEngine) -> None:
    parts = [(text, engine.speak(text, VOICE, 0)) for text in ("Yes.", TEXT)]
    speech = join(parts)
    assert speech.words is not None
    assert [word.text for word in speech.words] == ["Yes.", *TEXT.split()]
    starts = [word.start_s for word in speech.words]
    assert starts == sorted(starts)


def test_silence_has_no_sound() -> None:
    assert sounding(np.zeros(1000, np.float32), 22_050) == (0, 0)
    assert sounding(np.zeros(0, np.float32), 22_050) == (0, 0)
