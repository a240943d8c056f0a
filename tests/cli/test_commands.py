"""A verb in the test's own process says and leaves what it does in a process of its own."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from pathlib import Path

import commands
import pytest
from commands import run, run_apart

from quotecast.casting import load_voices
from quotecast.config import Studio
from quotecast.engines import open_engine


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["episode", "--help"],
        ["nonsense"],
        ["episode"],
        ["serve", "--port", "x"],
        ["status"],
        ["voices"],
        ["episode", "nothing-here"],
        ["--log-json", "episode", "nothing-here"],
        ["check", "-"],
        ["script", "-", "--stdout"],
        ["watch", "nowhere"],
    ],
    ids=" ".join,
)
def test_both_ways_say_the_same(studio: Studio, arguments: list[str]) -> None:
    said = "Ein Tag\n\n„Es regnet“, sagte Ann Lée.\n".encode()
    here, apart = (way(*arguments, studio=studio, stdin=said) for way in (run, run_apart))
    assert here.returncode == apart.returncode
    assert here.stdout == apart.stdout
    assert without_time(here.stderr) == without_time(apart.stderr)
    assert here.stdout + here.stderr


def without_time(log: str) -> str:
    return log if not log.startswith("{") else log.partition('"level"')[2]


def test_nothing_of_a_verb_stays(studio: Studio, tmp_path: Path) -> None:
    def state() -> list[object]:
        logger = logging.getLogger("quotecast")
        streams = [sys.stdin, sys.stdout, sys.stderr, sys.excepthook]
        said = [sys.argv, Path.cwd(), dict(os.environ), logger.handlers, warnings.filters]
        return [*streams, *map(repr, said), open_engine(voice, studio)]

    voice = load_voices(studio)["nell"]
    before = state()
    (studio.root / "day.txt").write_text("A day\n\nIt rained.\n")
    assert run("episode", "day.txt", cwd=studio.root, SOURCE_DATE_EPOCH="1767225600").stderr
    assert (studio.output / "day" / "episode.json").is_file()
    assert run("episode", "day.txt", cwd=tmp_path).returncode == 1
    assert state() == before


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        (ZeroDivisionError("a bug"), 1, "ZeroDivisionError: a bug\n"),
        (SystemExit(), 0, ""),
        (SystemExit(3), 3, ""),
        (SystemExit("no such thing"), 1, "no such thing\n"),
    ],
)
def test_every_end_is_that_of_a_process(
    monkeypatch: pytest.MonkeyPatch, end: BaseException, code: int, said: str
) -> None:
    def ends() -> None:
        raise end

    monkeypatch.setattr(commands, "main", ends)
    done = run()
    assert done.returncode == code
    assert done.stderr.endswith(said)
    assert ("Traceback" in done.stderr) == isinstance(end, Exception)
