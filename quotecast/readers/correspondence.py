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
_NO_MORE = re.compile(r"\s*(?:\Z|-- ?\n)")
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
    at: int
    """Where the row with its subject begins."""
    subject: str
    sender: str
    date: str


_QUOTED = re.compile(
    r"(?P<before>[^\n]?\n|\A)(?P<run>(?:>(?:[> ]*[^\W\d_“\"‘'(].*)(?:\n|\Z)(?:>.*(?:\n|\Z))*))"
)
"""Rows that begin with a sign: what the writer of a letter quotes of another."""
_WROTE = re.compile(
    r"^(?:On|Am|Le|El|Il) .{4,120}(?:\n.{0,80})?(?:wrote|schrieb|écrit|escribió|scritto)"
    r"\s?.{0,60}:\n*\Z",
    re.MULTILINE,
)


def unquoted(text: str) -> tuple[str, list[tuple[Span, str]]]:
    """A text without the signs before its quoted rows.

    Returns:
        The text, and where its quoted stretches are, each with why it is not read: an earlier
        letter below the answer to it. Others are part of what is said, and have no reason.
    """
    out: list[str] = []
    found: list[tuple[Span, str]] = []
    length = reached = 0

    def add(words: str) -> None:
        nonlocal length
        out.append(words)
        length += len(words)

    for quoted in _QUOTED.finditer(text):
        start, end = quoted.span("run")
        add(text[reached:start])
        above = _WROTE.search(text, max(0, start - 300), start)
        last = above is not None and _NO_MORE.match(text, end) is not None
        if quoted["before"].strip():
            add("\n")
        begin = length - (start - above.start()) if above is not None and last else length
        add(re.sub(r"^>[> ]*", "", quoted["run"], flags=re.MULTILINE))
        found.append((Span(begin, length), "quoted from an earlier letter" if last else ""))
        if end < len(text) and text[end] != "\n":
            add("\n")
        reached = end
    add(text[reached:])
    return "".join(out), found


def letter(text: str) -> Letter | None:
    """The head a text begins with: at least sender, subject and one field more."""
    fields: dict[str, str] = {}
    subject_at = 0
    at = len(text) - len(text.lstrip())
    while (end := text.find("\n", at)) >= 0 and at < 5000:
        row = text[at:end]
        found = _FIELD.fullmatch(row.strip())
        if found is None and not (fields and row[:1] in " \t" and row.strip()):
            break
        if found is not None:
            fields.setdefault(found["key"].lower(), found["value"].strip())
            subject_at = at if found["key"].lower() == "subject" else subject_at
        at = end + 1
    if len(fields) < MIN_FIELDS or "from" not in fields or "subject" not in fields:
        return None
    sender = re.sub(r"\s*[<\[][^<>\[\]]*[>\]]\s*|\"", "", fields["from"])
    return Letter(
        at,
        subject_at + len("subject:"),
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
        at = text.find(head.subject, head.at, head.end) if head.subject else -1
        if part.span.start <= at < part.span.end:
            judged += _around(part, Span(at, at + len(head.subject)))
            continue
        if part.span.start < head.end:
            reason = HEAD_REASON
        elif part.span.start >= last:
            reason = "signature of the letter"
        elif _NOTICE.match(words):
            reason = "notice below the letter"
        judged.append(Part(part.span, BlockKind.BOILERPLATE, reason) if reason else part)
    return tuple(judged)


def _around(part: Part, subject: Span) -> list[Part]:
    """The head of a letter with its subject, the headline, cut out of it."""
    after = Span(subject.end, part.span.end)
    cut = [
        Part(Span(part.span.start, subject.start), BlockKind.BOILERPLATE, HEAD_REASON),
        Part(subject, BlockKind.HEADLINE),
    ]
    return (
        [*cut, Part(after, BlockKind.BOILERPLATE, HEAD_REASON)] if after.start < after.end else cut
    )
