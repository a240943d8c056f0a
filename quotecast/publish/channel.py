"""The channel: what a feed says of the show, around its items."""

from __future__ import annotations

import uuid
from email.utils import format_datetime

from quotecast.config import Show, Studio
from quotecast.publish import places
from quotecast.publish.episode import GUID_NAMESPACE
from quotecast.publish.items import NAMESPACES, Element, put
from quotecast.publish.rules import parse_time
from quotecast.publish.text import one_line, shorten_bytes, web_url


def feed_guid(url: str) -> str:
    """``podcast:guid`` for a feed's address.

    The rule of https://github.com/Podcastindex-org/podcast-namespace: UUIDv5 of the address
    without scheme and trailing slashes.

    >>> feed_guid("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(GUID_NAMESPACE, url.partition("://")[2].rstrip("/")))


def page_name(number: int) -> str:
    """File name of an older page; the first holds the oldest episodes."""
    return f"feed-{number:04}.xml"


def render_channel(
    newest: str, number: int, full: int, guid: str, studio: Studio, show: Show
) -> bytes:
    """A feed document with one empty ``<item/>`` in place of its items.

    Args:
        newest: ISO 8601 date of the newest item; empty when there is none.
        number: of this document, 1 for the oldest.
        full: how many older pages there are; ``feed.xml`` is number ``full + 1``.
        guid: the show's identity; empty derives it from the feed's address.
        studio: where the files are.
        show: the podcast.
    """
    from lxml import etree

    rss = etree.Element("rss", nsmap=NAMESPACES)
    rss.set("version", "2.0")
    channel = etree.SubElement(rss, "channel")
    _describe(channel, studio, show)
    moment = parse_time(newest)
    if moment is not None:
        put(channel, "pubDate", format_datetime(moment, usegmt=True))
        put(channel, "lastBuildDate", format_datetime(moment, usegmt=True))
    _link_pages(channel, number, full, studio, show)
    _apple(channel, studio, show)
    _podcasting(channel, guid, studio, show)
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


def _podcasting(channel: Element, guid: str, studio: Studio, show: Show) -> None:
    put(channel, "podcast:guid", guid or feed_guid(places.feed_url(studio, show)))
    locked = put(channel, "podcast:locked", "yes" if show.locked else "no")
    if show.owner_email:
        locked.set("owner", one_line(show.owner_email))
    put(channel, "podcast:medium", "podcast")
    if show.license:
        put(channel, "podcast:license", one_line(show.license)[:128])
    if show.author:
        put(channel, "podcast:person", one_line(show.author)[:128], group="Writing", role="Author")
    put(channel, "podcast:txt", "true", purpose="ai-content")
