"""The episode to look at: an SVG of who speaks when, and the same as a table.

Made for print and for every eye: the palette is Okabe and Ito's, which people with any
colour blindness tell apart (https://jfly.uni-koeln.de/color/), each voice also has a pattern
of its own and initials, and the text alternative says what the picture shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final

from quotecast.model import DOUBT, NARRATOR, Clip, Script, Timeline
from quotecast.wavfile import read_frames, read_info

WIDTH: Final = 1200
"""Pixels; half a millimetre of time at least for every word of a ten-minute episode."""
LEFT: Final = 24
ROW: Final = 128
"""Height of a row: chapter names, wave, voices, clock."""
WAVE: Final = 64
LANE: Final = 14
HEAD: Final = 46

SHORTEST_ROW_MS: Final = 60_000
MOST_ROWS: Final = 8

SHORTEST_PAUSE_MS: Final = 400
"""Gaps this long are marked; shorter ones are part of a sentence's rhythm."""

COLOURS: Final = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#8C6D00",
)
NARRATOR_COLOUR: Final = "#4D4D4D"
MUSIC_COLOUR: Final = "#999999"

PATTERNS: Final = (
    "M0 8L8 0",
    "M0 4H8",
    "M4 0V8",
    "M0 0L8 8",
    "M0 4H8M4 0V8",
    "M0 0L8 8M0 8L8 0",
    "M2 2h2v2h-2zM6 6h2v2h-2z",
)
"""Strokes of an 8 by 8 tile, one for each colour."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a speaker is drawn."""

    number: int
    name: str
    colour: str
    initials: str
    total_ms: int


def timeline_svg(timeline: Timeline, script: Script, wav: Path) -> str:
    """The episode as an SVG picture: waveform, voices, chapters and pauses.

    Args:
        timeline: what sounds when.
        script: names the episode.
        wav: the mix, from which the waveform is taken.

    Raises:
        AudioError: the mix cannot be read.
    """
    row_ms = max(SHORTEST_ROW_MS, -(-timeline.duration_ms // MOST_ROWS))
    rows = max(1, -(-timeline.duration_ms // row_ms))
    across = WIDTH - 2 * LEFT
    # An episode shorter than a row still fills the width.
    row_ms = min(row_ms, max(1, timeline.duration_ms))
    looks = _looks(timeline)
    legend_rows = -(-len(looks) // 4)
    height = HEAD + rows * ROW + legend_rows * 24 + 20
    peaks = measured_peaks(wav, across * timeline.duration_ms // row_ms)
    parts = [*_opening(timeline, script, looks, height)]
    for row in range(rows):
        parts += _row(timeline, looks, peaks, row, row_ms)
    parts += _legend(looks, HEAD + rows * ROW + 16)
    return "\n".join([*parts, "</svg>"]) + "\n"


def measured_peaks(wav: Path, count: int) -> list[float]:
    """The highest sample in each of ``count`` equal stretches of a 16-bit WAV.

    As shares of the highest of all, since a mix is not yet at its final level.
    """
    import numpy as np

    info = read_info(wav)
    count = max(1, count)
    peaks = []
    with wav.open("rb") as file:
        for index in range(count):
            first, last = (info.frames * n // count for n in (index, index + 1))
            samples = np.frombuffer(read_frames(file, info, first, last - first), "<i2")
            peaks.append(int(np.abs(samples.astype(np.int32)).max(initial=0)))
    highest = max([1, *peaks])
    return [peak / highest for peak in peaks]


def _looks(timeline: Timeline) -> dict[str, _Look]:
    """Each speaker's colour, pattern and initials, the narrator first."""
    spoken: dict[str, int] = {}
    for clip in timeline.clips:
        if clip.track == "voice":
            name = shown_name(clip.speaker)
            spoken[name] = spoken.get(name, 0) + clip.duration_ms
    others = [name for name in spoken if name != NARRATOR]
    names = [NARRATOR, *others] if NARRATOR in spoken else others
    looks = {}
    for name in names:
        number = 0 if name == NARRATOR else others.index(name) + 1
        colour = COLOURS[(number - 1) % len(COLOURS)] if number else NARRATOR_COLOUR
        initials = "".join(word[0] for word in name.split() if word[:1].isalpha())[:2].upper()
        looks[name] = _Look(number, name, colour, initials, spoken[name])
    return looks


def shown_name(speaker: str) -> str:
    """Whose voice is heard: a quotation in doubt is read by the narrator."""
    return NARRATOR if speaker == DOUBT else speaker


def _opening(
    timeline: Timeline, script: Script, looks: dict[str, _Look], height: int
) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif">'
    )
    yield f'<title id="title">{_text(script.title)}: who speaks when</title>'
    yield f'<desc id="desc">{_text(_description(timeline, looks))}</desc>'
    yield "<defs>"
    for look in looks.values():
        stroke = PATTERNS[(look.number - 1) % len(PATTERNS)] if look.number else ""
        yield (
            f'<pattern id="voice{look.number}" width="8" height="8" '
            f'patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="{look.colour}"/>'
            f'<path d="{stroke}" stroke="#fff" stroke-width="1.4" fill="none"/></pattern>'
        )
    yield "</defs>"
    yield f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    yield (
        f'<text x="{LEFT}" y="28" font-size="18" font-weight="bold" fill="#111">'
        f"{_text(_cut(script.title, 100))}</text>"
    )


def _description(timeline: Timeline, looks: dict[str, _Look]) -> str:
    voices = ", ".join(f"{look.name} {clock(look.total_ms)}" for look in looks.values())
    chapters = "; ".join(f"{clock(c.start_ms)} {c.title}" for c in timeline.chapters)
    return f"Length {clock(timeline.duration_ms)}. Voices: {voices}. Chapters: {chapters}."


def _row(
    timeline: Timeline, looks: dict[str, _Look], peaks: Sequence[float], row: int, row_ms: int
) -> Iterator[str]:
    """One row: a stretch of ``row_ms`` over the whole width."""
    start, end = row * row_ms, min((row + 1) * row_ms, timeline.duration_ms)
    scale = (WIDTH - 2 * LEFT) / row_ms
    top = HEAD + row * ROW
    middle = top + 20 + WAVE / 2
    lane = top + 20 + WAVE + 4

    def x(time_ms: int) -> float:
        return LEFT + (min(max(time_ms, start), end) - start) * scale

    yield f'<path d="M{LEFT} {middle:g}H{x(end):.1f}" stroke="#ccc"/>'
    for clip in timeline.clips:
        if clip.end_ms <= start or clip.start_ms >= end:
            continue
        left, right = x(clip.start_ms), x(clip.end_ms)
        if clip.track != "voice":
            yield (
                f'<rect x="{left:.1f}" y="{lane + LANE + 1}" width="{right - left:.1f}" '
                f'height="4" fill="{MUSIC_COLOUR}"><title>{_text(_music_name(clip))}</title></rect>'
            )
            continue
        look = looks[shown_name(clip.speaker)]
        said = f"{clock(clip.start_ms)} {look.name}"
        wave = _wave(peaks, row, left, right, middle)
        yield f'<path d="{wave}" fill="{look.colour}"><title>{_text(said)}</title></path>'
        yield (
            f'<rect x="{left:.1f}" y="{lane}" width="{max(0.5, right - left):.1f}" '
            f'height="{LANE}" fill="url(#voice{look.number})"/>'
        )
        if right - left > 26:
            yield _label((left + right) / 2, lane, look)
    yield from _pauses(timeline, start, end, x, lane)
    yield from _marks(timeline, row, start, end, x, top)


def _wave(peaks: Sequence[float], row: int, left: float, right: float, middle: float) -> str:
    """The outline of a clip's sound, one step a pixel, above and below the middle line."""
    first = row * (WIDTH - 2 * LEFT) - LEFT
    columns = range(round(left), max(round(left) + 1, round(right)))
    heights = [
        max(0.5, WAVE / 2 * peaks[min(max(0, first + at), len(peaks) - 1)]) for at in columns
    ]
    above = [f"{at} {middle - high:.1f}" for at, high in zip(columns, heights, strict=True)]
    below = [f"{at} {middle + high:.1f}" for at, high in zip(columns, heights, strict=True)]
    return "M" + "L".join([*above, *reversed(below)]) + "Z"


def _label(centre: float, lane: float, look: _Look) -> str:
    """Initials on a white plate, legible on every pattern."""
    return (
        f'<rect x="{centre - 10:.1f}" y="{lane + 1}" width="20" height="{LANE - 2}" rx="2" '
        f'fill="#fff"/><text x="{centre:.1f}" y="{lane + LANE - 3}" font-size="10" '
        f'text-anchor="middle" fill="#111">{_text(look.initials)}</text>'
    )


def _pauses(
    timeline: Timeline, start: int, end: int, x: Callable[[int], float], lane: float
) -> Iterator[str]:
    """Gaps between voices: an open bracket with its length, where there is room."""
    voices = [clip for clip in timeline.clips if clip.track == "voice"]
    for before, after in pairwise(voices):
        length = after.start_ms - before.end_ms
        if length < SHORTEST_PAUSE_MS or before.end_ms < start or before.end_ms >= end:
            continue
        left, right = x(before.end_ms), x(after.start_ms)
        yield (
            f'<path d="M{left:.1f} {lane + LANE - 4}v4H{right:.1f}v-4" fill="none" '
            f'stroke="#555" stroke-width="0.8"><title>pause of {length} ms</title></path>'
        )


def _marks(
    timeline: Timeline, row: int, start: int, end: int, x: Callable[[int], float], top: float
) -> Iterator[str]:
    """Chapters above the wave, the clock below it."""
    starts = [chapter.start_ms for chapter in timeline.chapters] + [timeline.duration_ms]
    for number, chapter in enumerate(timeline.chapters):
        if not start <= chapter.start_ms < end:
            continue
        left = x(chapter.start_ms)
        room = (x(min(starts[number + 1], end)) - left - 8) / 6.2
        yield (
            f'<path d="M{left:.1f} {top + 4}V{top + 20 + WAVE + 4 + LANE}" stroke="#111" '
            'stroke-dasharray="3 2"/>'
        )
        if room >= 3:
            yield (
                f'<text x="{left + 4:.1f}" y="{top + 14}" font-size="11" fill="#111">'
                f"{_text(_cut(chapter.title, int(room)))}</text>"
            )
    step = _tick(end - start)
    for time_ms in range(-(-start // step) * step, end, step):
        yield (
            f'<text x="{x(time_ms):.1f}" y="{top + ROW - 8}" font-size="10" fill="#444">'
            f"{clock(time_ms)}</text>"
        )


def _tick(span_ms: int) -> int:
    """Milliseconds between the figures of the clock: about ten to a row."""
    for seconds in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800):
        if span_ms <= seconds * 12_000:
            return seconds * 1000
    return 3_600_000


def _legend(looks: dict[str, _Look], top: float) -> Iterator[str]:
    """Pattern, initials, name and speaking time of every voice."""
    for number, look in enumerate(looks.values()):
        left, down = LEFT + number % 4 * 288, top + number // 4 * 24
        initials = f"{look.initials} " if look.initials else ""
        yield (
            f'<rect x="{left}" y="{down}" width="28" height="{LANE}" '
            f'fill="url(#voice{look.number})"/>'
            f'<text x="{left + 36}" y="{down + 11}" font-size="12" fill="#111">'
            f"{_text(initials)}<tspan>{_text(_cut(look.name, 28))}</tspan> "
            f"{clock(look.total_ms)}</text>"
        )


def explain(timeline: Timeline, script: Script) -> list[str]:
    """The timeline as a table: one row a clip, the gap before it in milliseconds."""
    lines = script.lines
    rows = [f"{'start':>9}  {'length':>7}  {'gap':>6}  {'gain':>6}  {'who':<20}  what"]
    chapters = list(timeline.chapters)
    heard = 0
    for clip in timeline.clips:
        while chapters and chapters[0].start_ms <= clip.start_ms:
            rows.append(f"{stamp(chapters[0].start_ms):>9}  == {chapters.pop(0).title} ==")
        pause = f"{clip.start_ms - heard}" if clip.track == "voice" else ""
        who = shown_name(clip.speaker) if clip.track == "voice" else clip.track
        what = lines[clip.line].text if 0 <= clip.line < len(lines) else _music_name(clip)
        rows.append(
            f"{stamp(clip.start_ms):>9}  {clip.duration_ms:>7}  {pause:>6}  "
            f"{clip.gain_mb / 100:>+6.1f}  {_cut(who, 20):<20}  {_cut(what, 60)}"
        )
        if clip.track != "bed":
            heard = max(heard, clip.end_ms)
    rows.append(f"{stamp(timeline.duration_ms):>9}  end, after {timeline.duration_ms - heard} ms")
    return rows


def clock(time_ms: int) -> str:
    """``4:05`` or ``1:04:05``."""
    minutes, seconds = divmod(time_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def stamp(time_ms: int) -> str:
    """``4:05.250``."""
    return f"{clock(time_ms)}.{time_ms % 1000:03}"


def _music_name(clip: Clip) -> str:
    return clip.path.rpartition("/")[2]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: max(1, length - 1)].rstrip() + "…"


def _text(text: str) -> str:
    """Escaped for XML; signs that XML forbids are left out."""
    return escape("".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff"))
