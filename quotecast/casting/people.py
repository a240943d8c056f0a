"""``voices/people.toml``: the voice a person has in every episode of the studio."""

from __future__ import annotations

import json
import tomllib

from quotecast.config import Studio
from quotecast.errors import ConfigError
from quotecast.model import Cast
from quotecast.records import check_version, lock, write_text

VERSION = 1
"""Of the file's format."""

HEAD = f"""# The voice each person has had, kept from episode to episode. Yours to edit.
version = {VERSION}

"""


def load_people(studio: Studio) -> dict[str, str]:
    """Person's name → voice id; empty when there is no such file.

    Raises:
        NewerError: it is of a later version.
        ConfigError: the file is not a table of names and voice ids.
    """
    path = studio.voices / "people.toml"
    where = "voices/people.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ConfigError(f"cannot read: {fault}", where=where) from fault
    if isinstance(data.get("version"), int):  # a text would be the voice of somebody so called
        check_version(data.pop("version"), VERSION, where)
    for name, voice in data.items():
        if not isinstance(voice, str):
            raise ConfigError(
                f"the voice of {name!r} is no text", 'write "Jane Doe" = "mary"', where=where
            )
    return data


def remember(studio: Studio, cast: Cast) -> None:
    """Add the people of a cast; a cast file that differs from the memory corrects it."""
    with lock(studio.output / ".people.lock", "voices/people.toml", wait=True):
        known = load_people(studio)
        new = {role.speaker: role.voice for role in cast.roles if role.speaker != "version"}
        now = known | new
        if now == known:
            return
        rows = (
            f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(voice, ensure_ascii=False)}\n"
            for name, voice in sorted(now.items())
        )
        write_text(studio.voices / "people.toml", HEAD + "".join(rows).replace("\x7f", "\\u007f"))
