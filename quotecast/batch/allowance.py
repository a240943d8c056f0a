"""How much one feed or list may have fetched in a run: naming a page costs a stranger nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from quotecast import naming
from quotecast.errors import SourceError
from quotecast.readers.feeds import Entry

MOST_OF_A_LIST: Final = 1_000_000_000
"""Bytes, as :class:`quotecast.readers.fetching.Traffic` counts them: a megabyte for each of the
thousand articles that a list may name."""


class Allowance:
    """What is left to each feed and list of a run; to anything else there is no bound.

    The page that reaches the bound is still made, so at most one (and with many hands those
    under way with it) is fetched beyond. Which articles are refused depends on the order of
    the sources alone: those before which the list has spent its all.
    """

    def __init__(self, entries: Iterable[tuple[str, Entry]] = ()) -> None:
        """Take the entries of feeds and lists, each with what listed it."""
        self._spent: Counter[str] = Counter()
        self._list_of: dict[str, str] = {}
        for source, entry in entries:
            if naming.is_url(entry.url):
                self._list_of.setdefault(entry.url, source)

    def check(self, article: str) -> None:
        """Refuse an article that is to be read.

        Raises:
            SourceError: its list has spent what it had.
        """
        listed = self._list_of.get(article)
        if listed is not None and self._spent[listed] >= MOST_OF_A_LIST:
            raise SourceError(
                f"not fetched: {listed} has had its {MOST_OF_A_LIST / 1e6:g} MB of this run",
                "run again: articles that have no episode come first",
                where=article,
            )

    def spend(self, article: str, count: int) -> None:
        """Count the bytes that reading an article has cost."""
        if article in self._list_of:
            self._spent[self._list_of[article]] += count
