"""Words in time, where phonemes have other blanks than the text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecast.engines.sharing import Sounding, share_out


def stretches(*signs: int) -> list[Sounding]:
    """One after the other, a tenth of a second for each phoneme, a tenth between."""
    found, at = [], 0.0
    for count in signs:
        found.append(Sounding(at, at + count / 10, count))
        at += count / 10 + 0.1
    return found


@pytest.mark.parametrize(
    ("words", "groups", "expected"),
    [
        ([3, 4], [3, 4], [(0, 0.3), (0.4, 0.8)]),
        # "of the city": the first two are one stretch, shared by their phonemes
        ([2, 2, 4], [4, 4], [(0, 0.2), (0.2, 0.4), (0.5, 0.9)]),
        # an initialism of three stretches, then a word
        ([6, 5], [2, 2, 2, 5], [(0, 0.8), (0.9, 1.4)]),
        # a dash that says nothing
        ([4, 0, 4], [4, 4], [(0, 0.4), (0.4, 0.4), (0.5, 0.9)]),
        ([], [], []),
        ([3], [], [(0, 0)]),
    ],
)
def test_words_take_their_own_stretches(
    words: list[int], groups: list[int], expected: list[tuple[float, float]]
) -> None:
    times = share_out(words, stretches(*groups))
    assert [time for pair in times for time in pair] == pytest.approx(
        [time for pair in expected for time in pair]
    )


@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.integers(1, 9), max_size=12))
def test_every_word_has_a_time_and_they_stay_in_order(words: list[int], groups: list[int]) -> None:
    times = share_out(words, stretches(*groups))
    assert len(times) == len(words)
    assert all(start <= end + 1e-9 for start, end in times)
    assert all(one[1] <= two[0] + 1e-9 for one, two in itertools.pairwise(times))
