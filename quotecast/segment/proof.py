"""The proof that a script holds the article: every word once, in order."""

from __future__ import annotations

import re

from quotecast.model import Article, Line, Omission, Segmentation

MARKS = "\"“”„‟«»‹›'‘’‚‛`´「」『』〝〞＂"
"""Signs that may be quotation marks. They are not words: a voice replaces them."""

BULLETS = "•‣◦▪●○■·*–-"
"""Signs before the items of a list, which are not said."""

_LOOSE_MARK = re.compile(rf"(?<![^\W_])[{MARKS}]|[{MARKS}](?![^\W_])")
"""A mark that does not stand between two letters or digits, as in "don't"."""


class LostWordError(Exception):
    """A script does not hold its article's words: a bug of this program, not of the input."""


def prove(article: Article, segmentation: Segmentation) -> None:
    """Show that spoken lines and omissions together are the article.

    Walks the items in order. Each must say exactly what its origin holds (white space and
    loose quotation marks aside), origins must follow one another, and between them
    nothing but white space, quotation marks and a list's bullets may stand. No word may
    be cut in two.

    Raises:
        LostWordError: a word is missing, added, changed or out of order.
    """
    text = article.text
    items, origins = segmentation.script.items, segmentation.origins
    if len(items) != len(origins):
        raise LostWordError(f"{len(items)} items but {len(origins)} origins")
    reached = 0
    for item, origin in zip(items, origins, strict=True):
        if not isinstance(item, Line | Omission):
            continue
        if origin is None or not reached <= origin.start <= origin.end <= len(text):
            raise LostWordError(f"{item.text[:60]!r} has no place in the article: {origin}")
        _prove_gap(text[reached : origin.start])
        if 0 < reached == origin.start and inside_word(text, reached):
            raise LostWordError(f"a word is cut in two before {item.text[:60]!r}")
        if _words(item.text) != _words(origin.of(text)):
            raise LostWordError(f"{item.text[:60]!r} is not {origin.of(text)[:60]!r}")
        reached = origin.end
    _prove_gap(text[reached:])


def inside_word(text: str, at: int) -> bool:
    """Whether a cut before the character ``at`` would part letters or digits of one word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _prove_gap(between: str) -> None:
    if any(not char.isspace() and char not in MARKS + BULLETS for char in between):
        raise LostWordError(f"{between.strip()[:60]!r} is neither spoken nor listed")


def _words(text: str) -> list[str]:
    return _LOOSE_MARK.sub("", text).split()
