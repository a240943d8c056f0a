"""Whether this machine and this studio are fit to produce, and how to mend what is not."""

from __future__ import annotations

import enum
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Final

from quotecast.config import Studio, load_show
from quotecast.errors import ConfigError, QuotecastError

NEEDED: Final = ("coqui-tts", "torch", "pydub", "ffmpeg-python")
OPTIONAL: Final = {"pocketsphinx": "pip install quotecast[verify]"}

LITTLE_DISK: Final = 2_000_000_000
"""Bytes: about ten hours of takes."""
NO_DISK: Final = 200_000_000


class State(enum.StrEnum):
    """How a thing was found."""

    OK = "ok"
    WARN = "warn"
    """Works, but a producer should know."""
    FAIL = "fail"
    """No episode can be made, or none published."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: State
    said: str
    hint: str = ""


def examine(studio: Studio) -> tuple[Finding, ...]:
    """Look at everything an episode needs. Nothing is changed, nothing is downloaded."""
    found: list[Finding] = []
    for what, look in _LOOKS.items():
        try:
            found += look(studio)
        except QuotecastError as fault:
            found.append(Finding(what, State.FAIL, str(fault), fault.hint))
    return tuple(found)


def _python(_studio: Studio) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    fit = (3, 11) <= sys.version_info[:2] <= (3, 13)
    hint = "" if fit else "use Python 3.11 to 3.13"
    yield Finding("python", State.OK if fit else State.FAIL, version, hint)


def _packages(_studio: Studio) -> Iterator[Finding]:
    for name in (*NEEDED, *OPTIONAL):
        try:
            yield Finding("package", State.OK, f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            if name in OPTIONAL:
                said, hint = f"{name} is not installed; it is optional", OPTIONAL[name]
                yield Finding("package", State.OK, said, hint)
            else:
                said = f"{name} is not installed"
                yield Finding("package", State.FAIL, said, "pip install quotecast")


def _ffmpeg(_studio: Studio) -> Iterator[Finding]:
    from quotecast import ffmpeg_program
    from quotecast.master import FORMATS

    yield Finding("ffmpeg", State.OK, ffmpeg_program.version())
    encoders = ffmpeg_program.encoders()
    for kind, made in FORMATS.items():
        if made.codec not in encoders:
            said = f"no encoder {made.codec}: {kind} files cannot be made"
            yield Finding("ffmpeg", State.WARN, said, ffmpeg_program.INSTALL)


def _folders(studio: Studio) -> Iterator[Finding]:
    for folder in (studio.root, studio.scripts, studio.voices, studio.output):
        if not folder.exists():
            continue  # made when it is needed, in the studio's root
        name = "the studio" if folder == studio.root else f"{folder.name}/"
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            said, hint = f"{name} cannot be written", "change its owner or permissions"
            yield Finding("folders", State.FAIL, said, hint)
        else:
            yield Finding("folders", State.OK, f"{name} can be written")


def _disk(studio: Studio) -> Iterator[Finding]:
    # What is made may lie on a disk of its own.
    free = min(shutil.disk_usage(p).free for p in (studio.root, studio.output) if p.exists())
    state = State.OK if free > LITTLE_DISK else State.WARN if free > NO_DISK else State.FAIL
    hint = "" if state is State.OK else "free some disk space, or run `quotecast cache --prune`"
    yield Finding("disk", state, f"{free / 1e9:.1f} GB free", hint)


def _settings(studio: Studio) -> Iterator[Finding]:
    from quotecast.endpoint.client import withheld
    from quotecast.publish import check_show

    show = load_show(studio.settings)
    broken = check_show(show)
    for violation in broken:
        yield Finding("settings", State.FAIL, str(violation), violation.hint)
    if not show.base_url:
        said = "no base_url: the feed works on this machine only"
        yield Finding("settings", State.WARN, said, "set base_url in podcast.toml")
    if show.attribution.endpoint and (why := withheld(show.attribution.endpoint)):
        said, _, hint = why.partition("; ")
        yield Finding("settings", State.WARN, said, hint)
    if not broken:
        yield Finding("settings", State.OK, "podcast.toml makes a feed that apps accept")


def _voices(studio: Studio) -> Iterator[Finding]:
    from quotecast.casting import load_voices
    from quotecast.engines import open_engine
    from quotecast.speech import load_lexicon

    load_lexicon(studio.voices / "lexicon.toml")
    voices = load_voices(studio)
    if not voices:
        raise ConfigError("there are no voices in voices/", "run `quotecast init` here")
    if not any(voice.narrator for voice in voices.values()):
        said = "no voice is marked as a narrator's"
        yield Finding("voices", State.WARN, said, "write narrator = true into one")
    for voice in voices.values():
        try:
            open_engine(voice, studio).identity(voice)
        except QuotecastError as fault:
            yield Finding("voices", State.FAIL, f"{voice.id}: {fault}", fault.hint)
        else:
            yield Finding("voices", State.OK, f"{voice.id}: {voice.engine}")


_LOOKS: Final[dict[str, Callable[[Studio], Iterator[Finding]]]] = {
    "python": _python,
    "package": _packages,
    "ffmpeg": _ffmpeg,
    "folders": _folders,
    "disk": _disk,
    "settings": _settings,
    "voices": _voices,
}
"""What is looked at, in this order."""
