"""Whose clause it is: the mention that is the subject of a cue verb."""

from __future__ import annotations

from bisect import bisect_left

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.heads import begins_clause, head_of, unknown_role
from quotecast.quotations.mention import Mention
from quotecast.quotations.reported import ADDRESSED, passive, reports
from quotecast.quotations.scene import Paragraph, is_adverb
from quotecast.quotations.standing import governed, main_clause, subordinate
from quotecast.quotations.tokens import Token
from quotecast.quotations.verbs import cue_verb

_NOT_DOING = frozenset("on in at via to by for from".split())
"""Before a name that a participle does not belong to: "answered on Facebook writing"."""
_INSCRIBED = frozenset(
    """sign signs banner banners placard placards poster posters sticker stickers plaque label
    T-shirt t-shirt shirt shirts hat hats cap button badge tattoo mural billboard
    headline cover ad advert advertisement caption footnote voiceover voice-over""".split()
)
"""Things that bear words nobody speaks."""
_MESSAGED = frozenset("emailed e-mailed texted messaged phoned called cabled addressed".split())
"""Before people who were written or spoken to: "emailed supporters saying"."""
RELATIVE = frozenset("who which whose".split())
"""Words that a relative clause begins with."""


def subject_of(paragraph: Paragraph, t: int, low: int, high: int, form: str) -> Mention | None:
    """The subject of the cue verb at ``t`` inside ``tokens[low:high]``.

    Args:
        paragraph: the paragraph.
        t: the verb.
        low: first token of the clause.
        high: one past its last.
        form: ``finite`` or ``participle``.
    """
    tokens = paragraph.tokens
    k = t - 1
    while k >= low and is_adverb(tokens[k].low) and paragraph.cover[k] < 0:
        k -= 1
    k = _over_aside(paragraph, k, low)
    direct = paragraph.ending(k) if k >= low else None
    if t + 1 < high and tokens[t + 1].low == "by":  # "asked by host Bill Maher"
        agent = head_of(paragraph, t + 2)
        if agent is not None and not reports(paragraph, agent):
            return agent
    elif passive(tokens, t):
        return None  # "Trump was asked": by nobody named
    if k > low and tokens[k].low == "which":  # "the crowd, which chanted"
        direct = paragraph.ending(k - 1) or paragraph.ending(k - 2)
        if direct is not None and not direct.possessive:
            return direct
    if direct is not None and direct.words == ("who",):
        antecedent = paragraph.ending(direct.first - 1) or paragraph.ending(direct.first - 2)
        if antecedent is not None and not antecedent.possessive:
            return antecedent
    if form == "finite":
        return _of_finite(paragraph, t, low, high, k, direct)
    return _of_participle(paragraph, t, low, direct)


def _of_participle(
    paragraph: Paragraph, t: int, low: int, direct: Mention | None
) -> Mention | None:
    """The subject of a form in -ing; ``direct`` is the mention right before it."""
    tokens = paragraph.tokens
    if t > low + 1 and tokens[t - 1].low == "as":  # "the paper quoted Lee as saying"
        quoted = paragraph.ending(t - 2)
        if quoted is not None and not (quoted.possessive or governed(paragraph, quoted, low)):
            return quoted
    if direct is None and t > low and tokens[t - 1].low in _INSCRIBED:
        bearer = tokens[t - 1]  # "a campaign hat reading": nobody named says it
        span = Span(bearer.start, bearer.end)
        return Mention("thing", span, t - 1, t, (bearer.text,), definite=False)
    if direct is not None and _does(direct):
        lead = tokens[direct.first - 1].low if direct.first > low else ""
        written_to = _MESSAGED & {lead, direct.words[0].lower()}
        if lead not in _NOT_DOING and lead not in lexicon.CUES and not written_to:
            return direct  # "footage of Trump saying", "with Trump saying"
    borne = _with_bearer(paragraph, t, low)
    if borne is not None:
        return borne
    placed = _of_place(paragraph, t, low) or _of_time(paragraph, t, low)
    if placed is not None:
        return placed
    joined = t > low and tokens[t - 1].low in ("and", "but", "or", "then")
    for earlier in range(t - 1, max(low, t - 12) - 1, -1):
        form = cue_verb(paragraph, earlier)
        if form == "finite" or (joined and form and paragraph.ending(earlier - 1) is not None):
            return subject_of(paragraph, earlier, low, t, form)
    return first_subject(paragraph, low, t)


def _with_bearer(paragraph: Paragraph, t: int, low: int) -> Mention | None:
    """A thing that says something in passing: "with a voice saying"."""
    tokens = paragraph.tokens
    k = t - 1
    while k > low and tokens[k].kind == "w" and t - k < 8 and tokens[k].low != "with":
        k -= 1
    first = k + 1
    if tokens[k].low != "with" or first >= t or tokens[first].low not in lexicon.DETERMINERS:
        return None
    if any(paragraph.cover[x] >= 0 and _names(paragraph, x) for x in range(first, t)):
        return None
    words = tuple(token.text for token in tokens[first:t])
    span = Span(tokens[first].start, tokens[t - 1].end)
    return Mention("thing", span, first, t, words, definite=False, paragraph=paragraph.index)


def _names(paragraph: Paragraph, t: int) -> bool:
    """Whether a token belongs to a name."""
    return paragraph.mentions[paragraph.cover[t]].kind == "name"


def _of_place(paragraph: Paragraph, t: int, low: int) -> Mention | None:
    """The subject of a clause of place that a participle at ``t`` ends.

    "Frell spoke near the square where 50 dockers had gathered, chanting", "a film in which
    children break a doll, yelling".
    """
    tokens = paragraph.tokens
    k = t - 2
    if k <= low or tokens[t - 1].text != ",":
        return None
    while k > low and tokens[k].kind == "w" and t - k < 20:
        led = tokens[k].low == "where"
        led = led or (tokens[k].low == "which" and tokens[k - 1].low in lexicon.PREPOSITIONS)
        if led:
            found = (paragraph.starting(x) for x in range(k + 1, min(k + 4, t)))
            mention = next((m for m in found if m is not None), None)
            return None if mention is None or mention.possessive else mention
        k -= 1
    return None


def _of_time(paragraph: Paragraph, t: int, low: int) -> Mention | None:
    """The subject of a clause of time that a participle at ``t`` ends.

    "Frell was in the bath when six officers burst in shouting", not "When six officers burst
    in, Frell jumped up shouting".
    """
    tokens = paragraph.tokens
    k = t - 1
    while k > low and tokens[k].kind == "w" and t - k < 20:
        if tokens[k].low == "when":
            mention = head_of(paragraph, k + 1)
            return None if mention is None or mention.last >= t else mention
        k -= 1
    return None


def _does(mention: Mention) -> bool:
    """Whether a participle right after a mention is its doing: "with Lee saying", "a sign saying".

    Not so a statement or a letter: who put it out says what it says.
    """
    if mention.possessive or mention.org:
        return False
    return mention.kind in ("name", "group") or mention.words[-1].lower() in _INSCRIBED


def _over_aside(paragraph: Paragraph, k: int, low: int) -> int:
    """The token before a bracketed aside that ends at ``k``: "Kasich (R-Ohio), said" → Kasich."""
    tokens = paragraph.tokens
    end = k - 1 if k > low and tokens[k].text == "," else k
    if end <= low or tokens[end].text[-1:] != ")":
        return k
    for t in range(end, max(low, end - 8), -1):
        if tokens[t].text[:1] == "(":
            return t - 1
    return k


def _of_finite(
    paragraph: Paragraph, t: int, low: int, high: int, k: int, direct: Mention | None
) -> Mention | None:
    """The subject of a finite verb; ``direct`` is the mention right before it, at ``k``."""
    tokens = paragraph.tokens
    if direct is not None and not direct.possessive:
        relative = direct.gender == "relative"
        if not relative and not governed(paragraph, direct, low):
            return direct
        return first_subject(paragraph, low, direct.first) or (None if relative else direct)
    stranger = unknown_role(paragraph, k, low) if k >= low else None
    if stranger is not None:
        return stranger
    inverted = head_of(paragraph, t + 1)
    if inverted is not None and inverted.words == ("it",):
        inverted = None  # "put it"
    joined = k >= low and tokens[k].low in ("and", "but", "then", "or")
    subject = last_subject(paragraph, low, t) if joined else None
    if joined and subject is None:
        subject = _opening_thing(paragraph, low)
    subject = subject or first_subject(paragraph, low, t)
    turned = k < low or (tokens[k].text == "," and tokens[t].low not in ADDRESSED)
    if subject is not None and _relative_follows(paragraph, subject):
        turned = False  # The union, which speaks for the nurses, said its members were tired
    if inverted is not None and begins_clause(paragraph, inverted):
        turned = False  # Guy Ek, its strategist, said the group might run advertisements
    if inverted is not None and subject is not None and inverted.last == high:
        turned = False  # John, who knew, said Obama "understood …": Obama's clause is quoted
    if turned and inverted is not None and inverted.kind in ("thing", "group") and k > low:
        apposed = paragraph.ending(k - 1)  # the master, Ewan Firth, read the order: "…"
        turned = apposed is None or apposed.kind != "name"
    return inverted if inverted is not None and (subject is None or turned) else subject


def _relative_follows(paragraph: Paragraph, mention: Mention) -> bool:
    """Whether a relative clause stands between a mention and its verb: "Lee, who …, said"."""
    tokens = paragraph.tokens
    t = mention.last
    return t + 1 < len(tokens) and tokens[t].text == "," and tokens[t + 1].low in RELATIVE


def _opening_thing(paragraph: Paragraph, low: int) -> Mention | None:
    """A text or group that the clause begins with and tells of: "The ad hits Lee and claims"."""
    k = bisect_left(paragraph.firsts, low)
    while k < len(paragraph.mentions) and paragraph.mentions[k].possessive:
        k += 1
    if k == len(paragraph.mentions) or paragraph.mentions[k].first > low + 2:
        return None
    mention = paragraph.mentions[k]
    if mention.kind not in ("thing", "group") or mention.last >= len(paragraph.tokens):
        return None
    verb = paragraph.tokens[mention.last]
    return mention if verb.low in lexicon.CUES or verb.low.endswith(("s", "ed")) else None


def last_subject(paragraph: Paragraph, low: int, high: int) -> Mention | None:
    """The nearest mention before ``high`` that stands where a main clause begins.

    "Asked whether Mr. Clinton would hold a post, Mrs. Clinton shook her head and said": hers.
    """
    k = bisect_left(paragraph.firsts, high) - 1
    while k >= 0 and paragraph.mentions[k].first >= low:
        mention = paragraph.mentions[k]
        k -= 1
        if mention.possessive or mention.gender in ("relative", "second"):
            continue
        previous = paragraph.tokens[mention.first - 1] if mention.first > low else None
        if previous is None or previous.text in (",", "—", "–", ":") or previous.kind == "q":
            following = paragraph.tokens[mention.last]
            if following.kind == "w" and following.low not in lexicon.PREPOSITIONS:
                return mention
            if previous is None:
                return mention
        elif (
            previous.low in ("and", "but", "so", "then", "yet")
            and paragraph.tokens[mention.last].kind == "w"
        ):
            return mention
    return None


def first_subject(paragraph: Paragraph, low: int, high: int) -> Mention | None:
    """The first mention of ``tokens[low:high]`` that can be a subject; a person if any."""
    fallback: Mention | None = None
    tokens: list[Token] = paragraph.tokens
    begun = False  # Before Frell spoke, her campaign sent …: the campaign
    main = main_clause(paragraph, low, min(high, len(tokens))) if low < len(tokens) else low
    for k in range(bisect_left(paragraph.firsts, low), len(paragraph.mentions)):
        mention = paragraph.mentions[k]
        if mention.last > high:
            break
        if mention.possessive or mention.gender in ("relative", "second"):
            continue
        if mention.first > low:
            if governed(paragraph, mention, low):
                continue
            if mention.first < main or subordinate(tokens, mention.first - 1, low):
                begun = fallback is None
                fallback = fallback or mention
                continue
        if mention.kind in ("thing", "group") or mention.gender in ("thing", "plural"):
            opens = begun and tokens[mention.first - 1].text == ","
            fallback = mention if opens or fallback is None else fallback
            begun = False
            continue
        return mention
    return fallback
