"""The episode to look at: an SVG of who speaks when, and the same as a table.

Made for print and for every eye: see :mod:`quotecast.picture.looks`. The text alternative says
what the picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from quotecast.model import Script, Timeline
from quotecast.picture.looks import Look, looks_of, patterns
from quotecast.picture.rows import ACROSS, LANE, LEFT, LETTERS, MUSIC, Row, drawn
from quotecast.picture.table import explain
from quotecast.picture.waveform import measured
from quotecast.picture.words import clock, fitted, xml

__all__ = ["clock", "explain", "row_length", "timeline_svg"]

WIDTH: Final = ACROSS + 2 * LEFT
HEAD: Final = 66
"""Title and what the episode is made of."""

ROW_MINUTES: Final = (1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720)
MOST_ROWS: Final = 12
"""Fit a page upright; a row holds as many of :data:`ROW_MINUTES` as that needs."""

COLUMNS: Final = 4
"""Of the legend."""


def timeline_svg(timeline: Timeline, script: Script, wav: Path) -> str:
    """The episode as an SVG picture: waveform, voices, chapters and pauses.

    Args:
        timeline: what sounds when.
        script: names the episode.
        wav: the mix, from which the waveform is taken.

    Raises:
        AudioError: the mix cannot be read.
    """
    looks = looks_of(timeline)
    across = _rows(timeline)
    bottom = across[-1].bottom
    has_music = any(row.music for row in across)
    height = round(bottom) + (-(-len(looks) // COLUMNS) + 1) * 24 + 16
    waveform = measured(wav, ACROSS * timeline.duration_ms // across[0].row_ms)
    parts = [*_opening(timeline, script, looks, height)]
    for row in across:
        parts += drawn(row, timeline, looks, waveform)
    parts += _legend(looks, bottom + 12, has_music=has_music)
    return "\n".join([*(part for part in parts if part), "</svg>"]) + "\n"


def row_length(duration_ms: int) -> int:
    """Milliseconds of a row: whole minutes, so that rows begin at times one can name.

    Except where the last would be a stub: what is left over is then spread over the others.
    An episode shorter than a row fills the width.
    """
    fitting = (n * 60_000 for n in ROW_MINUTES if duration_ms <= n * 60_000 * MOST_ROWS)
    length = next(fitting, -(-duration_ms // MOST_ROWS))
    count, left = divmod(duration_ms, length)
    if count and left < length // 10:
        return -(-duration_ms // count)
    return min(length, max(1, duration_ms))


def _rows(timeline: Timeline) -> list[Row]:
    """The rows from top to bottom, higher where there is music."""
    row_ms, top = row_length(timeline.duration_ms), float(HEAD)
    music = [clip for clip in timeline.clips if clip.track != "voice"]
    made: list[Row] = []
    for number in range(max(1, -(-timeline.duration_ms // row_ms))):
        start = number * row_ms
        row = Row(number, start, min(start + row_ms, timeline.duration_ms), row_ms, top)
        if any(row.holds(clip) for clip in music):
            row = replace(row, music=MUSIC)
        made.append(row)
        top = row.bottom
    return made


def _opening(
    timeline: Timeline, script: Script, looks: dict[str, Look], height: int
) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif" '
        f'font-size="{LETTERS}" fill="#111">'
    )
    yield f'<title id="title">{xml(script.title)}: who speaks when</title>'
    yield f'<desc id="desc">{xml(_description(timeline, looks))}</desc>'
    yield "<defs>"
    yield from patterns(looks)
    yield "</defs>"
    yield f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    title = fitted(script.title, 20, ACROSS)
    yield f'<text x="{LEFT}" y="30" font-size="20" font-weight="bold">{xml(title)}</text>'
    counts = ((len(looks), "voice"), (len(timeline.chapters), "chapter"))
    made_of = [f"{many} {what}{'s' if many != 1 else ''}" for many, what in counts]
    told = " · ".join([clock(timeline.duration_ms), *made_of])
    yield f'<text x="{LEFT}" y="50" font-size="13" fill="#444">{told}</text>'


def _description(timeline: Timeline, looks: dict[str, Look]) -> str:
    voices = ", ".join(f"{look.name} {look.time}" for look in looks.values())
    chapters = "; ".join(f"{clock(c.start_ms)} {c.title}" for c in timeline.chapters)
    return f"Length {clock(timeline.duration_ms)}. Voices: {voices}. Chapters: {chapters}."


def _legend(looks: dict[str, Look], top: float, *, has_music: bool) -> Iterator[str]:
    """Pattern, initials, name and speaking time of every voice; then what the marks mean."""
    across = ACROSS // COLUMNS
    for number, look in enumerate(looks.values()):
        left, down = LEFT + number % COLUMNS * across, top + number // COLUMNS * 24
        name = fitted(look.name, 12, across - 116)
        yield (
            f'<rect x="{left}" y="{down:g}" width="26" height="{LANE}" '
            f'fill="url(#voice{look.number})"/>'
            f'<text x="{left + 32}" y="{down + 12:g}" font-size="12"><tspan font-weight="bold">'
            f"{xml(look.initials)}</tspan> {xml(name)} {look.time}</text>"
        )
    down = top + -(-len(looks) // COLUMNS) * 24
    marks = [
        (f"M0 {down + 8:g}v4h20v-4", "", "pause of 0.4 s or more"),
        (f"M10 {down:g}v16", "3 2", "chapter"),
    ]
    for number, (path, dashes, meaning) in enumerate(marks):
        left = LEFT + number * across
        yield (
            f'<g transform="translate({left} 0)"><path d="{path}" fill="none" stroke="#333" '
            f'stroke-dasharray="{dashes or "none"}"/>'
            f'<text x="32" y="{down + 12:g}" font-size="12">{meaning}</text></g>'
        )
    if has_music:
        left = LEFT + len(marks) * across
        yield f'<text x="{left}" y="{down + 12:g}" font-size="12">♪ music</text>'
