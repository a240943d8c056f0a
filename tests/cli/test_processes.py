"""Several processes on one studio, and processes that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from commands import run, start
from test_cli import ARTICLE

from quotecast.config import Studio

LONG = "The long list\n\n" + "\n\n".join(
    f'Farm number {n} lies below the dam. "We waited {n} years for this," Maria Lopez said.'
    for n in range(2, 42)
)


def together(studio: Studio, *arguments: str) -> subprocess.Popen[str]:
    """Both of its streams in one."""
    return start(*arguments, studio=studio, stderr=subprocess.STDOUT)


def takes(studio: Studio) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in studio.takes.rglob("*.wav")}


def children_of(process: int) -> list[int]:
    try:
        return [*map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())]
    except OSError:
        return []


def nursery_of(process: int) -> list[int]:
    """The process that loads the models, by what it was started to do."""
    return [n for n in children_of(process) if b"spawn_main" in _command_line(n)]


def workers_of(process: int) -> list[int]:
    """Processes that record, forked from the one that loads the models."""
    return [worker for nursery in nursery_of(process) for worker in children_of(nursery)]


def _command_line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def test_two_runs_on_one_studio_do_each_other_no_harm(studio: Studio) -> None:
    articles = [studio.root / "one.txt", studio.root / "two.txt"]
    for path in articles:
        path.write_text(LONG.replace("long", path.stem), encoding="utf-8")
    both = [together(studio, "episode", str(path)) for path in articles]
    for running in both:
        told, _ = running.communicate(timeout=120)
        assert running.returncode == 0, told
    feed = feedparser.parse(str(studio.output / "feed.xml"))
    assert {entry.title for entry in feed.entries} == {"The one list", "The two list"}
    for entry in feed.entries:
        (enclosure,) = entry.enclosures
        path = studio.output / enclosure.href.split("/", 3)[3]
        assert path.stat().st_size == int(enclosure.length)
    again = run("batch", *map(str, articles), studio=studio)
    assert "2 unchanged" in again.stdout


def test_the_same_lines_recorded_twice_at_once_are_the_same_takes(studio: Studio) -> None:
    article = studio.root / "list.txt"
    article.write_text(LONG, encoding="utf-8")
    assert run("script", str(article), studio=studio).returncode == 0
    both = [together(studio, "record", "list") for _ in range(2)]
    for running in both:
        told, _ = running.communicate(timeout=120)
        assert running.returncode == 0, told
    first = takes(studio)
    for path in studio.takes.rglob("*.*"):
        path.unlink()
    assert run("record", "list", studio=studio).returncode == 0
    assert takes(studio) == first


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds workers in /proc")
@pytest.mark.parametrize("victim", [nursery_of, workers_of])
def test_a_killed_worker_loses_nothing(studio: Studio, victim: Callable[[int], list[int]]) -> None:
    article = studio.root / "list.txt"
    article.write_text(LONG, encoding="utf-8")
    run("script", str(article), studio=studio)
    running = together(studio, "record", "list", "--workers", "2")
    until = time.monotonic() + 60
    while not (found := victim(running.pid)) and time.monotonic() < until:
        time.sleep(0.01)
    assert found
    os.kill(found[0], signal.SIGKILL)
    told, _ = running.communicate(timeout=120)
    assert running.returncode == 0, told
    assert "Traceback" not in told
    survived = takes(studio)
    for path in studio.takes.rglob("*.*"):
        path.unlink()
    run("record", "list", studio=studio)
    assert takes(studio) == survived
    assert len(survived) >= 80


def test_a_studio_that_cannot_be_written_is_one_line(studio: Studio) -> None:
    article = studio.root / "river.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    studio.output.write_text("a file where a folder should be")
    done = run("episode", str(article), studio=studio)
    assert done.returncode == 1
    assert done.stderr.count("error: ") == 1
    assert "Traceback" not in done.stderr
    studio.output.unlink()
    assert run("episode", str(article), studio=studio).returncode == 0


def test_a_clock_that_jumps_harms_nothing(studio: Studio) -> None:
    article = studio.root / "river.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert (
        run("episode", str(article), studio=studio, SOURCE_DATE_EPOCH="1767225600").returncode == 0
    )
    feed = (studio.output / "feed.xml").read_bytes()
    for path in studio.root.rglob("*"):
        if path.is_file():
            os.utime(path, (4_000_000_000, 4_000_000_000))
    for clock in ("1577836800", "1893456000"):
        done = run("batch", str(article), studio=studio, SOURCE_DATE_EPOCH=clock)
        assert done.returncode == 0, done.stdout + done.stderr
        assert (studio.output / "feed.xml").read_bytes() == feed
