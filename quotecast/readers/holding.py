"""Pages kept in memory, so that a run asks the network for each once.

Those that were fetched to see what they are, and what feeds hold of their articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quotecast.readers.fetching import Fetched

_held: Final[dict[str, Fetched]] = {}
HELD: Final = 32
"""Pages held at most; the oldest makes room."""


def hold(url: str, page: Fetched) -> None:
    """Keep a page for the next :func:`~quotecast.readers.fetching.fetch` of its address here.

    Whoever asks whether an address is a feed has fetched the article that it turns out to be.
    """
    _keep(url, page, _held, HELD)


def taken(url: str) -> Fetched | None:
    """The page held for an address, which is held no longer."""
    return _held.pop(url, None)


def is_held(url: str) -> bool:
    """Whether the next :func:`quotecast.readers.fetching.fetch` of an address asks nobody."""
    return url in _held or ("#" in url and url in _offered)


_offered: Final[dict[str, Fetched]] = {}
OFFERED: Final = 5_000
"""Pages offered at most; the oldest makes room."""


def offer(url: str, page: Fetched) -> None:
    """Keep what a feed holds of an article, for when its address cannot be had in this process.

    An address with ``#`` is that of an item which stands in its feed only: nobody is asked.
    """
    _keep(url, page, _offered, OFFERED)


def offered(url: str) -> Fetched | None:
    """What a feed holds of the article at an address, if a feed was read that does."""
    return _offered.get(url)


def _keep(url: str, page: Fetched, pages: dict[str, Fetched], most: int) -> None:
    """Add a page to some; the oldest of too many makes room."""
    while len(pages) >= most:
        del pages[next(iter(pages))]
    pages[url] = page
