"""PDF: the text layer, rows joined to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from quotecast.errors import SourceError
from quotecast.readers.interface import Draft, Raw, Sheet, somebody
from quotecast.readers.pdf_layout import fill
from quotecast.readers.pdf_rows import rows_of

MAX_PAGES = 2000

MAX_STEPS = 5_000_000
"""Steps of drawing in all pages, forms counted as often as they are drawn: 2000 pages of print
have some 2 million. A file of a few kilobytes can ask for thousands of times as many."""


def read(raw: Raw) -> Draft:
    """A PDF that holds text.

    Raises:
        SourceError: damaged, locked, or only pictures of text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("the PDF is locked", "save it without a password", where=raw.name)
        if len(reader.pages) > MAX_PAGES:
            raise SourceError(f"more than {MAX_PAGES} pages", "cut it into parts", where=raw.name)
        steps = _Steps(raw.name)
        pages = [rows_of(page, steps.count) for page in reader.pages]
        about: Any = reader.metadata or {}
        title, author = _said(about, "/Title"), somebody(_said(about, "/Author"))
        created = _date(_said(about, "/CreationDate"))
    except SourceError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise _damaged(raw) from fault
    except (
        RecursionError,
        OSError,
        ArithmeticError,
        MemoryError,
        AssertionError,
        NotImplementedError,
    ) as fault:
        raise _damaged(raw) from fault
    sheet = Sheet()
    fill(sheet, pages)
    if not sheet.parts:
        raise SourceError(
            "the PDF holds no text, only pictures",
            "run it through text recognition (OCR) first",
            where=raw.name,
        )
    top = "".join(part.span.of(sheet.text)[:300] + " " for part in sheet.parts[:6])
    known = title if title and title.lower() in " ".join(top.split()).lower() else ""
    return Draft(
        sheet.text, tuple(sheet.parts), title=known, byline=author, published=created, of_file=True
    )


class _Steps:
    """Counts the steps of drawing while text is taken from pages."""

    def __init__(self, name: str) -> None:
        self._name, self._left = name, MAX_STEPS

    def count(self, *step: object) -> None:
        """One step more.

        pypdf passes over what is raised inside a form; at the next step of the page itself it
        is raised again.

        Raises:
            SourceError: there are too many.
        """
        self._left -= 1
        if self._left < 0:
            raise SourceError(
                f"takes more than {MAX_STEPS:,} steps to draw",
                "save it again from a PDF viewer, or copy its text to a file",
                where=self._name,
            )


def _damaged(raw: Raw) -> SourceError:
    return SourceError("the PDF is damaged", "save or download it again", where=raw.name)


def _said(about: Any, key: str) -> str:
    value = about.get(key)
    return " ".join(str(value).split()) if value else ""


def _date(stamp: str) -> str:
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", stamp)
    return "-".join(found.groups()) if found else ""
