"""Speech engines: words to sound. See :mod:`quotecast.engines.interface` to add one."""

from __future__ import annotations

import importlib
from typing import Final

from quotecast.config import Studio
from quotecast.engines.interface import Engine
from quotecast.errors import EngineError
from quotecast.model import Voice

ENGINES: Final = {
    "coqui": "quotecast.engines.coqui:CoquiEngine",
    "tone": "quotecast.engines.tone:ToneEngine",
}
"""Engine name → module and class; imported when a voice first needs it."""

_open: dict[tuple[str, str], Engine] = {}


def open_engine(voice: Voice, studio: Studio) -> Engine:
    """The engine of a voice; the same object for every voice of that engine and studio.

    Raises:
        EngineError: no such engine.
    """
    if voice.engine not in ENGINES:
        raise EngineError(
            f"voice {voice.id!r} asks for the engine {voice.engine!r}, which does not exist",
            "engines: " + ", ".join(ENGINES),
            where=f"voices/{voice.id}.toml",
        )
    key = (voice.engine, str(studio.root.resolve()))
    if key not in _open:
        module, _, name = ENGINES[voice.engine].partition(":")
        engine: Engine = getattr(importlib.import_module(module), name)(studio)
        _open[key] = engine
    return _open[key]
