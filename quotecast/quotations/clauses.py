"""What a whole clause says about who speaks: its last cue verb, or "statement by"."""

from __future__ import annotations

from quotecast.model import Span
from quotecast.quotations.heads import head_of, named
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Cue, Paragraph
from quotecast.quotations.subjects import subject_of
from quotecast.quotations.tokens import DASHES
from quotecast.quotations.verbs import cue_verb, phrase_start, verb_span
from quotecast.quotations.words import CUE

REACH = 48
"""Tokens a cue verb may stand from the stretch it introduces."""


def written_by(paragraph: Paragraph, low: int, high: int) -> Mention | None:
    """So: "…this statement by Trump on June 11:", "in a letter from the board:"."""
    tokens = paragraph.tokens
    dashes = (t + 1 for t in range(high - 2, low, -1) if tokens[t].text in DASHES)
    opening = next(dashes, low)  # "What it means for the harbour - From the report:"
    opening += tokens[opening].low == "more"
    if opening < high and tokens[opening].low == "from":  # "From Bush's Facebook post:"
        source = paragraph.starting(opening + 1)
        if source is not None and source.kind in ("name", "thing"):
            return source
    for t in range(high - 2, max(low, high - 12), -1):
        if tokens[t].low in ("by", "from") and paragraph.ending(t - 1) is not None:
            work = paragraph.ending(t - 1)
            source = head_of(paragraph, t + 1)
            if work is not None and work.kind == "thing" and source is not None:
                return source
    return None


def sentence_cue(paragraph: Paragraph, low: int, high: int, adjacent: bool = False) -> Cue | None:
    """The last cue verb of ``tokens[low:high]`` and its subject.

    Args:
        paragraph: the paragraph.
        low: first token of the clause.
        high: one past its last.
        adjacent: the verb must end the clause (Han said "…", without a comma).
    """
    tokens = paragraph.tokens
    bottom = max(low, high - (4 if adjacent else REACH))
    for t in range(high - 1, bottom - 1, -1):
        verb = phrase_start(tokens, t) if tokens[t].traits & CUE else t
        form = cue_verb(paragraph, verb)
        if not form:
            continue
        subject = subject_of(paragraph, verb, low, high, form)
        if subject is not None:
            subject = named(paragraph, subject)
            return Cue(subject, verb_span(paragraph, verb), "lead-in", "before")
    for t in range(low, min(high, low + 6)):
        if tokens[t].low == "according" and t + 2 < high and tokens[t + 1].low == "to":
            mention = head_of(paragraph, t + 2)
            if mention is not None:
                span = Span(tokens[t].start, tokens[t + 1].end)
                return Cue(mention, span, "according-to", "before")
    return None
