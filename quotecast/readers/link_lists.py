"""Lists of other articles that no name and no heading gives away: runs of headlines that are links.

Narrow on purpose, as a list of links may be part of an article: its sources, the reports it is
about. Those lead to other sites, are announced by a colon, are names rather than headlines,
or are much of what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from quotecast.model import BlockKind
from quotecast.readers import repeats
from quotecast.readers.chunk import Chunk
from quotecast.readers.extraction import prose

RUN: Final = 3
"""Links one below the other within an article; at its end one fewer will do."""

SHARE: Final = 0.25
"""Of the page's article that such lists are at most, all together."""

MAX_CARD: Final = 500
"""Characters of all that one link holds."""

REASON: Final = "headlines of other articles, which they lead to"
CARD: Final = "a card that leads to another article"
MENU: Final = "links above the article"

_BODY: Final = (None, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
_ENDED: Final = re.compile(r"[.:;,…][\"”’»)]?$")


def links_elsewhere(found: Sequence[Chunk], host: str) -> dict[int, str]:
    """Which paragraphs of an article only lead to others, and what they are."""
    return {
        **dict.fromkeys(headlines_elsewhere(found, host), REASON),
        **dict.fromkeys(cards(found), CARD),
        **dict.fromkeys(links_above(found), MENU),
    }


def headlines_elsewhere(found: Sequence[Chunk], host: str) -> set[int]:
    """Which paragraphs of an article are headlines of others.

    Args:
        found: the paragraphs.
        host: the page's own; empty where it is not known.
    """
    taken: set[int] = set()
    last = max((at for at, one in enumerate(found) if _spoken(one)), default=-1)
    for start, end in _runs(found):
        least = RUN if end <= last else RUN - 1
        announced = start > 0 and found[start - 1].text.rstrip().endswith((":", "："))
        run = found[start:end]
        if end - start >= least and not announced and _leads_home(run, host):
            taken.update(range(start, end))
    whole = sum(len(one.text) for one in found if _spoken(one))
    return taken if sum(len(found[at].text) for at in taken) <= SHARE * whole else set()


def cards(found: Sequence[Chunk]) -> set[int]:
    """Which paragraphs are a card: a headline and more, all of it one link to elsewhere."""
    taken: set[int] = set()
    for _, group in groupby(range(len(found)), key=lambda at: found[at].link):
        run = list(group)
        told = sum(len(found[at].text) for at in run)
        # A link that nobody closed goes on to the end of the page.
        if found[run[0]].link and len(run) > 1 and told <= MAX_CARD:
            taken.update(run if found[run[0]].kind is BlockKind.HEADING else ())
    return taken


def links_above(found: Sequence[Chunk]) -> set[int]:
    """Which paragraphs above the headline are nothing but links: the page's menu."""
    taken: set[int] = set()
    for at, chunk in enumerate(found):
        if chunk.kind is BlockKind.HEADLINE or (prose(chunk) and not chunk.leads):
            break
        if chunk.kind in _BODY and len(chunk.leads) > 1 and not _ENDED.search(chunk.text):
            taken.add(at)
    return taken


def _runs(found: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(len(found) + 1):
        if at < len(found) and _is_headline(found[at]):
            continue
        if at > start:
            yield start, at
        start = at + 1


def _spoken(chunk: Chunk) -> bool:
    return chunk.kind in _BODY and not chunk.outside and not chunk.aside


def _is_headline(chunk: Chunk) -> bool:
    """Whether a paragraph is a link, or several row by row, that reads like a headline."""
    if not chunk.leads or not _spoken(chunk):
        return False
    return all(_titled(row) for row in chunk.text.split("\n"))


def _titled(row: str) -> bool:
    row = row.strip().lstrip("-–—•·»›▶►→ ")
    count = repeats.length(row)
    return 4 <= count <= 25 and not row[:1].islower() and not _ENDED.search(row)


def _leads_home(run: Sequence[Chunk], host: str) -> bool:
    """Whether all links of a run lead to other pages of the same site."""
    hosts = set()
    for chunk in run:
        for link in chunk.leads:
            try:
                parts = urlsplit(link)
            except ValueError:
                return False
            if parts.scheme not in ("", "http", "https") or not parts.path.strip("/"):
                return False
            hosts.add((parts.hostname or host).removeprefix("www."))
    return len(hosts) == 1 and (not host or hosts == {host.removeprefix("www.")})
