"""The picture of an episode and its table."""

from __future__ import annotations

import numpy as np
from lxml import etree
from sounds import write_wav

from quotecast.config import Studio
from quotecast.model import DOUBT, NARRATOR, Chapter, Clip, Line, Script, Section, Timeline
from quotecast.picture import clock, explain, timeline_svg

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
    assert ">ML</text>" in picture


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
