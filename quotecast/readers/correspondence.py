"""Letters kept as plain text: the head above them, the signature and notice below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from quotecast.model import BlockKind, Span
from quotecast.readers.interface import Part

HEAD_REASON: Final = "head of the letter"

_FIELD = re.compile(
    r"(?P<key>from|to|cc|bcc|subject|date|sent|reply-to|attachments?|importance)[ \t]*:[ \t]*"
    r"(?P<value>.*)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?\n", re.MULTILINE)
_NOTICE = re.compile(
    r"(?:this|the (?:information|contents?)) (?:e-?mail|message|communication|in this)\b.{0,120}"
    r"\b(?:confidential|privileged|intended)\b",
    re.IGNORECASE | re.DOTALL,
)
MIN_FIELDS: Final = 3


@dataclass(frozen=True, slots=True)
class Letter:
    """The head of a letter."""

    end: int
    """Where its rows end, in characters of the text."""
    subject: str
    sender: str
    date: str


def letter(text: str) -> Letter | None:
    """The head a text begins with: at least sender, subject and one field more."""
    fields: dict[str, str] = {}
    at = len(text) - len(text.lstrip())
    while (end := text.find("\n", at)) >= 0 and at < 5000:
        row = text[at:end]
        found = _FIELD.fullmatch(row.strip())
        if found is None and not (fields and row[:1] in " \t" and row.strip()):
            break
        if found is not None:
            fields.setdefault(found["key"].lower(), found["value"].strip())
        at = end + 1
    if len(fields) < MIN_FIELDS or "from" not in fields or "subject" not in fields:
        return None
    sender = re.sub(r"\s*[<\[][^<>\[\]]*[>\]]\s*|\"", "", fields["from"])
    return Letter(
        at,
        fields["subject"],
        "" if "@" in sender else sender,
        fields.get("date", fields.get("sent", "")),
    )


def parts_of(text: str, head: Letter, parts: list[Part]) -> tuple[Part, ...]:
    """The parts of a letter, with why some of them are not read.

    Args:
        text: the letter with its head.
        head: as found in it.
        parts: its paragraphs, the head's among them.
    """
    signature = _SIGNATURE.search(text, head.end)
    last = signature.start() if signature else len(text)
    judged = []
    for part in parts:
        reason = ""
        words = part.span.of(text)
        if part.span.start < head.end and head.subject and _subject(words) == head.subject:
            cut = part.span.end - len(head.subject)
            judged += [
                Part(Span(part.span.start, cut), BlockKind.BOILERPLATE, HEAD_REASON),
                Part(Span(cut, part.span.end), BlockKind.HEADLINE),
            ]
            continue
        if part.span.start < head.end:
            reason = HEAD_REASON
        elif part.span.start >= last:
            reason = "signature of the letter"
        elif _NOTICE.match(words):
            reason = "notice below the letter"
        judged.append(Part(part.span, BlockKind.BOILERPLATE, reason) if reason else part)
    return tuple(judged)


def _subject(row: str) -> str:
    found = _FIELD.fullmatch(row)
    return found["value"].strip() if found and found["key"].lower() == "subject" else ""
