"""Our meter beside ffmpeg's, and beside values that BS.1770 fixes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sounds import ffmpeg_meter, sine, speech_like, write_wav

from quotecast.meter import SILENCE_MB, Meter, k_weighting, measure


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_agrees_with_ffmpeg(tmp_path: Path, rate: int, channels: int) -> None:
    sound = speech_like(9, rate, 150, seed=rate)
    sound[3 * rate : 5 * rate] *= 0.003  # under the relative gate
    if channels == 2:
        sound = np.stack([sound, np.roll(sound, 40) * 0.4], axis=1)
    path = write_wav(tmp_path / "a.wav", sound, rate)
    ours = measure(path)
    loudness, peak = ffmpeg_meter(path)
    assert ours.loudness_mb / 100 == pytest.approx(loudness, abs=0.06)
    assert ours.true_peak_mb / 100 == pytest.approx(peak, abs=0.2)
    assert (ours.duration_ms, ours.sample_rate, ours.channels) == (9000, rate, channels)


def test_the_reference_tone_of_the_recommendation(tmp_path: Path) -> None:
    """A 997 Hz sine at full scale in one of two channels reads -3.01 LUFS (BS.1770)."""
    tone = sine(5, 997, 48_000, 0.5)
    path = write_wav(tmp_path / "a.wav", np.stack([tone, np.zeros_like(tone)], axis=1), 48_000)
    assert measure(path).loudness_mb == pytest.approx(-301 - 602, abs=2)
    mono = write_wav(tmp_path / "b.wav", tone, 48_000)
    assert measure(mono).loudness_mb == pytest.approx(-602, abs=2), "as heard from two"


def test_coefficients_are_the_recommendations_at_48_khz() -> None:
    """BS.1770-5, tables 1 and 2, multiplied out."""
    shelf_b = [1.53512485958697, -2.69169618940638, 1.19839281085285]
    shelf_a = [1.0, -1.69065929318241, 0.73248077421585]
    high_a = [1.0, -1.99004745483398, 0.99007225036621]
    b, a = k_weighting(48_000)
    assert b == pytest.approx(np.convolve(shelf_b, [1, -2, 1]).tolist(), abs=1e-6)
    assert a == pytest.approx(np.convolve(shelf_a, high_a).tolist(), abs=1e-6)


def test_a_peak_between_samples_is_found() -> None:
    """At a quarter of the rate and 45 degrees every sample is 3 dB below the peak."""
    clock = np.arange(44_100)
    sound = 0.5 * np.sin(2 * np.pi * clock / 4 + np.pi / 4)
    meter = Meter(44_100, 1)
    meter.feed(sound.astype(np.float32)[:, None])
    assert np.abs(sound).max() == pytest.approx(0.3536, abs=1e-3)
    assert meter.result().true_peak_mb == pytest.approx(-602, abs=20)


def test_a_peak_at_the_border_of_two_pieces_is_found() -> None:
    sound = np.zeros((8820, 1), np.float32)
    sound[4405:4415, 0] = 0.5 * np.sin(2 * np.pi * np.arange(10) / 4 + np.pi / 4)
    whole, cut = Meter(44_100, 1), Meter(44_100, 1)
    whole.feed(sound)
    cut.feed(sound[:4410])
    cut.feed(sound[4410:])
    assert whole.result() == cut.result()


def test_silence_and_very_short_sounds_have_a_value() -> None:
    meter = Meter(44_100, 1)
    meter.feed(np.zeros((44_100, 1), np.float32))
    assert meter.result().loudness_mb == SILENCE_MB
    assert Meter(44_100, 2).result().loudness_mb == SILENCE_MB
    short = Meter(44_100, 1)
    short.feed(sine(0.2, 1000, 44_100).astype(np.float32)[:, None])
    assert -3000 < short.result().loudness_mb < -1000
