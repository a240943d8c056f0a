"""Word documents (.docx, ECMA-376): paragraphs by their styles."""

from __future__ import annotations

import re
from typing import Any

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers.archives import Archive
from quotecast.readers.interface import Draft, Raw, Sheet

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds for old readers what was said already in a newer way."""

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
    would be printed with its changes accepted.

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
    for paragraph in archive.tree("word/document.xml").iter(_W + "p"):
        text = _words(paragraph)
        kind = _kind(paragraph, styles)
        if kind is BlockKind.HEADLINE:
            kind = BlockKind.HEADING if title else kind
            title = title or " ".join(text.split())
        sheet.add(text, kind, "photo caption" if kind is BlockKind.CAPTION else "")
    if not sheet.parts:
        raise SourceError("no words to read aloud", "is this the right file?", where=raw.name)
    about = _about(archive) if "docProps/core.xml" in names else {}
    return Draft(
        sheet.text,
        tuple(sheet.parts),
        title=title,
        byline=about.get("creator", ""),
        published=about.get("created", "")[:10],
        language=about.get("language", ""),
        headed=not title,
    )


def _words(paragraph: Any) -> str:
    """The text of one paragraph, without that of paragraphs inside it (text boxes)."""
    out = []
    for element in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "noBreakHyphen"):
        if next(element.iterancestors(_W + "p"), None) is not paragraph:
            continue
        if (
            next(
                element.iterancestors(
                    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
                ),
                None,
            )
            is not None
        ):
            continue
        if element.tag == _W + "t":
            out.append(element.text or "")
        else:
            out.append({"tab": "\t", "br": "\n"}.get(element.tag.rpartition("}")[2], "-"))
    return "".join(out)


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
