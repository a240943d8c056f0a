"""What a SOURCE names: an article to read and draft, or a script that is there already.

Drafting has two halves. :func:`read_of` reads: it needs the network or a parser, takes time,
and depends on nothing but its source. :func:`draft_read` chooses a name and writes the script:
it looks at the scripts that are there, so a batch does it in the order of its sources.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from quotecast import naming
from quotecast.config import Studio
from quotecast.errors import SourceError
from quotecast.model import Article, Attribution, Script
from quotecast.pipeline import (
    Drafted,
    Production,
    attribute,
    draft,
    drafted_from,
    load_script,
    read_article,
    resolve,
    sha256_of_text,
    write_script,
)
from quotecast.records import write_bytes


@dataclass(frozen=True)
class Material:
    """An article as it was read, and who says what in it."""

    article: Article
    attribution: Attribution
    suffix: str = ""
    """Of the page that was fetched; empty when the source is a file."""
    page: bytes = b""
    """The page, to be kept beside the script."""
    answers: bytes = b""
    """What an endpoint said of quotations in doubt, to be kept there too."""


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
    if script_slug(source, production.studio) is None and slug and naming.slugify(slug) != slug:
        raise SourceError(f"{slug!r} is no slug", "use lower-case letters, digits and hyphens")
    material = read_of(source, production, slug, allow_private=allow_private)
    chosen = slug_for(source, material, production.studio, slug)
    return draft_read(material, production, chosen, force=force)


def script_of(
    source: str, production: Production, slug: str = "", *, allow_private: bool = False
) -> Script:
    """The script that would be written for a SOURCE, whatever is there; nothing is written."""
    material = read_of(source, production, slug, allow_private=allow_private)
    if material is None:
        return load_script(production, script_slug(source, production.studio) or "").script
    show, studio = production.show, production.studio
    return write_script(material.article, material.attribution, show, studio)


def read_of(
    source: str, production: Production, slug: str = "", *, allow_private: bool = False
) -> Material | None:
    """Read a SOURCE and find its quotations; None when it names a script.

    Raises:
        SourceError: it cannot be read, or is no article.
    """
    studio = production.studio
    if script_slug(source, studio) is not None:
        return None
    if naming.is_url(source):
        material = _read_page(source, studio, slug, allow_private)
    else:
        article = read_article(source, sys.stdin.buffer, allow_private=allow_private)
        material = Material(article, attribute(article))
    if not production.show.attribution.endpoint:
        return material
    return _resolved(material, production, slug_for(source, material, studio, slug))


def _resolved(material: Material, production: Production, slug: str) -> Material:
    """Ask the show's endpoint about what the rules left in doubt."""
    attribution, answers = resolve(material.article, material.attribution, production, slug)
    return replace(material, attribution=attribution, answers=answers)


def behind(drafted: Drafted, production: Production) -> Material | None:
    """The article a script was made from, where it is at hand: its file or the kept page.

    A script may come from somebody else and name any file as its source: one outside the
    studio is believed only when this studio drafted the script from the very same words.

    Raises:
        SourceError: it is there and cannot be read.
    """
    from quotecast.readers.keeping import read_kept

    source, studio = drafted.script.source, production.studio
    if source and source != "-" and not naming.is_url(source):
        path = studio.root / source
        if not _is_ours(path, drafted, production):
            return None
        return read_of(str(path), production, drafted.slug)
    page = _kept_page(studio, drafted.slug)
    if page is None or not naming.is_url(source):
        return None
    article = read_kept(page.read_bytes(), page.suffix, source)
    return _resolved(Material(article, attribute(article)), production, drafted.slug)


def _is_ours(path: Path, drafted: Drafted, production: Production) -> bool:
    try:
        if not path.is_file():
            return False
        inside = path.resolve().is_relative_to(production.studio.root.resolve())
    except (OSError, ValueError, RuntimeError):  # no file's name at all
        return False
    known = drafted_from(production, drafted.slug)
    return inside or (known != "" and known == sha256_of_text(read_article(str(path)).text))


def _kept_page(studio: Studio, slug: str) -> Path | None:
    return next(iter(sorted(studio.scripts.glob(f"{slug}.source.*"))), None) if slug else None


def slug_for(source: str, material: Material | None, studio: Studio, slug: str = "") -> str:
    """The name a SOURCE has already, the one asked for, or a new one that is free."""
    if material is None:
        return script_slug(source, studio) or ""
    known = slug or (naming.slug_of(source, studio) if naming.is_url(source) else "")
    return known or naming.choose_slug(source, material.article.title, studio)


def draft_read(
    material: Material | None, production: Production, slug: str, *, force: bool = False
) -> Drafted:
    """The script of what :func:`read_of` gave, under the name that :func:`slug_for` gave."""
    if material is None:
        return load_script(production, slug)
    if material.suffix:
        write_bytes(production.studio.scripts / f"{slug}.source{material.suffix}", material.page)
    if material.answers:
        write_bytes(production.studio.answers_file(slug), material.answers)
    attribution = material.attribution
    return draft(material.article, production, slug, attribution=attribution, force=force)


def _read_page(url: str, studio: Studio, slug: str, allow_private: bool) -> Material:
    """Fetch a page and read it.

    When it cannot be fetched, or shows no article (any more), the earlier copy kept beside the
    script is read: an episode can be made again offline. Where none was kept, what its feed
    holds of it.
    """
    from quotecast.readers.holding import offered
    from quotecast.readers.keeping import kept_form, read_kept
    from quotecast.readers.whole import fetch_article

    try:
        suffix, data = kept_form(fetch_article(url, allow_private=allow_private), url)
        article = read_kept(data, suffix, url)
    except SourceError:
        known = slug or naming.slug_of(url, studio)
        kept, in_feed = _kept_page(studio, known or ""), offered(url)
        if kept is not None:
            suffix, data = kept.suffix, kept.read_bytes()
        elif in_feed is not None:
            suffix, data = kept_form(in_feed, url)
        else:
            raise
        article = read_kept(data, suffix, url)
    return Material(article, attribute(article), suffix, data)
