"""A paragraph as the rules see it: words and punctuation outside quotation marks.

Each quoted stretch is one opaque token, so that no cue is ever found inside what somebody
says, and no clause is cut by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from quotecast.model import Span
from quotecast.quotations.marks import Marked

_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_TOKEN: Final = re.compile(
    r"\([DRI][-–][A-Z][\w. ]{0,14}\)"  # (D-N.Y.)
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Hon|St|Jr|Sr|Adm|Maj"
    r"|Cmdr|Cpl|Pvt|Det|Supt|Insp|Atty|Pres|Sec|Amb|Messrs|Mme|Ste|Mt|Ft|No|vs|Inc|Corp|Co|Ltd|Bros"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont"
    r"|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
    r"|[A-Z]\.(?=\s?(?:[A-Z]|\Z))"  # an initial
    r"|\w+(?:(?:['’‑&-]|[\u00a1-\u00a9\u00ac-\u00b9\u00bf]+)\w+)*"  # FranÃ§ois, mis-decoded, too
    r"|\.{2,}|[^\w\s]"
)


class Token(NamedTuple):
    """A word (``w``), a punctuation mark (``p``) or a quoted stretch (``q``)."""

    kind: str
    text: str
    start: int
    end: int
    low: str = ""
    """Lower-cased text."""
    quote: int = -1
    """For ``q``: index into the list of quoted stretches."""


def tokenize(text: str, span: Span, quotes: Sequence[tuple[int, Marked]]) -> list[Token]:
    """Tokens of one paragraph; ``quotes`` are its quoted stretches with their indices."""
    tokens: list[Token] = []
    at = span.start
    for index, quote in quotes:
        _words(text, at, quote.start, tokens)
        tokens.append(Token("q", "", quote.start, quote.end, "", index))
        at = quote.end
    _words(text, at, span.end, tokens)
    return tokens


def _words(text: str, start: int, end: int, into: list[Token]) -> None:
    add = into.append
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if len(word) == 1 and not word.isalnum():
            if word not in _INVISIBLE:
                add(Token("w" if word == "_" else "p", word, match.start(), match.end(), word))
            continue
        if "\u00ad" in word:
            word = word.replace("\u00ad", "")
        kind = "w" if word[0].isalnum() or word[0] == "_" else "p"
        add(Token(kind, word, match.start(), match.end(), word.lower()))


_BEFORE_NAME: Final = frozenset(
    "Mr. Mrs. Ms. Dr. Sen. Rep. Gov. Gen. Lt. Col. Capt. Sgt. Prof. Rev. St. vs. No.".split()
)
ENDERS: Final = frozenset(".?!")


def sentence_starts(text: str, tokens: Sequence[Token]) -> list[int]:
    """For each token, the index of the first token of its sentence.

    A quoted stretch that ends in a full stop and is followed by a capital ends its sentence.
    """
    starts: list[int] = []
    start = 0
    for i, token in enumerate(tokens):
        starts.append(start)
        if i + 1 == len(tokens):
            break
        following = tokens[i + 1]
        if token.kind == "p" and token.text in ENDERS:
            if following.kind == "q" or following.text[:1].isupper() or following.kind == "w":
                start = i + 1
        elif token.kind == "q" and ends_sentence(text, token):
            if following.kind == "q" or following.text[:1].isupper():
                start = i + 1
        elif token.kind == "w" and following.kind == "q" and token.text.endswith("."):
            opening = text[following.start + 1 : following.start + 3].strip("'")
            if len(token.text) > 2 and token.text not in _BEFORE_NAME and opening[:1].isupper():
                start = i + 1
        elif token.kind == "p" and token.text in ";•|" and following.kind != "q":
            start = i + 1
    return starts


def ends_sentence(text: str, token: Token) -> bool:
    """Whether a quoted stretch ends in ``.``, ``?`` or ``!`` inside its marks."""
    return last_character(text, token) in ".?!…"


def last_character(text: str, token: Token) -> str:
    """The last character of a quoted stretch that is no mark and no space."""
    at = token.end - 1
    while at > token.start and (text[at] in "\"'”’“»«」』`)]" or text[at].isspace()):
        at -= 1
    return text[at]
