"""Articles that a page holds only as data, for a script of its own to show.

Looked for are JSON in ``script`` elements (``__NEXT_DATA__``, ``__NUXT_DATA__`` and what else
there is of type ``application/json``), JSON that a script assigns to a state of the page
(``window.__INITIAL_STATE__ = {…}``), and JSON in attributes (``data-page``). In it, an article
is a thing with a title and a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from quotecast.readers import repeats, richtext
from quotecast.readers.interface import Described
from quotecast.readers.linked import MAX_JSON, parsed
from quotecast.readers.metadata import iso_stamp, names_in

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SCRIPTS: Final = 60
"""Scripts of a page that are looked at."""

MAX_NODES: Final = 300_000
"""Things and lists in their data that are."""

MAX_TRIES: Final = 12
"""Values that one script assigns."""

SHORT: Final = 200
"""Characters; a shorter text is no article."""

DEPTH: Final = 40
"""References of references that are followed."""

_ASSIGNED: Final = re.compile(
    r"(?<![\w$])(?:\w+\.|\w+\[[\"'])?[\w$]{0,40}(?:state|data|content|context|props|nuxt)[\w$]{0,40}"
    r"(?:[\"']\])?\s*+=\s*+(?P<parse>JSON\.parse\(\s*+)?(?=[{\[\"'])",
    re.IGNORECASE,
)
_STRING: Final = re.compile(r"'((?:[^'\\\n]|\\.)*+)'", re.DOTALL)
_UNDEFINED: Final = re.compile(r"(?<=[:,\[])undefined(?=[,}\]])")

_TITLES: Final = ("headline", "headlines", "title", "name")
_BODIES: Final = tuple(
    """articleBody article_body body bodyHtml bodyHTML body_html bodyText content_elements
    contentElements content contents contentHtml content_html html text fullText richText blocks
    components paragraphs elements sections document story""".split()
)
_BODY: Final = re.compile(r"body|content$|text$|html$", re.IGNORECASE)
_AUTHORS: Final = ("author", "authors", "byline", "bylines", "by", "creator", "writers")
_NAMES: Final = ("name", "fullName", "full_name", "displayName", "display_name", "title")
_DATES: Final = tuple(
    """datePublished publishedAt published_at publishDate publish_date publicationDate
    publication_date display_date firstPublished first_publish_date publishedDate published
    pubDate date createdAt created_at""".split()
)
_LANGUAGES: Final = ("inLanguage", "language", "lang", "locale")
_PAID: Final = re.compile(
    r"(?:is_?)?(?:premium|paywalled|paywall|locked|subscribers?_?only|paid)", re.I
)


def embedded_articles(root: _Element) -> list[Described]:
    """What in a page's data has a title and a text, in the page's order."""
    found: dict[str, Described] = {}
    left, writer = [MAX_NODES], richtext.Writer()
    for data in _data(root):
        for thing in _things(data, left):
            described = _described(thing, writer)
            if described is not None:
                # Of two that are the same the inner one comes last and says more.
                found[repeats.words(described.body)] = described
    return list(found.values())


def _data(root: _Element) -> Iterator[Any]:
    for script in root.xpath("//script[not(@src)]")[:MAX_SCRIPTS]:
        text, kind = script.text or "", (script.get("type") or "").lower()
        if len(text) > MAX_JSON or "ld+json" in kind:
            continue
        if "json" in kind:
            data = parsed(text)
            yield _unflattened(data) if "NUXT_DATA" in script.get("id", "") else data
        elif kind in ("", "module") or "javascript" in kind:
            yield from _assigned(text)
    for attribute in ("data-page", "data-props", "data-react-props", "data-state"):
        for value in root.xpath(f"//@{attribute}")[:MAX_SCRIPTS]:
            if value[:1] in "{[" and len(value) <= MAX_JSON:
                yield parsed(value)


def _assigned(script: str) -> Iterator[Any]:
    """The JSON that a script assigns to what is named like a state of the page."""
    end = 0
    for count, found in enumerate(_ASSIGNED.finditer(script)):
        if count >= MAX_TRIES:
            return
        if found.start() < end:  # within what was read already
            continue
        data, end = _value(script, found.end())
        yield parsed(data) if found["parse"] and isinstance(data, str) else data


def _value(script: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins there, and where it ends; None where it is none."""
    quoted = _STRING.match(script, at)
    if quoted is not None:
        inner = quoted[1].replace("\\'", "'").replace('\\"', '"').replace('"', '\\"')
        return parsed(f'"{inner}"'), quoted.end()
    decoder = json.JSONDecoder(strict=False)
    try:
        return decoder.raw_decode(script, at)
    except (ValueError, RecursionError):
        pass
    if not _UNDEFINED.search(script, at):
        return None, at
    try:
        return decoder.raw_decode(_UNDEFINED.sub("null", script[at:]))[0], at
    except (ValueError, RecursionError):
        return None, at


def _unflattened(data: Any) -> Any:
    """The tree that Nuxt keeps as one list in which numbers stand for places in it."""
    if not isinstance(data, list):
        return data
    left = [MAX_NODES]

    def at(place: Any, depth: int) -> Any:
        left[0] -= 1
        whole = type(place) is int and 0 <= place < len(data)
        if not whole or depth > DEPTH or left[0] < 0:
            return None
        value = data[place]
        if isinstance(value, dict):
            return {key: at(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, list):
            if len(value) == 2 and isinstance(value[0], str):  # ["Reactive", 4]
                return at(value[1], depth + 1)
            return [at(inner, depth + 1) for inner in value]
        return value

    return at(0, 0)


def _things(data: Any, left: list[int]) -> Iterator[dict[str, Any]]:
    """Every thing in a tree, those around before those within, while the count lasts."""
    stack = [data]
    while stack and left[0] > 0:
        left[0] -= 1
        value = stack.pop()
        if isinstance(value, str) and len(value) > 400 and value[:1] in "{[":
            value = parsed(value)  # an answer of a server, kept as it came
        if isinstance(value, dict):
            yield value
            stack.extend(reversed(value.values()))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _described(thing: dict[str, Any], writer: richtext.Writer) -> Described | None:
    """The article a thing is; None when it has no title or no text."""
    title = next((said for key in _TITLES if (said := _said(thing.get(key)))), "")
    if not title:
        return None
    others = (key for key in thing if key not in _BODIES and _BODY.search(key))
    keys = (*(key for key in _BODIES if key in thing), *others)
    body = next((made for key in keys if (made := _body(thing[key], writer))), "")
    if not body:
        return None
    credits_ = thing.get("credits")
    people = {**credits_, **thing} if isinstance(credits_, dict) else thing
    called = (names_in(people.get(key), name) for key in _AUTHORS for name in _NAMES)
    byline = next((said for said in called if 0 < len(said) <= 120), "")
    dates = (thing[key] for key in _DATES if isinstance(thing.get(key), str))
    tongues = (thing[key] for key in _LANGUAGES if isinstance(thing.get(key), str))
    return Described(
        body,
        title,
        re.sub(r"^by\s+", "", byline, flags=re.IGNORECASE),
        next((iso for stamp in dates if (iso := iso_stamp(stamp))), ""),
        next(tongues, ""),
        any(value is True for key, value in thing.items() if _PAID.fullmatch(key)),
    )


def _said(value: Any) -> str:
    """A title: a text, or one of several forms of it."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("basic", "rendered", "default") if key in value), "")
    words = " ".join(value.split()) if isinstance(value, str) and len(value) < 2000 else ""
    return words if 0 < len(words) <= 300 else ""


def _body(value: Any, writer: richtext.Writer) -> str:
    if isinstance(value, str) and len(value) < SHORT:
        return ""
    made = writer.to_html(value)
    return made if len(made) >= SHORT else ""
