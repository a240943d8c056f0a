"""Feeds and lists of addresses: which articles there are to make episodes of."""

from __future__ import annotations

import logging
import re
from pathlib import Path, PurePosixPath

from quotecast.errors import SourceError
from quotecast.readers import opening
from quotecast.readers.decoding import decode
from quotecast.readers.feeds import Entry, entries_of, is_feed, same_address
from quotecast.readers.fetching import Fetched, fetch
from quotecast.readers.holding import hold, offer
from quotecast.readers.interface import Raw
from quotecast.readers.kinds import SUFFIXES

__all__ = ["Entry", "list_articles", "listed_in"]

MAX_ENTRIES = 1000

_ADDRESS = re.compile(r"https?://\S+\s+#", re.IGNORECASE)

TRUSTED = ".list"
"""Ending of a list that may name files anywhere."""

_log = logging.getLogger(__name__)


class ElsewhereError(SourceError):
    """What would be a list names a file outside its own folder."""


def list_articles(
    source: str, *, stdin: bytes | None = None, allow_private: bool = False
) -> tuple[Entry, ...]:
    """The articles of an RSS, Atom or JSON feed, or of a text file with one address a line.

    In the order of the source, each once. Lines that are empty or start with ``#`` are
    passed over.

    Raises:
        SourceError: the source cannot be had or lists nothing.
    """
    return _listed(*_load(source, stdin, allow_private), source)


def _load(source: str, stdin: bytes | None, allow_private: bool) -> tuple[Raw, str]:
    """The source's bytes, and the address that its links are relative to."""
    if source.lower().startswith(("http://", "https://")):
        fetched = fetch(source, allow_private=allow_private, accept_feeds=True)
        return fetched.raw(source), fetched.final_url
    return opening.load(source, stdin, allow_private), ""


def _listed(raw: Raw, base: str, source: str) -> tuple[Entry, ...]:
    entries = entries_of(raw, base) if is_feed(raw) else _lines(raw)
    unique: dict[str, Entry] = {}
    addresses: set[str] = set()
    for entry in entries:
        address = entry.url if entry.in_feed else same_address(entry.url)
        if address not in addresses:
            unique.setdefault(entry.id, entry)
            addresses.add(address)
    if not unique:
        raise SourceError(
            "lists no articles", "name an RSS or Atom feed, or a file of addresses", where=source
        )
    listed = tuple(unique.values())[:MAX_ENTRIES]
    for entry in listed:
        if entry.page:
            offer(entry.url, Fetched(entry.page, base or entry.url, "text/html", "utf-8"))
    return listed


def listed_in(source: str, *, allow_private: bool = False) -> tuple[Entry, ...] | None:
    """The articles of a source that is a feed or a list; None when it is an article itself.

    A text file is a list when each of its lines is a web address or a file in its folder or
    below. Only one whose name ends in ``.list`` may name files elsewhere: an article from a
    stranger that holds nothing but a path must not have that file read aloud.

    Raises:
        SourceError: the source cannot be had, or is a feed without articles.
    """
    raw, base = _load(source, None, allow_private)
    if not is_feed(raw) and (base or not _is_list(raw)):
        if base:
            hold(source, Fetched(raw.data, base, raw.content_type, raw.encoding))
        return None
    return _listed(raw, base, source)


def _is_list(raw: Raw) -> bool:
    if raw.data.startswith((b"%PDF-", b"PK\x03\x04")):
        return False
    try:
        return bool(_lines(raw))
    except ElsewhereError as fault:
        _log.warning("%s; it is read as an article itself. %s", fault, fault.hint)
        return False
    except SourceError:
        return False


def _lines(raw: Raw) -> list[Entry]:
    folder = Path(raw.name).parent
    entries, outside = [], []
    for row in decode(raw.data, raw.name, raw.encoding).split("\n"):
        address = row.strip()
        if _ADDRESS.match(address):
            address = address.split()[0]  # what follows is a remark
        if not address or address.startswith("#"):
            continue
        if not re.match(r"https?://", address, re.IGNORECASE):
            if raw.url or not (_is_file(folder / address) or _names_article(address)):
                raise SourceError(
                    f"{address[:80]!r} is neither a web address nor a file beside the list",
                    "write one address or file name a line",
                    where=raw.name,
                )
            inside = (folder / address).resolve().is_relative_to(folder.resolve())
            if not inside and not raw.name.endswith(TRUSTED):
                outside.append(address)
            address = str(folder / address)
        entries.append(Entry(address, id=address))
    if outside:
        raise ElsewhereError(
            f"{outside[0][:80]!r} is not in the list's folder",
            f"if the list is your own, let its name end in {TRUSTED}",
            where=raw.name,
        )
    return entries


def _names_article(address: str) -> bool:
    """Whether a line is the name of an article, be it there or not: then its job says so."""
    suffix = PurePosixPath(address.partition("#")[0].lower()).suffix
    return suffix in SUFFIXES and not re.search(r"\s", address)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a line of an article: too long for a name, or none at all
        return False
