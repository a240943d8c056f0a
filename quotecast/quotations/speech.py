"""Whether a quoted stretch is somebody's speech or a fragment inside narration.

The filter looks at the surface only: how the stretch begins and ends, what stands right
before and after it. Cues are the sieve's business; where one stands beside a stretch the
bar is lower (:func:`accept`). What fails here gets a second look in :mod:`partial`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quotecast.quotations import lexicon, partial
from quotecast.quotations.marks import Marked
from quotecast.quotations.tokens import Token

_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")
_INNER: Final = "_*\"'“”‘’«»„「」『』`‹› \t\n\u00a0"
_SMALL: Final = lexicon.words(
    "a an the of in on at by for to and or but nor with from as into over vs"
)


class Surface(NamedTuple):
    """What a quoted stretch looks like."""

    words: int
    capital: bool
    """Begins with a capital, a digit or an ellipsis before one."""
    ended: str
    """Its last character inside the marks when that is punctuation, else ``""``."""
    boundary: bool
    """Begins where a sentence or clause begins."""
    titled: bool
    """Every longer word has a capital: a title of something."""
    before: str
    """The token right before, lower-cased; ``"`` for a stretch, ``""`` at the paragraph's start."""
    after: str
    """The token right after, lower-cased, ``""`` at the paragraph's end."""
    whole: bool
    """It is its whole paragraph."""
    aside: bool
    """Nothing but a bracketed remark: (CROSSTALK.), [Applause]."""
    plain_after: bool
    """The word right after is written without a capital."""
    cried: bool = False
    """After "chants of", "shouts of"."""
    lead: int = 0
    """Words of its sentence that stand before it."""
    joined: bool = False
    """They are one or two joining words: But "…", Now "…"."""
    inner: str = ""
    """Its words as they are, 2,000 characters at most."""


def surface(text: str, quote: Marked, tokens: list[Token], index: int, start: int) -> Surface:
    """The surface of the stretch that is ``tokens[index]``, in the sentence from ``start`` on."""
    first, end = quote.start, quote.end
    while first < end and text[first] in _INNER:
        first += 1
    while end > first and text[end - 1] in _INNER:
        end -= 1
    inner = text[first:end]
    words = _WORD.findall(inner[:2000])
    body = inner.lstrip(".…[( —–-―")
    capital = bool(body) and (body[0].isupper() or body[0].isdigit() or not body[0].isascii())
    ended = inner[-1:] if inner[-1:] in ",.?!…—–-―;:" else ""
    if len(inner) > 1 and inner[-1] in "])" and inner[-2] in ",.?!…":
        ended = inner[-2]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    boundary = before is None or before.kind == "q" or before.text in ".?!,:;—–-―…([|•>*"
    if before is not None and before.text.endswith(".") and (before.kind == "p" or capital):
        boundary = True
    lead, joined = partial.words_before(tokens, index, start)
    return Surface(
        words=len(words) if len(inner) <= 2000 else 300,
        capital=capital,
        ended=ended,
        boundary=boundary,
        titled=_titled(words),
        before=(before.low or '"') if before else "",
        after=after.low if after else "",
        whole=before is None and after is None,
        aside=inner[:1] in ("(", "[") and inner[-1:] in (")", "]") and len(words) < 8,
        plain_after=after is not None and after.text[:1].islower(),
        cried=index > 1 and tokens[index - 1].low == "of" and tokens[index - 2].low in CRIES,
        lead=lead,
        joined=joined,
        inner=inner[:2000],
    )


CRIES: Final = lexicon.words("chant chants chorus choruses cries shouts cheers yells screams")
"""What is in marks beside these is cried by several."""


def _titled(words: list[str]) -> bool:
    longer = [w for w in words if w.lower() not in _SMALL]
    return bool(longer) and len(words) < 14 and all(not w[0].islower() for w in longer)


_SUBJECT: Final = re.compile(
    r"(?:I|[HhWw]e|[Ss]he|[Yy]ou|[Tt]hey|[Ii]t|[Tt]hat|[Tt]here)['’](?:s|m|re|ve|d|ll)(?!\w)"
)


def _has_subject(inner: str) -> bool:
    """Whether it begins as a sentence does that is no title: "She's from Hull, Daniel."."""
    return _SUBJECT.match(inner) is not None and ", " in inner


_GOES_ON: Final = lexicon.words("and but he she they i we")


def likely(look: Surface) -> bool:
    """Speech by its looks alone: begins as a sentence does and ends as one."""
    if look.words == 0 or look.aside:
        return False
    named = look.words < 8 and look.ended == "," and look.plain_after
    if named and not (look.after in _GOES_ON or look.after in lexicon.CUES):
        return False  # "her essay, "Melania, tell your story," is thoughtful"
    if not look.boundary or not look.capital:
        return False
    if look.after == "by" and look.ended != "?":
        return False
    if look.words <= 2:
        begins = not look.before and not look.plain_after
        return look.ended in ("?", "!") or (begins and look.ended in (".", ","))
    if look.titled and look.words < 9 and look.ended in ("", ",", "."):
        return look.whole and look.ended == "." and _has_subject(look.inner)
    if not look.ended and look.after not in ("", ".", ",", "—", "–", "-"):
        return look.words >= 8
    return bool(look.ended) or look.words >= 6 or look.whole


def accept(
    look: Surface,
    cued: str,
    split: bool,
    *,
    follows: bool = False,
    single: bool = False,
    near: bool = True,
) -> bool:
    """Speech, given what the cue grammar found beside it.

    Args:
        look: the surface.
        cued: ``after`` ("…," he said), ``before`` (he said, "…"), or ``""``.
        split: an earlier stretch of the same sentence was speech ("…," he said, "and …").
        follows: an earlier stretch of the paragraph was speech and a sentence ended since.
        near: the cue verb is the word right before the stretch and its comma.
        single: it stands in single marks in a text that quotes in double ones.
    """
    if look.words == 0 or look.aside:
        return False
    if not single or cued == "before" or (cued and (look.words >= 6 or look.ended)):
        if cued == "before" and not near and _work(look) and look.before == ",":
            return False  # "in his book, ''This Kind of War,''"
        if _by_form(look, cued, split, follows):
            return True
    return partial.voiced(look, partial.Beside(cued, near, single))


def _by_form(look: Surface, cued: str, split: bool, follows: bool) -> bool:
    """Speech, as a sentence is in marks, or what goes on with one."""
    if look.cried:
        return True
    if follows and look.capital and look.boundary and look.ended:
        return True
    if cued == "after":
        return _with_cue_after(look, split)
    if cued == "before":
        return _with_cue_before(look, split)
    if split and look.words >= 8 and look.before in ("but", "and", "because", "that"):
        return True
    if split and look.boundary and (look.words >= 2 or look.ended):
        return True
    return likely(look)


def _work(look: Surface) -> bool:
    """It may be the title of a work."""
    if look.words == 1:
        return look.titled and look.ended in ("", ",")
    return look.titled and look.words < 9 and look.ended not in ("?", "!")


def _with_cue_after(look: Surface, split: bool) -> bool:
    """``"…," he said``."""
    if look.titled and look.words >= 2 and look.ended not in ("?", "!"):
        listed = look.before == "," and look.words >= 3
        if not look.boundary or listed or not look.ended:
            return False
    if look.capital:
        return look.boundary or look.words >= 4
    return look.boundary and (split or look.words >= 4)


_OUTCRIES: Final = lexicon.words(
    """
chant chants chanted chanting shout shouts shouted shouting yell yells yelled yelling scream screams
screamed screaming holler hollers hollered hollering mouthed mouthing
"""
)
"""What is in marks after these is cried whole, whatever its first letter."""
_WORDED: Final = lexicon.words("read reads reading saying")
"""Verbs of signs and messages, whose words may all have capitals."""


def _with_cue_before(look: Surface, split: bool) -> bool:
    """``he said, "…"``; ``he said that "…"``; ``he called it "…"``."""
    if look.before in (",", ":", ";", "—", "–", "-", "―"):
        return look.capital or (split and look.words >= 2) or look.words >= 8
    if look.before in _OUTCRIES and (look.capital or look.ended or look.words >= 4):
        return True  # chanting "no contract, no peace"
    if look.before in lexicon.CUES:
        worded = look.before in _WORDED and look.capital and look.words >= 2
        if worded and (look.words >= 3 or look.ended):
            return True  # a sign that reads "Hands Off Our Library"
        if look.titled and look.ended not in ("?", "!"):
            return False
        if not look.capital:
            return look.words >= 7
        if look.ended in ("?", "!"):
            return True  # he yelled "You lie!"
        return look.words >= 3 and bool(look.ended or look.words >= 6)
    if look.before == "that":
        return look.words >= 6
    if not look.capital:
        return look.words >= 15
    return look.boundary or (look.words >= 8 and bool(look.ended))
