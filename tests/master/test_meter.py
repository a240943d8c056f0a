"""Our meter beside ffmpeg's, and beside values that BS.1770 fixes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import lfilter
from sounds import ffmpeg_meter, sine, speech_like, write_wav

from quotecast.errors import AudioError
from quotecast.ffmpeg_program import run
from quotecast.meter import SILENCE_MB, Meter, measure
from quotecast.weighting import SAMPLES_AT_ONCE, at_rest, k_weighting, weighed


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
    """BS.1770-5, tables 1 and 2."""
    shelf, high = k_weighting(48_000)
    assert shelf[0] == pytest.approx((1.53512485958697, -2.69169618940638, 1.19839281085285))
    assert shelf[1] == pytest.approx((1.0, -1.69065929318241, 0.73248077421585))
    assert high[0] == (1, -2, 1)
    assert high[1] == pytest.approx((1.0, -1.99004745483398, 0.99007225036621))


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 48_000, 192_000])
def test_weighing_in_pieces_is_the_recursive_filter(rate: int) -> None:
    """Beside the same filter in double precision, sample by sample, on noise and on a step."""
    noise = np.random.default_rng(rate).standard_normal(8 * SAMPLES_AT_ONCE).astype(np.float32)
    noise[2000:9000] = 0.7
    (shelf_b, shelf_a), (high_b, high_a) = k_weighting(rate)
    plain = lfilter(high_b, high_a, lfilter(shelf_b, shelf_a, noise.astype(float)))
    state, made = at_rest(), []
    for start in range(0, len(noise), 2 * SAMPLES_AT_ONCE):
        piece, state = weighed(noise[start : start + 2 * SAMPLES_AT_ONCE], state, rate)
        made.append(piece)
    assert np.abs(np.concatenate(made) - plain).max() < 3e-6 * np.abs(plain).max()


@pytest.mark.parametrize("channels", [1, 2])
def test_the_size_of_pieces_does_not_show(channels: int) -> None:
    sound = speech_like(3, 22_050).astype(np.float32)[:, None].repeat(channels, 1)
    whole, cut = Meter(22_050, channels), Meter(22_050, channels)
    whole.feed(sound)
    for start in range(0, len(sound), 1237):
        cut.feed(sound[start : start + 1237])
    assert cut.profile().energies == pytest.approx(whole.profile().energies, rel=1e-5)
    assert len(whole.profile().energies) == 30
    assert cut.result() == whole.result()


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


@pytest.mark.parametrize("name", ["it's: a, [b]; c=d %.mp3", "back\\slash.wav", "naïve\n.flac"])
def test_any_name_can_be_measured(tmp_path: Path, name: str) -> None:
    """No sign in a name means anything to ffmpeg's filters."""
    plain = write_wav(tmp_path / "plain.wav", speech_like(2, 22_050), 22_050)
    run(["-i", str(plain), f"file:{tmp_path / name}"], "encoding")
    wanted = measure(plain).loudness_mb
    assert measure(tmp_path / name).loudness_mb == pytest.approx(wanted, abs=60)
    assert measure(tmp_path / name, own=True) == measure(tmp_path / name)


def test_damage_within_a_file_is_told_or_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    run(
        [
            "-i",
            str(write_wav(tmp_path / "a.wav", speech_like(20), 22_050)),
            "-b:a",
            "64k",
            str(path),
        ],
        "encoding",
    )
    data = bytearray(path.read_bytes())
    data[60_000:70_000] = np.random.default_rng(1).bytes(10_000)
    path.write_bytes(data)
    with pytest.raises(AudioError, match=r"measuring a\.mp3"):
        measure(path, own=True)
    assert 15_000 < measure(path).duration_ms < 20_500


@pytest.mark.parametrize("kind", ["mp3", "m4a", "opus", "flac"])
def test_decoding_at_once_is_decoding_frame_by_frame(tmp_path: Path, kind: str) -> None:
    """What encoders put before and after the sound is left out both ways."""
    path = tmp_path / f"a.{kind}"
    stereo = np.stack([speech_like(5, 44_100), speech_like(5, 44_100, seed=2)], axis=1)
    run(["-i", str(write_wav(tmp_path / "a.wav", stereo, 44_100)), str(path)], "encoding")
    assert measure(path, own=True) == measure(path)


def test_metering_and_limiting_load_no_scipy(tmp_path: Path) -> None:
    """Its import costs more time than a short episode's whole mix, and 80 MB."""
    wav = write_wav(tmp_path / "a.wav", speech_like(1, 22_050), 22_050)
    code = (
        "import sys, pathlib; from quotecast.limiter import Limiter; "
        "from quotecast.meter import profile; wav = pathlib.Path(sys.argv[1]); "
        "list(Limiter(wav, 0.1).blocks(600)); Limiter(wav, 0.1).loudness_after([0], profile(wav)); "
        "sys.exit('scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(wav)], check=False).returncode == 0
