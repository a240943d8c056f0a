"""Timelines: pauses between sounds, levels, chapters, faults."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sounds import make_take, script_of, sine, speech_like

from quotecast.arrange import arrange
from quotecast.arrange.chapters import chapters_of, opening_words
from quotecast.arrange.levels import CEILING_MB, VOICE_MB, voice_gains
from quotecast.arrange.pauses import steps_of
from quotecast.config import Mastering, Pauses, Show, Studio
from quotecast.errors import TakeError
from quotecast.model import (
    DOUBT,
    NARRATOR,
    Chapter,
    Clip,
    Line,
    Script,
    Section,
    SoundCue,
    Take,
    Timeline,
)

PAUSES = Pauses(
    head=500,
    tail=1500,
    paragraph=450,
    section=1000,
    heading=620,
    change=700,
    quote_in=300,
    quote_out=250,
    within=210,
    tag=160,
    cue=520,
)
SHOW = Show(pauses=PAUSES)


def takes_for(studio: Studio, script: Script) -> list[Take]:
    return [
        make_take(
            studio, n, line.speaker.lower() if line.narrated else line.speaker, sine(0.5, 200)
        )
        for n, line in enumerate(script.lines)
    ]


def sounding(timeline: Timeline, takes: list[Take]) -> list[tuple[int, int]]:
    """Start and end of the sound itself of every line."""
    by_line = {take.line: take for take in takes}
    stretches = []
    for clip in timeline.clips:
        take = by_line[clip.line]
        start = clip.start_ms + take.lead_ms - clip.offset_ms
        stretches.append((start, start + take.duration_ms - take.lead_ms - take.tail_ms))
    return stretches


def gaps(script: Script, studio: Studio, show: Show = SHOW) -> list[int]:
    takes = takes_for(studio, script)
    timeline = arrange(script, takes, show, studio)
    stretches = sounding(timeline, takes)
    inner = [b[0] - a[1] for a, b in pairwise(stretches)]
    return [stretches[0][0], *inner, timeline.duration_ms - stretches[-1][1]]


def test_every_boundary_has_its_pause(studio: Studio) -> None:
    script = Script(
        "River",
        (
            Section("River"),
            Line(NARRATOR, "River"),
            Line(NARRATOR, "The council voted."),
            Line(NARRATOR, "It was late,"),
            Line("Maria", "We waited,", continues=True),
            Line(NARRATOR, "she said.", continues=True),
            Line("Maria", "Ten years."),
            Line("Ali", "Twelve."),
            Section("After"),
            Line(NARRATOR, "After."),
            Line(NARRATOR, "It rained."),
        ),
    )
    assert gaps(script, studio) == [500, 620, 450, 300, 160, 700, 700, 1000, 620, 1500]


def test_doubt_is_paused_like_a_quotation(studio: Studio) -> None:
    script = script_of(
        Line(NARRATOR, "Somebody said,"),
        Line(DOUBT, "It will flood.", continues=True),
        Line(NARRATOR, "and left.", continues=True),
        Line(DOUBT, "Soon!", continues=True),
        Line(NARRATOR, "The river rose by nightfall.", continues=True),
    )
    assert gaps(script, studio) == [500, 300, 160, 300, 250, 1500]


@pytest.mark.parametrize(
    ("quotation", "narration", "pause"),
    [
        ("We waited ten years,", "Maria Lopez told the council on Monday.", 160),
        ("We waited ten years", "she said.", 160),
        ("Who will pay?", "Lopez asked.", 160),
        ("Ten years!", "cried the crowd that had come from the valley.", 160),
        ("We waited —", "The lights went out in the whole hall.", 160),
        ("We waited ten years.", "Lopez is a farmer.", 250),
        ("Who will pay?", "The council did not answer that on Monday.", 250),
    ],
)
def test_a_tag_keeps_close_to_its_quotation(
    studio: Studio, quotation: str, narration: str, pause: int
) -> None:
    script = script_of(Line("Maria Lopez", quotation), Line(NARRATOR, narration, continues=True))
    assert gaps(script, studio) == [500, pause, 1500]


def test_a_tag_within_a_sentence_keeps_close_on_both_sides(studio: Studio) -> None:
    script = script_of(
        Line("Maria", "We waited,"),
        Line(NARRATOR, "she said,", continues=True),
        Line("Maria", "ten years.", continues=True),
        Line(NARRATOR, "she said.", continues=True),
        Line("Maria", "Ten.", continues=True),
        Line("Maria", "Ten!", continues=True),
    )
    assert gaps(script, studio) == [500, 160, 160, 160, 300, 210, 1500]


def test_an_unread_heading_keeps_the_section_pause(studio: Studio) -> None:
    script = Script("T", (Line(NARRATOR, "One."), Section("Two"), Line(NARRATOR, "Three.")))
    assert gaps(script, studio) == [500, 1000, 1500]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    speakers=st.lists(st.sampled_from([NARRATOR, DOUBT, "Maria", "Ali"]), min_size=1, max_size=8),
    flags=st.lists(st.booleans(), min_size=8, max_size=8),
    length=st.integers(0, 700),
)
def test_voices_never_overlap(
    studio: Studio, speakers: list[str], flags: list[bool], length: int
) -> None:
    """Whatever the pauses, even none; and every line is there once, in order."""
    pauses = Pauses(*([length] * len(dataclasses.fields(Pauses))))
    script = script_of(*(Line(who, "Words.", continues=flags[n]) for n, who in enumerate(speakers)))
    timeline = arrange(script, takes_for(studio, script), Show(pauses=pauses), studio)
    assert [clip.line for clip in timeline.clips] == list(range(len(speakers)))
    for before, after in pairwise(timeline.clips):
        assert before.end_ms <= after.start_ms
    assert timeline.clips[0].start_ms >= 0
    assert timeline.clips[-1].end_ms <= timeline.duration_ms
    assert timeline.chapters[0].start_ms == 0


def test_engine_silence_is_trimmed_and_edges_fade(studio: Studio) -> None:
    take = make_take(studio, 0, "n", sine(1, 200), lead_ms=400, tail_ms=900)
    clip = arrange(script_of(Line(NARRATOR, "Yes.")), [take], SHOW, studio).clips[0]
    assert 1000 <= clip.duration_ms <= 1100
    assert 380 <= clip.offset_ms <= 400
    assert clip.fade_in_ms == clip.fade_out_ms == 8


def test_voices_come_to_one_loudness(studio: Studio) -> None:
    takes = {
        0: make_take(studio, 0, "loud", speech_like(3)),
        1: make_take(studio, 1, "soft", speech_like(3, seed=2) * 0.05),
        2: make_take(studio, 2, "soft", speech_like(1, seed=3) * 0.05),
    }
    gains = voice_gains(takes)
    for take in takes.values():
        assert take.loudness_mb + gains[take.line] == pytest.approx(VOICE_MB, abs=120)
    assert gains[1] - gains[0] > 2400


def test_a_voices_louder_and_softer_lines_stay_so_within_reason(studio: Studio) -> None:
    levels = [0.2, 0.25, 0.2 * 10 ** (9 / 20)]
    takes = {n: make_take(studio, n, "v", speech_like(2) * x) for n, x in enumerate(levels)}
    gains = voice_gains(takes)
    assert gains[0] == gains[1], "ordinary differences are the voice's own"
    assert gains[2] < gains[0] - 200, "9 dB louder is a whim of the model"


def test_no_take_clips_in_the_mix(studio: Studio) -> None:
    spiky = speech_like(2) * 0.02
    spiky[1000] = 0.9
    takes = {0: make_take(studio, 0, "v", spiky), 1: make_take(studio, 1, "w", speech_like(2))}
    gains = voice_gains(takes)
    assert all(take.peak_mb + gains[n] <= CEILING_MB for n, take in takes.items())
    level = [take.loudness_mb + gains[n] for n, take in takes.items()]
    assert level[0] == pytest.approx(level[1], abs=2), "all go down together"


def test_stereo_placement_is_off_unless_asked_for(studio: Studio) -> None:
    script = script_of(Line(NARRATOR, "a"), Line("Maria", "b"), Line("Ali", "c"))
    takes = takes_for(studio, script)
    assert {clip.pan for clip in arrange(script, takes, SHOW, studio).clips} == {0}
    wide = Show(master=Mastering(channels=2, stereo_width=12))
    assert [clip.pan for clip in arrange(script, takes, wide, studio).clips] == [0, 12, -12]
    mono = Show(master=Mastering(channels=1, stereo_width=12))
    assert {clip.pan for clip in arrange(script, takes, mono, studio).clips} == {0}


def clips_every(seconds: int, count: int) -> list[Clip]:
    return [Clip("voice", "x", n * seconds * 1000 + 500, 900, line=n) for n in range(count)]


def lines(count: int) -> Script:
    return Script("Title", tuple(Line(NARRATOR, f"Paragraph {n} of them.") for n in range(count)))


def test_chapters_begin_at_zero_and_short_ones_join() -> None:
    found = [Chapter(500, "A"), Chapter(3000, "B"), Chapter(40_000, "C"), Chapter(90_000, "End")]
    made = chapters_of(found, lines(10), clips_every(10, 10), 92_000)
    assert made == (Chapter(0, "A"), Chapter(40_000, "C"), Chapter(90_000, "End"))


def test_three_chapters_at_least_in_an_episode_of_a_minute() -> None:
    found = [Chapter(500, "A"), Chapter(95_000, "End")]
    made = chapters_of(found, lines(10), clips_every(10, 10), 99_000)
    assert [chapter.title for chapter in made] == ["A", "Paragraph 5 of them.", "End"]
    assert len(chapters_of([], lines(10), clips_every(10, 10), 99_000)) == 3
    assert len(chapters_of([], lines(2), clips_every(10, 2), 20_000)) == 1


def test_opening_words_end_at_a_word() -> None:
    assert opening_words("word " * 20).endswith("word…")
    assert len(opening_words("word " * 20)) <= 49


def test_what_sounds_before_the_first_section_is_named_like_the_episode() -> None:
    made = chapters_of([Chapter(30_000, "B")], lines(6), clips_every(10, 6), 50_000)
    assert made == (Chapter(0, "Title"), Chapter(30_000, "B"))


def test_faults_of_takes_are_one_line_each(studio: Studio) -> None:
    script = script_of(Line(NARRATOR, "One."), Line("Maria", "Two."))
    takes = takes_for(studio, script)
    with pytest.raises(TakeError, match=r"line 2 \(Maria: 'Two\.'\) has no take"):
        arrange(script, takes[:1], SHOW, studio)
    with pytest.raises(TakeError, match="line 2 is at 22050 Hz and was recorded at 24000"):
        arrange(script, [takes[0], replace(takes[1], sample_rate=24_000)], SHOW, studio)
    path = studio.root / takes[1].path
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TakeError, match="line 2 is cut off after"):
        arrange(script, takes, SHOW, studio)
    path.write_bytes(b"RIFF")
    with pytest.raises(TakeError, match="line 2 is damaged"):
        arrange(script, takes, SHOW, studio)
    path.unlink()
    with pytest.raises(TakeError, match="line 2 is missing") as caught:
        arrange(script, takes, SHOW, studio)
    assert "quotecast record" in caught.value.hint


def test_arranging_is_linear_in_the_script() -> None:
    """Ten thousand lines take no pass over all others: counted, not timed."""
    items = [Line(NARRATOR, "Words.") for _ in range(10_000)]
    steps = steps_of(Script("T", (*items, SoundCue("m.mp3"))), PAUSES)
    assert len(steps) == 10_001
    assert steps[-2].after_ms == PAUSES.cue
    assert np.unique([step.pause_ms for step in steps[1:-1]]).tolist() == [450]
