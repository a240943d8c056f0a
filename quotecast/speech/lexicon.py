"""``voices/lexicon.toml``: how a word is said when rules and model get it wrong.

One table per language, each entry a word and its respelling in plain letters. A word
written in lower case stands for every case of it; one with capitals only for itself, so
``Reading`` (the town) does not touch ``reading``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quotecast.errors import ConfigError
from quotecast.records import check_version

VERSION = 1
"""Of the file's format."""


@dataclass(frozen=True)
class Lexicon:
    """Respellings by language."""

    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def say(self, word: str, language: str) -> str | None:
        """The respelling of a word, or None."""
        for name in (language, language.partition("-")[0]):
            table = self.entries.get(name, {})
            found = table.get(word) or table.get(word.lower())
            if found:
                return found
        return None

    def with_overrides(self, words: Mapping[str, str], language: str = "en") -> Lexicon:
        """The same with further words that win, for one episode."""
        table = {**self.entries.get(language, {}), **words}
        return Lexicon({**self.entries, language: table})


def load_lexicon(path: Path) -> Lexicon:
    """Read a lexicon file; a missing one is empty.

    Raises:
        NewerError: it is of a later version.
        ConfigError: not TOML, or not tables of words and respellings.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Lexicon()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ConfigError(f"cannot read: {fault}", where=where) from fault
    check_version(data.pop("version", 1), VERSION, where)
    for language, table in data.items():
        if not isinstance(table, dict):
            raise ConfigError(
                f"{language!r} stands outside a table", "put words under [en]", where=where
            )
        for word, said in table.items():
            if not isinstance(said, str) or not said.strip():
                raise ConfigError(f"{word!r} has no respelling", where=where)
    return Lexicon(data)
