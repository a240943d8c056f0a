"""The voices of a studio for people: what there is, how it sounds, how one is added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quotecast.config import Studio
from quotecast.engines import ENGINES, open_engine
from quotecast.engines.files import find_model, look_into
from quotecast.engines.zoo import Entry, entry_of, is_zoo_name
from quotecast.errors import CastError, ConfigError, EngineError
from quotecast.model import Voice, is_noncommercial
from quotecast.naming import slugify
from quotecast.record.store import wav_bytes
from quotecast.records import write_bytes, write_text

if TYPE_CHECKING:
    from quotecast.casting.measuring import Measured
    from quotecast.engines.interface import Speech

LOW_BELOW_HZ: Final = 130
HIGH_FROM_HZ: Final = 185
"""Pitch classes: men speak at 85-155 Hz, women at 165-255; the middle overlaps both."""

SAMPLE: Final = "This is how I sound. The council voted on Tuesday, and nobody was surprised."

MEASURED: Final = (
    "The council voted on Tuesday, and nobody was surprised. We waited ten years for this, "
    "he said, and now the water comes back. Who would have thought that a small town "
    "between two hills could keep its river?"
)
"""Long enough for a median: every vowel, statements and a question."""


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
    speech = _say(_named(name, voices), studio, text or SAMPLE)
    path = studio.output / "voices" / f"{name}.wav"
    write_bytes(path, wav_bytes(speech.samples, speech.sample_rate))
    return path


def _named(name: str, voices: Mapping[str, Voice]) -> Voice:
    if name not in voices:
        raise CastError(f"there is no voice {name!r}", "voices: " + ", ".join(sorted(voices)))
    return voices[name]


def _say(voice: Voice, studio: Studio, text: str) -> Speech:
    from quotecast.speech import load_lexicon, verbalise

    lexicon = load_lexicon(studio.voices / "lexicon.toml")
    spoken = verbalise(text, voice.language, lexicon)
    return open_engine(voice, studio).speak(spoken.text, voice, 0)


def measure(name: str, voices: Mapping[str, Voice], studio: Studio) -> Measured:
    """Let a voice speak, and write its pitch and timbre into its file.

    Nothing else of the file is touched.

    Raises:
        CastError: there is no such voice.
        EngineError: it cannot speak, or no voice is heard in what it says.
    """
    from quotecast.casting.measuring import measure as heard_in

    speech = _say(_named(name, voices), studio, MEASURED)
    found = heard_in(speech.samples, speech.sample_rate)
    if not found.pitch_hz:
        raise EngineError(f"no pitch is heard in the voice {name!r}", "try it, and listen")
    path = studio.voices / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    rows = {"pitch_hz": str(found.pitch_hz), "timbre": str(list(found.timbre))}
    write_text(path, _with_rows(text, rows))
    return found


def _with_rows(text: str, rows: Mapping[str, str]) -> str:
    """A TOML file with some keys of its top level set, everything else as it was."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    top = [row for row in lines[:end] if row.partition("=")[0].strip() not in rows]
    while top and not top[-1].strip():
        top.pop()
    new = [f"{key} = {value}" for key, value in rows.items()]
    rest = lines[end:]
    return "\n".join([*top, *new, *([""] if rest else []), *rest]) + "\n"


def terms_of(name: str, voices: Mapping[str, Voice]) -> Entry:
    """What Coqui's list says of the model that a voice needs and has not yet.

    Raises:
        CastError: there is no such voice.
        EngineError: its model is not one of Coqui's zoo.
    """
    voice = _named(name, voices)
    entry = entry_of(voice.model) if is_zoo_name(voice.model) else None
    if entry is None:
        raise EngineError(
            f"the model {voice.model!r} is not in Coqui's zoo",
            "`tts --list_models` shows the names",
            where=f"voices/{name}.toml",
        )
    return entry


def fetch(entry: Entry, *, accepted: bool) -> Path:
    """Download a model of Coqui's zoo; returns its folder.

    Args:
        entry: the model; its licence was shown.
        accepted: whether a licence for non-commercial use only was accepted.

    Raises:
        EngineError: such a licence was not accepted, or there is no network.
    """
    if is_noncommercial(entry.licence) and not accepted:
        raise EngineError(
            f"{entry.name} is for non-commercial use only ({entry.licence})",
            "if you accept its licence: --accept-licence",
        )
    from quotecast.engines.coqui_fetching import fetch as download

    return download(entry).folder


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
    if is_zoo_name(model):
        entry = entry_of(model)
        if entry is None:
            raise EngineError(
                f"Coqui's zoo has no model {model!r}", "`tts --list_models` shows the names"
            )
        licence = licence or entry.licence
    else:
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
