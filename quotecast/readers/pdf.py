"""PDF: the text layer, lines joined to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any

from quotecast.errors import SourceError
from quotecast.readers.interface import Draft, Raw, Sheet

MAX_PAGES = 2000
FURNITURE_SHARE = 0.5
"""A first or last line that stands on this share of the pages is a running head or foot."""

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_STOP = re.compile(r"[.!?:…][\"'”’)»]*$")


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
        pages = [_rows(page.extract_text() or "") for page in reader.pages]
        about: Any = reader.metadata or {}
        title, author = _said(about, "/Title"), _said(about, "/Author")
        created = _date(_said(about, "/CreationDate"))
    except SourceError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise _damaged(raw) from fault
    except (RecursionError, OSError, AssertionError, NotImplementedError) as fault:
        raise _damaged(raw) from fault
    sheet = Sheet()
    _fill(sheet, pages)
    if not sheet.parts:
        raise SourceError(
            "the PDF holds no text, only pictures",
            "run it through text recognition (OCR) first",
            where=raw.name,
        )
    shown = sheet.parts[0].span.of(sheet.text)[:300] + " "
    known = title if title and " ".join(title.split()).lower() in shown.lower() else ""
    return Draft(sheet.text, tuple(sheet.parts), title=known, byline=author, published=created)


def _damaged(raw: Raw) -> SourceError:
    return SourceError("the PDF is damaged", "save or download it again", where=raw.name)


def _rows(text: str) -> list[str]:
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", " ", text)
    return [" ".join(row.split()) for row in clean.split("\n")]


def _said(about: Any, key: str) -> str:
    value = about.get(key)
    return " ".join(str(value).split()) if value else ""


def _date(stamp: str) -> str:
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", stamp)
    return "-".join(found.groups()) if found else ""


def _fill(sheet: Sheet, pages: list[list[str]]) -> None:
    """Paragraphs over all pages; running heads and page numbers are listed as left out."""
    from quotecast.model import BlockKind

    running = _running(pages)
    width = _width(pages)
    rows: list[str] = []
    for page in pages:
        shown = [row for row in page if row]
        for index, row in enumerate(page):
            edge = row and (row in shown[:2] or row in shown[-2:])
            if edge and (_key(row) in running or _PAGE_NUMBER.fullmatch(row)):
                if rows and _STOP.search(rows[-1]):
                    _close(sheet, rows)
                # A paragraph that goes on over the page is not cut in two by its head.
                if not rows:
                    sheet.add(row, BlockKind.BOILERPLATE, "running head or page number")
                else:
                    _hold(sheet, rows, row)
                continue
            if not row:
                if rows and (_STOP.search(rows[-1]) or index not in (0, len(page) - 1)):
                    _close(sheet, rows)
                continue
            if rows and _breaks(rows[-1], row, width):
                _close(sheet, rows)
            rows.append(row)
    _close(sheet, rows)


def _hold(sheet: Sheet, rows: list[str], row: str) -> None:
    """List a running head that falls into a paragraph before that paragraph."""
    from quotecast.model import BlockKind

    sheet.add(row, BlockKind.BOILERPLATE, "running head or page number")


def _close(sheet: Sheet, rows: list[str]) -> None:
    text = ""
    for row in rows:
        if re.search(r"[^\W\d_]-$", text) and row[:1].islower():
            text = text[:-1] + row
        else:
            text = f"{text} {row}" if text else row
    sheet.add(text.replace("\u00ad ", "").replace("\u00ad", ""))
    rows.clear()


def _width(pages: list[list[str]]) -> int:
    """How long a full line is: the length most long lines have."""
    lengths = sorted(len(row) for page in pages for row in page if row)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _breaks(last: str, row: str, width: int) -> bool:
    """Whether a line begins a new paragraph: the one before ends a sentence and is short."""
    short = len(last) < 0.75 * width
    if _STOP.search(last):
        return short
    capital = row[:1].isupper() or row[:1] in "\"“‘'"
    return len(last) < 0.6 * width and capital


def _running(pages: list[list[str]]) -> set[str]:
    """First and last lines that come back on many pages, numbers aside."""
    if len(pages) < 3:
        return set()
    counts: Counter[str] = Counter()
    for page in pages:
        shown = [row for row in page if row]
        counts.update({_key(row) for row in (*shown[:2], *shown[-2:]) if len(row) < 100})
    return {key for key, count in counts.items() if count >= FURNITURE_SHARE * len(pages)}


def _key(row: str) -> str:
    return re.sub(r"\d+", "#", row)
