"""Which mention a noun phrase comes down to: "Trump's lawyer", "said longtime aide Huma Abedin"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph, is_adverb
from quotecast.quotations.tokens import Token
from quotecast.quotations.verbs import cue_verb


def head_of(paragraph: Paragraph, t: int) -> Mention | None:
    """The mention at ``t``, or the one a possessive there leads to ("Trump's lawyer")."""
    for _ in range(4):
        mention = paragraph.starting(t)
        if mention is None:
            return _inside_phrase(paragraph, t)
        if not mention.possessive:
            return _borne_by(paragraph, mention)
        following = paragraph.starting(mention.last)
        if following is None:
            return _inside_phrase(paragraph, mention.last, 0)
        t = mention.last
    return None


def _borne_by(paragraph: Paragraph, mention: Mention) -> Mention:
    """The full name that plain words lead to: "said Oversight ranking Democrat Huma Abedin"."""
    if mention.kind != "name":
        return mention
    tokens = paragraph.tokens
    for k in range(mention.last, min(len(tokens), mention.last + 5)):
        name = paragraph.starting(k)
        if name is not None:
            full = name.kind == "name" and len(name.words) > 1 and not name.possessive
            return name if full and k > mention.last else mention
        token = tokens[k]
        if token.kind != "w" or not token.text[0].islower() or token.low.endswith(("ly", "ed")):
            return mention
        if token.low in _NO_ATTRIBUTES or cue_verb(paragraph, k):
            return mention
    return mention


_NO_ATTRIBUTES: Final = (
    lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.AUXILIARIES | lexicon.PASTS
)
"""Words that end what stands before a name."""


def named(paragraph: Paragraph, mention: Mention) -> Mention:
    """A description followed by a name in apposition stands for the name.

    "the White House spokesman, Josh Earnest, said"; "said his best friend at Lehigh, Bruce
    Turry, who …".
    """
    if mention.kind not in ("role", "thing"):
        return mention
    bearer = _called(paragraph, mention)
    if bearer is not None:
        return bearer
    tokens = paragraph.tokens
    t = mention.last
    limit = min(len(tokens), t + 8)
    while t < limit and tokens[t].kind == "w" and (t == mention.last or tokens[t].text):
        if cue_verb(paragraph, t) or tokens[t].low in ("who", "that", "and", "is", "was", "has"):
            return mention
        if t == mention.last and tokens[t].low not in (
            "of",
            "for",
            "at",
            "from",
            "in",
            "to",
            "with",
        ):
            return mention
        t += 1
    if t + 1 >= len(tokens) or tokens[t].text != ",":
        return mention
    t += 1
    while t + 1 < len(tokens) and not tokens[t].text[:1].isupper() and paragraph.cover[t] < 0:
        if tokens[t].kind != "w":
            return mention
        t += 1  # "Scott's niece, state Del. Marcia Price", "his niece, 9-year-old Marcia Price"
        if t > mention.last + 10 or tokens[t - 1].low in ("which", "who", "that", "by"):
            return mention
    name = paragraph.starting(t)
    if name is None or name.kind != "name" or name.possessive or name.org:
        return mention
    return name if _closed(tokens, name.last) or cue_verb(paragraph, name.last) else mention


def _closed(tokens: Sequence[Token], last: int) -> bool:
    """Whether a name in apposition ends there: "Lee, …", "Lee of Fulcrum Press, …"."""
    end = last
    if end < len(tokens) and tokens[end].low in ("of", "from", "at"):
        while end < min(len(tokens), last + 8) and tokens[end].kind == "w":
            end += 1
    return end >= len(tokens) or tokens[end].text[:1] in (",", ".", ";", ":", ")", "(")


def _called(paragraph: Paragraph, mention: Mention) -> Mention | None:
    """The name that a description gives: "a man called Aldous Finch"."""
    tokens = paragraph.tokens
    t = mention.last
    if mention.kind != "role" or t + 1 >= len(tokens) or tokens[t].low not in _CALLED:
        return None
    name = paragraph.starting(t + 1 + (tokens[t + 1].low == "as"))
    return name if name is not None and name.kind == "name" and not name.possessive else None


_CALLED: Final = frozenset("called named nicknamed known identified".split())
"""Before the name that somebody goes by, the last two with "as"."""


def identified(paragraph: Paragraph, mention: Mention) -> Mention | None:
    """The name of whom a description is said to be: "My foreman was (a man called) Otto Moss"."""
    tokens = paragraph.tokens
    t = mention.last
    if mention.kind != "role" or t >= len(tokens) or tokens[t].low not in ("is", "was"):
        return None
    other = paragraph.starting(t + 1)
    if other is None or other.possessive:
        return None
    return other if other.kind == "name" and not other.org else _called(paragraph, other)


def apposed_to(paragraph: Paragraph, mention: Mention) -> Mention | None:
    """The name that a description in commas stands beside: "Otto Moss, a colonel who …, rose"."""
    tokens = paragraph.tokens
    if mention.first < 2 or mention.last >= len(tokens) or tokens[mention.first - 1].text != ",":
        return None
    name = paragraph.ending(mention.first - 2)
    if name is None or name.kind != "name" or name.possessive or name.org:
        return None
    closed = tokens[mention.last].low in (",", ".", "who", "whose")
    return name if closed and mention.words[0].lower() not in ("his", "her", "their") else None


def together(paragraph: Paragraph, mention: Mention) -> Mention | None:
    """The other of two people named as one source: "Ek and Moss wrote", "said Ek and Moss"."""
    if mention.kind != "name" or mention.org or mention.possessive:
        return None
    tokens = paragraph.tokens
    last = mention.last
    other: Mention | None = None
    if last + 1 < len(tokens) and tokens[last].low == "and":
        other = paragraph.starting(last + 1)
        if other is not None and other.last < len(tokens):
            follows = tokens[other.last]
            turned = mention.first > 0 and bool(cue_verb(paragraph, mention.first - 1))
            if follows.kind == "w" and (turned or not cue_verb(paragraph, other.last)):
                other = other if follows.low in lexicon.PREPOSITIONS else None
    elif mention.first > 1 and tokens[mention.first - 1].low == "and":
        other = paragraph.ending(mention.first - 2)
        if other is not None and other.first and _takes_object(tokens[other.first - 1].low):
            other = None  # "he met Ek and Moss said"
    if other is None or other.kind != "name" or other.org or other.possessive:
        return None
    return other


def _takes_object(low: str) -> bool:
    """Whether what comes after a word is its object: to, met, thanked."""
    return (
        low in lexicon.PREPOSITIONS
        or low in lexicon.CUES
        or low in lexicon.PASTS
        or (low.endswith("ed"))
    )


def begins_clause(paragraph: Paragraph, mention: Mention) -> bool:
    """Whether a mention is the subject of a clause of its own: said "the group might run ads"."""
    tokens = paragraph.tokens
    t = mention.last
    while t < len(tokens) and tokens[t].low.endswith("ly"):
        t += 1
    return t < len(tokens) and tokens[t].low in lexicon.FINITE_AUXILIARIES


def _inside_phrase(paragraph: Paragraph, t: int, depth: int = 1) -> Mention | None:
    """A mention that begins a few plain words later: "said longtime aide Huma Abedin"."""
    tokens = paragraph.tokens
    for k in range(t, min(len(tokens), t + 8)):
        token = tokens[k]
        if token.text == "," and k > t and k + 1 < len(tokens):
            named_one = paragraph.starting(k + 1)
            if named_one is not None and named_one.kind == "name" and not named_one.possessive:
                return named_one
        if token.text == "/":
            continue
        if token.kind != "w":
            return None
        mention = paragraph.starting(k)
        if mention is not None:
            if mention.possessive:
                return head_of(paragraph, mention.last) if depth else None
            if k > t and is_said(tokens[k - 1]):
                return None
            return None if mention.kind == "pronoun" else mention
        low = token.low
        if k > t and _joins_titles(tokens, k):
            continue
        if low in lexicon.PREPOSITIONS or low in lexicon.CONJUNCTIONS or cue_verb(paragraph, k):
            return None
        if low in lexicon.FINITE_AUXILIARIES:
            return None
    return None


_SAID: Final = lexicon.words(
    """accusation advice allegation answer argument assertion assessment charge claim comment
    comparison conclusion description dictum explanation expression figure idea insult line
    maxim message motto move nickname notion number phrase plea point proposal quotation
    quote reaction rejoinder remark reply response retort sentence sentiment slogan slur
    suggestion term theory thing title verdict view warning word"""
)


def is_said(before: Token) -> bool:
    """Whether a name is in a clause on what it says: "…," a figure Lee called low."""
    return before.low in _SAID


def _joins_titles(tokens: Sequence[Token], k: int) -> bool:
    """So: "former Gov. and party chairman Ed Rendell", "master of ceremonies Asab Tabchi"."""
    if tokens[k].low not in ("and", "of") or k + 1 >= len(tokens):
        return False
    before = tokens[k - 1].low.rstrip(".")
    return before in lexicon.TITLES or before in lexicon.PERSON_NOUNS or before == "master"


def unknown_role(paragraph: Paragraph, k: int, low: int) -> Mention | None:
    """A description no lexicon knows, right before the verb: "the announcer said"."""
    tokens = paragraph.tokens
    if tokens[k].low in lexicon.CONJUNCTIONS:
        return None  # "he closed the lid and said"
    t = k
    while t >= max(low, k - 3):
        token = tokens[t]
        covering = paragraph.mentions[paragraph.cover[t]] if paragraph.cover[t] >= 0 else None
        named_here = covering is not None and (covering.kind == "name" or t == k)
        article = t < k and token.low in ("the", "a", "an")
        strange = token.kind != "w" or named_here or (token.text[0].isupper() and t < k)
        if strange and not article:
            return None
        if token.low in _DETERMINE and t < k:
            if token.low in _OWN and tokens[k + 1].low.endswith("s"):
                return None  # "his scathing remarks"
            if t > low and tokens[t - 1].low in lexicon.PREPOSITIONS:
                return None
            return _stranger(paragraph, t, k)
        if token.low in lexicon.PREPOSITIONS or is_adverb(token.low) or token.low in lexicon.CUES:
            return None
        t -= 1
    return None


_DETERMINE: Final = frozenset("the a an another one my his her our their".split())
_OWN: Final = frozenset("my his her our their".split())
_INDEFINITE: Final = frozenset("a an another one".split())


def _stranger(paragraph: Paragraph, t: int, k: int) -> Mention:
    """The description that tokens ``t`` to ``k`` are."""
    tokens = paragraph.tokens
    return Mention(
        "role",
        Span(tokens[t].start, tokens[k].end),
        t,
        k + 1,
        tuple(x.text for x in tokens[t : k + 1]),
        definite=tokens[t].low not in _INDEFINITE,
        paragraph=paragraph.index,
    )


def unknown_after(paragraph: Paragraph, t: int) -> Mention | None:
    """A description no lexicon knows, right after the verb: "…?" asked my companion."""
    tokens = paragraph.tokens
    if t >= len(tokens) or tokens[t].low not in _DETERMINE:
        return None
    for k in range(t + 1, min(len(tokens), t + 4)):
        token = tokens[k]
        plain = token.kind == "w" and token.text[0].islower() and paragraph.cover[k] < 0
        if not plain or token.low in _NO_ATTRIBUTES or token.low in lexicon.CUES:
            return None
        if k + 1 == len(tokens) or tokens[k + 1].text in (",", ".", ";", ":"):
            return _stranger(paragraph, t, k)
    return None
