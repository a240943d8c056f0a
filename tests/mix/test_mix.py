"""The mix itself, measured: pauses, edges, levels, music, faults, files of any length."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sounds import (
    Samples,
    ffmpeg_meter,
    make_take,
    read_wav,
    script_of,
    sine,
    speech_like,
    write_wav,
)

import quotecast.mix as mixing
from quotecast.arrange import arrange
from quotecast.config import Mastering, Show, Studio
from quotecast.errors import AudioError, QuotecastError, TakeError
from quotecast.ffmpeg_program import run
from quotecast.master import Tags, master
from quotecast.meter import measure
from quotecast.mix import mix
from quotecast.model import NARRATOR, Clip, Line, Script, Section, SoundCue, Take, Timeline
from quotecast.progress import Silent
from quotecast.wavfile import HIDDEN, header, read_frames, read_info

SHOW = Show()
STEREO = Show(master=Mastering(channels=2))


def mixed(timeline: Timeline, studio: Studio, show: Show = SHOW) -> Samples:
    wav = studio.output / "mix.wav"
    mix(timeline, studio, show, wav, Silent())
    return read_wav(wav)[0]


def voices(studio: Studio, count: int = 5) -> tuple[Script, list[Take]]:
    """Lines of two speakers whose engines differ in rate and level."""
    script = script_of(
        *(Line(NARRATOR if n % 2 else "Maria", "Words.", continues=n > 2) for n in range(count))
    )
    takes = []
    for n in range(count):
        rate, level = ((22_050, 0.9), (24_000, 0.08))[n % 2]
        sound = speech_like(2 + n % 3, rate, 110 + 60 * (n % 2), seed=n) * level
        takes.append(make_take(studio, n, f"v{n % 2}", sound, rate))
    return script, takes


def quiet_stretches(samples: Samples, rate: int, at_least_ms: int = 60) -> list[tuple[int, int]]:
    """Stretches below -70 dBFS, in ms."""
    loud = np.flatnonzero(np.abs(samples).max(axis=1) > 10 ** (-70 / 20))
    edges = [-1, *loud.tolist(), len(samples)]
    found = [(a + 1, b) for a, b in pairwise(edges) if b - a > at_least_ms * rate // 1000]
    return [(round(a * 1000 / rate), round(b * 1000 / rate)) for a, b in found]


def test_pauses_are_heard_as_they_are_set(studio: Studio) -> None:
    """Takes that sound at full level from their first to their last sample."""
    script = Script(
        "T",
        (
            Section("T"),
            Line(NARRATOR, "T"),
            Line(NARRATOR, "So,"),
            Line("Maria", "Yes,", continues=True),
            Line(NARRATOR, "she said.", continues=True),
            Line("Maria", "No."),
        ),
    )
    takes = [make_take(studio, n, "v", sine(0.8, 300 + 50 * n)) for n in range(5)]
    samples = mixed(arrange(script, takes, SHOW, studio), studio)
    lengths = [b - a for a, b in quiet_stretches(samples, 44_100)]
    p = SHOW.pauses
    wanted = [p.head, p.heading, p.quote_in, p.tag, p.change, p.tail]
    assert lengths == pytest.approx(wanted, abs=12)


def test_no_clip_clicks_at_its_edges(studio: Studio) -> None:
    """A click is a jump between two samples larger than any within the sound itself."""
    script = script_of(*(Line(NARRATOR, "Words.") for _ in range(6)))
    takes = []
    for n in range(6):
        # A cosine: the take begins at its highest value, and no engine's silence surrounds it.
        sound = 0.4 * np.cos(2 * np.pi * 100 * np.arange(11_000 + 37 * n) / 22_050)
        takes.append(make_take(studio, n, "v", sound, lead_ms=0, tail_ms=0))
    timeline = arrange(script, takes, SHOW, studio)
    samples = mixed(timeline, studio)[:, 0]
    inside = timeline.clips[0].start_ms * 441 // 10 + 4410
    usual = np.abs(np.diff(samples[inside : inside + 8820])).max()
    assert np.abs(np.diff(samples)).max() <= usual * 1.6
    hard = replace(
        timeline, clips=tuple(replace(c, fade_in_ms=0, fade_out_ms=0) for c in timeline.clips)
    )
    assert np.abs(np.diff(mixed(hard, studio)[:, 0])).max() > usual * 5, "the check can fail"


def test_voices_have_one_loudness_in_the_mix(studio: Studio) -> None:
    script, takes = voices(studio, 8)
    timeline = arrange(script, takes, SHOW, studio)
    samples = mixed(timeline, studio)
    heard = []
    for voice in range(2):
        pieces = [
            samples[c.start_ms * 441 // 10 : c.end_ms * 441 // 10]
            for c in timeline.clips
            if c.line % 2 == voice
        ]
        path = write_wav(studio.output / f"voice{voice}.wav", np.concatenate(pieces), 44_100)
        heard.append(ffmpeg_meter(path)[0])
    assert abs(heard[0] - heard[1]) <= 0.5


@pytest.mark.parametrize(
    "show", [SHOW, STEREO, Show(master=Mastering(channels=2, stereo_width=15))]
)
def test_voices_of_any_rate_and_level_are_equally_loud_as_published(
    studio: Studio, show: Show
) -> None:
    """Six engines, 8 to 48 kHz, up to 35 dB apart; each voice measured in the finished file."""
    rates = (8000, 16_000, 22_050, 24_000, 44_100, 48_000)
    script = script_of(*(Line(f"P{n % 6}" if n % 6 else NARRATOR, "Words.") for n in range(18)))
    takes = []
    for n in range(18):
        sound = speech_like(1.5 + n % 4, rates[n % 6], 90 + 25 * (n % 6), seed=n)
        sound *= 0.9 * 10 ** (-(n % 6) * 7 / 20) * (1.2 if n > 9 else 1.0)
        takes.append(make_take(studio, n, f"v{n % 6}", sound, rates[n % 6]))
    timeline = arrange(script, takes, show, studio)
    wav = studio.output / "mix.wav"
    measured = mix(timeline, studio, show, wav, Silent())
    out = studio.output / "a.flac"
    master(wav, out, Tags("T"), (), show, studio, Silent(), mixed=measured)
    decoded = studio.output / "a.wav"
    run(["-i", str(out), "-c:a", "pcm_s16le", str(decoded)], "decoding")
    samples = read_wav(decoded)[0]
    heard = []
    for voice in range(6):
        clips = [clip for clip in timeline.clips if clip.line % 6 == voice]
        pieces = [samples[c.start_ms * 441 // 10 : c.end_ms * 441 // 10] for c in clips]
        path = write_wav(studio.output / "voice.wav", np.concatenate(pieces), 44_100)
        heard.append(ffmpeg_meter(path)[0])
    assert max(heard) - min(heard) <= 0.5, heard


def test_resampling_leaves_no_mirror_images(studio: Studio) -> None:
    """5 kHz at 22,050 Hz would mirror to 17,050 Hz; straight lines leave it 22 dB down."""
    take = make_take(studio, 0, "v", sine(1.5, 5000))
    samples = mixed(arrange(script_of(Line(NARRATOR, "x")), [take], SHOW, studio), studio)
    part = samples[30_000 : 30_000 + 44_100, 0] * np.hanning(44_100)
    spectrum = 20 * np.log10(np.abs(np.fft.rfft(part)) + 1e-12)
    assert spectrum[4990:5010].max() - spectrum[11_100:].max() > 75


def test_the_same_timeline_gives_the_same_bytes(studio: Studio) -> None:
    script, takes = voices(studio)
    timeline = arrange(script, takes, SHOW, studio)
    wav = studio.output / "mix.wav"
    mix(timeline, studio, SHOW, wav, Silent())
    first = wav.read_bytes()
    mix(timeline, studio, SHOW, wav, Silent())
    assert wav.read_bytes() == first


def test_blocks_do_not_show(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut into blocks of any size the mix is the same, with music over the borders."""
    write_wav(studio.root / "m.wav", speech_like(7, 44_100, 200), 44_100)
    script, takes = voices(studio)
    bedded = replace(script, items=(SoundCue("m.wav", "BED"), *script.items))
    timeline = arrange(bedded, takes, STEREO, studio)
    whole = mixed(timeline, studio, STEREO)
    monkeypatch.setattr(mixing, "BLOCK_FRAMES", 7919)
    assert np.abs(mixed(timeline, studio, STEREO) - whole).max() <= 1.01 / 32768


def test_pan_moves_a_voice_and_stays_off_by_default(studio: Studio) -> None:
    script, takes = voices(studio, 2)
    samples = mixed(arrange(script, takes, STEREO, studio), studio, STEREO)
    assert samples.shape[1] == 2
    assert np.array_equal(samples[:, 0], samples[:, 1])
    wide = Show(master=Mastering(channels=2, stereo_width=15))
    timeline = arrange(script, takes, wide, studio)
    samples = mixed(timeline, studio, wide)
    quoted = next(clip for clip in timeline.clips if clip.pan)
    part = samples[quoted.start_ms * 441 // 10 : quoted.end_ms * 441 // 10]
    left, right = (20 * np.log10(np.std(part[:, side])) for side in (0, 1))
    assert 0.5 < abs(left - right) < 3, "placed, not banished"


def test_a_bed_gives_way_under_speech_and_comes_back(studio: Studio) -> None:
    write_wav(studio.root / "m.wav", sine(30, 1000, 44_100, 0.3), 44_100)
    script = Script(
        "T", (SoundCue("m.wav", "BED", (("lead", "4s"),)), Section("T"), Line(NARRATOR, "Words."))
    )
    take = make_take(studio, 0, "v", speech_like(6, pitch=110))
    timeline = arrange(script, [take], SHOW, studio)
    voice = next(clip for clip in timeline.clips if clip.track == "voice")
    samples = mixed(timeline, studio)[:, 0]

    def bed_level(start_ms: int, end_ms: int) -> float:
        """Level of the 1 kHz tone alone."""
        part = samples[start_ms * 441 // 10 : end_ms * 441 // 10]
        clock = np.arange(len(part)) / 44_100
        return float(20 * np.log10(2 * abs(np.mean(part * np.exp(-2j * np.pi * 1000 * clock)))))

    alone = bed_level(2000, 3500)
    under = bed_level(voice.start_ms + 500, voice.end_ms - 500)
    assert alone - under == pytest.approx(9, abs=1.5)


def test_a_sum_that_is_too_loud_is_held_not_wrapped(studio: Studio) -> None:
    write_wav(studio.root / "loud.wav", np.full(44_100, 0.9), 44_100)
    clips = (
        Clip("music", "loud.wav", 0, 900),
        Clip("bed", "loud.wav", 0, 900),
    )
    samples = mixed(Timeline(1000, clips, ()), studio)
    assert samples[100:39_000].min() > 0.99


def test_faults_leave_nothing_behind(studio: Studio) -> None:
    script, takes = voices(studio)
    timeline = arrange(script, takes, SHOW, studio)
    wav = studio.output / "mix.wav"
    wav.parent.mkdir(exist_ok=True)
    wav.write_bytes(b"the earlier one")
    path = studio.root / takes[2].path
    whole = path.read_bytes()
    for damage, words in ((whole[:20_000], "cut off"), (b"", "damaged"), (b"x" * 99, "damaged")):
        path.write_bytes(damage)
        with pytest.raises(TakeError, match=f"line 3 is {words}"):
            mix(timeline, studio, SHOW, wav, Silent())
    path.unlink()
    with pytest.raises(TakeError, match="line 3 is missing"):
        mix(timeline, studio, SHOW, wav, Silent())
    music = Timeline(1000, (Clip("music", "gone.mp3", 0, 500),), ())
    with pytest.raises(AudioError, match=r"music is missing: gone\.mp3"):
        mix(music, studio, SHOW, wav, Silent())
    assert wav.read_bytes() == b"the earlier one"
    assert [p.name for p in studio.output.iterdir() if p.is_file()] == ["mix.wav"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file opened for the mix is /dev/full, where every write fails as on a full disk."""
    script, takes = voices(studio)
    timeline = arrange(script, takes, SHOW, studio)
    wav = studio.output / "mix.wav"
    real = Path.open

    def full(path: Path, mode: str = "r", *rest: object, **named: object) -> object:
        target = Path("/dev/full") if mode == "wb" else path
        return real(target, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(QuotecastError, match="No space left") as caught:
        mix(timeline, studio, SHOW, wav, Silent())
    assert "free some disk space" in caught.value.hint
    assert not [p for p in studio.output.iterdir() if p.is_file()]


def test_an_episode_beyond_four_gigabytes_is_rf64(tmp_path: Path) -> None:
    """Ten hours in stereo: the header alone, and a sparse file that ffmpeg reads too."""
    frames = 36_000 * 44_100
    top = header(frames, 44_100, 2)
    assert top[:4] == b"RF64"
    assert top[-4:] == HIDDEN.to_bytes(4, "little")
    path = tmp_path / "long.wav"
    with path.open("wb") as file:
        file.write(top)
        file.truncate(len(top) + frames * 4)
        file.seek(len(top) + (frames - 3) * 4)
        file.write(b"\x01\x00\x02\x00" * 3)
    info = read_info(path)
    assert (info.frames, info.announced, info.channels) == (frames, frames, 2)
    with path.open("rb") as file:
        assert read_frames(file, info, frames - 1, 10) == b"\x01\x00\x02\x00"
    assert header(36_000 * 44_100, 44_100, 1)[:4] == b"RIFF"


@pytest.mark.slow
def test_ffmpeg_reads_our_rf64(tmp_path: Path) -> None:
    frames = 27_000 * 44_100
    top = header(frames, 44_100, 2)
    path = tmp_path / "long.wav"
    with path.open("wb") as file:
        file.write(top)
        file.truncate(len(top) + frames * 4)
    assert measure(path, own=True).duration_ms == 27_000_000


def test_music_may_be_any_format_and_rate(studio: Studio) -> None:
    source = write_wav(studio.root / "m.wav", sine(2, 440, 48_000), 48_000)
    run(["-i", str(source), "-ac", "2", str(studio.root / "m.mp3")], "making music")
    shutil.rmtree(studio.output, ignore_errors=True)
    samples = mixed(Timeline(2500, (Clip("music", "m.mp3", 200, 1800),), ()), studio)
    part = samples[22_050:66_150, 0] * np.hanning(44_100)
    assert np.argmax(np.abs(np.fft.rfft(part))) == 440
    assert len(samples) == 2500 * 441 // 10
