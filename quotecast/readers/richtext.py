"""Texts as data: the trees in which editors of content systems keep paragraphs, as HTML.

Known by what they have in common: a node says in ``type``, ``_type``, ``nodeType``, ``style``
or the like what it is, and holds its words in ``text`` or ``value``, or its parts in
``content``, ``children``, ``blocks`` and so on.
"""

from __future__ import annotations

import html
import re
from typing import Any, Final

from quotecast.readers.paragraphs import paragraphs

DEPTH: Final = 60
"""Nodes one in another; what lies deeper is not looked at."""

NODES: Final = 400_000
"""Nodes that are looked at, and stretches of 50 characters in their strings."""

MARKUP: Final = re.compile(
    r"</?(?:p|br|div|h[1-6]|[uo]l|li|blockquote|figure|section|article|table)\b[^<>]{0,500}>", re.I
)

_INSIDE: Final = tuple(
    """text value html rendered processed content children nodes body blocks items paragraphs
    elements components sections model data document json fields root""".split()
)
"""Keys that lead to the words of a node, the nearest first."""

_SAYING: Final = (
    "listItem",
    "style",
    "nodeType",
    "_type",
    "type",
    "blockType",
    "__typename",
    "tag",
)
_NO_TEXT: Final = re.compile(
    r"image|photo|picture|video|audio|embed|advert|\bads?\b|\bad[-_ ]?(?:slot|unit|block)|related"
    r"|recirc|newsletter|promo|gallery|slideshow|podcast|player|interstitial|\bpoll|quiz|social"
    r"|tweet|iframe|link[-_]?list|comment",
    re.IGNORECASE,
)
"""Kinds of parts that are no part of the text."""

_TAGS: Final = (
    ("h2", re.compile(r"^h[1-6]$|head(?:ing|er|line)|title|subhead", re.IGNORECASE)),
    ("li", re.compile(r"list(?:[-_]?item)?$|^[uo]?li?$|bullet$|^number$", re.IGNORECASE)),
    ("blockquote", re.compile(r"quote", re.IGNORECASE)),
    ("p", re.compile(r"para|^p$|text|^block$|unstyled|^normal$", re.IGNORECASE)),
)
_INLINE: Final = re.compile(
    r"(?:text|span|fragment|(?:hyper)?link|a|strong|b|em|i|bold|italic|mention|inline\w*|\w*inline)?",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"(?:hard|line)[-_]?break|br", re.IGNORECASE)
_MARKDOWN: Final = re.compile(
    r"^#{2,4} \S|^> \S|\[[^\[\]\n]{1,200}\]\(https?://|\*\*[^*\n]{1,200}\*\*", re.MULTILINE
)
"""Signs that stand in Markdown, and hardly ever in anything else."""
_GLUED: Final = re.compile(
    r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-ZÀ-Þ“][^\W\d_])|(?<=[.!?][”\"])(?=[A-ZÀ-Þ“])"
)
"""Where a paragraph ended before line ends were taken out."""


def of_string(text: str) -> str:
    """HTML of a text that is HTML, HTML with its signs escaped, Markdown or plain."""
    if MARKUP.search(text):
        return text
    plain = html.unescape(text)
    if MARKUP.search(plain):
        return plain
    if _MARKDOWN.search(plain):
        from quotecast.readers.markdown import rendered

        return rendered(plain)
    if "\n" not in plain:
        # Escaped once too often, or taken out between the paragraphs.
        rows = plain.split("\\n")
        plain = "\n\n".join(rows if len(rows) > 2 else _parted(plain))
    return "".join(f"<p>{html.escape(span.of(plain))}</p>" for span in paragraphs(plain))


def _parted(text: str) -> list[str]:
    parts = _GLUED.split(text)
    return parts if len(parts) > 3 else [text]


class Writer:
    """Writes texts as HTML while its nodes last."""

    def __init__(self) -> None:
        self.left = NODES

    def to_html(self, value: Any) -> str:
        """A text that is HTML, plain, or a tree of nodes; empty where there is none."""
        return self._blocks(value, 0)

    def _blocks(self, value: Any, depth: int, tag: str = "") -> str:
        """The paragraphs of a value; ``tag`` where what holds it says what they are."""
        self.left -= 1 + len(value) // 50 if isinstance(value, str) else 1
        if depth > DEPTH or self.left < 0:
            return ""
        if isinstance(value, str):
            made = of_string(value)
            return f"<{tag}>{made}</{tag}>" if tag and made.strip() else made
        if isinstance(value, list):
            if _is_line(value):
                return f"<{tag or 'p'}>{self._line(value, depth)}</{tag or 'p'}>"
            return "".join(self._blocks(one, depth + 1, tag) for one in value)
        return self._node(value, depth, tag) if isinstance(value, dict) else ""

    def _node(self, node: dict[str, Any], depth: int, tag: str) -> str:
        said = [node[key] for key in _SAYING if isinstance(node.get(key), str)]
        if any(_NO_TEXT.search(one) for one in said):
            caption = self._blocks(node["caption"], depth + 1) if "caption" in node else ""
            return f"<figure><figcaption>{caption}</figcaption></figure>" if caption else ""
        own = next((name for one in said for name, form in _TAGS if form.search(one)), "")
        for key in _INSIDE:
            if key in node:
                made = self._blocks(node[key], depth + 1, tag if own in ("", "p") else own)
                if made.strip():
                    return made
        return ""

    def _line(self, value: Any, depth: int) -> str:
        """The words of one paragraph, escaped."""
        self.left -= 1
        if depth > DEPTH or self.left < 0:
            return ""
        if isinstance(value, str):
            return html.escape(value)
        if isinstance(value, list):
            return "".join(self._line(one, depth + 1) for one in value)
        if not isinstance(value, dict):
            return ""
        if _BREAK.fullmatch(_kind(value)):
            return "<br>"
        inner = (self._line(value[key], depth + 1) for key in _INSIDE if key in value)
        return next((words for words in inner if words), "")


def _kind(node: dict[str, Any]) -> str:
    return next((node[key] for key in reversed(_SAYING) if isinstance(node.get(key), str)), "")


def _is_line(parts: list[Any]) -> bool:
    """Whether parts are the pieces of one paragraph and not paragraphs by themselves."""
    words = []
    for part in parts:
        if not isinstance(part, dict) or not _INLINE.fullmatch(_kind(part)):
            if isinstance(part, dict) and _BREAK.fullmatch(_kind(part)):
                continue
            return False
        told = next((part[key] for key in ("text", "value") if key in part), None)
        if isinstance(told, str):
            words.append(told)
        elif not any(key in part for key in ("children", "content", "nodes")):
            return False
    whole = [one.strip() for one in words if one.strip()]
    ended = all(one[-1] in '.!?:"”’)' and not one[0].islower() for one in whole)
    return bool(words) and not (len(whole) > 1 and ended)
