"""A second look at a quoted stretch whose form is no sentence's: clip or fragment?

Annotators count some partial quotations as direct speech: "But 'if you are critical, forget
it,' said Ek." They do so where nearly the whole sentence stands in the marks, or where the
stretch is so long that a listener wants to hear who says it. What speaks for and against is
counted in points (:data:`CLUES`); with :data:`NEEDED` or more it is voiced, with fewer it
stays with the narrator, as do scare quotes, titles and nicknames.

The points were set on every second article of PolNeAR's training part (Newell et al. 2018)
and checked on the others. Of the stretches that only this look voices, annotators marked 30
and 34 in the two halves as direct speech, 125 and 123 as partial quotation, 2 and 6 as none.
``benchmarks/quotations.py GOLD --clues`` counts them for every clue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quotecast.quotations import lexicon

if TYPE_CHECKING:
    from quotecast.quotations.speech import Surface
    from quotecast.quotations.tokens import Token

NEEDED: Final = 2
"""Points with which a partial quotation is voiced."""
_STRONG: Final = frozenset(".?!…")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the cue grammar found beside a stretch."""

    cued: str = ""
    """``after``, ``before`` or ``""``."""
    near: bool = False
    """The cue verb is the word right before the stretch and its comma."""
    single: bool = False
    """In single marks, in a text that quotes in double ones."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing to be seen of a stretch, and what it counts."""

    name: str
    points: int
    holds: Callable[[Surface, Beside], bool]


def _long(look: Surface, _: Beside) -> bool:
    """Fifteen words or more: five seconds of speech and up."""
    return look.words >= 15


def _several(look: Surface, _: Beside) -> bool:
    """More than one sentence in the marks: called it "a shambles. We left early." and went."""
    return look.words >= 8 and bool(look.ended) and has_several(look.inner)


def _sentence(look: Surface, _: Beside) -> bool:
    """A whole sentence where none begins: the line "Nobody leaves before the bell rings." hung."""
    return look.capital and look.words >= 8 and look.ended in _STRONG


def _joined(look: Surface, _: Beside) -> bool:
    """Only a joining word stands outside: But "if it rains we stay," said Ek."""
    return look.joined and look.words >= 4


def _early(look: Surface, _: Beside) -> bool:
    """One or two words of the sentence stand before it: Ek "will never sell it," Moss said."""
    return 0 < look.lead < 3 and not look.joined and look.words >= 4


def _cue_after(look: Surface, beside: Beside) -> bool:
    """Its own comma leads to its own cue: "… has nothing to hide," said Ek."""
    return beside.cued == "after" and look.ended == "," and look.words >= 4


def _cue_before(look: Surface, beside: Beside) -> bool:
    """The verb and a comma right before it: Now, Ek said, "silence is the rule." They nodded."""
    leads = beside.cued == "before" and beside.near and look.before in (",", ":")
    return leads and look.ended in _STRONG and look.words >= 4


_NAMING: Final = lexicon.words(
    """called calls calling call dubbed dubs dubbing titled entitled named names named nicknamed
    labeled labelled described describes describing termed deemed branded known"""
)


def _verb_before(look: Surface, _: Beside) -> bool:
    """A verb of saying right before it, and it ends as speech does: reads "closed until May.".

    Not a verb of naming: called "the Heron."
    """
    cue = look.before in lexicon.CUES and look.before not in _NAMING
    return cue and bool(look.ended) and look.words >= 2


def _first_person(look: Surface, _: Beside) -> bool:
    """It says "I", which the narrator is not."""
    return look.words >= 6 and says_i(look.inner)


def _title(look: Surface, _: Beside) -> bool:
    """Every longer word has a capital: a film, a book, a slogan."""
    return look.titled


def _inner_marks(_: Surface, beside: Beside) -> bool:
    """Single marks where speech stands in double ones: a term, a headline."""
    return beside.single


CLUES: Final = (
    Clue("long", 2, _long),
    Clue("several sentences", 2, _several),
    Clue("whole sentence", 2, _sentence),
    Clue("joined", 2, _joined),
    Clue("cue before", 2, _cue_before),
    Clue("verb before", 2, _verb_before),
    Clue("cue after", 2, _cue_after),
    Clue("early", 1, _early),
    Clue("first person", 1, _first_person),
    Clue("title", -3, _title),
    Clue("inner marks", -2, _inner_marks),
)
"""What is looked at, and its points."""


def points(look: Surface, beside: Beside) -> int:
    """The sum over the clues that hold."""
    return sum(clue.points for clue in CLUES if clue.holds(look, beside))


def voiced(look: Surface, beside: Beside) -> bool:
    """Whether a partial quotation is to be heard in its speaker's voice."""
    return points(look, beside) >= NEEDED


_JOINING: Final = lexicon.words("but and so or yet now then still the a an that it this because if")
_MOST: Final = 40
"""Tokens looked back for the beginning of the sentence."""


def words_before(tokens: Sequence[Token], index: int, start: int) -> tuple[int, bool]:
    """How many words stand before ``tokens[index]`` in the sentence that begins at ``start``.

    Returns:
        the number, at most :data:`_MOST`; whether they are one or two joining words and no more.
    """
    words = [t.low for t in tokens[max(start, index - _MOST) : index] if t.kind != "p"]
    return len(words), 0 < len(words) < 3 and all(word in _JOINING for word in words)


_NEXT_SENTENCE: Final = re.compile(r"[.?!…]['\"’”]{0,2}\s+['\"‘“\[]{0,2}[^\W\d_a-z]")
_FIRST_PERSON: Final = re.compile(r"(?<![\w.])I(?:['’](?:m|ve|d|ll))?(?![\w.'’])")


def has_several(inner: str) -> bool:
    """Whether a sentence ends inside ``inner`` and another begins."""
    return _NEXT_SENTENCE.search(inner) is not None


def says_i(inner: str) -> bool:
    """Whether "I" is one of its words."""
    return _FIRST_PERSON.search(inner) is not None
