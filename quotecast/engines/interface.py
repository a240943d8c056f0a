"""What a speech engine is: words in, samples out.

A new engine is one file beside this one with a class that has the methods of :class:`Engine`
and takes the studio as its only argument, one line in ``ENGINES`` and one test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

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


@dataclass(frozen=True, slots=True)
class Request:
    """Something to say."""

    text: str
    """Verbalised: words and plain punctuation."""
    voice: Voice
    seed: int


class Engine(Protocol):
    """A loaded or loadable engine; it may keep models in memory between calls."""

    def identity(self, voice: Voice) -> str:
        """What shapes the sound beside text, voice settings and seed.

        Engine and library version and a digest of the model's files. Cheap: no model is
        loaded and no heavy library imported.

        Raises:
            EngineError: the model's files are missing.
        """

    def prepare(self, voice: Voice) -> None:
        """Load what :meth:`speak` needs for a voice, if it is not loaded yet.

        Raises:
            EngineError: the model cannot be loaded.
        """

    def speak(self, text: str, voice: Voice, seed: int) -> Speech:
        """Say ``text`` (verbalised: words and plain punctuation).

        The same arguments give the same samples on the same machine.

        Raises:
            EngineError: the model cannot be loaded, or cannot say this.
        """


@runtime_checkable
class BatchEngine(Engine, Protocol):
    """An engine that may be quicker when it is given much at once."""

    def batch(self, voice: Voice) -> int:
        """How many texts it likes to get together; 1 where that makes nothing quicker."""

    def speak_many(self, requests: Sequence[Request]) -> list[Speech]:
        """What :meth:`speak` says of each, in their order.

        Samples may differ from those of :meth:`speak` in their last hundredths of a second,
        and by rounding.

        Raises:
            EngineError: as :meth:`speak`, for the first that cannot be said.
        """
