"""A folder that is watched: which of its files are complete and new."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotecast.batch.sources import articles_in

Signature = tuple[int, int]
"""Size and time of change: a file whose signature stays is complete."""


@dataclass
class Watch:
    """Files of a folder as they become ready.

    ``settle`` is how many seconds a file must stay as it is. It is counted by a clock that
    nobody sets, so a jump of the machine's time harms nothing.
    """

    folder: Path
    settle: float = 2.0
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._seen: dict[Path, tuple[Signature, float]] = {}
        self._given: dict[Path, Signature] = {}

    def ready(self) -> Iterator[Path]:
        """Files that are complete and were not given before in this form, by name."""
        now = self.clock()
        for path in articles_in(self.folder):
            try:
                status = path.stat()
            except OSError:
                continue  # gone again
            signature = (status.st_size, status.st_mtime_ns)
            before, since = self._seen.get(path, (None, now))
            if signature != before:
                self._seen[path] = (signature, now)
                since = now
            complete = now - since >= self.settle and status.st_size > 0
            if complete and self._given.get(path) != signature:
                self._given[path] = signature
                yield path
