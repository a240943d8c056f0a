"""Feeds of every kind, and what of them was made before."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecast.config import Studio
from quotecast.errors import SourceError
from quotecast.readers import remembering
from quotecast.readers.inbox import Entry, list_articles

ATOM = """
<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://q.example/blog/">
<link href="https://q.example/"/><entry><title type="html">A &lt;b&gt;wall&lt;/b&gt; &amp;amp; more
</title><id>tag:1</id><link rel="self" href="https://q.example/self"/>
<link rel="alternate" href="a?utm_source=feed&amp;id=3#top"/>
<published>2024-03-05T06:30:00+01:00</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><link>https://q.example/</link></channel>
<item><title>A</title><link>a.html</link><dc:date>2024-03-05</dc:date></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://q.example",
"items": [{"id": 1, "url": "/a", "title": "A", "date_published": "2024-03-05T06:30:00Z"},
{"id": "2", "external_url": "https://b.example/"}, {"id": "3"}, 5, {"url": "file:///etc/passwd"}]}"""
TWICE = """<rss><channel><link>https://q.example/</link>
<item><link>/a</link><guid>1</guid></item><item><link>/b</link><guid>1</guid></item>
<item><link>/a#x</link><guid>2</guid></item><item><link>http://[</link></item></channel></rss>"""


def listed(folder: Path, text: str) -> tuple[Entry, ...]:
    file = folder / "feed.xml"
    file.write_text(text, encoding="utf-8")
    return list_articles(str(file))


def test_an_atom_feed_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><id>urn:1</id>"
        "<link rel='self' href='https://x.example/self'/><link href='https://x.example/a'/>"
        "<updated>2024-03-05T06:30:00Z</updated></entry></feed>"
    )
    found = Entry("https://x.example/a", "A", "2024-03-05T06:30:00Z", "urn:1")
    assert list_articles(str(file)) == (found,)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (
            ATOM,
            [
                Entry(
                    "https://q.example/blog/a?id=3",
                    "A wall & more",
                    "2024-03-05T05:30:00Z",
                    "tag:1",
                )
            ],
        ),
        (
            RDF,
            [
                Entry(
                    "https://q.example/a.html",
                    "A",
                    "2024-03-05T00:00:00Z",
                    "https://q.example/a.html",
                )
            ],
        ),
        (
            JSON,
            [
                Entry("https://q.example/a", "A", "2024-03-05T06:30:00Z", "1"),
                Entry("https://b.example/", "", "", "2"),
            ],
        ),
        (TWICE, [Entry("https://q.example/a", "", "", "1")]),
    ],
    ids=["atom", "rdf", "json", "twice"],
)
def test_kinds_of_feeds(tmp_path: Path, text: str, entries: list[Entry]) -> None:
    assert list(listed(tmp_path, text)) == entries


def test_an_item_without_address_is_not_passed_over_in_silence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = (
        "<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<item><title>A</title><link>https://q.example/a</link></item>"
        "<item><title>B</title><c:encoded>&lt;p>All of it.&lt;/p></c:encoded></item>"
        "</channel></rss>"
    )
    assert [entry.url for entry in listed(tmp_path, text)] == ["https://q.example/a"]
    assert "1 of 2 items name no web address" in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "https://jsonfeed.org/version/1.1", "items": 5}',
        '{"version": "jsonfeed.org/version',
    ],
)
def test_feeds_of_nothing(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError):
        listed(tmp_path, text)


def test_an_article_that_moves_is_known_by_its_id(studio: Studio) -> None:
    entry, moved = (Entry(f"https://q.example/{name}", id="tag:1") for name in ("old", "new"))
    remembering.remember(studio, [("https://q.example/feed", entry)])
    assert not remembering.load(studio).episodes
    text = "Title: The wall\nSource: https://q.example/old\n\nIt stands."
    studio.script_file("wall").write_text(text)
    remembering.remember(studio, [("https://q.example/feed", entry)])
    made = remembering.load(studio)
    assert remembering.slug_of(made, "https://q.example/feed", moved) == "wall"
    assert remembering.slug_of(made, "https://other.example/feed", moved) == ""
    remembering.remember(studio, [("https://q.example/feed", moved)])
    assert remembering.load(studio) == made
    (studio.output / "inbox.json").write_text("{broken")
    assert remembering.load(studio) == remembering.Made()
