"""Lists of other articles that no name and no heading gives away: runs of headlines that are links.

Narrow on purpose, as a list of links may be part of an article: its sources, the reports it is
about. Those lead to other sites, are announced by a colon, are names rather than headlines,
or are much of what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from quotecast.model import BlockKind
from quotecast.readers import repeats
from quotecast.readers.chunk import Chunk

RUN: Final = 3
"""Links one below the other within an article; at its end one fewer will do."""

SHARE: Final = 0.25
"""Of the page's article that such lists are at most, all together."""

REASON: Final = "headlines of other articles, which they lead to"

_BODY: Final = (None, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
_ENDED: Final = re.compile(r"[.:;,…][\"”’»)]?$")


def headlines_elsewhere(found: Sequence[Chunk], host: str) -> set[int]:
    """Which paragraphs of an article are headlines of others.

    Args:
        found: the paragraphs.
        host: the page's own; empty where it is not known.
    """
    taken: set[int] = set()
    for start, end in _runs(found):
        least = RUN if any(_spoken(one) for one in found[end:]) else RUN - 1
        announced = start > 0 and found[start - 1].text.rstrip().endswith((":", "："))
        run = found[start:end]
        if end - start >= least and not announced and _leads_home(run, host):
            taken.update(range(start, end))
    whole = sum(len(one.text) for one in found if _spoken(one))
    return taken if sum(len(found[at].text) for at in taken) <= SHARE * whole else set()


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
