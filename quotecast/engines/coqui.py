"""Coqui models: by folder or by zoo name, one speaker or many.

Models are called directly rather than through ``TTS.api``: that one writes 0.45 s of
silence after each sentence and silently ignores the speed asked for (seen in coqui-tts
0.28.0). Torch runs on one thread, so that the same line has the same samples however many
workers there are.
"""

from __future__ import annotations

import functools
import importlib.metadata

from quotecast.config import Studio
from quotecast.engines.coqui_model import CoquiModel
from quotecast.engines.files import ModelFiles, digest, find_model, look_into, zoo_folder
from quotecast.engines.interface import Speech
from quotecast.engines.pieces import join, pieces_of
from quotecast.errors import EngineError
from quotecast.model import Voice

HANDLING = 2
"""Raised whenever this file would make other samples from the same model and text."""


@functools.cache
def _version(package: str) -> str:
    return importlib.metadata.version(package)


class CoquiEngine:
    """Speaks with Coqui models, each loaded once and kept."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._models: dict[str, CoquiModel] = {}

    def identity(self, voice: Voice) -> str:
        """Versions of what computes, and the model's content."""
        files = find_model(voice, self._studio)
        content = digest(files) if files else f"not downloaded {voice.model}"
        return (
            f"coqui {HANDLING} coqui-tts {_version('coqui-tts')} torch {_version('torch')} "
            f"espeakng-loader {_version('espeakng-loader')} {content}"
        )

    def speak(self, text: str, voice: Voice, seed: int) -> Speech:
        """Say ``text`` piece by piece."""
        pieces = [p for p in pieces_of(text) if any(letter.isalnum() for letter in p)]
        if not pieces:
            raise EngineError(f"nothing to say in {text!r}", "delete the line from the script")
        model = self._model(voice)
        # Every piece starts from the seed: the same sentence sounds the same in any line.
        return join([(piece, model.say(piece, voice, seed)) for piece in pieces])

    def _model(self, voice: Voice) -> CoquiModel:
        if voice.model not in self._models:
            files = find_model(voice, self._studio) or download(voice)
            self._models[voice.model] = CoquiModel.load(files, voice)
        return self._models[voice.model]


def download(voice: Voice) -> ModelFiles:
    """Fetch a zoo model through Coqui's own manager.

    Raises:
        EngineError: there is no such model, no network, or its licence was not accepted.
    """
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    import os

    from TTS.utils.manage import ModelManager

    where = f"voices/{voice.id}.toml"
    manager = ModelManager(progress_bar=False)
    kind, language, data, name = voice.model.split("/")
    try:
        item = manager.models_dict[kind][language][data][name]
    except KeyError as fault:
        raise EngineError(
            f"Coqui's zoo has no model {voice.model!r}",
            "`tts --list_models` shows the names",
            where=where,
        ) from fault
    if item.get("tos_required") and os.environ.get("COQUI_TOS_AGREED") != "1":
        raise EngineError(
            f"{voice.model} is for non-commercial use only ({item.get('license', 'CPML')})",
            "if you accept its licence, set COQUI_TOS_AGREED=1",
            where=where,
        )
    folder = zoo_folder(voice.model)
    try:
        manager.download_model(voice.model)
        return look_into(folder, where)
    except EngineError:
        raise
    except Exception as fault:  # the manager raises what its HTTP libraries do
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()  # an empty folder would count as downloaded for ever
        raise EngineError(
            f"cannot download {voice.model}: {type(fault).__name__}",
            f"copy the model's folder to {folder}, or choose a voice that is installed",
            where=where,
        ) from fault
