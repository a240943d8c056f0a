"""The article of a page that shows none of it, or a stub, but holds it all in its data."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from quotecast.readers import repeats, richtext
from quotecast.readers.chunk import Chunk
from quotecast.readers.dom import chunks
from quotecast.readers.embedded import embedded_articles
from quotecast.readers.extraction import shingles
from quotecast.readers.html_tree import parse_html
from quotecast.readers.interface import Described
from quotecast.readers.linked import linked_articles
from quotecast.readers.metadata import Head, iso_stamp, names_in

if TYPE_CHECKING:
    from lxml.etree import _Element

LEAST: Final = 200
"""Characters that a text in a page's data must have to be read instead of the page."""

STUB: Final = 3
"""What the page shows is a stub when the text in its data is at least so many times as long."""

MAX_ENTRIES: Final = 1000
"""Of a live blog."""

SHOWN: Final = 0.5
"""Share of the text in its data from which a page shows that text, in short lines perhaps."""

ELSEWHERE: Final = 0.1
"""The same up to which what the page shows is something else, whatever there is of it."""

LONG: Final = 1500
"""Characters from which a text is an article although its title is not the page's."""


def article_in_data(
    root: _Element, head: Head, found: Sequence[Chunk], shown: int
) -> tuple[Described, list[Chunk]] | None:
    """The article in a page's data and its paragraphs; None where the page is to be read.

    Args:
        root: of the page.
        head: what the page says of itself. One that is not free to read is read as it
            shows itself: what it keeps for subscribers is theirs.
        found: what the page shows.
        shown: characters of it that are taken for the article.
    """
    if head.paid:
        return None
    for told in (_chosen(_linked(root), head), _chosen(_embedded(root, shown), head, sure=False)):
        if told is None or told.paid:
            continue
        tree = parse_html(f"<html><body>{told.body}</body></html>")
        body = chunks(tree) if tree is not None else []
        length = sum(len(chunk.text) for chunk in body)
        if length < max(LEAST, shown):
            continue
        share = _share(body, found)
        elsewhere = share <= ELSEWHERE and length >= LONG and _in_window(told.title, head)
        if elsewhere or (length >= STUB * shown and share < SHOWN):
            return told, body
    return None


def _in_window(title: str, head: Head) -> bool:
    """Whether the window's title names the article: the page is about it, whatever it shows."""
    words = repeats.words(title)
    return words.count(" ") > 3 and words in repeats.words(head.window_title)


def _share(body: Sequence[Chunk], found: Sequence[Chunk]) -> float:
    """How much of a text a page shows, however it is cut into paragraphs."""
    own, its = (
        shingles(repeats.words(" ".join(chunk.text for chunk in some))) for some in (body, found)
    )
    return len(own & its) / max(1, len(own))


def beside(found: Sequence[Chunk], body: Sequence[Chunk], title: str) -> list[Chunk]:
    """What a page shows that is not in the text from its data."""
    within = [repeats.words(text) for text in (title, *(chunk.text for chunk in body))]
    known, whole = shingles(" ".join(within)), set(within)

    def told(chunk: Chunk) -> bool:
        words = repeats.words(chunk.text)
        return words in whole or shingles(words) <= known

    return [chunk for chunk in found if not told(chunk)]


def _chosen(told: Sequence[Described], head: Head, *, sure: bool = True) -> Described | None:
    """Which article the page is about.

    Args:
        told: those there are.
        head: names the title, if the page has one.
        sure: whether the data themselves say that these are articles.
    """
    titled = [one for one in told if head.titled(one.title)]
    ranked = sorted(titled or told, key=lambda one: len(one.body), reverse=True)
    if titled or not ranked:
        return ranked[0] if ranked else None
    alone = len(ranked) == 1 or len(ranked[0].body) >= STUB * len(ranked[1].body)
    signed = bool(ranked[0].byline or ranked[0].published) and len(ranked[0].body) >= LONG
    return ranked[0] if alone and (sure or signed) else None


def _linked(root: _Element) -> list[Described]:
    return [
        Described(
            body,
            _text(item.get("headline")) or _text(item.get("name")),
            names_in(item.get("author"), "name"),
            iso_stamp(_text(item.get("datePublished"))),
            _text(item.get("inLanguage")),
        )
        for item in linked_articles(root)
        if len(body := _body(item)) >= LEAST
    ]


def _body(item: dict[str, Any]) -> str:
    """HTML of an article's text; of a live blog's, each entry below its headline."""
    said = richtext.of_string(_text(item.get("articleBody")))
    updates = item.get("liveBlogUpdate")
    for entry in updates[:MAX_ENTRIES] if isinstance(updates, list) else []:
        if isinstance(entry, dict):
            headline = html.escape(_text(entry.get("headline")))
            text = richtext.of_string(_text(entry.get("articleBody")))
            said += f"<h2>{headline}</h2>{text}" if headline else text
    return said


def _embedded(root: _Element, shown: int) -> list[Described]:
    """Not looked for where the page shows enough for an article."""
    return embedded_articles(root) if shown < LONG else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
