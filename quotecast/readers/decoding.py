"""Bytes to text."""

from __future__ import annotations

import codecs
import logging
import re

from quotecast.errors import SourceError
from quotecast.readers.encodings import declared_in, guess, meant, shown, single_byte, wide

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

_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028")

_UNSEEN = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", "")
    | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
"""Hyphens for a line's end, joints of no width and marks of direction, which part one word in
two for whoever looks for it; and ligatures. The joiners that scripts need stay."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str, encoding: str = "") -> str:
    r"""The text of a source, line ends as ``\n``.

    A byte order mark decides, then ``encoding`` as a server names it, then what a page says
    itself, then UTF-8; what is none of these is taken for what it looks like, Windows-1252 if
    nothing else, and a warning says so.
    Characters that are not seen inside words are left away (:func:`readable`).

    Raises:
        SourceError: the bytes are not text, or there are none.
    """
    text = _decoded(data, name, encoding)
    if len(_CONTROL.findall(text, 0, 100_000)) > len(text[:100_000]) // 200:
        raise _binary(name)
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    text = readable(_CONTROL.sub(" ", text.replace("\u2029", "\n\n")))
    if not text.strip():
        raise SourceError("the source is empty", "give a file with words in it", where=name)
    return text


def readable(text: str) -> str:
    """A text without the characters nobody sees inside its words."""
    return text.translate(_UNSEEN)


def _decoded(data: bytes, name: str, encoding: str) -> str:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            text = decoded_as(data, codec)
            if text is None:
                raise SourceError(
                    "the text breaks off inside a character", "save it again as UTF-8", where=name
                )
            return text
    for codec in _likely(data, encoding):
        text = decoded_as(data, codec)
        if text is not None:
            return text
    guessed = guess(data)
    text = decoded_as(data, guessed) if guessed else None
    if text is None:
        raise _binary(name)
    logging.getLogger(__name__).warning("%s: not UTF-8; read as %s", name, shown(guessed))
    return text


def _likely(data: bytes, encoding: str) -> list[str]:
    """The encodings to try, those first that what they do not fit gives away."""
    said, own = meant(encoding), meant(declared_in(data))
    # Servers call everything ISO-8859-1 by default; UTF-8 decodes nothing else by chance.
    named = [own, said] if own and said == "cp1252" else [said, own]
    if wide(data):
        named.insert(0, wide(data))
    codecs_named = [codec for codec in named if codec]
    return sorted([*codecs_named, "utf-8"], key=single_byte)


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
        "it reads .txt .md .html .pdf .epub .docx .eml and web addresses",
        where=name,
    )
