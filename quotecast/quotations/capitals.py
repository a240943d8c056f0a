"""Names printed in capitals, as transcripts and headings do, written as a name is.

MCCAIN is McCain where the text writes it so anywhere, and by the rule for Mc where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from quotecast.quotations import given, lexicon

_PIECE: Final = re.compile(r"(Mc(?=..))?([^\W\d_]+)", re.IGNORECASE)
_SMALL: Final = lexicon.PARTICLES | {"of", "the", "and", "for"}
"""Words inside a name that are no letters standing for words."""


def as_written(words: Sequence[str], shown: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a name, those in capitals as names are written.

    "JOHN MCCAIN" → John McCain, "O'BRIEN" → O'Brien, "JUANA DE LA CRUZ" → Juana de la Cruz.
    Letters that stand for words stay: RFA, J.B., III.

    Args:
        words: of one name.
        shown: upper-cased word → how the text writes it elsewhere.
    """
    borne = any(word.lower() in given.ALL for word in words)
    return tuple(
        shown.get(word.upper()) or _cased(word, first=k == 0)
        if _in_capitals(word) and (len(word) > 3 or borne or word.lower() in _SMALL)
        else word
        for k, word in enumerate(words)
    )


def in_capitals(words: Sequence[str]) -> bool:
    """Whether any word of a name is printed in capitals."""
    return any(_in_capitals(word) for word in words)


def _in_capitals(word: str) -> bool:
    if len(word) < 2 or not word.isupper() or "." in word:
        return False
    return word.lower() not in lexicon.SUFFIXES


def _cased(word: str, first: bool) -> str:
    low = word.lower()
    if low in _SMALL and not first:
        return low
    return _PIECE.sub(lambda piece: (piece[1] or "").capitalize() + piece[2].capitalize(), low)
