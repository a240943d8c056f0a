"""A night's batch: one bad article stops no other, doubt is told apart, a second run rests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import feedparser
import pytest
from commands import fails, run, run_apart, start
from test_cli import ARTICLE

from quotecast.batch import expand
from quotecast.batch.watching import Watch
from quotecast.config import Show, Studio
from quotecast.pipeline import Production
from quotecast.records import TEMPORARY_PREFIX, replacing, sweep

DOUBTFUL = """A quarrel at the market

Two men stood at the gate. The market was loud.

"He took my place," he said.
"""


@pytest.fixture
def articles(studio: Studio) -> Path:
    folder = studio.root / "articles"
    (folder / "inner").mkdir(parents=True)
    (folder / "river.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "inner" / "river.txt").write_text(ARTICLE.replace("river", "lake"), encoding="utf-8")
    (folder / ".hidden.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "notes.bak").write_text("not an article", encoding="utf-8")
    return folder


def report(studio: Studio) -> dict[str, Any]:
    return json.loads((studio.output / "report.json").read_text())


def test_a_batch_makes_every_article_and_rests_the_second_time(
    studio: Studio, articles: Path
) -> None:
    done = run("batch", str(articles), studio=studio)
    assert done.returncode == 0, done.stderr
    jobs = report(studio)["jobs"]
    assert [job["status"] for job in jobs] == ["good", "good"]
    assert len({job["slug"] for job in jobs}) == 2
    assert all("script" in job["redone"] and "mix" in job["redone"] for job in jobs)
    assert len(feedparser.parse(str(studio.output / "feed.xml")).entries) == 2

    again = run("batch", str(articles), studio=studio)
    assert again.returncode == 0, again.stderr
    assert report(studio)["counts"] == {"unchanged": 2}
    assert report(studio)["finished"]

    path = articles / "river.txt"
    path.write_text(path.read_text().replace("ten years", "nine years"))
    run("batch", str(articles), studio=studio)
    by_name = {Path(job["source"]).parent.name: job for job in report(studio)["jobs"]}
    assert by_name["inner"]["redone"] == []
    assert by_name["articles"]["redone"] == ["script", "takes: 1", "mix"]


def test_a_bad_article_stops_no_other_and_doubt_is_told_apart(
    studio: Studio, articles: Path
) -> None:
    (articles / "a-broken.pdf").write_bytes(b"%PDF-1.4 cut off")
    done = run("batch", str(articles), str(articles / "missing.html"), studio=studio)
    assert done.returncode == 4
    assert report(studio)["counts"] == {"failed": 2, "good": 2}
    failed = [job for job in report(studio)["jobs"] if job["status"] == "failed"]
    assert all(job["error"] and not job["details"] for job in failed)

    quarrel = studio.root / "quarrel.txt"
    quarrel.write_text(DOUBTFUL, encoding="utf-8")
    done = run("batch", str(quarrel), studio=studio)
    assert done.returncode == 3, done.stdout + done.stderr
    (job,) = report(studio)["jobs"]
    assert job["reasons"] == ["1 quotation in doubt, read by the narrator"]


def test_strict_turns_doubt_into_failure_before_anything_is_recorded(studio: Studio) -> None:
    quarrel = studio.root / "quarrel.txt"
    quarrel.write_text(DOUBTFUL, encoding="utf-8")
    done = run("batch", str(quarrel), "--strict", studio=studio)
    assert done.returncode == 4
    assert "in doubt" in done.stdout
    assert not (studio.output / "feed.xml").exists()
    assert not studio.takes.exists()


def test_a_list_of_files_is_a_batch(studio: Studio, articles: Path) -> None:
    listed = articles / "tonight.txt"
    listed.write_text("# tonight\nriver.txt\ninner/river.txt\nriver.txt\n", encoding="utf-8")
    assert run("batch", str(listed), studio=studio).returncode == 0
    assert len(report(studio)["jobs"]) == 2


def test_nothing_to_do_is_one_line(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    fails(run("batch", str(tmp_path / "empty"), studio=studio), "no articles there")
    fails(run("watch", str(tmp_path / "nowhere"), studio=studio), "no such folder")


def test_a_log_for_machines_is_json_line_by_line(studio: Studio, articles: Path) -> None:
    done = run_apart("--log-json", "batch", str(articles), studio=studio)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert {line["event"] for line in lines} >= {"start", "step", "done", "message"}
    assert all(line["time"].endswith("Z") and line["level"] == "info" for line in lines)
    done = run_apart("--log-json", "episode", "missing.txt", studio=studio)
    (line,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (line["level"], done.returncode) == ("error", 1)


def test_a_file_is_complete_when_it_stays_as_it_is(tmp_path: Path) -> None:
    now = 100.0
    watch = Watch(tmp_path, 2.0, lambda: now)
    path = tmp_path / "slow.txt"
    path.write_text("The first half")
    assert not list(watch.ready())
    now += 1.5
    path.write_text("The first half and the second")
    assert not list(watch.ready())
    now += 1.5
    assert not list(watch.ready())
    now += 1.0
    assert list(watch.ready()) == [path]
    assert not list(watch.ready())
    path.write_text("A correction, later on the same night")
    os.utime(path, (2**31, 2**31))
    assert not list(watch.ready())
    now += 2.0
    assert list(watch.ready()) == [path]


def test_watch_makes_what_arrives_and_stops_on_sigterm(studio: Studio) -> None:
    folder = studio.root / "incoming"
    folder.mkdir()
    with start("watch", str(folder), "--settle", "0.2", studio=studio) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline().startswith("watching")
        (folder / "river.txt").write_text(ARTICLE, encoding="utf-8")
        assert watching.stdout.readline().startswith("good: The river comes back")
        watching.send_signal(signal.SIGTERM)
        assert watching.wait(30) == 0
    assert (studio.output / "river" / "episode.mp3").is_file()


def test_sweeping_takes_what_the_dead_left_and_nothing_of_the_living(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, time\n"
        "from quotecast.records import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])) as path:\n"
        "    path.write_bytes(b'half'); print('half', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "a.wav")], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        sweep(tmp_path)
        assert len(list(tmp_path.glob(f"{TEMPORARY_PREFIX}*"))) == 1
        writer.kill()
    old = tmp_path / f"{TEMPORARY_PREFIX}otherhost-7-x.wav"
    young = tmp_path / f"{TEMPORARY_PREFIX}otherhost-8-x.wav"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() + 90_000,) * 2)
    with replacing(tmp_path / "b.wav") as mine:
        sweep(tmp_path)
        assert {path.name for path in tmp_path.iterdir()} == {mine.name, young.name}


def test_a_missing_file_of_a_list_is_a_failure_of_its_own(studio: Studio, articles: Path) -> None:
    first = min(path.name for path in articles.glob("*.txt"))
    (articles / "night.list").write_text(f"{first}\ngone.txt\nbook.epub#2\n")
    assert expand([str(articles / "night.list")], Production.at(studio, Show())).articles == tuple(
        str(articles / name) for name in (first, "gone.txt", "book.epub#2")
    )
