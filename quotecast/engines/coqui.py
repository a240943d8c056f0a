"""Coqui models: by folder or by zoo name, one speaker or many.

Models are called directly rather than through ``TTS.api``: that one writes 0.45 s of
silence after each sentence and silently ignores the speed asked for (seen in coqui-tts
0.28.0). Torch runs on one thread, so that the same line has the same samples however many
workers there are.
"""

from __future__ import annotations

import functools
import importlib.metadata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from quotecast.config import Studio
from quotecast.engines.coqui_model import CoquiModel
from quotecast.engines.files import (
    digest,
    find_model,
    read_config,
)
from quotecast.engines.interface import Request, Speech
from quotecast.engines.machine import arithmetic, sees_gpu
from quotecast.engines.pieces import join, pieces_of
from quotecast.engines.zoo import entry_of
from quotecast.errors import EngineError
from quotecast.model import Voice
from quotecast.records import sha256_of

HANDLING = 4
"""Raised whenever this file would make other samples from the same model and text."""

DECODING = 2
"""The same for the decoder of a VITS, see :mod:`quotecast.engines.coqui_decoder`."""

BATCH: Final = 32
"""Texts a GPU gets together."""

FRAMES_AT_ONCE: Final = 16_000
"""Of 256 samples: 3 minutes of sound, about 2 GB of a GPU's memory at the VCTK shape."""


@functools.cache
def _version(package: str) -> str:
    return importlib.metadata.version(package)


class CoquiEngine:
    """Speaks with Coqui models, each loaded once and kept."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._models: dict[str, CoquiModel] = {}

    def identity(self, voice: Voice) -> str:
        """Versions of what computes, how it computes, and the model's content."""
        files = find_model(voice, self._studio)
        content = digest(files) if files else f"not downloaded {voice.model}"
        parts = [
            f"coqui {HANDLING} coqui-tts {_version('coqui-tts')} torch {_version('torch')}",
            f"espeakng-loader {_version('espeakng-loader')} {content}",
        ]
        if files and read_config(files.config).get("model") == "vits":
            # Whether bfloat16 passed its check follows from model, torch and processor.
            parts.append(f"decoder {DECODING} {arithmetic()}")
        if reference := self._reference(voice):
            parts.append(f"reference {sha256_of(reference)}")
        return " ".join(parts)

    def prepare(self, voice: Voice) -> None:
        """Load the voice's model."""
        self._model(voice)

    def speak(self, text: str, voice: Voice, seed: int) -> Speech:
        """Say ``text`` piece by piece."""
        pieces = _sayable(text)
        model, reference = self._model(voice), self._reference(voice)
        named = str(reference) if reference else None
        # Every piece starts from the seed: the same sentence sounds the same in any line.
        return join([(piece, model.say(Request(piece, voice, seed), named)) for piece in pieces])

    def batch(self, voice: Voice) -> int:
        """Many on a GPU; on a processor a batch of four took 1.1 times as long as four lines."""
        return BATCH if sees_gpu() and not voice.reference else 1

    def speak_many(self, requests: Sequence[Request]) -> list[Speech]:
        """Say all pieces of all texts of one model in batches of like length."""
        pieces = [(at, p) for at, one in enumerate(requests) for p in _sayable(one.text)]
        said: dict[int, Speech] = {}
        for name in dict.fromkeys(one.voice.model for one in requests):
            own = [n for n, (at, _) in enumerate(pieces) if requests[at].voice.model == name]
            model = self._model(requests[pieces[own[0]][0]].voice)
            wanted = [replace(requests[pieces[n][0]], text=pieces[n][1]) for n in own]
            said.update(zip(own, model.say_many(wanted, FRAMES_AT_ONCE), strict=True))
        parts: list[list[tuple[str, Speech]]] = [[] for _ in requests]
        for number, (at, piece) in enumerate(pieces):
            parts[at].append((piece, said[number]))
        return [join(part) for part in parts]

    def _reference(self, voice: Voice) -> Path | None:
        """The recording that a voice is cloned from."""
        if not voice.reference:
            return None
        where = f"voices/{voice.id}.toml"
        path = self._studio.inside(f"{self._studio.voices.name}/{voice.reference}", where)
        if not path.is_file():
            raise EngineError(
                f"there is no recording {voice.reference!r}", "put it into voices/", where=where
            )
        return path

    def _model(self, voice: Voice) -> CoquiModel:
        if voice.model not in self._models:
            files = find_model(voice, self._studio)
            if files is None:
                raise _not_here(voice)
            self._models[voice.model] = CoquiModel.load(files, voice)
        return self._models[voice.model]


def _sayable(text: str) -> list[str]:
    """The pieces of a text that hold something to say.

    Raises:
        EngineError: none does.
    """
    pieces = [p for p in pieces_of(text) if any(letter.isalnum() for letter in p)]
    if not pieces:
        raise EngineError(f"nothing to say in {text!r}", "delete the line from the script")
    return pieces


def _not_here(voice: Voice) -> EngineError:
    """Nothing is downloaded in passing: its licence would be seen by nobody."""
    where = f"voices/{voice.id}.toml"
    entry = entry_of(voice.model)
    if entry is None:
        return EngineError(
            f"Coqui's zoo has no model {voice.model!r}",
            "`tts --list_models` shows the names",
            where=where,
        )
    return EngineError(
        f"the model {voice.model} is not downloaded (licence: {entry.licence})",
        f"quotecast voices fetch {voice.id}",
        where=where,
    )
