"""Mastered files, measured by ffmpeg's own meter and read back by ffprobe-like means."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sounds import Samples, ffmpeg_meter, sine, speech_like, write_wav

from quotecast.config import Mastering, Show, Studio
from quotecast.errors import AudioError
from quotecast.ffmpeg_program import ffmpeg_program, run, version
from quotecast.master import FORMATS, Mastered, Tags, master, measure
from quotecast.model import Chapter
from quotecast.progress import Silent

TAGS = Tags(
    title="Títle; with = signs # and \\",
    artist="The Author",
    album="The Show",
    date="2026-01-02",
    track="3",
    comment="Read by synthetic voices.",
    language="en-GB",
    description="About a river.",
    copyright="CC BY 4.0",
    synthetic="synthetic voices",
)
CHAPTERS = (Chapter(0, "Headline"), Chapter(1500, "Wörds = more"), Chapter(4000, "About"))


def mastered(
    studio: Studio, sound: Samples, name: str = "a.mp3", show: Show | None = None, **more: Path
) -> Mastered:
    wav = write_wav(studio.root / "mix.wav", sound, 44_100)
    channels = 1 if sound.ndim == 1 else 2
    show = show or Show(master=Mastering(channels=channels))
    return master(wav, studio.root / name, TAGS, CHAPTERS, show, studio, Silent(), **more)


def told_of(path: Path, program: str = "") -> str:
    """What ffmpeg says of a file."""
    command = [program or ffmpeg_program(), "-hide_banner", "-i", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def episode(seconds: float, channels: int, seed: int, amplitude: float = 0.3) -> Samples:
    """Speech with pauses, head and tail, in one or two channels."""
    sound = amplitude * speech_like(seconds, 44_100, 130, seed)
    clock = np.arange(len(sound)) / 44_100
    sound = np.where(clock % 5.0 > 4.4, 0.0, sound)
    ends = min(0.4, seconds / 8)
    sound[: round(ends * 44_100)] = 0
    sound[-round(ends * 44_100) :] = 0
    return sound if channels == 1 else np.stack([sound, 0.8 * sound], axis=1)


LENGTHS = [2, 2.5, 3, 3.5, 4, 5, 7, 10, 20, 45]


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("seconds", LENGTHS)
def test_loudness_and_peak_are_met_at_any_length(
    studio: Studio, seconds: float, channels: int
) -> None:
    """Twenty files from 2 s on, soft and loud, measured with ffmpeg's own meter."""
    sound = episode(seconds, channels, round(seconds * 10), (0.02, 0.3, 0.9)[channels % 3])
    made = mastered(studio, sound)
    loudness, peak = ffmpeg_meter(studio.root / "a.mp3")
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1.0
    assert made.loudness_mb / 100 == pytest.approx(loudness, abs=0.06)
    assert made.true_peak_mb / 100 == pytest.approx(peak, abs=0.3)
    assert made.duration_ms == pytest.approx(seconds * 1000, abs=30)


def test_high_peaks_are_limited_and_the_rest_is_left_alone(studio: Studio) -> None:
    """Where nothing needs the limiter, the dynamics of the mix are those of the file."""
    spiky = episode(8, 1, 3, 0.05)
    spiky[44_100 * np.arange(1, 8)] = 0.9
    mastered(studio, spiky)
    loudness, peak = ffmpeg_meter(studio.root / "a.mp3")
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1
    plain = np.concatenate([sine(4, 400, 44_100, 0.03), sine(4, 400, 44_100, 0.06)])
    mastered(studio, plain, "b.wav")
    levels = subprocess.run(
        [ffmpeg_program(), "-v", "error", "-i", str(studio.root / "b.wav"), "-f", "s16le", "-"],
        capture_output=True,
        check=True,
    ).stdout
    samples = np.frombuffer(levels, "<i2").astype(float)
    ratio = np.std(samples[200_000:330_000]) / np.std(samples[20_000:150_000])
    assert ratio == pytest.approx(2.0, rel=0.002), "a static gain keeps 6 dB of difference"


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_every_format_has_loudness_tags_and_chapters(studio: Studio, kind: str) -> None:
    cover = studio.root / "cover.jpg"
    _cover(cover)
    made = mastered(studio, episode(6, 1, 5), f"a.{kind}", cover=cover)
    path = studio.root / made.path
    loudness, peak = ffmpeg_meter(path)
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1
    assert (made.format, made.mime, made.bytes) == (kind, FORMATS[kind].mime, path.stat().st_size)
    told = told_of(path)
    assert "Títle; with = signs # and \\" in told
    assert "The Author" in told
    if kind == "wav":
        return  # an archive of sound alone
    assert "trainedAlgorithmicMedia" in told
    assert "synthetic voices" in told
    assert "attached pic" in told
    assert "Cover (front)" in told or kind in ("m4a", "opus")
    starts = [float(start) for start in re.findall(r"Chapter #0:\d+: start ([\d.]+)", told)]
    assert starts == pytest.approx([0, 1.5, 4.0], abs=0.001)
    assert "Wörds = more" in told
    wanted = {
        "mp3": "44100 Hz, mono",
        "m4a": "44100 Hz, mono",
        "opus": "48000 Hz, mono",
        "flac": "44100 Hz, mono",
    }
    assert wanted[kind] in told


def _cover(path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (600, 600), "teal").save(path)


def test_mp3_is_as_players_want_it(studio: Studio) -> None:
    """ID3v2.3, a table of contents, chapters in order, a constant bitrate, no clock."""
    cover = studio.root / "cover.jpg"
    _cover(cover)
    mastered(studio, episode(6, 1, 5), cover=cover)
    data = (studio.root / "a.mp3").read_bytes()
    assert data[:5] == b"ID3\x03\x00"
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    tag = data[10 : 10 + size]
    places = [tag.index(b"CTOC"), *(found.start() for found in re.finditer(b"CHAP", tag))]
    assert len(places) == 4
    starts = [int.from_bytes(tag[at:][14:22].rpartition(b"\0")[2] or b"\0") for at in places[1:]]
    assert starts == sorted(starts)
    for frame in (b"TIT2", b"TPE1", b"TALB", b"TYER", b"TRCK", b"TLAN", b"TCOP", b"APIC", b"TXXX"):
        assert frame in tag
    assert b"image/jpeg" in tag
    assert b"SYNTHETIC_VOICES" in tag
    assert not re.search(rb"Lav[fc]\d", data), "no version, no clock"
    headers = [data[at : at + 4] for at in _frames(data, 10 + size)]
    assert len({header[2] & 0xFC for header in headers}) == 1, "one bitrate, one sample rate"


def _frames(data: bytes, at: int) -> list[int]:
    """Where the frames of a 96 kbit/s MPEG 1 layer III stream begin."""
    found = []
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] & 0xE0 == 0xE0:
        found.append(at)
        at += 144 * 96_000 // 44_100 + (data[at + 2] >> 1 & 1)
    assert len(found) > 200
    return found


def test_the_same_mix_gives_the_same_bytes(studio: Studio) -> None:
    cover = studio.root / "cover.jpg"
    _cover(cover)
    for kind in FORMATS:
        first = mastered(studio, episode(4, 2, 6), f"a.{kind}", cover=cover)
        elsewhere = Studio(studio.root / "else" / "where")
        second = mastered(elsewhere, episode(4, 2, 6), f"b.{kind}", cover=cover)
        assert first.sha256 == second.sha256, kind


def test_other_targets_are_met_too(studio: Studio) -> None:
    show = Show(master=Mastering(loudness=-19.0, peak=-3.0, bitrate=64))
    made = mastered(studio, episode(5, 1, 9), show=show)
    loudness, peak = ffmpeg_meter(studio.root / "a.mp3")
    assert loudness == pytest.approx(-19, abs=0.5)
    assert peak <= -3
    assert made.bytes * 8 / made.duration_ms == pytest.approx(64, abs=6)


def test_what_cannot_be_done_is_said(studio: Studio) -> None:
    with pytest.raises(AudioError, match="the mix is silent"):
        mastered(studio, np.zeros(100_000))
    with pytest.raises(AudioError, match="no audio format"):
        mastered(studio, episode(3, 1, 1), "a.xyz")
    with pytest.raises(AudioError, match="no sound file"):
        (studio.root / "junk.wav").write_bytes(b"junk" * 100)
        measure(studio.root / "junk.wav")
    with pytest.raises(AudioError, match="is not there"):
        measure(studio.root / "none.wav")


def _program(folder: Path, script: str) -> str:
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize("part", ["-c:a libnone", "-af nofilter", "-f noformat"])
def test_what_an_ffmpeg_lacks_is_named(tmp_path: Path, part: str) -> None:
    """In the words of the ffmpeg at hand, whichever release it is."""
    arguments = ["-f", "lavfi", "-i", "sine=d=0.1", *part.split(), str(tmp_path / "a.mp3")]
    with pytest.raises(AudioError, match=f"an ffmpeg with {part.split()[1]}") as caught:
        run(arguments, "encoding")
    assert "QUOTECAST_FFMPEG" in caught.value.hint


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ('case "$*" in *libmp3lame*) kill -9 $$;; esac\nexec {real} "$@"', "ffmpeg was killed"),
        (
            "case \"$*\" in *libmp3lame*) echo 'x: No space left on device' >&2; exit 1;; esac\n"
            'exec {real} "$@"',
            "the disk is full",
        ),
        (
            'case "$*" in *libmp3lame*) exec {real} -t 1 "$@";; esac\nexec {real} "$@"',
            "ends after",
        ),
        (
            'case "$*" in *libmp3lame*) echo "[a] Unknown encoder \'libmp3lame\'" >&2; exit 8;; '
            'esac\nexec {real} "$@"',
            "needs an ffmpeg with libmp3lame, which this one was built without",
        ),
        (
            'case "$*" in *libmp3lame*) exec {real} -rubbish "$@";; esac\nexec {real} "$@"',
            "ffmpeg failed while encoding mp3: Unrecognized option",
        ),
        ('case "$*" in *amovie*) kill -9 $$;; esac\nexec {real} "$@"', "ffmpeg was killed"),
    ],
)
def test_a_failing_ffmpeg_leaves_the_earlier_episode(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, message: str
) -> None:
    real = ffmpeg_program()
    (studio.root / "a.mp3").write_bytes(b"the earlier episode")
    monkeypatch.setenv("QUOTECAST_FFMPEG", _program(tmp_path, script.replace("{real}", real)))
    with pytest.raises(AudioError, match=message):
        mastered(studio, episode(4, 1, 1))
    assert (studio.root / "a.mp3").read_bytes() == b"the earlier episode"
    assert not [path for path in studio.root.iterdir() if path.name.startswith(".")]


def test_without_ffmpeg_one_line_says_what_to_install(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTECAST_FFMPEG", "/nowhere/ffmpeg")
    with pytest.raises(AudioError, match="QUOTECAST_FFMPEG names"):
        version()
    monkeypatch.delenv("QUOTECAST_FFMPEG")
    monkeypatch.setattr("quotecast.ffmpeg_program._bundled", lambda: None)
    monkeypatch.setenv("PATH", str(studio.root))
    with pytest.raises(AudioError) as caught:
        ffmpeg_program()
    assert "no ffmpeg" in str(caught.value)
    assert "apt-get install ffmpeg" in caught.value.hint


SYSTEM = shutil.which("ffmpeg")


@pytest.mark.system
@pytest.mark.skipif(SYSTEM is None, reason="no ffmpeg from the system")
@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("channels", [1, 2])
def test_the_systems_ffmpeg_will_do(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, kind: str, channels: int
) -> None:
    """Debian 12 has 5.1, whose filters negotiate layouts differently."""
    monkeypatch.setenv("QUOTECAST_FFMPEG", str(SYSTEM))
    cover = studio.root / "cover.jpg"
    _cover(cover)
    mastered(studio, episode(5, channels, 4), f"a.{kind}", cover=cover)
    loudness, peak = ffmpeg_meter(studio.root / f"a.{kind}")
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1


@pytest.mark.system
@pytest.mark.skipif(shutil.which("mp3val") is None, reason="apt-get install mp3val")
@pytest.mark.parametrize("channels", [1, 2])
def test_mp3val_has_no_warnings(studio: Studio, channels: int) -> None:
    cover = studio.root / "cover.jpg"
    _cover(cover)
    mastered(studio, episode(7, channels, 4), cover=cover)
    command = ["mp3val", str(studio.root / "a.mp3")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "WARNING" not in told
    assert "ERROR" not in told
    assert "CBR" in told


@pytest.mark.system
@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("mount"), reason="mounting a small tmpfs needs root"
)
def test_a_disk_that_really_fills_up(studio: Studio, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(small)], check=False
    )
    if mount.returncode:
        pytest.skip("tmpfs cannot be mounted here")
    try:
        (small / "a.mp3").write_bytes(b"the earlier episode")
        wav = write_wav(studio.root / "mix.wav", episode(60, 1, 1), 44_100)
        with pytest.raises(AudioError, match="disk"):
            master(wav, small / "a.mp3", TAGS, CHAPTERS, Show(), Studio(small), Silent())
        assert [path.name for path in small.iterdir()] == ["a.mp3"]
        assert (small / "a.mp3").read_bytes() == b"the earlier episode"
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_many_chapters_are_kept_in_order(studio: Studio) -> None:
    wav = write_wav(studio.root / "mix.wav", episode(30, 1, 2), 44_100)
    chapters = [Chapter(n * 140, f"{n}") for n in range(200)]
    master(wav, studio.root / "a.mp3", TAGS, chapters, Show(), studio, Silent())
    told = told_of(studio.root / "a.mp3")
    starts = [float(start) for start in re.findall(r"Chapter #0:\d+: start ([\d.]+)", told)]
    assert len(starts) == 200
    assert all(a < b for a, b in pairwise(starts))
