"""A lossless file beside the episode: made, offered, checked, and gone when it is not wanted."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from quotecast import pipeline
from quotecast.cli.reports import check
from quotecast.config import Show, Studio, load_show
from quotecast.errors import QuotecastError
from quotecast.pipeline import Production
from quotecast.postproduction import Produced, produce, write_feed
from quotecast.publish.server import find

PODCAST = "{https://podcastindex.org/namespace/1.0}"
ARTICLE = """The ferry sails again

The ferry left the harbor on Monday after nine weeks in dry dock.

"Nobody thought she would float," captain Maria Lopez said.

She said the engine was new. "We will sail until the ice comes."
"""


def made(studio: Studio, kind: str) -> Produced:
    source = studio.root / "ferry.txt"
    source.write_text(ARTICLE)
    plain = load_show(studio.root / "podcast.toml")
    show: Show = replace(plain, master=replace(plain.master, archive=kind))
    production = Production.at(studio, show)
    article = pipeline.read_article(str(source))
    return produce(pipeline.draft(article, production, "ferry"), production)


def test_an_archive_is_offered_by_the_feed_as_it_is_on_disk(studio: Studio) -> None:
    produced = made(studio, "flac")

    kept = produced.episode.archive
    assert kept is not None
    file = studio.root / kept.path
    assert file.read_bytes()[:4] == b"fLaC"
    assert abs(kept.loudness_mb - produced.episode.audio.loudness_mb) <= 50
    assert abs(kept.duration_ms - produced.episode.audio.duration_ms) <= 60

    offer = etree.parse(studio.output / "feed.xml").find(f".//{PODCAST}alternateEnclosure")
    assert offer is not None
    assert offer.get("type") == "audio/flac"
    assert offer.get("length") == str(file.stat().st_size)
    source, integrity = offer
    assert source.tag == f"{PODCAST}source"
    assert source.get("uri", "").endswith("/ferry/episode.flac")
    digest = base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()
    assert integrity.attrib == {"type": "sri", "value": f"sha256-{digest}"}


def test_a_damaged_archive_is_made_again_and_an_unwanted_one_leaves(studio: Studio) -> None:
    first = made(studio, "flac").episode.archive
    assert first is not None
    file = studio.root / first.path
    file.write_bytes(b"cut off")
    assert made(studio, "flac").episode.archive == first

    produced = made(studio, "")
    assert produced.episode.archive is None
    assert not file.exists()
    assert b"alternateEnclosure" not in (studio.output / "feed.xml").read_bytes()


def test_a_feed_is_refused_when_the_archive_is_not_as_it_says(studio: Studio) -> None:
    produced = made(studio, "flac")
    assert produced.episode.archive is not None
    before = (studio.output / "feed.xml").read_bytes()
    (studio.root / produced.episode.archive.path).write_bytes(b"cut off")
    # The cached item names other files: the record is touched as a new production would.
    (studio.output / "ferry/.feed-item.xml").unlink()
    (studio.output / ".feed-index.json").unlink()
    with pytest.raises(QuotecastError, match=r"episode\.flac has 7 bytes"):
        write_feed(Production.at(studio, load_show(studio.root / "podcast.toml")))
    assert (studio.output / "feed.xml").read_bytes() == before


def test_a_withdrawn_episode_is_not_served(studio: Studio) -> None:
    from quotecast.publish.feed import withdraw

    made(studio, "")
    show = load_show(studio.root / "podcast.toml")
    assert find(studio.output, "ferry/episode.mp3")
    withdraw(studio, show, "ferry")
    write_feed(Production.at(studio, show))
    for path in ("ferry/episode.mp3", "ferry/timeline.svg", "ferry/transcript.vtt"):
        assert find(studio.output, path) is None
    for path in ("ferry/", "feed.xml"):  # the page stays: it says that the episode is withdrawn
        assert find(studio.output, path)
    withdraw(studio, show, "ferry", restore=True)
    write_feed(Production.at(studio, show))
    assert find(studio.output, "ferry/episode.mp3")


def test_check_names_what_would_keep_the_feed_from_being_published(
    studio: Studio, tmp_path: Path
) -> None:
    source = tmp_path / "ferry.txt"
    source.write_text(ARTICLE)
    good = Production.at(studio, load_show(studio.root / "podcast.toml"))
    assert "The feed would be refused" not in list(
        check(str(source), good, False, False, False, False)
    )
    bad = replace(good, show=replace(good.show, category="Nws"))
    lines = list(check(str(source), bad, False, False, False, False))
    assert "The feed would be refused" in lines
    assert any("Nws" in line and '"News"' in line for line in lines)
