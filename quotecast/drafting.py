"""What a SOURCE names: an article to read and draft, or a script that is there already."""

from __future__ import annotations

import sys
from pathlib import Path

from quotecast import naming
from quotecast.config import Studio
from quotecast.errors import SourceError
from quotecast.pipeline import Drafted, Production, draft, draft_page, load_script, read_article


def script_slug(source: str, studio: Studio) -> str | None:
    """The slug when ``source`` names a script of the studio; None when it is an article.

    Raises:
        SourceError: it is a script file that lies elsewhere.
    """
    if source.endswith(".fountain"):
        path = Path(source)
        if path.resolve().parent != studio.scripts.resolve():
            raise SourceError(
                f"{source} is not in this studio's scripts folder",
                f"put it into {studio.scripts} and name it there",
            )
        return path.stem
    if source == "-" or naming.is_url(source) or Path(source).exists():
        return None
    if naming.slugify(source) == source and studio.script_file(source).is_file():
        return source
    return None


def draft_of(
    source: str,
    production: Production,
    slug: str = "",
    *,
    force: bool = False,
    allow_private: bool = False,
) -> Drafted:
    """The script for a SOURCE: read and segmented from an article, or as it is."""
    known = script_slug(source, production.studio)
    if known is not None:
        return load_script(production, known)
    if slug and naming.slugify(slug) != slug:
        raise SourceError(f"{slug!r} is no slug", "use lower-case letters, digits and hyphens")
    if naming.is_url(source):
        return draft_page(source, production, slug, force=force, allow_private=allow_private)
    article = read_article(source, sys.stdin.buffer, allow_private=allow_private)
    chosen = slug or naming.choose_slug(source, article.title, production.studio)
    return draft(article, production, chosen, force=force)
