"""Articles from anywhere: files, web pages, standard input, each by a reader of its own.

:func:`read` is the door. Which reader is called is told by the file's suffix, the
server's content type, or the first bytes (:mod:`.kinds`).
"""

from __future__ import annotations

from quotecast.model import Article
from quotecast.readers.interface import Raw

__all__ = ["read", "read_raw"]


def read(source: str, *, stdin: bytes | None = None, allow_private: bool = False) -> Article:
    """Read an article.

    Args:
        source: a path, a URL, or ``-`` for standard input; ``book.epub#3`` names a chapter.
        stdin: what was piped in, for ``-``.
        allow_private: also fetch from private and loopback addresses.

    Raises:
        SourceError: the source is missing, empty, too large, refused, or not readable.
    """
    from quotecast.readers import opening

    return read_raw(opening.load(source, stdin, allow_private), source)


def read_raw(raw: Raw, source: str) -> Article:
    """Read an article from bytes at hand, such as a page fetched before.

    Raises:
        SourceError: the bytes are not readable as what they say they are.
    """
    from quotecast.readers import blocks, kinds

    return blocks.build(kinds.reader_of(raw)(raw), source)
