"""Letters (.eml, RFC 5322), as newsletters come: the text or page inside, read as what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers import html, text
from quotecast.readers.interface import Draft, Raw, Sheet

_SHOWN = ("From", "To", "Cc", "Subject", "Date")


def read(raw: Raw) -> Draft:
    """The letter's page, or its text where it has none; its head is listed as left out.

    Raises:
        SourceError: the letter holds no text.
    """
    message = BytesParser(policy=policy.default).parsebytes(raw.data)
    body = message.get_body(preferencelist=("html", "plain"))
    data = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(data, bytes) or not data.strip():
        raise SourceError(
            "the letter holds no text", "save the attachment and name that", where=raw.name
        )
    inner = Raw(raw.name, data, encoding=body.get_content_charset() or "")
    draft: Draft = (html if body.get_content_subtype() == "html" else text).read(inner)
    head = {name: _said(message, name) for name in _SHOWN}
    sheet = Sheet()
    rows = "\n".join(f"{name}: {value}" for name, value in head.items() if value)
    sheet.add(rows, BlockKind.BOILERPLATE, "head of the letter")
    if not draft.title:
        sheet.add(head["Subject"], BlockKind.HEADLINE)
    for part in draft.parts:
        sheet.add(part.span.of(draft.text), part.kind, part.reason, part.label)
    sender = re.sub(r"\s*<[^<>]*>\s*|\"", "", head["From"])
    return replace(
        draft,
        text=sheet.text,
        parts=tuple(sheet.parts),
        title=draft.title or head["Subject"],
        byline=draft.byline or ("" if "@" in sender else sender),
        published=draft.published or _date(head["Date"]),
        headed=draft.headed and not head["Subject"],
    )


def _said(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""  # a head that breaks every rule, met in old letters


def _date(stamp: str) -> str:
    try:
        return parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""
