"""Pull quotes: lines that print again what the body says, perhaps with words left out."""

from __future__ import annotations

import re

WINDOW = 15
"""A pull quote stands at most this many parts from the words it repeats."""

MIN_WORDS = 6
"""Shorter lines may repeat by chance."""

MIN_CLOSED = 8
"""The same for lines that end like a sentence: they may be said twice on purpose."""

MIN_NAMED = 3
"""The same for what the format itself calls a pull quote."""

MAX_WORDS = 70

_LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
)
UNSPACED = re.compile(f"[{_LETTERS}]")
"""Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_WORD = re.compile(rf"[{_LETTERS}]|[^\W_{_LETTERS}]+")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_ELISION = re.compile(r"\.{3,}|…|\[\s*…\s*\]|(?:\. ){2,}\.")
_SIGNED = re.compile(r"\s[—–-]{1,2}\s?[A-Z][\w.’' -]{1,40}$")


def words(text: str) -> str:
    """Letters and digits only, lower case, one space around each word.

    Where a script sets no spaces (:data:`UNSPACED`), each of its letters is a word.
    """
    return " " + " ".join(_WORD.findall(text.lower())) + " "


def same(one: str, other: str) -> bool:
    """Whether two texts have the same words."""
    return words(one) == words(other)


def length(text: str) -> int:
    """How many words a text has; of scripts without spaces, two letters count as one."""
    found = _WORD.findall(text)
    letters = sum(UNSPACED.match(word) is not None for word in found)
    return len(found) - letters + letters // 2


def repeated(texts: list[str], bodies: list[bool], named: list[bool]) -> dict[int, int]:
    """Which parts repeat others: index of the line → index of the part it repeats.

    Args:
        texts: every part in order.
        bodies: which of them are prose, so that only those are compared.
        named: which of them the format calls pull quotes.
    """
    plain = [words(text) if body else "" for text, body in zip(texts, bodies, strict=True)]
    spoken = [_spoken(text) if body else "" for text, body in zip(texts, bodies, strict=True)]
    found: dict[int, int] = {}
    for index, text in enumerate(texts):
        if not bodies[index] or len(text) > 600:
            continue
        segments = _segments(text, named[index])
        if segments is None:
            continue
        near = range(max(0, index - WINDOW), min(len(texts), index + WINDOW + 1))
        for other in sorted(near, key=lambda at: abs(at - index)):
            if other == index or other in found or len(plain[other]) <= len(plain[index]):
                continue
            if _holds(plain[other], segments) or _holds(spoken[other], segments):
                found[index] = other
                break
    return found


def _segments(text: str, named: bool) -> list[str] | None:
    """The runs of words between elisions; None when the line is too short to judge."""
    bare = text.strip().strip("\"“”„«»‘’'")
    unsigned = _SIGNED.sub("", bare)
    count = length(unsigned)
    closed = unsigned[-1:] in ".!?。！？" and not unsigned.endswith("...")
    least = MIN_NAMED if named else MIN_CLOSED if closed else MIN_WORDS
    if not least <= count <= MAX_WORDS:
        return None
    runs = [words(run) for run in _ELISION.split(unsigned)]
    return [run for run in runs if run.strip()]


def _spoken(text: str) -> str:
    """The words inside quotation marks, as if "she said" did not stand between them."""
    return words(" ".join(_QUOTED.findall(text))) if len(text) < 5000 else ""


def _holds(body: str, segments: list[str]) -> bool:
    """Whether a text holds every run, one after the other."""
    at = 0
    for run in segments:
        at = body.find(run, at)
        if at < 0:
            return False
        at += len(run) - 1
    return True
