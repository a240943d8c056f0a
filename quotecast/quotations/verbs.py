"""Which words are cue verbs where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.tokens import Token


def cue_verb(paragraph: Paragraph, t: int) -> str:
    """``finite`` or ``participle`` when token ``t`` is a cue verb here, else ``""``."""
    tokens = paragraph.tokens
    token = tokens[t]
    if token.kind != "w":
        return ""
    low = token.low
    form = lexicon.CUES.get(low, "")
    if not form:
        return "finite" if low in _WANTS and _to_know(tokens, t + 1) else ""
    if paragraph.cover[t] >= 0 or (len(low) > 2 and token.text.isupper()):
        return ""
    if low in lexicon.BASES and not _plural_subject(tokens, t):
        return ""
    needs = lexicon.PARTICLE_CUES.get(low)
    if needs:
        following = tokens[t + 1].low if t + 1 < len(tokens) else ""
        if following not in needs or (low in _GO and _goes_on_something(tokens, t + 2)):
            return ""
    if t and _noun_after(tokens[t - 1].low, low):
        return ""
    if form == "participle" and _progressive(tokens, t):
        return "finite"
    return form


def _noun_after(before: str, low: str) -> bool:
    """Whether the word before shows that ``low`` is no verb here: "the claim", "Ek's emails"."""
    if before in lexicon.DETERMINERS and before not in ("both", "some", "all", "each", "one"):
        return True
    noun = low in lexicon.WEAK or low in lexicon.BASES or low.endswith("s")
    if noun and before.endswith(("'s", "’s")):
        return True
    if low in lexicon.WEAK and before in lexicon.PREPOSITIONS:
        return True
    if low == "quote" and before == "i":
        return True  # Ek said, and I quote, "…"
    return before == "to" and low not in ("say", "ask", "add", "tell", "write")


_WANTS: Final = frozenset({"wanted", "wants"})


def _to_know(tokens: Sequence[Token], t: int) -> bool:
    """Whether "to know" begins at ``t``: "…?" Frell wanted to know."""
    return t + 1 < len(tokens) and tokens[t].low == "to" and tokens[t + 1].low == "know"


_GO: Final = frozenset("go goes went going".split())


def _goes_on_something(tokens: Sequence[Token], t: int) -> bool:
    """Whether "goes on", before ``tokens[t]``, leads to a thing: goes on recess, on strike."""
    if t >= len(tokens) or tokens[t].kind != "w":
        return False
    return tokens[t].low not in lexicon.PREPOSITIONS and not tokens[t].low.endswith(("ly", "ing"))


_PROGRESSIVE: Final = frozenset("was is were are am been heard seen".split())


def _progressive(tokens: Sequence[Token], t: int) -> bool:
    """Whether a form in -ing is the verb of its clause: "he was saying", "can be heard asking"."""
    k = t - 1
    while k >= 0 and tokens[k].low.endswith("ly"):
        k -= 1
    return k >= 1 and tokens[k].low in _PROGRESSIVE


def _plural_subject(tokens: Sequence[Token], t: int) -> bool:
    """Whether a base form can be a verb here: after a plural, an auxiliary or "to"."""
    k = t - 1
    while k >= 0 and tokens[k].low.endswith("ly"):
        k -= 1
    if k < 0 or tokens[k].kind != "w":
        return tokens[t].low in lexicon.OPENING_BASES
    low = tokens[k].low
    if low in lexicon.AUXILIARIES or low in (
        "i",
        "we",
        "they",
        "you",
        "to",
        "who",
        "people",
        "and",
    ):
        return True
    return (
        low.endswith("s")
        and low not in lexicon.DETERMINERS
        and not low.endswith(("'s", "’s", "ss"))
    )


def verb_span(paragraph: Paragraph, t: int) -> Span:
    """The cue verb with its particle ("pointed out")."""
    token = paragraph.tokens[t]
    if t + 1 < len(paragraph.tokens) and token.low in lexicon.PARTICLE_CUES:
        following = paragraph.tokens[t + 1]
        if following.low in lexicon.PARTICLE_CUES[token.low]:
            return Span(token.start, following.end)
    if token.low in _WANTS:
        return Span(token.start, paragraph.tokens[t + 2].end)
    return Span(token.start, token.end)
