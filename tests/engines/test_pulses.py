"""Waves of spectrograms by pulses and noise: their pitch, their spectrum, how they beat."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

_RATE = 22050


def _processor(**settings: Any) -> Any:
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    from TTS.config import BaseAudioConfig
    from TTS.utils.audio import AudioProcessor

    defaults: dict[str, Any] = {
        "sample_rate": _RATE, "fft_size": 1024, "win_length": 1024, "hop_length": 256,
        "num_mels": 80, "mel_fmin": 0, "mel_fmax": 8000, "log_func": "np.log", "spec_gain": 1,
        "signal_norm": False, "power": 1.0, "griffin_lim_iters": 32, "preemphasis": 0.0,
        "do_trim_silence": False,
    }  # fmt: skip
    return AudioProcessor(BaseAudioConfig(**{**defaults, **settings}))


def _vowel(hertz: float, seconds: float = 1.0) -> Any:
    """A buzz of some pitch whose harmonics fall by 12 dB an octave above 500 Hz."""
    clock = np.arange(int(seconds * _RATE)) / _RATE
    parts = [hertz * n for n in range(1, int(8000 / hertz))]
    waves = [np.cos(2 * np.pi * part * clock) / (1 + (part / 500) ** 2) for part in parts]
    return (0.05 * np.sum(waves, axis=0)).astype(np.float32)


def _vocoder(ap: Any) -> Any:
    from quotecast.engines.coqui_pulses import PulseVocoder

    return PulseVocoder(ap)


def _beat(wave: Any, hertz: float) -> float:
    """How strongly the loudness of 1–4 kHz beats at a rate, relative to its mean."""
    from scipy import signal

    band = signal.sosfilt(signal.butter(4, (1000, 4000), "band", fs=_RATE, output="sos"), wave)
    envelope = np.abs(signal.hilbert(band))[2000:-2000]
    clock = np.arange(len(envelope)) / _RATE
    turning = np.exp(-2j * np.pi * hertz * clock)
    return float(2 * np.abs(np.mean(envelope * turning)) / np.mean(envelope))


@pytest.mark.parametrize("hertz", [85.0, 118.0, 176.0, 240.0, 330.0])
def test_pitch_is_read_off_a_spectrogram(hertz: float) -> None:
    import torch

    ap = _processor()
    mel = torch.from_numpy(np.exp(ap.melspectrogram(_vowel(hertz)))).float()
    found = _vocoder(ap)._pitch.read(mel)[3:-3]
    assert np.all(found > 0)
    assert np.abs(found / hertz - 1).max() < 0.015


def test_where_harmonics_are_blurred_the_pitch_foretold_counts() -> None:
    import torch

    ap = _processor()
    mels = [ap.melspectrogram(_vowel(hertz)) for hertz in (88, 94, 100, 106, 112)]
    blurred = torch.from_numpy(np.exp(np.mean(mels, axis=0))).float()
    meant = np.linspace(90, 110, blurred.shape[1])
    found = _vocoder(ap)._pitch.read(blurred, meant)[3:-3]
    assert np.abs(found[found > 0] / meant[3:-3][found > 0] - 1).max() < 0.06


def test_what_is_foretold_becomes_hertz_per_frame() -> None:
    import torch

    from quotecast.engines.coqui_timings import foretold_hz

    durations = torch.tensor([20.0, 10.0, 20.0])
    result = {"outputs": {"pitch": torch.tensor([[[0.0, 2.0, 4.0]]]), "durations": durations}}
    curve = foretold_hz(result, 100.0, 52)
    assert len(curve) == 52
    assert curve[0] == pytest.approx(100)
    assert curve[25] == pytest.approx(100 * 2**0.5)
    assert curve[-1] == pytest.approx(200)
    assert foretold_hz(result, 0.0, 52) is None


def test_hiss_has_no_pitch() -> None:
    import torch

    ap = _processor()
    hiss = np.random.default_rng(3).standard_normal(_RATE).astype(np.float32) * 0.05
    mel = torch.from_numpy(np.exp(ap.melspectrogram(hiss))).float()
    assert np.mean(_vocoder(ap)._pitch.read(mel) > 0) < 0.1


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"log_func": "np.log10", "spec_gain": 20, "signal_norm": True},
        {"hop_length": 200},
    ],
)
def test_the_wave_has_the_spectrogram_asked_for(settings: dict[str, Any]) -> None:
    ap = _processor(**settings)
    hiss = np.random.default_rng(5).standard_normal(_RATE // 2).astype(np.float32) * 0.02
    mel = ap.melspectrogram(np.concatenate([_vowel(120), hiss, _vowel(170)]))
    np.random.seed(7)
    wave = _vocoder(ap).wave(mel)
    assert len(wave) == (mel.shape[1] - 1) * ap.hop_length
    natural = _processor()
    wanted, got = natural.melspectrogram(ap.inv_melspectrogram(mel)), natural.melspectrogram(wave)
    count = min(wanted.shape[1], got.shape[1])
    heard = wanted[:, :count] > wanted.max() - 5  # 43 dB under the loudest band
    assert np.abs(wanted[:, :count] - got[:, :count])[heard].mean() * 20 / np.log(10) < 2.5
    np.random.seed(7)
    assert np.array_equal(_vocoder(ap).wave(mel), wave)


def test_a_voice_beats_with_its_pitch_where_griffin_lim_does_not() -> None:
    from quotecast.engines.coqui_griffinlim import mel_to_wave

    ap, hertz = _processor(), 125.0
    mel = ap.melspectrogram(_vowel(hertz))
    np.random.seed(7)
    pulses, hollow = _vocoder(ap).wave(mel), mel_to_wave(ap, mel)
    assert _beat(pulses, hertz) > 0.4
    assert _beat(pulses, hertz) > 2 * _beat(hollow, hertz)


@pytest.mark.parametrize("frames", [1, 2, 3, 5])
def test_the_shortest_spectrograms_have_a_wave(frames: int) -> None:
    ap = _processor()
    wave = _vocoder(ap).wave(ap.melspectrogram(_vowel(120))[:, :frames])
    assert len(wave) == (frames - 1) * 256
    assert np.isfinite(wave).all()


def test_silence_stays_silent() -> None:
    wave = _vocoder(_processor()).wave(np.full((80, 40), -9.2, dtype=np.float32))
    assert np.abs(wave).max() < 1e-3


@pytest.mark.parametrize(
    ("settings", "fine"),
    [({}, True), ({"fft_size": 512, "win_length": 512}, False), ({"num_mels": 40}, False)],
)
def test_coarse_spectrograms_are_left_to_griffin_lim(settings: dict[str, Any], fine: bool) -> None:
    from quotecast.engines.coqui_pulses import fits, sounding

    ap = _processor(**settings)
    assert fits(ap) == fine
    mel = ap.melspectrogram(_vowel(120))
    assert len(sounding(ap)(mel, None)) == (mel.shape[1] - 1) * 256
