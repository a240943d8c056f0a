"""What stands below an article: who wrote it and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quotecast.model import BlockKind
from quotecast.readers import furniture
from quotecast.readers.judged import SOFT, Judged

LAST = 6
"""Notes about the authors stand among the last so many parts that are still open."""

MAX_WORDS = 80
"""Of a note about an author."""

_TRADE = (
    r"\b(?:reporters?|writers?|correspondents?|editors?|columnists?|journalists?|contributors?"
    r"|contributing|authors?|photographers?|staff|freelance\w*|fellow|covers|writes|reports"
    r"|reporting|teaches|professor|lecturer)\b"
)
_VERB = (
    r"(?:is|was|are|has|covers?|writes?|reports?|reported|edits?|teaches|lives?|works?|hosts?|leads?"
    r"|studies|joined|contributed|can be|tweets)"
)
_TOLD = re.compile(rf"(?:,? [^.]{{0,80}},)? (?:also )?{_VERB}\b")
_UNKNOWN = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]+(?: (?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|al|bin)){1,3})"
    r" (?:is (?:an? |the |our )|covers |writes |reports )[^.]{0,120}"
)
_ABOUT = re.compile(r"about the authors?\W*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,4}")


_COMMENTS = re.compile(
    r"(?:reader )?(?:comments?|discussion|responses)\s*\(\d+\)"
    r"|\d+ (?:reader )?(?:comments?|responses?|replies|thoughts)(?: (?:to|on) .{1,200})?",
    re.IGNORECASE,
)
_COMMENTER = re.compile(
    r".{1,40}\b(?:wrote|says|said|commented|posted|replied)\b.{0,40}\d.{0,20}"
    r"|.{0,60}\b\d{1,2} ?[:.]\d{2}\b.{0,20}|.{0,60}\b\d{1,3} \w{3,8} ago\b.{0,20}",
    re.IGNORECASE,
)
ABOVE = 3
"""Parts of prose that stand at least above the comments on them."""


def find_comments(parts: Sequence[Judged]) -> None:
    """Settle what readers wrote below an article.

    It stands under a heading with the number of comments, and one of the first lines below
    says who wrote at what time.
    """
    above = 0
    for index, part in enumerate(parts):
        above += part.open and above < ABOVE and part.text.count(" ") >= 11
        if part.kind not in _HEADING or not _COMMENTS.fullmatch(part.text):
            continue
        below = parts[index + 1 : index + 4]
        if above >= ABOVE and any(_COMMENTER.fullmatch(one.text) for one in below):
            for one in parts[index:]:
                if one.kind in (*SOFT, BlockKind.HEADING):
                    one.settle(BlockKind.BOILERPLATE, "comments of readers")
            return


def find_notes_on_authors(parts: list[Judged], authors: str) -> None:
    """Settle the notes on the authors that end an article.

    A note begins with an author's name and goes on to say who that is ("Ida Brook is a writer
    in Norwich."). Where the authors are not known it must name a trade of theirs and be the
    only part that names them.
    """
    known = _names(authors)
    ending = [part for part in parts if part.open][-LAST:]
    for part in reversed(ending):
        if furniture.judge(part.text) is not None:
            continue
        if not _is_note(part, parts, known):
            break
        part.settle(BlockKind.CREDIT, "says who the author is, shown in the notes")
    for above, part in pairwise(parts):
        heads_note = _ABOUT.fullmatch(above.text) is not None
        if heads_note and part.kind is BlockKind.CREDIT and above.kind in _HEADING:
            above.settle(BlockKind.CREDIT, "heads a note on the author")


_HEADING = (None, BlockKind.HEADING)
_ABOVE = (BlockKind.BYLINE, BlockKind.DATE)


def _names(authors: str) -> tuple[str, ...]:
    """The full names of a byline."""
    found = re.split(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*", authors)
    return tuple(name.casefold() for name in found if _NAME.fullmatch(name))


def _is_note(part: Judged, parts: Sequence[Judged], known: tuple[str, ...]) -> bool:
    text = _ABOUT.sub("", part.text)
    if len(text.split()) > MAX_WORDS or any(mark in text for mark in '"“«„'):
        return False
    folded = text.casefold()
    for name in known:
        if folded.startswith(name):
            return _TOLD.match(text, len(name)) is not None
    found = _UNKNOWN.match(text)
    if known or found is None or re.search(_TRADE, text) is None:
        return False
    surname = re.compile(rf"\b{re.escape(found['name'].split()[-1])}\b")
    others = (other for other in parts if other is not part and other.kind not in _ABOVE)
    return not any(surname.search(other.text) for other in others)
