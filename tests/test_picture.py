"""The picture of an episode and its table."""

from __future__ import annotations

import numpy as np
from lxml import etree
from sounds import write_wav

from quotecast.config import Studio
from quotecast.model import DOUBT, NARRATOR, Chapter, Clip, Line, Script, Section, Timeline
from quotecast.picture import clock, explain, row_length, timeline_svg
from quotecast.picture.looks import looks_of

SCRIPT = Script(
    "Rivers & <walls>",
    (
        Section("One"),
        Line(NARRATOR, "The council voted."),
        Line("Maria Lopez", "We waited."),
        Line(DOUBT, "It will flood."),
    ),
)
TIMELINE = Timeline(
    130_000,
    (
        Clip("bed", "music/bed.mp3", 0, 60_000),
        Clip("voice", "a.wav", 500, 40_000, line=0, speaker=NARRATOR),
        Clip("voice", "b.wav", 41_100, 50_000, line=1, speaker="Maria Lopez", gain_mb=-250),
        Clip("voice", "c.wav", 92_000, 30_000, line=2, speaker=DOUBT),
    ),
    (Chapter(0, "One"), Chapter(41_100, "Two & three")),
)


def drawn(studio: Studio) -> str:
    sound = 0.2 * np.sin(np.arange(130 * 8000) / 5)
    return timeline_svg(TIMELINE, SCRIPT, write_wav(studio.root / "mix.wav", sound, 8000))


def test_the_picture_says_in_words_what_it_shows(studio: Studio) -> None:
    root = etree.fromstring(drawn(studio).encode())
    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.get("role") == "img"
    assert root.findtext("s:title", namespaces=space) == "Rivers & <walls>: who speaks when"
    told = root.findtext("s:desc", namespaces=space) or ""
    assert "Length 2:10" in told
    assert "Narrator 1:10, Maria Lopez 0:50" in told, "a doubtful quotation is the narrator's"
    assert "0:41 Two & three" in told
    texts = "".join(root.itertext())
    assert "pause of 600 ms" in texts
    assert "bed.mp3" in texts


def test_every_speaker_has_a_colour_and_a_pattern(studio: Studio) -> None:
    picture = drawn(studio)
    assert picture.count("<pattern id=") == 2
    assert "#0072B2" in picture
    assert "url(#voice1)" in picture
    assert ">Maria Lopez</text>" in picture, "where her voice is first heard"
    assert ">ML</tspan>" in picture, "in the legend"
    assert picture.count(">?</text>") == 2, "a quotation in doubt, in both rows that it sounds in"


def test_the_same_episode_gives_the_same_picture(studio: Studio) -> None:
    assert drawn(studio) == drawn(studio)


def test_the_table_has_a_row_for_every_clip_and_chapter() -> None:
    rows = explain(TIMELINE, SCRIPT)
    assert len(rows) == 1 + 2 + len(TIMELINE.clips) + 1
    assert "The council voted." in rows[3]
    maria = next(row for row in rows if "Maria Lopez" in row)
    assert maria.split()[:4] == ["0:41.100", "50000", "600", "-2.5"]
    assert rows[-1].endswith("end, after 8000 ms")


def test_the_clock_knows_hours() -> None:
    assert (clock(65_999), clock(3_661_000)) == ("1:05", "1:01:01")


def test_forty_voices_are_told_apart_with_and_without_colour() -> None:
    """By colour and pattern together, and by initials alone."""
    names = [NARRATOR, *(f"Maria {chr(65 + n)}" for n in range(26)), "Lee", "Łukasz Lee", "王小明"]
    names += [f"M. Brown {n}" for n in range(12)]
    clips = [Clip("voice", "a", n * 900, 800, line=n, speaker=who) for n, who in enumerate(names)]
    looks = looks_of(Timeline(40_000, tuple(clips), ()))
    assert list(looks) == names
    assert len({(look.colour, look.pattern) for look in looks.values()}) == len(names)
    assert len({look.initials for look in looks.values()}) == len(names)
    assert looks["王小明"].initials == "王"


def test_rows_begin_at_whole_minutes_and_fit_a_page() -> None:
    assert row_length(30_000) == 30_000, "a short episode fills the width"
    assert row_length(282_000) == 60_000
    assert row_length(122_000) == 61_000, "two seconds are no row of their own"
    for hours in (1, 2, 5, 10, 24):
        length = row_length(hours * 3_600_000 + 700_000)
        assert -(-(hours * 3_600_000 + 700_000) // length) <= 12


def test_a_title_near_the_edge_is_written_to_its_left(studio: Studio) -> None:
    sound = write_wav(studio.root / "mix.wav", 0.1 * np.ones(8000 * 60), 8000)
    clip = Clip("voice", "a", 0, 59_000, line=0, speaker=NARRATOR)
    late = (Chapter(0, "One"), Chapter(57_000, "What became of the river"))
    picture = timeline_svg(Timeline(60_000, (clip,), late), SCRIPT, sound)
    assert 'text-anchor="end">What became of the river</text>' in picture


def test_a_long_episode_is_drawn_whole(studio: Studio) -> None:
    """Every clip of two hours stands in it, and nothing outside its frame."""
    sound = write_wav(studio.root / "mix.wav", np.zeros(8 * 7200), 8)
    clips = tuple(
        Clip("voice", "a", n * 9000, 8500, line=n % 3, speaker=f"Person {n % 20}")
        for n in range(800)
    )
    picture = timeline_svg(Timeline(7_200_000, clips, (Chapter(0, "One"),)), SCRIPT, sound)
    root = etree.fromstring(picture.encode())
    space = {"s": "http://www.w3.org/2000/svg"}
    boxes = root.xpath("//s:rect[starts-with(@fill, 'url') and @height='16']", namespaces=space)
    assert len(boxes) >= 800 + 20
    _, _, width, height = (float(number) for number in str(root.get("viewBox")).split())
    for box in boxes:
        assert 0 <= float(box.get("x")) <= width - float(box.get("width"))
        assert 0 <= float(box.get("y")) <= height - 16
