"""The readable text of an HTML tree, paragraph by paragraph, with what the markup says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotecast.model import BlockKind
from quotecast.readers import dates, inline, markup
from quotecast.readers.chunk import Chunk
from quotecast.readers.element_names import APART, MAX_NAMES, Name, named
from quotecast.readers.line_breaks import parted

if TYPE_CHECKING:
    from lxml.etree import _Element

CELL = "\x02"
"""Stands between the cells of a table's row until they are joined; no page holds it."""

LINKED = 0.8
"""Share of a paragraph's characters in links from which it is nearly all links."""


@dataclass(slots=True)
class _Frame:
    """An open element."""

    number: int
    plain: BlockKind | None = None
    tagged: int = 0
    names: tuple[Name, ...] = ()
    outside: bool = False
    hidden: bool = False
    preformatted: bool = False
    block: bool = False
    """Whether it is a paragraph of its own."""
    close: str = ""
    """Written behind its text: the closing mark of an inline quotation."""
    found: int = 0
    """How many paragraphs there were before it."""
    telling: bool = False
    """Whether it stands in a line and says what that line is."""
    link: str = ""
    """Where the link around its text leads, if it is in one to another page."""
    linking: int = 0
    """Number of that link."""

    @property
    def kind(self) -> BlockKind | None:
        """What tags and names say together."""
        return named(self.plain, self.tagged, self.names)[0]


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


@dataclass(slots=True)
class _Line:
    """What the elements within one line say of it."""

    open: int = 0
    """How many such elements are open."""
    kind: BlockKind | None = None
    local: bool = False
    other: bool = False
    """Whether there are words outside them."""
    length: int = 0
    linked: int = 0
    """Characters in links to other pages."""
    links: list[str] = field(default_factory=list)

    def add(self, words: str, link: str) -> None:
        """Words of the line, in a link to another page or in none."""
        length = len(words.strip())
        self.length += length
        if link and length:
            self.linked += length
            if self.links[-1:] != [link]:
                self.links.append(link)
        if not self.open and not self.other:
            self.other = any(char.isalnum() for char in words)


class _Walker:
    """Collects text until an element that begins a paragraph."""

    def __init__(self, hidden_too: bool) -> None:
        self.hidden_too = hidden_too
        self.found: list[Chunk] = []
        self.frames = [_Frame(0)]
        self.blocks = [self.frames[0]]
        self.text: list[str] = []
        self.marks: list[tuple[str, str]] = []
        """What stands in a line and is not read, and why."""
        self.count = 0
        self.broken = False
        """Whether there is a line break in the text collected."""
        self.quoted = 0
        """Inline quotations that are open."""
        self.line = _Line()

    def open(self, element: Any) -> None:
        tag = element.tag.rpartition("}")[2].lower()
        above = self.frames[-1]
        self.count += 1
        frame = _Frame(
            self.count,
            above.plain,
            above.tagged,
            above.names,
            above.outside,
            above.hidden,
            above.preformatted,
            link=above.link,
            linking=above.linking,
        )
        self.frames.append(frame)
        frame.hidden = above.hidden or self._hidden(element, tag)
        if frame.hidden:
            return
        frame.found = len(self.found)
        if tag == "a":
            frame.link, frame.linking = markup.leads_away(element), frame.number
        signature = markup.signs(element, tag)
        if signature:
            kept = above.kind is BlockKind.PULL_QUOTE
            frame.plain = BlockKind.PULL_QUOTE if kept else BlockKind.PARAGRAPH
            frame.tagged = frame.number
            named_kind = None
        else:
            named_kind = self._read_markup(element, tag, frame)
        if tag in markup.BLOCKS or signature or markup.stands_apart(element, tag):
            frame.block = True
            self.flush()
            self.blocks.append(frame)
        elif tag == "br":
            self.text.append("\n")
            self.broken = True
        elif tag == "q":
            self._quote(element, frame)
        elif markup.follows_link(element, tag) or self._parted(element, tag):
            self.text.append(" ")
        if not frame.block:
            self._tell(element, tag, frame, named_kind)
        words = element.text or ""
        if tag == "sup" and self.text:
            words = inline.power(words, self.text[-1])
        if signature and words.lstrip()[:1] not in "—–-―":
            self.text.append("— ")
        self._write(words, frame)

    def _parted(self, element: Any, tag: str) -> bool:
        """Whether a word ends and another begins where two elements meet, apart on the screen."""
        if not markup.may_be_apart(element, tag):
            return False
        before, after = self.text[-1] if self.text else "", element.text or ""
        if after[:1].isalnum() and (dates.clock_line(before) or dates.date_line(before)):
            return True
        last, first = before[-1:], after[:1]
        if last.isalpha() and last.upper() == last.lower():  # a script without capitals
            return " " in before and " " in after
        return (last.islower() or last in ".)") and (first.isupper() or first == "(")

    def _hidden(self, element: Any, tag: str) -> bool:
        if tag in markup.HIDDEN:
            return not (self.hidden_too and tag == "noscript") and not markup.shadow(element, tag)
        if not self.hidden_too and markup.invisible(element):
            return True
        mark, reason = inline.unread(element, tag)
        if mark:
            self.marks.append((mark, reason))
        return bool(mark)

    def _quote(self, element: Any, frame: _Frame) -> None:
        """Marks around an inline quotation, unless the page wrote them itself."""
        if (element.text or "").lstrip()[:1] in tuple("\"“„«‘'"):
            return
        opening, frame.close = ("‘", "’") if self.quoted % 2 else ("“", "”")
        self.quoted += 1
        self.text.append(opening)

    def _read_markup(self, element: Any, tag: str, frame: _Frame) -> BlockKind | None:
        """Take in what tag and names of an element say; the kind by its names."""
        plain = BlockKind.CAPTION if markup.pictured(element, tag) else markup.KINDS.get(tag)
        if plain is not None and (tag == "h1" or frame.plain not in markup.STICKY):
            frame.plain, frame.tagged = plain, frame.number
        frame.outside = frame.outside or markup.outside(element, tag)
        frame.preformatted = frame.preformatted or tag == "pre"
        if tag in ("html", "body", "main", "article"):
            return None
        kind = markup.by_class(element)
        block = tag in markup.BLOCKS
        if kind is BlockKind.HEADLINE and (not block or frame.kind in markup.STICKY):
            kind = None
        aside = tag == "aside" or element.get("role") == "complementary"
        says = aside if kind is None else block or kind in APART
        if says and len(frame.names) < MAX_NAMES:
            frame.names = (*frame.names, Name(frame.number, kind, markup.certain(element)))
        return kind

    def _tell(self, element: Any, tag: str, frame: _Frame, named_kind: BlockKind | None) -> None:
        """Note what an element within a line says that line is."""
        kind = markup.telling(element, tag, named_kind)
        frame.telling = kind is not None or markup.leads_within(element, tag)
        if kind is not None:
            self.line.kind = kind
        if frame.telling:
            self.line.open += 1
            self.line.local = self.line.local or kind is None

    def _write(self, words: str, frame: _Frame) -> None:
        if words:
            self.text.append(words if frame.preformatted else _flat(words))
            self.line.add(words, frame.link)

    def close(self, element: Any, root: Any) -> None:
        frame = self.frames.pop()
        tag = element.tag.rpartition("}")[2].lower()
        if not frame.hidden:
            self.line.open -= frame.telling
            if frame.close:
                self.text.append(frame.close)
                self.quoted -= 1
            if frame.block:
                self.flush()
                self.blocks.pop()
            elif tag in ("td", "th"):
                self._end_cell(frame)
            elif tag == "time" and (element.tail or "")[:1].isalpha():
                self.text.append(" ")
        if element.tail and element is not root and not self.frames[-1].hidden:
            self._write(element.tail, self.frames[-1])

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
        line, self.line = self.line, _Line(open=self.line.open)
        frame = self.blocks[-1]
        parent = self.blocks[-2].number if len(self.blocks) > 1 else 0
        for piece in parted(whole):
            text = piece.strip(CELL + " ").replace(CELL, ", ")
            if text:
                self.found.append(self._chunk(text, frame, parent, line))
        for reason in dict.fromkeys(reason for _, reason in self.marks):
            words = " ".join(mark for mark, why in self.marks if why == reason)
            marks = Chunk(words, BlockKind.BOILERPLATE, False, True, parent)
            marks.reason = reason
            self.found.append(marks)
        self.marks.clear()

    def _chunk(self, text: str, frame: _Frame, parent: int, line: _Line) -> Chunk:
        kind, aside = named(frame.plain, frame.tagged, frame.names)
        chunk = Chunk(text, kind, frame.outside, aside, parent)
        chunk.plain, chunk.tagged, chunk.names = frame.plain, frame.tagged, frame.names
        if line.linked >= LINKED * line.length:
            chunk.leads = tuple(line.links)
            chunk.link = frame.linking if frame.link else 0
        if not line.other:
            chunk.local = line.local
            if kind is None and line.kind is not None:
                chunk.kind = chunk.plain = line.kind
        return chunk


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
