"""Every voice at one loudness, whatever its engine."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import median_low
from typing import Final

from quotecast.model import Take

VOICE_MB: Final = -2300
"""Voices are mixed at -23 LUFS (one loudspeaker): high enough for 16 bits, low enough that
the peaks of speech, up to 20 dB above it, do not clip. Mastering sets the final level."""

CEILING_MB: Final = -100
"""No take's peak goes above this in the mix; all voices go down together where one would."""

WHIM_MB: Final = 300
"""A take this much louder or softer than its voice is a model's whim and is brought back to
here; within it, louder and softer lines are how the voice speaks."""

FLOOR_MB: Final = -6000
"""Takes below this say nothing that a gain should raise."""


def voice_gains(takes: Mapping[int, Take]) -> dict[int, int]:
    """Millibels for each line that bring its voice to :data:`VOICE_MB`, or all below it.

    A voice's loudness is the energy mean of its takes, weighted by how long they sound: the
    way listeners and BS.1770 add it up.
    """
    by_voice: dict[str, list[Take]] = {}
    for take in takes.values():
        by_voice.setdefault(take.voice, []).append(take)
    gains: dict[int, int] = {}
    for voice_takes in by_voice.values():
        usual = _median(voice_takes)
        own = {take.line: _brought_back(take, usual) for take in voice_takes}
        gain = VOICE_MB - _mean(voice_takes, own)
        gains |= {line: round(gain + change) for line, change in own.items()}
    highest = max((take.peak_mb + gains[line] for line, take in takes.items()), default=CEILING_MB)
    too_high = max(0, highest - CEILING_MB)
    return {line: gain - too_high for line, gain in gains.items()}


def _median(takes: list[Take]) -> int:
    """How loud a voice usually is: single loud takes do not move it."""
    return median_low([take.loudness_mb for take in takes if take.loudness_mb > FLOOR_MB] or [0])


def _brought_back(take: Take, voice_mb: int) -> float:
    """The change for a single take that is far from its voice."""
    if take.loudness_mb <= FLOOR_MB:
        return 0.0
    away = take.loudness_mb - voice_mb
    return max(-WHIM_MB, min(WHIM_MB, away)) - away


def _mean(takes: list[Take], changes: Mapping[int, float]) -> float:
    """Loudness of several takes together, millibels of LUFS."""
    energy = length = 0.0
    for take in takes:
        if take.loudness_mb > FLOOR_MB:
            sounding = max(1, take.duration_ms - take.lead_ms - take.tail_ms)
            level = take.loudness_mb + changes.get(take.line, 0.0)
            energy += sounding * 10 ** (level / 1000)
            length += sounding
    return 1000 * math.log10(energy / length) if length else float(VOICE_MB)
