"""A source's bytes: from a file, standard input, or the web."""

from __future__ import annotations

import stat
from pathlib import Path

from quotecast.errors import SourceError
from quotecast.readers.interface import MAX_BYTES, Raw


def load(source: str, stdin: bytes | None, allow_private: bool) -> Raw:
    """The bytes behind a source.

    Raises:
        SourceError: it cannot be had.
    """
    if source == "-":
        return Raw("standard input", _bounded(stdin or b"", "standard input"))
    if source.lower().startswith(("http://", "https://")):
        from quotecast.readers.whole import fetch_article

        return fetch_article(source, allow_private=allow_private).raw(source)
    return _file(source)


def _file(source: str) -> Raw:
    path, part = Path(source), ""
    name = source
    try:
        if "#" in source and not path.exists():
            name, _, part = source.rpartition("#")
            path = Path(name)
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise SourceError("this is a folder", "name the article's file", where=name)
        if not stat.S_ISREG(info.st_mode):
            raise SourceError("not an ordinary file", "pipe it in and name -", where=name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise SourceError(
            "no such file", "check the name; a web address starts with https://", where=source
        ) from fault
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise SourceError(f"cannot read: {reason}", where=source) from fault
    return Raw(name, _bounded(data, name), part)


def _bounded(data: bytes, name: str) -> bytes:
    if not data.strip():
        raise SourceError("the source is empty", "give a file with words in it", where=name)
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"larger than {MAX_BYTES // 1_000_000} MB",
            "cut it into chapters and make an episode of each",
            where=name,
        )
    return data
