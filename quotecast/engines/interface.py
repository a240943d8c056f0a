"""What a speech engine is: words in, samples out.

A new engine is one file beside this one with a class that has these two methods and takes
the studio as its only argument, one line in ``ENGINES`` and one test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from quotecast.model import Voice

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]


@dataclass(frozen=True)
class SpokenToken:
    """A stretch of the spoken text between blanks, and when it sounds."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, eq=False)
class Speech:
    """What an engine said."""

    samples: Samples
    """Mono, shape [n], -1 to 1."""
    sample_rate: int
    """Hz."""
    words: tuple[SpokenToken, ...] | None = None
    """One for each blank-separated word of the text, from the model's own durations;
    None where the model has none."""


class Engine(Protocol):
    """A loaded or loadable engine; it may keep models in memory between calls."""

    def identity(self, voice: Voice) -> str:
        """What shapes the sound beside text, voice settings and seed.

        Engine and library version and a digest of the model's files. Cheap: no model is
        loaded and no heavy library imported.

        Raises:
            EngineError: the model's files are missing.
        """

    def speak(self, text: str, voice: Voice, seed: int) -> Speech:
        """Say ``text`` (verbalised: words and plain punctuation).

        The same arguments give the same samples on the same machine.

        Raises:
            EngineError: the model cannot be loaded, or cannot say this.
        """
