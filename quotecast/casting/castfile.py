"""``scripts/<slug>.cast.toml``: who speaks with which voice, edited by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from quotecast.errors import CastError
from quotecast.model import Cast, Gender, Role
from quotecast.tomlfile import from_toml

HEAD = """# Who speaks with which voice in this episode. Yours to edit: what stands here wins.
# Voices are the files in voices/; `quotecast voices` lists them.
"""

VERSION = 1
"""Of the file's format."""


@dataclass(frozen=True, slots=True)
class _RoleFile:
    speaker: str
    voice: str
    gender: Gender = Gender.UNKNOWN
    aliases: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _CastFile:
    narrator: str
    role: list[_RoleFile] = field(default_factory=list)
    version: int = VERSION


def parse_cast(text: str, where: str) -> Cast:
    """Read a cast file.

    Raises:
        NewerError: it is of a later version.
        ConfigError: not TOML, an unknown key, a wrong value.
        CastError: one name stands for two roles.
    """
    file = from_toml(_CastFile, text, where)
    seen: set[str] = set()
    for role in file.role:
        for name in (role.speaker, *role.aliases):
            if name in seen:
                raise CastError(f"{name!r} is cast twice", "keep one of the roles", where=where)
            seen.add(name)
    roles = (Role(r.speaker, r.voice, tuple(r.aliases), r.gender) for r in file.role)
    return Cast(file.narrator, tuple(roles))


def format_cast(cast: Cast) -> str:
    """The cast as a file; :func:`parse_cast` reads it back."""
    parts = [f"{HEAD}version = {VERSION}\n\nnarrator = {_quoted(cast.narrator)}\n"]
    for role in cast.roles:
        lines = [
            "",
            "[[role]]",
            f"speaker = {_quoted(role.speaker)}",
            f"voice = {_quoted(role.voice)}",
        ]
        if role.gender != Gender.UNKNOWN:
            lines.append(f'gender = "{role.gender}"')
        if role.aliases:
            lines.append(f"aliases = [{', '.join(map(_quoted, role.aliases))}]")
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, whose escapes TOML shares, and DEL, which TOML escapes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
