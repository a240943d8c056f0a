"""The feed: one RSS 2.0 document that every podcast app accepts, and its older pages.

``feed.xml`` holds the newest episodes. Once there are more than twice :data:`PAGE_SIZE`, the
older ones stand in pages of that many, linked as RFC 5005 section 3 says; pages are
counted from the oldest, so a new episode changes one document and not all of them.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, replace
from typing import Final

from quotecast.config import Show, Studio
from quotecast.errors import PublishError
from quotecast.model import Episode
from quotecast.publish import places, shelf
from quotecast.publish.channel import feed_guid, page_name, render_channel
from quotecast.publish.rules import (
    FeedRefused,
    Violation,
    check_date,
    check_guids,
    check_show,
)
from quotecast.records import lock, read_json, write_bytes, write_json

PAGE_SIZE: Final = 250
"""Episodes in an older page; ``feed.xml`` holds between this many and twice as many."""

_SLOT: Final = b"<item/>"


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What publishing did."""

    path: str
    """Of the feed, relative to the studio."""
    url: str
    episodes: int
    withdrawn: int
    pages: int
    """Documents the feed consists of."""
    rendered: int
    """Episodes read again because they are new or changed."""
    written: tuple[str, ...]
    """Documents that changed."""
    gone: int
    """Episodes remembered that are no longer in the feed."""


def write_feed(studio: Studio, show: Show, *, now: datetime.datetime | None = None) -> FeedReport:
    """Write the show's feed from the episodes' own records.

    The feed is checked whole first and then renamed into place; the same episodes give the
    same bytes. Publishers that meet wait for one another.

    Args:
        studio: where the episodes are.
        show: the podcast.
        now: for the rule on dates in the future; None asks the clock.

    Raises:
        FeedRefused: a rule is broken; the former feed stays as it is.
    """
    home = places.show_dir(studio, show)
    with lock(home / ".feed.lock", "publishing", wait=True):
        index = shelf.load_index(studio, show)
        memory = shelf.load_memory(studio, show)
        entries, rendered = shelf.survey(studio, show, index)
        live = [entry for entry in entries if not entry.withdrawn]
        violations = _check(live, studio, show, now or datetime.datetime.now(datetime.UTC))
        if violations:
            shelf.save_index(studio, show, replace(index, entries=entries))
            raise FeedRefused(violations)
        memory = _remember(memory, index, entries, studio, show)
        pages = _write_pages(live, index, memory, studio, show)
        shelf.save_memory(studio, show, memory)
        shelf.save_index(studio, show, shelf.Index(index.key, entries, pages))
    before = {page.digest for page in index.pages}
    return FeedReport(
        path=(home / places.FEED).relative_to(studio.root).as_posix(),
        url=places.feed_url(studio, show),
        episodes=len(live),
        withdrawn=len(entries) - len(live),
        pages=len(pages),
        rendered=rendered,
        written=tuple(page.name for page in pages if page.digest not in before),
        gone=len(memory.gone),
    )


def _check(
    live: list[shelf.Entry], studio: Studio, show: Show, now: datetime.datetime
) -> list[Violation]:
    from quotecast.publish.cover import cover_images

    found = list(check_show(show))
    if not live and not (places.show_dir(studio, show) / places.FEED).exists():
        hint = "produce one: quotecast episode SOURCE"
        found.append(Violation("episodes", "output", "there is no episode yet", hint))
    try:
        cover_images(show, studio)
    except PublishError as fault:
        found.append(Violation("artwork", "podcast.toml", fault.message, fault.hint))
    for entry in live:
        found += entry.problems
        found += check_date(entry.made, entry.folder, now)
    return found + check_guids((entry.guid, entry.folder) for entry in live)


def _remember(
    memory: shelf.Memory,
    index: shelf.Index,
    entries: tuple[shelf.Entry, ...],
    studio: Studio,
    show: Show,
) -> shelf.Memory:
    """The feed's identity once it has a real address, and who has left the feed."""
    guid = memory.guid or (feed_guid(places.feed_url(studio, show)) if show.base_url else "")
    live = {entry.guid for entry in entries if not entry.withdrawn}
    known = {entry.guid: entry for entry in (*index.entries, *entries)}
    gone = {key: value for key, value in memory.gone.items() if key not in live}
    for key, entry in known.items():
        if key not in live:
            gone[key] = shelf.Gone(entry.folder, entry.title, entry.made, entry.number)
    return shelf.Memory(guid, dict(sorted(gone.items())))


def _write_pages(
    live: list[shelf.Entry],
    index: shelf.Index,
    memory: shelf.Memory,
    studio: Studio,
    show: Show,
) -> tuple[shelf.Page, ...]:
    """Write the documents that changed, the oldest page first and ``feed.xml`` last."""
    home = places.show_dir(studio, show)
    known = {page.name: page for page in index.pages}
    guid = show.guid or memory.guid
    full = max(0, len(live) // PAGE_SIZE - 1)
    done = []
    for number in range(1, full + 2):
        last = number == full + 1
        start = (number - 1) * PAGE_SIZE
        entries = live[start:] if last else live[start : start + PAGE_SIZE]
        name = places.FEED if last else page_name(number)
        newest = max((entry.made for entry in entries), default="")
        shell = render_channel(newest, number, full, guid, studio, show)
        digest = hashlib.sha256(shell)
        for entry in entries:
            digest.update(entry.item.encode())
        page = known.get(name)
        path = home / name
        if page is None or (page.digest, page.stamp) != (digest.hexdigest(), shelf.stamp(path)):
            write_bytes(path, _document(shell, entries, studio, show))
        done.append(shelf.Page(name, digest.hexdigest(), shelf.stamp(path)))
    kept = {page.name for page in done}
    for path in home.glob("feed-[0-9][0-9][0-9][0-9].xml"):
        if path.name not in kept:
            path.unlink(missing_ok=True)
    return tuple(done)


def _document(shell: bytes, entries: list[shelf.Entry], studio: Studio, show: Show) -> bytes:
    """The whole document, newest first, parsed once more before anybody may see it."""
    from lxml import etree

    items = b"\n".join(shelf.item_of(entry, studio, show) for entry in reversed(entries))
    document = shell.replace(_SLOT, items, 1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(document, parser)
    if len(root.findall("channel/item")) != len(entries):
        raise PublishError("the feed does not hold every episode", "this is a bug: report it")
    return document


def withdraw(studio: Studio, show: Show, slug: str, *, restore: bool = False) -> Episode:
    """Take an episode out of the feed (or back in); its record and identity stay.

    Its page says so from now on. Call :func:`write_feed` and ``write_site`` afterwards.

    Raises:
        PublishError: there is no such episode.
    """
    from quotecast.publish.page import write_page

    path = places.episode_dir(studio, show, slug) / places.EPISODE
    if not path.is_file():
        raise PublishError(f"no episode {slug!r}", "the names are the folders in output/")
    episode = replace(read_json(Episode, path), withdrawn=not restore)
    write_page(episode, show, studio)
    write_json(path, episode)
    return episode
