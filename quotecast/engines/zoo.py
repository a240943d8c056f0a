"""Coqui's list of models that can be downloaded, read without importing Coqui.

The list comes inside the package coqui-tts (``TTS/.models.json``); nothing is asked of the
network. See :mod:`quotecast.engines.coqui_fetching` for the download itself.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of one model."""

    name: str
    """``tts_models/en/vctk/vits``."""
    licence: str
    description: str = ""
    vocoder: str = ""
    """Name of the vocoder it is meant to be heard with; empty where it needs none."""


def is_zoo_name(model: str) -> bool:
    """Whether a model is named as in Coqui's zoo (``tts_models/en/vctk/vits``)."""
    return model.startswith("tts_models/") and model.count("/") == 3


def zoo_folder(model: str) -> Path:
    """Where Coqui keeps a zoo model once it is downloaded.

    The rule of coqui-tts: ``$TTS_HOME/tts``, ``$XDG_DATA_HOME/tts`` or
    ``~/.local/share/tts``, then the name with ``--`` for ``/``.
    """
    base = os.environ.get("TTS_HOME") or os.environ.get("XDG_DATA_HOME")
    home = Path(base) if base else Path.home() / ".local" / "share"
    return home / "tts" / model.replace("/", "--")


def entry_of(model: str) -> Entry | None:
    """What Coqui's list says of a model; None when it does not name it."""
    kind, language, data, name = model.split("/")
    try:
        item = _list()[kind][language][data][name]
    except (KeyError, TypeError):
        return None
    return Entry(
        model,
        str(item.get("license") or "not stated"),
        str(item.get("description") or ""),
        str(item.get("default_vocoder") or ""),
    )


@functools.cache
def _list() -> dict[str, Any]:
    found = importlib.util.find_spec("TTS")
    for folder in (found.submodule_search_locations if found else None) or ():
        path = Path(folder) / ".models.json"
        if path.is_file():
            return dict(json.loads(path.read_text(encoding="utf-8")))
    return {}
