"""A feed or list has only so much fetched in one run, and the next run goes on from there."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from commands import run
from shelves import PAGE, batch, contents, copy_of, report

from quotecast.batch import allowance
from quotecast.config import Studio
from quotecast.errors import SourceError
from quotecast.readers.fetching import counting, fetch
from quotecast.readers.holding import hold

SIZE = 20_000
"""Bytes of a page."""
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>'
ITEM = "<item><title>{0}</title><link>{1}/{0}</link></item>"
PAGES = {
    "north.rss": ("two", "three", "broken", "five", "six"),
    "south.rss": ("seven", "packed", "eight"),
}


class Newsroom(HTTPServer):
    """Two feeds of articles of one size: one page breaks off halfway, one is packed."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: Counter[str] = Counter()
        self.base = f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Newsroom

    def do_GET(self) -> None:
        name = self.path[1:]
        self.server.asked[name] += 1
        if name in PAGES:
            items = "".join(ITEM.format(page, self.server.base) for page in PAGES[name])
            self.answer("application/rss+xml", FEED.format(items).encode())
            return
        body = PAGE.format(name).encode().ljust(SIZE)
        if name == "packed":
            self.answer("text/html", gzip.compress(body), packed="gzip")
        elif name == "broken":
            self.answer("text/html", body, missing=SIZE)
        else:
            self.answer("text/html", body)

    def answer(self, kind: str, body: bytes, packed: str = "identity", missing: int = 0) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-encoding", packed)
        self.send_header("content-length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def newsroom(monkeypatch: pytest.MonkeyPatch, studio: Studio) -> Iterator[Newsroom]:
    """Each feed has 2.5 pages fetched."""
    monkeypatch.setattr(allowance, "MOST_OF_A_LIST", SIZE * 5 // 2)
    (studio.root / "articles").mkdir()
    with Newsroom() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def outcomes(studio: Studio) -> dict[str, str]:
    """What became of each article, in order."""
    return {job["source"]: job["error"] or job["status"] for job in report(studio)["jobs"]}


def test_what_is_beyond_the_bound_waits_for_the_next_run(
    studio: Studio, newsroom: Newsroom
) -> None:
    feed = f"{newsroom.base}/north.rss"
    code, said = batch(studio, feed, f"{newsroom.base}/nine", "--allow-private")
    assert code == 4
    found = outcomes(studio)
    refused = f"not fetched: {feed} has had its 0.05 MB of this run"
    assert list(found) == ["two", "three", "broken", "five", "six", "nine"]
    assert found["two"] == found["three"] == found["nine"] == "good"
    assert found["broken"].endswith("the page broke off"), "it counts, too"
    assert found["five"] == f"{newsroom.base}/five: {refused}"
    assert found["six"] == f"{newsroom.base}/six: {refused}"
    assert said.count(refused) == 2
    assert said.count("articles that have no episode come first") == 2
    assert "Traceback" not in said
    assert not newsroom.asked["five"] + newsroom.asked["six"]

    assert batch(studio, feed, "--allow-private")[0] == 4
    found = outcomes(studio)
    assert list(found) == ["broken", "five", "six", "two", "three"]
    assert found["five"] == found["six"] == "good"
    assert refused in found["two"]
    assert newsroom.asked["two"] == 1


def test_two_at_once_refuse_the_same(studio: Studio, newsroom: Newsroom) -> None:
    other = copy_of(studio, "other")
    feeds = [f"{newsroom.base}/{name}" for name in PAGES]
    assert batch(studio, *feeds, "--allow-private")[0] == 4
    one_by_one = newsroom.asked.copy()
    assert batch(other, *feeds, "--allow-private", "--jobs", "2")[0] == 4
    assert outcomes(other) == outcomes(studio)
    assert outcomes(other)["eight"] == "good", "the bound is each feed's own"
    assert contents(other) == contents(studio)
    assert "five" not in one_by_one
    assert newsroom.asked["two"] == 2


def test_the_inbox_has_the_same_bound(studio: Studio, newsroom: Newsroom) -> None:
    feed = f"{newsroom.base}/north.rss"
    done = run("inbox", feed, "--allow-private", studio=studio)
    assert done.returncode == 1
    assert done.stderr.count("has had its 0.05 MB of this run") == 2
    assert "2 made, 3 failed" in done.stdout
    done = run("inbox", feed, "--allow-private", studio=studio)
    assert "2 made, 1 failed" in done.stdout


def test_a_list_of_files_has_no_bound(
    studio: Studio, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "MOST_OF_A_LIST", 0)
    for name in ("a", "b"):
        (studio.root / f"{name}.txt").write_text(f"A day\n\nIt rained on {name}.\n")
    (studio.root / "night.txt").write_text(f"a.txt\nb.txt\n{newsroom.base}/two\n")
    code, _ = batch(studio, "night.txt", "--allow-private")
    assert code == 4
    assert list(outcomes(studio).values())[:2] == ["good", "good"]
    assert "has had its 0 MB" in outcomes(studio)["two"]
    assert not newsroom.asked


def test_what_is_counted(newsroom: Newsroom) -> None:
    def cost(*pages: str) -> int:
        with counting() as traffic:
            for page in pages:
                try:
                    fetch(f"{newsroom.base}/{page}", allow_private=True)
                except SourceError:
                    assert page == "broken"
        return traffic.bytes

    assert cost() == 0
    assert cost("two") == SIZE
    assert cost("broken") == SIZE
    assert cost("two", "broken", "packed") == 3 * SIZE
    with counting() as outside:
        assert cost("two") == SIZE
    assert outside.bytes == 0
    url = f"{newsroom.base}/held"
    hold(url, fetch(url, allow_private=True))
    assert cost("held") == 0
