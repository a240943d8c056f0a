"""What an episode is about, in the article's own sentences.

News is written with its substance first, so the opening sentences are the summary that
is hardest to beat (the "lead" baseline of summarisation research). They are copied, never
rewritten: nothing is said that the article does not say.
"""

from __future__ import annotations

import re
from typing import Final, TypeGuard

from quotecast.datelines import dateline_end
from quotecast.model import BlockKind, Item, Line, Omission, Script
from quotecast.publish.text import one_line

LONGEST: Final = 420
"""Characters of a summary of several sentences; one sentence alone may be longer."""
ENOUGH: Final = 160
"""Characters after which no second paragraph is needed."""

_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Rev|Sen|Rep|Gov|Hon|St|Jr|Sr|No|vs|Inc|Ltd|"
    r"Co|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z]|[A-Z]\.[A-Z])\.$"
)
_CORRECTION: Final = re.compile(
    r"(?:correction|clarification|corrected|editor['’]s note)\b[^.]{0,40}[:.—-]", re.IGNORECASE
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, in order, nothing lost but white space between them."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        # Only the last word matters: to look at more would take quadratic time.
        if _ABBREVIATION.search(text[max(start, end.start() - 8) : end.end()].rstrip()):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    tail = text[start:].strip()
    return (*found, tail) if tail else tuple(found)


def summarise(script: Script) -> str:
    """A summary of the episode: the script's own ``Summary``, else the article's lead.

    Empty when the article has no sentence of its own (nothing but quotations, say).
    """
    given = dict(script.extra).get("Summary", "")
    if given.strip():
        return one_line(given)
    for item in script.items:
        if isinstance(item, Omission) and item.kind is BlockKind.DEK:
            return one_line(item.text)
    chosen: list[str] = []
    for paragraph in _lead(script):
        for sentence in sentences(paragraph):
            if chosen and len(" ".join([*chosen, sentence])) > LONGEST:
                return " ".join(chosen)
            chosen.append(sentence)
        if len(" ".join(chosen)) > ENOUGH:
            break
    return " ".join(chosen)


def _lead(script: Script) -> tuple[str, ...]:
    """The article's first paragraph of prose, and the next when it follows at once."""
    paragraphs = _paragraphs(script)
    titles = {one_line(script.title).casefold()}
    for index, (text, narrated) in enumerate(paragraphs):
        if narrated and text.casefold() not in titles and _is_prose(text):
            following = paragraphs[index + 1 : index + 2]
            return (text, *(t for t, alone in following if alone and _is_prose(t)))
    return ()


def _paragraphs(script: Script) -> list[tuple[str, bool]]:
    """Each paragraph's text, and whether the narrator alone speaks in it."""
    paragraphs: list[list[Line]] = []
    for line in script.lines:
        if line.continues and paragraphs:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    for lines in paragraphs:
        if len(lines) > 1 and _is_dateline(lines[0].text, lines[1].text):
            del lines[0]
    return [
        (one_line(" ".join(line.text for line in lines)), all(line.narrated for line in lines))
        for lines in paragraphs
    ]


def _is_dateline(text: str, following: str) -> bool:
    """``TORONTO—``: where the report was written, no part of its first sentence."""
    both = f"{text.strip()} {following}"
    return dateline_end(both, 0, len(both)) == len(text.strip())


def _is_prose(text: str) -> bool:
    ends = text.rstrip("\"'”’)]").endswith((".", "!", "?", "…"))
    return ends and len(text.split()) >= 8 and not _CORRECTION.match(text)


def credit_lines(script: Script) -> tuple[str, ...]:
    """The article's own credits, as printed."""
    kinds = {BlockKind.CREDIT}
    found = (
        one_line(item.text)
        for item in script.items
        if isinstance(item, Omission) and item.kind in kinds
    )
    return tuple(dict.fromkeys(text for text in found if text))


def correction_lines(script: Script) -> tuple[str, ...]:
    """Corrections of the article, spoken or not."""
    found = [one_line(item.text) for item in script.items if _is_correction(item)]
    return tuple(dict.fromkeys(text for text in found if text))


def _is_correction(item: Item) -> TypeGuard[Line | Omission]:
    if isinstance(item, Line):
        return item.narrated and _CORRECTION.match(item.text) is not None
    return isinstance(item, Omission) and item.kind is BlockKind.CORRECTION
