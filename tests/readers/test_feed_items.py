"""Articles that stand in a feed itself: items without an address, or with a dead one."""

from __future__ import annotations

import html
import json
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from commands import run

from quotecast.config import Studio
from quotecast.errors import SourceError
from quotecast.readers import holding, read
from quotecast.readers.inbox import list_articles

ROWS = (Path(__file__).parent / "pages" / "paragraphs.txt").read_text(encoding="utf-8").split("\n")
BODY = "".join(f"<p>{row}</p>" for row in ROWS[:6])
CONTENT = "xmlns:c='http://purl.org/rss/1.0/modules/content/'"
DC = "xmlns:dc='http://purl.org/dc/elements/1.1/'"


def rss(*items: str) -> str:
    return (
        f"<rss version='2.0' {CONTENT} {DC}><channel><title>The Quay</title>"
        f"<language>en-GB</language>{''.join(items)}</channel></rss>"
    )


def item(title: str, more: str, body: str = BODY) -> str:
    return (
        f"<item><title>{title}</title>{more}<dc:creator>Ida Brook</dc:creator>"
        "<pubDate>Tue, 05 Mar 2024 06:30:00 +0000</pubDate>"
        f"<c:encoded><![CDATA[{body}]]></c:encoded></item>"
    )


ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-GB'><title>The Quay</title><entry>"
    "<title>A wall falls</title><id>tag:quay,2024:1</id><author><name>Ida Brook</name>"
    "<uri>https://quay.example/ida</uri></author><published>2024-03-05T06:30:00Z</published>"
    "<content type='{}'>{}</content></entry></feed>"
)
XHTML = f"<div xmlns='http://www.w3.org/1999/xhtml'>{BODY}</div>"
JSON = {"version": "https://jsonfeed.org/version/1.1", "title": "The Quay", "language": "en-GB"}
FORM = {
    "id": "tag:quay,2024:1",
    "title": "A wall falls",
    "date_published": "2024-03-05T06:30:00Z",
    "authors": [{"name": "Ida Brook"}],
}
FEEDS = {
    "rss": rss(item("A wall falls", "<guid isPermaLink='false'>tag:quay,2024:1</guid>")),
    "rss, no id": rss(item("A wall falls", "")),
    "rss, description": rss(
        "<item><title>A wall falls</title><dc:creator>Ida Brook</dc:creator><pubDate>Tue, 05 Mar "
        f"2024 06:30:00 +0000</pubDate><description>{html.escape(BODY * 2)}</description></item>"
    ),
    "atom": ATOM.format("html", html.escape(BODY)),
    "atom, xhtml": ATOM.format("xhtml", XHTML),
    "json": json.dumps({**JSON, "items": [{**FORM, "content_html": BODY}]}),
    "json, text": json.dumps({**JSON, "items": [{**FORM, "content_text": "\n\n".join(ROWS[:6])}]}),
}


@pytest.mark.parametrize("text", FEEDS.values(), ids=FEEDS)
def test_an_item_without_address_is_read_from_its_feed(tmp_path: Path, text: str) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(text, encoding="utf-8")
    (entry,) = list_articles(str(file))
    assert entry.url.startswith(f"{file}#")
    article = read(entry.url)
    assert (article.title, article.byline, article.language) == (
        "A wall falls",
        "Ida Brook",
        "en-GB",
    )
    assert (article.published, article.site) == ("2024-03-05T06:30:00Z", "The Quay")
    spoken = [block.span.of(article.text) for block in article.blocks if block.spoken]
    assert spoken[:7] == ["A wall falls", *ROWS[:6]]


@pytest.mark.parametrize(
    "text",
    [
        rss(item("A wall falls", "", "<p>The wall fell in the night. Read more on our site.</p>")),
        rss(f"<item><title>A</title><description>{html.escape(BODY)}</description></item>"),
        rss(item("Episode 4", "<enclosure url='https://quay.example/4.mp3' type='audio/mpeg'/>")),
        json.dumps({**JSON, "items": [{**FORM, "content_html": BODY, "attachments": [{}]}]}),
    ],
    ids=["a beginning", "a short description", "a podcast", "a podcast as JSON"],
)
def test_beginnings_and_notes_on_recordings_are_no_articles(tmp_path: Path, text: str) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="lists no articles"):
        list_articles(str(file))


def test_an_item_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(FEEDS["rss"], encoding="utf-8")
    assert read(f"{file}#tag:quay,2024:1").title == "A wall falls"
    with pytest.raises(SourceError, match="the feed holds no article 'other'"):
        read(f"{file}#other")
    with pytest.raises(SourceError, match="a feed as an article is not read"):
        read(str(file))


@pytest.fixture
def quay(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, str], Counter[str]]]:
    """A server: where it is, its pages, and how often each was asked for."""
    pages: dict[str, str] = {}
    asked: Counter[str] = Counter()
    monkeypatch.setattr(holding, "_offered", {})

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked[self.path] += 1
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            kind = "text/xml" if self.path.endswith(".rss") else "text/html"
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pages, asked
    server.shutdown()


def news(place: str) -> str:
    return rss(
        item("The wall falls", "<guid isPermaLink='false'>1</guid>"),
        item("The ferry stops", f"<link>{place}/gone</link>"),
        item("The school opens", f"<link>{place}/wall</link>"),
        item("The bench is red", f"<link>{place}/bench</link>"),
    )


@pytest.mark.parametrize("jobs", [(), pytest.param(("--jobs", "2"), marks=pytest.mark.slow)])
def test_a_night_of_a_feed_that_holds_its_articles(
    studio: Studio, quay: tuple[str, dict[str, str], Counter[str]], jobs: tuple[str, ...]
) -> None:
    place, pages, asked = quay
    pages["/news.rss"] = news(place)
    pages["/wall"] = "<title>Just a moment...</title><p>Checking your browser, please wait.</p>"
    pages["/bench"] = f"<h1>The bench is blue</h1>{BODY}"
    done = run("batch", f"{place}/news.rss", "--allow-private", *jobs, studio=studio)
    assert done.returncode == 0, done.stderr
    told = json.loads((studio.output / "report.json").read_text())["jobs"]
    titles = ["The wall falls", "The ferry stops", "The school opens", "The bench is blue"]
    assert [job["title"] for job in told] == titles
    assert told[0]["slug"] == "the-wall-falls"
    assert asked["/news.rss"] == 1
    again = run("batch", f"{place}/news.rss", "--allow-private", *jobs, studio=studio)
    assert "4 unchanged" in again.stderr + again.stdout


def test_an_item_named_by_its_address(quay: tuple[str, dict[str, str], Counter[str]]) -> None:
    place, pages, _ = quay
    pages["/news.rss"] = news(place)
    pages["/bench"] = f"<h1>The bench is blue</h1>{BODY}"
    assert read(f"{place}/news.rss#1", allow_private=True).title == "The wall falls"
    assert read(f"{place}/bench#comments", allow_private=True).title == "The bench is blue"
    with pytest.raises(SourceError, match="holds text/xml, not an article"):
        read(f"{place}/news.rss", allow_private=True)
