"""How the gain of music moves, beside the same reckoned instant by instant."""

from __future__ import annotations

import numpy as np
import pytest

from quotecast.ducking import ATTACK_MS, RELEASE_MS, Ducking, speech
from quotecast.model import Clip, Timeline

RATE = 1000  # a frame is a millisecond


def depth_at(time: float, stretches: list[tuple[int, int]]) -> float:
    """0 where the bed is alone, 1 where it lies under speech."""
    depth = 0.0
    for start, end in stretches:
        falling = 1 - (start - time) / ATTACK_MS
        rising = 1 - (time - end) / RELEASE_MS
        depth = max(depth, min(1.0, falling, rising))
    return depth


def test_gain_follows_speech_and_fades_at_any_place() -> None:
    """Also where one value stands for a whole piece, because nothing moves there."""
    random = np.random.default_rng(5)
    starts = np.cumsum(random.integers(900, 9000, 30))
    voices = [Clip("voice", "a", int(at), int(random.integers(300, 4000))) for at in starts]
    bed = Clip("bed", "m", 0, 150_000, gain_mb=-600, fade_in_ms=2000, fade_out_ms=5000, duck_mb=900)
    timeline = Timeline(150_000, (bed, *voices), ())
    ducking, stretches = Ducking(timeline), speech(timeline)
    single = 0
    for _ in range(300):
        first = int(random.integers(0, 149_000))
        last = first + int(random.integers(1, 1000))
        found = ducking.gain(bed, first, last, RATE)
        single += len(found) == 1 < last - first
        times = np.arange(first, last)
        fade = np.minimum(1, np.minimum(times / 2000, (150_000 - times) / 5000))
        down = [1 + (10 ** (-900 / 2000) - 1) * depth_at(time, stretches) for time in times]
        wanted = 10 ** (-600 / 2000) * fade * np.array(down)
        assert np.broadcast_to(found, wanted.shape) == pytest.approx(wanted, abs=2e-5)
    assert single > 100


def test_without_speech_or_ducking_the_gain_stands_still() -> None:
    alone = Timeline(9000, (Clip("music", "m", 0, 9000, gain_mb=-200),), ())
    assert Ducking(alone).gain(alone.clips[0], 0, 9000, RATE) == pytest.approx([10**-0.1])
