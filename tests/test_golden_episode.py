"""The sample article, all the way, against reviewed files (`make golden` refreshes them)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quotecast import pipeline, postproduction
from quotecast.config import Studio, load_show
from quotecast.model import DOUBT, NARRATOR
from quotecast.pipeline import Drafted, Production
from quotecast.records import to_json

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "han"

Compare = Callable[[Path, str], None]


def test_golden_han(
    drafted: Drafted, studio: Studio, golden: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    postproduction.produce(drafted, Production.at(studio, load_show(studio.settings)))
    attribution = pipeline.attribute(pipeline.read_article(str(studio.scripts / "han.txt")))
    golden(GOLDEN / "quotations.json", to_json(attribution))
    folder = studio.output / "han"
    golden(GOLDEN / "timeline.json", (folder / "timeline.json").read_text())
    golden(GOLDEN / "notes.md", (folder / "notes.md").read_text())
    golden(GOLDEN / "transcript.vtt", (folder / "transcript.vtt").read_text())
    feed = (studio.output / "feed.xml").read_text()
    # The size of the MP3 is that of the encoder at hand, everything else is ours.
    golden(GOLDEN / "feed.xml", re.sub(r'(<enclosure [^>]*length=")\d+', r"\g<1>0", feed))


@pytest.fixture
def drafted(studio: Studio) -> Drafted:
    path = studio.scripts / "han.txt"
    path.write_bytes((ROOT / "scripts" / "han.txt").read_bytes())
    production = Production.at(studio, load_show(studio.settings))
    return pipeline.draft(pipeline.read_article(str(path)), production, "han")


def test_the_script_of_the_sample_is_what_the_program_writes(drafted: Drafted) -> None:
    """`make episode` in a fresh clone finds the committed script up to date."""
    own = (ROOT / "scripts" / "han.fountain").read_text(encoding="utf-8")
    assert own == drafted.path.read_text(encoding="utf-8")


def test_all_ten_quotations_are_hans_and_nobody_elses(drafted: Drafted) -> None:
    lines = drafted.script.lines
    quoted = [line for line in lines if line.speaker not in (NARRATOR, DOUBT)]
    assert {line.speaker for line in quoted} == {"Han Guangsheng"}
    assert len(quoted) == 10
    assert DOUBT not in {line.speaker for line in lines}
    narrated = " ".join(line.text for line in lines if line.speaker == NARRATOR)
    assert '"Sickened"' in narrated
    assert '"willing accomplice"' in narrated
