"""The cue grammar: which clause beside a quoted stretch says who speaks.

It reads tokens in which every quoted stretch is opaque. English news puts the source after
the quotation ("…," Han said; "…," said Han, a former official), before it (Han said: "…"),
or between its parts. Rules are named after the shape they read; :func:`after` tries
them in order; :mod:`leadin` reads the clause before a stretch.
"""

from __future__ import annotations

from typing import Final

from quotecast.model import Span
from quotecast.quotations.asides import verb_after
from quotecast.quotations.clauses import REACH
from quotecast.quotations.heads import (
    begins_clause,
    head_of,
    is_said,
    named,
    together,
    unknown_after,
    unknown_role,
)
from quotecast.quotations.mention import Mention
from quotecast.quotations.reported import reported, spoken_to
from quotecast.quotations.scene import Cue, Paragraph, is_adverb
from quotecast.quotations.speech import CRIES
from quotecast.quotations.standing import governed
from quotecast.quotations.tokens import DASHES, last_character
from quotecast.quotations.verbs import cue_verb, verb_span

_SKIPPED = frozenset(",)]—–-―'’\"”")
_FAR = 90
"""Tokens looked back for the beginning of a clause; keeps every rule linear."""
_AND = frozenset("and but or while".split())


def after(text: str, paragraph: Paragraph, q: int) -> Cue | None:
    """The cue clause right after the stretch at token ``q``.

    "…," said Han / "…," Han said / "…," Lee, the author of "Time," told reporters /
    "…," according to a spokesman / "…" — Han, Toronto
    """
    tokens = paragraph.tokens
    j = q + 1
    dash = False
    while j < len(tokens) and tokens[j].kind == "p" and tokens[j].text in _SKIPPED:
        dash = dash or tokens[j].text in DASHES
        j += 1
    if j >= len(tokens) or tokens[j].kind != "w":
        return None
    end = last_character(text, tokens[q])
    if dash:
        found = _trailing_dash(paragraph, j)
        if found:
            return found
    cue = (
        _was_said(paragraph, j)
        or _inverted(paragraph, j)
        or _according(paragraph, j)
        or _subject_first(paragraph, j)
        or _nearest_subject(paragraph, j)
    )
    if cue is None:
        return None
    mention = reported(paragraph, cue) or named(paragraph, cue.mention)
    cue = cue._replace(mention=mention, also=together(paragraph, mention))
    if end in ".…" and tokens[q + 1].text not in ",-—–" and not _brief(paragraph, j, cue):
        return None
    opens = tokens[j].low in _AND or (end in "?!" and tokens[j].text[0].isupper())
    if opens and _takes_clause(paragraph, cue):
        return None  # "…," and he said he hoped
    return cue


def _brief(paragraph: Paragraph, j: int, cue: Cue) -> bool:
    """After a full stop, only a short clause still belongs to the quotation before it."""
    tokens = paragraph.tokens
    if tokens[j].text[0].islower():
        return True
    if _takes_clause(paragraph, cue):
        return False
    n = 0
    for token in tokens[j : j + 9]:
        if token.text in (".", "?", "!"):
            return n <= 8
        if token.text in (",", ":") or token.kind == "q":
            return False
        n += 1
    return n <= 8


def _takes_clause(paragraph: Paragraph, cue: Cue) -> bool:
    """The cue goes on with what is said, so it introduces words of its own."""
    tokens = paragraph.tokens
    k = cue.mention.last
    for t in range(k, min(len(tokens), k + REACH)):
        if tokens[t].start >= cue.span.end:
            k = t
            break
    else:
        return False
    if k >= len(tokens):
        return False
    following = tokens[k]
    if following.text in (":",) or following.kind == "q":
        return True
    if following.text == "," and k + 1 < len(tokens) and tokens[k + 1].kind == "q":
        return True
    low = following.low
    if low in ("that", "there", "if", "whether", "it", "he", "she", "they", "we"):
        return True
    started = paragraph.starting(k)
    verb = paragraph.tokens[k - 1].low
    return started is not None and verb not in ("told", "tells", "asked", "asks", "telling")


def _was_said(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…" was Ek's answer; "…" was all Ek said; "…," came shouts from the crowd."""
    tokens = paragraph.tokens
    if tokens[j].low not in ("is", "was", "came") or j + 2 >= len(tokens):
        return None
    mention: Mention | None = None
    t = j + 1
    if tokens[t].low in _HOW:
        mention = head_of(paragraph, t + 1)
        told = mention is not None and mention.last < len(tokens)
        if mention is None or not told or cue_verb(paragraph, mention.last) != "finite":
            return None
    for k in range(t, min(len(tokens) - 1, t + _PHRASE) if mention is None else t):
        if tokens[k].kind != "w":
            break
        if is_said(tokens[k]) or tokens[k].low in CRIES:
            whose = paragraph.ending(k - 1)
            mention = whose if whose is not None and whose.possessive else None
            if tokens[k + 1].low in ("from", "of"):
                mention = mention or head_of(paragraph, k + 2)
            break
    if mention is None or mention.gender in ("second", "relative"):
        return None
    return Cue(mention, Span(tokens[j].start, tokens[j].end), "name-said", "after")


_HOW: Final = frozenset("all what how".split())
"""Before a clause that says who said it: was all Ek said, was how Ek put it."""
_PHRASE: Final = 6
"""Words from "was" to what was said."""


def _inverted(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," said Han, a former official."""
    tokens = paragraph.tokens
    k = j
    if k + 1 < len(tokens) and is_adverb(tokens[k].low) and paragraph.cover[k] < 0:
        k += 1
    if cue_verb(paragraph, k) != "finite":
        return None
    start = tokens[k].start
    end = tokens[k].end
    k += 1
    if k < len(tokens) and tokens[k].low in ("out", "on", "back", "in") and paragraph.cover[k] < 0:
        end = tokens[k].end
        k += 1
    mention = head_of(paragraph, k) or unknown_after(paragraph, k)
    if mention is None or (mention.kind == "pronoun" and mention.gender in ("second", "relative")):
        return None
    if begins_clause(paragraph, mention):
        return None  # Ek, citing "…," said the candidate could win
    return Cue(mention, Span(start, end), "said-name", "after")


def _according(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," according to a spokesman."""
    tokens = paragraph.tokens
    if tokens[j].low == "per" and paragraph.starting(j + 1) is not None:
        mention = head_of(paragraph, j + 1)
        if mention and mention.kind in ("name", "thing"):
            return Cue(mention, Span(tokens[j].start, tokens[j].end), "according-to", "after")
    if tokens[j].low == "according" and j + 1 < len(tokens) and tokens[j + 1].low == "to":
        mention = head_of(paragraph, j + 2)
        if mention:
            return Cue(mention, Span(tokens[j].start, tokens[j + 1].end), "according-to", "after")
    return None


def _trailing_dash(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…" — Han Guangsheng, Toronto, at the paragraph's end."""
    mention = paragraph.starting(j)
    if mention is None or mention.kind != "name":
        return None
    rest = paragraph.tokens[mention.last : mention.last + 15]
    if len(rest) > 14 or any(t.kind == "q" for t in rest):
        return None
    if rest and rest[0].text not in (",", ".", "("):
        return None
    if any(cue_verb(paragraph, t) for t in range(mention.last, len(paragraph.tokens))):
        return None
    dash = paragraph.tokens[j - 1]
    return Cue(mention, Span(dash.start, dash.end), "trailing-dash", "after")


def _subject_first(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," Han told a reporter; "…," Lee, the author of "Time," said."""
    tokens = paragraph.tokens
    k = j
    while k < len(tokens) and k < j + 3 and paragraph.cover[k] < 0:
        if not (is_adverb(tokens[k].low) or tokens[k].low in ("but", "and", "as", "or")):
            break
        k += 1
    mention = head_of(paragraph, k)
    if mention is None or mention.gender in ("second", "relative"):
        return None
    mention = _apposed(paragraph, mention)
    verb = verb_after(paragraph, mention) or _verb_of_two(paragraph, mention)
    if verb is None:
        return None
    return spoken_to(paragraph, mention, verb) or Cue(mention, verb, "name-said", "after")


def _apposed(paragraph: Paragraph, mention: Mention) -> Mention:
    """The name right after a description, no second comma: "another friend, Mara Ek told us"."""
    tokens = paragraph.tokens
    if mention.kind != "role" or mention.last >= len(tokens) or tokens[mention.last].text != ",":
        return mention
    name = paragraph.starting(mention.last + 1)
    if name is None or name.kind != "name" or name.possessive or name.last >= len(tokens):
        return mention
    return name if cue_verb(paragraph, name.last) == "finite" else mention


def _verb_of_two(paragraph: Paragraph, mention: Mention) -> Span | None:
    """The verb of two people who speak as one: "Ek and Moss wrote"."""
    tokens = paragraph.tokens
    t = mention.last
    if mention.kind != "name" or t >= len(tokens) or tokens[t].low != "and":
        return None
    other = paragraph.starting(t + 1)
    if other is None or other.kind != "name" or other.possessive or other.last >= len(tokens):
        return None
    return verb_after(paragraph, other)


def _nearest_subject(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," former FBI agent Timothy Gill explained: what stands right before the verb."""
    tokens = paragraph.tokens
    for t in range(j, min(len(tokens), j + 16)):
        token = tokens[t]
        if token.text in "/$&" or token.text[:2] in ("(D", "(R", "(I"):
            continue
        if token.kind != "w":
            return None
        if t > j and cue_verb(paragraph, t) == "finite":
            k = t - 1
            while k > j and is_adverb(tokens[k].low) and paragraph.cover[k] < 0:
                k -= 1
            mention = paragraph.ending(k) or unknown_role(paragraph, k, j)
            if mention is None or mention.possessive:
                return None
            if governed(paragraph, mention, j) and not _led_by_body(paragraph, mention):
                return None
            if mention.first > j and is_said(tokens[mention.first - 1]):
                return None
            return Cue(mention, verb_span(paragraph, t), "name-said", "after")
        if token.low in ("who", "that", "which", "when", "if"):
            return None
    return None


def _led_by_body(paragraph: Paragraph, mention: Mention) -> bool:
    """Whether a body's name leads to a title and a name: "Bread for All director Mara Ek"."""
    if not (mention.title and mention.first):
        return False
    before = paragraph.tokens[mention.first - 1]
    return before.kind == "w" and not before.text[0].islower()
