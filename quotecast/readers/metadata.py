"""What a page says of itself in its head: title, author, date, site, language, picture."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from quotecast.readers import repeats
from quotecast.readers.interface import Described
from quotecast.readers.linked import linked_articles

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
MAX_BODY = 500_000
"""Characters of a description's text whose words are counted."""
WINDOW = 0.4
"""Share of the window's title that a title is at least."""


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
    paid: bool = False
    """Whether the page says that only those who pay read all of it."""
    host: str = ""
    """Where it comes from, as far as it or its server says."""
    words: int = 0
    """How many the article has, as the page says; 0 where it does not."""

    def titled(self, text: str) -> bool:
        """Whether a text is the title, or what the window's title holds beside the site."""
        if self.title and repeats.same(text, self.title):
            return True
        own, window = repeats.words(text), repeats.words(self.window_title)
        if len(own) < WINDOW * len(window) or own.count(" ") < 3:
            return False
        return window.startswith(own) or window.endswith(own)

    def completed(self, told: Described) -> Head:
        """With what the page's data say where the page itself does not."""
        return replace(
            self,
            title=_flat(html.unescape(told.title)) or self.title,
            byline=self.byline or told.byline,
            published=self.published or told.published,
            language=self.language or tag(told.language),
        )


def read_head(root: _Element, url: str = "") -> Head:
    """Gather from Open Graph, schema.org, plain ``meta`` and the root element."""
    meta = _meta(root)
    head = Head()
    head.window_title = _flat("".join(root.xpath("string((//head//title)[1])")))
    linked = _schema(root, repeats.words(head.window_title))
    head.title = _first(meta, "og:title", "twitter:title", "dc.title") or linked.get("headline", "")
    head.byline = _byline(meta, linked)
    stamps = (
        _first(meta, "article:published_time", "datepublished", "date", "dc.date", "pubdate"),
        linked.get("datePublished", ""),
        *root.xpath("//article//time/@datetime | //time[@pubdate]/@datetime")[:1],
    )
    head.published = next((iso_stamp(stamp) for stamp in stamps if iso_stamp(stamp)), "")
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    language = language or linked.get("inLanguage", "")
    language = language or _first(meta, "og:locale", "content-language", "dc.language")
    head.language = tag(language)
    head.site = _first(meta, "og:site_name", "application-name") or linked.get("publisher", "")
    own = url or _first(meta, "og:url") or "".join(root.xpath("//link[@rel='canonical']/@href")[:1])
    head.host = _host(own)
    if not head.site and url:
        head.site = head.host.removeprefix("www.")
    head.paid = linked.get("isAccessibleForFree", "").lower() == "false"
    head.words = _count(linked)
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


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _count(linked: dict[str, str]) -> int:
    """How many words an article is said to have, or its text in the description has."""
    said = linked.get("wordCount", "")
    count = int(said) if re.fullmatch(r"\d{2,6}", said) else 0
    return count or repeats.length(linked.get("articleBody", "")[:MAX_BODY])


def _meta(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").lower()
            value = _flat(element.get("content") or "")
            if name and value:
                found.setdefault(name, value)
    return found


def _schema(root: _Element, window: str) -> dict[str, str]:
    """The article of the page's JSON-LD; of several, what the window's title names comes first."""

    def elsewhere(item: dict[str, Any]) -> bool:
        headline = item.get("headline")
        return not isinstance(headline, str) or repeats.words(html.unescape(headline)) not in window

    found: dict[str, str] = {}
    for item in sorted(linked_articles(root), key=elsewhere):
        for key in ("headline", "datePublished", "inLanguage"):
            if isinstance(item.get(key), str):
                found.setdefault(key, _flat(html.unescape(item[key])))
        for key in ("wordCount", "articleBody"):
            if isinstance(item.get(key), str | int):
                found.setdefault(key, str(item[key]))
        if "isAccessibleForFree" in item:
            found.setdefault("isAccessibleForFree", str(item["isAccessibleForFree"]))
        for key in ("author", "publisher", "image"):
            name = names_in(item.get(key), "url" if key == "image" else "name")
            if name:
                found.setdefault(key, name)
    return found


def names_in(value: Any, key: str) -> str:
    """What one thing or several are called, by a key of theirs; one address only."""
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


def tag(language: str) -> str:
    """A BCP 47 tag as a page gives it; empty where it gives none."""
    found = _TAG.match(language.strip())
    return found[0].replace("_", "-") if found else ""


def iso_stamp(stamp: str) -> str:
    """The ISO 8601 date or time within a text; empty where there is none."""
    found = _DATE.search(stamp)
    return found[0].replace(" ", "T") if found else ""


def _first(meta: dict[str, str], *names: str) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _flat(text: str) -> str:
    return " ".join(text.split())
