"""The quick decoder: close to the exact one, chosen by what the machine can, batched alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_model import make_vits

from quotecast.config import Studio
from quotecast.engines import coqui_decoder, machine
from quotecast.engines.coqui import CoquiEngine
from quotecast.engines.interface import BatchEngine, Request
from quotecast.engines.tone import ToneEngine
from quotecast.model import Voice

VOICE = Voice("vera", "Vera", "coqui", model="tiny", speaker="p1")
LINES = (
    "Hello there, my friend.",
    "Yes.",
    "The council voted on Tuesday to open the dam, and nobody was surprised. Nobody at all.",
    "It will flood again.",
)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    root = tmp_path_factory.mktemp("studio")
    make_vits(root / "voices" / "tiny")
    return Studio(root)


def engine_at(studio: Studio, monkeypatch: pytest.MonkeyPatch, how: str) -> CoquiEngine:
    """An engine on a machine of that arithmetic."""
    for module in ("coqui", "coqui_loading"):
        monkeypatch.setattr(f"quotecast.engines.{module}.arithmetic", lambda: how)
    return CoquiEngine(studio)


def plain(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The Coqui model of the voice, its decoder as Coqui has it."""
    return engine_at(studio, monkeypatch, "gpu")._model(VOICE)._tts


def distance_db(one: Any, other: Any) -> float:
    return float(10 * np.log10(np.sum(one**2) / np.sum((one - other) ** 2)))


def test_bfloat16_is_close_and_another_take(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = engine_at(studio, monkeypatch, "float32")
    exact, exact_key = full.speak(LINES[0], VOICE, 3), full.identity(VOICE)
    half = engine_at(studio, monkeypatch, "bfloat16")
    quick, quick_key = half.speak(LINES[0], VOICE, 3), half.identity(VOICE)
    assert len(exact.samples) == len(quick.samples)
    assert 30 < distance_db(exact.samples, quick.samples) < 90
    assert exact.words == quick.words, "only the decoder differs"
    assert exact_key != quick_key
    assert np.array_equal(half.speak(LINES[0], VOICE, 3).samples, quick.samples)


def test_a_decoder_that_bfloat16_spoils_stays_exact(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = engine_at(studio, monkeypatch, "float32").speak(LINES[0], VOICE, 3)
    monkeypatch.setattr(coqui_decoder, "CLOSE_ENOUGH_DB", 90.0)
    kept = engine_at(studio, monkeypatch, "bfloat16").speak(LINES[0], VOICE, 3)
    assert np.array_equal(exact.samples, kept.samples)


def test_a_silent_decoder_cannot_be_compared(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = plain(studio, monkeypatch)
    before = model.waveform_decoder
    before.conv_post.weight.data.zero_()
    assert coqui_decoder.quicken(model, bfloat16=True) is None
    assert model.waveform_decoder is before


def test_single_precision_over_channels_side_by_side_is_the_same(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = plain(studio, monkeypatch)
    before = model.waveform_decoder
    ratio = coqui_decoder.quicken(model, bfloat16=False)
    assert ratio is not None
    assert ratio > 100
    assert model.waveform_decoder is not before
    assert before.conv_pre.weight.dim() == 3, "the one it was made of is untouched"


def test_a_decoder_with_layers_nobody_knows_is_left_as_it_is(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    model = plain(studio, monkeypatch)
    model.waveform_decoder.conv_post = torch.nn.Sequential(
        model.waveform_decoder.conv_post, torch.nn.InstanceNorm1d(1)
    )
    assert coqui_decoder.quicken(model, bfloat16=True) is None


def test_a_batch_says_what_each_line_alone_says(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_at(studio, monkeypatch, "float32")
    voices = (VOICE, replace(VOICE, speaker="p2"), VOICE, replace(VOICE, speaker="p2"))
    requests = [Request(t, v, 5 + n) for n, (t, v) in enumerate(zip(LINES, voices, strict=True))]
    together = engine.speak_many(requests)
    for request, speech in zip(requests, together, strict=True):
        alone = engine.speak(request.text, request.voice, request.seed)
        assert abs(len(speech.samples) - len(alone.samples)) <= 2205 * request.text.count(".")
        if request.text.count(".") == 1:
            assert speech.words == alone.words
            end = len(alone.samples) - 20 * 256  # what the decoder's reach makes of the edge
            assert np.allclose(speech.samples[:end], alone.samples[:end], atol=1e-4)


def test_batches_may_be_as_small_as_one(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_at(studio, monkeypatch, "float32")
    monkeypatch.setattr("quotecast.engines.coqui.FRAMES_AT_ONCE", 1)
    (one, two) = engine.speak_many([Request(text, VOICE, 1) for text in LINES[:2]])
    assert np.array_equal(one.samples, engine.speak(LINES[0], VOICE, 1).samples)
    assert np.array_equal(two.samples, engine.speak(LINES[1], VOICE, 1).samples)


def test_batches_are_for_gpus(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = CoquiEngine(studio)
    assert isinstance(engine, BatchEngine)
    assert not isinstance(ToneEngine(studio), BatchEngine)
    assert engine.batch(VOICE) == 1
    monkeypatch.setattr("quotecast.engines.coqui.sees_gpu", lambda: True)
    assert engine.batch(VOICE) > 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("processor : 0\nflags\t\t: fpu avx512f avx512_bf16 avx_vnni\n", True),
        ("flags : fpu avx2 avx512f\n", False),
        ("Features\t: fp asimd bf16 i8mm\n", True),
        ("", False),
    ],
)
def test_bfloat16_by_the_processors_own_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: bool
) -> None:
    (tmp_path / "cpuinfo").write_text(text)
    monkeypatch.setattr(machine, "CPU_INFO", tmp_path / "cpuinfo")
    machine.has_bfloat16.cache_clear()
    try:
        assert machine.has_bfloat16() is expected
    finally:
        machine.has_bfloat16.cache_clear()


def test_a_gpu_that_is_hidden_is_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nvidia0").write_text("")
    monkeypatch.setattr(machine, "GPU_DEVICES", (tmp_path / "nvidia0",))
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    assert machine.arithmetic() == "gpu"
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert machine.arithmetic() in ("bfloat16", "float32")
