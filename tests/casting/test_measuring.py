"""Pitch and timbre measured on sounds that are known."""

from __future__ import annotations

import numpy as np
import pytest

from quotecast.casting.measuring import measure

RATE = 22_050


def voice(hertz: float, slope: float, rate: int = RATE) -> np.ndarray:
    """Two seconds of harmonics that fall by ``slope`` dB an octave, gliding a little."""
    clock = np.arange(2 * rate) / rate
    phase = 2 * np.pi * np.cumsum(hertz * (1 + 0.02 * np.sin(2 * np.pi * clock))) / rate
    harmonics = range(1, int(0.45 * rate / hertz))
    sound = sum(n ** (-slope / 6.02) * np.sin(n * phase + n) for n in harmonics)
    return np.asarray(0.3 * sound / np.abs(sound).max(), dtype=np.float32)


@pytest.mark.parametrize("hertz", [75, 101, 134, 180, 240, 330])
@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_pitch_is_the_pitch(hertz: int, rate: int) -> None:
    assert measure(voice(hertz, 9, rate), rate).pitch_hz == pytest.approx(hertz, rel=0.03)


def test_timbre_is_the_slope_and_not_the_level() -> None:
    dull, bright = (measure(voice(120, slope), RATE).timbre for slope in (15, 3))
    assert measure(0.1 * voice(120, 15), RATE).timbre == dull
    assert len(dull) == len(bright)
    assert dull[0] - dull[-1] > bright[0] - bright[-1] + 20
    assert abs(sum(dull)) <= len(dull) // 2


def test_noise_and_nothing_have_no_pitch() -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, RATE).astype(np.float32)
    assert measure(noise, RATE).pitch_hz == 0
    assert measure(np.zeros(RATE, np.float32), RATE).pitch_hz == 0
    assert measure(noise[:100], RATE).timbre == ()
