"""Numbers for many new episodes, one after another."""

from __future__ import annotations

import os

from quotecast.config import Show, Studio
from quotecast.model import Episode
from quotecast.publish import places, shelf
from quotecast.records import read_json


class Numbers:
    """Gives the number of the next new episode, as :func:`shelf.next_number` would.

    That one asks for the stamps of every episode each time. This one remembers which folders
    it has read, so it only opens those that appeared since, by whichever run.
    """

    def __init__(self) -> None:
        self._read: set[str] = set()
        self._memory = ""
        self._last = 0

    def __call__(self, studio: Studio, show: Show) -> int:
        """The next number. Hold the lock on numbering until the episode's record is written."""
        home = places.show_dir(studio, show)
        memory = shelf.stamp(home / places.MEMORY)
        if not self._read or memory != self._memory:
            gone = shelf.load_memory(studio, show).gone.values()
            self._last = max([self._last, *(one.number for one in gone)])
            self._memory = memory
        for name in self._unread(home):
            record = home / name / places.EPISODE
            if places.is_published(f"{name}/{places.PAGE}") and record.is_file():
                self._last = max(self._last, read_json(Episode, record).number)
                self._read.add(name)
        return self._last + 1

    def _unread(self, home: os.PathLike[str]) -> list[str]:
        try:
            with os.scandir(home) as found:
                return [
                    entry.name
                    for entry in found
                    if entry.name not in self._read
                    and not entry.name.startswith(".")
                    and entry.is_dir(follow_symlinks=False)
                ]
        except FileNotFoundError:
            return []
