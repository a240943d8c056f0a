"""EPUB books (https://www.w3.org/TR/epub-33/): one chapter, or the whole book."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers.archives import Archive
from quotecast.readers.decoding import decode
from quotecast.readers.dom import Chunk, chunks, parse_html
from quotecast.readers.interface import Draft, Raw, Sheet

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"

MIN_CHAPTER = 200
"""Characters; shorter documents of the spine are covers, title pages and the like."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a book's package says."""

    title: str
    author: str
    date: str
    language: str
    documents: tuple[str, ...]
    """Members of the archive in reading order."""


def read(raw: Raw) -> Draft:
    """A chapter of a book (``book.epub#3``), or all of it without a number.

    Chapters are numbered from 1 in reading order; cover and title pages do not count.

    Raises:
        SourceError: damaged, copy-protected, or no such chapter.
    """
    archive = Archive(raw.data, raw.name)
    book = _book(archive)
    if "META-INF/encryption.xml" in archive.zip.namelist() and _locked(archive):
        raise SourceError("the book is copy-protected", "use one without DRM", where=raw.name)
    chapters = []
    for member in book.documents:
        root = parse_html(_text(archive.read(member), raw.name))
        found = chunks(root) if root is not None else []
        if sum(len(chunk.text) for chunk in found) >= MIN_CHAPTER:
            chapters.append(found)
    if not chapters:
        raise SourceError("no words to read aloud", "is this the right file?", where=raw.name)
    if raw.part:
        number = int(raw.part) if raw.part.isdecimal() and len(raw.part) < 6 else 0
        if not 1 <= number <= len(chapters):
            raise SourceError(
                f"no chapter {raw.part}",
                f"the book has chapters 1 to {len(chapters)}",
                where=raw.name,
            )
        chapters = chapters[number - 1 : number]
    return _draft(book, chapters, bool(raw.part))


def _draft(book: Book, chapters: list[list[Chunk]], single: bool) -> Draft:
    sheet = Sheet()
    title = ""
    if not single:
        title = book.title
        sheet.add(title, BlockKind.HEADLINE)
    for chapter in chapters:
        for index, chunk in enumerate(chapter):
            kind, text = chunk.kind, chunk.text
            top = index < 3 and kind in (BlockKind.HEADLINE, BlockKind.HEADING)
            if single and top and not title:
                kind, title = BlockKind.HEADLINE, " ".join(text.split())
            elif kind is BlockKind.HEADLINE:
                kind = BlockKind.HEADING
            elif chunk.reason:
                kind = BlockKind.BOILERPLATE
            elif kind not in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE):
                kind = None
            sheet.add(text, kind, chunk.reason)
    return Draft(
        sheet.text,
        tuple(sheet.parts),
        title=title,
        byline=book.author,
        published=book.date,
        language=book.language,
        site=book.title if single and book.title != title else "",
        headed=not title,
    )


def _book(archive: Archive) -> Book:
    container = archive.tree("META-INF/container.xml")
    root = next((el for el in container.iter() if str(el.tag).endswith("}rootfile")), None)
    path = root.get("full-path") if root is not None else None
    if not path:
        raise archive.damaged()
    package = archive.tree(path)
    items = {item.get("id"): item for item in package.iter(_OPF + "item")}
    documents = []
    for reference in package.iter(_OPF + "itemref"):
        item = items.get(reference.get("idref"))
        if (
            item is None
            or reference.get("linear") == "no"
            or "nav" in (item.get("properties") or "")
        ):
            continue
        if "html" in (item.get("media-type") or ""):
            href = unquote((item.get("href") or "").partition("#")[0])
            documents.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), href)))

    def said(name: str) -> str:
        element = package.find(f".//{_DC}{name}")
        return " ".join((element.text or "").split()) if element is not None else ""

    date = said("date")[:10]
    return Book(said("title"), said("creator"), date, said("language"), tuple(documents))


def _locked(archive: Archive) -> bool:
    """Whether text is encrypted; scrambled fonts alone do not matter."""
    tree = archive.tree("META-INF/encryption.xml")
    uris = [el.get("URI") or "" for el in tree.iter() if str(el.tag).endswith("}CipherReference")]
    return any(uri.lower().endswith(("html", "htm", "xml")) for uri in uris)


def _text(data: bytes, name: str) -> str:
    return decode(data, name) if data.strip() else ""
