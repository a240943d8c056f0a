"""Word documents (.docx, ECMA-376): paragraphs by their styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers.archives import Archive
from quotecast.readers.interface import Draft, Raw, Sheet, somebody

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds for old readers what was said already in a newer way."""

_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")

_STYLES = (
    (re.compile(r"title$", re.IGNORECASE), BlockKind.HEADLINE),
    (re.compile(r"subtitle$", re.IGNORECASE), BlockKind.DEK),
    (re.compile(r"heading ?\d", re.IGNORECASE), BlockKind.HEADING),
    (re.compile(r"caption", re.IGNORECASE), BlockKind.CAPTION),
    (re.compile(r"(?:intense ?)?quote|block ?text", re.IGNORECASE), BlockKind.BLOCK_QUOTE),
    (re.compile(r"list", re.IGNORECASE), BlockKind.LIST_ITEM),
)


def read(raw: Raw) -> Draft:
    """A Word document.

    Deleted text of tracked changes is left away, inserted text is read, as the document
    would be printed with its changes accepted. Hidden text is no part of it. Rows of a table
    are lines; footnotes stand at the end, and below them, left out, the reviewers' remarks.

    Raises:
        SourceError: damaged, locked, or without words.
    """
    archive = Archive(raw.data, raw.name)
    names = set(archive.zip.namelist())
    if "word/document.xml" not in names:
        raise SourceError("not a Word document", "save it as .docx", where=raw.name)
    styles = _style_names(archive) if "word/styles.xml" in names else {}
    sheet = Sheet()
    title = ""
    for member in sorted(name for name in names if _EDGES.fullmatch(name)):
        words = " ".join(_words(paragraph) for paragraph in archive.tree(member).iter(_W + "p"))
        sheet.add(" ".join(words.split()), BlockKind.BOILERPLATE, "head or foot of every page")
    for text, kind in _paragraphs(archive.tree("word/document.xml"), styles):
        if kind is BlockKind.HEADLINE:
            kind = BlockKind.HEADING if title else kind
            title = title or " ".join(text.split())
        sheet.add(text, kind, "photo caption" if kind is BlockKind.CAPTION else "")
    for member in ("word/footnotes.xml", "word/endnotes.xml"):
        for text, _ in _paragraphs(archive.tree(member), styles) if member in names else ():
            sheet.add(text, BlockKind.LIST_ITEM)
    if "word/comments.xml" in names:
        for remark in archive.tree("word/comments.xml").iter(_W + "comment"):
            words = " ".join(_words(paragraph) for paragraph in remark.iter(_W + "p"))
            sheet.add(" ".join(words.split()), BlockKind.BOILERPLATE, "a reviewer's remark")
    if not any(part.kind is not BlockKind.BOILERPLATE for part in sheet.parts):
        raise SourceError("no words to read aloud", "is this the right file?", where=raw.name)
    about = _about(archive) if "docProps/core.xml" in names else {}
    return Draft(
        sheet.text,
        tuple(sheet.parts),
        title=title,
        byline=somebody(about.get("creator", "")),
        published=about.get("created", "")[:10],
        language=about.get("language", ""),
        of_file=True,
        headed=not title,
    )


def _paragraphs(root: Any, styles: dict[str, str]) -> Iterator[tuple[str, BlockKind | None]]:
    """Text and kind of every paragraph in order, a table's row as one where it is plain."""
    inside: set[Any] = set()
    for element in root.iter(_W + "p", _W + "tr"):
        if next(element.iterancestors(_FALLBACK), None) is not None:
            continue
        if element.tag == _W + "tr":
            cells = [list(cell.iter(_W + "p")) for cell in element.iter(_W + "tc")]
            if all(len(cell) == 1 for cell in cells) and element.find(f".//{_W}tbl") is None:
                inside.update(cell[0] for cell in cells)
                words = [" ".join(_words(cell[0]).split()) for cell in cells]
                yield ", ".join(word for word in words if word), None
        elif element not in inside:
            yield _words(element), _kind(element, styles)


def _words(paragraph: Any) -> str:
    """The text of one paragraph, without that of paragraphs inside it (text boxes)."""
    out = []
    for element in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "noBreakHyphen"):
        if not _seen(element, paragraph):
            continue
        if element.tag == _W + "t":
            out.append(element.text or "")
        else:
            out.append({"tab": "\t", "br": "\n"}.get(element.tag.rpartition("}")[2], "-"))
    return "".join(out)


def _seen(element: Any, paragraph: Any) -> bool:
    """Whether a piece of text is printed in this paragraph."""
    for above in element.iterancestors():
        if above is paragraph:
            return True
        if above.tag in (_W + "p", _W + "moveFrom"):
            return False
        if above.tag == _W + "r":
            hidden = above.find(f"{_W}rPr/{_W}vanish")
            if hidden is not None and hidden.get(_W + "val", "1") not in ("0", "false", "off"):
                return False
    return False


def _kind(paragraph: Any, styles: dict[str, str]) -> BlockKind | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (
        styles.get(style.get(_W + "val"), style.get(_W + "val") or "") if style is not None else ""
    )
    for pattern, kind in _STYLES:
        if name and pattern.match(name):
            return kind
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return BlockKind.LIST_ITEM
    return None


def _style_names(archive: Archive) -> dict[str, str]:
    names = {}
    for style in archive.tree("word/styles.xml").iter(_W + "style"):
        name = style.find(_W + "name")
        if name is not None:
            names[style.get(_W + "styleId") or ""] = name.get(_W + "val") or ""
    return names


def _about(archive: Archive) -> dict[str, str]:
    root = archive.tree("docProps/core.xml")
    found = {}
    for key, tag in (
        ("creator", _DC + "creator"),
        ("language", _DC + "language"),
        ("created", _TERMS + "created"),
    ):
        element = root.find(tag)
        if element is not None and element.text:
            found[key] = " ".join(element.text.split())
    return found
