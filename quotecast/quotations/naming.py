"""Runs of capitalised words read as names, titles and places taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotecast.model import Span
from quotecast.quotations import given, lexicon
from quotecast.quotations.mention import Mention, bare, is_capital
from quotecast.quotations.tokens import Token

_ORG_LINKS: Final = frozenset({"of", "for", "on", "the", "and", "&", "in", "to"})


PARTY: Final = re.compile(r"[DRI]$|[DRI][-–]")
"""``(D-N.Y.)`` after a lawmaker's name."""


_NEVER: Final = frozenset({"no", "vs", "jan", "feb", "aug", "sept", "oct", "nov", "dec"})


_PLACED: Final = re.compile(
    r"[-‑](?:based|born|area|winner|winning|native|raised|educated|trained)$"
)
"""``Toronto-based Han``, ``Korean-born Haines``."""


_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)$")


_OFFICES: Final = frozenset(
    """state staff defense defence treasury education energy interior labor commerce agriculture
    transportation health human services homeland security veterans affairs justice housing war navy
    army operations intelligence police communications""".split()
)
"""Words after "Secretary of", "Chief of" that belong to the title."""


def name_at(
    tokens: Sequence[Token], i: int, starts: Sequence[int], lowers: frozenset[str], floor: int
) -> Mention | None:
    """A run of capitalised words that begins at ``i``, as a name, or None."""
    at_start = starts[i] == i or tokens[i - 1].text in (":", "-", "—", "–", "•", "(")
    token = tokens[i]
    low = token.low.rstrip(".")
    if (bare(token.low)[0] in lexicon.NOT_NAMES or low in _NEVER) and low not in lexicon.HONORIFICS:
        return None
    if i and tokens[i - 1].text in "(," and PARTY.match(token.text):
        return None
    if at_start and _common(token, tokens, i, lowers):
        return None
    end = _run(tokens, i, starts)
    if end < len(tokens) and tokens[end].low.rstrip(".") in lexicon.HONORIFICS:
        return None  # "Old Mrs. Parker"
    words = list(tokens[i:end])
    titles, gender, honorific = _strip_titles(words)
    while words and words[0].kind != "w":
        words.pop(0)
    if not words:
        return None
    left = words[0]
    if at_start and len(words) == 1 and titles and not honorific and left.low in lowers:
        return None  # "THE BORROWING Back when he wrote"
    before = _titles_before(tokens, i, floor)
    start = i - len(before)
    for word in before:
        if word in lexicon.FEMALE_WORDS:
            gender = gender or "female"
        elif word in lexicon.MALE_WORDS:
            gender = gender or "male"
    return _finish(tokens, start, end, words, (*before, *titles), gender, honorific, at_start)


def _strip_titles(words: list[Token]) -> tuple[list[str], str, bool]:
    """Take titles, places and nationalities off the front of a run of capitalised words.

    "Senate Minority Leader Harry Reid", "Texas Sen. Ted Cruz", "Mrs. Clinton",
    "Toronto-based Han". An organisation keeps its whole name: "Iowa Democratic Party".
    """
    titles: list[str] = []
    gender = ""
    honorific = False
    if len(words) > 1 and _ends_as_organisation(words):
        return titles, gender, honorific
    later = _last_title(words)
    if later:
        titles.extend(word.low.rstrip(".") for word in words[:later])
        del words[:later]
        gender = _stated_gender(titles)
    while words:
        low = words[0].low.rstrip(".")
        alone = len(words) == 1
        placed_later = len(words) > 2 and bool(_PLACED.search(words[1].low))  # South Korean-born
        if low in lexicon.HONORIFICS:
            gender = lexicon.HONORIFICS[low] or gender
            honorific = True
        elif honorific or not (placed_later or _is_title(words, bool(titles))):
            break
        elif not _given(low):
            gender = gender or _stated_gender([low])
        titles.append(low if alone else bare(low)[0])
        words.pop(0)
    return titles, gender, honorific


def _is_title(words: Sequence[Token], titled: bool) -> bool:
    """Whether the first word of a run says what somebody is and is not part of the name.

    Args:
        words: what is left of the run.
        titled: a title was taken off before it.
    """
    low = words[0].low.rstrip(".")
    if len(words) == 1:
        return bool(_PLACED.search(low)) or low in lexicon.DEMONYMS or low in lexicon.TITLES
    if bare(low)[1] or low in ("of", "the", "for") or words[0].text == "Del.":
        return True
    if _PLACED.search(low) or low in lexicon.DEMONYMS or (titled and low in _OFFICES):
        return True
    if _given(low):
        return False
    if low in lexicon.TITLES or low in lexicon.PLACES or low in lexicon.ORG_WORDS:
        return True
    # a line that begins in capitals
    return len(low) > 2 and words[0].text.isupper() and not words[1].text.isupper()


def _stated_gender(titles: Sequence[str]) -> str:
    for word in reversed(titles):
        if lexicon.HONORIFICS.get(word):
            return lexicon.HONORIFICS[word]
        if word in lexicon.FEMALE_WORDS:
            return "female"
        if word in lexicon.MALE_WORDS:
            return "male"
    return ""


def _ends_as_organisation(words: Sequence[Token]) -> bool:
    last = bare(words[-1].text)[0].lower()
    if last not in lexicon.ORG_WORDS:
        return False
    first = words[0].low.rstrip(".")
    if first in lexicon.HONORIFICS or _given(first):
        return False
    return not (len(words) == 2 and first in lexicon.TITLES and first not in lexicon.DEMONYMS)


def _last_title(words: Sequence[Token]) -> int:
    """Index after the last word of a run that is a title followed by a name, else 0.

    "Senate Minority Leader Harry Reid" → 3, "Texas Sen. Ted Cruz" → 2.
    """
    for k in range(len(words) - 2, 0, -1):
        low = words[k].low.rstrip(".")
        strong = low in lexicon.HONORIFICS or (words[k].text.endswith(".") and len(low) > 2)
        if low in lexicon.SUFFIXES or words[k].low in lexicon.SUFFIXES:
            continue
        if words[k].text == "Del.":
            return k + 1
        royal = low in ("king", "prince", "bishop") and _given(words[k - 1].low)
        if low in lexicon.TITLES and (strong or not (_given(low) or royal)):
            return k if low in lexicon.HONORIFICS else k + 1
    return 0


def _given(low: str) -> bool:
    return low in given.MALE or low in given.FEMALE


def _finish(
    tokens: Sequence[Token],
    start: int,
    end: int,
    words: list[Token],
    titles: tuple[str, ...],
    gender: str,
    honorific: bool,
    at_start: bool,
) -> Mention | None:
    texts = [w.text for w in words if w.kind == "w"]
    texts[-1], possessive = bare(texts[-1])
    if not possessive and end < len(tokens) and tokens[end].text in ("'", "’"):
        possessive = texts[-1].endswith("s")
    org = _is_org(texts)
    if len(texts) > 2 and all(t.isupper() for t in texts if len(t) > 2):
        return None
    if len(texts) == 1 and not titles and texts[0].lower() in lexicon.DEMONYMS:
        says = end < len(tokens) and lexicon.CUES.get(tokens[end].low) == "finite"
        if not says or tokens[end].low in lexicon.BASES:
            return None  # but "Cuban said" of Mark Cuban
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


def _is_org(texts: Sequence[str]) -> bool:
    if any(t.lower() in lexicon.ORG_WORDS for t in texts[1:] or texts):
        return not (len(texts) == 2 and _given(texts[0].lower()))
    only = texts[0]
    if len(texts) == 1 and len(only) >= 2 and only.isupper() and only.isalpha():
        return True
    return any(t in ("of", "for", "&") for t in texts)


def _common(token: Token, tokens: Sequence[Token], i: int, lowers: frozenset[str]) -> bool:
    """A sentence's first word that is an ordinary word with a capital."""
    low = token.low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if bare(low)[0] in lexicon.HEADS and low.rstrip(".") not in lexicon.TITLES:
        return True
    if _given(low) and following is not None and is_capital(following):
        return False
    if low.rstrip(".") in lexicon.TITLES | frozenset(lexicon.HONORIFICS):
        return False
    if low in lexicon.CUES and not _given(low) and following is not None and is_capital(following):
        return True
    verb = following is not None and (
        following.low in lexicon.CUES or following.low in ("has", "had", "was", "is")
    )
    if low.endswith(("ly", "ing")) and len(low) > 4 and not _given(low):
        return low in lowers or not verb
    return low in lowers and not token.text.isupper()


def _run(tokens: Sequence[Token], i: int, starts: Sequence[int]) -> int:
    """One past the last token of the run of name words that begins at ``i``."""
    k = i + 1
    size = len(tokens)
    org = tokens[i].low in lexicon.ORG_WORDS
    limit = min(size, i + 14)
    while k < limit:
        token = tokens[k]
        if starts[k] != starts[i] or bare(tokens[k - 1].text)[1]:
            break
        if is_capital(token) and bare(token.low)[0] not in lexicon.NOT_NAMES:
            org = org or token.low in lexicon.ORG_WORDS
            k += 1
        elif (
            (token.text == "," and k + 1 < limit and tokens[k + 1].low in ("jr.", "sr.", "iii"))
            or (
                token.low in ("of", "for")
                and tokens[k - 1].low in lexicon.TITLES
                and (k + 1 < limit and tokens[k + 1].low in _OFFICES and is_capital(tokens[k + 1]))
            )
            or (_ORDINAL.match(token.text) and k + 1 < limit and is_capital(tokens[k + 1]))
        ):
            k += 2
        elif token.kind == "q" and _nickname(tokens, k):
            k += 1
        elif token.low in lexicon.PARTICLES and k + 1 < limit and is_capital(tokens[k + 1]):
            k += 2
        elif org and token.low in _ORG_LINKS and _links(tokens, k, limit):
            k += 2 if is_capital(tokens[k + 1]) else 3
        elif token.text == "&" and k + 1 < limit and is_capital(tokens[k + 1]):
            org = True
            k += 2
        else:
            break
    return k


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


def _links(tokens: Sequence[Token], k: int, limit: int) -> bool:
    if tokens[k].low == "and":
        return False
    if k + 1 < limit and is_capital(tokens[k + 1]) and tokens[k + 1].low not in lexicon.NOT_NAMES:
        return tokens[k].low in ("of", "for", "on", "&")
    return (
        tokens[k].low in ("of", "for", "on")
        and k + 2 < limit
        and tokens[k + 1].low == "the"
        and is_capital(tokens[k + 2])
    )


def _titles_before(tokens: Sequence[Token], i: int, floor: int) -> tuple[str, ...]:
    """Lower-case words right before a name that describe it ("campaign spokeswoman")."""
    k = i
    while k > floor and k > i - 6:
        token = tokens[k - 1]
        low = token.low
        if token.kind != "w" or token.text[0].isupper() or low in lexicon.STOP:
            break
        if low in lexicon.CUES and low not in lexicon.HEADS:
            break
        k -= 1
        if low in lexicon.DETERMINERS:
            break
    words = tuple(t.low for t in tokens[k:i])
    if any(w.rstrip(".") in lexicon.PERSON_NOUNS or w in lexicon.TITLES for w in words[-2:]):
        return words
    return ()


def modifies(tokens: Sequence[Token], name: Mention) -> bool:
    """The name only says whose: "the Clinton campaign", "White House press secretary Josh"."""
    return not name.honorific and leads_to_head(tokens, name.last)


def leads_to_head(tokens: Sequence[Token], start: int) -> bool:
    """Whether plain words from ``start`` lead to a noun for a person, group or document."""
    for t in range(start, min(len(tokens), start + 4)):
        token = tokens[t]
        if token.kind != "w" or token.text[0].isupper():
            return False
        low = bare(token.low)[0]
        if low in lexicon.PERSON_NOUNS or (low in lexicon.HEADS and low not in lexicon.CUES):
            return True
        if low in lexicon.HEADS:
            following = tokens[t + 1] if t + 1 < len(tokens) else None
            if following is None or following.kind != "w" or following.low in lexicon.PREPOSITIONS:
                return True
            continue
        if low in lexicon.STOP or low in lexicon.DETERMINERS or low in lexicon.CUES:
            return False
        if low.endswith(("ed", "ly")):
            return False
    return False
