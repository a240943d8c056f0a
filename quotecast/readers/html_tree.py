"""The tree of a page, within bounds: no network, no entities, no tag that takes hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_ATTRIBUTES = 1000
"""Of one tag. libxml2 compares each with all before it, so that a page of some megabytes that is
one tag would take hours."""

_VALUE = r"\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)"
_ATTRIBUTE = re.compile(rf"[\s/]++|([^\s/>][^\s/>=]*+)(?:{_VALUE})?+")
_OPENING = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+")
"""A tag and its attributes as HTML's tokenizer cuts them, each read once and no step back."""


def parse_html(text: str) -> _Element | None:
    """The tree of a page; None when it is none. No network, no entities."""
    from lxml import etree, html

    if any(_crowded(found[0]) for found in _OPENING.finditer(text)):
        return None
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree: _Element | None = html.document_fromstring(bare.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _crowded(tag: str) -> bool:
    """Whether a tag has too many attributes; one of the same name again is none."""
    if len(tag) < 2 * MAX_ATTRIBUTES:
        return False
    names = {found[1] for found in _ATTRIBUTE.finditer(tag) if found[1]}
    return len(names) > MAX_ATTRIBUTES
