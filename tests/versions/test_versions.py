"""Files of a studio carry a version: those of earlier releases are read, of later ones refused.

``studio-1`` was written by the first release, before most of its files said their version; of
its sounds and pictures only the records are kept. It is never written anew: a release that
changes a format adds a studio of its own beside it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotecast.batch.report import Report
from quotecast.casting import load_people, load_voices, parse_cast
from quotecast.config import Studio, load_show
from quotecast.errors import NewerError, QuotecastError
from quotecast.model import Episode, Timeline
from quotecast.pipeline import DraftRecord, Production, draft_summary, load_script
from quotecast.postproduction import Mixed, earlier_episode
from quotecast.publish.shelf import Index, load_memory
from quotecast.record.store import Recorded
from quotecast.records import read_json, to_json
from quotecast.speech import load_lexicon

FIRST = Path(__file__).parent / "studio-1"


@pytest.fixture
def old(tmp_path: Path) -> Studio:
    """The studio of the first release; what lies in ``made`` was its ``output``."""
    root = tmp_path / "old"
    shutil.copytree(FIRST, root)
    (root / "made").rename(root / "output")
    (root / "output" / "feed-index.json").rename(root / "output" / ".feed-index.json")
    return Studio(root)


def take_of(studio: Studio) -> Path:
    return next(studio.takes.glob("??/*.json"))


Reader = Callable[[Studio, Path], Any]
FILES: dict[str, Reader] = {
    "podcast.toml": lambda studio, path: load_show(path),
    "voices/nell.toml": lambda studio, path: load_voices(studio),
    "voices/people.toml": lambda studio, path: load_people(studio),
    "voices/lexicon.toml": lambda studio, path: load_lexicon(path),
    "scripts/river.cast.toml": lambda studio, path: parse_cast(path.read_text(), str(path)),
    "output/river/episode.json": lambda studio, path: earlier_episode(path),
    "output/river/timeline.json": lambda studio, path: read_json(Timeline, path),
    "output/river/audio.json": lambda studio, path: read_json(Mixed, path),
    "output/river/draft.json": lambda studio, path: read_json(DraftRecord, path),
    "output/report.json": lambda studio, path: read_json(Report, path),
    "output/feed-memory.json": lambda studio, path: load_memory(studio, load_show(studio.settings)),
    "output/.feed-index.json": lambda studio, path: read_json(Index, path),
    "a take": lambda studio, path: read_json(Recorded, path),
}
"""Every file that a later run reads, and how it is read; scripts are Fountain, which has no
version: that of podcast.toml stands for them."""


def place(studio: Studio, name: str) -> Path:
    return take_of(studio) if name == "a take" else studio.root / name


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_first_release_is_read(old: Studio, name: str) -> None:
    value = FILES[name](old, place(old, name))
    assert value, "it says nothing"
    if name.endswith("episode.json"):
        assert (value.title, value.number) == ("The river comes back", 1)
    if name.endswith("people.toml"):
        assert set(value) == {"Maria Lopez"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_a_later_release_is_refused_in_one_line(old: Studio, name: str) -> None:
    path = place(old, name)
    text = path.read_text()
    if path.suffix == ".toml":
        kept = [line for line in text.splitlines(True) if not line.startswith("version")]
        path.write_text('version = 2\nnew-key = "new"\n' + "".join(kept))
    else:
        path.write_text(json.dumps({**json.loads(text), "version": 2, "new": {}}))
    with pytest.raises(NewerError, match="of version 2, newer than this Quotecast") as caught:
        FILES[name](old, path)
    assert "\n" not in str(caught.value)
    assert "upgrade" in caught.value.hint


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Episode, "output/river/episode.json"),
        (Timeline, "output/river/timeline.json"),
        (Mixed, "output/river/audio.json"),
        (DraftRecord, "output/river/draft.json"),
        (Report, "output/report.json"),
        (Index, "output/.feed-index.json"),
        (Recorded, "a take"),
    ],
)
def test_what_is_written_says_its_version(old: Studio, kind: type, name: str) -> None:
    assert json.loads(to_json(read_json(kind, place(old, name))))["version"] == 1


def test_what_no_longer_fits_is_called_newer_when_it_is(tmp_path: Path) -> None:
    path = tmp_path / "timeline.json"
    path.write_text('{"version": 7, "duration": "12 s"}')
    with pytest.raises(NewerError, match="version 7"):
        read_json(Timeline, path)
    path.write_text('{"duration": "12 s"}')
    with pytest.raises(QuotecastError, match="not a readable Timeline") as caught:
        read_json(Timeline, path)
    assert not isinstance(caught.value, NewerError)


def test_an_old_studio_goes_on(old: Studio) -> None:
    """Its episode keeps identity, number and date; what is lost of its sounds is made again."""
    from quotecast.postproduction import produce

    before = earlier_episode(old.output / "river" / "episode.json")
    assert before is not None
    production = Production.at(old, load_show(old.settings))
    drafted = load_script(production, "river")
    assert draft_summary(drafted)
    after = produce(drafted, production).episode
    assert (after.guid, after.number, after.made) == (before.guid, before.number, before.made)
    assert [caption.text for caption in after.transcript] == [
        caption.text for caption in before.transcript
    ]
    assert load_people(old) == {"Maria Lopez": "ben"}
