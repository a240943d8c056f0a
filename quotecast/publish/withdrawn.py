"""What of a withdrawn episode is still for the public: the page that says so, nothing else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from quotecast.publish import places
from quotecast.publish.shelf import INDEX, withdrawn_folders

SHOW_DEPTH = 2
"""Folders that may hold a show's index, from output/ down: itself, or the show's own in it."""


def is_withdrawn(output: Path, parts: tuple[str, ...]) -> bool:
    """Whether a file or folder is of an episode that has left its feed, and not its page.

    Args:
        output: the studio's output folder.
        parts: the names of folders and file below it.
    """
    return any(
        parts[depth] in _gone(output.joinpath(*parts[:depth], INDEX))
        and parts[depth + 1 :] not in ((), (places.PAGE,))
        for depth in range(min(SHOW_DEPTH, len(parts)))
    )


def _gone(index: Path) -> frozenset[str]:
    try:
        status = index.stat()
    except OSError:
        return frozenset()
    return _gone_at(index, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=32)
def _gone_at(index: Path, changed: int, size: int) -> frozenset[str]:
    """Reading the index of a long feed for every file would cost more than the file."""
    return frozenset(withdrawn_folders(index))
