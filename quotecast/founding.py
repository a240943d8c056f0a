"""A new studio: the files a producer starts from."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from quotecast.errors import QuotecastError
from quotecast.records import replacing, write_text

PACKAGED: Final = Path(__file__).parent / "studio"
"""Where an installed wheel holds the studio's files."""

CHECKOUT: Final = Path(__file__).parent.parent
"""Where a checkout holds them."""

IGNORED: Final = "output/\n"
"""What a studio under version control leaves out."""


def template() -> Path:
    """The folder that new studios are copied from.

    Raises:
        QuotecastError: the installation lacks it.
    """
    for folder in (PACKAGED, CHECKOUT):
        if (folder / "podcast.toml").is_file() and (folder / "voices").is_dir():
            return folder
    raise QuotecastError("this installation has no studio files", "install quotecast again")


def found(folder: Path) -> list[Path]:
    """Lay out a studio in ``folder``; what is there already is left as it is.

    Returns:
        The files that were made.
    """
    source = template()
    names = ["podcast.toml", "scripts/han.txt"]
    voices = source / "voices"
    names += [f"voices/{path.name}" for path in sorted(voices.glob("*.toml"))]
    names += [
        path.relative_to(source).as_posix()
        for path in sorted((voices / "house").rglob("*"))
        if path.is_file()
    ]
    made = []
    for name in names:
        if name == "voices/people.toml":
            continue  # who has which voice belongs to the show it was decided in
        target = folder / name
        if target.exists() or not (source / name).is_file():
            continue
        with replacing(target) as temporary:
            shutil.copyfile(source / name, temporary)
        made.append(target)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_text(ignore, IGNORED)
        made.append(ignore)
    for empty in ("scripts", "output"):
        (folder / empty).mkdir(exist_ok=True)
    return made
