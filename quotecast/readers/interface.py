"""What a reader is given and what it hands back; the seam every format plugs into.

To add a format: one file with a function ``Raw -> Draft``, one row in
``readers/kinds.py``, one test file in ``tests/readers/``. A reader says where the
parts of the text are and what the format itself knows of them; what a part *is* gets
decided in one place for all formats (:mod:`quotecast.readers.blocks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from quotecast.model import BlockKind, Span
from quotecast.readers.decoding import readable

MAX_BYTES = 20_000_000
"""No source is larger: a 300,000-word book is 2 MB of text."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A source as bytes."""

    name: str
    """Path or URL as given, without the part."""
    data: bytes
    part: str = ""
    """What stood after ``#`` (``book.epub#3``)."""
    url: str = ""
    """Where a page came from after redirects; empty for files."""
    encoding: str = ""
    """As the server named it; empty when nobody did."""
    content_type: str = ""
    """As the server named it, without parameters."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a draft's text and what the format says of it."""

    span: Span
    kind: BlockKind | None = None
    """None where the format does not say; decided from the words."""
    reason: str = ""
    """Why it is not spoken; for kinds that are not."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A source as text in parts, before every part is known for what it is."""

    text: str
    parts: tuple[Part, ...]
    """In order; between them nothing but white space."""
    title: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    """Empty: told from the words."""
    site: str = ""
    image: str = ""
    of_file: bool = False
    """Whether author and date are the file's, so that printed ones count for more."""
    headed: bool = True
    """Whether a first short part may be the headline."""
    doubts: tuple[str, ...] = ()
    """What a person should look at before the article is published, a line each."""


@dataclass(frozen=True, slots=True)
class Described:
    """An article as the data of a page tell of it; empty where they do not."""

    body: str
    """HTML."""
    title: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    paid: bool = False
    """Whether only those who pay are to read it."""


Reader = Callable[[Raw], Draft]
"""Reads one format; raises SourceError."""


@dataclass(slots=True)
class Sheet:
    """Collects parts into one text, a blank line between them."""

    pieces: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    length: int = 0

    def add(
        self, text: str, kind: BlockKind | None = None, reason: str = "", label: str = ""
    ) -> None:
        """Append a part; white space at its ends is dropped, an empty one ignored.

        Characters that are not seen inside words are left away.
        """
        text = readable(text).strip()
        if not text:
            return
        if self.pieces:
            self.pieces.append("\n\n")
            self.length += 2
        span = Span(self.length, self.length + len(text))
        self.pieces.append(text)
        self.parts.append(Part(span, kind, reason, label))
        self.length = span.end

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces)


_NOBODY = re.compile(
    r"\W*(?:anonymous|unknown|unspecified|untitled|user|admin(?:istrator)?|author|owner"
    r"|(?:microsoft|ms) office(?: user)?|python-docx|apache poi|openoffice\S*|libreoffice)?\W*",
    re.IGNORECASE,
)


def somebody(author: str) -> str:
    """An author's name as a file holds it; empty where a program wrote it for nobody."""
    return "" if _NOBODY.fullmatch(author) else author
