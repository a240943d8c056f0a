"""Interviews without labels: questions and answers by turns, below words that say it is one."""

from __future__ import annotations

import re
from typing import Final

INTERVIEWER: Final = "Interviewer"
INTERVIEWEE: Final = "Interviewee"
"""Whose turn it is where no label and no introduction names anybody."""

LEAST: Final = 3
"""Questions that an interview has at least."""
LONGEST: Final = 90
"""Words of a question at most."""

LATEST: Final = 15
"""Parts above the first question at most: a novel has questions too."""
ANSWER: Final = 6
"""Paragraphs of an answer at most, on average."""

_NAME = r"(?:[A-Z][\w.’'-]+ )?[A-Z][\w’'-]+(?: (?:[a-z]{1,3} )?[A-Z][\w’'-]+){1,3}"
_TALKED = r"(?:spoke|speaks|talked|talks|chatted|sat down|caught up|conversed|met up)"
_TO = re.compile(rf"\b{_TALKED}(?: \w+)? (?:to|with) (?:\w+ ){{0,4}}?(?P<name>{_NAME})")
_WITH = re.compile(
    rf"\b(?:[Ii]nterview|[Cc]onversation|Q&A) with (?:\w+ ){{0,4}}?(?P<name>{_NAME})"
)
_BY = re.compile(
    rf"(?P<name>{_NAME})(?:, [^.,]{{3,60}},)? {_TALKED}(?: \w+)? (?:to|with) (?:us|me|the)\b"
)
_NOTE = re.compile(
    r"\b(?:interview|conversation|transcript|answers?|exchange|q ?& ?a)\b[^.]{0,60}"
    r"\b(?:edited|condensed|shortened|abridged|translated)\b|\b(?:edited|condensed)\b[^.]{0,30}"
    r"\bfor (?:length|clarity|brevity|space)\b",
    re.IGNORECASE,
)
"""What a newsroom says above or below an interview it prints as questions and answers."""
_WE = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Mm]e|[Oo]ur)\b|\bI['’]")
_CUED = re.compile(r"[,?!.][”\"’']\s+\S+(?: \S+){0,3}? (?:said|says|told|asked|added)\b")


def unlabelled(texts: list[str], bodies: list[bool]) -> dict[int, str]:
    """Whose turn each part is, where the text says that it is an interview; else nothing.

    Needs all of it: a note that it was edited, or words that name whom somebody spoke with,
    above the first question; at least :data:`LEAST` questions, each with an answer below; and
    answers that say "I" or "we", which an explainer's never do.

    Args:
        texts: the parts of an article in order.
        bodies: whether each may be a turn.
    """
    questions = [k for k, text in enumerate(texts) if bodies[k] and _asks(text)]
    asking = frozenset(questions)
    answered = [k for k in questions if k + 1 < len(texts) and bodies[k + 1]]
    answered = [k for k in answered if k + 1 not in asking]
    if len(answered) < LEAST or len(answered) < 0.75 * len(questions) or answered[0] > LATEST:
        return {}
    first = answered[0]
    name = next((name for text in texts[:first] if (name := _whom(text))), "")
    if not name and not any(_NOTE.search(text) for text in texts):
        return {}
    turns: dict[int, str] = {}
    for k in range(first, len(texts)):
        if not bodies[k]:
            continue
        if k > first and _NOTE.search(texts[k]) and len(texts[k]) < 300:
            break
        turns[k] = INTERVIEWER if k in asking else name or INTERVIEWEE
    answers = [k for k, label in turns.items() if label != INTERVIEWER]
    own = [k for k in answers if _WE.search(texts[k])]
    told = any(_CUED.search(texts[k]) for k in answers)
    brief = len(answers) <= ANSWER * len(answered)
    return turns if brief and not told and len(own) >= 0.6 * len(answers) else {}


def _whom(text: str) -> str:
    """Whom an introduction says that somebody talked with, or ``""``."""
    found = _TO.search(text) or _WITH.search(text) or _BY.search(text)
    return found["name"] if found else ""


def _asks(text: str) -> bool:
    """Whether a part is a question: it ends in one, is short and stands in no marks."""
    text = text.rstrip(" *_")
    return text.endswith("?") and text[:1] not in "\"“‘'«" and len(text.split()) <= LONGEST
