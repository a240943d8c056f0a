from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import feedparser
import podcastparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from publishing_studio import (
    HOSTILE_CAST,
    SCRIPT,
    SHOW,
    episode_of,
    hostile_script,
    produce,
)

from quotecast.config import Studio
from quotecast.publish import FeedRefused, feed, next_number, shelf, withdraw, write_feed
from quotecast.publish.channel import feed_guid
from quotecast.publish.items import render_item
from quotecast.publish.text import one_line

NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"


BASE = episode_of(SCRIPT)


def publish(studio: Studio, show=SHOW) -> bytes:
    write_feed(studio, show, now=NOW)
    return (studio.output / "feed.xml").read_bytes()


def test_guid_follows_the_published_vector() -> None:
    assert feed_guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert feed_guid("http://podnews.net/rss//") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_channel_holds_what_apple_and_psp1_require(studio: Studio) -> None:
    produce(studio)
    channel = etree.fromstring(publish(studio)).find("channel")
    for tag in ("title", "description", "link", "language", "image", "lastBuildDate"):
        assert channel.find(tag) is not None, tag
    assert channel.find(f"{ITUNES}category").get("text") == "News"
    assert channel.find(f"{ITUNES}explicit").text == "false"
    assert channel.find(f"{ITUNES}image").get("href") == "https://example.org/podcasts/cover.jpg"
    assert channel.find(f"{ITUNES}author").text == "River Newsroom"
    link = channel.find(f"{ATOM}link")
    assert (link.get("rel"), link.get("href")) == (
        "self",
        "https://example.org/podcasts/feed.xml",
    )
    assert channel.find(f"{PODCAST}guid").text == feed_guid("https://example.org/podcasts/feed.xml")
    assert channel.find(f"{PODCAST}locked").text == "yes"
    assert channel.find(f"{PODCAST}medium").text == "podcast"
    assert channel.find(f"{PODCAST}license").text == "CC-BY-4.0"
    disclosed = channel.find(f"{PODCAST}txt")
    assert (disclosed.get("purpose"), disclosed.text) == ("ai-content", "true")


def test_item_holds_audio_transcripts_chapters_and_people(studio: Studio) -> None:
    episode = produce(studio)
    item = etree.fromstring(publish(studio)).find("channel/item")
    enclosure = item.find("enclosure")
    size = (studio.root / episode.audio.path).stat().st_size
    assert enclosure.attrib == {
        "url": "https://example.org/podcasts/river/episode.mp3",
        "length": str(size),
        "type": "audio/mpeg",
    }
    types = [t.get("type") for t in item.findall(f"{PODCAST}transcript")]
    assert types == ["text/vtt", "application/x-subrip", "application/json", "text/html"]
    for link in item.findall(f"{PODCAST}transcript"):
        assert (studio.output / "river" / link.get("url").rsplit("/", 1)[1]).is_file()
    assert item.find(f"{PODCAST}chapters").get("type") == "application/json+chapters"
    assert item.find(f"{ITUNES}duration").text == str(round(episode.audio.duration_ms / 1000))
    people = [(p.get("role"), p.text) for p in item.findall(f"{PODCAST}person")]
    assert people == [
        ("Author", "Ann Lee"),
        ("Author", "Bo Ek"),
        ("Narrator", "Adam (synthetic voice)"),
        ("Narrator", "Mary (synthetic voice)"),
        ("Narrator", "Omar (synthetic voice)"),
    ]
    bite = item.find(f"{PODCAST}soundbite")
    assert 15 <= float(bite.get("duration")) <= 120
    assert bite.text.startswith("Maria Lopez: My grandmother swam")
    starts = [c.get("start") for c in item.find("{http://podlove.org/simple-chapters}chapters")]
    assert starts[0] == "00:00:00.000"
    assert len(starts) == 3
    assert "00:00:00 Opening" in item.find("description").text


def test_feedparser_and_podcastparser_read_it(studio: Studio) -> None:
    episode = produce(studio)
    document = publish(studio)
    parsed = feedparser.parse(document)
    assert not parsed.bozo
    assert parsed.feed.title == "The River Desk"
    assert parsed.entries[0].id == episode.guid
    assert parsed.entries[0].enclosures[0].type == "audio/mpeg"
    podcast = podcastparser.parse("https://example.org/podcasts/feed.xml", BytesIO(document))
    assert podcast["cover_url"] == "https://example.org/podcasts/cover.jpg"
    entry = podcast["episodes"][0]
    assert entry["guid"] == episode.guid
    assert entry["total_time"] == round(episode.audio.duration_ms / 1000)
    assert [c["title"] for c in entry["chapters"]] == ["Opening", "The doubts", "What comes next"]


def test_same_episodes_same_bytes_with_and_without_the_cache(studio: Studio) -> None:
    produce(studio)
    produce(studio, slug="second", made="2026-03-06T10:00:00+00:00", number=2)
    first = publish(studio)
    assert write_feed(studio, SHOW, now=NOW).written == ()
    for cache in studio.output.rglob(".feed-*"):
        cache.unlink()
    (studio.output / "feed.xml").unlink()
    assert publish(studio) == first


def test_an_episode_made_again_is_the_same_episode(studio: Studio) -> None:
    first = produce(studio)
    publish(studio)
    script = replace(SCRIPT, title="The river comes back, corrected")
    again = produce(
        studio, script=script, made="2026-05-05T00:00:00+00:00", number=9, earlier=first
    )
    assert (again.guid, again.made, again.number) == (first.guid, first.made, 1)
    parsed = feedparser.parse(publish(studio))
    assert [entry.title for entry in parsed.entries] == ["The river comes back, corrected"]
    assert parsed.entries[0].id == first.guid


def test_only_what_changed_is_rendered(studio: Studio) -> None:
    produce(studio)
    produce(studio, slug="second", made="2026-03-06T10:00:00+00:00", number=2)
    assert write_feed(studio, SHOW, now=NOW).rendered == 2
    produce(studio, slug="third", made="2026-03-07T10:00:00+00:00", number=3)
    report = write_feed(studio, SHOW, now=NOW)
    assert (report.rendered, report.episodes, report.written) == (1, 3, ("feed.xml",))
    titles = [e.id for e in feedparser.parse((studio.output / "feed.xml").read_bytes()).entries]
    assert len(titles) == 3


def test_a_withdrawn_episode_leaves_and_is_remembered(studio: Studio) -> None:
    first = produce(studio)
    produce(studio, slug="second", made="2026-03-06T10:00:00+00:00", number=2)
    publish(studio)
    withdraw(studio, SHOW, "river")
    report = write_feed(studio, SHOW, now=NOW)
    assert (report.episodes, report.withdrawn, report.gone) == (1, 1, 1)
    assert first.guid not in (studio.output / "feed.xml").read_text()
    withdraw(studio, SHOW, "river", restore=True)
    assert write_feed(studio, SHOW, now=NOW).gone == 0
    assert first.guid in (studio.output / "feed.xml").read_text()


def test_a_deleted_episode_is_remembered_and_its_number_not_used_again(studio: Studio) -> None:
    produce(studio)
    produce(studio, slug="second", made="2026-03-06T10:00:00+00:00", number=2)
    publish(studio)
    shutil.rmtree(studio.output / "second")
    report = write_feed(studio, SHOW, now=NOW)
    assert (report.episodes, report.gone) == (1, 1)
    assert next_number(studio, SHOW) == 3


def test_long_feeds_are_paged_and_a_new_episode_changes_one_document(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PAGE_SIZE", 3)
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for n in range(10):
        made = (start + datetime.timedelta(days=n)).isoformat()
        produce(studio, slug=f"e{n}", made=made, number=n + 1)
    report = write_feed(studio, SHOW, now=NOW)
    assert report.pages == 3
    seen, name = [], "feed.xml"
    while name:
        channel = etree.parse(studio.output / name).find("channel")
        dates = [item.find("pubDate").text for item in channel.findall("item")]
        seen += [
            item.find("link").text.rstrip("/").rsplit("/", 1)[1] for item in channel.findall("item")
        ]
        links = {link.get("rel"): link.get("href") for link in channel.findall(f"{ATOM}link")}
        assert links["self"].endswith(name)
        assert len(dates) >= 3
        name = links.get("next", "").rsplit("/", 1)[-1]
    assert seen == [f"e{n}" for n in range(9, -1, -1)]
    produce(studio, slug="e10", made="2026-02-01T00:00:00+00:00", number=11)
    assert write_feed(studio, SHOW, now=NOW).written == ("feed.xml",)
    for n in range(8):
        withdraw(studio, SHOW, f"e{n}")
    assert write_feed(studio, SHOW, now=NOW).pages == 1
    assert not list(studio.output.glob("feed-*.xml"))


def test_shows_of_one_studio_do_not_mix(studio: Studio) -> None:
    further = replace(SHOW, title="Second show", slug="second-show")
    produce(studio)
    produce(studio, show=further, slug="other", number=1)
    assert write_feed(studio, SHOW, now=NOW).episodes == 1
    report = write_feed(studio, further, now=NOW)
    assert report.episodes == 1
    assert report.url == "https://example.org/podcasts/second-show/feed.xml"
    root = etree.parse(studio.output / "second-show" / "feed.xml")
    url = root.find("channel/item/enclosure").get("url")
    assert url == "https://example.org/podcasts/second-show/other/episode.mp3"


def test_without_an_address_the_feed_points_to_this_machine(studio: Studio) -> None:
    show = replace(SHOW, base_url="")
    produce(studio, show=show)
    report = write_feed(studio, show, now=NOW)
    assert report.url == "http://127.0.0.1:8010/feed.xml"
    assert shelf.load_memory(studio, show).guid == ""


def test_the_show_keeps_its_guid_when_it_moves(studio: Studio) -> None:
    produce(studio)
    publish(studio)
    moved = replace(SHOW, base_url="https://elsewhere.example/")
    channel = etree.fromstring(publish(studio, moved)).find("channel")
    assert channel.find(f"{PODCAST}guid").text == feed_guid("https://example.org/podcasts/feed.xml")


def test_hostile_text_is_carried_and_nothing_breaks(studio: Studio) -> None:
    produce(studio, script=hostile_script(), cast=HOSTILE_CAST)
    document = publish(studio)
    root = etree.fromstring(document)
    title = root.find("channel/item/title").text
    assert "]]>" in title
    assert "-->" in title
    assert "👩‍🚒" in title
    assert "\x00" not in title
    assert "javascript:" not in document.decode()
    assert not feedparser.parse(document).bozo
    assert len(root.find("channel/item/description").text.encode()) <= 4000


REFUSALS = {
    "title": (replace(SHOW, title=" "), "no title"),
    "description": (replace(SHOW, description="x" * 4001), "4001 bytes"),
    "category": (replace(SHOW, category="news"), 'category = "News"'),
    "subcategory": (replace(SHOW, subcategory="Tech"), "Tech News"),
    "language": (replace(SHOW, language="english"), "not a language code"),
    "artwork": (replace(SHOW, image="art.png"), "missing artwork"),
    "owner": (replace(SHOW, owner_email="nobody"), "not an e-mail"),
    "address": (replace(SHOW, base_url="https://exämple.org"), "ASCII"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_feed_that_breaks_a_rule_does_not_replace_a_good_one(studio: Studio, case: str) -> None:
    produce(studio)
    good = publish(studio)
    show, said = REFUSALS[case]
    with pytest.raises(FeedRefused) as refused:
        write_feed(studio, show, now=NOW)
    assert said in f"{refused.value} {refused.value.hint}"
    assert (studio.output / "feed.xml").read_bytes() == good


def test_episode_rules_name_the_episode(studio: Studio) -> None:
    produce(studio)
    good = publish(studio)
    produce(studio, slug="long", script=replace(SCRIPT, title="t" * 10_000), number=2)
    produce(studio, slug="late", made="2031-01-01T00:00:00+00:00", number=3)
    short = produce(studio, slug="short", number=4)
    (studio.root / short.audio.path).write_bytes(b"cut off")
    produce(studio, slug="mute", number=5)
    (studio.output / "mute" / "transcript.srt").unlink()
    shutil.copytree(studio.output / "river", studio.output / "twin")
    with pytest.raises(FeedRefused) as refused:
        write_feed(studio, SHOW, now=NOW)
    assert {(v.where, v.rule) for v in refused.value.violations} == {
        ("long", "title"),
        ("late", "date"),
        ("short", "enclosure"),
        ("mute", "link"),
        ("twin", "guid"),
    }
    assert all(v.hint for v in refused.value.violations)
    assert (studio.output / "feed.xml").read_bytes() == good


def test_a_first_feed_needs_an_episode_and_a_last_one_may_leave(studio: Studio) -> None:
    with pytest.raises(FeedRefused, match="no episode yet"):
        write_feed(studio, SHOW, now=NOW)
    assert not (studio.output / "feed.xml").exists()
    produce(studio)
    publish(studio)
    withdraw(studio, SHOW, "river")
    assert write_feed(studio, SHOW, now=NOW).episodes == 0
    assert not feedparser.parse((studio.output / "feed.xml").read_bytes()).entries


def test_publishers_that_meet_wait_for_one_another(studio: Studio) -> None:
    produce(studio)
    faults: list[BaseException] = []

    def work() -> None:
        try:
            write_feed(studio, SHOW, now=NOW)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(feedparser.parse((studio.output / "feed.xml").read_bytes()).entries) == 1


text = st.text(max_size=300)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=text, summary=text, byline=text, name=text, chapter=text, source=text)
def test_any_text_gives_a_feed_that_reads_back(
    studio: Studio, title: str, summary: str, byline: str, name: str, chapter: str, source: str
) -> None:
    episode = replace(
        BASE,
        title=title,
        summary=summary,
        byline=byline,
        source=source,
        cast=(BASE.cast[0], replace(BASE.cast[1], speaker=name, voice=name)),
        chapters=tuple(replace(c, title=chapter) for c in BASE.chapters),
        transcript=tuple(replace(c, text=f"{summary} x", speaker=name) for c in BASE.transcript),
    )
    item = etree.fromstring(
        b"<rss xmlns:atom='a' xmlns:content='c' xmlns:itunes='i' xmlns:podcast='p' xmlns:psc='s'>"
        + render_item(episode, "river", SHOW, studio)
        + b"</rss>"
    ).find("item")
    assert (item.find("title").text or "") == one_line(title)
    assert len(item.find("description").text.encode()) <= 4000
    assert item.find("enclosure").get("url").isascii()
    for person in item.findall("{p}person"):
        assert 0 < len(person.text) <= 128
    for link in html.fragment_fromstring(item.find("description").text, "div").iter("a"):
        assert link.get("href").lower().startswith(("http://", "https://"))


LOOP = """
import sys
from pathlib import Path
from quotecast.config import Studio
from quotecast.publish import withdraw, write_feed
from publishing_studio import SHOW
studio = Studio(Path(sys.argv[1]))
print("ready", flush=True)
turn = False
while True:
    turn = not turn
    withdraw(studio, SHOW, "river", restore=turn)
    write_feed(studio, SHOW)
"""


def test_a_publisher_killed_at_any_moment_leaves_a_whole_feed(studio: Studio) -> None:
    produce(studio)
    second = produce(studio, slug="second", made="2026-03-06T10:00:00+00:00", number=2)
    publish(studio)
    for wait in (0.0, 0.013, 0.037, 0.071, 0.1):
        process = subprocess.Popen(
            [sys.executable, "-c", LOOP, str(studio.root)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.kill()
        process.wait()
        process.stdout.close()
        parsed = feedparser.parse((studio.output / "feed.xml").read_bytes())
        assert not parsed.bozo
        assert second.guid in {entry.id for entry in parsed.entries}
    withdraw(studio, SHOW, "river", restore=True)
    assert write_feed(studio, SHOW, now=NOW).episodes == 2
