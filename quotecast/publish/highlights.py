"""The strongest quotations of an episode, and the half minute worth sharing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quotecast.model import DOUBT, NARRATOR, Caption, Episode
from quotecast.publish.text import one_line, shorten

SHORTEST_MS: Final = 15_000
LONGEST_MS: Final = 120_000
"""Bounds of ``podcast:soundbite`` by its recommendation."""

_BEST_WORDS: Final = range(14, 46)
"""A quotation of this many words is long enough to mean something, short enough to keep."""

_FEWEST_WORDS: Final = 8

_PERSONAL: Final = frozenset({"i", "i’m", "i'm", "me", "my", "we", "us", "our"})


@dataclass(frozen=True, slots=True)
class Highlight:
    """Something worth hearing first."""

    start_ms: int
    end_ms: int
    speaker: str
    text: str


def quotations(episode: Episode) -> tuple[Highlight, ...]:
    """Everything said by quoted people, one entry for each stretch of one voice."""
    stretches: list[list[Caption]] = []
    previous = NARRATOR
    for caption in episode.transcript:
        quoted = caption.speaker not in (NARRATOR, DOUBT) and one_line(caption.text)
        if quoted and previous == caption.speaker:
            stretches[-1].append(caption)
        elif quoted:
            stretches.append([caption])
        previous = caption.speaker if quoted else NARRATOR
    return tuple(
        Highlight(
            stretch[0].start_ms,
            stretch[-1].end_ms,
            one_line(stretch[0].speaker),
            " ".join(one_line(caption.text) for caption in stretch),
        )
        for stretch in stretches
    )


def _strength(highlight: Highlight) -> tuple[int, int]:
    """Whole sentences of a good length first, and those somebody says of themselves."""
    words = highlight.text.split()
    whole = highlight.text.rstrip("\"'”’)]").endswith((".", "!", "?", "…", ","))
    personal = sum(word.strip(",.!?;:").lower() in _PERSONAL for word in words)
    distance = max(0, _BEST_WORDS.start - len(words), len(words) - _BEST_WORDS.stop)
    return 3 * (len(words) in _BEST_WORDS) + 2 * whole + min(personal, 3), -distance


def _ranked(episode: Episode) -> list[Highlight]:
    """The strongest first; scraps of a few words only where there is nothing else."""
    everything = quotations(episode)
    worth = [h for h in everything if len(h.text.split()) >= _FEWEST_WORDS] or everything
    return sorted(worth, key=lambda h: (*(-part for part in _strength(h)), h.start_ms))


def best_quotations(episode: Episode, count: int = 3) -> tuple[Highlight, ...]:
    """The strongest quotations in order of time: everybody's best before anybody's second."""
    first: dict[str, Highlight] = {}
    rest = []
    for highlight in _ranked(episode):
        if highlight.speaker in first:
            rest.append(highlight)
        else:
            first[highlight.speaker] = highlight
    chosen = [*first.values(), *rest][:count]
    return tuple(sorted(chosen, key=lambda highlight: highlight.start_ms))


def soundbite(episode: Episode) -> Highlight | None:
    """15 to 120 seconds around the strongest quotation; None for a shorter episode.

    A short quotation is widened to the ends of the lines around it, so that the bite
    begins and ends where somebody begins and ends to speak.
    """
    ranked = _ranked(episode)
    if not ranked or episode.audio.duration_ms < SHORTEST_MS:
        return None
    best = ranked[0]
    start, end = best.start_ms, best.end_ms
    for caption in episode.transcript:
        if end - start >= SHORTEST_MS:
            break
        if caption.start_ms >= end:
            end = caption.end_ms
    for caption in reversed(episode.transcript):
        if end - start >= SHORTEST_MS:
            break
        if caption.end_ms <= start:
            start = caption.start_ms
    end = min(end, start + LONGEST_MS, episode.audio.duration_ms)
    if end - start < SHORTEST_MS:
        start = max(0, end - SHORTEST_MS)
        end = min(episode.audio.duration_ms, start + SHORTEST_MS)
    return Highlight(start, end, best.speaker, shorten(f"{best.speaker}: {best.text}", 128))
