"""Sound cues: where music lies, how loud, and what is said of mistakes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sounds import make_take, sine, speech_like, write_wav

from quotecast.arrange import arrange
from quotecast.arrange.cues import settings_of
from quotecast.config import Pauses, Show, Studio
from quotecast.errors import AudioError, ConfigError, ScriptError
from quotecast.model import NARRATOR, Clip, Item, Line, Script, Section, SoundCue, Timeline

SHOW = Show(pauses=Pauses(head=500, cue=500, section=1000, tail=1500))


def arranged(studio: Studio, *items: Item, seconds: float = 2.0) -> Timeline:
    write_wav(studio.root / "theme.wav", speech_like(10, 44_100, 220), 44_100)
    script = Script("T", items)
    takes = [make_take(studio, n, "n", sine(seconds, 200)) for n in range(len(script.lines))]
    return arrange(script, takes, SHOW, studio)


def of(timeline: Timeline, track: str) -> list[Clip]:
    return [clip for clip in timeline.clips if clip.track == track]


def test_an_intro_plays_before_the_first_word_and_opens_the_first_chapter(studio: Studio) -> None:
    cue = SoundCue("theme.wav", "MUSIC", (("fade", "2s"), ("duration", "6s")))
    timeline = arranged(studio, cue, Section("A"), Line(NARRATOR, "Words."))
    music, voice = of(timeline, "music")[0], of(timeline, "voice")[0]
    assert (music.start_ms, music.duration_ms) == (500, 6000)
    assert (music.fade_in_ms, music.fade_out_ms) == (2000, 2000)
    assert voice.start_ms - music.end_ms == pytest.approx(500, abs=20)
    assert timeline.chapters[0].title == "A"


def test_a_bed_lies_under_its_section_and_gives_way(studio: Studio) -> None:
    timeline = arranged(
        studio,
        SoundCue("theme.wav", "BED"),
        Section("A"),
        Line(NARRATOR, "Headline."),
        Line(NARRATOR, "More."),
        Section("B"),
        Line(NARRATOR, "Words."),
    )
    beds, voices = of(timeline, "bed"), of(timeline, "voice")
    assert beds[0].start_ms == 500
    assert voices[0].start_ms >= 2480, "the bed is heard before the voice"
    assert beds[-1].end_ms <= voices[1].end_ms + 2500
    assert beds[-1].end_ms > voices[1].end_ms
    assert all(bed.duck_mb > 0 for bed in beds)
    assert beds[0].gain_mb < of(timeline, "voice")[0].gain_mb + 2000


def test_a_bed_may_lie_under_the_headline_alone(studio: Studio) -> None:
    cue = SoundCue("theme.wav", "BED", (("until", "headline"), ("fade out", "1s")))
    lines = [Line(NARRATOR, text) for text in ("Headline.", "More.", "Words.")]
    timeline = arranged(studio, cue, Section("A"), *lines)
    bed, voice = of(timeline, "bed")[-1], of(timeline, "voice")[0]
    assert voice.start_ms - of(timeline, "bed")[0].start_ms == pytest.approx(2000, abs=20)
    assert bed.end_ms - voice.end_ms == pytest.approx(1000, abs=60), "it swells and fades once"


def test_a_short_bed_begins_again_and_fades_into_itself(studio: Studio) -> None:
    cue = SoundCue("theme.wav", "BED", (("until", "end"),))
    lines = [Line(NARRATOR, "Words.") for _ in range(12)]
    timeline = arranged(studio, cue, Section("A"), *lines[:6], Section("B"), *lines[6:])
    beds = of(timeline, "bed")
    assert len(beds) >= 3
    for before, after in pairwise(beds):
        assert before.end_ms - after.start_ms == before.fade_out_ms == after.fade_in_ms > 0
    assert beds[-1].end_ms > of(timeline, "voice")[-1].end_ms


def test_a_sting_separates_sections_and_starts_the_chapter(studio: Studio) -> None:
    timeline = arranged(
        studio,
        Section("A"),
        Line(NARRATOR, "One."),
        Section("B"),
        SoundCue("theme.wav", "STING", (("duration", "1500ms"),)),
        Line(NARRATOR, "Two."),
        seconds=12,
    )
    sting = of(timeline, "music")[0]
    assert sting.duration_ms == 1500
    assert [chapter.start_ms for chapter in timeline.chapters] == [0, sting.start_ms]


def test_missing_music_is_a_clear_line_with_its_place(studio: Studio) -> None:
    with pytest.raises(AudioError) as caught:
        arranged(studio, SoundCue("gone.mp3"), Line(NARRATOR, "Words."))
    assert str(caught.value) == (
        "> MUSIC: gone.mp3 (before line 1): there is no such file in the studio"
    )
    with pytest.raises(ConfigError, match="outside the studio"):
        arranged(studio, SoundCue("../theme.wav"), Line(NARRATOR, "Words."))
    (studio.root / "noise.mp3").write_bytes(b"no music at all" * 100)
    with pytest.raises(AudioError, match=r"noise\.mp3 \(before line 1\)"):
        arranged(studio, SoundCue("noise.mp3"), Line(NARRATOR, "Words."))
    with pytest.raises(AudioError, match="over after 10 s"):
        arranged(studio, SoundCue("theme.wav", "MUSIC", (("start", "1:00"),)), Line("A", "b"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((("fad", "2s"),), "no option 'fad'"),
        ((("fade", "soon"),), "is no time"),
        ((("gain", "loud"),), "is no level"),
        ((("duck", "6dB"),), "no option 'duck'"),
        ((("fade", "1s"), ("Fade", "2s")), "stands twice"),
        ((("duration", "0s"),), "is nothing"),
        ((("until", "noon"),), "no option 'until'"),
    ],
)
def test_options_that_cannot_be_read(options: tuple[tuple[str, str], ...], message: str) -> None:
    with pytest.raises(ScriptError, match=message):
        settings_of(SoundCue("a.mp3", "MUSIC", options), "here")


def test_options_are_read() -> None:
    options = (("fade in", "1:30"), ("fade", "out 250ms"), ("gain", "-3.5dB"), ("loop", "no"))
    read = settings_of(SoundCue("a.mp3", "BED", options), "here")
    assert (read.fade_in_ms, read.fade_out_ms, read.loop) == (90_000, 250, False)
    assert read.gain_mb == -1100 - 350
