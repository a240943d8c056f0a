"""Answers of web servers that come packed (RFC 9110, section 8.4.1), within bounds."""

from __future__ import annotations

import zlib
from typing import Final

from quotecast.errors import SourceError

ACCEPTED: Final = "gzip, deflate, identity"
"""What is asked for: what Python itself unpacks."""

MEMBERS: Final = 200
"""Parts of one gzip stream (RFC 1952 allows any number)."""

_PLAIN: Final = frozenset({"", "identity", "none", "utf-8", "utf8", "7bit", "8bit", "binary"})
"""Names of no packing at all, also those that servers write there by mistake."""
_GZIP: Final = frozenset({"gzip", "x-gzip"})
_GZIP_MARK: Final = b"\x1f\x8b"


class Unpacker:
    """Unpacks a body chunk by chunk.

    A body that is not packed although its server says so is let through as it is.
    """

    def __init__(self, encoding: str, url: str, limit: int) -> None:
        """Take the header's value.

        Args:
            encoding: of ``Content-Encoding``.
            url: where the body comes from, for errors.
            limit: bytes that one chunk may grow to, and one more.

        Raises:
            SourceError: packed in a way that was not asked for.
        """
        names = [name.strip() for name in encoding.lower().split(",")]
        self._names = [name for name in names if name not in _PLAIN]
        self._url, self._limit = url, limit
        self._stream: zlib._Decompress | None = None
        self._members = 0
        self._between = b""
        """Of a next member, so little that it may be padding."""
        self._over = False
        if len(self._names) > 1 or not {*self._names} <= {*_GZIP, "deflate"}:
            packed = ", ".join(self._names)[:40]
            raise SourceError(
                f"sent packed as {packed}, which was not asked for",
                "save the page from a browser and name the file",
                where=url,
            )

    def feed(self, chunk: bytes) -> bytes:
        """What a chunk holds.

        Raises:
            SourceError: damaged.
        """
        if not self._members and chunk:
            self._stream = self._opened(chunk)
            self._members = 1
        if self._stream is None:
            return chunk
        chunk, self._between = self._between + chunk, b""
        whole = b""
        try:
            while not self._over and len(whole) <= self._limit:
                if self._stream.eof:
                    if len(chunk) < len(_GZIP_MARK):
                        self._between = chunk
                        break
                    self._next_member(chunk)
                else:
                    whole += self._stream.decompress(chunk, self._limit + 1)
                    chunk = self._stream.unused_data
                    if not self._stream.eof:
                        break
        except zlib.error as fault:
            raise self._damaged() from fault
        return whole

    def _next_member(self, data: bytes) -> None:
        """Begin another part of a gzip stream; what is none is padding to the end."""
        if not data.startswith(_GZIP_MARK):
            self._over = True
            return
        self._members += 1
        if self._members > MEMBERS:
            raise self._damaged()
        self._stream = zlib.decompressobj(wbits=31)

    @property
    def whole(self) -> bool:
        """Whether all of a body has been fed."""
        return self._stream is None or self._stream.eof

    def _opened(self, chunk: bytes) -> zlib._Decompress | None:
        if not self._names:
            return None
        if self._names[0] in _GZIP:
            return zlib.decompressobj(wbits=31) if chunk.startswith(_GZIP_MARK[:1]) else None
        # Some servers send it bare, without the two bytes that RFC 9110 asks for.
        headed = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2]) % 31 == 0
        return zlib.decompressobj(wbits=15 if headed else -15)

    def _damaged(self) -> SourceError:
        return SourceError("the page is damaged", "try again", where=self._url)
