"""An engine whose voices are tones: for tests, and for hearing a timing without a model.

Each voice is a pitch, each word a tone as long as its letters need, so who spoke when can
be measured in the finished episode. Nothing else in the pipeline knows about it.
"""

from __future__ import annotations

import time
import zlib
from typing import Final

from quotecast.config import Studio
from quotecast.engines.interface import Speech, SpokenToken
from quotecast.errors import EngineError
from quotecast.model import Voice

SAMPLE_RATE: Final = 22_050
VERSION: Final = 1
"""Raised whenever the sound changes."""

SECONDS_PER_LETTER: Final = 0.055
GAP_S: Final = 0.04
EDGE_S: Final = 0.12
"""Silence before and after, as speech models leave it."""


class ToneEngine:
    """Says each word as a tone of the voice's pitch.

    Settings: ``amplitude`` (0 to 1, default 0.3) and ``cost`` (seconds of work simulated
    for each second of sound, default 0).
    """

    def __init__(self, studio: Studio) -> None:
        del studio  # tones need no files

    def identity(self, voice: Voice) -> str:
        """Version and pitch."""
        return f"tone {VERSION} {voice.pitch_hz}"

    def prepare(self, voice: Voice) -> None:
        """Tones need nothing loaded."""

    def speak(self, text: str, voice: Voice, seed: int) -> Speech:
        """Say the words of ``text`` as tones; a seed shifts the phase and nothing else."""
        import numpy as np

        words = text.split()
        if not any(letter.isalnum() for letter in text):
            raise EngineError(f"nothing to say in {text!r}", "delete the line from the script")
        if voice.pitch_hz <= 0:
            raise EngineError(
                f"voice {voice.id!r} has no pitch", "set pitch_hz", where=f"voices/{voice.id}.toml"
            )
        settings = dict(voice.settings)
        amplitude = settings.get("amplitude", 0.3)
        phase = 2 * np.pi * (zlib.crc32(f"{seed}".encode()) % 1000) / 1000
        pieces = [np.zeros(int(EDGE_S * SAMPLE_RATE))]
        timings = []
        at = len(pieces[0])
        for word in words:
            letters = sum(letter.isalnum() for letter in word)
            length = int((0.06 + SECONDS_PER_LETTER * letters) * SAMPLE_RATE)
            clock = np.arange(length) / SAMPLE_RATE
            edge = np.minimum(1.0, np.minimum(clock, clock[::-1]) / 0.01)
            tone = np.sin(2 * np.pi * voice.pitch_hz * clock + phase)
            tone += 0.3 * np.sin(4 * np.pi * voice.pitch_hz * clock + phase)
            gap = np.zeros(int(GAP_S * SAMPLE_RATE * (4 if word[-1:] in ".?!" else 1)))
            pieces += [amplitude * edge * tone / 1.3, gap]
            timings.append(SpokenToken(word, at / SAMPLE_RATE, (at + length) / SAMPLE_RATE))
            at += length + len(gap)
        pieces.append(np.zeros(int(EDGE_S * SAMPLE_RATE)))
        samples = np.concatenate(pieces).astype(np.float32)
        if cost := settings.get("cost", 0.0):
            time.sleep(cost * len(samples) / SAMPLE_RATE)
        return Speech(samples, SAMPLE_RATE, tuple(timings))
