"""One row of the picture: chapters, waveform, who speaks, music, the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from quotecast.model import DOUBT, Chapter, Clip, Timeline
from quotecast.picture.looks import Look
from quotecast.picture.waveform import Waveform
from quotecast.picture.words import clock, fitted, music_name, shown_name, width, xml

LEFT: Final = 24
"""Margin on both sides."""
ACROSS: Final = 952
"""Pixels of a whole row; a page of A4 shows its smallest letters at 5.5 points."""

CHAPTER: Final = 20
WAVE: Final = 60
LANE: Final = 16
MUSIC: Final = 13
CLOCK: Final = 22
"""Heights of chapter names, wave, who speaks, music if there is any, and the clock."""

MUSIC_COLOUR: Final = "#C4C4C4"

SHORTEST_PAUSE_MS: Final = 400
"""Gaps this long are marked; shorter ones are part of a sentence's rhythm."""

NARROWEST: Final = 4.0
"""Pixels of a pause that is marked, where a row holds so much time that most are narrower."""

LETTERS: Final = 11
TITLES: Final = 12.5


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the episode on one line of the picture."""

    number: int
    start_ms: int
    end_ms: int
    row_ms: int
    """Time that the whole width stands for."""
    top: float
    music: int = 0
    """Height of the music's band; 0 where there is none."""

    @property
    def middle(self) -> float:
        """The wave's middle line."""
        return self.top + CHAPTER + WAVE / 2

    @property
    def lane(self) -> float:
        """Upper edge of the boxes that say who speaks."""
        return self.top + CHAPTER + WAVE + 2

    @property
    def bottom(self) -> float:
        """Where the next row begins."""
        return self.lane + LANE + self.music + CLOCK

    def x(self, time_ms: int) -> float:
        """Where a time lies; what lies outside the row is at its edge."""
        within = min(max(time_ms, self.start_ms), self.end_ms) - self.start_ms
        return LEFT + within * ACROSS / self.row_ms

    def holds(self, clip: Clip) -> bool:
        """Whether something of a clip sounds within the row."""
        return clip.start_ms < self.end_ms and clip.end_ms > self.start_ms


def drawn(
    row: Row, timeline: Timeline, looks: dict[str, Look], waveform: Waveform
) -> Iterator[str]:
    """All of a row."""
    yield f'<path d="M{LEFT} {row.middle:g}H{row.x(row.end_ms):.1f}" stroke="#ccc"/>'
    here = [clip for clip in timeline.clips if row.holds(clip)]
    music = [clip for clip in here if clip.track != "voice"]
    voices = [clip for clip in here if clip.track == "voice"]
    # What sounds together is one wave: the voice's colour lies over the music's.
    for clip in music:
        yield _wave(row, clip, waveform, MUSIC_COLOUR, music_name(clip))
        yield from _band(row, clip)
    named: set[str] = set()
    for clip in voices:
        look = looks[shown_name(clip.speaker)]
        yield _wave(row, clip, waveform, look.colour, f"{clock(clip.start_ms)} {look.name}")
        yield _box(row, clip, look)
        text = _label(row, clip, look, named)
        if text:
            named.add(text)
            yield _plate(row, clip, text)
    yield from _pauses(row, [clip for clip in timeline.clips if clip.track != "bed"])
    yield from _chapters(row, timeline.chapters)
    yield from _clock(row)


def _wave(row: Row, clip: Clip, waveform: Waveform, colour: str, told: str) -> str:
    """A clip's wave, its peaks paler than its strength."""
    left, right = row.x(clip.start_ms), row.x(clip.end_ms)
    first, last = round(left) - LEFT, max(round(left) + 1, round(right)) - LEFT
    columns = slice(row.number * ACROSS + first, row.number * ACROSS + last)
    place = (LEFT + first, row.middle)
    peaks, means = (_outline(levels[columns], place) for levels in (waveform.peaks, waveform.means))
    return (
        f'<g fill="{colour}"><title>{xml(told)}</title>'
        f'<path d="{peaks}" fill-opacity=".5"/><path d="{means}"/></g>'
    )


def _box(row: Row, clip: Clip, look: Look) -> str:
    """Who speaks, below the wave."""
    left, right = row.x(clip.start_ms), row.x(clip.end_ms)
    return (
        f'<rect x="{left:.1f}" y="{row.lane:g}" width="{max(0.5, right - left):.1f}" '
        f'height="{LANE}" fill="url(#voice{look.number})"/>'
    )


def _outline(levels: Sequence[float], place: tuple[float, float]) -> str:
    """Levels as a shape, one step a pixel, above and below a middle line."""
    heights = [max(5, round(WAVE * 5 * level)) for level in levels] or [5]  # tenths of a pixel
    steps = [second - first for first, second in pairwise(heights)]
    above = "".join(f"l1 {-step / 10:g}" for step in steps)
    below = "".join(f"l-1 {-step / 10:g}" for step in reversed(steps))
    return f"M{place[0]:g} {place[1] - heights[0] / 10:g}{above}h1v{heights[-1] / 5:g}h-1{below}Z"


def _label(row: Row, clip: Clip, look: Look, named: set[str]) -> str:
    """The name where a row first has room for it, then initials; doubt is marked as such."""
    room = row.x(clip.end_ms) - row.x(clip.start_ms) - 14
    short = "?" if clip.speaker == DOUBT else look.initials
    long = short if clip.speaker == DOUBT or look.name in named else look.name
    return next((text for text in (long, short) if width(text, LETTERS) <= room), "")


def _plate(row: Row, clip: Clip, text: str) -> str:
    """Who speaks, on white: legible on every pattern."""
    centre = (row.x(clip.start_ms) + row.x(clip.end_ms)) / 2
    across = width(text, LETTERS) + 8
    return (
        f'<rect x="{centre - across / 2:.1f}" y="{row.lane + 1.5:g}" width="{across:.1f}" '
        f'height="{LANE - 3}" rx="2" fill="#fff"/><text x="{centre:.1f}" '
        f'y="{row.lane + LANE - 4:g}" text-anchor="middle">{xml(text)}</text>'
    )


def _band(row: Row, clip: Clip) -> Iterator[str]:
    """The stretch of a piece of music, with its file's name."""
    left, right, top = row.x(clip.start_ms), row.x(clip.end_ms), row.lane + LANE + 2
    name = music_name(clip)
    shown = fitted(f"♪ {name}", 9.5, right - left - 8)
    yield (
        f'<rect x="{left + 0.5:.1f}" y="{top + 0.5:g}" width="{max(1.0, right - left - 1):.1f}" '
        f'height="{MUSIC - 3}" rx="2" fill="#F1F1F1" stroke="#777" stroke-width=".8">'
        f"<title>{xml(name)}</title></rect>"
    )
    if shown:
        yield f'<text x="{left + 5:.1f}" y="{top + 9:g}" font-size="9.5">{xml(shown)}</text>'


def _pauses(row: Row, clips: Sequence[Clip]) -> Iterator[str]:
    """Gaps between sounds: an open bracket, with its length where there is room."""
    for before, after in pairwise(clips):
        length = after.start_ms - before.end_ms
        if length < SHORTEST_PAUSE_MS or not row.start_ms <= before.end_ms < row.end_ms:
            continue
        left, right, bottom = row.x(before.end_ms), row.x(after.start_ms), row.lane + LANE
        if right - left < NARROWEST:
            continue
        yield (
            f'<path d="M{left + 0.5:.1f} {bottom - 4:g}v4H{right - 0.5:.1f}v-4" fill="none" '
            f'stroke="#333" stroke-width=".8"><title>pause of {length} ms</title></path>'
        )
        shown = f"{length / 1000:.1f}"
        if width(shown, 8) <= right - left:
            yield (
                f'<text x="{(left + right) / 2:.1f}" y="{bottom - 5:g}" font-size="9" '
                f'text-anchor="middle">{shown}</text>'
            )


def _chapters(row: Row, chapters: Sequence[Chapter]) -> Iterator[str]:
    """A line where each begins and its title, to its left where the right has no room."""
    here = [chapter for chapter in chapters if row.start_ms <= chapter.start_ms < row.end_ms]
    if not here:
        return
    ends = [*(row.x(chapter.start_ms) for chapter in here[1:]), float(LEFT + ACROSS)]
    free = float(LEFT)
    for chapter, end in zip(here, ends, strict=True):
        left = row.x(chapter.start_ms)
        yield (
            f'<path d="M{left:.1f} {row.top + 3:g}V{row.lane + LANE}" stroke="#111" '
            'stroke-dasharray="3 2"/>'
        )
        behind = end - left - 10 < min(width(chapter.title, TITLES), left - free - 10)
        room = (left - free if behind else end - left) - 10
        title = fitted(chapter.title, TITLES, room)
        at, anchor = (left - 5, "end") if behind else (left + 5, "start")
        yield (
            f'<text x="{at:.1f}" y="{row.top + 13:g}" font-size="{TITLES}" font-weight="bold" '
            f'text-anchor="{anchor}">{xml(title)}</text>'
        )
        free = left if behind else left + 5 + width(title, TITLES)


def _clock(row: Row) -> Iterator[str]:
    """Ticks and times below."""
    step = tick(row.row_ms)
    bottom = row.lane + LANE + row.music + 3
    for time_ms in range(-(-row.start_ms // step) * step, row.end_ms, step):
        at, text = row.x(time_ms), clock(time_ms)
        if at + width(text, LETTERS) > LEFT + ACROSS:
            continue
        yield (
            f'<path d="M{at:.1f} {bottom:g}v4" stroke="#777"/>'
            f'<text x="{at + 3:.1f}" y="{bottom + 9:g}" fill="#333">{text}</text>'
        )


def tick(span_ms: int) -> int:
    """Milliseconds between the figures of the clock: about ten to a row."""
    for seconds in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800):
        if span_ms <= seconds * 12_000:
            return seconds * 1000
    return 3_600_000
