"""Takes heard again by a speech recogniser: how many of the words it understands.

pocketsphinx with the US English model that comes in its package, its default settings and
its open vocabulary: no hint of the text. It mishears some words of anybody, so a line stands
out by more errors than its neighbours, not by having some.

What is compared is what was said, not what was written: "$4" is "four dollars" on both sides.
Words that sound alike to the recogniser's own dictionary count as one ("their" and "there",
"labour" and "labor"), and so do two words written as one. Words that it does not know (names,
most often) cannot be heard by it: they are counted apart, and whatever it makes of them is not
held against the take.
"""

from __future__ import annotations

import re
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quotecast.engines.espeak import IPA
from quotecast.errors import EngineError
from quotecast.record.session import Planned
from quotecast.record.store import TakeStore

if TYPE_CHECKING:
    from quotecast.engines.interface import Samples

RATE: Final = 16_000
"""Hz, what the recogniser's model was trained on."""

LEVEL: Final = 0.1
"""RMS of full scale that a take is brought to before it is heard."""

EDGE_S: Final = 0.25
"""Silence put before and behind it."""

UNKNOWN_AS: Final = 4
"""Words that may be heard in the place of one that the recogniser does not know."""

UNSPELT: Final = "ipaword"
"""Stands for a word given as phonemes; the recogniser's dictionary has no such word."""

Sounds = Callable[[str], frozenset[str]]
"""A word → its pronunciations; empty where the recogniser does not know it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of one take."""

    line: int
    """Index into the script's lines."""
    words: int
    """Words said that the recogniser knows."""
    errors: int
    """Fewest of them to change, drop or add to come to what was heard."""
    unknown: int
    """Words said that it does not know."""
    text: str
    """What was heard."""

    @property
    def rate(self) -> float:
        """Word error rate: errors for each known word, 0 for a line without any."""
        return self.errors / self.words if self.words else 0.0


class Listener:
    """The recogniser, loaded once."""

    def __init__(self) -> None:
        """Load it.

        Raises:
            EngineError: pocketsphinx is not installed.
        """
        try:
            from pocketsphinx import Decoder
        except ImportError as fault:
            raise EngineError(
                "listening needs pocketsphinx, which is not installed",
                "pip install 'quotecast[verify]'",
            ) from fault
        self._decoder: Any = Decoder(loglevel="FATAL")

    def hear(self, samples: Samples, sample_rate: int) -> list[str]:
        """The words recognised in a sound.

        Args:
            samples: mono, shape [n], -1 to 1.
            sample_rate: Hz.
        """
        import numpy as np
        import soxr  # type: ignore[import-untyped]

        sound = soxr.resample(samples.astype(np.float32), sample_rate, RATE)
        level = float(np.sqrt(np.mean(sound.astype(np.float64) ** 2))) if len(sound) else 0.0
        sound = np.pad(sound * (LEVEL / max(level, 1e-5)), int(EDGE_S * RATE))
        data = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
        self._decoder.start_utt()
        self._decoder.process_raw(data, full_utt=True)
        self._decoder.end_utt()
        best = self._decoder.hyp()
        return words_of(best.hypstr) if best else []

    def sounds(self, word: str) -> frozenset[str]:
        """A word's pronunciations, its entries "word(2)" and so on included."""
        found = []
        for number in range(1, 6):
            entry = self._decoder.lookup_word(word if number == 1 else f"{word}({number})")
            if entry is None:
                break
            found.append(str(entry))
        return frozenset(found)


def listen(planned: Sequence[Planned], store: TakeStore, listener: Listener) -> Iterator[Heard]:
    """Hear the takes there are, in the order of the lines; lines without one are passed over."""
    for item in planned:
        if item.recorded is None:
            continue
        samples, rate = _read(store.wav(item.key))
        said, heard = words_of(item.spoken.text), listener.hear(samples, rate)
        errors = fewest_edits(said, heard, listener.sounds)
        known = sum(bool(listener.sounds(word)) for word in said)
        yield Heard(item.line, known, errors, len(said) - known, " ".join(heard))


def _read(path: Path) -> tuple[Samples, int]:
    import numpy as np

    with wave.open(str(path), "rb") as file:
        data = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        return data.astype(np.float32) / np.float32(32768), file.getframerate()


def words_of(text: str) -> list[str]:
    """A text as a list of plain words, as the recogniser writes them."""
    text = IPA.sub(f" {UNSPELT} ", text).lower().replace("’", "'")
    text = re.sub(r"\(\d+\)", "", text)
    words = (word.strip("'") for word in re.sub(r"[^a-z' ]", " ", text).split())
    # The letter A is written as it sounds, where it is meant as a letter.
    return ["a" if word == "eh" else word for word in words if word]


def fewest_edits(said: Sequence[str], heard: Sequence[str], sounds: Sounds) -> int:
    """Fewest words to change, drop or add to make what was heard what was said.

    Nothing is counted for words that sound alike, for two words heard as one or one as two,
    and for what is heard in the place of a word without a sound (an unknown one).
    """
    # costs[i][j]: for the first i words said and the first j heard.
    costs = [[0] * (len(heard) + 1) for _ in range(len(said) + 1)]
    for i in range(len(said) + 1):
        for j in range(len(heard) + 1):
            if i or j:
                costs[i][j] = min(_ways(costs, said, heard, i, j, sounds))
    return costs[-1][-1]


def _ways(
    costs: Sequence[Sequence[int]],
    said: Sequence[str],
    heard: Sequence[str],
    i: int,
    j: int,
    sounds: Sounds,
) -> Iterator[int]:
    """Costs of every way to come to words ``i`` and ``j``."""
    known = bool(i) and bool(sounds(said[i - 1]))
    if i:
        yield costs[i - 1][j] + known  # said, and not heard
    if j:
        yield costs[i][j - 1] + 1  # heard, and not said
    if not i or not j:
        return
    if not known:
        yield min(costs[i - 1][j - more] for more in range(1, min(j, UNKNOWN_AS) + 1))
        return
    yield costs[i - 1][j - 1] + (not _alike(said[i - 1], heard[j - 1], sounds))
    if i > 1 and said[i - 2] + said[i - 1] == heard[j - 1]:
        yield costs[i - 2][j - 1]
    if j > 1 and said[i - 1] == heard[j - 2] + heard[j - 1]:
        yield costs[i - 1][j - 2]


def _alike(one: str, other: str, sounds: Sounds) -> bool:
    return one == other or not sounds(one).isdisjoint(sounds(other))
