"""The feed: one RSS 2.0 document that every podcast app accepts, and its older pages.

``feed.xml`` holds the newest episodes. Once there are more than twice :data:`PAGE_SIZE`, the
older ones stand in pages of that many, linked as RFC 5005 section 3 says; pages are
counted from the oldest, so a new episode changes one document and not all of them.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from dataclasses import dataclass, replace
from email.utils import format_datetime
from typing import Final

from quotecast.config import Show, Studio
from quotecast.errors import PublishError
from quotecast.model import Episode
from quotecast.publish import places, shelf
from quotecast.publish.episode import GUID_NAMESPACE
from quotecast.publish.items import NAMESPACES, Element, put
from quotecast.publish.rules import (
    FeedRefused,
    Violation,
    check_date,
    check_guids,
    check_show,
    parse_time,
)
from quotecast.publish.text import one_line, shorten_bytes, web_url
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


def feed_guid(url: str) -> str:
    """``podcast:guid`` for a feed's address.

    The rule of https://github.com/Podcastindex-org/podcast-namespace: UUIDv5 of the address
    without scheme and trailing slashes.

    >>> feed_guid("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(GUID_NAMESPACE, url.partition("://")[2].rstrip("/")))


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
    full = max(0, len(live) // PAGE_SIZE - 1)
    done = []
    for number in range(1, full + 2):
        newest = number == full + 1
        start = (number - 1) * PAGE_SIZE
        entries = live[start:] if newest else live[start : start + PAGE_SIZE]
        name = places.FEED if newest else page_name(number)
        shell = _shell(entries, number, full, memory, studio, show)
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


def page_name(number: int) -> str:
    """File name of an older page; the first holds the oldest episodes."""
    return f"feed-{number:04}.xml"


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


def _shell(
    entries: list[shelf.Entry],
    number: int,
    full: int,
    memory: shelf.Memory,
    studio: Studio,
    show: Show,
) -> bytes:
    """The document without its items."""
    from lxml import etree

    rss = etree.Element("rss", nsmap=NAMESPACES)
    rss.set("version", "2.0")
    channel = etree.SubElement(rss, "channel")
    _describe(channel, studio, show)
    if entries:
        moment = parse_time(max(entry.made for entry in entries))
        if moment is not None:
            put(channel, "pubDate", format_datetime(moment, usegmt=True))
            put(channel, "lastBuildDate", format_datetime(moment, usegmt=True))
    _link_pages(channel, number, full, studio, show)
    _apple(channel, studio, show)
    _podcasting(channel, memory, studio, show)
    etree.SubElement(channel, "item")
    etree.indent(rss, " ")
    shell: bytes = etree.tostring(rss, encoding="utf-8", xml_declaration=True)
    return shell + b"\n"


def show_link(studio: Studio, show: Show) -> str:
    """The show's page on the web."""
    home = places.url_of(places.show_dir(studio, show), studio, show).rstrip("/") + "/"
    return web_url(show.link) or home


def _describe(channel: Element, studio: Studio, show: Show) -> None:
    put(channel, "title", one_line(show.title))
    put(channel, "link", show_link(studio, show))
    put(channel, "description", shorten_bytes(show.description, 4000))
    put(channel, "language", show.language.lower())
    if show.copyright:
        put(channel, "copyright", one_line(show.copyright))
    put(channel, "generator", "Quotecast")
    put(channel, "docs", "https://www.rssboard.org/rss-specification")
    image = put(channel, "image")
    put(image, "url", _cover_url(studio, show))
    put(image, "title", one_line(show.title))
    put(image, "link", show_link(studio, show))


def _cover_url(studio: Studio, show: Show) -> str:
    return places.url_of(places.show_dir(studio, show) / places.COVER, studio, show)


def _link_pages(channel: Element, number: int, full: int, studio: Studio, show: Show) -> None:
    """``self`` always; first, last, next (older) and previous (newer) when there are pages."""
    home = places.show_dir(studio, show)

    def link(rel: str, page: int) -> None:
        name = places.FEED if page == full + 1 else page_name(page)
        address = places.url_of(home / name, studio, show)
        put(channel, "atom:link", href=address, rel=rel, type="application/rss+xml")

    link("self", number)
    if not full:
        return
    link("first", full + 1)
    if number > 1:
        link("next", number - 1)
    if number <= full:
        link("previous", number + 1)
    link("last", 1)


def _apple(channel: Element, studio: Studio, show: Show) -> None:
    put(channel, "itunes:author", one_line(show.author) or one_line(show.title))
    put(channel, "itunes:type", "episodic")
    put(channel, "itunes:explicit", "true" if show.explicit else "false")
    put(channel, "itunes:image", href=_cover_url(studio, show))
    category = put(channel, "itunes:category", text_=show.category)
    if show.subcategory:
        put(category, "itunes:category", text_=show.subcategory)
    if show.owner_email:  # an owner without an address is invalid
        owner = put(channel, "itunes:owner")
        if show.owner_name:
            put(owner, "itunes:name", one_line(show.owner_name))
        put(owner, "itunes:email", one_line(show.owner_email))


def _podcasting(channel: Element, memory: shelf.Memory, studio: Studio, show: Show) -> None:
    guid = show.guid or memory.guid or feed_guid(places.feed_url(studio, show))
    put(channel, "podcast:guid", guid)
    locked = put(channel, "podcast:locked", "yes" if show.locked else "no")
    if show.owner_email:
        locked.set("owner", one_line(show.owner_email))
    put(channel, "podcast:medium", "podcast")
    if show.license:
        put(channel, "podcast:license", one_line(show.license)[:128])
    if show.author:
        put(channel, "podcast:person", one_line(show.author)[:128], group="Writing", role="Author")
    put(channel, "podcast:txt", "true", purpose="ai-content")


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
