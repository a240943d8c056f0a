"""Feeds: RSS 0.9 to 2.0, Atom, and JSON Feed (https://www.jsonfeed.org/version/1.1/).

``https://example.org/news.rss#ID`` names what a feed itself holds of an item, as ``book.epub#3``
names a chapter; ID is what the feed knows the item by, escaped as in an address.
"""

from __future__ import annotations

import hashlib
import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from quotecast.errors import SourceError
from quotecast.readers.feed_items import Own
from quotecast.readers.interface import Draft, Raw
from quotecast.readers.metadata import names_in

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
    page: bytes = field(default=b"", compare=False, repr=False)
    """The article as the feed itself holds it, a web page; empty where it holds none."""

    @property
    def in_feed(self) -> bool:
        """Whether it stands in the feed only."""
        return bool(self.page) and "#" in self.url


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


def read(raw: Raw) -> Draft:
    """The article that a feed holds of the item named ``raw.part``.

    Raises:
        SourceError: there is none.
    """
    from quotecast.readers import html as web_page

    page = item_page(raw, raw.part)
    return web_page.read(Raw(raw.name, page, "", raw.url, "", "text/html"))


def item_page(raw: Raw, part: str) -> bytes:
    """The web page of one item of a feed.

    Raises:
        SourceError: the feed is damaged, has no such item, or no text of it.
    """
    wanted = (part, unquote(part))
    for entry in entries_of(raw, raw.url):
        if entry.page and (entry.id in wanted or quote(entry.id, safe="") == part):
            return entry.page
    raise SourceError(
        f"the feed holds no article {unquote(part)[:60]!r}",
        "it may be gone from the feed, or be there with its beginning only",
        where=raw.name,
    )


def _of_json(raw: Raw, base: str) -> Iterator[Entry | None]:
    try:
        feed = json.loads(raw.data)
    except (ValueError, RecursionError) as fault:
        raise _damaged(raw) from fault
    items = feed.get("items") if isinstance(feed, dict) else None
    home = base or str(feed.get("home_page_url") or "")
    of_feed = Own(language=_said(feed, "language"), site=_said(feed, "title")) if items else Own()
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            said = {key: str(value) for key, value in item.items() if isinstance(value, str | int)}
            link = said.get("url") or said.get("external_url") or ""
            when = said.get("date_published", "")
            own = replace(
                of_feed,
                title=said.get("title", ""),
                byline=names_in(item.get("authors") or item.get("author"), "name"),
                published=_iso(when),
                language=said.get("language") or of_feed.language,
                content=said.get("content_html") or said.get("content_text", ""),
                summary=said.get("summary", ""),
            )
            media = bool(item.get("attachments"))
            yield _entry(home, link, said.get("id", ""), own, media, raw.name)


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
    of_feed = _of_feed(root)
    for element in root.iter():
        if _name(element) in ("item", "entry"):
            yield _of_element(element, home, of_feed, raw.name)


def _of_element(item: Any, base: str, of_feed: Own, place: str) -> Entry | None:
    said: dict[str, str] = {}
    link = content = ""
    media = False
    for child in item.iterchildren("*"):  # elements only, no comments or instructions
        name, text = _name(child), " ".join("".join(child.itertext()).split())
        media = media or (name == "enclosure" or child.get("rel") == "enclosure")
        if name == "encoded" or (name == "content" and _name(item) == "entry"):
            content = content or _content(child)
        elif name == "author" and len(child):
            said.setdefault(name, next((n.text or "" for n in child if _name(n) == "name"), ""))
        elif name == "link":
            wanted = child.get("rel", "alternate") == "alternate"
            found = child.get("href") or text if wanted else ""
            link = link or _joined(_base(child), found)
        elif text:
            prose = name in ("description", "summary")
            said.setdefault(name, "".join(child.itertext()) if prose else text)
    guid = said.get("guid") or said.get("id") or ""
    if not link and guid.startswith(("http://", "https://")):
        link = guid
    when = said.get("pubDate") or said.get("published") or said.get("date") or said.get("updated")
    named = re.fullmatch(r"\S+@\S+ \((.+)\)", said.get("author", ""))
    own = replace(
        of_feed,
        title=said.get("title", ""),
        byline=said.get("creator") or (named[1] if named else said.get("author", "")),
        published=_iso(when or ""),
        language=item.get("{http://www.w3.org/XML/1998/namespace}lang") or of_feed.language,
        content=content,
        summary=said.get("description") or said.get("summary", ""),
    )
    return _entry(base, link, guid, own, media, place)


def _content(element: Any) -> str:
    """The text of an item: as it is, or the markup where it stands as elements."""
    from lxml import etree

    if not len(element):
        return element.text or ""
    return "".join(etree.tostring(child, encoding="unicode") for child in element)


def _entry(base: str, link: str, guid: str, own: Own, media: bool, place: str) -> Entry | None:
    """An entry of what was said of it; ``media`` if it offers a recording to play."""
    link, guid = (_UNPRINTABLE.sub(" ", said).strip() for said in (link, guid))
    bare = html.unescape(re.sub(r"<[^<>]*>", "", own.title))
    shown = " ".join(_UNPRINTABLE.sub(" ", bare).split())
    page = replace(own, title=shown).page()
    try:
        url = _plain(_joined(base, link)) if link else ""
    except ValueError:
        url = ""
    if not url.lower().startswith(("http://", "https://")):
        if not page or media:
            return None
        guid = guid or hashlib.sha256(f"{shown}\n{own.published}".encode()).hexdigest()[:16]
        url = f"{place.partition('#')[0]}#{quote(guid, safe='')}"
    return Entry(url, shown, own.published, guid or url, page)


def _said(thing: dict[str, Any], key: str) -> str:
    return str(thing[key]) if isinstance(thing.get(key), str) else ""


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


def _of_feed(root: Any) -> Own:
    """What a feed says of itself that holds for all its items."""
    said: dict[str, str] = {}
    for element in root.iter("{*}title", "{*}language", "{*}item", "{*}entry"):
        if _name(element) in ("item", "entry"):
            break
        said.setdefault(_name(element), (element.text or "").strip())
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang") or said.get("language", "")
    return Own(language=language, site=said.get("title", ""))


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
