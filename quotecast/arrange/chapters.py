"""Chapters for players, from the script's sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.model import Chapter, Clip, Script

ENOUGH: Final = 3
"""Apple and Spotify show chapters from three on."""

SHORTEST_MS: Final = 5000
"""Shorter chapters join the one before, as long as enough remain; the last, the credits,
may be short."""

LONG_ENOUGH_MS: Final = 60_000
"""An episode this long is cut into three chapters even without sections."""

TITLE_LENGTH: Final = 48


def chapters_of(
    sections: Sequence[Chapter], script: Script, clips: Sequence[Clip], duration_ms: int
) -> tuple[Chapter, ...]:
    """Chapters in order, the first at 0, at least three in an episode of a minute.

    Args:
        sections: where each section is first heard.
        script: its title names what is heard before the first section.
        clips: in order; a chapter that is missing begins with one of their paragraphs.
        duration_ms: of the episode.
    """
    starts = {section.start_ms: section.title for section in sections}
    chapters = [Chapter(start, title) for start, title in sorted(starts.items())]
    spoken = min((clip.start_ms for clip in clips if clip.line >= 0), default=duration_ms)
    # Music before the first section belongs to it; speech longer than a word or two does not.
    if not chapters or chapters[0].start_ms > spoken + SHORTEST_MS:
        chapters.insert(0, Chapter(0, script.title))
    chapters[0] = Chapter(0, chapters[0].title)
    chapters = _joined(chapters)
    if duration_ms >= LONG_ENOUGH_MS:
        chapters = _cut(chapters, script, clips, duration_ms)
    return tuple(chapters)


def _joined(chapters: list[Chapter]) -> list[Chapter]:
    """Short chapters joined to the one before them."""
    kept = chapters[:1]
    left = len(chapters)
    for number, chapter in enumerate(chapters[1:], 1):
        is_last = number == len(chapters) - 1
        length = SHORTEST_MS if is_last else chapters[number + 1].start_ms - chapter.start_ms
        gap = chapter.start_ms - kept[-1].start_ms
        if left > ENOUGH and not is_last and min(length, gap) < SHORTEST_MS:
            left -= 1
        else:
            kept.append(chapter)
    return kept


def _cut(
    chapters: list[Chapter], script: Script, clips: Sequence[Clip], duration_ms: int
) -> list[Chapter]:
    """The longest chapter cut at the paragraph nearest to its middle, until enough remain."""
    paragraphs = [clip for clip in clips if clip.line > 0 and not script.lines[clip.line].continues]
    chapters = list(chapters)
    while len(chapters) < ENOUGH:
        ends = [chapter.start_ms for chapter in chapters[1:]] + [duration_ms]
        length, start, end = max(
            (end - chapter.start_ms, chapter.start_ms, end)
            for chapter, end in zip(chapters, ends, strict=True)
        )
        middle = start + length // 2
        inside = [
            clip for clip in paragraphs if start + SHORTEST_MS <= clip.start_ms <= end - SHORTEST_MS
        ]
        if not inside:
            break
        cut = min(inside, key=lambda clip: (abs(clip.start_ms - middle), clip.start_ms))
        chapters.append(Chapter(cut.start_ms, opening_words(script.lines[cut.line].text)))
        chapters.sort(key=lambda chapter: chapter.start_ms)
    return chapters


def opening_words(text: str) -> str:
    """The first words of a paragraph, as a title."""
    if len(text) <= TITLE_LENGTH:
        return text
    return text[:TITLE_LENGTH].rpartition(" ")[0].rstrip(",;:–—- ") + "…"
