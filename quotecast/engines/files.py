"""Where a Coqui model's files are, and a digest of them, without loading anything heavy."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from quotecast.config import Studio
from quotecast.engines.zoo import entry_of, is_zoo_name, zoo_folder
from quotecast.errors import EngineError
from quotecast.model import Voice
from quotecast.records import sha256_of

WEIGHTS: Final = ("model.pth", "model_file.pth", "model_file.pth.tar", "checkpoint.pth")
"""Names under which Coqui keeps weights, as its own model manager looks for them."""

SPEAKERS: Final = ("speakers.json", "speaker_ids.json", "speakers.pth", "speaker_ids.pth")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of one model."""

    folder: Path
    config: Path
    weights: Path
    vocoder: Path | None = None
    vocoder_config: Path | None = None
    speakers: Path | None = None
    languages: Path | None = None

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file that shapes the sound, in a fixed order."""
        files = (self.config, self.weights, self.speakers, self.languages)
        return tuple(f for f in (*files, self.vocoder, self.vocoder_config) if f is not None)


def find_model(voice: Voice, studio: Studio) -> ModelFiles | None:
    """The files of a voice's model; None for a zoo model that is not downloaded yet.

    Raises:
        EngineError: the voice names no model, or the folder lacks a file.
    """
    where = f"voices/{voice.id}.toml"
    if not voice.model:
        raise EngineError(
            "the voice names no model", "set model to a folder or a zoo name", where=where
        )
    if is_zoo_name(voice.model):
        folder = zoo_folder(voice.model)
        try:
            return _with_zoo_vocoder(look_into(folder, where), voice.model)
        except EngineError:
            return None
    folder = Path(voice.model)
    if not folder.is_absolute():
        folder = studio.inside(f"{studio.voices.name}/{voice.model}", where)
    return look_into(folder, where)


def _with_zoo_vocoder(files: ModelFiles, model: str) -> ModelFiles:
    """The vocoder that a zoo model is meant to be heard with, where it lies beside it."""
    entry = entry_of(model)
    if files.vocoder is not None or entry is None or not entry.vocoder:
        return files
    folder = zoo_folder(entry.vocoder)
    weights, config = _first(folder, WEIGHTS), folder / "config.json"
    if weights is None or not config.is_file():
        return files
    return replace(files, vocoder=weights, vocoder_config=config)


def look_into(folder: Path, where: str = "") -> ModelFiles:
    """Find the parts of a model in its folder.

    Raises:
        EngineError: the folder, its config.json or its weights are missing.
    """
    if not folder.is_dir():
        raise EngineError(
            f"there is no model folder {folder.name!r}",
            "put config.json and model.pth there, or choose another voice",
            where=where,
        )
    config = folder / "config.json"
    weights = _first(folder, WEIGHTS)
    if weights is None:
        others = [
            p for p in sorted(folder.glob("*.pth")) if p.name not in (*SPEAKERS, "vocoder.pth")
        ]
        weights = others[0] if len(others) == 1 else None
    for what, path in (("config.json", config), ("model.pth", weights)):
        if path is None or not path.is_file():
            raise EngineError(
                f"the model folder {folder.name!r} has no {what}",
                "copy the model's files again",
                where=where,
            )
    assert weights is not None  # noqa: S101 - for the type checker; checked above
    vocoder, vocoder_config = folder / "vocoder.pth", folder / "vocoder_config.json"
    with_vocoder = vocoder.is_file() and vocoder_config.is_file()
    return ModelFiles(
        folder,
        config,
        weights,
        vocoder if with_vocoder else None,
        vocoder_config if with_vocoder else None,
        _named(config, folder, "speakers_file") or _first(folder, SPEAKERS),
        _named(config, folder, "language_ids_file") or _first(folder, ("language_ids.json",)),
    )


def _first(folder: Path, names: tuple[str, ...]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _named(config: Path, folder: Path, key: str) -> Path | None:
    """The file that config.json names, looked for in the model's own folder.

    Coqui resolves such names against the working directory, and a config made elsewhere
    holds paths of the machine it was trained on: only the last part is believed.
    """
    settings = read_config(config)
    arguments = settings.get("model_args")
    name = settings.get(key) or (arguments.get(key) if isinstance(arguments, dict) else None)
    if not isinstance(name, str) or not name:
        return None
    path = folder / Path(name.replace("\\", "/")).name
    return path if path.is_file() else None


LARGEST_CONFIG: Final = 5_000_000
"""Bytes of a config.json; those of Coqui's zoo have some ten thousand."""


@functools.cache
def _parsed(path: Path, size: int, changed_ns: int) -> dict[str, Any]:
    del changed_ns  # part of the cache's key
    if size > LARGEST_CONFIG:
        raise EngineError(
            f"the model's {path.name} is larger than {LARGEST_CONFIG // 1_000_000} MB",
            "copy the model's files again",
        )
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as fault:
        raise EngineError(
            f"the model's config.json is damaged: {fault}", "copy the model's files again"
        ) from fault
    if not isinstance(data, dict):
        raise EngineError("the model's config.json is no JSON object", "copy the model again")
    return data


def read_config(path: Path) -> dict[str, Any]:
    """A model's config.json.

    Raises:
        EngineError: it is not JSON.
    """
    status = path.stat()
    return _parsed(path, status.st_size, status.st_mtime_ns)


@functools.cache
def _digest(path: Path, size: int, changed_ns: int) -> str:
    del size, changed_ns
    return sha256_of(path)


def digest(files: ModelFiles) -> str:
    """A digest of the model's files, by content: the same model elsewhere has the same one."""
    total = hashlib.sha256()
    for path in files.all:
        status = path.stat()
        total.update(f"{path.name} {_digest(path, status.st_size, status.st_mtime_ns)}\n".encode())
    return total.hexdigest()
