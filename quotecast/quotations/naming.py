"""Runs of capitalised words read as names, titles and places taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotecast.model import Span
from quotecast.quotations import given, lexicon
from quotecast.quotations.known import Known
from quotecast.quotations.mention import Mention, is_capital, is_possessive
from quotecast.quotations.ordinary import STATES, is_borne, is_common
from quotecast.quotations.titles import OFFICES, strip_titles, titles_before
from quotecast.quotations.tokens import Token
from quotecast.quotations.words import (
    CAPITAL,
    HEAD,
    JOINS,
    NO_NAME,
    NO_NOUN,
    ORDINAL,
    ORG_LINKS,
    PEOPLE,
    TELLS,
    bare,
    is_given,
)

PARTY: Final = re.compile(r"[DRI]$|[DRI][-–]")
"""``(D-N.Y.)`` after a lawmaker's name."""


def name_at(
    tokens: Sequence[Token], i: int, starts: Sequence[int], known: Known, floor: int
) -> Mention | None:
    """A run of capitalised words that begins at ``i``, as a name, or None."""
    at_start = starts[i] == i or tokens[i - 1].text in (":", "-", "—", "–", "•", "(")
    low = tokens[i].low.rstrip(".")
    if _ruled_out(tokens, i, starts, known, at_start):
        return None
    end = _run(tokens, i, starts, known)
    if end < len(tokens) and tokens[end].low.rstrip(".") in lexicon.HONORIFICS:
        return None  # "Old Mrs. Parker"
    words = list(tokens[i:end])
    if len(words) == 1 and _honorific_in_brackets(tokens, end):  # Chief (Mrs.) Ada Obi
        first, end = end + 3, _run(tokens, end + 3, starts, known)
        words += (tokens[first - 2], *tokens[first:end])
    surname = len(words) == 1 and bare(low)[0] in known.surnames
    if surname and (not i or tokens[i - 1].low not in lexicon.DETERMINERS):
        telling = False
    else:
        telling = any(word.traits & TELLS for word in words)
    titles: list[str] = []
    gender, honorific = "", False
    if telling:
        titles, gender, honorific = strip_titles(words)
    while words and words[0].kind != "w":
        words.pop(0)
    if not words:
        return None
    left = words[0]
    if at_start and len(words) == 1 and titles and not honorific and left.low in known.lowers:
        return None  # "THE BORROWING Back when he wrote"
    before = titles_before(tokens, i, floor)
    start = i - len(before)
    for word in before:
        if word in lexicon.FEMALE_WORDS:
            gender = gender or "female"
        elif word in lexicon.MALE_WORDS:
            gender = gender or "male"
    said = (*before, *titles)
    name = _finish(tokens, start, end, words, said, gender, honorific, at_start, known.surnames)
    return _office(tokens, name, floor) or name


def _office(tokens: Sequence[Token], name: Mention | None, floor: int) -> Mention | None:
    """An office with a capital, which is no name: the Police Public Relations Officer."""
    if name is None or name.honorific or name.first <= floor or len(name.words) < 2:
        return None
    article = tokens[name.first - 1]
    last = name.words[-1].lower()
    if article.low != "the" or last not in lexicon.PERSON_NOUNS or last in given.ALL:
        return None
    if is_given(name.words[0].lower()):
        return None  # the Nell Porter I knew
    span = Span(article.start, name.span.end)
    words = (article.text, *name.words)
    return Mention("role", span, name.first - 1, name.last, words, possessive=name.possessive)


def _honorific_in_brackets(tokens: Sequence[Token], t: int) -> bool:
    """Whether "(Mrs.)" and a name stand at ``t``, after a title."""
    if t + 3 >= len(tokens) or tokens[t].text != "(" or tokens[t + 2].text != ")":
        return False
    return tokens[t + 1].low.rstrip(".") in lexicon.HONORIFICS and is_capital(tokens[t + 3])


def _ruled_out(
    tokens: Sequence[Token], i: int, starts: Sequence[int], known: Known, at_start: bool
) -> bool:
    """Whether the capitalised word at ``i`` begins no name."""
    token = tokens[i]
    if token.traits & NO_NAME:
        if token.stem not in known.surnames and token.stem not in given.ALL:
            return True
        after = _run(tokens, i + 1, starts, known) if i + 1 < len(tokens) else i + 1
        if not is_borne(tokens, i, starts, known, after):
            return True
    before = tokens[i - 1].text if i else None
    if before in ("(", ",", "") and PARTY.match(token.text):
        return True
    if before == "," and token.text.endswith(".") and token.low.rstrip(".") in STATES:
        return True
    return bool(token.traits & PEOPLE) or (at_start and is_common(token, tokens, i, known))


def people_at(tokens: Sequence[Token], i: int) -> Mention | None:
    """A people as a group that says one thing: "Mexicans often say"."""
    token = tokens[i]
    if not token.traits & PEOPLE:
        return None
    span = Span(token.start, token.end)
    return Mention("group", span, i, i + 1, (token.text,), definite=False)


def _finish(
    tokens: Sequence[Token],
    start: int,
    end: int,
    words: list[Token],
    titles: tuple[str, ...],
    gender: str,
    honorific: bool,
    at_start: bool,
    surnames: frozenset[str],
) -> Mention | None:
    texts = [w.text for w in words if w.kind == "w"]
    texts[-1], possessive = bare(texts[-1])
    if not possessive and end < len(tokens) and tokens[end].text in ("'", "’"):
        possessive = texts[-1].endswith("s")
    org = _is_org(texts)
    if (
        texts[-1].isupper()
        and all(t.isupper() for t in texts if len(t) > 2)
        and (len(texts) > 2 or _shouted(tokens, start, end))
    ):
        return None
    nation = len(texts) == 1 and not titles and texts[0].lower() in lexicon.DEMONYMS
    if nation and texts[0].lower() not in surnames:
        return None
    return Mention(
        "name",
        Span(tokens[start].start, tokens[end - 1].end),
        start,
        end,
        tuple(texts),
        titles,
        gender,
        honorific,
        possessive,
        org=org and not honorific,
        initial=at_start,
        placed=start > 0 and tokens[start - 1].low in ("in", "at", "near", "outside", "across"),
    )


def _shouted(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a word in capitals stands beside tokens: CITY ENDS BREAD TAX, a line of capitals."""
    beside = (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])
    return any(len(token.text) > 3 and token.text.isupper() for token in beside)


def _is_org(texts: Sequence[str]) -> bool:
    if any(t.lower() in lexicon.ORG_WORDS for t in texts[1:] or texts):
        return not (len(texts) == 2 and is_given(texts[0].lower()))
    only = texts[0]
    if len(texts) == 1 and len(only) >= 2 and only.isupper() and only.isalpha():
        return True
    return any(t in ("of", "for", "&") for t in texts)


def _run(tokens: Sequence[Token], i: int, starts: Sequence[int], known: Known) -> int:
    """One past the last token of the run of name words that begins at ``i``."""
    k = i + 1
    size = len(tokens)
    org = tokens[i].low in lexicon.ORG_WORDS
    limit = min(size, i + 14)
    while k < limit:
        token = tokens[k]
        if not token.traits & (CAPITAL | JOINS):
            break  # by far the most often
        if starts[k] != starts[i] or is_possessive(tokens[k - 1]):
            break
        if token.low == "miss" and tokens[k - 1].low not in lexicon.TITLES:
            break  # "Miss Hale Miss Ward's"
        word = token.stem
        borne = word in known.surnames or token.low in lexicon.SUFFIXES
        if token.traits & CAPITAL and (borne or word not in lexicon.NOT_NAMES):
            org = org or token.low in lexicon.ORG_WORDS
            k += 1
        elif (
            (token.text == "," and k + 1 < limit and tokens[k + 1].low in ("jr.", "sr.", "iii"))
            or (
                token.low in ("of", "for")
                and tokens[k - 1].low in lexicon.TITLES
                and (k + 1 < limit and tokens[k + 1].low in OFFICES and is_capital(tokens[k + 1]))
            )
            or (ORDINAL.match(token.text) and k + 1 < limit and is_capital(tokens[k + 1]))
        ):
            k += 2
        elif token.kind == "q" and _nickname(tokens, k):
            k += 1
        elif token.low in lexicon.PARTICLES and _particles(tokens, k, limit):
            k = _particles(tokens, k, limit)
        elif token.low == "and" and _two_offices(tokens, k, limit):
            k += 2
        elif org and token.low in ORG_LINKS and _links(tokens, k, limit):
            k += 2 if is_capital(tokens[k + 1]) else 3
        elif token.text == "&" and k + 1 < limit and is_capital(tokens[k + 1]):
            org = True
            k += 2
        else:
            break
    return k


def _particles(tokens: Sequence[Token], k: int, limit: int) -> int:
    """One past the capitalised word that particles from ``k`` lead to ("van der Meer"), else 0."""
    t = k
    while t < limit and t < k + 3 and tokens[t].low in lexicon.PARTICLES:
        t += 1
    if t < limit and is_capital(tokens[t]) and tokens[t].low not in lexicon.NOT_NAMES:
        return t + 1
    return 0


def _nickname(tokens: Sequence[Token], k: int) -> bool:
    """``Robert C. “Bobby” Scott``: a short quoted stretch between two parts of a name."""
    token = tokens[k]
    return (
        token.end - token.start < 18
        and k + 1 < len(tokens)
        and is_capital(tokens[k + 1])
        and tokens[k + 1].low not in lexicon.NOT_NAMES
        and tokens[k - 1].kind == "w"
    )


def _two_offices(tokens: Sequence[Token], k: int, limit: int) -> bool:
    """Whether "and" joins two fields of one office: Secretary of Health and Human Services Ek."""
    if k + 1 >= limit or not is_capital(tokens[k + 1]):
        return False
    return tokens[k - 1].low in OFFICES and tokens[k + 1].low in OFFICES


def _links(tokens: Sequence[Token], k: int, limit: int) -> bool:
    if tokens[k].low == "and":
        joined = k + 1 < limit and is_capital(tokens[k + 1]) and tokens[k - 1].low in lexicon.FIELDS
        return joined and tokens[k + 1].stem in lexicon.FIELDS
    if k + 1 < limit and is_capital(tokens[k + 1]) and tokens[k + 1].low not in lexicon.NOT_NAMES:
        return tokens[k].low in ("of", "for", "on", "&")
    return (
        tokens[k].low in ("of", "for", "on")
        and k + 2 < limit
        and tokens[k + 1].low == "the"
        and is_capital(tokens[k + 2])
    )


def modifies(tokens: Sequence[Token], name: Mention) -> bool:
    """The name only says whose: "the Clinton campaign", "White House press secretary Josh"."""
    return not name.honorific and leads_to_head(tokens, name.last)


def leads_to_head(tokens: Sequence[Token], start: int) -> bool:
    """Whether plain words from ``start`` lead to a noun for a person, group or document."""
    for t in range(start, min(len(tokens), start + 4)):
        token = tokens[t]
        if token.kind != "w" or token.text[0].isupper():
            return False
        if token.traits & NO_NOUN and not token.traits & HEAD:
            return False
        low = token.stem
        if low in lexicon.PERSON_NOUNS or (low in lexicon.HEADS and low not in lexicon.CUES):
            return True
        if low in lexicon.HEADS:
            following = tokens[t + 1] if t + 1 < len(tokens) else None
            if following is None or following.kind != "w" or following.low in lexicon.PREPOSITIONS:
                return True
    return False
