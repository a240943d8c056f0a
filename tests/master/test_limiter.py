"""The limiter: its ceiling holds, its toll is known beforehand, the rest is left alone."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from sounds import sine, speech_like, write_wav

from quotecast import limiter as limiting
from quotecast import master as mastering
from quotecast.config import Show, Studio
from quotecast.limiter import Limiter
from quotecast.master import Tags, master
from quotecast.meter import Meter, profile
from quotecast.progress import Silent
from quotecast.truepeak import GROUP, group_peaks

RATE = 44_100
CEILING_MB = -200

Samples = npt.NDArray[np.float32]


def peaky(seconds: float, channels: int = 1) -> npt.NDArray[np.float64]:
    """Speech with a few bangs, one of them in the first and the last milliseconds."""
    sound = 0.3 * speech_like(seconds, RATE, seed=4)
    for at in (40, len(sound) // 3, len(sound) // 2, len(sound) - 60):
        sound[at : at + 40] += 0.6 * np.hanning(40)
    return sound if channels == 1 else np.stack([sound, 0.5 * sound[::-1]], axis=1)


def limited(wav: Path, gain: int) -> Samples:
    return np.concatenate(list(Limiter(wav, 10 ** (CEILING_MB / 2000)).blocks(gain)))


def metered(sound: Samples) -> Meter:
    meter = Meter(RATE, sound.shape[1])
    for start in range(0, len(sound), meter.step * 10):
        meter.feed(sound[start : start + meter.step * 10])
    return meter


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("gain", [0, 600, 1200, 2000])
def test_no_peak_passes_and_the_loudness_was_foretold(
    tmp_path: Path, channels: int, gain: int
) -> None:
    wav = write_wav(tmp_path / "mix.wav", peaky(7, channels), RATE)
    measured = metered(limited(wav, gain)).result()
    assert measured.true_peak_mb <= CEILING_MB + 5
    foretold = Limiter(wav, 10 ** (CEILING_MB / 2000)).loudness_after([0, gain], profile(wav))
    assert foretold[1] == pytest.approx(measured.loudness_mb, abs=10)


def test_what_is_not_too_high_is_only_multiplied(tmp_path: Path) -> None:
    sound = np.concatenate([sine(2, 300, RATE, 0.1), sine(0.1, 300, RATE, 0.9), sine(2, 300, RATE)])
    wav = write_wav(tmp_path / "mix.wav", sound, RATE)
    made = limited(wav, 600)[:, 0]
    plain = np.rint(sound * 32767) / 32768 * 10 ** (600 / 2000)
    assert np.abs(made - plain)[: int(1.99 * RATE)].max() < 1e-6
    assert np.abs(made - plain)[int(2.4 * RATE) :].max() < 1e-6, "back within 0.3 s"
    assert np.abs(made).max() <= 10 ** (CEILING_MB / 2000) + 1e-4


def test_the_gain_never_jumps(tmp_path: Path) -> None:
    """At most the attack's slope from one sample to the next, also across blocks."""
    wav = write_wav(tmp_path / "mix.wav", peaky(3), RATE)
    quiet = np.abs(before := limited(wav, 0)[:, 0]) < 1e-3
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = np.where(quiet, np.nan, limited(wav, 1200)[:, 0] / before)
    steps = np.abs(np.diff(gain[~np.isnan(gain)]))
    assert steps.max() < 0.1


def test_blocks_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wav = write_wav(tmp_path / "mix.wav", peaky(6, 2), RATE)
    whole = limited(wav, 1500)
    assert len(whole) == 6 * RATE
    monkeypatch.setattr(limiting, "BLOCK_GROUPS", 37)
    assert np.abs(limited(wav, 1500) - whole).max() < 1e-6


def test_both_channels_go_down_together(tmp_path: Path) -> None:
    """A peak on one side does not move the picture to the other."""
    wav = write_wav(tmp_path / "mix.wav", peaky(4, 2), RATE)
    before, after = limited(wav, 0), limited(wav, 1500)
    heard = (np.abs(before) > 0.01).all(axis=1)
    left, right = (after[heard] / before[heard]).T
    assert np.abs(left - right).max() < 1e-3


def test_a_sample_of_the_blocks_speaks_for_a_long_mix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wav = write_wav(tmp_path / "mix.wav", np.tile(peaky(8), 45), RATE)
    measured = profile(wav)
    sampled = Limiter(wav, 0.8).loudness_after([900], measured)[0]
    monkeypatch.setattr(limiting, "SAMPLED_BLOCKS", 10_000)
    exact = Limiter(wav, 0.8).loudness_after([900], measured)[0]
    assert sampled != exact, "every second block of six minutes"
    assert sampled == pytest.approx(exact, abs=10)


@pytest.mark.parametrize("kind", ["mp3", "m4a", "opus", "flac"])
@pytest.mark.parametrize("channels", [1, 2])
def test_one_encoding_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, channels: int
) -> None:
    encodings = []
    real = mastering._encode
    monkeypatch.setattr(mastering, "_encode", lambda *given: (encodings.append(1), real(*given))[1])
    wav = write_wav(tmp_path / "mix.wav", peaky(12, channels), RATE)
    show, studio = Show(), Studio(tmp_path)
    made = master(wav, tmp_path / f"a.{kind}", Tags("T"), (), show, studio, Silent())
    assert len(encodings) == 1
    assert made.loudness_mb == pytest.approx(-1600, abs=40)
    assert made.true_peak_mb <= -100


def test_group_peaks_are_those_of_plain_interpolation() -> None:
    noise = np.fft.rfft(np.random.default_rng(3).standard_normal(GROUP * 102))
    noise[int(0.7 * len(noise)) :] = 0
    line = np.fft.irfft(noise).astype(np.float32)
    found = group_peaks(line, 100, 0.0)
    fine = 4 * np.fft.irfft(np.fft.rfft(line), 4 * len(line))
    middle = fine[4 * 16 * 20 : 4 * 16 * 80].reshape(-1, 4 * GROUP)
    assert found[19:79] == pytest.approx(np.abs(middle).max(axis=1), rel=0.005)
    assert not group_peaks(line, 100, 1e9).any()
    assert len(group_peaks(line, 0, 0.0)) == 0


def test_no_group_with_a_peak_is_passed_over() -> None:
    """What is bounded instead of interpolated: noise, clicks, the worst case of alternating
    samples, smooth waves, at every threshold."""
    random = np.random.default_rng(9)
    count = 200
    for kind in range(40):
        line = random.standard_normal(GROUP * (count + 2)) * 10 ** random.uniform(-3, 0)
        if kind % 4 == 1:
            line = np.cumsum(line) * 0.05
        elif kind % 4 == 2:
            line *= random.random(len(line)) < 0.01
        elif kind % 4 == 3:
            line = np.sign(line) * (-1.0) ** np.arange(len(line))
        line = line.astype(np.float32)
        every = group_peaks(line, count, 0.0)
        for threshold in np.quantile(every, (0.1, 0.5, 0.9, 0.99)):
            found = group_peaks(line, count, float(threshold))
            above = every > threshold
            assert found[above] == pytest.approx(every[above], rel=1e-5)
