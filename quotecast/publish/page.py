"""The episode's own page: hear it, read it, see who speaks.

Everything it needs lies beside it, so it works from a disk, a memory stick or a server, and
without JavaScript: times are then links into the audio file.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Final

from quotecast.config import Show, Studio
from quotecast.model import DOUBT, NARRATOR, Caption, Episode
from quotecast.publish import notes, places
from quotecast.publish.assets import write_assets
from quotecast.publish.captions import shown_speaker
from quotecast.publish.episode import source_link
from quotecast.publish.highlights import best_quotations
from quotecast.publish.templating import render
from quotecast.publish.text import LONGEST_TAB, one_line, seconds, short_clock, shorten
from quotecast.publish.transcripts import FORMATS, language_tag
from quotecast.records import write_text

COLOURS: Final = 7
"""Speakers' colours in the style sheet, ``voice-1`` to ``voice-7``, then again from 1."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the transcript."""

    text: str
    speaker: str
    colour: str
    """Class of the style sheet; empty for the narrator."""
    quoted: bool
    """Whether the page puts quotation marks around it."""
    labelled: bool
    """Whether the speaker's name stands before it."""
    start: float
    """Seconds."""
    end: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that stand in one paragraph of the article."""

    start: float
    clock: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter with what is said in it."""

    title: str
    start: float
    clock: str
    paragraphs: tuple[Paragraph, ...]


def write_page(episode: Episode, show: Show, studio: Studio) -> None:
    """Write the episode's ``index.html``.

    Raises:
        QuotecastError: the file cannot be written.
    """
    folder = places.episode_dir(studio, show, episode.slug)
    write_assets(studio, show)
    if episode.withdrawn:
        page = render(
            "withdrawn.html",
            episode=episode,
            show=show,
            language=_language(episode),
            tab=tab(episode, show),
        )
        write_text(folder / places.PAGE, page)
        return
    highlights = best_quotations(episode, 1)
    page = render(
        "episode.html",
        episode=episode,
        show=show,
        language=_language(episode),
        tab=tab(episode, show),
        notes=notes.gather(episode, show),
        parts=parts(episode),
        colours=colours(episode),
        highlight=highlights[0] if highlights else None,
        unquoted=notes.unquoted,
        audio=episode.audio.path.rsplit("/", 1)[-1],
        transcripts=FORMATS,
        picture=(folder / places.TIMELINE_PICTURE).is_file(),
        data=structured_data(episode, show, studio),
        date=day(episode.published or episode.made),
        iso_date=notes.iso_date(episode.published or episode.made),
        length=short_clock(episode.audio.duration_ms),
        spoken_length=spoken_length(episode.audio.duration_ms),
        megabytes=f"{episode.audio.bytes / 1e6:.1f}",
        short_clock=short_clock,
        seconds=seconds,
        address=_address(episode, show, studio),
    )
    write_text(folder / places.PAGE, page)


def _language(episode: Episode) -> str:
    return language_tag(episode.language)


def tab(episode: Episode, show: Show) -> str:
    """The page's title in a browser's tab: the episode, and the show where it fits."""
    both = f"{one_line(episode.title)} – {one_line(show.title)}"
    return both if len(both) <= LONGEST_TAB else shorten(episode.title, LONGEST_TAB)


def _address(episode: Episode, show: Show, studio: Studio) -> str:
    """The page's public address; empty while the show has none."""
    folder = places.episode_dir(studio, show, episode.slug)
    return places.url_of(folder, studio, show) + "/" if show.base_url else ""


def colours(episode: Episode) -> dict[str, str]:
    """A colour class for each quoted speaker, in order of first line."""
    people = [one_line(c.speaker) for c in episode.cast if c.speaker not in (NARRATOR, DOUBT)]
    return {name: f"voice-{index % COLOURS + 1}" for index, name in enumerate(people)}


def parts(episode: Episode) -> tuple[Part, ...]:
    """The transcript by chapter and paragraph."""
    shades = colours(episode)
    starts = [chapter.start_ms for chapter in episode.chapters]
    grouped: list[list[list[Caption]]] = [[] for _ in starts]
    for caption in episode.transcript:
        if not one_line(caption.text):
            continue
        chapter = max(sum(start <= caption.start_ms for start in starts) - 1, 0)
        if caption.continues and grouped[chapter]:
            grouped[chapter][-1].append(caption)
        else:
            grouped[chapter].append([caption])
    return tuple(
        Part(
            title=one_line(chapter.title),
            start=seconds(chapter.start_ms),
            clock=short_clock(chapter.start_ms),
            paragraphs=tuple(_paragraph(group, shades) for group in groups),
        )
        for chapter, groups in zip(episode.chapters, grouped, strict=True)
    )


def _paragraph(group: list[Caption], shades: dict[str, str]) -> Paragraph:
    lines = []
    last = NARRATOR
    for caption in group:
        name = shown_speaker(caption)
        quoted = caption.speaker != NARRATOR
        text = one_line(caption.text)
        lines.append(
            ShownLine(
                text=text,
                speaker=name,
                colour=shades.get(name, ""),
                quoted=quoted and not text.startswith(('"', "“", "«", "„")),
                labelled=quoted and name not in (last, NARRATOR),
                start=seconds(caption.start_ms),
                end=seconds(caption.end_ms),
            )
        )
        last = name if quoted else last
    first = group[0].start_ms
    return Paragraph(seconds(first), short_clock(first), tuple(lines))


def structured_data(episode: Episode, show: Show, studio: Studio) -> str:
    """Schema.org's PodcastEpisode as JSON that is safe inside a script element."""
    folder = places.episode_dir(studio, show, episode.slug)
    audio = places.url_of(studio.root / episode.audio.path, studio, show)
    record: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": episode.title,
        "url": places.url_of(folder, studio, show) + "/",
        "datePublished": episode.made,
        "inLanguage": _language(episode),
        "description": episode.summary,
        "duration": f"PT{max(1, round(episode.audio.duration_ms / 1000))}S",
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": audio,
            "encodingFormat": episode.audio.mime,
            "contentSize": str(episode.audio.bytes),
        },
        "partOfSeries": {
            "@type": "PodcastSeries",
            "name": one_line(show.title),
            "webFeed": places.feed_url(studio, show),
        },
        "accessMode": ["auditory", "textual"],
        "accessibilityFeature": ["transcript", "synchronizedAudioText", "structuralNavigation"],
    }
    if episode.number:
        record["episodeNumber"] = episode.number
    people = notes.authors(episode.byline)
    if people:
        record["author"] = [{"@type": "Person", "name": name} for name in people]
    source = source_link(episode)
    if source:
        record["isBasedOn"] = source
    text = json.dumps(record, ensure_ascii=False, indent=1)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


_MONTHS: Final = (
    "January February March April May June July August September October November December"
)


def day(text: str) -> str:
    """``4 March 2026`` for an ISO date; empty when it is none.

    >>> day("2026-03-04T10:00:00+00:00")
    '4 March 2026'
    """
    try:
        date = datetime.date.fromisoformat(notes.iso_date(text))
    except ValueError:
        return ""
    return f"{date.day} {_MONTHS.split()[date.month - 1]} {date.year}"


def spoken_length(ms: int) -> str:
    """``4 minutes``, for people and screen readers.

    >>> spoken_length(238_000)
    '4 minutes'
    """
    minutes = max(1, round(ms / 60_000))
    if minutes < 60:
        return f"{minutes} minute{'s' * (minutes > 1)}"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min"
