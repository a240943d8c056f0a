"""Many articles at once: the bytes of one after the other, whoever is killed."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from shelves import batch, batch_apart, contents, cost, processes_in, report, start, write_articles
from tones import tone_studio

from quotecast.batch.job import JobResult, Status
from quotecast.batch.processes import TRIES, Processes
from quotecast.batch.report import Ledger, Seldom
from quotecast.batch.work import Place
from quotecast.config import Show, Studio
from quotecast.errors import EngineError
from quotecast.pipeline import Production
from quotecast.records import TEMPORARY_PREFIX

linux = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="finds workers in /proc")


@pytest.fixture
def shelf(studio: Studio) -> Studio:
    return filled(studio)


def filled(studio: Studio) -> Studio:
    """A studio with seven articles, one of them broken; to speak them takes a while."""
    write_articles(studio.root / "articles", 6)
    (studio.root / "articles" / "article-00003.html").write_text("<html></html>")
    cost(studio, 0.02)
    return studio


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """The same studio after a batch of one article after the other; read only."""
    studio = filled(tone_studio(tmp_path_factory.mktemp("undisturbed") / "studio"))
    assert batch(studio)[0] == 4
    assert report(studio)["counts"] == {"failed": 1, "good": 6}
    return studio


def until(told: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not told():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_two_at_once_make_the_bytes_of_one_after_the_other(
    shelf: Studio, undisturbed: Studio
) -> None:
    code, said = batch_apart(shelf, "--jobs", "2")
    assert code == 4, said
    assert contents(shelf) == contents(undisturbed)
    assert report(shelf)["counts"] == {"failed": 1, "good": 6}
    ours, theirs = report(shelf)["jobs"], report(undisturbed)["jobs"]
    assert [(job["source"], job["slug"], job["error"]) for job in ours] == [
        (job["source"], job["slug"], job["error"]) for job in theirs
    ]
    assert not list(shelf.root.rglob(f"{TEMPORARY_PREFIX}*"))

    code, said = batch(shelf, "--jobs", "2")
    assert report(shelf)["counts"] == {"failed": 1, "unchanged": 6}
    path = shelf.root / "articles" / "article-00002.txt"
    path.write_text(path.read_text().replace("Tuesday", "Monday"))
    batch(shelf, "--jobs", "2")
    assert report(shelf)["counts"] == {"failed": 1, "good": 1, "unchanged": 5}


def test_an_article_and_its_own_script_come_one_after_the_other(studio: Studio) -> None:
    write_articles(studio.root / "articles", 2)
    assert batch(studio)[0] == 0
    code, said = batch(studio, "article-00000", "article-00001", "--jobs", "2")
    assert code == 0, said
    assert report(studio)["counts"] == {"unchanged": 4}


def test_strict_and_locked_episodes_fail_alone(shelf: Studio) -> None:
    from quotecast.records import lock

    quarrel = shelf.root / "articles" / "quarrel.txt"
    quarrel.write_text('A quarrel\n\nTwo men stood there.\n\n"He took my place," he said.\n')
    with lock(shelf.output / "article-00001" / ".lock", "a test"):
        code, _ = batch_apart(shelf, "--jobs", "2", "--strict")
    assert code == 4
    failed = {job["source"]: job["error"] for job in report(shelf)["jobs"] if job["error"]}
    assert set(failed) == {"article-00001.txt", "article-00003.html", "quarrel.txt"}
    assert "another run is busy" in failed["article-00001.txt"]
    assert "in doubt" in failed["quarrel.txt"]


def test_a_refused_feed_fails_what_it_would_have_offered(shelf: Studio) -> None:
    with shelf.settings.open("a") as settings:
        settings.write('category = "Nonsense"\n')
    assert batch(shelf, "--jobs", "2")[0] == 4
    assert report(shelf)["counts"] == {"failed": 7}
    assert "Nonsense" in report(shelf)["jobs"][0]["error"] + report(shelf)["jobs"][0]["hint"]


@linux
def test_a_killed_worker_loses_nothing(shelf: Studio, undisturbed: Studio) -> None:
    running = start(shelf, "--jobs", "2")
    until(lambda: len(processes_in(shelf.root, b"spawn_main")) >= 2)
    until(lambda: list(shelf.takes.rglob("*.wav")))
    os.kill(processes_in(shelf.root, b"spawn_main")[0], signal.SIGKILL)
    said = running.communicate(timeout=120)
    assert running.returncode == 4, said
    assert report(shelf)["counts"] == {"failed": 1, "good": 6}
    assert contents(shelf) == contents(undisturbed)
    assert not list(shelf.root.rglob(f"{TEMPORARY_PREFIX}*"))


@linux
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_stopped_halfway_the_next_run_goes_on(
    shelf: Studio, undisturbed: Studio, blow: signal.Signals
) -> None:
    running = start(shelf, "--jobs", "2")
    until(lambda: (shelf.output / "article-00000" / "episode.json").exists())
    running.send_signal(blow)
    said = running.communicate(timeout=60)
    assert running.returncode == (130 if blow == signal.SIGINT else -blow), said
    assert len(list(shelf.output.glob("*/episode.json"))) < 6
    if blow == signal.SIGINT:
        assert (shelf.output / "feed.xml").exists()
    until(lambda: not processes_in(shelf.root, b"spawn_main"))
    batch(shelf, "--jobs", "2")
    assert contents(shelf) == contents(undisturbed)
    assert not list(shelf.root.rglob(f"{TEMPORARY_PREFIX}*"))


def die(given: object, place: Place) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def live(given: object, place: Place) -> object:
    return given


def test_what_kills_every_worker_is_given_up_and_the_others_are_not(studio: Studio) -> None:
    hands = Processes(Place.here(Production.at(studio, Show())), 2)
    try:
        deadly = hands._hand_out(die, 0)
        harmless = [hands._hand_out(live, number) for number in range(1, 4)]
        assert [future.result(60) for future in harmless] == [1, 2, 3]
        with pytest.raises(EngineError, match=f"killed {TRIES} times"):
            deadly.result(60)
        assert hands._hand_out(live, 4).result(60) == 4
    finally:
        hands.close()


def test_the_report_is_whole_at_the_end(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "report.json", 1000)
    for number in range(1000):
        ledger.add(JobResult(str(number), Status.GOOD))
    assert ledger.close().counts == {"good": 1000}
    told = json.loads((tmp_path / "report.json").read_text())
    assert len(told["jobs"]) == told["planned"] == 1000
    assert told["finished"]


def test_what_is_done_seldom_takes_a_twentieth_of_the_time_at_most() -> None:
    now = 0.0
    done = []

    def slow() -> None:
        nonlocal now
        done.append(now)
        now += 0.5

    seldom = Seldom(slow, 1.0, lambda: now)
    while now < 50.0:
        seldom.maybe()
        now += 0.25
    assert done == [1.0, 11.5, 22.0, 32.5, 43.0]


def test_options_that_contradict_each_other_are_usage_errors(shelf: Studio) -> None:
    assert batch(shelf, "--jobs", "2", "--workers", "2")[0] == 2
    assert batch(shelf, "--address", "auto")[0] == 2
