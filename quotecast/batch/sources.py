"""From what a producer names (files, folders, addresses, feeds, lists) to articles."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotecast import naming
from quotecast.config import Studio
from quotecast.drafting import script_slug
from quotecast.errors import QuotecastError
from quotecast.pipeline import Production
from quotecast.readers.feeds import Entry
from quotecast.readers.kinds import SUFFIXES

_log = logging.getLogger(__name__)

_LISTS = frozenset({".txt", ".text", ".list", ".rss", ".xml", ".atom", ".opml", ""})
"""Suffixes of files that may hold a feed or a list of addresses."""


@dataclass(frozen=True)
class Expanded:
    """What there is to be made."""

    articles: tuple[str, ...]
    """Sources of articles and scripts, each once."""
    entries: tuple[tuple[str, Entry], ...] = ()
    """The entries of feeds and lists among them, each with what listed it."""


def expand(
    sources: Iterable[str], production: Production, *, allow_private: bool = False
) -> Expanded:
    """Every article behind the sources, in order, each once.

    A folder gives the articles in it and below it, by name; a feed or list gives its
    entries. An entry that has an episode and comes at another address is its script: a feed
    may move an article, and it is made once. What cannot be opened is kept as it is named, so
    that the job for it can say why.
    """
    found: dict[str, None] = {}
    entries: list[tuple[str, Entry]] = []
    for source in sources:
        articles, listed = _behind(source, production.studio, allow_private)
        pairs = [(source, entry) for entry in listed]
        entries += pairs
        found.update(dict.fromkeys([*articles, *_in_turn(pairs, production)]))
    return Expanded(tuple(found), tuple(entries))


def _in_turn(entries: Sequence[tuple[str, Entry]], production: Production) -> Iterator[str]:
    """Where the entries of a list are read, in its order; what is looked at again comes last.

    A list may not have everything fetched in one run (:mod:`quotecast.batch.allowance`): the
    next run must find what this one did not reach.
    """
    from quotecast.readers import remembering

    if not entries:
        return
    studio = production.studio
    made, new = remembering.load(studio), set(without_episode(entries, production))
    again = []
    for source, entry in entries:
        place = _place_of(entry, remembering.slug_of(made, source, entry), studio)
        if entry in new or not naming.is_url(place):
            yield place
        else:
            again.append(place)
    yield from again


def without_episode(
    entries: Iterable[tuple[str, Entry]], production: Production
) -> tuple[Entry, ...]:
    """The entries of feeds and lists, each with what listed it, that have no episode yet.

    One that a feed has moved to another address has the episode that was made of it before.
    """
    from quotecast.readers import remembering

    studio = production.studio
    made, slugs = remembering.load(studio), naming.slugs_by_source(studio)

    def has_episode(source: str, entry: Entry) -> bool:
        slug = remembering.slug_of(made, source, entry)
        slug = slug or slugs.get(naming.source_name(entry.url, studio), "")
        return bool(slug) and (production.folder(slug) / "episode.json").is_file()

    return tuple(entry for source, entry in entries if not has_episode(source, entry))


def _place_of(entry: Entry, slug: str, studio: Studio) -> str:
    """Where an entry is read: at its address, or in the script it has from another one."""
    script = studio.script_file(slug) if slug and entry.id != entry.url else None
    if script is None or not script.is_file() or naming.source_of(script) == entry.url:
        return entry.url
    return str(script)


def _behind(
    source: str, studio: Studio, allow_private: bool
) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
    """The articles of a source, or the entries of a feed or list."""
    from quotecast.readers.inbox import listed_in

    path = Path(source)
    if not naming.is_url(source) and path.is_dir():
        for file in _candidates(path):
            if not _stays(file, path):
                _log.warning("%s: a link out of the folder; it is passed over", file)
        return tuple(str(file) for file in articles_in(path)), ()
    try:
        if script_slug(source, studio) is not None:
            return (source,), ()
        if not naming.is_url(source) and path.suffix.lower() not in _LISTS:
            return (source,), ()
        entries = listed_in(source, allow_private=allow_private)
    except QuotecastError:
        return (source,), ()
    return ((source,), ()) if entries is None else ((), entries)


def articles_in(folder: Path) -> tuple[Path, ...]:
    """Files of a folder and below that a reader knows, by name.

    Hidden ones are passed over, and links that lead out of the folder: what strangers put
    there must not have other files read aloud.
    """
    return tuple(path for path in _candidates(folder) if _stays(path, folder))


def _candidates(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file():
            yield path


def _stays(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
