"""What a night can meet: a full disk, a locked folder, a voice that is gone, too little memory.

Each time: a clear line, nothing lost, and the next run goes on to the bytes of an undisturbed
one. Disks are small file systems mounted in a namespace of their own.
"""

from __future__ import annotations

import re
import resource
import shlex
import sys
import time
from pathlib import Path

import pytest
from mounting import in_namespace, mounts
from shelves import (
    EPOCH,
    batch,
    contents,
    copy_of,
    cost,
    processes_in,
    report,
    start,
    write_articles,
)

from quotecast.batch.job import Status, failure
from quotecast.config import Studio
from quotecast.records import TEMPORARY_PREFIX

QUOTECAST = f"{shlex.quote(sys.executable)} -m quotecast batch articles"


def takes_of(studio: Studio) -> dict[str, str]:
    return {name: digest for name, digest in contents(studio).items() if "/takes/" in name}


@pytest.fixture
def shelf(studio: Studio) -> Studio:
    """A studio with two articles."""
    write_articles(studio.root / "articles", 2)
    return studio


SIZES = ("4k", "150k", "1600k")


@mounts
@pytest.mark.parametrize(
    "size",
    [pytest.param(size, marks=pytest.mark.slow) for size in ("4k", "150k", "1600k")] + ["900k"],
)
def test_a_full_disk_is_a_clear_line_and_the_next_run_goes_on(shelf: Studio, size: str) -> None:
    """Sizes at which it fills up at once, while recording, while mixing, while encoding."""
    other = copy_of(shelf, "other")
    shelf.output.mkdir()
    said = in_namespace(
        shelf.root,
        f"""mount -t tmpfs -o size={size} none output
        {QUOTECAST}; echo "first: $?"
        mount -o remount,size=200m none output
        {QUOTECAST}; echo "second: $?"
        cp -a output kept""",
        SOURCE_DATE_EPOCH=EPOCH,
    )
    first = said.partition("first: ")
    assert first[2][0] in "14", said
    assert "No space left on device" in first[0] or "the disk is full" in first[0], said
    assert "free some disk space" in first[0]
    assert "Traceback" not in said
    assert "second: 0" in said
    shelf.output.rmdir()
    (shelf.root / "kept").rename(shelf.output)
    assert batch(other)[0] == 0
    assert contents(shelf) == contents(other)
    assert not list(shelf.root.rglob(f"{TEMPORARY_PREFIX}*"))


@mounts
@pytest.mark.parametrize("jobs", ["", pytest.param("--jobs 2", marks=pytest.mark.slow)])
def test_a_read_only_output_is_a_clear_line_and_loses_nothing(shelf: Studio, jobs: str) -> None:
    assert batch(shelf)[0] == 0
    before = contents(shelf)
    article = shelf.root / "articles" / "article-00000.txt"
    old = article.read_text()
    article.write_text(old.replace("Tuesday", "Monday"))
    said = in_namespace(
        shelf.root,
        f"""mount --bind output output && mount -o remount,ro,bind output
        {QUOTECAST} {jobs}; echo "first: $?" """,
    )
    assert "first: 1" in said
    assert said.count("error: ") == 1
    assert "Read-only file system" in said
    assert "make the folder writable" in said
    article.write_text(old)
    assert contents(shelf) == before
    assert batch(shelf)[0] == 0
    assert report(shelf)["counts"] == {"unchanged": 2}


@pytest.mark.parametrize("jobs", [("--jobs", "2"), pytest.param((), marks=pytest.mark.slow)])
def test_a_vanished_voice_fails_its_articles_alone(shelf: Studio, jobs: tuple[str, ...]) -> None:
    assert batch(shelf)[0] == 0
    gone = shelf.voices / "zoe.toml"  # cast by hand in the first article alone
    gone.write_text((shelf.voices / "ada.toml").read_text().replace("220", "240"))
    cast = shelf.scripts / "article-00000.cast.toml"
    cast.write_text(re.sub('voice = ".*?"', 'voice = "zoe"', cast.read_text(), count=1))
    assert batch(shelf)[0] == 0
    before = contents(shelf)
    text = gone.read_text()
    gone.unlink()
    assert batch(shelf, *jobs)[0] == 4
    assert report(shelf)["counts"] == {"failed": 1, "unchanged": 1}
    (failed,) = [job for job in report(shelf)["jobs"] if job["error"]]
    assert gone.stem in failed["error"]
    assert failed["hint"]
    assert not failed["details"]
    gone.write_text(text)
    assert contents(shelf) == before
    assert batch(shelf, *jobs)[0] == 0


def test_two_batches_at_once_lose_nothing(shelf: Studio) -> None:
    write_articles(shelf.root / "articles", 5)
    cost(shelf, 0.02)
    other = copy_of(shelf, "other")
    both = [start(shelf), start(shelf, "--jobs", "2")]
    for running in both:
        said = "".join(running.communicate(timeout=120))
        assert running.returncode in (0, 4), said
        assert "Traceback" not in said
        assert said.count("another run is busy") == said.count("failed: ")
    assert batch(shelf)[0] == 0
    assert not list(shelf.root.rglob(f"{TEMPORARY_PREFIX}*"))
    batch(other)
    # Numbers and voices go by who was first; what is said and published does not.
    published = {name for name in contents(other) if not name.startswith("output/takes/")}
    assert published <= set(contents(shelf))
    assert report(shelf)["counts"]["unchanged"] + report(shelf)["counts"].get("good", 0) == 5


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="finds workers in /proc")
def test_a_worker_without_memory_fails_its_article_alone(shelf: Studio) -> None:
    write_articles(shelf.root / "articles", 6)
    cost(shelf, 0.02)
    other = copy_of(shelf, "other")
    running = start(shelf, "--jobs", "2")
    end = time.monotonic() + 60
    workers: list[int] = []
    while not (workers and list(shelf.takes.rglob("*.json"))):
        assert time.monotonic() < end
        time.sleep(0.02)
        workers = processes_in(shelf.root, b"spawn_main")
    size = int(Path(f"/proc/{workers[0]}/statm").read_text().split()[0])
    limit = size * resource.getpagesize() + 2**20
    resource.prlimit(workers[0], resource.RLIMIT_AS, (limit, limit))
    said = "".join(running.communicate(timeout=120))
    assert running.returncode == 4, said
    results = report(shelf)["jobs"]
    assert len(results) == 6
    assert {job["status"] for job in results} == {"good", "failed"}
    assert all(job["error"] and job["hint"] for job in results if job["status"] == "failed")
    assert batch(shelf, "--jobs", "2")[0] == 0
    batch(other)
    # Numbers go by who was first: the article that failed has a later one.
    assert set(contents(shelf)) == set(contents(other))
    assert takes_of(shelf) == takes_of(other)


def test_too_little_memory_is_no_fault_of_the_program() -> None:
    result = failure("a.txt", MemoryError())
    assert (result.status, result.error) == (Status.FAILED, "not enough memory")
    assert "--jobs" in result.hint
    assert not result.details
