"""What a server shows instead of an article, or in front of the rest of one.

Told by what such pages say to their reader ("we and our 80 partners", "checking your browser"),
never by what they are about: an article *about* cookies or subscriptions has prose of its own,
and that lets it pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers import repeats
from quotecast.readers import wall_phrases as phrases
from quotecast.readers.chunk import Chunk
from quotecast.readers.extraction import prose
from quotecast.readers.metadata import Head

if TYPE_CHECKING:
    from lxml.etree import _Element

PROSE: Final = 400
"""Characters of prose that is not the wall's own, from which a page holds an article."""

GONE_PROSE: Final = 1500
"""The same below a headline that says that the page is not there: such pages offer others."""

LONGEST: Final = 40_000
"""Characters; a page that shows more is no wall."""

BELOW: Final = 6
"""Paragraphs below a headline among which its article begins."""

ASKED: Final = 200
"""Characters; what asks to pay is shorter than what tells of it."""

TOP: Final = 10
"""Paragraphs of a page among which that headline stands."""

PART: Final = 2500
"""Characters; a longer text is no mere beginning, where nobody says how long it should be."""

SHORT: Final = 1200
"""The same where the page says that it is not free, but asks nobody to pay."""

WHOLE: Final = 0.7
"""Share of the words that an article is said to have, from which it is whole."""

_BROWSER_TITLE: Final = re.compile(phrases.BROWSER_TITLES, re.IGNORECASE)
_GONE: Final = re.compile(phrases.GONE, re.IGNORECASE)
_GATE: Final = re.compile(phrases.GATE, re.IGNORECASE)
_QUOTED: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^«»]*»")
_SEPARATOR: Final = re.compile(r"\s+[|–—·-]\s+")


@dataclass(frozen=True, slots=True)
class _Wall:
    """A kind of page that is no article."""

    shows: str
    said: tuple[re.Pattern[str], ...]
    """What it says to its reader."""
    least: int
    """So many of these are said at least."""


def _wall(shows: str, said: tuple[str, ...], least: int) -> _Wall:
    return _Wall(shows, tuple(re.compile(one, re.IGNORECASE) for one in said), least)


_CHECK: Final = _wall("a check of the browser", phrases.BROWSER, 2)
_CONSENT: Final = _wall("a question about cookies", phrases.COOKIES, 3)
_SIGN_IN: Final = _wall("a form to log in", phrases.LOGIN, 1)
_NEEDS_SCRIPT: Final = _wall("that it needs JavaScript", phrases.SCRIPT, 1)


def refuse_walls(root: _Element, found: Sequence[Chunk], head: Head, name: str) -> None:
    """See that a page is no wall.

    Args:
        root: of the page.
        found: what it shows.
        head: what it says of itself.
        name: of the source.

    Raises:
        SourceError: it shows something else instead of an article; says what.
    """
    shows = _shown_instead(root, found, head)
    if shows:
        raise SourceError(
            f"the page shows {shows}, no article",
            "open it in a browser, save the page there and name the file",
            where=name,
        )


def _shown_instead(root: _Element, found: Sequence[Chunk], head: Head) -> str:
    if sum(len(one.text) for one in found) > LONGEST:
        return ""
    titles = [_SEPARATOR.split(head.window_title)[0], head.window_title]
    titles += [one.text for one in found[:TOP] if one.kind in _HEADINGS]
    if any(_GONE.fullmatch(one.strip(" .!?:")) for one in titles) and _own(found) < GONE_PROSE:
        return "that it is not there"
    named = [one for one in titles if _BROWSER_TITLE.fullmatch(one.strip())]
    if named and _is(_CHECK, [one for one in found if one.text not in named], least=1):
        return _CHECK.shows
    if root.xpath("boolean(//input[@type='password'])") and _is(_SIGN_IN, found):
        return _SIGN_IN.shows
    return next((one.shows for one in (_CHECK, _CONSENT, _NEEDS_SCRIPT) if _is(one, found)), "")


_HEADINGS = (BlockKind.HEADLINE, BlockKind.HEADING)


def _is(wall: _Wall, found: Sequence[Chunk], least: int = 0) -> bool:
    """Whether a page says what such a wall says, and hardly anything else.

    Args:
        wall: of what kind.
        found: what the page shows.
        least: of the things such a wall says that it says; as many as usual where 0.
    """
    texts = [_unquoted(one.text) for one in found]
    said = sum(any(form.search(text) for text in texts) for form in wall.said)
    if said < (least or wall.least) or _own(found, wall.said) >= PROSE:
        return False
    return not _headed(found, wall.said)


def _headed(found: Sequence[Chunk], said: Sequence[re.Pattern[str]]) -> bool:
    """Whether a headline stands right above prose, and neither says anything of a wall's."""
    for at, one in enumerate(found):
        if one.kind is BlockKind.HEADLINE and not one.outside and not _says(one, said):
            below = (chunk for chunk in found[at + 1 : at + 1 + BELOW] if prose(chunk))
            first = next(below, None)
            if first is not None and not first.outside and not _says(first, said):
                return True
    return False


def _says(chunk: Chunk, said: Sequence[re.Pattern[str]]) -> bool:
    return any(form.search(_unquoted(chunk.text)) for form in said)


def _own(found: Sequence[Chunk], said: Sequence[re.Pattern[str]] = ()) -> int:
    """Characters of prose in which nothing of that is said."""
    return sum(
        len(one.text) for one in found if prose(one) and not one.outside and not _says(one, said)
    )


def _unquoted(text: str) -> str:
    """A text without what it quotes: who writes about walls quotes them."""
    return _QUOTED.sub(" ", text)


def gated(article: Sequence[Chunk], below: Sequence[Chunk], head: Head) -> str:
    """Why what a page shows may be only the beginning of its article; empty where it is whole.

    Args:
        article: the page's paragraphs from the article's first to its last.
        below: what stands next below them.
        head: what the page says of itself, perhaps that it is not free or how long it is.
    """
    running = [one.text for one in article if prose(one) and not _GATE.search(one.text)]
    count, length = sum(map(repeats.length, running)), sum(map(len, running))
    if head.words and count >= WHOLE * head.words:
        return ""
    asked = any(len(one.text) < ASKED and _GATE.search(one.text) for one in (*article, *below))
    if head.words and (asked or head.paid):
        return f"the page shows {count} of the article's {head.words} words: the rest is not free"
    if asked and length < PART:
        return "the page asks to subscribe or log in to read on: what it shows may be a part"
    broken = bool(running) and running[-1].rstrip('”"').endswith(("...", "…"))
    if head.paid and (length < SHORT or broken):
        return "the page says that it is not free to read: what it shows may be a part"
    return ""
