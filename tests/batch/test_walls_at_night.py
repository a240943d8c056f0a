"""A batch that is shown something else than articles, and beginnings of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from commands import run
from shelves import report

from quotecast.config import Studio

STORY = """<html><head><title>The dam is closed</title></head><body><article>
<h1>The dam is closed</h1>
<p>The council voted on Tuesday to close the dam below the river, where nobody lives now.</p>
<p>"We waited ten years for this," Maria Lopez said. "It will flood again, and we know it."</p>
{}</article></body></html>"""
GATE = "<p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p>"
WALL = """<html><head><title>Just a moment...</title></head><body><p>Checking your browser before
you see this page, which may take some seconds.</p></body></html>"""


@pytest.fixture
def newsroom() -> Iterator[dict[str, str]]:
    """The pages of a server, which a test may change; where it is under ``at``."""
    pages: dict[str, str] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages[self.path].encode()
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    pages["at"] = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield pages
    server.shutdown()


def batch(studio: Studio, *arguments: str) -> int:
    return run("batch", *arguments, studio=studio).returncode


def test_walls_fail_and_beginnings_want_a_persons_eye(
    studio: Studio, newsroom: dict[str, str]
) -> None:
    newsroom |= {"/wall": WALL, "/stub": STORY.format(GATE), "/story": STORY.format("")}
    sources = [newsroom["at"] + path for path in ("/wall", "/stub", "/story")]
    code = batch(studio, *sources, "--allow-private")
    wall, stub, story = report(studio)["jobs"]
    assert code == 4
    assert (wall["status"], stub["status"], story["status"]) == ("failed", "degraded", "good")
    assert "the page shows a check of the browser, no article" in wall["error"]
    assert stub["reasons"] == [
        "the page asks to subscribe or log in to read on: what it shows may be a part"
    ]
    assert "asks to subscribe" in run("check", sources[1], "--allow-private", studio=studio).stdout


def test_a_strict_batch_makes_no_episode_of_a_beginning(
    studio: Studio, newsroom: dict[str, str]
) -> None:
    newsroom["/stub"] = STORY.format(GATE)
    code = batch(studio, newsroom["at"] + "/stub", "--allow-private", "--strict")
    (stub,) = report(studio)["jobs"]
    assert (code, stub["status"]) == (4, "failed")
    assert "asks to subscribe" in stub["error"]
    code = batch(studio, str(next(studio.scripts.glob("*.fountain"))), "--strict")
    assert code == 0


def test_a_wall_in_front_of_a_known_article_leaves_its_episode(
    studio: Studio, newsroom: dict[str, str]
) -> None:
    source = newsroom["at"] + "/story"
    newsroom["/story"] = STORY.format("")
    batch(studio, source, "--allow-private")
    newsroom["/story"] = WALL
    code = batch(studio, source, "--allow-private")
    (story,) = report(studio)["jobs"]
    assert (code, story["status"], story["title"]) == (0, "unchanged", "The dam is closed")
    (page,) = studio.scripts.glob("*.source.html")
    assert "The dam is closed" in page.read_text()
