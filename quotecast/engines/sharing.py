"""Words over the stretches of sound that a phonemizer made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

MOST_PARTS: Final = 8
"""Stretches that one word may have become (an initialism said letter by letter)."""

MOST_JOINED: Final = 4
"""Words that may have become one stretch ("of the")."""

JOINING: Final = 0.5
"""Of two ways that fit alike, the one that joins fewer words."""


class Sounding(NamedTuple):
    """A stretch of sound between two blanks of the phonemes."""

    start_s: float
    end_s: float
    signs: int
    """Phonemes in it."""


def share_out(words: Sequence[int], groups: Sequence[Sounding]) -> list[tuple[float, float]]:
    """Start and end in seconds of each word.

    Words and stretches are matched in order, one to one, one word to several stretches or
    several words to one, so that the numbers of phonemes differ as little as possible. Words
    in one stretch share its time by their phonemes.

    Args:
        words: phonemes of each word said alone.
        groups: the stretches, in order.
    """
    # best[i][j]: least difference when i words took j stretches, and the step that led there.
    best: list[list[tuple[float, int, int]]] = [
        [(float("inf"), 0, 0)] * (len(groups) + 1) for _ in range(len(words) + 1)
    ]
    best[0][0] = (0.0, 0, 0)
    for i in range(len(words) + 1):
        for j in range(len(groups) + 1):
            cost = best[i][j][0]
            if cost == float("inf"):
                continue
            for more, parts in _steps(len(words) - i, len(groups) - j):
                said = sum(words[i : i + more])
                heard = sum(group.signs for group in groups[j : j + parts])
                total = cost + abs(said - heard) + (JOINING if more > 1 else 0)
                if total < best[i + more][j + parts][0]:
                    best[i + more][j + parts] = (total, more, parts)
    return _times(words, groups, best)


def _steps(words: int, groups: int) -> Iterator[tuple[int, int]]:
    """Words and stretches that may be matched next, of those that are left."""
    if words:
        for parts in range(1, min(MOST_PARTS, groups) + 1):
            yield 1, parts
        yield 1, 0
    if groups:
        for more in range(2, min(MOST_JOINED, words) + 1):
            yield more, 1
        yield 0, 1


def _times(
    words: Sequence[int],
    groups: Sequence[Sounding],
    best: Sequence[Sequence[tuple[float, int, int]]],
) -> list[tuple[float, float]]:
    times: list[tuple[float, float]] = []
    i, j = len(words), len(groups)
    while i or j:
        _, more, parts = best[i][j]
        if more and parts:
            start, end = groups[j - parts].start_s, groups[j - 1].end_s
        else:  # a word that made no sound stands at the end of what sounded before it
            start = end = groups[j - 1].end_s if j else 0.0
        own = words[i - more : i]
        whole, at = sum(own) or 1, 0
        shared = []
        for signs in own:
            first = start + (end - start) * at / whole
            at += signs
            shared.append((first, start + (end - start) * at / whole if more > 1 else end))
        times[:0] = shared
        i, j = i - more, j - parts
    return times
