"""What a page says of itself in its head: title, author, date, site, language, picture."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element

_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_AUTHORED = re.compile(r"(?:written )?by|authors?", re.IGNORECASE)
"""Labels of what a social network shows beside an article."""
_AUTHOR_NAMES = (
    "author",
    "dc.creator",
    "parsely-author",
    "article:author",
    "og:article:author",
    "byl",
)
_ARTICLES = ("article", "posting", "report", "webpage")
MAX_JSON = 500_000
"""Characters of a page's own description that are looked at."""
MAX_ITEMS = 200
"""Things described in it that are."""


@dataclass(slots=True)
class Head:
    """Empty where the page does not say."""

    title: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    site: str = ""
    image: str = ""
    window_title: str = ""
    """Of the ``title`` element, which often names the site too."""
    body: str = ""
    """The article's text as the page describes it to search engines."""
    paid: bool = False
    """Whether the page says that only those who pay read all of it."""


def read_head(root: _Element, url: str = "") -> Head:
    """Gather from Open Graph, schema.org, plain ``meta`` and the root element."""
    meta = _meta(root)
    linked = _schema(root)
    head = Head()
    head.window_title = _flat("".join(root.xpath("string((//head//title)[1])")))
    head.title = _first(meta, "og:title", "twitter:title", "dc.title") or linked.get("headline", "")
    head.byline = _byline(meta, linked)
    stamps = (
        _first(meta, "article:published_time", "datepublished", "date", "dc.date", "pubdate"),
        linked.get("datePublished", ""),
        *root.xpath("//article//time/@datetime | //time[@pubdate]/@datetime")[:1],
    )
    head.published = next((_iso(stamp) for stamp in stamps if _iso(stamp)), "")
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    language = language or linked.get("inLanguage", "")
    language = language or _first(meta, "og:locale", "content-language", "dc.language")
    found = _TAG.match(language.strip())
    head.language = found[0].replace("_", "-") if found else ""
    head.site = _first(meta, "og:site_name", "application-name") or linked.get("publisher", "")
    if not head.site and url:
        head.site = (urlsplit(url).hostname or "").removeprefix("www.")
    head.body = linked.get("articleBody", "")
    head.paid = linked.get("isAccessibleForFree", "").lower() == "false"
    image = _first(meta, "og:image", "og:image:url", "twitter:image") or linked.get("image", "")
    image = urljoin(url, image) if url and image else image
    head.image = image if image.startswith(("http://", "https://")) else ""
    return head


def _byline(meta: dict[str, str], linked: dict[str, str]) -> str:
    """The authors' names; addresses and user names of networks are none."""
    label = meta.get("twitter:label1", "")
    named = [
        linked.get("author", ""),
        *(meta.get(name, "") for name in _AUTHOR_NAMES),
        meta.get("twitter:data1", "") if _AUTHORED.fullmatch(label) else "",
    ]
    names = next((one for one in named if one and not re.match(r"https?://|@", one)), "")
    return re.sub(r"^by\s+", "", names, flags=re.IGNORECASE)


def _meta(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").lower()
            value = _flat(element.get("content") or "")
            if name and value:
                found.setdefault(name, value)
    return found


def _schema(root: _Element) -> dict[str, str]:
    """The article of the page's JSON-LD, as far as it is well formed."""
    found: dict[str, str] = {}
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads((script.text or "")[:MAX_JSON])
        except (ValueError, RecursionError):
            continue
        things = _things(data)
        for item in _items(data):
            for key in ("headline", "datePublished", "inLanguage"):
                if isinstance(item.get(key), str):
                    found.setdefault(key, _flat(html.unescape(item[key])))
            if isinstance(item.get("articleBody"), str):
                found.setdefault("articleBody", _plain(item["articleBody"]))
            found.setdefault("isAccessibleForFree", str(item.get("isAccessibleForFree", "")))
            for key in ("author", "publisher", "image"):
                name = _names(_behind(item.get(key), things), "url" if key == "image" else "name")
                if name:
                    found.setdefault(key, name)
    return found


def _items(data: Any) -> Iterator[dict[str, Any]]:
    queue = [data]
    for _ in range(MAX_ITEMS):
        if not queue:
            return
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            kinds = item.get("@type", "")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(str(name).lower().endswith(_ARTICLES) for name in names):
                yield item
            queue.extend(value for key, value in item.items() if key in ("@graph", "mainEntity"))


def _things(data: Any) -> dict[str, dict[str, Any]]:
    """What the description says elsewhere of what it names by ``@id`` only."""
    found: dict[str, dict[str, Any]] = {}
    for one in data if isinstance(data, list) else [data]:
        graph = one.get("@graph") if isinstance(one, dict) else None
        for item in graph[:MAX_ITEMS] if isinstance(graph, list) else [one]:
            if isinstance(item, dict) and isinstance(item.get("@id"), str):
                found.setdefault(item["@id"], item)
    return found


def _behind(value: Any, things: dict[str, dict[str, Any]]) -> Any:
    """A value with what its references stand for; one step, as they may go in a circle."""
    if isinstance(value, list):
        return [_behind(one, things) for one in value[:20] if not isinstance(one, list)]
    if isinstance(value, dict) and isinstance(value.get("@id"), str):
        return {**things.get(value["@id"], {}), **value}
    return value


def _names(value: Any, key: str) -> str:
    values = value if isinstance(value, list) else [value]
    names = []
    for one in values[:20]:
        name = one.get(key) if isinstance(one, dict) else one
        if isinstance(name, list):
            name = name[0] if name else ""
        if isinstance(name, str) and name.strip():
            names.append(_flat(name))
    if key == "url":
        return names[0] if names else ""
    if len(names) < 3:
        return " and ".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def _plain(body: str) -> str:
    """Text whose markup, if it came with any, is only line ends."""
    if re.search(r"</?(?:p|br|div)\b", body, re.IGNORECASE):
        body = re.sub(r"<[^<>]*>", "\n", body)
    return html.unescape(body)


def _iso(stamp: str) -> str:
    found = _DATE.search(stamp)
    return found[0].replace(" ", "T") if found else ""


def _first(meta: dict[str, str], *names: str) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _flat(text: str) -> str:
    return " ".join(text.split())
