"""The index of a show: every episode, newest first.

Like the feed it is paged from the oldest, so that a new episode changes one page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from quotecast.config import Show, Studio
from quotecast.publish import places, shelf
from quotecast.publish.assets import write_assets
from quotecast.publish.page import day, spoken_length
from quotecast.publish.templating import render
from quotecast.publish.text import one_line
from quotecast.publish.transcripts import language_tag
from quotecast.records import write_text

PAGE_SIZE: Final = 50
"""Episodes on an older page; the index holds between this many and twice as many."""


def write_site(studio: Studio, show: Show) -> Path:
    """Write the show's index page, and pages of older episodes when there are many.

    Raises:
        QuotecastError: an episode's record cannot be read, or a file not be written.
    """
    home = places.show_dir(studio, show)
    entries, _ = shelf.survey(studio, show, shelf.load_index(studio, show))
    live = [entry for entry in entries if not entry.withdrawn]
    write_assets(studio, show)
    full = max(0, len(live) // PAGE_SIZE - 1)
    for number in range(1, full + 2):
        start = (number - 1) * PAGE_SIZE
        chosen = live[start:] if number == full + 1 else live[start : start + PAGE_SIZE]
        page = render(
            "site.html",
            show=show,
            title=one_line(show.title),
            language=language_tag(show.language),
            entries=chosen[::-1],
            newer=_name(number + 1, full) if number <= full else "",
            older=_name(number - 1, full) if number > 1 else "",
            day=day,
            spoken_length=spoken_length,
        )
        write_text(home / _name(number, full), page)
    kept = {_name(number, full) for number in range(1, full + 2)}
    for path in home.glob("episodes-[0-9][0-9][0-9][0-9].html"):
        if path.name not in kept:
            path.unlink(missing_ok=True)
    return home / places.PAGE


def _name(number: int, full: int) -> str:
    return places.PAGE if number == full + 1 else f"episodes-{number:04}.html"
