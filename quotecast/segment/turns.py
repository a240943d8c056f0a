"""Who speaks a turn of an interview or transcript: the name printed before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotecast.model import Attribution, Block, Person, Quotation, Span

LABEL_REASON = "says who speaks, and that person is heard in a voice of their own"

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,3})?)?[\])]?"
_BEFORE_LABEL = re.compile(rf"(?:{_TIME}\s+)?[^\w]{{0,4}}")
_AFTER_LABEL = re.compile(
    rf"(?:(?<=[QA])\d{{1,2}})?(?:, [A-Z][A-Z .’'-]{{2,40}}(?=:))?"
    rf"(?: \([\w ,.]{{1,30}}\))?(?:\s+{_TIME})?"
    r"(?:[*_)]{0,3}\s?[:.—–-][*_]{0,2}(?!\S)|[*_)]{0,3}\s?:[*_]{0,2})"
)

_HONORIFIC = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|rev|sen|rep|gov|judge|justice)\.?\s+",
    re.IGNORECASE,
)


def label_span(block: Block, text: str) -> Span:
    """Where the label of a turn stands, its colon or stop included; empty without a label."""
    start = block.span.start
    if not block.label:
        return Span(start, start)
    before = _BEFORE_LABEL.match(text, start, block.span.end)
    found = before.end() if before else start
    if not text.startswith(block.label, found):
        return Span(start, start)
    printed = _AFTER_LABEL.match(text, found + len(block.label), block.span.end)
    if printed is None:
        # The turn goes on in a paragraph of its own; it only begins with the same letters.
        return Span(start, start)
    return Span(start, found + len(block.label) + len(printed[0].rstrip()))


def turn_speaker(block: Block, speech: Span, attribution: Attribution) -> str:
    """The one name of who speaks a turn.

    A quotation that covers the whole turn decides; else the person whose name or alias
    the label is; else the label itself.
    """
    for quotation in _within(speech, attribution.quotations):
        whole = quotation.span.start <= speech.start + 2 and quotation.span.end >= speech.end - 2
        if whole and quotation.direct and quotation.speaker is not None:
            return quotation.speaker
    return _named(block.label, attribution.people) or _shown(block.label)


def _within(speech: Span, quotations: Iterable[Quotation]) -> Iterable[Quotation]:
    return (q for q in quotations if q.span.start < speech.end and q.span.end > speech.start)


def _named(label: str, people: Iterable[Person]) -> str:
    """The only person called so; empty when nobody is, or several are."""
    bare = _HONORIFIC.sub("", " ".join(label.split())).casefold()
    found = []
    for person in people:
        names = [name.casefold() for name in (person.name, *person.aliases)]
        if bare in names or label.casefold() in names or bare == names[0].split()[-1]:
            found.append(person.name)
    return found[0] if len(found) == 1 else ""


def _shown(label: str) -> str:
    """A label as a name: PENCE becomes Pence; initials and Q stay as they are."""
    words = [
        word.capitalize() if word.isupper() and len(word) > 3 else word for word in label.split()
    ]
    return " ".join(words)
