"""What programs add to Markdown beyond CommonMark: Obsidian, Jekyll, Hugo, Pandoc, GitHub."""

from __future__ import annotations

import re
from collections.abc import Callable

_FENCED = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|(?P<tick>`+)[^`\n]{1,200}(?P=tick)",
    re.MULTILINE | re.DOTALL,
)
_TASK = re.compile(r"^([ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)
_WIKI = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]{1,200})(?:\|(?P<shown>[^\[\]\n]{0,200}))?\]\]")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf|mp[34]|webm|wav|ogg|m4a|mov)\Z", re.I)
_CONTENTS = re.compile(r"_{0,2}toc_{0,2}", re.IGNORECASE)
_REMARK = re.compile(r"%%.{0,5000}?%%", re.DOTALL)
_MARKED = re.compile(r"==(?=\S)([^=\n]{1,500}?)(?<=\S)==")
_ANCHOR = re.compile(r"[ \t]+\^[\w-]{1,40}[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(r"^([ \t]*(?:>[ \t]?)+)\[![\w -]{1,30}\][-+]?[ \t]*(.*)$", re.MULTILINE)
_ATTRIBUTES = re.compile(
    r"\{:[^{}\n]{0,200}\}|(?<=\S)[ \t]*\{(?:[.#][\w-]+[ \t]*)+\}[ \t]*$", re.MULTILINE
)
_DIVISION = re.compile(r"^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]{0,30})[ \t]*$", re.MULTILINE)


def plain(body: str) -> str:
    """A text in CommonMark, without the marks that such a program would show as something else.

    Its words stay: of a link to another page of a notebook those that are shown, of a callout its
    title. Names of pictures and remarks that are not shown go. Code is left as it is.
    """
    return outside_code(body, _plain)


def outside_code(body: str, change: Callable[[str], str]) -> str:
    """A text in which everything but code was changed."""
    rows, reached = [], 0
    for fenced in _FENCED.finditer(body):
        rows += [change(body[reached : fenced.start()]), fenced[0]]
        reached = fenced.end()
    return "".join([*rows, change(body[reached:])])


def _plain(text: str) -> str:
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return text


def _shown(found: re.Match[str]) -> str:
    """The words of a link between pages of a notebook; those of a picture are its size."""
    page, shown = found["page"].strip(), (found["shown"] or "").strip()
    if _CONTENTS.fullmatch(page):
        return found[0]
    if _FILE.search(page) and found[0].startswith("!"):
        return ""
    return shown or page.lstrip("#^").replace("#", ", ")


def _callout(found: re.Match[str]) -> str:
    marks, title = found[1], found[2]
    return f"{marks}{title}\n{marks.rstrip()}" if title else marks.rstrip()


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_TASK, r"\1"),
    (_REMARK, ""),
    (_WIKI, _shown),
    (_MARKED, r"\1"),
    (_ANCHOR, ""),
    (_CALLOUT, _callout),
    (_ATTRIBUTES, ""),
    (_DIVISION, ""),
)
"""In order."""
