"""Which articles of a feed have their episode: a feed may move an article, not its id."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotecast.config import Studio
from quotecast.errors import QuotecastError
from quotecast.readers.feeds import Entry
from quotecast.records import read_json, write_json


@dataclass(frozen=True)
class Made:
    """``output/inbox.json``."""

    episodes: dict[str, str] = field(default_factory=dict)
    """Source of the list and id in it, a space between them, to the slug of the episode."""


def load(studio: Studio) -> Made:
    """What is remembered; nothing when the file is missing or damaged."""
    path = studio.output / "inbox.json"
    try:
        return read_json(Made, path) if path.is_file() else Made()
    except QuotecastError:
        return Made()


def slug_of(made: Made, source: str, entry: Entry) -> str:
    """The slug under which an entry was made; empty when it was not."""
    return made.episodes.get(f"{source} {entry.id}", "")


def remember(studio: Studio, source: str, entry: Entry, slug: str) -> None:
    """Note that an entry has its episode."""
    episodes = {**load(studio).episodes, f"{source} {entry.id}": slug}
    write_json(studio.output / "inbox.json", Made(dict(sorted(episodes.items()))))
