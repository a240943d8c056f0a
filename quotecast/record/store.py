"""The take cache: ``output/takes/ab/<key>.wav`` with ``<key>.json`` beside it.

A key covers everything that shapes the sound, so a take never goes stale; two runs that
make the same take make the same bytes, so they cannot harm each other. The JSON comes last:
a take without it was cut off and does not exist.
"""

from __future__ import annotations

import hashlib
import io
import json
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quotecast.config import Studio
from quotecast.errors import QuotecastError
from quotecast.model import Voice, Word
from quotecast.records import read_json, sha256_of, sweep, write_bytes, write_json

if TYPE_CHECKING:
    from quotecast.engines.interface import Samples

VERSION: Final = 1
"""Of the take's own form; raised when an old take must not be used again."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is known of a recorded text: ``<key>.json``."""

    key: str
    text: str
    """As spoken."""
    sha256: str
    """Of the WAV file."""
    duration_ms: int
    sample_rate: int
    lead_ms: int
    tail_ms: int
    loudness_mb: int
    peak_mb: int
    words: tuple[Word, ...]
    """The spoken words, from the start of the file."""
    timing: str
    attempts: int
    warnings: tuple[str, ...] = ()
    version: int = 1
    """Of this file's format."""


def key_of(spoken: str, language: str, voice: Voice, identity: str, generation: int = 0) -> str:
    """The content key of a take: SHA-256, hex."""
    parts = [
        VERSION,
        spoken,
        language,
        voice.engine,
        voice.speaker,
        voice.reference,
        voice.settings,
        identity,
        generation,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


class TakeStore:
    """Reads and writes the takes of a studio."""

    def __init__(self, studio: Studio) -> None:
        self._root = studio.root
        self._folder = studio.takes

    def wav(self, key: str) -> Path:
        """Where a take's sound is."""
        return self._folder / key[:2] / f"{key}.wav"

    def relative(self, key: str) -> str:
        """The same, relative to the studio."""
        return self.wav(key).relative_to(self._root).as_posix()

    def find(self, key: str) -> Recorded | None:
        """A take that is there and whole; None when it must be recorded (again)."""
        path = self.wav(key)
        try:
            recorded = read_json(Recorded, path.with_suffix(".json"))
            whole = sha256_of(path) == recorded.sha256
        except (OSError, QuotecastError):
            return None
        return recorded if whole and recorded.key == key else None

    def save(self, recorded: Recorded, wav: bytes) -> None:
        """Keep a take: first the sound, then what is known of it."""
        path = self.wav(recorded.key)
        write_bytes(path, wav)
        write_json(path.with_suffix(".json"), recorded)

    def generation(self, base: str) -> int:
        """How often a new take of this line was asked for."""
        try:
            return int((self._folder / base[:2] / f"{base}.again").read_text())
        except (OSError, ValueError):
            return 0

    def ask_again(self, base: str) -> int:
        """Count one more wish for a new take; the count is part of its key."""
        count = self.generation(base) + 1
        write_bytes(self._folder / base[:2] / f"{base}.again", f"{count}\n".encode())
        return count

    def size(self) -> tuple[int, int]:
        """Takes and bytes in the cache."""
        files = [path for path in self._folder.glob("??/*") if path.is_file()]
        takes = sum(path.suffix == ".wav" for path in files)
        return takes, sum(path.stat().st_size for path in files)

    def prune(self, keep: frozenset[str]) -> tuple[int, int]:
        """Delete every take but those of ``keep``; returns takes and bytes freed."""
        takes = freed = 0
        for path in sorted(self._folder.glob("??/*")):
            if path.is_file() and path.stem not in keep and path.suffix in (".wav", ".json"):
                freed += path.stat().st_size
                takes += path.suffix == ".wav"
                path.unlink()
        return takes, freed

    def sweep(self) -> None:
        """Delete what killed runs left unfinished; a run that is recording keeps its own."""
        sweep(self._folder, "??/")


def wav_bytes(samples: Samples, sample_rate: int) -> bytes:
    """Mono samples (-1 to 1) as a 16-bit WAV file."""
    import numpy as np

    data = np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2")
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(data.tobytes())
    return buffer.getvalue()
