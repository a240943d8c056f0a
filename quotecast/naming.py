"""Slugs: the short names under which an article's files are kept."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from quotecast.config import Studio

MAX_SLUG = 60
"""Characters; with the longest suffix the names stay under every file system's bound."""

RESERVED = frozenset({"takes", "site", "feed", "index", "assets", "cover", "report"})
"""Names that output/ uses for itself."""


def slugify(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens; empty when nothing is left.

    >>> slugify("Zoë’s “River” comes back!")
    'zoes-river-comes-back'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MAX_SLUG]
        if len(longer) > MAX_SLUG:
            break
        slug = longer
    return slug


def is_url(source: str) -> bool:
    """Whether a source is fetched rather than opened."""
    return source.lower().startswith(("http://", "https://"))


def source_name(source: str, studio: Studio) -> str:
    """How a script names its source: a URL as given, a file relative to the studio."""
    if is_url(source) or source == "-":
        return source
    path = Path(source).resolve()
    name = Path(os.path.relpath(path, studio.root.resolve())).as_posix()
    # Bytes that are no UTF-8 cannot stand in a script: as in an address, by their numbers.
    return re.sub("[\udc80-\udcff]", lambda found: f"%{ord(found[0]) - 0xDC00:02X}", name)


def choose_slug(source: str, title: str, studio: Studio) -> str:
    """A slug for a source: the one it has already, else a free one by file name or title.

    Two sources of the same name do not share a slug: the second gets ``-2``.
    """
    name = source_name(source, studio)
    untold = is_url(source) or source == "-" or _in_feed(source)
    stem = "" if untold else slugify(_stem(source))
    base = stem or slugify(title)
    if not base and is_url(source):
        base = slugify(_stem(urlsplit(source).path))
    if not base:
        base = "article-" + hashlib.sha256((title or name).encode()).hexdigest()[:8]
    if base in RESERVED:
        base += "-episode"
    candidate, count = base, 1
    while _taken(candidate, name, studio):
        count += 1
        candidate = f"{base}-{count}"
    return candidate


def slug_of(source: str, studio: Studio) -> str | None:
    """The slug under which a source has a script already, or None."""
    return slugs_by_source(studio).get(source_name(source, studio))


def slugs_by_source(studio: Studio) -> dict[str, str]:
    """What the scripts name as their sources, each to the slug of the first that names it."""
    slugs: dict[str, str] = {}
    for path in sorted(studio.scripts.glob("*.fountain")):
        slugs.setdefault(source_of(path), path.stem)
    return slugs


def _in_feed(source: str) -> bool:
    """Whether a source is an item of a feed in a file: its title names it, not the feed."""
    path, _, part = source.partition("#")
    return bool(part) and path.lower().endswith((".xml", ".rss", ".atom", ".json"))


def _stem(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/").partition("#")[0]).name.partition(".")[0]


def _taken(slug: str, name: str, studio: Studio) -> bool:
    """Whether another source's script has this slug."""
    found = source_of(studio.script_file(slug))
    return bool(found) and name != "-" and found != name


def source_of(path: Path) -> str:
    """What a script names as its source on its title page; empty when it names none.

    Only what stands there is looked at: the body of a script may be long, and not well formed.
    """
    try:
        head = path.read_text(encoding="utf-8", errors="replace").partition("\n\n")[0]
    except OSError:
        return ""
    found = re.search(r"^Source:[ \t]*(\S.*)$", head, re.MULTILINE)
    return _ESCAPE.sub(_plain, found.group(1).strip()) if found else ""


_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,5})\}|\\(.)")
"""How the script file writes what would be a mark of its format; see quotecast.scriptfile."""


def _plain(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]
