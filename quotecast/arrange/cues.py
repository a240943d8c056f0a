"""The options of a sound cue: ``> MUSIC: theme.mp3, fade 2s, gain -3dB``."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final

from quotecast.errors import ScriptError
from quotecast.model import SoundCue

LEVELS_MB: Final = {"MUSIC": -200, "STING": -300, "BED": -1100}
"""Loudness relative to the voices; a bed gives way by :data:`DUCK_MB` more under speech, so
that it lies 20 dB below it, where every word stays clear."""

DUCK_MB: Final = 900

FADES_MS: Final = {"MUSIC": (30, 1500), "STING": (10, 300), "BED": (800, 2500)}
"""Fade in and out by kind."""

LEAD_MS: Final = 2000
"""A bed is heard alone this long before the first voice on it."""

TIMES: Final = ("fade", "fade in", "fade out", "duration", "start", "lead")
LEVELS: Final = ("gain", "duck")
WORDS: Final = {"until": ("section", "headline", "end"), "loop": ("yes", "no")}
BED_ONLY: Final = ("duck", "lead", "until", "loop")

TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,6}(?:\.\d{1,3})?) ?(ms|s)?")
LEVEL = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,2})?) ?(?:db)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CueSettings:
    """What a cue asks for, in ms and millibels."""

    fade_in_ms: int
    fade_out_ms: int
    gain_mb: int
    """Relative to the voices' loudness."""
    start_ms: int
    """Where in the file to begin."""
    duration_ms: int | None
    """None: to the file's end, or for a bed as long as it lasts."""
    duck_mb: int
    lead_ms: int
    until: str
    """A bed lasts until its ``section`` ends, until the first line on it, the ``headline``, was
    read, or until the ``end`` of the episode."""
    loop: bool


def settings_of(cue: SoundCue, where: str) -> CueSettings:
    """Read a cue's options.

    Raises:
        ScriptError: an option is unknown, stands twice, or its value cannot be read.
    """
    options = _known(cue, where)
    fade_in, fade_out = FADES_MS[cue.kind] if cue.kind in FADES_MS else FADES_MS["MUSIC"]
    both = _time(options, "fade", -1, where)
    length = _time(options, "duration", 0, where)
    if "duration" in options and not length:
        raise ScriptError(f"duration {options['duration']!r} is nothing", where=where)
    level = LEVELS_MB.get(cue.kind, LEVELS_MB["MUSIC"])
    return CueSettings(
        fade_in_ms=_time(options, "fade in", both if both >= 0 else fade_in, where),
        fade_out_ms=_time(options, "fade out", both if both >= 0 else fade_out, where),
        gain_mb=level + _level(options, "gain", 0, where),
        start_ms=_time(options, "start", 0, where),
        duration_ms=length or None,
        duck_mb=abs(_level(options, "duck", DUCK_MB, where)),
        lead_ms=_time(options, "lead", LEAD_MS, where),
        until=_word(options, "until", "section", where),
        loop=_word(options, "loop", "yes", where) == "yes",
    )


def _known(cue: SoundCue, where: str) -> dict[str, str]:
    """Options by name: ``fade in 2s`` is written with its name in two words."""
    known = [*TIMES, *LEVELS, *WORDS]
    allowed = [name for name in known if cue.kind == "BED" or name not in BED_ONLY]
    options: dict[str, str] = {}
    for name, value in cue.options:
        key, rest = name.lower().replace("_", " ").replace("-", " "), value.strip()
        if key == "fade" and (found := re.match(r"(in|out)\b\s*", rest)):
            key, rest = f"fade {found.group(1)}", rest[found.end() :]
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "known: " + ", ".join(allowed)
            raise ScriptError(f"{cue.kind} has no option {name!r}", hint, where=where)
        if key in options:
            raise ScriptError(f"option {key!r} stands twice", "delete one", where=where)
        options[key] = rest
    return options


def _time(options: dict[str, str], name: str, default: int, where: str) -> int:
    if name not in options:
        return default
    found = TIME.fullmatch(options[name])
    if not found:
        raise ScriptError(
            f"{name} {options[name]!r} is no time",
            f"write `{name} 2s` or `{name} 1:30`",
            where=where,
        )
    minutes, number, unit = found.groups()
    value = float(number) * (1 if unit == "ms" else 1000)
    return round(value) + int(minutes or 0) * 60_000


def _level(options: dict[str, str], name: str, default: int, where: str) -> int:
    if name not in options:
        return default
    found = LEVEL.fullmatch(options[name])
    if not found:
        raise ScriptError(
            f"{name} {options[name]!r} is no level", f"write `{name} -6dB`", where=where
        )
    return round(float(found.group(1)) * 100)


def _word(options: dict[str, str], name: str, default: str, where: str) -> str:
    value = options.get(name, default).lower()
    if value not in WORDS[name]:
        raise ScriptError(
            f"{name} {value!r} is not known", "write " + " or ".join(WORDS[name]), where=where
        )
    return value
