"""The episode's record: who says what when, and what the listener is told about it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Final

from quotecast.config import Show
from quotecast.errors import PublishError
from quotecast.model import (
    NARRATOR,
    Caption,
    Cast,
    Chapter,
    Clip,
    Credit,
    Episode,
    Mastered,
    Script,
    Take,
    Timeline,
    Voice,
    Word,
)
from quotecast.publish.summary import correction_lines, credit_lines, summarise
from quotecast.publish.text import one_line, web_url

GUID_NAMESPACE: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The Podcasting 2.0 namespace's UUID for names derived from a feed's address."""


def make_episode(
    *,
    slug: str,
    script: Script,
    cast: Cast,
    voices: Mapping[str, Voice],
    takes: Iterable[Take],
    timeline: Timeline,
    mastered: Mastered,
    show: Show,
    earlier: Episode | None,
    now: str,
    number: int,
    credits: Iterable[str] | None = None,  # noqa: A002 - the field's own name
    summary: str | None = None,
) -> Episode:
    """Build the record of an episode; pure, so the same input gives the same record.

    Args:
        slug: the episode's short name.
        script: as recorded.
        cast: who speaks with which voice.
        voices: the catalogue by id.
        takes: one for each line.
        timeline: where each line is heard.
        mastered: the finished audio.
        show: the podcast.
        earlier: the same episode's former record; identity, date and number are kept.
        now: ISO 8601 in UTC, the date of a first production.
        number: of a first production.
        credits: the article's credit lines; None takes them from the script.
        summary: None takes it from the article's own sentences.

    Raises:
        PublishError: a line of the script is nowhere on the timeline, or a voice is unknown.
    """
    transcript = captions(script, takes, timeline)
    return Episode(
        guid=earlier.guid if earlier else episode_guid(show, slug, script.source),
        slug=slug,
        title=one_line(script.title) or slug,
        made=earlier.made if earlier else now,
        audio=mastered,
        chapters=chapters(timeline, script),
        cast=credits_of(transcript, cast, voices),
        transcript=transcript,
        summary=summarise(script) if summary is None else one_line(summary),
        credits=credit_lines(script) if credits is None else tuple(map(one_line, credits)),
        disclosure=one_line(show.ai_disclosure),
        number=earlier.number if earlier and earlier.number else number,
        source=script.source,
        byline=one_line(script.byline),
        published=script.published,
        language=script.language or show.language,
        site=one_line(script.site),
        corrections=correction_lines(script),
        withdrawn=earlier.withdrawn if earlier else False,
    )


def episode_guid(show: Show, slug: str, source: str) -> str:
    """The identity of a new episode: the same for the same show, slug and source."""
    name = "\n".join((show.guid or show.base_url, show.title, show.slug, slug, source))
    return str(uuid.uuid5(GUID_NAMESPACE, name))


def captions(script: Script, takes: Iterable[Take], timeline: Timeline) -> tuple[Caption, ...]:
    """Each spoken line on the episode's clock, in order of the script.

    Raises:
        PublishError: a line has no clip.
    """
    by_line: dict[int, list[Clip]] = {}
    for clip in timeline.clips:
        if clip.track == "voice" and clip.line >= 0:
            by_line.setdefault(clip.line, []).append(clip)
    by_take = {take.line: take for take in takes}
    found = []
    for index, line in enumerate(script.lines):
        clips = sorted(by_line.get(index, ()), key=lambda clip: clip.start_ms)
        if not clips:
            raise PublishError(
                f"line {index + 1} of the script is not on the timeline",
                "run `quotecast mix` again",
            )
        take = by_take.get(index)
        words = _words_on_clock(take.words, clips) if take else ()
        start, end = clips[0].start_ms, max(clip.end_ms for clip in clips)
        found.append(
            Caption(start, max(start + 1, end), line.speaker, line.text, words, line.continues)
        )
    return tuple(found)


def _words_on_clock(words: Iterable[Word], clips: list[Clip]) -> tuple[Word, ...]:
    """Times in the take's file moved to where the clips play them, kept inside the clips."""
    moved = []
    for word in words:
        clip = next(
            (c for c in reversed(clips) if word.start_ms >= c.offset_ms),
            clips[0],
        )
        shift = clip.start_ms - clip.offset_ms
        start = min(max(word.start_ms + shift, clip.start_ms), clip.end_ms)
        end = min(max(word.end_ms + shift, start), clip.end_ms)
        moved.append(Word(word.text, start, end))
    return tuple(moved)


def chapters(timeline: Timeline, script: Script) -> tuple[Chapter, ...]:
    """The timeline's chapters, titles on one line, the first at 0."""
    found = [
        Chapter(chapter.start_ms, one_line(chapter.title) or f"Part {index}")
        for index, chapter in enumerate(timeline.chapters, 1)
        if chapter.start_ms < timeline.duration_ms
    ]
    if not found or found[0].start_ms > 0:
        found.insert(0, Chapter(0, one_line(script.title) or "Beginning"))
    return tuple(found)


def credits_of(
    transcript: Iterable[Caption], cast: Cast, voices: Mapping[str, Voice]
) -> tuple[Credit, ...]:
    """The narrator, then everybody quoted in order of first line, each with a voice.

    Raises:
        PublishError: a speaker's voice is not in the catalogue.
    """
    first: dict[str, int] = {NARRATOR: 0}
    heard_narrator = False
    for caption in transcript:
        voice_id = cast.voice_of(caption.speaker)
        narrated = caption.speaker == NARRATOR or voice_id is None or caption.speaker == "?"
        if narrated and not heard_narrator:
            first[NARRATOR], heard_narrator = caption.start_ms, True
        if not narrated:
            first.setdefault(caption.speaker, caption.start_ms)
    found = []
    for speaker, start in first.items():
        voice_id = cast.voice_of(speaker) or cast.narrator
        if voice_id not in voices:
            raise PublishError(
                f"the voice {voice_id!r} of {speaker} is not in the catalogue",
                "see `quotecast voices`, and correct the cast file",
            )
        found.append(Credit(speaker, voices[voice_id].name, voice_id, start))
    return tuple(found)


def source_link(episode: Episode) -> str:
    """The article's address when it has a safe one; empty for a file."""
    return web_url(episode.source)
