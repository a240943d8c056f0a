"""``voices/lexicon.toml``: how a word is said when rules and model get it wrong.

One table per language. An entry is a word, or several, and its respelling in plain letters
or its phonemes in IPA between slashes::

    [en]
    "Kyiv" = "Keev"
    "Xi Jinping" = "/ʃˈiː dʒɪnpˈɪŋ/"

A word written in lower case stands for every case of it; one with capitals only for itself
(and for itself in capitals), so ``Reading`` (the town) does not touch ``reading``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from quotecast.errors import ConfigError
from quotecast.records import check_version

VERSION: Final = 1
"""Of the file's format."""

LONGEST: Final = 8
"""Words of the longest entry."""
_IPA: Final = re.compile(r"/([^/\d]*[^/\d\s][^/\d]*)/")
_FOR_IPA: Final = str.maketrans(
    {"g": "ɡ", "'": "ˈ", "’": "ˈ", ",": "ˌ", ":": "ː", ".": None, "-": None}
)
"""What is typed for the signs of the alphabet that no keyboard has."""
_VOICELESS: Final = "ptkfθ"
_HISSING: Final = "szʃʒ"


@dataclass(frozen=True)
class Lexicon:
    """Respellings by language."""

    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    """Of one episode or line, in its language; they win."""

    def say(self, word: str, language: str) -> str | None:
        """The respelling of a word or of words joined by single spaces, or None."""
        for table in self._tables(language):
            found = table.get(word) or table.get(word.lower())
            if found:
                return found
        return None

    def lengths(self, first: str, language: str) -> tuple[int, ...]:
        """How many words the entries have that start with this one; the longest first."""
        found: set[int] = set()
        for name in ("", *_names(language)):
            found |= self._starts.get((name, first), set())
            found |= self._starts.get((name, first.lower()), set())
        return tuple(sorted(found, reverse=True))

    def with_overrides(self, words: Mapping[str, str]) -> Lexicon:
        """The same with further words that win, for one episode or line.

        Raises:
            ValueError: a respelling is empty or no IPA; it starts with the word.
        """
        if not words:
            return self
        further = dict(self.overrides)
        for word, said in words.items():
            try:
                further[_plain(word)] = normal(said)
            except ValueError as fault:
                raise ValueError(f"{word!r} {fault}") from fault
        return Lexicon(self.entries, further)

    def _tables(self, language: str) -> list[Mapping[str, str]]:
        own = [self.entries[name] for name in _names(language) if name in self.entries]
        return [self.overrides, *own]

    @cached_property
    def _starts(self) -> dict[tuple[str, str], set[int]]:
        found: dict[tuple[str, str], set[int]] = {}
        for language, table in (("", self.overrides), *self.entries.items()):
            for entry in table:
                words = entry.split()
                found.setdefault((language, words[0]), set()).add(len(words))
        return found


def _names(language: str) -> tuple[str, ...]:
    """``en-GB`` → itself, then ``en``."""
    return tuple(dict.fromkeys((language, language.lower(), language.lower().partition("-")[0])))


def normal(said: str) -> str:
    """A respelling as it is kept: IPA with its own signs, each word between slashes.

    Raises:
        ValueError: empty, or slashes that enclose nothing.
    """
    text = " ".join(unicodedata.normalize("NFC", said).split())
    if not text:
        raise ValueError("has no respelling")
    if "/" not in text:
        if not any(sign.isalpha() for sign in text):
            raise ValueError("has no letters in its respelling")
        return text
    found = _IPA.fullmatch(text)
    if not found:
        raise ValueError("is no IPA: write it between two slashes, without digits")
    return " ".join(f"/{word.translate(_FOR_IPA)}/" for word in found[1].split())


def with_ending(said: str, ending: str) -> str:
    """A respelling with ``'s`` or ``s`` behind it; behind IPA, as English sounds it."""
    if not ending:
        return said
    if not said.endswith("/"):
        return said + ending
    sound = said[-2]
    tail = "ɪz" if sound in _HISSING else "s" if sound in _VOICELESS else "z"
    return f"{said[:-1]}{tail}/"


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).replace("’", "'").split())


def load_lexicon(path: Path) -> Lexicon:
    """Read a lexicon file; a missing one is empty.

    Raises:
        NewerError: it is of a later version.
        ConfigError: not TOML, or not tables of words and respellings; the file and key named.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Lexicon()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ConfigError(f"cannot read: {fault}", where=where) from fault
    check_version(data.pop("version", 1), VERSION, where)
    return Lexicon({name.lower(): _table(name, table, where) for name, table in data.items()})


def _table(language: str, table: object, where: str) -> dict[str, str]:
    if not isinstance(table, dict):
        raise ConfigError(
            f"{language!r} stands outside a table", "put words under [en]", where=where
        )
    result = {}
    for word, said in table.items():
        place = f"{where}: [{language}] {word!r}"
        if not isinstance(said, str):
            raise ConfigError("has no respelling", 'write "word" = "how it is said"', where=place)
        if not any(sign.isalnum() for sign in word) or len(word.split()) > LONGEST:
            raise ConfigError(f"is not one to {LONGEST} words", where=place)
        try:
            result[_plain(word)] = normal(said)
        except ValueError as fault:
            raise ConfigError(str(fault), where=place) from fault
    return result
