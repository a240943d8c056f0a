"""Interviews and transcripts: parts that begin with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from quotecast.readers.phrases import LABEL_ROLES, NO_LABEL

_NAME = r"[A-Z][\w.’'-]{0,24}"
_SMALL = r"(?:de|van|von|bin|al|of|the|and|&)"
_LABEL = re.compile(
    rf"(?:\*\*|__)?(?P<label>{_NAME}(?: (?:{_NAME}|\([\w ]{{1,24}}\)|{_SMALL})){{0,4}})"
    r"(?:\*\*|__)?\s?:(?:\*\*|__)?\s+(?=\S)"
)
_NARRATED = re.compile(
    r"[,?!.][”\"’']\s+\S+(?: \S+){0,3}? (?:said|says|told|asked|added)\b|^\[|^\("
)
"""A cue clause or a stage direction: the words of somebody who tells of the talk."""
_CAPITAL = re.compile(r"\b[A-Z][\w.’'-]*\w")
_LETTER = re.compile(r"(?P<label>[QA])(?:\s?:|\.(?=\s)|\s[—–-](?=\s))\s*(?=\S)")


def labels(texts: list[str], bodies: list[bool]) -> dict[int, str]:
    """The label of every part that is a turn.

    A name and a colon do not make a turn: the labels must come back, as in an
    interview, or stand one below the other in capitals, as in a transcript.
    """
    candidates = {
        index: label
        for index, (text, body) in enumerate(zip(texts, bodies, strict=True))
        if body and (label := _label(text))
    }
    if len(candidates) < 2:
        return {}
    counts = Counter(candidates.values())
    capitals = {index for index, label in candidates.items() if label.isupper()}
    named: set[str] = set()
    changes = _changes(candidates, texts)
    if changes >= MIN_CHANGES:
        elsewhere = _words_outside(texts, candidates)
        named = {label for label in counts if _trusted(label, elsewhere)}
        if changes >= 2 * MIN_CHANGES and len(counts) <= 4:
            # Two or three names that go on taking turns need no other witness.
            named.update(counts)
    turns = {}
    for index, label in candidates.items():
        beside = {index - 1, index + 1} & capitals
        recurs = counts[label] >= 2 and len(candidates) >= 3 and label in named
        if recurs or (index in capitals and beside):
            turns[index] = label
    return turns


def continued(texts: list[str], bodies: list[bool], found: dict[int, str]) -> dict[int, str]:
    """Parts without a label that go on in the turn above them.

    Only in an interview or transcript, where most parts are turns, and only between two
    turns: what comes after the last one may be the reporter's again.
    """
    if len(found) < 4:
        return {}
    first, last = min(found), max(found)
    between = [index for index in range(first, last + 1) if bodies[index]]
    if len(found) < 0.5 * len(between):
        return {}
    label, added = found[first], {}
    for index in between:
        if index in found:
            label = found[index]
        elif not _NARRATED.search(texts[index]) and not _label(texts[index]):
            added[index] = label
    return added


MIN_CHANGES = 2
"""A conversation has at least this many changes from one label to another."""


def _changes(candidates: dict[int, str], texts: list[str]) -> int:
    """How often the label changes from one part to the next; 0 when no prose follows it.

    A table ("Clinton: 547") and a list of titles ("Sanders: A Radical Idea") are none.
    """
    order = list(candidates.items())
    changes = sum(a[1] != b[1] and b[0] - a[0] <= 4 for a, b in pairwise(order))
    prose = 0
    for index, label in order:
        words = re.findall(r"[^\W\d_]+", texts[index].partition(label)[2])[:40]
        prose += len(words) >= 3 and sum(word.islower() for word in words) >= 0.6 * len(words)
    return changes if prose >= 0.5 * len(order) else 0


def _label(text: str) -> str:
    found = _LETTER.match(text) or _LABEL.match(text)
    if found is None:
        return ""
    label = found["label"]
    if any(word.lower().strip("().") in NO_LABEL for word in label.split()[:1]):
        return ""
    return label


def _trusted(label: str, elsewhere: set[str]) -> bool:
    """Whether a label names somebody: capitals, a role, or a name used in the text."""
    if label.isupper() or label.lower() in LABEL_ROLES:
        return True
    return label.split()[-1].strip("()") in elsewhere


def _words_outside(texts: list[str], candidates: dict[int, str]) -> set[str]:
    """Words with a capital that stand somewhere else than in a label."""
    found: set[str] = set()
    for index, text in enumerate(texts):
        label = candidates.get(index)
        found.update(_CAPITAL.findall(text.partition(label)[2] if label else text))
    return found


def is_label(text: str) -> bool:
    """Whether a part begins like a turn."""
    return bool(_label(text))
