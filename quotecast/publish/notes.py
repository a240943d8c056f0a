"""Show notes in Markdown and HTML: all a listener wants to know, in the article's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from quotecast.config import Show
from quotecast.model import DOUBT, NARRATOR, Credit, Episode
from quotecast.publish.chapters import ENOUGH
from quotecast.publish.episode import source_link
from quotecast.publish.highlights import Highlight, best_quotations
from quotecast.publish.text import LONGEST_TAB, clock, one_line, seconds, short_clock, shorten

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#|~&])")


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes say, before they are Markdown, HTML or a feed's description."""

    title: str
    summary: str
    narrator: Credit | None
    quoted: tuple[Credit, ...]
    highlights: tuple[Highlight, ...]
    chapters: tuple[tuple[str, str], ...]
    """(``HH:MM:SS``, title); empty when there are too few to list."""
    corrections: tuple[str, ...]
    source: str
    """A safe address; empty when there is none."""
    source_name: str
    byline: str
    published: str
    credits: tuple[str, ...]
    disclosure: str
    licence: str
    language: str


def gather(episode: Episode, show: Show) -> Notes:
    """Choose and order what the notes say."""
    heard = [
        replace(credit, speaker=one_line(credit.speaker), voice=one_line(credit.voice))
        for credit in episode.cast
    ]
    people = [credit for credit in heard if credit.speaker not in (NARRATOR, DOUBT)]
    narrator = next((credit for credit in heard if credit.speaker == NARRATOR), None)
    listed = len(episode.chapters) >= ENOUGH
    link = source_link(episode)
    return Notes(
        title=one_line(episode.title),
        summary=one_line(episode.summary),
        narrator=narrator,
        quoted=tuple(people),
        highlights=best_quotations(episode),
        chapters=tuple((clock(c.start_ms), one_line(c.title)) for c in episode.chapters)
        if listed
        else (),
        corrections=episode.corrections,
        source=link,
        source_name=one_line(episode.site) or one_line(episode.title),
        byline=" and ".join(authors(episode.byline)),
        published=iso_date(episode.published),
        credits=episode.credits,
        disclosure=episode.disclosure,
        licence=" · ".join(one_line(part) for part in (show.copyright, show.license) if part),
        language=episode.language,
    )


def to_markdown(notes: Notes) -> str:
    """The notes as Markdown (CommonMark), safe against text that looks like markup."""
    parts = [f"# {_md(notes.title)}"]
    if notes.summary:
        parts.append(_md(notes.summary))
    if notes.narrator or notes.quoted:
        parts.append("## Who you hear")
        rows = [
            f"- **{_md(c.speaker)}**: voice {_md(c.voice)}, first at {short_clock(c.first_ms)}"
            for c in notes.quoted
        ]
        if notes.narrator:
            rows.insert(0, f"- Narrator: voice {_md(notes.narrator.voice)}")
        parts.append("\n".join(rows))
    if notes.highlights:
        parts.append("## In their words")
        parts += [
            f"> “{_md(unquoted(h.text))}”\n>\n> {_md(h.speaker)}, {short_clock(h.start_ms)}"
            for h in notes.highlights
        ]
    if notes.chapters:
        parts.append("## Chapters")
        parts.append("\n".join(f"- {time} {_md(title)}" for time, title in notes.chapters))
    if notes.corrections:
        parts.append("## Corrections")
        parts += [_md(text) for text in notes.corrections]
    parts.append("## About")
    parts += _about(notes)
    return "\n\n".join(parts) + "\n"


def _about(notes: Notes) -> list[str]:
    rows = []
    origin = _md(notes.source_name)
    if notes.source:
        origin = f"[{origin}](<{notes.source.replace('<', '%3C').replace('>', '%3E')}>)"
    byline = f"by {_md(notes.byline)}" if notes.byline else ""
    details = ", ".join(part for part in (byline, notes.published) if part)
    if notes.source or details:
        rows.append(f"Source: {origin}" + (f", {details}" if details else ""))
    rows += [_md(text) for text in notes.credits]
    if notes.disclosure:
        rows.append(_md(notes.disclosure))
    if notes.licence:
        rows.append(_md(notes.licence))
    return rows


def iso_date(text: str) -> str:
    """``YYYY-MM-DD`` of an ISO 8601 date or date-time; empty when it is none."""
    found = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text)
    return found.group() if found else ""


def authors(byline: str) -> tuple[str, ...]:
    """The names in a byline: ``By Ann Lee and Bo Ek`` are two people.

    >>> authors("By Ann Lee, Bo Ek and Cy Ray")
    ('Ann Lee', 'Bo Ek', 'Cy Ray')
    """
    line = re.sub(r"^by\s+", "", one_line(byline), flags=re.IGNORECASE)
    names = re.split(r"\s*(?:,|;|\band\b|&)\s*", line)
    return tuple(dict.fromkeys(name for name in names if name))


def unquoted(text: str) -> str:
    """Words without the marks around them and the comma that led to "she said"."""
    return text.strip('"“”').rstrip(",").strip()


def _md(text: str) -> str:
    """Text in which nothing is markup: no emphasis, link, heading, list or HTML."""
    escaped = _MARKDOWN.sub(r"\\\1", one_line(text))
    escaped = re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", escaped)
    return re.sub(r"^([-+=])", r"\\\1", escaped)


def to_html(notes: Notes) -> str:
    """The notes as a small HTML page of their own."""
    from quotecast.publish.templating import render
    from quotecast.publish.transcripts import language_tag

    return render(
        "notes.html",
        notes=notes,
        tab=shorten(f"Notes: {notes.title}", LONGEST_TAB),
        language=language_tag(notes.language),
        unquoted=unquoted,
        short_clock=short_clock,
        seconds=seconds,
    )


def to_description(notes: Notes) -> str:
    """The notes as the simple HTML that podcast apps show; times become links there.

    Only ``p``, ``br``, ``a``, ``strong``: what Apple Podcasts keeps.
    """
    from quotecast.publish.templating import render

    return render("description.html", notes=notes, unquoted=unquoted).strip()
