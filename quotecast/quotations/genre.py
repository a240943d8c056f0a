"""Which kind of text it is: fiction, where a new paragraph is another's turn, or news.

In news an uncued paragraph goes on with the last speaker, in fiction it is the other one's
turn (:mod:`dialogue`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from quotecast.quotations import given, lexicon
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import fold
from quotecast.quotations.mention import is_capital
from quotecast.quotations.scene import Paragraph, Stretch
from quotecast.quotations.tokens import Token


@dataclass(frozen=True, slots=True)
class _Turns:
    """How a text's paragraphs with speech look."""

    spoken: int = 0
    """Paragraphs with speech."""
    uncued: int = 0
    """Those that say nothing of who speaks."""
    stretches: int = 0
    words: int = 0
    several: bool = False
    """Cues name two speakers or more."""

    @classmethod
    def of(cls, stretches: Mapping[int, Sequence[Stretch]]) -> _Turns:
        """Count them."""
        spoken = uncued = words = count = 0
        sources: set[str] = set()
        for here in stretches.values():
            direct = [s for s in here if s.direct]
            if not direct:
                continue
            spoken += 1
            count += len(direct)
            words += sum(s.look.words for s in direct)
            alone = not any(s.cue is not None or s.quote.continues for s in direct)
            uncued += alone and direct[0].quote.closed
            sources.update(s.cue.mention.words[-1].lower() for s in direct if s.cue is not None)
        if sources >= {"he", "she"}:
            sources |= {"his", "hers"}
        several = len(sources - {"he", "she", "they", "it", "i", "we"}) > 1
        return cls(spoken, uncued, count, words, several)


def is_dialogue(
    stretches: Mapping[int, Sequence[Stretch]], paragraphs: Sequence[Paragraph]
) -> bool:
    """Whether a text reads as dialogue: turns of two or more people, many of them without a cue.

    Where full names are as rare as in a novel, speeches may be long and far between; else the
    turns must be short and fill the text.
    """
    turns = _Turns.of(stretches)
    if turns.spoken < 4 or (not turns.several and turns.uncued < 0.5 * turns.spoken):
        return False  # one person who is quoted at length
    size = sum(len(p.tokens) for p in paragraphs)
    full, printed = _full_names(paragraphs)
    if full * _RARE <= size and (
        turns.uncued >= max(2, 0.25 * turns.spoken) or turns.spoken >= 0.4 * len(paragraphs)
    ):
        return True
    brief = (
        turns.several
        and turns.words <= 9 * turns.stretches
        and turns.spoken >= 0.6 * len(paragraphs)
    )
    if turns.uncued < (1 if brief else 2) or turns.uncued < 0.2 * turns.spoken:
        return False
    if turns.words > 22 * turns.stretches or turns.spoken < 0.3 * len(paragraphs):
        return False
    return printed < _NAMED or printed * 100 <= size


_RARE: Final = 150
"""Words of narration for each full name, or more: a novel.

News has one in 18 to 85 words (5th to 95th percentile of 840 articles; 200 at the most), the
chapters of six novels by Jane Austen one in 300 and more (95th percentile; 130 at the least).
"""
_NAMED: Final = 5
"""With so many full names a short text is no story."""


def _full_names(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """How many different names of two words or more sentences give, and with headings.

    News gives new full names all the time ("Council leader Mara Ek told the Harbour Post"). A
    story introduces a few people and then calls them by one name.
    """
    told: set[tuple[str, ...]] = set()
    printed: set[tuple[str, ...]] = set()
    for paragraph in paragraphs:
        for mention in paragraph.mentions:
            if mention.kind == "name" and len(mention.words) > 1:
                (printed if mention.weak else told).add(mention.words)
    return len(told), len(told | printed)


_OFTEN: Final = 5
"""Times a name stands in a text that would show, if it were somebody's, whose it is."""


def trust_names(table: Table, stretches: Mapping[int, Sequence[Stretch]]) -> None:
    """In fiction a capitalised word by itself is mostly somebody, as is "the Miller" who speaks.

    Not one that stands there often and is never "he", "she" or "Mrs.", nor speaks: a place.
    """
    speak: set[int] = set()
    for stretch in chain.from_iterable(stretches.values()):
        if stretch.cue is not None and stretch.cue.mention.kind == "name":
            speaker = table.resolve(stretch.cue.mention)
            if speaker is not None:
                speak.add(id(speaker))
                if stretch.cue.mention.article:
                    speaker.kind = "person"
    for entity in table.entities:
        if entity.kind == "person" and len(entity.words) == 1:
            shown = id(entity) in speak or entity.gender or entity.honorific
            entity.says += bool(shown) or entity.forms.total() < _OFTEN


_GROUNDS: Final = lexicon.words(
    """abbey castle cottage court grange grove hall heath hill house inn lane lodge manor mill park
    parsonage place priory rectory road square street vicarage woods"""
)
_PLACED: Final = 7
"""A name in so many, or more, stands after "in", "at" or "near": people's do in 12 and more."""


def tell_places(table: Table) -> None:
    """What a story calls by a house's name, or is so often "at" as nobody is, is a place.

    Of the people of three novels by Jane Austen named ten times or more one mention in 12 or fewer
    stands after such a word, of the places one in 2 to 6.
    """
    for entity in table.entities:
        titled = entity.honorific or entity.called or fold(entity.words[0]) in given.ALL
        if entity.kind != "person" or titled:
            continue
        house = len(entity.words) > 1 and fold(entity.words[-1]) in _GROUNDS
        if house or (entity.placed > 1 and entity.placed * _PLACED >= entity.forms.total()):
            entity.kind = "organisation"


_PARTS: Final = frozenset("chapter volume part book act canto scene".split())


def is_division(tokens: Sequence[Token]) -> bool:
    """A line that counts the parts of a book: "Chapter XII"."""
    return 1 < len(tokens) <= 3 and tokens[0].low in _PARTS


def is_byline(tokens: Sequence[Token]) -> bool:
    """A line that says who wrote the text: "By Mara Ek"."""
    if not 1 < len(tokens) <= 6 or tokens[0].low != "by":
        return False
    return all(is_capital(token) or token.low == "and" for token in tokens[1:])
