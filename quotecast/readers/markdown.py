"""Markdown, with or without front matter."""

from __future__ import annotations

import re

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers.decoding import decode
from quotecast.readers.dom import chunks, parse_html
from quotecast.readers.interface import Draft, Raw, Sheet

_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.{0,20000}?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w-]{0,30})\s*[:=]\s*(?P<value>\S.*)$", re.MULTILINE)


def read(raw: Raw) -> Draft:
    """A Markdown file (CommonMark).

    Raises:
        SourceError: not text, or no words in it.
    """
    from markdown_it import MarkdownIt

    text = decode(raw.data, raw.name, raw.encoding)
    fields, body = _front_matter(text)
    root = parse_html("<html><body>" + MarkdownIt("commonmark").render(body) + "</body></html>")
    found = chunks(root) if root is not None else []
    if not found:
        raise SourceError("no words to read aloud", "is this the right file?", where=raw.name)
    sheet = Sheet()
    title = fields.get("title", "")
    if title and not any(chunk.kind is BlockKind.HEADLINE for chunk in found):
        sheet.add(title, BlockKind.HEADLINE)
    headed = False
    for chunk in found:
        kind = chunk.kind
        if kind is BlockKind.HEADLINE and headed:
            kind = BlockKind.HEADING
        headed = headed or kind is BlockKind.HEADLINE
        reason = chunk.reason or (_REASONS.get(kind, "") if kind else "")
        sheet.add(chunk.text, kind, reason)
    return Draft(
        sheet.text,
        tuple(sheet.parts),
        title=title,
        byline=fields.get("author", fields.get("byline", "")),
        published=_date(fields.get("date", fields.get("published", ""))),
        language=fields.get("lang", fields.get("language", "")),
        site=fields.get("site", ""),
        image=fields.get("image", ""),
        headed=not title,
    )


_REASONS = dict.fromkeys(
    (BlockKind.CAPTION, BlockKind.RELATED, BlockKind.BOILERPLATE, BlockKind.PULL_QUOTE),
    "set apart by the markup",
) | {
    BlockKind.BYLINE: "names the author, who is shown in the notes",
    BlockKind.DATE: "date of publication, shown in the notes",
}


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The simple fields of a YAML or TOML head, and the text below it."""
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    fields = {
        field["key"].lower(): field["value"].strip().strip("\"'")
        for field in _FIELD.finditer(found["body"])
    }
    return fields, text[found.end() :]


def _date(value: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]+)?", value)
    return found[0] if found else ""
