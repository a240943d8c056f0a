"""Script and takes to a timeline: what sounds when. Integers only, no audio is read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quotecast.config import Pauses, Show, Studio
from quotecast.errors import AudioError, ScriptError, TakeError
from quotecast.model import (
    Chapter,
    Clip,
    Line,
    Script,
    Section,
    SoundCue,
    Take,
    Timeline,
)

MARGIN_MS: Final = 30
"""Kept of an engine's own silence on either side: breath and consonants start below the
level that counts as sound."""

FADE_MS: Final = 8
"""At each edge of a clip, so that no cut clicks; shorter than any consonant."""

VOICE_LEVEL_MB: Final = -2200
"""Every voice is brought to -22 LUFS (mono) before the mix; mastering sets the final level.
Low enough that no peak of speech clips before the limiter of the mastering step."""

MOST_GAIN_MB: Final = 3000
"""A take that would need more than 30 dB is noise, not speech."""

SHORTEST_CHAPTER_MS: Final = 5000
"""Sections shorter than this join the one before: players hardly show such chapters."""

MUSIC_LEVEL_MB: Final = -600
"""Gain of music by itself, a little below the voices, unless the cue says otherwise."""

BED_LEVEL_MB: Final = -1800
"""Gain of music under speech: 15 to 20 dB below the voice keeps every word clear."""

MUSIC_FADE_MS: Final = 1500


@dataclass(frozen=True)
class _Step:
    """A line or cue and the pause before it."""

    item: Line | SoundCue
    pause_ms: int
    chapter: str | None
    """Title of the section that begins with it."""


def arrange(
    script: Script,
    takes: Sequence[Take],
    show: Show,
    studio: Studio,
    lengths: Mapping[str, int] | None = None,
) -> Timeline:
    """Place every line's take, with pauses by the kind of boundary between them.

    Args:
        script: what is spoken, in order.
        takes: one for each line, in any order.
        show: pauses and stereo width.
        studio: whose files the sound cues name.
        lengths: milliseconds of each file that a sound cue names.

    Raises:
        TakeError: a line has no take.
        QuotecastError: a sound cue names a file that is not there.
    """
    by_line = {take.line: take for take in takes}
    missing = [n for n in range(len(script.lines)) if n not in by_line]
    if missing:
        raise TakeError(f"line {missing[0] + 1} has no take", "run `quotecast record` first")
    gains, pans = voice_gains(takes), _pans(script, show)
    clips: list[Clip] = []
    beds: list[tuple[SoundCue, int]] = []
    chapters: list[Chapter] = []
    at, index = show.pauses.head, 0
    for step in _steps(script, show.pauses):
        start = at + step.pause_ms
        if isinstance(step.item, Line):
            take = by_line[index]
            clip = _voice_clip(step.item, take, start, gains[take.voice], pans)
            index += 1
        elif step.item.kind == "BED":
            beds.append((step.item, start))
            continue
        else:
            clip = _music_clip(step.item, start, studio, lengths or {})
        if step.chapter is not None:
            chapters.append(Chapter(clip.start_ms, step.chapter))
        clips.append(clip)
        at = clip.end_ms
    duration = at + show.pauses.tail
    clips += _bed_clips(beds, duration, chapters, studio, lengths or {})
    clips.sort(key=lambda clip: (clip.start_ms, clip.track, clip.path))
    return Timeline(duration, tuple(clips), merge_chapters(chapters, script.title, duration))


def _steps(script: Script, pauses: Pauses) -> Iterator[_Step]:
    """Lines and cues in order, each with the pause before it."""
    before: Line | SoundCue | None = None
    section: str | None = None
    heading = ""
    for item in script.items:
        if isinstance(item, Section):
            section = heading = item.title
        elif isinstance(item, Line | SoundCue):
            yield _Step(item, _pause(before, item, section, heading, pauses), section)
            section = None
            if not (isinstance(item, SoundCue) and item.kind == "BED"):
                before = item


def _pause(
    before: Line | SoundCue | None,
    item: Line | SoundCue,
    section: str | None,
    heading: str,
    pauses: Pauses,
) -> int:
    """Milliseconds between two sounds, by the kind of boundary."""
    if before is None:
        return 0
    if isinstance(before, SoundCue) or isinstance(item, SoundCue):
        return pauses.cue
    if section is not None:
        return pauses.section
    if before.narrated and before.text == heading:
        return pauses.heading
    if item.continues and item.speaker != before.speaker:
        return pauses.quote_out if item.narrated else pauses.quote_in
    if item.continues:
        return pauses.quote_out
    return pauses.paragraph if item.speaker == before.speaker else pauses.change


def voice_gains(takes: Sequence[Take]) -> dict[str, int]:
    """Millibels that bring each voice to :data:`VOICE_LEVEL_MB`.

    A voice's level is the energy mean of its takes, weighted by their length, so that one
    short loud take does not make a speaker quiet for the whole episode.
    """
    energy: dict[str, float] = {}
    length: dict[str, float] = {}
    for take in {take.key: take for take in takes}.values():
        sounding = max(1, take.duration_ms - take.lead_ms - take.tail_ms)
        energy[take.voice] = energy.get(take.voice, 0.0) + sounding * 10 ** (
            take.loudness_mb / 1000
        )
        length[take.voice] = length.get(take.voice, 0.0) + sounding
    return {
        voice: min(MOST_GAIN_MB, round(VOICE_LEVEL_MB - 1000 * math.log10(total / length[voice])))
        for voice, total in energy.items()
    }


def _pans(script: Script, show: Show) -> dict[str, int]:
    """The narrator in the middle, the people quoted to either side in turn."""
    width = show.master.stereo_width if show.master.channels == 2 else 0
    sides = (width, -width)
    return {speaker: sides[n % 2] for n, speaker in enumerate(script.speakers)}


def _voice_clip(line: Line, take: Take, start: int, gain: int, pans: Mapping[str, int]) -> Clip:
    """The sounding part of a take, its own silence cut down to a margin."""
    offset = max(0, take.lead_ms - MARGIN_MS)
    end = min(take.duration_ms, take.duration_ms - take.tail_ms + MARGIN_MS)
    return Clip(
        track="voice",
        path=take.path,
        start_ms=start,
        duration_ms=max(1, end - offset),
        offset_ms=offset,
        gain_mb=gain,
        fade_in_ms=FADE_MS,
        fade_out_ms=FADE_MS,
        pan=pans.get(line.speaker, 0),
        line=take.line,
        speaker=line.speaker,
    )


def merge_chapters(found: Sequence[Chapter], title: str, duration: int) -> tuple[Chapter, ...]:
    """Chapters for players: the first at 0, none shorter than they show.

    What sounds before the first section belongs to it when it is short, else to a chapter
    named like the episode.
    """
    chapters = list(found)
    if not chapters or chapters[0].start_ms >= SHORTEST_CHAPTER_MS:
        chapters.insert(0, Chapter(0, title))
    chapters[0] = Chapter(0, chapters[0].title)
    kept = [chapters[0]]
    for number, chapter in enumerate(chapters[1:], 1):
        end = chapters[number + 1].start_ms if number + 1 < len(chapters) else duration
        if min(chapter.start_ms - kept[-1].start_ms, end - chapter.start_ms) >= (
            SHORTEST_CHAPTER_MS if end != duration else 1
        ):
            kept.append(chapter)
    return tuple(kept)


def _option(cue: SoundCue, name: str, default: int, scale: int) -> int:
    """A cue's option as an integer: ``fade 2s`` in ms (scale 1000), ``gain -6dB`` in mB."""
    value = dict(cue.options).get(name, "")
    if not value:
        return default
    found = re.fullmatch(r"\s*([+-]?\d{1,6}(?:\.\d{1,3})?)\s*(ms|s|dB)?\s*", value)
    if not found:
        raise ScriptError(
            f"{cue.kind}: {cue.file}: {name} {value!r} is no number", "write `fade 2s`, `gain -6dB`"
        )
    return round(float(found.group(1)) * (1 if found.group(2) == "ms" else scale))


def _length(cue: SoundCue, studio: Studio, lengths: Mapping[str, int]) -> int:
    studio.inside(cue.file, f"{cue.kind}: {cue.file}")
    if cue.file not in lengths:
        raise AudioError(
            f"{cue.kind}: there is no file {cue.file!r} in the studio",
            "put it there, or delete the cue from the script",
        )
    return min(lengths[cue.file], _option(cue, "duration", lengths[cue.file], 1000))


def _music_clip(cue: SoundCue, start: int, studio: Studio, lengths: Mapping[str, int]) -> Clip:
    length = _length(cue, studio, lengths)
    fade = min(_option(cue, "fade", MUSIC_FADE_MS, 1000), length // 2)
    gain = _option(cue, "gain", MUSIC_LEVEL_MB, 100)
    return Clip(
        "music", cue.file, start, length, gain_mb=gain, fade_in_ms=min(50, fade), fade_out_ms=fade
    )


def _bed_clips(
    beds: Sequence[tuple[SoundCue, int]],
    duration: int,
    chapters: Sequence[Chapter],
    studio: Studio,
    lengths: Mapping[str, int],
) -> list[Clip]:
    """Music under the lines that follow its cue, to the end of the section, repeated."""
    clips = []
    for cue, start in beds:
        length = _length(cue, studio, lengths)
        gain = _option(cue, "gain", BED_LEVEL_MB, 100)
        end = next((c.start_ms for c in chapters if c.start_ms > start), duration)
        fade = min(_option(cue, "fade", MUSIC_FADE_MS, 1000), max(1, (end - start) // 2))
        for at in range(start, end, max(1, length)):
            piece = min(length, end - at)
            clips.append(
                Clip(
                    "bed",
                    cue.file,
                    at,
                    piece,
                    gain_mb=gain,
                    fade_in_ms=fade if at == start else 0,
                    fade_out_ms=min(fade, piece) if at + piece == end else 0,
                )
            )
    return clips
