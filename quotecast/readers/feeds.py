"""Feeds: RSS 0.9 to 2.0, Atom, and JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from quotecast.errors import SourceError
from quotecast.readers.interface import Raw

_JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{.{0,2000}?jsonfeed\.org\\?/version", re.DOTALL)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id")
"""Parameters that tell a site where its readers come from, and change nothing else."""


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls, and halves of surrogate pairs, which a JSON feed can hold and no file of ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to be made."""

    url: str
    """A web address, or a path for lists of files."""
    title: str = ""
    published: str = ""
    """ISO 8601, UTC; empty when the feed does not say."""
    id: str = ""
    """What the feed knows it by; its address where the feed gives none. Never changes."""


def is_feed(raw: Raw) -> bool:
    """Whether a source is a feed, by how it begins."""
    head = raw.data[:2000].lower()
    marked = any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
    return marked or _JSON.match(raw.data[:4000]) is not None


def entries_of(raw: Raw, base: str) -> list[Entry]:
    """The articles of a feed, in its order, repetitions included.

    Args:
        raw: as it came.
        base: the address its links are relative to; empty for a file, whose links are
            relative to the page that the feed says it belongs to.

    Raises:
        SourceError: damaged.
    """
    found = list(_of_json(raw, base) if _JSON.match(raw.data[:4000]) else _of_xml(raw, base))
    missing = found.count(None)
    if missing:
        logging.getLogger(__name__).warning(
            "%s: %d of %d items name no web address and are passed over",
            raw.name,
            missing,
            len(found),
        )
    return [entry for entry in found if entry is not None]


def _of_json(raw: Raw, base: str) -> Iterator[Entry | None]:
    try:
        feed = json.loads(raw.data)
    except (ValueError, RecursionError) as fault:
        raise _damaged(raw) from fault
    items = feed.get("items") if isinstance(feed, dict) else None
    home = base or str(feed.get("home_page_url") or "")
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            said = {key: str(value) for key, value in item.items() if isinstance(value, str | int)}
            link = said.get("url") or said.get("external_url") or ""
            when = said.get("date_published", "")
            yield _entry(home, link, said.get("id", ""), said.get("title", ""), when)


def _of_xml(raw: Raw, base: str) -> Iterator[Entry | None]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(raw.data.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise _damaged(raw) from fault
    if root is None:
        raise _damaged(raw)
    home = base or _home(root)
    for element in root.iter():
        if _name(element) in ("item", "entry"):
            yield _of_element(element, home)


def _of_element(item: Any, base: str) -> Entry | None:
    said: dict[str, str] = {}
    link = ""
    for child in item.iterchildren("*"):  # elements only, no comments or instructions
        name, text = _name(child), " ".join("".join(child.itertext()).split())
        if name == "link":
            wanted = child.get("rel", "alternate") == "alternate"
            found = child.get("href") or text if wanted else ""
            link = link or _joined(_base(child), found)
        elif text:
            said.setdefault(name, text)
    guid = said.get("guid") or said.get("id") or ""
    if not link and guid.startswith(("http://", "https://")):
        link = guid
    when = said.get("pubDate") or said.get("published") or said.get("date") or said.get("updated")
    return _entry(base, link, guid, said.get("title", ""), when or "")


def _entry(base: str, link: str, guid: str, title: str, when: str) -> Entry | None:
    link, guid = (_UNPRINTABLE.sub(" ", said).strip() for said in (link, guid))
    try:
        url = _plain(_joined(base, link))
    except ValueError:
        return None
    if not link or not url.lower().startswith(("http://", "https://")):
        return None
    bare = html.unescape(re.sub(r"<[^<>]*>", "", title))
    shown = " ".join(_UNPRINTABLE.sub(" ", bare).split())
    return Entry(url, shown, _iso(when), guid or url)


def _joined(base: str, link: str) -> str:
    """A link in full; as it is where it is none."""
    try:
        return urljoin(base, link) if base and link else link
    except ValueError:
        return link


def _plain(url: str) -> str:
    """An address as it is the same for every reader, so that an article has only one."""
    parts = urlsplit(url)
    query = parts.query
    if _TRACKING.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)])
    return parts._replace(query=query, fragment="").geturl()


def same_address(url: str) -> str:
    """What is the same for all the ways in which lists write one article's address."""
    if not url.lower().startswith(("http://", "https://")):
        return url
    try:
        parts = urlsplit(_plain(url))
    except ValueError:
        return url
    return parts._replace(scheme="", netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def _home(root: Any) -> str:
    """The page a feed belongs to."""
    for element in root.iter():
        if _name(element) in ("item", "entry"):
            return ""
        if _name(element) == "link" and element.get("rel", "alternate") == "alternate":
            return (element.get("href") or element.text or "").strip()
    return ""


def _base(element: Any) -> str:
    """What ``xml:base`` says for an element."""
    return str(element.base or "")


def _damaged(raw: Raw) -> SourceError:
    return SourceError("the feed is damaged", "check the address", where=raw.name)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _iso(stamp: str) -> str:
    """RFC 2822 or ISO 8601 to ISO 8601 in UTC."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(stamp)
    except (ValueError, TypeError, IndexError, OverflowError):
        try:
            when = datetime.fromisoformat(stamp.strip())
        except ValueError:
            return ""
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    try:
        return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""
