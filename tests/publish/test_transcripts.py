from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from publishing_studio import CAST, HOSTILE_CAST, SCRIPT, episode_of, hostile_script, timed

from quotecast.model import NARRATOR, Caption, Line, Script, Word
from quotecast.publish.captions import cues, timed_words
from quotecast.publish.text import one_line
from quotecast.publish.transcripts import to_html_transcript, to_json_transcript, to_srt, to_vtt


def milliseconds(clock: str) -> int:
    hours, minutes, rest = clock.replace(",", ".").split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(rest)) * 1000)


def vtt_cues(text: str) -> list[tuple[int, int, str, list[str]]]:
    """A strict reader of what we write: header, blank line, cues without identifiers."""
    assert text.startswith("WEBVTT\n\n")
    found = []
    for block in text.removeprefix("WEBVTT\n\n").rstrip("\n").split("\n\n"):
        times, *rows = block.split("\n")
        start, arrow, end = times.split(" ")
        assert arrow == "-->"
        voice = re.match(r"<v ([^>&]*)>", rows[0])
        assert voice
        rows[0] = rows[0][voice.end() :]
        plain = [
            row.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for row in rows
        ]
        assert not any("<" in row or ">" in row for row in rows)
        found.append((milliseconds(start), milliseconds(end), voice[1], plain))
    return found


def words_of(script: Script) -> str:
    return "".join(one_line(" ".join(line.text for line in script.lines)).split())


@pytest.mark.parametrize(
    ("script", "cast"), [(SCRIPT, CAST), (hostile_script(), HOSTILE_CAST)], ids=["plain", "hostile"]
)
def test_vtt_json_and_html_hold_every_word(script: Script, cast) -> None:
    episode = episode_of(script, cast)
    whole = words_of(script)
    found = vtt_cues(to_vtt(episode))
    assert "".join("".join(rows) for *_, rows in found).replace(" ", "") == whole
    segments = json.loads(to_json_transcript(episode))["segments"]
    assert "".join(s["body"] for s in segments).replace(" ", "") == whole
    page = html.fromstring(to_html_transcript(episode))
    assert "".join(page.xpath("//p//text()")).replace(" ", "") == whole
    assert not page.xpath("//script")


def test_vtt_rows_are_short_and_times_rise() -> None:
    episode = episode_of(SCRIPT)
    last = 0
    for start, end, name, rows in vtt_cues(to_vtt(episode)):
        assert last <= start < end
        assert name
        assert 1 <= len(rows) <= 2
        assert all(0 < len(row) <= 65 for row in rows)
        last = end


def test_names_lose_what_vtt_readers_stumble_over() -> None:
    names = {name for _, _, name, _ in vtt_cues(to_vtt(episode_of(hostile_script(), HOSTILE_CAST)))}
    assert names == {"Narrator", "RandD: ‹b›O'Neil‹/b› --› ]]›"}


def test_srt_is_narrow_and_names_a_change_of_speaker() -> None:
    episode = episode_of(SCRIPT)
    blocks = to_srt(episode).rstrip("\n").split("\n\n")
    for count, block in enumerate(blocks, 1):
        number, times, *rows = block.split("\n")
        assert int(number) == count
        start, end = times.split(" --> ")
        assert milliseconds(start) < milliseconds(end)
        assert 1 <= len(rows) <= 2
        assert all(0 < len(row) <= 32 for row in rows)
    text = to_srt(episode)
    assert text.count("Maria Lopez: ") == 2
    assert "Mayor Ortiz: " in text


def test_srt_takes_no_word_before_a_colon_for_a_name() -> None:
    text = to_srt(episode_of(SCRIPT))
    assert "\nNarrator: Correction: an earlier\n" in text
    opening = [block.split("\n")[2] for block in text.rstrip("\n").split("\n\n")]
    names = {row.partition(": ")[0] for row in opening if ": " in row}
    assert names == {"Narrator", "Maria Lopez", "Mayor Ortiz"}


def test_json_has_no_empty_body_and_words_inside_their_segment() -> None:
    transcript = json.loads(to_json_transcript(episode_of(hostile_script(), HOSTILE_CAST)))
    assert transcript["version"] == "1.0.0"
    for segment in transcript["segments"]:
        assert segment["body"].strip()
        assert segment["startTime"] < segment["endTime"]
        assert segment["speaker"]
        for word in segment["words"]:
            assert segment["startTime"] <= word["startTime"] <= word["endTime"]


def test_words_keep_the_times_of_the_take() -> None:
    caption = Caption(
        1000,
        4000,
        "A",
        "one two three",
        (Word("one", 1000, 1200), Word("two", 1500, 2000), Word("three", 3000, 3900)),
    )
    assert timed_words(caption) == caption.words


def test_words_joined_or_split_by_the_take_still_fit() -> None:
    caption = Caption(
        0, 900, "A", "ab cd ef", (Word("abcd", 0, 400), Word("e", 500, 600), Word("f", 700, 900))
    )
    found = timed_words(caption)
    assert [word.text for word in found] == ["ab", "cd", "ef"]
    assert (found[0].start_ms, found[0].end_ms, found[1].start_ms) == (0, 200, 200)
    assert (found[2].start_ms, found[2].end_ms) == (500, 900)


def test_without_word_times_they_follow_from_length() -> None:
    found = timed_words(Caption(0, 1000, "A", "aaaa bbbbbb"))
    assert [(w.start_ms, w.end_ms) for w in found] == [(0, 400), (400, 1000)]


def test_words_are_on_the_episodes_clock_without_the_trimmed_silence() -> None:
    takes, timeline = timed(SCRIPT)
    episode = episode_of(SCRIPT)
    for caption, clip in zip(episode.transcript, timeline.clips, strict=True):
        assert (caption.start_ms, caption.end_ms) == (clip.start_ms, clip.end_ms)
        assert caption.words[0].start_ms == clip.start_ms
        assert caption.words[-1].end_ms == clip.end_ms
    assert takes[0].words[0].start_ms == 40


texts = st.text(min_size=1, max_size=400).filter(lambda text: one_line(text) != "")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([NARRATOR, "Maria Lopez", "Mayor Ortiz"]), texts)))
def test_any_text_survives_and_every_cue_is_well_formed(spoken: list[tuple[str, str]]) -> None:
    script = replace(SCRIPT, items=tuple(Line(speaker, text) for speaker, text in spoken))
    episode = episode_of(script)
    if not spoken:
        return
    whole = words_of(script)
    found = vtt_cues(to_vtt(episode))
    assert "".join("".join(rows) for *_, rows in found).replace(" ", "") == whole
    assert all(start < end for start, end, *_ in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    for cue in cues(episode, 32, 2, named=True):
        assert all(0 < len(row) <= 32 for row in cue.rows)
