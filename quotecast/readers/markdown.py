"""Markdown, with or without front matter."""

from __future__ import annotations

import re

from quotecast.errors import SourceError
from quotecast.model import BlockKind
from quotecast.readers import markdown_dialects
from quotecast.readers.decoding import decode
from quotecast.readers.dom import chunks
from quotecast.readers.html_tree import parse_html
from quotecast.readers.interface import Draft, Raw, Sheet

_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.{0,20000}?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]{0,30})[ \t]*[:=](?:[ \t]+(?P<value>.*))?")
_HEAD_ROW = re.compile(r"[ \t]+\S|-[ \t]|#|\[|[\]})]|[ \t]*\Z")
"""Rows of a head that are no field of their own: lists, comments, what is set in."""
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*)")

_NAMED = re.compile(r"[ \t]*name[ \t]*:[ \t]+")
"""Before the name of an author who is described further."""
_AUTHORS = ("author", "authors")
_CALL = r"\{\{[<%][^{}]*[%>]\}\}|\{%[^{}]*%\}"
_COMMAND = re.compile(
    rf"(?:{_CALL})(?:\s*(?:{_CALL}))*|\[\[?_{{0,2}}(?:TOC|toc)_{{0,2}}\]\]?"
    r"|\{% *(?:highlight|raw_code)\b.*\{% *endhighlight *%\}",
    re.DOTALL,
)
"""What the program that makes a site puts something else for: Hugo's, Jekyll's, a contents list."""

_NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^(?P<name>[^\]\s]{1,40})\]")


def rendered(text: str) -> str:
    """The HTML of a Markdown text (CommonMark, with tables)."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def read(raw: Raw) -> Draft:
    """A Markdown file (CommonMark, with tables and footnotes).

    Raises:
        SourceError: not text, or no words in it.
    """
    text = decode(raw.data, raw.name, raw.encoding)
    fields, body = _front_matter(text)
    page = rendered(_with_notes(markdown_dialects.plain(body)))
    root = parse_html(f"<html><body>{page}</body></html>")
    found = chunks(root) if root is not None else []
    if not found:
        raise SourceError("no words to read aloud", "is this the right file?", where=raw.name)
    sheet = Sheet()
    title = fields.get("title", "")
    dek = fields.get("subtitle") or fields.get("dek") or fields.get("standfirst", "")
    headed = False
    if title and not any(chunk.kind is BlockKind.HEADLINE for chunk in found):
        sheet.add(title, BlockKind.HEADLINE)
        sheet.add(dek, BlockKind.DEK)
    for chunk in found:
        kind = chunk.kind
        if kind is BlockKind.HEADLINE and headed:
            kind = BlockKind.HEADING
        reason = chunk.reason or (_REASONS.get(kind, "") if kind else "")
        if _COMMAND.fullmatch(chunk.text):
            kind, reason = BlockKind.BOILERPLATE, "a command to the program that makes the site"
        sheet.add(chunk.text, kind, reason)
        if kind is BlockKind.HEADLINE and not headed:
            headed = True
            sheet.add(dek, BlockKind.DEK)
    return Draft(
        sheet.text,
        tuple(sheet.parts),
        title=title,
        byline=fields.get("author") or fields.get("authors") or fields.get("byline", ""),
        published=_date(fields.get("date") or fields.get("published") or fields.get("created", "")),
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
    """The simple fields of a YAML or TOML head, and the text below it.

    A head begins with a field and holds nothing but fields, lists and comments: a text that
    begins with a ruled-off paragraph must not lose it.
    """
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    rows = found["body"].split("\n")
    if not _FIELD.fullmatch(rows[0]):
        return {}, text
    if not all(_FIELD.fullmatch(row) or _HEAD_ROW.match(row) for row in rows):
        return {}, text
    listed: dict[str, list[str]] = {}
    key = ""
    for row in rows:
        field, item = _FIELD.fullmatch(row), _ITEM.fullmatch(row)
        if field is not None:
            key = field["key"].lower()
            listed[key] = _values(field["value"] or "")
        elif item is not None and key:
            named = _NAMED.match(item["value"])
            listed[key] += _values(item["value"][named.end() :] if named else item["value"])
        elif key in _AUTHORS and not listed[key] and (named := _NAMED.match(row)):
            listed[key] = _values(row[named.end() :])
    return {key: " and ".join(values) for key, values in listed.items()}, text[found.end() :]


def _values(written: str) -> list[str]:
    """One value, or those of ``[a, b]``, without their quotation marks."""
    bare = written.strip()
    several = bare[1:-1].split(",") if bare[:1] == "[" != bare[1:2] and bare[-1:] == "]" else [bare]
    return [
        value
        for one in several
        if (value := one.strip().strip("\"'").removeprefix("[[").removesuffix("]]"))
    ]


def _with_notes(body: str) -> str:
    """Footnotes as HTML: their marks in the text, the notes where they were written."""
    names = {found["name"] for found in _NOTE.finditer(body)}
    if not names:
        return body
    numbers = {name: number for number, name in enumerate(sorted(names, key=body.find), 1)}

    def mark(found: re.Match[str]) -> str:
        number = numbers.get(found["name"])
        return found[0] if number is None else f'<sup class="footnote-ref">{number % 1000}</sup>'

    def prose(part: str) -> str:
        return _NOTE_MARK.sub(mark, _NOTE.sub("\n", part))

    return markdown_dialects.outside_code(body, prose)


def _date(value: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]+)?", value)
    return found[0] if found else ""
