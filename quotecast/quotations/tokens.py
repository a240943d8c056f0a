"""A paragraph as the rules see it: words and punctuation outside quotation marks.

Each quoted stretch is one opaque token, so that no cue is ever found inside what somebody
says, and no clause is cut by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, repeat
from operator import add
from typing import Final, NamedTuple

from quotecast.datelines import dateline_end
from quotecast.model import Span
from quotecast.quotations.marks import Marked
from quotecast.quotations.words import ENDING, INVISIBLE, JOINS, Words

_CUT: Final = "\0"
"""Stands where narration was cut out; by itself a punctuation mark."""
_TOKEN: Final = re.compile(
    r"([a-uw-z][a-z]*(?![\w'’‑&\u00a1-\u00bf-])"  # most words, without a try at what follows
    r"|\([DRI][-–][A-Z][\w. ]{0,14}\)"  # (D-N.Y.)
    r"|(?=[A-Zv])(?:(?:[A-Z]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Hon|St|Jr|Sr|Adm|Maj"
    r"|Cmdr|Cpl|Pvt|Det|Supt|Insp|Atty|Pres|Sec|Amb|Messrs|Mme|Ste|Mt|Ft|No|vs|Inc|Corp|Co|Ltd|Bros"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont"
    r"|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
    r"|[A-Z]\.(?=\s?(?:[A-Z\0]|\Z)))"  # an initial
    r"|\w+(?:(?:['’‑&-]|[\u00a1-\u00a9\u00ac-\u00b9\u00bf]+)\w+)*"  # FranÃ§ois, mis-decoded, too
    r"|\.{2,}|[^\w\s])"
)


class Token(NamedTuple):
    """A word (``w``), a punctuation mark (``p``) or a quoted stretch (``q``)."""

    kind: str
    text: str
    low: str
    """Lower-cased text."""
    stem: str
    """The same without a possessive ending."""
    traits: int
    """What the word shows by itself: see :mod:`words`."""
    start: int
    end: int
    quote: int = -1
    """For ``q``: index into the list of quoted stretches."""


_WORDS: Final = Words()
_token: Final = partial(tuple.__new__, Token)

Quotes = Mapping[int, Sequence[tuple[int, Marked]]]
"""Paragraph → its quoted stretches in order, each with its index."""


def tokenize(text: str, spans: Sequence[Span], quotes: Quotes) -> Iterator[list[Token]]:
    """Tokens of each paragraph of a text.

    The narration of all of them is cut into words at once, by functions that run over a whole
    list: a loop over single words would take twice as long.
    """
    unseen = any(character in text for character in INVISIBLE)
    tokens, cuts = _cut(text, spans, quotes)
    begin = 0
    following = iter(cuts)
    for k in range(len(spans)):
        for index, quote in quotes.get(k, ()):
            stretch = Token("q", "", "", "", ENDING | JOINS, quote.start, quote.end, index)
            tokens[next(following)] = stretch
        end = next(following)
        paragraph = tokens[begin:end]
        yield [token for token in paragraph if token.kind] if unseen else paragraph
        begin = end + 1


def _cut(text: str, spans: Sequence[Span], quotes: Quotes) -> tuple[list[Token], list[int]]:
    """Tokens of all narration; which of them stand for a quoted stretch or a paragraph's end."""
    pieces: list[str] = []
    skipped: list[int] = []
    at = 0
    for k, span in enumerate(spans):
        skipped.append(span.start - at)
        at = span.start
        for _, quote in quotes.get(k, ()):
            pieces.append(text[at : quote.start])
            skipped.append(quote.end - quote.start)
            at = quote.end
        pieces.append(text[at : span.end])
        at = span.end
    if _CUT in text:
        pieces = [piece.replace(_CUT, "\ufffd") for piece in pieces]
    parts = _TOKEN.split(_CUT.join((*pieces, "")))  # gap, word, gap, word, … gap
    lengths = [*map(len, parts)]
    cuts = [k for k, word in enumerate(parts[1::2]) if word == _CUT]
    for k, length in zip(cuts, skipped[1:], strict=False):
        lengths[2 * k + 1] = length
    bounds = list(accumulate(lengths, initial=skipped[0] if skipped else 0))
    places = zip(bounds[1::2], bounds[2::2], repeat(-1), strict=False)
    words = map(_WORDS.__getitem__, parts[1::2])
    return [*map(_token, map(add, words, places))], cuts


_BEFORE_NAME: Final = frozenset(
    "Mr. Mrs. Ms. Dr. Sen. Rep. Gov. Gen. Lt. Col. Capt. Sgt. Prof. Rev. St. vs. No.".split()
)


def sentence_starts(text: str, tokens: Sequence[Token], begin: int) -> list[int]:
    """For each token, the index of the first token of its sentence.

    Args:
        text: of the article.
        tokens: of the paragraph.
        begin: what :func:`opening` says of it.

    A quoted stretch that ends in a full stop and is followed by a capital ends its sentence,
    and so does a dateline or a heading in capitals before a dash.
    """
    start = begin
    starts = [0] * start
    last = len(tokens) - 1
    for i in [i for i, token in enumerate(tokens) if token.traits & ENDING and i >= start]:
        if tokens[i].kind == "q" and i and _stops_before(text, tokens[i - 1], tokens[i]):
            starts += [start] * (i - len(starts))
            start = i
        if i < last and _ends(text, tokens[i], tokens[i + 1]):
            starts += [start] * (i + 1 - len(starts))
            start = i + 1
    starts += [start] * (len(tokens) - len(starts))
    return starts


DASHES: Final = frozenset("—–-―")
"""Dashes, and the hyphen that stands for one."""
_HEADING: Final = 15
"""Tokens of a heading in capitals at most."""


def opening(text: str, tokens: Sequence[Token]) -> int:
    """The token that a dateline or a heading in capitals at the beginning leads to, else 0.

    HARWICK (AP) — The mayor … / NO MORE FERRIES BEFORE MAY - Mara Ek: "…"
    """
    if not tokens or not tokens[0].text[:1].isupper():
        return 0
    end = dateline_end(text, tokens[0].start, tokens[-1].end)
    if end > tokens[0].start:
        return next((t for t, token in enumerate(tokens) if token.start >= end), 0)
    for t, token in enumerate(tokens[:_HEADING]):
        if token.text in DASHES and t + 1 < len(tokens):
            return t + 1 if tokens[t + 1].text[:1].isupper() else 0
        if token.kind == "w" and not token.text.isupper():
            return 0
    return 0


def _ends(text: str, token: Token, following: Token) -> bool:
    """Whether a sentence ends with a punctuation mark or a quoted stretch."""
    if token.kind == "q":
        capital = following.kind == "q" or following.text[:1].isupper()
        return capital and ends_sentence(text, token)
    if token.text in ";•|":
        return following.kind != "q"
    if token.text == "." and following.start == token.end and following.text[:1].islower():
        return False  # harwickpost.com
    return following.kind != "p" or following.text[:1].isupper()


def _stops_before(text: str, word: Token, stretch: Token) -> bool:
    """Whether a word with a full stop of its own ends the sentence before a quoted stretch."""
    if word.kind != "w" or not word.text.endswith("."):
        return False
    opening = text[stretch.start + 1 : stretch.start + 3].strip("'")
    return len(word.text) > 2 and word.text not in _BEFORE_NAME and opening[:1].isupper()


def ends_sentence(text: str, token: Token) -> bool:
    """Whether a quoted stretch ends in ``.``, ``?`` or ``!`` inside its marks."""
    return last_character(text, token) in ".?!…"


def last_character(text: str, token: Token) -> str:
    """The last character of a quoted stretch that is no mark and no space."""
    at = token.end - 1
    while at > token.start and (text[at] in "\"'”’“»«」』`)]" or text[at].isspace()):
        at -= 1
    return text[at]
