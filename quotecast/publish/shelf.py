"""The episodes of a show as they stand on disk, and what is remembered of them.

Reading thousands of records to publish one would cost minutes, so an index remembers for
each episode what the feed needs, with a stamp of the files it was read from. The index is a
cache: delete it and it is made again. The memory is not: it holds what cannot be derived,
the feed's identity and the episodes that have left.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from quotecast.config import Show, Studio
from quotecast.errors import NewerError, PublishError, QuotecastError
from quotecast.model import Episode
from quotecast.publish import places
from quotecast.publish.items import render_item
from quotecast.publish.rules import Violation, check_episode, parse_time
from quotecast.publish.text import one_line
from quotecast.records import from_json, read_json, to_json, write_bytes, write_json

RENDERER: Final = 2
"""Raised whenever :mod:`items` writes something else for the same episode."""

INDEX: Final = ".feed-index.json"
ITEM: Final = ".feed-item.xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the feed and the index page need of one episode."""

    folder: str
    stamp: str
    """Of ``episode.json`` and the audio file as they were when this was read."""
    item: str
    """SHA-256 of the rendered item in ``<folder>/.feed-item.xml``."""
    guid: str
    title: str
    made: str
    number: int
    summary: str
    duration_ms: int
    audio: str
    bytes: int
    people: tuple[str, ...]
    withdrawn: bool
    problems: tuple[Violation, ...] = ()

    @property
    def order(self) -> tuple[str, int, str]:
        """Oldest first."""
        return self.made, self.number, self.folder


@dataclass(frozen=True, slots=True)
class Page:
    """A feed document as it was last written."""

    name: str
    digest: str
    """SHA-256 over everything in it."""
    stamp: str
    """Of the file, so that one changed by somebody else is written again."""


@dataclass(frozen=True, slots=True)
class Index:
    """The cache: valid only for the settings and the renderer named by ``key``."""

    key: str
    entries: tuple[Entry, ...] = ()
    pages: tuple[Page, ...] = ()
    version: int = 1
    """Of this file's format."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An episode that was in the feed once and is not any more."""

    folder: str
    title: str
    made: str
    number: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What must outlive the caches."""

    guid: str = ""
    """``podcast:guid``, assigned when the feed was first published under a real address."""
    gone: dict[str, Gone] = field(default_factory=dict)
    """By item guid: episodes withdrawn or deleted. Their numbers are not used again."""
    version: int = 1
    """Of this file's format."""


def key_of(show: Show, studio: Studio) -> str:
    """Names everything but the episode that an item depends on."""
    described = f"{RENDERER}\n{places.feed_url(studio, show)}\n{to_json(show)}"
    return hashlib.sha256(described.encode()).hexdigest()


def load_index(studio: Studio, show: Show) -> Index:
    """The index as last written; empty when it is missing, damaged or for other settings."""
    key = key_of(show, studio)
    try:
        index = from_json(Index, (places.show_dir(studio, show) / INDEX).read_bytes())
    except (OSError, QuotecastError):
        return Index(key)
    return index if index.key == key else Index(key)


def withdrawn_folders(path: Path) -> tuple[str, ...]:
    """Folders of withdrawn episodes by an index file; empty when it cannot be read."""
    try:
        entries = from_json(Index, path.read_bytes()).entries
    except (OSError, QuotecastError):
        return ()
    return tuple(entry.folder for entry in entries if entry.withdrawn)


def load_memory(studio: Studio, show: Show) -> Memory:
    """What is remembered of this show.

    Raises:
        NewerError: it is of a later version.
        PublishError: the file is damaged; guessing would give the show a new identity.
    """
    path = places.show_dir(studio, show) / places.MEMORY
    if not path.exists():
        return Memory()
    try:
        return read_json(Memory, path)
    except NewerError:
        raise
    except QuotecastError as fault:
        raise PublishError(
            f"{path.name} is damaged: {fault.message}",
            "restore it from a backup; deleting it may give the show a new identity",
            where=str(path.relative_to(studio.root)),
        ) from fault


def save_index(studio: Studio, show: Show, index: Index) -> None:
    """Write the cache."""
    path = places.show_dir(studio, show) / INDEX
    write_bytes(path, msgspec.json.encode(index), durable=False)


def save_memory(studio: Studio, show: Show, memory: Memory) -> None:
    """Write what must be remembered."""
    write_json(places.show_dir(studio, show) / places.MEMORY, memory)


def stamp(path: Path) -> str:
    """Changes whenever a file is replaced or written to; ``-`` when there is none."""
    try:
        status = path.stat()
    except OSError:
        return "-"
    return f"{status.st_mtime_ns}.{status.st_size}.{status.st_ino}"


def folders(studio: Studio, show: Show) -> Iterator[str]:
    """Names of the folders that hold an episode of the show, sorted."""
    home = places.show_dir(studio, show)
    if not home.is_dir():
        return
    with os.scandir(home) as found:
        names = sorted(
            entry.name
            for entry in found
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
        )
    for name in names:
        if (
            places.is_published(f"{name}/{places.PAGE}")
            and (home / name / places.EPISODE).is_file()
        ):
            yield name


def survey(studio: Studio, show: Show, index: Index) -> tuple[tuple[Entry, ...], int]:
    """Every episode on disk, read again only where it changed.

    Returns:
        The entries, oldest first, and how many were read again.

    Raises:
        QuotecastError: an episode's record cannot be read.
    """
    home = places.show_dir(studio, show)
    known = {entry.folder: entry for entry in index.entries}
    found, fresh = [], 0
    for name in folders(studio, show):
        record = stamp(home / name / places.EPISODE)
        before = known.get(name)
        if before is not None and before.stamp == _stamps(record, before.audio, studio):
            found.append(before)
            continue
        found.append(_read(name, record, studio, show))
        fresh += 1
    return tuple(sorted(found, key=lambda entry: entry.order)), fresh


def _stamps(record: str, audio: str, studio: Studio) -> str:
    return f"{record} {stamp(studio.root / audio)}"


def _read(name: str, record: str, studio: Studio, show: Show) -> Entry:
    folder = places.show_dir(studio, show) / name
    episode = read_json(Episode, folder / places.EPISODE)
    problems = check_episode(episode, name, show, studio)
    item = b""
    if not problems:
        item = render_item(episode, name, show, studio)
        write_bytes(folder / ITEM, item, durable=False)
    return Entry(
        folder=name,
        stamp=_stamps(record, episode.audio.path, studio),
        item=hashlib.sha256(item).hexdigest(),
        guid=episode.guid,
        title=one_line(episode.title),
        made=_utc(episode.made),
        number=episode.number,
        summary=one_line(episode.summary),
        duration_ms=episode.audio.duration_ms,
        audio=episode.audio.path,
        bytes=episode.audio.bytes,
        people=tuple(one_line(credit.speaker) for credit in episode.cast[1:]),
        withdrawn=episode.withdrawn,
        problems=problems,
    )


def _utc(made: str) -> str:
    """A date-time in one spelling, so that dates sort as text."""
    moment = parse_time(made)
    return moment.isoformat() if moment else made


def item_of(entry: Entry, studio: Studio, show: Show) -> bytes:
    """The rendered item; made again when its file was lost or changed."""
    folder = places.show_dir(studio, show) / entry.folder
    try:
        item = (folder / ITEM).read_bytes()
    except OSError:
        item = b""
    if hashlib.sha256(item).hexdigest() == entry.item:
        return item
    episode = read_json(Episode, folder / places.EPISODE)
    item = render_item(episode, entry.folder, show, studio)
    write_bytes(folder / ITEM, item, durable=False)
    return item


def next_number(studio: Studio, show: Show) -> int:
    """The number of the next new episode: no number is used twice, even of one withdrawn."""
    index = load_index(studio, show)
    entries, _ = survey(studio, show, index)
    used = [entry.number for entry in entries]
    used += [gone.number for gone in load_memory(studio, show).gone.values()]
    return max(used, default=0) + 1
