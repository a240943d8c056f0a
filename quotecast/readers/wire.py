"""What agencies and press offices print around a story for the desks that receive it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotecast.model import BlockKind
from quotecast.readers.judged import Judged

_SLUG = re.compile(
    r"(?:[A-Z]{1,3}-)?[A-Z]{2,}[A-Z0-9]*(?:[-–/][A-Z0-9]+)+"
    r"(?:,? (?:\d+(?:st|nd|rd|th) |Urgent|Ld|Lede|Writethru|Add|Correction|TOPIX|UPDATE ?\d*)"
    r"[\w -]{0,30})?"
)
"""``BC-NORDVIK-MINE, 2nd Ld-Writethru``: what a story is called on the wire."""
_NOTE = re.compile(
    r"\((?:UPDATES?|ADDS?|RECASTS?|CORRECTS?|CHANGES|REFILES?|EDITS|FIXES|WRITES THROUGH|RAW)\b"
    r"[^()]{0,300}\)"
)
_CONTACT = re.compile(r"\(\([^()]{0,200}@[^()]{0,200}\)\)")
_STAMP = re.compile(r"[A-Z]{2,4}-?\s?[\d-]{4,10} ?\d{4} ?(?:GMT|UTC|EST|EDT|CET|BST)", re.ASCII)
_RELEASE = re.compile(
    r"(?:for (?:immediate )?release|(?:press|news|media) release"
    r"|(?:strictly )?embargoed (?:until|till|for|to)\b.{0,60})\W*",
    re.IGNORECASE,
)
_END = re.compile(
    r"\(MORE\)|ENDS?|[-–—]+\s*(?:30|ENDS?|[Ee]nds?|MORE|more)\s*[-–—]+|\((?:ENDS?|[Ee]nds?)\)|#{2,}"
)
_SOURCE = re.compile(r"SOURCE:? [A-ZÀ-Þ][^.!?]{1,80}(?:Inc\.|Ltd\.|Co\.)?")
_PRESS = re.compile(
    r"(?:(?:media|press|investor|news) (?:contacts?|enquiries|inquiries|relations)|contacts?)\s*:"
    r".{0,80}",
    re.IGNORECASE,
)
_REACHED = re.compile(r"@|(?:\d[\s().-]{0,2}){7}|\bwww\.|https?://")

_EDGE: Final = 10
"""Parts at either end of a story among which these stand."""

_LABELS: Final = (
    (_SLUG, "name of the story on the wire"),
    (_NOTE, "note to desks on what is new"),
    (_CONTACT, "how desks reach the writer"),
    (_STAMP, "time stamp of the agency"),
    (_RELEASE, "when the text may be published"),
)


def find_labels(parts: Sequence[Judged]) -> None:
    """Settle slugs, notes to desks, contacts of press offices and marks of the end."""
    ends = (*parts[:_EDGE], *parts[max(_EDGE, len(parts) - _EDGE) :])
    for part in ends:
        reason = next((why for form, why in _LABELS if form.fullmatch(_flat(part))), "")
        if part.open and reason:
            part.settle(BlockKind.BOILERPLATE, reason)
        elif part.open and _SOURCE.fullmatch(part.text):
            part.settle(BlockKind.CREDIT, "names who sent the text, shown in the notes")
    for part in parts:
        if (part.open or part.kind is BlockKind.LIST_ITEM) and _END.fullmatch(_flat(part)):
            part.settle(BlockKind.BOILERPLATE, "mark of the end, or that more follows")
    _find_contacts(ends)


def _flat(part: Judged) -> str:
    return " ".join(part.text[:400].split())


def _find_contacts(parts: Sequence[Judged]) -> None:
    """A press office's contact: its label, and the lines below as far as they lead to it."""
    for index, part in enumerate(parts):
        if not part.open or len(part.text) > 300 or not _PRESS.match(part.text):
            continue
        below = parts[index + 1 : index + 5]
        last = max((at for at, one in enumerate(below) if _reaches(one)), default=-1)
        if last < 0 and not _REACHED.search(part.text):
            continue
        if all(one.open and len(one.text) <= 60 for one in below[: last + 1]):
            for one in (part, *below[: last + 1]):
                one.settle(BlockKind.BOILERPLATE, "how to reach who sent the text")


def _reaches(part: Judged) -> bool:
    return part.open and len(part.text) <= 60 and _REACHED.search(part.text) is not None
