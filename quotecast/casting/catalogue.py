"""The voice catalogue: one TOML file per voice in ``voices/``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from quotecast.config import Studio
from quotecast.errors import ConfigError
from quotecast.model import Gender, Voice
from quotecast.tomlfile import from_toml

NOT_VOICES: Final = frozenset({"lexicon.toml", "people.toml"})
"""Other files that lie in ``voices/``."""


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """What a voice file may say; see :class:`quotecast.model.Voice` for each key."""

    engine: str
    name: str = ""
    model: str = ""
    speaker: str = ""
    reference: str = ""
    consent: str = ""
    language: str = "en"
    gender: Gender = Gender.UNKNOWN
    accent: str = ""
    pitch_hz: int = 0
    timbre: list[int] = field(default_factory=list)
    narrator: bool = False
    description: str = ""
    licence: str = ""
    settings: dict[str, float] = field(default_factory=dict)
    version: int = 1
    """Of this file's format."""


def load_voices(studio: Studio) -> dict[str, Voice]:
    """Every voice of the studio by id, sorted by id.

    Raises:
        ConfigError: a voice file cannot be read, or says something unknown; it is named.
    """
    voices: dict[str, Voice] = {}
    if not studio.voices.is_dir():
        return voices
    for path in sorted(studio.voices.glob("*.toml")):
        if path.name in NOT_VOICES or path.name.startswith("."):
            continue  # a name with a dot is a file that a killed run left unfinished
        where = f"voices/{path.name}"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise ConfigError(f"cannot read: {fault}", where=where) from fault
        voices[path.stem] = _voice(path.stem, from_toml(VoiceFile, text, where))
    return voices


def _voice(name: str, file: VoiceFile) -> Voice:
    return Voice(
        id=name,
        name=file.name or name.replace("-", " ").title(),
        engine=file.engine,
        model=file.model,
        speaker=file.speaker,
        reference=file.reference,
        consent=file.consent,
        language=file.language,
        gender=file.gender,
        accent=file.accent,
        pitch_hz=file.pitch_hz,
        timbre=tuple(file.timbre),
        narrator=file.narrator,
        description=file.description,
        licence=file.licence,
        settings=tuple(sorted(file.settings.items())),
    )
