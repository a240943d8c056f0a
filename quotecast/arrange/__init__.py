"""Script and takes to a timeline: what sounds when. Integers only; no speech is decoded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from quotecast.arrange.chapters import chapters_of
from quotecast.arrange.levels import voice_gains
from quotecast.arrange.music import Music
from quotecast.arrange.pauses import Step, steps_of
from quotecast.arrange.takes import takes_by_line, trimmed
from quotecast.config import Show, Studio
from quotecast.errors import AudioError
from quotecast.model import Chapter, Clip, Line, Script, Take, Timeline

__all__ = ["arrange"]

FADE_MS: Final = 8
"""At each edge of a clip, so that no cut clicks; shorter than any consonant."""


LONGEST_MS: Final = 48 * 3_600_000
"""A book of 300,000 words lasts 33 hours. What a mistyped or malicious script asks for beyond
would only fill the disk: a mix takes 320 MB an hour."""


def arrange(script: Script, takes: Sequence[Take], show: Show, studio: Studio) -> Timeline:
    """Place every line's take, with pauses by the kind of boundary between them.

    Pauses lie between sound and sound: the engines' own silence is trimmed first. Every
    voice is brought to one loudness. Music is placed where its cues stand.

    Args:
        script: what is spoken, in order.
        takes: one for each line, in any order; further ones are not used.
        show: pauses and stereo width.
        studio: where takes and music are.

    Raises:
        TakeError: a line has no take, or a take is not as it was recorded.
        ScriptError: a sound cue has an option that does not exist or cannot be read.
        AudioError: a sound cue names a file that is missing or no sound file, or the whole
            would be longer than :data:`LONGEST_MS`.
    """
    recorded = takes_by_line(script, takes, studio)
    gains, pans = voice_gains(recorded), _pans(script, show)
    music = Music(script, studio)
    clips: list[Clip] = []
    sections: list[Chapter] = []
    at = show.pauses.head
    for step in steps_of(script, show.pauses):
        if step.opens_section:
            music.end_beds(at)
        if isinstance(step.item, Line):
            start = music.wait(at + step.pause_ms)
            clip, at = _voice_clip(step, recorded[step.line], start, gains, pans)
            music.line_ended(at)
        elif step.item.kind == "BED":
            music.start_bed(step, at)
            continue
        else:
            clip = music.play(step, at + step.pause_ms)
            at = clip.end_ms
        clips.append(clip)
        if step.section is not None:
            sections.append(Chapter(clip.start_ms, step.section))
    duration = at + show.pauses.tail
    if duration > LONGEST_MS:
        raise AudioError(
            f"the episode would last {duration // 3_600_000} hours, "
            f"at most {LONGEST_MS // 3_600_000} are made",
            "look at the times of its sound cues, or cut the script into parts",
        )
    music.end_beds(at, everything=True)
    clips += music.beds(duration)
    clips.sort(key=lambda clip: (clip.start_ms, clip.track, clip.path))
    return Timeline(duration, tuple(clips), chapters_of(sections, script, clips, duration))


def _voice_clip(
    step: Step, take: Take, start: int, gains: Mapping[int, int], pans: Mapping[str, int]
) -> tuple[Clip, int]:
    """A take's clip, whose sound begins at ``start``, and when its sound ends."""
    before, sounding, after = trimmed(take, step.pause_ms, step.after_ms, first=step.is_first)
    speaker = script_speaker(step)
    clip = Clip(
        track="voice",
        path=take.path,
        start_ms=start - before,
        duration_ms=before + sounding + after,
        offset_ms=take.lead_ms - before,
        gain_mb=gains[step.line],
        fade_in_ms=FADE_MS,
        fade_out_ms=FADE_MS,
        pan=pans.get(speaker, 0),
        line=step.line,
        speaker=speaker,
    )
    return clip, start + sounding


def script_speaker(step: Step) -> str:
    """Who speaks the line of a step; empty for music."""
    return step.item.speaker if isinstance(step.item, Line) else ""


def _pans(script: Script, show: Show) -> dict[str, int]:
    """The narrator in the middle, the people quoted to either side in turn."""
    width = show.master.stereo_width if show.master.channels == 2 else 0
    sides = (width, -width)
    return {speaker: sides[n % 2] for n, speaker in enumerate(script.speakers)}
