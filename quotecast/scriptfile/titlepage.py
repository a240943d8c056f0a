"""The first paragraph of a script file: its title page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecast.scriptfile.escapes import join, split, tokens
from quotecast.scriptfile.paragraphs import Paragraph, fault
from quotecast.scriptfile.writing import TITLE_KEYS


def title_page(page: Paragraph) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The entries that a script needs, by their names in small letters, and all others.

    Raises:
        ScriptError: a row is no entry, an entry stands twice, or there is no title.
    """
    known = {key.lower() for key in TITLE_KEYS}
    fields: dict[str, str] = {}
    extra: list[tuple[str, str]] = []
    for number, row in _unfolded(page):
        key, *rest = split(tokens(row), ":", 1)
        name = join(key)
        if not rest or not name:
            raise fault(
                page.where,
                number,
                "the script must begin with a title page of 'Key: value' lines",
                "write 'Title: …' as the first line, and a blank line below the last entry",
            )
        escaped = any(part.kind == "literal" for part in key[:1])
        if name.lower() not in known or escaped:
            extra.append((name, join(rest[0])))
        elif name.lower() in fields:
            raise fault(page.where, number, f"{name} stands twice on the title page")
        else:
            fields[name.lower()] = join(rest[0])
    if "title" not in fields:
        raise fault(page.where, page.number, "the title page has no Title", "add 'Title: …'")
    return fields, extra


def _unfolded(page: Paragraph) -> Iterator[tuple[int, str]]:
    """Entries of the title page; an indented line goes on with the entry above it."""
    entry, start = "", page.number
    for number, row in enumerate(page.rows, page.number):
        if entry and re.match(r"\t| {3}", row):
            entry += "\n" + row
            continue
        if entry:
            yield start, entry
        entry, start = row, number
    yield start, entry
