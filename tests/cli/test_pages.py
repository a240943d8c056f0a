"""Articles from the web: a real server on loopback, kept pages, a feed as inbox."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from commands import fails, run

from quotecast import drafting
from quotecast.config import Studio
from quotecast.model import Article, Attribution

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body>
<article><h1>{title}</h1>
<p>The council voted on Tuesday to open the dam after a long and loud debate in the hall.</p>
<p>"We waited ten years for this vote to come," Maria Lopez said after the meeting ended.</p>
<p>Nobody spoke against it, and the gates are to be opened in the spring, the mayor said.</p>
</article></body></html>"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>River</title><link>{base}/river</link></item>
<item><title>Gone</title><link>{base}/gone</link></item>
<item><title>Bridge</title><link>{base}/bridge</link></item>
</channel></rss>"""


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host, port = self.server.server_address[:2]
        titles = {"/river": "The river comes back", "/bridge": "The bridge is closed"}
        if self.path == "/feed":
            self.answer("application/rss+xml", FEED.format(base=f"http://{host}:{port}"))
        elif self.path in titles:
            self.answer("text/html; charset=utf-8", PAGE.format(title=titles[self.path]))
        else:
            self.send_error(404)

    def answer(self, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def test_a_page_is_kept_and_made_again_offline(studio: Studio, server: ThreadingHTTPServer) -> None:
    url = f"http://127.0.0.1:{server.server_address[1]}/river"
    fails(run("episode", url, studio=studio), "private")
    assert not list(studio.scripts.iterdir())
    done = run("episode", url, "--allow-private", studio=studio)
    assert done.returncode == 0, done.stderr
    slug = "the-river-comes-back"
    assert f"Source: {url}" in studio.script_file(slug).read_text()
    assert (studio.scripts / f"{slug}.source.html").is_file()
    server.shutdown()
    server.server_close()
    studio.script_file(slug).unlink()
    fails(run("episode", url, "--allow-private", studio=studio), "127.0.0.1")
    again = run("episode", url, "--slug", slug, "--allow-private", studio=studio)
    assert again.returncode == 0, again.stderr
    assert run("episode", url, "--allow-private", studio=studio).returncode == 0
    told = run("check", slug, "--why", studio=studio).stdout
    assert "Maria Lopez, explicit" in told, "the evidence is read from the kept page"


def test_an_inbox_makes_each_article_once(studio: Studio, server: ThreadingHTTPServer) -> None:
    url = f"http://127.0.0.1:{server.server_address[1]}/feed"
    done = run("inbox", url, "--allow-private", studio=studio)
    assert done.returncode == 1, "one of the articles is gone"
    assert "2 made, 1 failed" in done.stdout
    assert "error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "0 made, 1 failed" in run("inbox", url, "--allow-private", studio=studio).stdout
    assert not (studio.output / "report.json").exists()


def test_a_bug_in_one_article_is_a_line_and_the_others_are_made(
    studio: Studio, server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"http://127.0.0.1:{server.server_address[1]}"

    def buggy(article: Article) -> Attribution:
        return attribute(article) if "river" not in article.title else 1 // 0

    attribute = drafting.attribute
    monkeypatch.setattr(drafting, "attribute", buggy)
    done = run("inbox", f"{url}/feed", "--allow-private", studio=studio)
    assert done.returncode == 1
    assert "1 made, 2 failed" in done.stdout
    assert "good: The bridge is closed" in done.stdout
    assert f"error: {url}/river: ZeroDivisionError: " in done.stderr
    assert f"quotecast episode {url}/river" in done.stderr
    assert done.stderr.count("error: ") == 2
    assert "Traceback" not in done.stderr
    monkeypatch.setattr(drafting, "attribute", attribute)
    done = run("inbox", f"{url}/feed", "--allow-private", studio=studio)
    assert "1 made, 1 failed" in done.stdout
