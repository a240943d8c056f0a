"""Articles over several pages, and pages that only look like their next one."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from quotecast.readers import read
from quotecast.readers.keeping import kept_form, read_kept
from quotecast.readers.paging import MISSING, same_article
from quotecast.readers.whole import MAX_PAGES, fetch_article

ROWS = (Path(__file__).parent / "pages" / "paragraphs.txt").read_text(encoding="utf-8").split("\n")


@dataclass
class Site:
    """A server: where it is, its pages, where it sends on to, and what was asked for."""

    at: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, path: str, rows: list[str], following: str, title: str = "A wall falls") -> None:
        link = f"<link rel='next' href='{following}'>" if following else ""
        body = "".join(f"<p>{row}</p>" for row in rows)
        self.pages[path] = (
            f"<html><head><title>{title} | The Quay</title>{link}</head><body><nav>Home</nav>"
            f"<article><h1>{title}</h1><p>By Ida Brook</p>{body}</article></body></html>"
        )

    def spoken(self, path: str) -> list[str]:
        article = read(self.at + path, allow_private=True)
        return [block.span.of(article.text) for block in article.blocks if block.spoken]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked[self.path] += 1
            body = made.pages.get(self.path, "").encode()
            there = made.moved.get(self.path, "")
            self.send_response(301 if there else 200 if body else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("location", there)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    made.at = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    server.shutdown()


@pytest.mark.parametrize(
    "paths",
    [
        ("/wall", "/wall?page=2", "/wall?page=3"),
        ("/wall?id=7", "/wall?id=7&p=2", "/wall?id=7&p=3"),
        ("/news/wall/", "/news/wall/2/", "/news/wall/3/"),
        ("/wall.html", "/wall-2.html", "/wall-3.html"),
        ("/wall/page/1", "/wall/page/2", "/wall/page/3"),
    ],
)
def test_the_pages_of_an_article_are_one(site: Site, paths: tuple[str, str, str]) -> None:
    titles = ("A wall falls", "A wall falls - Page 2", "A wall falls (3/3)")
    for number, (path, title) in enumerate(zip(paths, titles, strict=True)):
        following = (*paths, "")[number + 1]
        site.add(path, ROWS[4 * number : 4 * number + 4], following, title)
    found = site.spoken(paths[0])
    assert [row for row in found if row in ROWS] == ROWS[:12]
    assert found[0] == "A wall falls"
    assert site.asked == Counter(paths)
    article = read(site.at + paths[0], allow_private=True)
    assert article.byline == "Ida Brook"
    assert article.text.count("By Ida Brook") == 3
    suffix, data = kept_form(fetch_article(site.at + paths[0], allow_private=True), paths[0])
    assert read_kept(data, suffix, site.at + paths[0]) == article


@pytest.mark.parametrize(
    ("following", "title"),
    [
        ("/ferry", "A wall falls"),
        ("/wall?page=2", "The ferry stops"),
        ("/wall/old", "A wall falls"),
        ("https://other.example/wall?page=2", "A wall falls"),
        ("http://169.254.169.254/wall?page=2", "A wall falls"),
        ("ftp:///wall?page=2", "A wall falls"),
        ("http://[/wall?page=2", "A wall falls"),
        ("#2", "A wall falls"),
        ("", "A wall falls"),
    ],
)
def test_the_next_article_is_none_of_its_pages(site: Site, following: str, title: str) -> None:
    site.add("/wall", ROWS[:4], following)
    site.add(following, ROWS[4:8], "", title)
    assert [row for row in site.spoken("/wall") if row in ROWS] == ROWS[:4]


def test_a_next_page_that_leads_elsewhere(site: Site) -> None:
    site.add("/wall", ROWS[:4], "/wall?page=2")
    site.add("/ferry", ROWS[4:8], "")
    site.moved["/wall?page=2"] = "/ferry"
    assert [row for row in site.spoken("/wall") if row in ROWS] == ROWS[:4]
    site.moved["/wall?page=2"] = "http://169.254.169.254/wall?page=2"
    assert [row for row in site.spoken("/wall") if row in ROWS] == ROWS[:4]


def test_pages_without_end(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(1, 40):
        path = f"/wall?page={number}" if number > 1 else "/wall"
        site.add(path, [f"{ROWS[0]} {number}", ROWS[number % 15]], f"/wall?page={number + 1}")
    with caplog.at_level(logging.WARNING):
        site.spoken("/wall")
    assert sum(site.asked.values()) == MAX_PAGES
    assert "has more pages than are read" in caplog.text


def test_a_server_that_gives_the_same_page_for_every_number(site: Site) -> None:
    for number in range(1, 9):
        path = f"/wall?page={number}" if number > 1 else "/wall"
        site.add(path, ROWS[:4], f"/wall?page={number + 1}")
        site.pages[path] += f"<!-- {number} -->"
    assert [row for row in site.spoken("/wall") if row in ROWS] == ROWS[:4]
    assert sum(site.asked.values()) == 2


@pytest.mark.parametrize(
    "broken", ["", "<html><title>A wall falls</title><p>Checking your browser"]
)
def test_a_page_that_cannot_be_had_is_told_of(
    site: Site, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    site.add("/wall", ROWS[:4], "/wall?page=2")
    if broken:
        site.pages["/wall?page=2"] = f"{broken}. Ray ID: 7. You have been blocked.</html>"
    with caplog.at_level(logging.WARNING):
        assert [row for row in site.spoken("/wall") if row in ROWS] == ROWS[:4]
    assert f"/wall: goes on at {site.at}/wall?page=2: " in caplog.text
    assert read(site.at + "/wall", allow_private=True).doubts == (MISSING,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://q.example/a", "https://q.example/a?page=2", True),
        ("https://q.example/a/", "https://q.example/a/2", True),
        ("https://q.example/a_p1.html", "https://q.example/a_p2.html", True),
        ("https://q.example/a?x=1", "https://q.example/a?x=2", False),
        ("https://q.example/2024/a", "https://q.example/2025/a", False),
        ("https://q.example/a-2024", "https://q.example/a-2025", False),
        ("https://q.example/a", "https://r.example/a?page=2", False),
        ("https://q.example/a", "https://q.example/b/2", False),
        ("https://q.example/", "https://q.example/page/2", False),
        ("https://q.example/a/", "https://q.example/a/comment-page-2/", False),
    ],
)
def test_addresses_of_one_article(one: str, other: str, same: bool) -> None:
    assert same_article(one, other) is same
