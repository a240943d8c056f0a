"""A batch asks the network for each address once, whatever it turns out to be."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from shelves import PAGE, batch, report

from quotecast.config import Studio

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
    "<item><title>Seven</title><link>{0}/seven</link></item>"
    "<item><title>Nine</title><link>{0}/{1}</link><guid isPermaLink='false'>news 9</guid></item>"
    "</channel></rss>"
)


@pytest.fixture
def newsroom() -> Iterator[HTTPServer]:
    """A server that counts what it is asked for, and whose article of nine years may move."""
    asked: Counter[str] = Counter()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked[self.path] += 1
            base = f"http://127.0.0.1:{server.server_port}"
            feed = self.path == "/news.rss"
            body = (
                FEED.format(base, server.place) if feed else PAGE.format(self.path[1:])
            ).encode()
            self.send_response(200)
            self.send_header("content-type", "application/rss+xml" if feed else "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    server.asked = asked  # type: ignore[attr-defined]
    server.place = "nine"  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()


@pytest.mark.parametrize("jobs", [(), pytest.param(("--jobs", "2"), marks=pytest.mark.slow)])
def test_an_address_is_fetched_once(
    studio: Studio, newsroom: HTTPServer, jobs: tuple[str, ...]
) -> None:
    base = f"http://127.0.0.1:{newsroom.server_port}"
    (studio.root / "articles").mkdir()
    code, said = batch(studio, f"{base}/five", f"{base}/news.rss", "--allow-private", *jobs)
    assert code in (0, 3), said
    assert len(report(studio)["jobs"]) == 3
    pages = {path: n for path, n in newsroom.asked.items() if path != "/robots.txt"}  # type: ignore[attr-defined]
    assert pages == {"/five": 1, "/news.rss": 1, "/seven": 1, "/nine": 1}


def test_an_article_that_its_feed_moves_is_made_once(studio: Studio, newsroom: HTTPServer) -> None:
    feed = f"http://127.0.0.1:{newsroom.server_port}/news.rss"
    (studio.root / "articles").mkdir()
    for place in ("nine", "2026/nine", "2027/nine"):
        newsroom.place = place  # type: ignore[attr-defined]
        code, said = batch(studio, feed, "--allow-private")
        assert code in (0, 3), said
        scripts = sorted(path.name for path in studio.scripts.glob("*.fountain"))
        assert scripts == ["dam-nine-is-closed.fountain", "dam-seven-is-closed.fountain"]
    assert {job["slug"] for job in report(studio)["jobs"]} == {
        "dam-nine-is-closed",
        "dam-seven-is-closed",
    }
    assert not any(path.endswith("/nine") and path != "/nine" for path in newsroom.asked)  # type: ignore[attr-defined]
