"""The cue clause before a quoted stretch: Han said, "…" / According to Han, "…" / colons."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.clauses import sentence_cue, written_by
from quotecast.quotations.heads import head_of, is_said, named, together
from quotecast.quotations.mention import Mention
from quotecast.quotations.reported import PASSIVE
from quotecast.quotations.scene import Cue, Paragraph
from quotecast.quotations.subjects import first_subject
from quotecast.quotations.tokens import DASHES
from quotecast.quotations.verbs import cue_verb

_FAR: Final = 90
"""Tokens looked back for the beginning of a clause; keeps every rule linear."""


def before(paragraph: Paragraph, q: int) -> Cue | None:
    """The cue clause right before the stretch at token ``q``.

    Han said, "…" / He went on, adding: "…" / According to Han, "…" / said Han: "…"
    """
    tokens = paragraph.tokens
    if q == 0 or paragraph.starts[q] == q:
        return None
    low = max(paragraph.starts[q], q - _FAR)
    for t in range(q - 1, low - 1, -1):
        if paragraph.stops(t):
            low = t + 1
            break
    p = q - 1
    if p < low:
        return None
    mark = tokens[p].text if tokens[p].kind == "p" else ""
    adjacent = tokens[p].low != "that" and mark not in (",", ":") and mark not in DASHES
    cue = _labelled(paragraph, low, p) if mark == ":" else None
    cue = cue or _cried(paragraph, low, q) or _whose_word(paragraph, low, p)
    cue = cue or _in_words(paragraph, low, p) or _was_asked(paragraph, low, p)
    cue = cue or sentence_cue(paragraph, low, q, adjacent=adjacent)
    if cue is not None:
        mention = named(paragraph, cue.mention)
        return cue._replace(mention=mention, also=together(paragraph, mention))
    return _gone_on(paragraph, low) or (_colon(paragraph, low, p) if mark == ":" else None)


def _cried(paragraph: Paragraph, low: int, q: int) -> Cue | None:
    """The anglers broke into chants of "…" / shouts of "…" from a clerk / chants of "…" rose."""
    if not paragraph.looks[q].cried:
        return None
    tokens = paragraph.tokens
    cries = tokens[q - 2]
    span = Span(cries.start, cries.end)
    source = (
        head_of(paragraph, q + 2) if q + 2 < len(tokens) and tokens[q + 1].low == "from" else None
    )
    k = bisect_left(paragraph.firsts, q) - 1
    while source is None and k >= 0 and paragraph.mentions[k].first >= low:
        source = paragraph.mentions[k] if paragraph.mentions[k].kind == "group" else None
        k -= 1
    crowd = Mention("group", span, q - 2, q - 1, ("crowd",), paragraph=paragraph.index)
    return Cue(source or crowd, span, "lead-in", "before")


def _whose_word(paragraph: Paragraph, low: int, p: int) -> Cue | None:
    """Ek's dictum was, "…" / Ek's answer to the board: "…": the last word before it is at ``p``."""
    tokens = paragraph.tokens
    t = p - (tokens[p].kind == "p")
    if t > low and tokens[t].low in ("is", "was"):
        t -= 1
    elif tokens[p].text != ":":
        return None
    for k in range(t, max(low, t - _PHRASE) - 1, -1):
        if tokens[k].kind != "w" or cue_verb(paragraph, k):
            return None
        if is_said(tokens[k]):
            whose = paragraph.ending(k - 1)
            if whose is None or not whose.possessive:
                return None
            word = tokens[k]
            return Cue(whose, Span(word.start, word.end), "lead-in", "before")
    return None


_PHRASE: Final = 8
"""Words between what somebody says and "was": Ek's dictum to his clerks was."""


def _in_words(paragraph: Paragraph, low: int, p: int) -> Cue | None:
    """The town is loved because, in Frell's words, "…": the comma is at ``p``."""
    tokens = paragraph.tokens
    if p - 3 < low or tokens[p - 1].low != "words":
        return None
    whose = paragraph.ending(p - 2)
    if whose is None and tokens[p - 2].text in ("'", "’"):
        whose = paragraph.ending(p - 3)
    if whose is None or not whose.possessive or whose.first <= low:
        return None
    if tokens[whose.first - 1].low != "in":
        return None
    words = tokens[p - 1]
    return Cue(whose, Span(words.start, words.end), "lead-in", "before")


def _was_asked(paragraph: Paragraph, low: int, p: int) -> Cue | None:
    """Frell was asked, "…": by nobody named, and not by her; the comma is at ``p``."""
    tokens = paragraph.tokens
    t = p - 1
    if t <= low + 1 or tokens[t].low != "asked" or tokens[t - 1].low not in PASSIVE:
        return None
    subject = first_subject(paragraph, low, t)
    if subject is None:
        return None
    verb = tokens[t]
    return Cue(subject, Span(verb.start, verb.end), "spoken-to", "before")


def _labelled(paragraph: Paragraph, low: int, p: int) -> Cue | None:
    """So: "Pollsters agree - Carl Bialik: "…""; the colon is at ``p``."""
    mention = paragraph.ending(p - 1)
    if mention is None or mention.kind != "name" or mention.first <= low:
        return None
    if paragraph.tokens[mention.first - 1].text not in DASHES:
        return None
    colon = paragraph.tokens[p]
    return Cue(mention, Span(colon.start, colon.end), "colon", "before")


def _gone_on(paragraph: Paragraph, low: int) -> Cue | None:
    """A sentence without a subject goes on with the last: Maher said that … . Adding, "…"."""
    first = paragraph.tokens[low]
    if not low or first.kind != "w" or lexicon.CUES.get(first.low) != "participle":
        return None
    earlier = sentence_cue(paragraph, max(paragraph.starts[low - 1], low - _FAR), low)
    if earlier is None:
        return None
    return earlier._replace(span=Span(first.start, first.end), side="before")


def _colon(paragraph: Paragraph, low: int, p: int) -> Cue | None:
    """A colon at ``p`` without a cue verb: "Han on the labour camps: "…""."""
    subject = written_by(paragraph, low, p)
    if subject is None:
        subject = paragraph.ending(p - 1)
        dashed = subject is not None and paragraph.tokens[subject.first - 1].text in DASHES
        if subject is None or not dashed or subject.first == low:
            subject = first_subject(paragraph, low, p + 1)
    if subject is None:
        return None
    subject = named(paragraph, subject)
    colon = paragraph.tokens[p]
    span = Span(colon.start, colon.end)
    return Cue(subject, span, "colon", "before", together(paragraph, subject))
