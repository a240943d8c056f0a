"""TOML that a person writes, read into frozen dataclasses.

A key that no dataclass knows is an error that names it and its nearest neighbour: a typing
mistake must not silently mean the default.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from typing import Any, TypeVar

import msgspec

from quotecast.errors import ConfigError
from quotecast.records import refuse_newer

T = TypeVar("T")

_DEEP_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}""")
"""A key of many parts takes Python's parser the square of the time; no key of ours has four."""


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises:
        ConfigError: not TOML, or nested so deep that only a stranger would write it.
    """
    try:
        if _DEEP_KEY.search(text):
            raise RecursionError
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(f"not valid TOML: {fault}", where=where) from fault
    except (RecursionError, ValueError) as fault:  # ValueError: a number of thousands of digits
        raise ConfigError("not valid TOML: far too deep or long", where=where) from fault


def from_toml(kind: type[T], text: str, where: str) -> T:
    """A frozen dataclass from TOML text, unknown keys refused by name.

    Raises:
        NewerError: it is of a later version.
        ConfigError: not TOML, unknown key, or a value of the wrong type.
    """
    data = parse_toml(text, where)
    refuse_newer(kind, data, where)  # before its new keys are called mistakes
    _refuse_unknown(kind, data, where, "")
    try:
        return msgspec.convert(data, type=kind)
    except msgspec.ValidationError as fault:
        raise ConfigError(str(fault), where=where) from fault


def _refuse_unknown(kind: Any, data: dict[str, Any], where: str, prefix: str) -> None:
    hints = {f.name: f.type for f in dataclasses.fields(kind)}
    nested = {
        f.name: f.default_factory
        for f in dataclasses.fields(kind)
        if isinstance(f.default_factory, type) and dataclasses.is_dataclass(f.default_factory)
    }
    for key, value in data.items():
        if key not in hints:
            near = difflib.get_close_matches(key, hints, n=1)
            hint = f"did you mean {prefix}{near[0]}?" if near else "known: " + ", ".join(hints)
            raise ConfigError(f"unknown key {prefix}{key}", hint, where=where)
        if key in nested and isinstance(value, dict):
            _refuse_unknown(nested[key], value, where, f"{prefix}{key}.")
