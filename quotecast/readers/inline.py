"""What stands within a line of a page and is not read with it, or not as it stands."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_MARK = re.compile(
    r"\[?(?:\d{1,3}|[a-z]{1,2}|[*†‡§¶]{1,3}|note \d{1,3}|edit|citation needed)\]?", re.I
)
_MARKED = re.compile(
    r"noteref|footnote-?(?:ref|link|anchor|number|mark)|reference\b|mw-editsection|cite_ref"
)

_ANCHORS = frozenset("¶ # § 🔗 ∞ ⚓ ↩ ↩︎ ↑ ⤴".split())
"""What stands beside a heading and leads to it, or in a note and leads back."""

_PAGE = re.compile(r"\b(?:doc-)?pagebreak\b")
_NUMBER = re.compile(r"\[?(?:page )?(?:\d{1,4}|[ivxlc]{1,8})\]?", re.IGNORECASE)

_UNSEEN_NAME = re.compile(
    r"\b(?:sr-only|(?:visually|visibly|accessibly)-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden"
    r"|assistive-text|u-?hide-?visually|offscreen)\b(?!-focusable)",
    re.IGNORECASE,
)
MAX_INNER = 24
"""Elements within another whose words are looked at."""
MAX_UNSEEN = 80
"""Characters; more words for screen readers are more than a label."""
MAX_STRUCK = 300
"""Characters; a longer text is not struck out as a slip is."""
READING = "how a word above is read"
UNSEEN_WORDS = "a label for screen readers"

FOOTNOTE_MARK = "mark of a footnote or page"


def footnote_mark(element: Any, tag: str) -> str:
    """The words of a footnote's mark (``[1]``) or of a printed page's number; else empty."""
    if _PAGE.search(f"{element.get('role', '')} {_epub_type(element)}"):
        number = words_of(element)
        return number if _NUMBER.fullmatch(number) else ""
    if tag not in ("sup", "a", "span"):
        return ""
    link = element if tag == "a" else next(iter(element), None)
    names = f"{element.get('class', '')} {element.get('role', '')} {_epub_type(element)}"
    local = link is not None and link.tag == "a" and (link.get("href") or "").find("#") >= 0
    anchor = tag == "a" and (element.text or "").strip() in _ANCHORS and local
    if not _MARKED.search(names) and not (local and tag == "sup") and not anchor:
        return ""
    words = words_of(element)
    return words if anchor or _MARK.fullmatch(words.replace("[ ", "[").replace(" ]", "]")) else ""


def unread(element: Any, tag: str) -> tuple[str, str]:
    """The words of an element within a line that are not read, and why; else two empty texts."""
    if tag in ("rt", "rtc"):
        return words_of(element), READING
    if tag in ("del", "s", "strike"):
        words = words_of(element)
        return (words, "struck out") if len(words) <= MAX_STRUCK else ("", "")
    mark, reason = footnote_mark(element, tag), FOOTNOTE_MARK
    return (mark, reason) if mark else (said_unseen(element, tag), UNSEEN_WORDS)


_POWERS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def power(words: str, before: str) -> str:
    """Raised figures as such behind a figure or unit: ``10⁶``, ``5 m²``, ``E=mc²``."""
    raised = re.fullmatch(r"\s*[-−]?\d{1,3}\s*", words)
    based = re.search(r"(?:\d|(?<![^\W\d_])[^\W\d_]{1,2})$", before[-8:])
    return words.strip().translate(_POWERS) if raised and based else words


def said_unseen(element: Any, tag: str) -> str:
    """The words of an element that only screen readers meet; else empty.

    Where they stand for signs beside them that those do not say, they are what is to be read.
    """
    if tag in ("h1", "body", "main", "article") or not _UNSEEN_NAME.search(
        element.get("class", "")
    ):
        return ""
    beside = (element.getprevious(), element.getnext())
    if any(one is not None and one.get("aria-hidden") == "true" for one in beside):
        return ""
    words = words_of(element)
    return words if len(words) <= MAX_UNSEEN else ""


def words_of(element: Any) -> str:
    """The words of an element; empty for one that holds many others, one in another perhaps."""
    return "" if is_large(element) else " ".join("".join(element.itertext()).split())


def is_large(element: Any) -> bool:
    """Whether an element holds more others than are looked at."""
    return sum(1 for _ in islice(element.iter(), MAX_INNER + 1)) > MAX_INNER


def _epub_type(element: Any) -> str:
    return str(element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type") or "")
