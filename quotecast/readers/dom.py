"""The readable text of an HTML tree, paragraph by paragraph, with what the markup says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotecast.model import BlockKind
from quotecast.readers import markup

if TYPE_CHECKING:
    from lxml.etree import _Element

CELL = "\x02"
"""Stands between the cells of a table's row until they are joined; no page holds it."""


MAX_ATTRIBUTES = 1000
"""Of one tag. libxml2 compares each with all before it, so that a page of some megabytes that is
one tag would take hours."""

_VALUE = r"\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)"
_ATTRIBUTE = re.compile(rf"[\s/]++|([^\s/>][^\s/>=]*+)(?:{_VALUE})?+")
_CROWDED = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE.pattern}){{{2 * MAX_ATTRIBUTES},}}+")
"""Attributes as HTML's tokenizer cuts them, and a tag that may have too many; no step back."""


@dataclass(slots=True)
class Chunk:
    """A paragraph of a page."""

    text: str
    kind: BlockKind | None
    """What the markup says it is."""
    outside: bool
    """Whether it lies in navigation, a form or the like."""
    aside: bool
    """Whether it lies in an ``aside`` or something a class name calls furniture."""
    parent: int
    """Number of the element that holds the paragraph's own element."""
    reason: str = ""
    """Why it is not read, where its place in the text says so."""


@dataclass(slots=True)
class _Frame:
    """An open element."""

    number: int
    kind: BlockKind | None = None
    outside: bool = False
    aside: bool = False
    hidden: bool = False
    preformatted: bool = False
    block: bool = False
    """Whether it is a paragraph of its own."""
    close: str = ""
    """Written behind its text: the closing mark of an inline quotation."""
    found: int = 0
    """How many paragraphs there were before it."""


def parse_html(text: str) -> _Element | None:
    """The tree of a page; None when it is none. No network, no entities."""
    from lxml import etree, html

    if any(_crowded(found[0]) for found in _CROWDED.finditer(text)):
        return None
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree: _Element | None = html.document_fromstring(bare.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _crowded(tag: str) -> bool:
    """Whether a tag has too many attributes; one of the same name again is none."""
    names = {found[1] for found in _ATTRIBUTE.finditer(tag) if found[1]}
    return len(names) > MAX_ATTRIBUTES


def chunks(root: _Element, *, hidden_too: bool = False) -> list[Chunk]:
    """Every readable paragraph of a tree, in order. Iterative: depth costs nothing.

    Args:
        root: of the page.
        hidden_too: read what the page does not show as well.
    """
    from lxml import etree

    walker = _Walker(hidden_too)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            walker.open(element)
        else:
            walker.close(element, root)
    walker.flush()
    return walker.found


class _Walker:
    """Collects text until an element that begins a paragraph."""

    def __init__(self, hidden_too: bool) -> None:
        self.hidden_too = hidden_too
        self.found: list[Chunk] = []
        self.frames = [_Frame(0)]
        self.blocks = [self.frames[0]]
        self.text: list[str] = []
        self.marks: list[str] = []
        self.count = 0
        self.broken = False
        """Whether there is a line break in the text collected."""
        self.quoted = 0
        """Inline quotations that are open."""

    def open(self, element: Any) -> None:
        tag = element.tag.rpartition("}")[2].lower()
        above = self.frames[-1]
        self.count += 1
        frame = _Frame(
            self.count, above.kind, above.outside, above.aside, above.hidden, above.preformatted
        )
        self.frames.append(frame)
        frame.hidden = above.hidden or self._hidden(element, tag)
        if frame.hidden:
            return
        frame.found = len(self.found)
        signature = markup.signs(element, tag)
        if signature:
            kept = above.kind is BlockKind.PULL_QUOTE
            frame.kind = BlockKind.PULL_QUOTE if kept else BlockKind.PARAGRAPH
        else:
            self._read_markup(element, tag, frame)
        if tag in markup.BLOCKS or signature:
            frame.block = True
            self.flush()
            self.blocks.append(frame)
        elif tag == "br":
            self.text.append("\n")
            self.broken = True
        elif tag == "q":
            self._quote(element, frame)
        elif markup.follows_link(element, tag):
            self.text.append(" ")
        words = element.text or ""
        if signature and words.lstrip()[:1] not in "—–-―":
            self.text.append("— ")
        if words:
            self.text.append(words if frame.preformatted else _flat(words))

    def _hidden(self, element: Any, tag: str) -> bool:
        if tag in markup.HIDDEN:
            return not (self.hidden_too and tag == "noscript")
        if not self.hidden_too and markup.invisible(element):
            return True
        mark = markup.footnote_mark(element, tag)
        if mark:
            self.marks.append(mark)
        return bool(mark)

    def _quote(self, element: Any, frame: _Frame) -> None:
        """Marks around an inline quotation, unless the page wrote them itself."""
        if (element.text or "").lstrip()[:1] in tuple("\"“„«‘'"):
            return
        opening, frame.close = ("‘", "’") if self.quoted % 2 else ("“", "”")
        self.quoted += 1
        self.text.append(opening)

    def _read_markup(self, element: Any, tag: str, frame: _Frame) -> None:
        if tag == "h1" or (tag in markup.KINDS and frame.kind not in markup.STICKY):
            frame.kind = markup.KINDS[tag]
        elif markup.pictured(element, tag) and frame.kind not in markup.STICKY:
            frame.kind = BlockKind.CAPTION
        elif tag == "time" and frame.kind is None and markup.alone(element):
            frame.kind = BlockKind.DATE
        elif element.get("rel") == "author" and frame.kind is None and markup.alone(element):
            frame.kind = BlockKind.BYLINE
        frame.outside = frame.outside or markup.outside(element, tag)
        frame.aside = frame.aside or tag == "aside"
        frame.preformatted = frame.preformatted or tag == "pre"
        if tag in ("html", "body", "main", "article"):
            return
        kind = markup.by_class(element)
        if kind is not None:
            if kind in (BlockKind.RELATED, BlockKind.BOILERPLATE):
                frame.aside = True
            frame.kind = kind if tag in markup.BLOCKS else frame.kind

    def close(self, element: Any, root: Any) -> None:
        frame = self.frames.pop()
        tag = element.tag.rpartition("}")[2].lower()
        if not frame.hidden:
            if frame.close:
                self.text.append(frame.close)
                self.quoted -= 1
            if frame.block:
                self.flush()
                self.blocks.pop()
            elif tag in ("td", "th"):
                self._end_cell(frame)
        if element.tail and element is not root and not self.frames[-1].hidden:
            above = self.frames[-1]
            self.text.append(element.tail if above.preformatted else _flat(element.tail))

    def _end_cell(self, frame: _Frame) -> None:
        """Cells of a row are one line, but not those that hold paragraphs, as in old layouts."""
        if len(self.found) > frame.found or self.broken:
            self.flush()
        else:
            self.text.append(CELL)

    def flush(self) -> None:
        """End the paragraph; two line breaks inside it part it further."""
        whole = "".join(self.text)
        self.text.clear()
        self.broken = False
        frame = self.blocks[-1]
        parent = self.blocks[-2].number if len(self.blocks) > 1 else 0
        for piece in re.split(r"\n[ \t\u00a0]*\n\s*", whole):
            rows = [" ".join(row.split()) for row in piece.split("\n")]
            text = "\n".join(row for row in rows if row).strip(CELL + " ")
            text = text.replace(CELL, ", ")
            if text:
                self.found.append(Chunk(text, frame.kind, frame.outside, frame.aside, parent))
        if self.marks:
            marks = Chunk(" ".join(self.marks), BlockKind.BOILERPLATE, False, True, parent)
            marks.reason = markup.FOOTNOTE_MARK
            self.found.append(marks)
            self.marks.clear()


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
