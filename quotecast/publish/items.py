"""One episode as an RSS item: Apple's, Podcasting 2.0's and Podlove's tags."""

from __future__ import annotations

import base64
from dataclasses import replace
from email.utils import format_datetime
from typing import Any, Final

from quotecast.config import Show, Studio
from quotecast.model import Episode
from quotecast.publish import notes, places
from quotecast.publish.chapters import ENOUGH
from quotecast.publish.highlights import soundbite
from quotecast.publish.rules import LONGEST_DESCRIPTION, parse_time
from quotecast.publish.text import clean, one_line, precise_clock, shorten, shorten_bytes
from quotecast.publish.transcripts import FORMATS, language_tag

ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
PODLOVE: Final = "http://podlove.org/simple-chapters"

NAMESPACES: Final = {
    "atom": ATOM,
    "content": CONTENT,
    "itunes": ITUNES,
    "podcast": PODCAST,
    "psc": PODLOVE,
}

LONGEST_PERSON: Final = 128
"""Characters of ``podcast:person``, by its definition."""

Element = Any
"""An lxml element; lxml ships no types."""


def put(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append ``prefix:name`` with clean text and attributes in the order given."""
    from lxml import etree

    prefix, _, local = name.rpartition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
    child = etree.SubElement(parent, tag)
    if text:
        child.text = clean(text)
    for key, value in attributes.items():
        child.set(key.rstrip("_"), one_line(value))
    return child


def render_item(episode: Episode, folder: str, show: Show, studio: Studio) -> bytes:
    """The ``<item>`` element of an episode, without namespace declarations of its own."""
    from lxml import etree

    rss = etree.Element("rss", nsmap=NAMESPACES)
    item = etree.SubElement(rss, "item")
    _describe(item, episode, folder, show, studio)
    _enclose(item, episode, folder, show, studio)
    _annotate(item, episode, folder, show, studio)
    etree.indent(rss, " ")
    whole: bytes = etree.tostring(rss, encoding="utf-8")
    return whole[whole.index(b"<item>") : whole.rindex(b"</item>") + len(b"</item>")]


def page_url(folder: str, show: Show, studio: Studio) -> str:
    """The address of an episode's page."""
    return places.url_of(places.show_dir(studio, show) / folder, studio, show) + "/"


def _describe(item: Element, episode: Episode, folder: str, show: Show, studio: Studio) -> None:
    gathered = notes.gather(episode, show)
    put(item, "title", one_line(episode.title))
    put(item, "link", page_url(folder, show, studio))
    whole = notes.to_description(gathered)
    put(item, "description", description(gathered, whole))
    put(item, "content:encoded", whole)
    put(item, "guid", episode.guid, isPermaLink="false")
    moment = parse_time(episode.made)
    if moment is not None:
        put(item, "pubDate", format_datetime(moment, usegmt=True))


def description(gathered: notes.Notes, whole: str) -> str:
    """The whole notes if they are within the bytes Apple shows, else without the less needed parts.

    Chapters and disclosure stay longest; ``content:encoded`` and the page hold everything.
    """
    if len(whole.encode()) <= LONGEST_DESCRIPTION:
        return whole
    shorter = replace(gathered, highlights=())
    brief = replace(shorter, credits=(), quoted=(), summary=shorten_bytes(gathered.summary, 900))
    bare = replace(brief, corrections=(), chapters=(), source="")
    for candidate in (shorter, brief, bare):
        text = notes.to_description(candidate)
        if len(text.encode()) <= LONGEST_DESCRIPTION:
            return text
    return shorten_bytes(gathered.disclosure, 900)


def _enclose(item: Element, episode: Episode, folder: str, show: Show, studio: Studio) -> None:
    audio = episode.audio
    put(
        item,
        "enclosure",
        url=places.url_of(studio.root / audio.path, studio, show),
        length=str(audio.bytes),
        type=audio.mime,
    )
    put(item, "itunes:duration", str(max(1, round(audio.duration_ms / 1000))))
    put(item, "itunes:explicit", "true" if show.explicit else "false")
    put(item, "itunes:episodeType", "full")
    if episode.number > 0:
        put(item, "itunes:episode", str(episode.number))
    byline = shorten(" and ".join(notes.authors(episode.byline)), 255)
    if byline:
        put(item, "itunes:author", byline)
    _offer_archive(item, episode, show, studio)
    own_art = places.show_dir(studio, show) / folder / places.COVER
    if own_art.is_file():
        put(item, "itunes:image", href=places.url_of(own_art, studio, show))


def _offer_archive(item: Element, episode: Episode, show: Show, studio: Studio) -> None:
    """The lossless file, for apps that let a listener choose.

    ``integrity`` is a digest as in W3C's Subresource Integrity, as the namespace asks.
    """
    kept = episode.archive
    if kept is None:
        return
    length, title = str(kept.bytes), f"Lossless ({kept.format.upper()})"
    offer = put(item, "podcast:alternateEnclosure", type=kept.mime, length=length, title=title)
    put(offer, "podcast:source", uri=places.url_of(studio.root / kept.path, studio, show))
    digest = base64.b64encode(bytes.fromhex(kept.sha256)).decode()
    put(offer, "podcast:integrity", type="sri", value=f"sha256-{digest}")


def _annotate(item: Element, episode: Episode, folder: str, show: Show, studio: Studio) -> None:
    """Podcasting 2.0: transcripts, chapters, the part worth sharing, the people."""
    home = page_url(folder, show, studio)
    language = language_tag(episode.language)
    for name, mime in FORMATS:
        link = put(item, "podcast:transcript", url=home + name, type=mime, language=language)
        if name.endswith((".vtt", ".srt")):
            link.set("rel", "captions")
    put(item, "podcast:chapters", url=home + places.CHAPTERS, type=places.CHAPTERS_TYPE)
    bite = soundbite(episode)
    if bite is not None:
        put(
            item,
            "podcast:soundbite",
            bite.text,
            startTime=f"{bite.start_ms / 1000:.3f}",
            duration=f"{(bite.end_ms - bite.start_ms) / 1000:.3f}",
        )
    for author in notes.authors(episode.byline):
        put(item, "podcast:person", shorten(author, LONGEST_PERSON), group="Writing", role="Author")
    for voice in dict.fromkeys(one_line(credit.voice) for credit in episode.cast):
        text = shorten(f"{voice} (synthetic voice)", LONGEST_PERSON)
        put(item, "podcast:person", text, group="Cast", role="Narrator")
    if len(episode.chapters) >= ENOUGH:
        chapters = put(item, "psc:chapters", version="1.2")
        for chapter in episode.chapters:
            put(
                chapters,
                "psc:chapter",
                start=precise_clock(chapter.start_ms),
                title=chapter.title,
            )
