"""The readable text of an HTML tree, paragraph by paragraph, with what the markup says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotecast.model import BlockKind
from quotecast.readers.phrases import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element

HIDDEN = word_set(
    """script style noscript template head svg math iframe object embed canvas audio video select
    option datalist input textarea map area source track link meta title"""
)
"""Elements whose content no reader of the page sees as text."""

BLOCKS = word_set(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li
    main menu nav ol p pre section summary table tbody tfoot thead tr ul"""
)
"""Elements that begin a paragraph of their own."""

KINDS = {
    "h1": BlockKind.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "figcaption": BlockKind.CAPTION,
    "blockquote": BlockKind.BLOCK_QUOTE,
    "li": BlockKind.LIST_ITEM,
}

_CLASSES = (
    (BlockKind.PULL_QUOTE, r"pull-?_?quote|pullout"),
    (BlockKind.CAPTION, r"caption|photo-?credit|image-?credit|wp-caption"),
    (
        BlockKind.RELATED,
        r"related|recirc|read-?more|more-?stories|recommend|most-?(?:read|popular)",
    ),
    (
        BlockKind.BOILERPLATE,
        r"share|sharing|social|newsletter|subscri|signup|sign-up|advert|\bads?\b|promo|sponsor"
        r"|cookie|consent|breadcrumb|comments?\b|disqus|paywall|toolbar|skip-?link|site-?footer",
    ),
    (BlockKind.BYLINE, r"byline|author-?name|\bauthors?\b|article-?author"),
    (BlockKind.DATE, r"\bdate\b|publish(?:ed)?-?(?:date|time)|timestamp|pubdate"),
    (
        BlockKind.DEK,
        r"\bdek\b|standfirst|sub-?title|sub-?head(?:line)?\b|\bdeck\b|article-?summary",
    ),
)
_BY_CLASS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _CLASSES]

STICKY = frozenset(
    {BlockKind.RELATED, BlockKind.BOILERPLATE, BlockKind.CAPTION, BlockKind.PULL_QUOTE}
)
"""Kinds that hold for everything inside, headings and lists too."""

OUTSIDE = frozenset({"nav", "footer", "form", "button", "dialog", "menu"})
"""Elements that are never the article itself."""


CELL = "\x02"
"""Stands between the cells of a table's row until they are joined; no page holds it."""


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


@dataclass(slots=True)
class _Frame:
    """An open element."""

    number: int
    kind: BlockKind | None = None
    outside: bool = False
    aside: bool = False
    hidden: bool = False
    preformatted: bool = False


def parse_html(text: str) -> _Element | None:
    """The tree of a page; None when there is nothing in it. No network, no entities."""
    from lxml import etree, html

    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree: _Element | None = html.document_fromstring(bare.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def chunks(root: _Element) -> list[Chunk]:
    """Every readable paragraph of a tree, in order. Iterative: depth costs nothing."""
    from lxml import etree

    walker = _Walker()
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

    def __init__(self) -> None:
        self.found: list[Chunk] = []
        self.frames = [_Frame(0)]
        self.blocks = [self.frames[0]]
        self.text: list[str] = []
        self.count = 0

    def open(self, element: Any) -> None:
        tag = element.tag.rpartition("}")[2].lower()
        above = self.frames[-1]
        self.count += 1
        frame = _Frame(
            self.count, above.kind, above.outside, above.aside, above.hidden, above.preformatted
        )
        frame.hidden = above.hidden or tag in HIDDEN or _invisible(element)
        self.frames.append(frame)
        if frame.hidden:
            return
        self._read_markup(element, tag, frame)
        if tag in BLOCKS:
            self.flush()
            self.blocks.append(frame)
        elif tag == "br":
            self.text.append("\n")
        elif tag == "q":
            self.text.append("“")
        if element.text:
            self.text.append(element.text if frame.preformatted else _flat(element.text))

    def _read_markup(self, element: Any, tag: str, frame: _Frame) -> None:
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
        if tag == "h1" or (tag in KINDS and frame.kind not in STICKY):
            frame.kind = KINDS[tag]
        elif tag == "time" and frame.kind is None and _alone(element):
            frame.kind = BlockKind.DATE
        elif element.get("rel") == "author" and frame.kind is None and _alone(element):
            frame.kind = BlockKind.BYLINE
        if tag in OUTSIDE or element.get("role") in ("navigation", "search", "contentinfo"):
            frame.outside = True
        if tag == "aside":
            frame.aside = True
        if tag == "pre":
            frame.preformatted = True
        if tag in ("html", "body", "main", "article") or not names.strip():
            return
        for kind, pattern in _BY_CLASS:
            if pattern.search(names):
                if kind in (BlockKind.RELATED, BlockKind.BOILERPLATE):
                    frame.aside = True
                if tag in BLOCKS or tag in ("span", "time", "a"):
                    frame.kind = kind if tag in BLOCKS else frame.kind
                return

    def close(self, element: Any, root: Any) -> None:
        frame = self.frames.pop()
        tag = element.tag.rpartition("}")[2].lower()
        if not frame.hidden:
            if tag in BLOCKS:
                self.flush()
                self.blocks.pop()
            elif tag == "q":
                self.text.append("”")
            elif tag in ("td", "th"):
                self.text.append(CELL)
        if element.tail and element is not root and not self.frames[-1].hidden:
            above = self.frames[-1]
            self.text.append(element.tail if above.preformatted else _flat(element.tail))

    def flush(self) -> None:
        """End the paragraph; two line breaks inside it part it further."""
        whole = "".join(self.text)
        self.text.clear()
        frame = self.blocks[-1]
        parent = self.blocks[-2].number if len(self.blocks) > 1 else 0
        for piece in re.split(r"\n[ \t\u00a0]*\n\s*", whole):
            rows = [" ".join(row.split()) for row in piece.split("\n")]
            text = "\n".join(row for row in rows if row).strip(CELL + " ")
            text = text.replace(CELL, ", ")
            if text:
                self.found.append(Chunk(text, frame.kind, frame.outside, frame.aside, parent))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _alone(element: Any) -> bool:
    """Whether an inline element is all its parent holds."""
    parent = element.getparent()
    if parent is None or (parent.text or "").strip() or (element.tail or "").strip():
        return False
    return len(parent) == 1


def _invisible(element: Any) -> bool:
    style = element.get("style", "")
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return "display" in style and re.search(r"display\s*:\s*none", style, re.IGNORECASE) is not None
