"""The whole way with tone voices: real files, real ffmpeg, every voice measured."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from listening import between, decode, level, tone_of
from tones import TONES

from quotecast import pipeline, postproduction
from quotecast.config import Studio, load_show
from quotecast.errors import CastError, QuotecastError, ScriptError
from quotecast.model import DOUBT, NARRATOR, Episode, Line, Omission
from quotecast.pipeline import Production
from quotecast.postproduction import Produced
from quotecast.records import read_json

ROOT = Path(__file__).parents[1]

ARTICLE = """The river comes back

The council voted on Tuesday to open the dam. "We waited ten years for this," Maria Lopez said.

"It will flood again," said Peter Lund, who farms below the dam. "And then they will see."

Share on Facebook

She was not worried. "Let it come," Lopez said.
"""


def production_of(studio: Studio) -> Production:
    return Production.at(studio, load_show(studio.settings))


def produce(studio: Studio, name: str = "river", text: str | None = ARTICLE) -> Produced:
    path = studio.root / f"{name}.txt"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    production = production_of(studio)
    drafted = pipeline.draft(pipeline.read_article(str(path)), production, name)
    return postproduction.produce(drafted, production)


def snapshot(studio: Studio) -> dict[str, bytes]:
    """Everything that is published, by name."""
    output = studio.output
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_an_article_becomes_an_episode(studio: Studio) -> None:
    episode = produce(studio).episode
    folder = studio.output / "river"
    for name in (
        "episode.mp3",
        "script.fountain",
        "timeline.json",
        "timeline.svg",
        "episode.json",
        "notes.md",
        "notes.html",
        "transcript.vtt",
        "index.html",
    ):
        assert (folder / name).stat().st_size > 0, name
    assert read_json(Episode, folder / "episode.json") == episode
    assert abs(episode.audio.loudness_mb + 1600) <= 100
    assert episode.audio.true_peak_mb <= -100
    feed = feedparser.parse((studio.output / "feed.xml").read_bytes())
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["The river comes back"]
    assert int(feed.entries[0].enclosures[0].length) == (folder / "episode.mp3").stat().st_size


def test_everybody_is_heard_in_the_voice_of_the_cast(studio: Studio) -> None:
    produced = produce(studio)
    samples = decode(studio.root / produced.episode.audio.path)
    speakers = {caption.speaker for caption in produced.episode.transcript}
    assert speakers == {NARRATOR, "Maria Lopez", "Peter Lund"}
    assert len({produced.cast.voice_of(speaker) for speaker in speakers}) == 3
    for caption in produced.episode.transcript:
        voice = produced.cast.voice_of(caption.speaker)
        assert voice is not None
        heard = tone_of(between(samples, caption.start_ms, caption.end_ms))
        assert heard == pytest.approx(TONES[voice][0], abs=3), caption.text


def test_voices_are_equally_loud_and_pauses_are_silent(studio: Studio) -> None:
    produced = produce(studio)
    samples = decode(studio.root / produced.episode.audio.path)
    captions = produced.episode.transcript
    assert level(between(samples, 50, captions[0].start_ms - 50)) < -55
    for before, after in itertools.pairwise(captions):
        assert after.start_ms - before.end_ms >= 150
        assert level(between(samples, before.end_ms + 40, after.start_ms - 40)) < -55


def test_the_words_of_the_article_are_all_in_the_script(studio: Studio) -> None:
    script = produce(studio).drafted.script
    spoken = " ".join(line.text for line in script.lines[:-1])
    left_out = [item.text for item in script.items if isinstance(item, Omission)]
    assert left_out == ["Share on Facebook"]
    words = ARTICLE.replace("Share on Facebook", "").replace('"', "").split()
    assert spoken.replace('"', "").split() == words


def test_a_second_run_records_and_mixes_nothing(studio: Studio) -> None:
    produce(studio)
    before = snapshot(studio)
    takes = {path: path.stat().st_mtime_ns for path in studio.takes.rglob("*.wav")}
    audio = (studio.output / "river" / "episode.mp3").stat().st_mtime_ns
    produce(studio)
    assert {path: path.stat().st_mtime_ns for path in studio.takes.rglob("*.wav")} == takes
    assert (studio.output / "river" / "episode.mp3").stat().st_mtime_ns == audio
    assert snapshot(studio) == before


def test_a_changed_line_records_one_take(studio: Studio) -> None:
    produce(studio)
    before = set(studio.takes.rglob("*.wav"))
    produce(studio, text=ARTICLE.replace("ten years", "eleven years"))
    assert len(set(studio.takes.rglob("*.wav")) - before) == 1


def test_two_studios_make_the_same_bytes(studio: Studio, tmp_path: Path) -> None:
    import shutil

    other = Studio(tmp_path / "elsewhere" / "deeper")
    shutil.copytree(studio.root, other.root)
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    try:
        produce(studio)
        produce(other)
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
    assert snapshot(studio) == snapshot(other)


def test_an_edited_script_is_used_and_kept(studio: Studio) -> None:
    produce(studio)
    path = studio.script_file("river")
    edited = path.read_text().replace("Let it come,", "Let it all come,")
    path.write_text(edited)
    produced = produce(studio)
    assert path.read_text() == edited
    assert produced.drafted.status == "edited"
    assert not produced.drafted.stale
    assert any("all come" in caption.text for caption in produced.episode.transcript)
    changed = produce(studio, text=ARTICLE.replace("Tuesday", "Monday"))
    assert changed.drafted.stale
    assert path.read_text() == edited


def test_a_script_nobody_edited_follows_the_article(studio: Studio) -> None:
    produce(studio)
    produced = produce(studio, text=ARTICLE.replace("Tuesday", "Monday"))
    assert produced.drafted.status == "written"
    assert "Monday" in studio.script_file("river").read_text()


def test_the_episode_stays_the_same_episode(studio: Studio) -> None:
    first = produce(studio).episode
    second = produce(studio, text=ARTICLE.replace("comes back", "is back")).episode
    assert (first.guid, first.made, first.number) == (second.guid, second.made, second.number)
    assert first.title != second.title


def test_a_person_keeps_the_voice_in_the_next_episode(studio: Studio) -> None:
    first = produce(studio).cast
    text = (
        "Another day\n\nThe dam is open.\n\n"
        + '"I am Jane Roe and I speak first," Jane Roe said.\n\n'
        + '"I told you," Peter Lund said.\n'
    )
    second = produce(studio, "another", text).cast
    assert second.voice_of("Peter Lund") == first.voice_of("Peter Lund")
    assert second.voice_of("Jane Roe") != second.voice_of("Peter Lund")


def test_a_script_with_an_unknown_voice_is_one_clear_line(studio: Studio) -> None:
    produce(studio)
    path = studio.cast_file("river")
    lund = production_cast(studio)
    path.write_text(path.read_text().replace(f'"{lund}"', '"nobody"'))
    with pytest.raises(CastError, match="nobody") as caught:
        produce(studio)
    assert "river.cast.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def production_cast(studio: Studio) -> str:
    from quotecast.casting import parse_cast

    voice = parse_cast(studio.cast_file("river").read_text(), "x").voice_of("Peter Lund")
    assert voice is not None
    return voice


def test_a_broken_script_names_its_line(studio: Studio) -> None:
    produce(studio)
    path = studio.script_file("river")
    path.write_text(path.read_text() + "\n\n@Maria Lopez\n")
    with pytest.raises(ScriptError, match=r"scripts/river\.fountain:\d+"):
        produce(studio)


def test_a_doubtful_quotation_is_read_by_the_narrator(studio: Studio) -> None:
    produce(studio)
    path = studio.script_file("river")
    path.write_text(path.read_text().replace("@Peter Lund", "@?", 1))
    produced = produce(studio)
    assert DOUBT in {line.speaker for line in produced.drafted.script.lines}
    assert produced.cast.voice_of(DOUBT) == produced.cast.narrator


def test_no_spoken_disclosure_when_the_show_drops_it(studio: Studio) -> None:
    production = production_of(studio)
    show = replace(production.show, reading=replace(production.show.reading, disclosure=""))
    path = studio.root / "a.txt"
    path.write_text(ARTICLE)
    article = pipeline.read_article(str(path))
    script = pipeline.write_script(article, pipeline.attribute(article), show, studio)
    assert (
        script.lines[-1] == Line("Maria Lopez", "Let it come,") or "said" in script.lines[-1].text
    )


def test_an_article_without_quotations_is_narrated(studio: Studio) -> None:
    produced = produce(studio, "plain", "A quiet day\n\nNothing was said by anybody today.\n")
    assert {caption.speaker for caption in produced.episode.transcript} == {NARRATOR}


def test_a_killed_run_goes_on_to_the_same_bytes(studio: Studio, tmp_path: Path) -> None:
    """SIGKILL at several moments of a run, then once more to the end."""
    import shutil

    undisturbed = Studio(tmp_path / "undisturbed")
    shutil.copytree(studio.root, undisturbed.root)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}

    def start(where: Studio) -> subprocess.Popen[bytes]:
        (where.root / "river.txt").write_text(ARTICLE, encoding="utf-8")
        command = [sys.executable, "-m", "quotecast", "--studio", str(where.root)]
        return subprocess.Popen(
            [*command, "episode", str(where.root / "river.txt")],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    with start(undisturbed) as process:
        assert process.wait() == 0
    for delay in (0.4, 0.9, 1.4, 2.0):
        with start(studio) as process:
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
    with start(studio) as process:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    assert snapshot(studio) == snapshot(undisturbed)
    orphans = [p for p in studio.root.rglob(".quotecast-*") if p.is_file()]
    assert not orphans


def test_two_runs_on_one_episode_do_not_meet(studio: Studio) -> None:
    production = production_of(studio)
    with (
        postproduction.busy("river", production),
        pytest.raises(QuotecastError, match="busy with the episode river"),
        postproduction.busy("river", production),
    ):
        pass
