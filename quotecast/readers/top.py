"""What stands at the top of an article: headline, summary, authors, their desk, the date."""

from __future__ import annotations

import re
from itertools import pairwise

from quotecast.model import BlockKind
from quotecast.readers import dates, furniture, heads, turns
from quotecast.readers.interface import Draft
from quotecast.readers.judged import SOFT, TOP, Judged, bare

_BUTTON = re.compile(
    r"listen|follow|menu|search|sign (?:in|up)|log ?in|subscribe|published in (?-i:[A-Z]).{2,40}"
    r"|\d{1,3} min(?:ute)?s?",
    re.IGNORECASE,
)
"""Read so only between headline and text."""

SHORT = 30
"""Characters; shorter lines at the top are labels and buttons as often as prose."""


def find_headline(parts: list[Judged], draft: Draft) -> str:
    """Find the headline; the title it gives, empty when there is none."""
    for part in parts:
        if part.kind is BlockKind.HEADLINE:
            return part.text
    wanted = bare(draft.title)
    for part in _first(parts):
        if wanted and bare(part.text) == wanted and part.kind in SOFT | {BlockKind.HEADING}:
            part.settle(BlockKind.HEADLINE)
            return part.text
    if not draft.headed:
        return ""
    for part in _first(parts):
        if part.open and not _above(part.text):
            index = parts.index(part)
            following = next((other.text for other in parts[index + 1 :] if other.open), "")
            if heads.is_headline(part.text, following) and not turns.is_label(part.text):
                part.settle(BlockKind.HEADLINE)
                return part.text
            return ""
    return ""


def _first(parts: list[Judged]) -> list[Judged]:
    """The parts at the top of the article, page headers and the like aside."""
    return [part for part in parts if part.kind is not BlockKind.BOILERPLATE][:TOP]


def _above(text: str) -> bool:
    """Whether a part is no headline although it may stand first."""
    if furniture.judge(text) is not None or heads.byline(text):
        return True
    return dates.date_line(text) is not None


def find_top(parts: list[Judged], author: str) -> tuple[str, str]:
    """Byline and date among the first parts; ``author`` as the format itself names him."""
    names, published, prose = "", "", 0.0
    for part in _first(parts):
        if not part.open and part.kind not in (BlockKind.BYLINE, BlockKind.DATE):
            continue
        both = heads.meta_line(part.text, author)
        found = "" if both else heads.byline(part.text)
        if not found and part.kind is BlockKind.BYLINE:
            found = heads.names_only(part.text)
        dated = dates.date_line if prose >= 1 else dates.stamp_line  # later a time heads an entry
        when = None if both else dated(part.text)
        if both is not None:
            names, published = names or both[0], published or both[1]
            part.settle(BlockKind.BYLINE, "names author and date, which are shown in the notes")
        elif found and not names:
            names = found
            part.settle(BlockKind.BYLINE, "names the author, who is shown in the notes")
        elif when is not None:
            published = published or when
            part.settle(BlockKind.DATE, "date of publication, shown in the notes")
        elif part.open and (told := heads.date_of_place(part.text)):
            published = published or told
            part.settle(BlockKind.DATE, "name or place, and date of publication")
        elif part.open and _BUTTON.fullmatch(part.text):
            part.settle(BlockKind.BOILERPLATE, "a button or label of the web page")
        elif part.open and author and bare(part.text) == bare(author):
            part.settle(BlockKind.BYLINE, "names the author, who is shown in the notes")
        elif part.open and furniture.judge(part.text) is None:
            # The article has begun; what looks like a byline now is its own words.
            prose += 1 if len(part.text) > SHORT else 0.5
            if prose >= 2:
                break
    return names, published


def find_author(parts: list[Judged]) -> str:
    """The names that stand above the line saying where the author works, with no "by"."""
    for part, below in pairwise(_first(parts)):
        named = part.open and "\n" not in part.text and heads.names_only(part.text)
        if named and below.open and heads.desk_of_author(below.text):
            part.settle(BlockKind.BYLINE, "names the author, who is shown in the notes")
            below.settle(BlockKind.BYLINE, "says where the author works")
            return named
        if part.open and len(part.text) > SHORT:
            break
    return ""


def find_names_above_date(parts: list[Judged]) -> None:
    """A line of capitals right above the date names the author or the place."""
    for above, part, below in zip(parts, parts[1:TOP], parts[2:], strict=False):
        told = above.kind in (BlockKind.HEADLINE, BlockKind.DEK) and below.kind is BlockKind.DATE
        if told and part.open and "\n" not in part.text and heads.names_only(part.text):
            part.settle(BlockKind.BYLINE, "names the author or the place, above the date")


def find_desk(parts: list[Judged], site: str) -> None:
    """A line between byline and date that says where the author works."""
    for above, part, below in zip(parts, parts[1:TOP], parts[2:], strict=False):
        between = above.kind is BlockKind.BYLINE and below.kind is BlockKind.DATE
        if between and part.open and heads.desk_line(part.text, site):
            part.settle(BlockKind.BYLINE, "says where the author works")


def find_dek(parts: list[Judged]) -> None:
    """A line between headline and byline sums the article up."""
    for above, part, below in zip(parts, parts[1:], parts[2:], strict=False):
        if above.kind is BlockKind.HEADLINE:
            short = len(part.text.split()) <= 40 and furniture.judge(part.text) is None
            told = part.open or part.kind is BlockKind.HEADING
            if told and short and below.kind in (BlockKind.BYLINE, BlockKind.DATE):
                part.settle(BlockKind.DEK)
            return
