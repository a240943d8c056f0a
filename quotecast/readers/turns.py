"""Interviews and transcripts: parts that begin with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from quotecast.readers.phrases import LABEL_ROLES, NO_LABEL

_NAME = r"[A-Z][\w.’'-]{0,24}"
_SMALL = r"(?:de|van|von|bin|al|of|the|and|&)"
_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,3})?)?[\])]?)"
ROLE = r"(?:, [A-Z][A-Z .’'-]{2,40}(?=:))?"
"""Office that radio stations print behind a name: ``MIRA LENZ, HOST``."""
_OFFICE = re.compile(r", (?:[A-Z-]+ )?(?:HOST|BYLINE|ANCHOR|CORRESPONDENT|REPORTER|PRESENTER):")
_LABEL = re.compile(
    rf"(?:(?P<early>{_TIME})\s+)?"
    rf"(?:\*\*|__)?(?P<label>{_NAME}(?: (?:{_NAME}|{_SMALL})){{0,4}}(?: #\d{{1,2}})?)"
    rf"{ROLE}(?: \([\w ,.]{{1,30}}\))?(?:\s+(?P<time>{_TIME}))?"
    r"(?:\*\*|__)?\s?:(?:\*\*|__)?(?:\s+(?=\S)|\s*\Z)"
)
"""``Kadeer:``, ``**Kadeer:**``, ``[00:12] Kadeer:``, ``Kadeer (00:12):``, ``KADEER, HOST:``; the
speech may follow in a paragraph of its own."""
_STAGE = re.compile(r"[\[(][^\[\]()]{1,60}[\])]\.?")
"""``(APPLAUSE)``, ``[crosstalk]``: no part of the talk, and no end of it."""
_HEARD = re.compile(
    r"[\[(](?:(?:sound(?:bite)?s? of|music:?) .{1,90}|music|inaudible|unintelligible"
    r"|pause|silence|(?:end|start|beginning) of (?:the )?(?:recording|tape|transcript))[\])]\.?",
    re.IGNORECASE,
)
"""``(SOUNDBITE OF MUSIC)``, ``[inaudible]``: of the recording, not of what went on in the room."""
_CLOCKED = re.compile(r"[\[(]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,3})?)?[\])]\s+(?=\S)")
_NARRATED = re.compile(
    r"[,?!.][”\"’']\s+\S+(?: \S+){0,3}? (?:said|says|told|asked|added)\b|^\[|^\("
)
"""A cue clause or a stage direction: the words of somebody who tells of the talk."""
_CAPITAL = re.compile(r"\b[A-Z][\w.’'-]*\w")
_LETTER = re.compile(r"(?P<label>[QA])\d{0,2}(?:\s?:|\.(?=\s)|\s[—–-](?=\s))\s*(?=\S)")


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
        named.update(candidates[index] for index in candidates if _marked(texts[index]))
        in_turn = len(counts) == 2 and changes == len(candidates) - 1 >= 3
        if in_turn or (changes >= 2 * MIN_CHANGES and len(counts) <= 4):
            # Two or three names that go on taking turns need no other witness.
            named.update(counts)
    turns = {}
    for index, label in candidates.items():
        beside = {_neighbour(texts, index, -1), _neighbour(texts, index, 1)} & capitals
        recurs = counts[label] >= 2 and len(candidates) >= 3 and label in named
        if recurs or (index in capitals and (beside or _OFFICE.match(texts[index], len(label)))):
            turns[index] = label
    return turns


def _neighbour(texts: list[str], index: int, step: int) -> int:
    """The part above or below, stage directions passed over."""
    at = index + step
    while 0 <= at < len(texts) and abs(at - index) < 4 and _STAGE.fullmatch(texts[at]):
        at += step
    return at


def _bare(text: str, label: str) -> bool:
    """Whether a part is a label and nothing else: its speech is the part below."""
    found = _LABEL.match(text)
    return found is not None and found["label"] == label and found.end() == len(text)


def continued(texts: list[str], bodies: list[bool], found: dict[int, str]) -> dict[int, str]:
    """Parts without a label that go on in the turn above them.

    Only in an interview or transcript, where most parts are turns, and only between two
    turns: what comes after the last one may be the reporter's again.
    """
    added = _below_labels(texts, bodies, found)
    if len(found) < 4:
        return added
    first, last = min(found), max(found)
    between = [index for index in range(first, last + 1) if bodies[index]]
    if len(found) < 0.5 * len([index for index in between if index not in added]):
        return added
    label = found[first]
    for index in between:
        if index in found:
            label = found[index]
        elif _STAGE.fullmatch(texts[index]):
            continue
        elif not _NARRATED.search(texts[index][time_code(texts[index]) :]) and not _label(
            texts[index]
        ):
            added[index] = label
    return added


def time_code(text: str) -> int:
    """Where the words of a part begin that has the time in the recording before them."""
    found = _CLOCKED.match(text)
    return found.end() if found else 0


def is_sound(text: str) -> bool:
    """Whether a part only tells of the recording; meant for transcripts."""
    return len(text) <= 120 and _HEARD.fullmatch(text) is not None


def _below_labels(texts: list[str], bodies: list[bool], found: dict[int, str]) -> dict[int, str]:
    """The speech below labels that stand alone."""
    return {
        index + 1: label
        for index, label in found.items()
        if _bare(texts[index], label)
        and index + 1 < len(texts)
        and bodies[index + 1]
        and index + 1 not in found
    }


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
        speech = texts[index].partition(label)[2]
        if _bare(texts[index], label) and index + 1 < len(texts):
            speech = texts[index + 1]
        words = re.findall(r"[^\W\d_]+", speech)[:40]
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


def _marked(text: str) -> bool:
    """Whether a label stands alone or with the time, as only transcripts write it."""
    found = _LABEL.match(text)
    return found is not None and bool(found["time"] or found["early"] or found.end() == len(text))


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
