"""Bytes to text."""

from __future__ import annotations

import codecs
import logging
import re

from quotecast.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_FOREIGN_CODECS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7"})
"""Codecs of Python's that are no encodings of pages; a server could name one to do harm:
punycode takes quadratic time, and escapes make characters that no file can hold."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str, encoding: str = "") -> str:
    r"""The text of a source, line ends as ``\n``.

    A byte order mark decides, then ``encoding``, then UTF-8; what is none of these is
    taken for Windows-1252, and a warning says so.

    Raises:
        SourceError: the bytes are not text, or there are none.
    """
    text = _decoded(data, name, encoding)
    if len(_CONTROL.findall(text, 0, 100_000)) > len(text[:100_000]) // 200:
        raise _binary(name)
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).removeprefix("\ufeff")
    if not text.strip():
        raise SourceError("the source is empty", "give a file with words in it", where=name)
    return text


def _decoded(data: bytes, name: str, encoding: str) -> str:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            text = decoded_as(data, codec)
            if text is None:
                raise SourceError(
                    "the text breaks off inside a character", "save it again as UTF-8", where=name
                )
            return text
    for codec in (encoding, "utf-8"):
        text = decoded_as(data, codec) if codec else None
        if text is not None:
            return text
    if b"\x00" in data[:4096]:
        raise _binary(name)
    text = decoded_as(data, "cp1252")
    if text is None:
        raise _binary(name)
    logging.getLogger(__name__).warning("%s: not UTF-8; read as Windows-1252", name)
    return text


def decoded_as(data: bytes, codec: str) -> str | None:
    """The text in one encoding; None when it is in another, or the name names none."""
    try:
        if codecs.lookup(codec).name.replace("-", "_") in _FOREIGN_CODECS:
            return None
        return data.decode(codec)
    except (ValueError, LookupError):  # ValueError: not of this encoding, or no name of one
        return None


def _binary(name: str) -> SourceError:
    return SourceError(
        "not text, nor a kind of file this program reads",
        "it reads .txt .md .html .pdf .epub .docx and web addresses",
        where=name,
    )
