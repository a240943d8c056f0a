"""Music on the timeline: pieces between lines, beds under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quotecast.arrange.cues import CueSettings, settings_of
from quotecast.arrange.levels import CEILING_MB, VOICE_MB
from quotecast.arrange.pauses import Step
from quotecast.config import Studio
from quotecast.errors import AudioError
from quotecast.meter import SILENCE_MB, Loudness, measure
from quotecast.model import Clip, Script, SoundCue

HEARD_VOICE_MB: Final = VOICE_MB + 301
"""The voices' loudness as heard, from two loudspeakers: what the meter reports for music."""

MOST_GAIN_MB: Final = 2000
"""Music that would need more than 20 dB is left softer: its noise would come up as well."""

CROSSFADE_MS: Final = 1200
"""Where a bed begins again; at most a quarter of its length."""


SHORTEST_LOOP_MS: Final = 500
"""A bed of a few milliseconds would be millions of clips."""


@dataclass(slots=True)
class _Bed:
    """A bed that has begun."""

    cue: SoundCue
    settings: CueSettings
    measured: Loudness
    start_ms: int
    end_ms: int = -1
    """When its last sound ends; -1 while it goes on."""
    under_speech: bool = False


class Music:
    """Places the sound cues of a script as its lines are placed."""

    def __init__(self, script: Script, studio: Studio) -> None:
        self._script, self._studio = script, studio
        self._beds: list[_Bed] = []
        self._measured: dict[str, Loudness] = {}

    def play(self, step: Step, start: int) -> Clip:
        """A piece that sounds by itself from ``start``; a bed ends where it begins."""
        cue, where = self._cue(step)
        settings = settings_of(cue, where)
        measured = self._measure(cue, settings, where)
        self.end_beds(start, everything=cue.kind == "MUSIC")
        length = measured.duration_ms - settings.start_ms
        if settings.duration_ms is not None:
            length = min(length, settings.duration_ms)
        return Clip(
            track="music",
            path=cue.file,
            start_ms=start,
            duration_ms=length,
            offset_ms=settings.start_ms,
            gain_mb=gain_of(settings, measured),
            fade_in_ms=min(settings.fade_in_ms, length // 2),
            fade_out_ms=min(settings.fade_out_ms, length // 2),
        )

    def start_bed(self, step: Step, at: int) -> None:
        """Begin a bed under what follows; one that is sounding ends."""
        cue, where = self._cue(step)
        settings = settings_of(cue, where)
        measured = self._measure(cue, settings, where)
        length = measured.duration_ms - settings.start_ms
        if settings.loop and length < SHORTEST_LOOP_MS:
            raise AudioError(
                f"{length} ms are too short to begin again and again",
                "name a longer file, or write `loop no`",
                where=where,
            )
        self.end_beds(at, everything=True)
        self._beds.append(_Bed(cue, settings, measured, at))

    def wait(self, start: int) -> int:
        """When a line may begin that would begin at ``start``: after a new bed's lead."""
        for bed in self._beds:
            if bed.end_ms < 0 and not bed.under_speech:
                start = max(start, bed.start_ms + bed.settings.lead_ms)
                bed.under_speech = True
        return start

    def end_beds(self, at: int, *, everything: bool = False) -> None:
        """End the beds that last until a section's end; ``everything`` ends all.

        A bed that no line has stood on yet goes on: it was placed just before a section.
        """
        for bed in self._beds:
            lasting = bed.settings.until == "end" or not bed.under_speech
            if bed.end_ms < 0 and (everything or not lasting):
                bed.end_ms = at

    def line_ended(self, at: int) -> None:
        """A line has been read to its end: with it go the beds that lay under a headline."""
        for bed in self._beds:
            if bed.end_ms < 0 and bed.settings.until == "headline":
                bed.end_ms = at

    def beds(self, duration_ms: int) -> list[Clip]:
        """The clips of all beds; each swells once more after its last line and fades."""
        clips: list[Clip] = []
        for number, bed in enumerate(self._beds):
            following = self._beds[number + 1].start_ms if number + 1 < len(self._beds) else None
            end = min(bed.end_ms + bed.settings.fade_out_ms, following or duration_ms, duration_ms)
            if bed.settings.duration_ms is not None:
                end = min(end, bed.start_ms + bed.settings.duration_ms)
            if end > bed.start_ms:
                clips += _pieces(bed, end)
        return clips

    def _cue(self, step: Step) -> tuple[SoundCue, str]:
        """A step's cue, and where in the script it stands."""
        if not isinstance(step.item, SoundCue):
            raise TypeError(step.item)
        where = f"> {step.item.kind}: {step.item.file}"
        if step.line < len(self._script.lines):
            return step.item, f"{where} (before line {step.line + 1})"
        return step.item, f"{where} (after the last line)"

    def _measure(self, cue: SoundCue, settings: CueSettings, where: str) -> Loudness:
        path = self._studio.inside(cue.file, where)
        if not path.is_file():
            raise AudioError(
                "there is no such file in the studio",
                "put it there, or delete the cue from the script",
                where=where,
            )
        if cue.file not in self._measured:
            try:
                self._measured[cue.file] = measure(path)
            except AudioError as fault:
                raise AudioError(fault.message, "name a sound file", where=where) from fault
        measured = self._measured[cue.file]
        if measured.duration_ms <= settings.start_ms:
            raise AudioError(
                f"the file is over after {measured.duration_ms / 1000:g} s", where=where
            )
        return measured


def gain_of(settings: CueSettings, measured: Loudness) -> int:
    """Millibels that bring music to its place beside the voices, without clipping."""
    if measured.loudness_mb <= SILENCE_MB:
        return 0
    wanted = HEARD_VOICE_MB + settings.gain_mb - measured.loudness_mb
    return min(wanted, MOST_GAIN_MB, CEILING_MB - measured.true_peak_mb)


def _pieces(bed: _Bed, end: int) -> list[Clip]:
    """A bed as one clip, or as several that fade into each other where it begins again."""
    settings = bed.settings
    length = bed.measured.duration_ms - settings.start_ms
    overlap = min(CROSSFADE_MS, length // 4)
    clips = []
    at = bed.start_ms
    while at < end:
        piece = min(length, end - at)
        is_last = at + piece >= end or not settings.loop
        clips.append(
            Clip(
                track="bed",
                path=bed.cue.file,
                start_ms=at,
                duration_ms=piece,
                offset_ms=settings.start_ms,
                gain_mb=gain_of(settings, bed.measured),
                fade_in_ms=min(settings.fade_in_ms if at == bed.start_ms else overlap, piece // 2),
                fade_out_ms=min(settings.fade_out_ms if is_last else overlap, piece // 2),
                duck_mb=settings.duck_mb,
            )
        )
        if is_last:
            break
        at += max(1, piece - overlap)
    return clips
