"""Which articles of a feed have their episode: a feed may move an article, not its id."""

from __future__ import annotations

from collections.abc import Iterable
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


def remember(studio: Studio, entries: Iterable[tuple[str, Entry]]) -> None:
    """Note which entries of which lists have a script.

    An address is looked up once: an entry that was noted before stays with its episode.
    """
    from quotecast import naming

    made = load(studio)
    slugs = naming.slugs_by_source(studio)
    new = {
        f"{source} {entry.id}": slug
        for source, entry in entries
        if (slug := slugs.get(naming.source_name(entry.url, studio), ""))
        and not slug_of(made, source, entry)
    }
    if new:
        episodes = dict(sorted({**made.episodes, **new}.items()))
        write_json(studio.output / "inbox.json", Made(episodes))
