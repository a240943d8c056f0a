"""Griffin-Lim in torch against Coqui's own, from the same phases."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest


def _processor(**settings: Any) -> Any:
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    from TTS.config import BaseAudioConfig
    from TTS.utils.audio import AudioProcessor

    defaults: dict[str, Any] = {
        "sample_rate": 22050, "fft_size": 1024, "win_length": 1024, "hop_length": 256,
        "num_mels": 80, "mel_fmin": 0, "mel_fmax": 8000, "log_func": "np.log", "spec_gain": 1,
        "signal_norm": False, "power": 1.0, "griffin_lim_iters": 32, "preemphasis": 0.0,
        "do_trim_silence": False,
    }  # fmt: skip
    return AudioProcessor(BaseAudioConfig(**{**defaults, **settings}))


def _tone(ap: Any, seconds: float) -> Any:
    clock = np.arange(int(seconds * ap.sample_rate)) / ap.sample_rate
    sound = 0.3 * np.sin(2 * np.pi * 150 * clock) * (1 + np.sin(2 * np.pi * 3 * clock))
    return ap.melspectrogram(sound.astype(np.float32))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"power": 1.5, "griffin_lim_iters": 60},
        {"preemphasis": 0.97},
        {"log_func": "np.log10", "spec_gain": 20, "signal_norm": True},
        {"win_length": 800, "hop_length": 200},
    ],
)
def test_the_wave_is_that_of_coqui(settings: dict[str, Any]) -> None:
    from quotecast.engines.coqui_griffinlim import mel_to_wave

    ap = _processor(**settings)
    mel = _tone(ap, 1.0)
    np.random.seed(7)
    expected = ap.inv_melspectrogram(mel)
    np.random.seed(7)
    wave = mel_to_wave(ap, mel)
    assert len(wave) == len(expected)
    error = float(np.sum((wave - expected) ** 2))
    assert 10 * np.log10(float(np.sum(expected**2)) / error) > 40
    np.random.seed(7)
    assert np.array_equal(mel_to_wave(ap, mel), wave)


def test_a_spectrogram_of_two_frames_has_a_wave() -> None:
    from quotecast.engines.coqui_griffinlim import mel_to_wave

    ap = _processor()
    wave = mel_to_wave(ap, _tone(ap, 1.0)[:, :2])
    assert len(wave) == 256
    assert np.all(np.isfinite(wave))
