"""EPUB books (https://www.w3.org/TR/epub-33/): one chapter, or the whole book."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers.archives import Archive
from quotecast.readers.chunk import Chunk
from quotecast.readers.decoding import decode
from quotecast.readers.dom import chunks
from quotecast.readers.html_tree import parse_html
from quotecast.readers.interface import Draft, Raw, Sheet

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"

MIN_CHAPTER = 200
"""Characters; shorter documents of the spine are covers, title pages and the like: they have
no number as chapters, and are read with the whole book."""

MAX_IMPRINT = 4000
_IMPRINT = re.compile(r"©|copyright|\bISBN\b|all rights reserved|first published", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Book:
    """What a book's package says."""

    title: str
    author: str
    date: str
    language: str
    documents: tuple[tuple[str, bool], ...]
    """Members of the archive in reading order, and whether a reader meets them in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a book."""

    chunks: list[Chunk]
    reason: str
    """Why it is not read aloud; empty when it is."""
    chapter: bool
    """Whether it counts as a chapter: long enough, and the author's words."""

    @property
    def words(self) -> str:
        """All of it."""
        return " ".join(chunk.text for chunk in self.chunks)


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
    documents = [_document(archive, member, linear) for member, linear in book.documents]
    chapters = [document for document in documents if document.chapter]
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
        documents = chapters[number - 1 : number]
    return _draft(book, documents, bool(raw.part))


def _document(archive: Archive, member: str, linear: bool) -> Document:
    root = parse_html(_text(archive.read(member), archive.name))
    found = chunks(root) if root is not None else []
    length = sum(len(chunk.text) for chunk in found)
    reason = "" if linear else "outside the book's reading order"
    if linear and length < MAX_IMPRINT:
        words = " ".join(chunk.text for chunk in found)
        if len({hit.lower() for hit in _IMPRINT.findall(words)}) >= 2:
            reason = "the book's imprint"
    return Document(found, reason, not reason and length >= MIN_CHAPTER)


def _draft(book: Book, documents: list[Document], single: bool) -> Draft:
    sheet = Sheet()
    title = ""
    if not single:
        title = book.title
        sheet.add(title, BlockKind.HEADLINE)
    known = set(_WORD.findall(f"{book.title} {book.author}".lower()))
    for document in documents:
        reason = document.reason
        if not document.chapter and set(_WORD.findall(document.words.lower())) <= known:
            reason = reason or "title page: the notes say the same"
        for index, chunk in enumerate(document.chunks):
            kind = chunk.kind
            top = index < 3 and kind in (BlockKind.HEADLINE, BlockKind.HEADING)
            if reason or chunk.reason:
                kind = BlockKind.BOILERPLATE
            elif single and top and not title:
                kind, title = BlockKind.HEADLINE, " ".join(chunk.text.split())
            elif kind is BlockKind.HEADLINE:
                kind = BlockKind.HEADING
            elif kind not in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE):
                kind = None
            sheet.add(chunk.text, kind, reason or chunk.reason)
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
        if item is not None and "html" in (item.get("media-type") or ""):
            href = unquote((item.get("href") or "").partition("#")[0])
            linear = reference.get("linear") != "no" and "nav" not in (item.get("properties") or "")
            member = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
            documents.append((member, linear))

    def said(name: str) -> str:
        element = package.find(f".//{_DC}{name}")
        return " ".join((element.text or "").split()) if element is not None else ""

    creators = [" ".join((el.text or "").split()) for el in package.iter(_DC + "creator")]
    date, author = said("date")[:10], " and ".join(name for name in creators if name)
    return Book(said("title"), author, date, said("language"), tuple(documents))


def _locked(archive: Archive) -> bool:
    """Whether text is encrypted; scrambled fonts alone do not matter."""
    tree = archive.tree("META-INF/encryption.xml")
    uris = [el.get("URI") or "" for el in tree.iter() if str(el.tag).endswith("}CipherReference")]
    return any(uri.lower().endswith(("html", "htm", "xml")) for uri in uris)


def _text(data: bytes, name: str) -> str:
    return decode(data, name) if data.strip() else ""
