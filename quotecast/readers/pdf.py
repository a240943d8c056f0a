"""PDF: the text layer, rows joined to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from quotecast.errors import SourceError
from quotecast.readers.interface import Draft, Raw, Sheet
from quotecast.readers.pdf_layout import fill
from quotecast.readers.pdf_rows import rows_of

MAX_PAGES = 2000

_NOBODY = re.compile(
    r"\W*(?:anonymous|unknown|unspecified|untitled|user|admin(?:istrator)?|author|owner)?\W*",
    re.IGNORECASE,
)
"""Authors that programs write where nobody gave a name."""


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
        pages = [rows_of(page) for page in reader.pages]
        about: Any = reader.metadata or {}
        title, author = _said(about, "/Title"), _said(about, "/Author")
        author = "" if _NOBODY.fullmatch(author) else author
        created = _date(_said(about, "/CreationDate"))
    except SourceError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise _damaged(raw) from fault
    except (RecursionError, OSError, AssertionError, NotImplementedError) as fault:
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
    return Draft(sheet.text, tuple(sheet.parts), title=known, byline=author, published=created)


def _damaged(raw: Raw) -> SourceError:
    return SourceError("the PDF is damaged", "save or download it again", where=raw.name)


def _said(about: Any, key: str) -> str:
    value = about.get(key)
    return " ".join(str(value).split()) if value else ""


def _date(stamp: str) -> str:
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", stamp)
    return "-".join(found.groups()) if found else ""
