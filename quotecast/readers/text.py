"""Plain text."""

from __future__ import annotations

from quotecast.readers.decoding import decode
from quotecast.readers.interface import Draft, Part, Raw
from quotecast.readers.paragraphs import paragraphs


def read(raw: Raw) -> Draft:
    """A text file, as it is.

    Raises:
        SourceError: not text, or empty.
    """
    text = decode(raw.data, raw.name, raw.encoding)
    return Draft(text, tuple(Part(span) for span in paragraphs(text)))
