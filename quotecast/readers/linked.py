"""What a page says of its articles in JSON-LD (schema.org), as far as it is well formed."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_JSON = 2_000_000
"""Characters of one description that are looked at."""

MAX_ITEMS = 200
"""Things described in it that are."""

_ARTICLES = ("article", "posting", "report", "webpage")
_TYPE = (
    "translate(normalize-space(@type), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
)
_SCRIPTS = f"//script[starts-with({_TYPE}, 'application/ld+json')]"


def linked_articles(root: _Element) -> list[dict[str, Any]]:
    """The articles described, in the page's order; who is named by ``@id`` only is looked up."""
    found = []
    for script in root.xpath(_SCRIPTS):
        data = parsed(script.text or "")
        things = _things(data)
        for item in _items(data):
            known: dict[str, Any] = {
                key: _behind(item[key], things)
                for key in ("author", "publisher", "image")
                if key in item
            }
            found.append({**item, **known})
    return found


def parsed(text: str) -> Any:
    """The data of a JSON text; None where it is none, or larger than is looked at.

    Line ends within strings, which JSON forbids, are common in pages and let through.
    """
    bare = text.strip().removeprefix("<!--").removesuffix("-->").strip().removesuffix(";")
    bare = bare.removeprefix("//<![CDATA[").removesuffix("//]]>")
    if len(bare) > MAX_JSON:
        return None
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(data: Any) -> Iterator[dict[str, Any]]:
    queue = deque([data])
    for _ in range(MAX_ITEMS):
        if not queue:
            return
        item = queue.popleft()
        if isinstance(item, list):
            queue.extend(item[:MAX_ITEMS])
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
