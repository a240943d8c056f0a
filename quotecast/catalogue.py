"""The voices of a studio for people: what there is, how it sounds, how one is added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quotecast.config import Studio
from quotecast.engines import ENGINES, open_engine
from quotecast.engines.files import find_model, is_zoo_name, look_into
from quotecast.errors import CastError, ConfigError, EngineError
from quotecast.model import Voice
from quotecast.naming import slugify
from quotecast.record.store import wav_bytes
from quotecast.records import write_bytes, write_text

LOW_BELOW_HZ: Final = 130
HIGH_FROM_HZ: Final = 185
"""Pitch classes: men speak at 85-155 Hz, women at 165-255; the middle overlaps both."""

SAMPLE: Final = "This is how I sound. The council voted on Tuesday, and nobody was surprised."


@dataclass(frozen=True, slots=True)
class Listed:
    """A voice and whether it can speak here."""

    voice: Voice
    pitch_class: str
    """``low``, ``middle``, ``high`` or ``unmeasured``."""
    state: str
    """``installed``, ``downloadable`` or ``missing: why``."""


def survey(voices: Mapping[str, Voice], studio: Studio) -> tuple[Listed, ...]:
    """Every voice by id. Loads no model."""
    return tuple(
        Listed(voice, _pitch_class(voice.pitch_hz), _state(voice, studio))
        for _, voice in sorted(voices.items())
    )


def _pitch_class(pitch: int) -> str:
    if pitch <= 0:
        return "unmeasured"
    if pitch < LOW_BELOW_HZ:
        return "low"
    return "high" if pitch >= HIGH_FROM_HZ else "middle"


def _state(voice: Voice, studio: Studio) -> str:
    try:
        if voice.engine != "coqui":
            open_engine(voice, studio).identity(voice)
            return "installed"
        return "installed" if find_model(voice, studio) else "downloadable"
    except (EngineError, ConfigError) as fault:
        return f"missing: {fault.message}"


def try_out(name: str, voices: Mapping[str, Voice], studio: Studio, text: str = "") -> Path:
    """Let a voice say something: ``output/voices/<id>.wav``.

    Raises:
        CastError: there is no such voice.
        EngineError: it cannot speak.
    """
    from quotecast.speech import load_lexicon, verbalise

    if name not in voices:
        raise CastError(f"there is no voice {name!r}", "voices: " + ", ".join(sorted(voices)))
    voice = voices[name]
    lexicon = load_lexicon(studio.voices / "lexicon.toml")
    spoken = verbalise(text or SAMPLE, voice.language, lexicon)
    speech = open_engine(voice, studio).speak(spoken.text, voice, 0)
    path = studio.output / "voices" / f"{name}.wav"
    write_bytes(path, wav_bytes(speech.samples, speech.sample_rate))
    return path


def add(
    name: str,
    studio: Studio,
    *,
    model: str,
    speaker: str = "",
    reference: str = "",
    consent: str = "",
    licence: str = "",
    language: str = "en",
) -> Path:
    """Write ``voices/<name>.toml`` for a model at hand or in Coqui's zoo.

    A cloned voice needs the recording's licence and the consent of the person heard: without
    both it is refused.

    Raises:
        ConfigError: the name is taken or no file name, or consent or licence is missing.
        EngineError: the model folder lacks a file.
    """
    path = studio.voices / f"{name}.toml"
    if slugify(name) != name:
        raise ConfigError(f"{name!r} is no voice id", "use lower-case letters, digits, hyphens")
    if path.exists():
        raise ConfigError(
            f"there is a voice {name!r} already", f"edit {path.name}, or choose another"
        )
    if reference and not (licence and consent):
        raise ConfigError(
            "a voice made from a recording needs its licence and who agreed to it",
            '--licence "CC0-1.0" --consent "Jane Doe, 2026-11-24"',
        )
    if reference:
        studio.inside(f"{studio.voices.name}/{reference}")
    if not is_zoo_name(model):
        folder = Path(model)
        look_into(
            folder if folder.is_absolute() else studio.inside(f"{studio.voices.name}/{model}")
        )
    rows = {
        "name": name.replace("-", " ").title(),
        "engine": "coqui",
        "model": model,
        "speaker": speaker,
        "reference": reference,
        "consent": consent,
        "language": language,
        "licence": licence,
    }
    assert rows["engine"] in ENGINES  # noqa: S101 - a misspelling here would be a bug
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items() if value
    ]
    write_text(path, "\n".join(lines) + "\n")
    return path
