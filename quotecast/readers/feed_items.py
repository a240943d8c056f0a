"""Articles that a feed holds itself, for items without an address or whose address is dead."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

from quotecast.readers import repeats, richtext

LEAST: Final = 60
"""Words of a text that is an article where the feed calls it the item's content."""

LEAST_SUMMARY: Final = 200
"""The same where the feed calls it a description: it is most often the beginning only."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a feed's item holds."""

    title: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    site: str = ""
    content: str = ""
    """HTML or plain text that the feed calls the item's content."""
    summary: str = ""
    """The same that it calls a description or summary."""

    def page(self) -> bytes:
        """The item as a web page; empty when it holds no article."""
        body = _article(self.content, LEAST) or _article(self.summary, LEAST_SUMMARY)
        if not body:
            return b""
        said = (("author", self.byline), ("date", self.published))
        meta = "".join(f'<meta name="{key}" content="{html.escape(it)}">' for key, it in said if it)
        if self.site:
            meta += f'<meta property="og:site_name" content="{html.escape(self.site)}">'
        title = html.escape(self.title)
        return (
            f'<!DOCTYPE html><html lang="{html.escape(self.language)}"><head>'
            f'<meta charset="utf-8"><title>{title}</title>{meta}</head><body><article>'
            f"<h1>{title}</h1>{body}</article></body></html>"
        ).encode()


def _article(text: str, least: int) -> str:
    """A text as HTML; empty when it has fewer words than that."""
    made = richtext.of_string(text)
    return made if repeats.length(re.sub(r"<[^<>]*>", " ", made)) >= least else ""
