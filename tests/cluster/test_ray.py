"""The same batch on a real, locally started Ray."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "batch"))

from shelves import (
    batch,
    batch_apart,
    contents,
    copy_of,
    cost,
    processes_in,
    report,
    start,
    write_articles,
)

from quotecast.config import Studio
from quotecast.records import TEMPORARY_PREFIX

pytest.importorskip("ray", reason="pip install 'quotecast[cluster]'")
RAY = ("--on", "ray", "--workers", "2")


@pytest.fixture
def shelf(studio: Studio) -> Studio:
    """A studio with six articles and a broken one."""
    write_articles(studio.root / "articles", 6)
    (studio.root / "articles" / "article-00003.html").write_text("<html></html>")
    return studio


@pytest.mark.slow
def test_ray_makes_the_bytes_of_one_after_the_other(shelf: Studio) -> None:
    other = copy_of(shelf, "other")
    assert batch(shelf)[0] == 4
    code, said = batch_apart(other, *RAY)
    assert code == 4, said
    assert contents(other) == contents(shelf)
    assert report(other)["counts"] == {"failed": 1, "good": 6}
    ours, theirs = report(other)["jobs"], report(shelf)["jobs"]
    assert [(job["source"], job["slug"], job["error"]) for job in ours] == [
        (job["source"], job["slug"], job["error"]) for job in theirs
    ]
    assert not list(other.root.rglob(f"{TEMPORARY_PREFIX}*"))
    batch_apart(other, *RAY)
    assert report(other)["counts"] == {"failed": 1, "unchanged": 6}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="finds workers in /proc")
@pytest.mark.parametrize("word", [b"ray::_Speaker", b"ray::mix"])
def test_a_killed_worker_loses_nothing(shelf: Studio, word: bytes) -> None:
    write_articles(shelf.root / "articles", 12)
    cost(shelf, 0.05)
    other = copy_of(shelf, "other")
    running = start(shelf, *RAY)
    killed: set[int] = set()

    def struck() -> bool:
        for process in processes_in(shelf.root, word):
            if process not in killed and list(shelf.takes.rglob("*.wav")):
                os.kill(process, signal.SIGKILL)
                killed.add(process)
                break
        return len(killed) == 2

    until(struck)
    said = running.communicate(timeout=200)
    assert running.returncode == 4, said
    assert report(shelf)["counts"] == {"failed": 1, "good": 12}
    batch(other, "--jobs", "2")
    assert contents(other) == contents(shelf)
    assert not list(shelf.root.rglob(f"{TEMPORARY_PREFIX}*"))


@pytest.mark.slow
def test_more_than_the_cluster_has_is_refused_before_it_is_waited_for(studio: Studio) -> None:
    write_articles(studio.root / "articles", 1)
    code, said = batch_apart(studio, "--on", "ray", "--workers", "1", "--gpu", "8")
    assert code == 1
    assert "error: 1 workers need 8 GPU, the cluster has 0" in said


def test_an_address_where_nobody_answers_is_one_line(studio: Studio) -> None:
    write_articles(studio.root / "articles", 1)
    code, said = batch_apart(studio, "--on", "ray", "--address", "127.0.0.1:9")
    assert code == 1
    assert "error: no Ray cluster at 127.0.0.1:9" in said
    assert "Traceback" not in said


def test_without_ray_the_error_says_what_to_install(studio: Studio) -> None:
    code = (
        "import sys; sys.modules['ray'] = None\n"
        "from quotecast.cli import main\n"
        "sys.argv = ['quotecast', '--studio', sys.argv[1], 'batch', 'a.txt', '--on', 'ray']\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, str(studio.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Ray is not installed" in done.stderr
    assert "pip install 'quotecast[cluster]'" in done.stderr


@pytest.mark.slow
def test_a_step_that_dies_each_time_is_given_up_alone(studio: Studio) -> None:
    code = (
        "import os, signal, sys\n"
        "from quotecast.batch import work\n"
        "from quotecast.config import Show, Studio\n"
        "from quotecast.pipeline import Production\n"
        "import pathlib\n"
        "def read(source, place):\n"
        "    if source == 'deadly':\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return source\n"
        "work.read = read\n"
        "from quotecast.cluster import Cluster\n"
        "studio = Studio(pathlib.Path(sys.argv[1]))\n"
        "cluster = Cluster(work.Place.here(Production.at(studio, Show())), 1)\n"
        "deadly, harmless = cluster.read('deadly'), cluster.read('harmless')\n"
        "print(harmless.result(60), deadly.exception(120), flush=True)\n"
        "cluster.close()\n"
    )
    command = [sys.executable, "-c", code, str(studio.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = done.stdout.splitlines()  # Ray says something of its own, too
    assert "harmless the process that made it was killed 4 times" in told, done.stderr


def until(told: Callable[[], object]) -> None:
    end = time.monotonic() + 90
    while not told():
        assert time.monotonic() < end
        time.sleep(0.01)
