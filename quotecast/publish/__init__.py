"""Publishing: the episode's record, notes, transcripts, chapters, page and feed.

Doors, each imported when it is first used, so that `import quotecast.publish` costs nothing:

- :func:`make_episode` — the record everything else is written from;
- :func:`write_episode_files` — notes, transcripts, chapters and page beside the audio;
- :func:`cover_images` — the show's picture, checked or drawn;
- :func:`write_feed`, :func:`write_site` — ``feed.xml`` and the index of all episodes;
- :func:`check_show` — what is wrong with podcast.toml, without publishing anything;
- :func:`withdraw` — take an episode out of the feed, or put it back;
- :func:`serve` — listen to it on this machine;
- :func:`deliver` — copy what changed to where it is published.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotecast.publish.cover import Covers, cover_images
    from quotecast.publish.delivery import Delivery, deliver
    from quotecast.publish.episode import make_episode
    from quotecast.publish.feed import FeedReport, withdraw, write_feed
    from quotecast.publish.files import write_episode_files
    from quotecast.publish.numbering import Numbers
    from quotecast.publish.rules import FeedRefused, Violation, check_show
    from quotecast.publish.server import serve
    from quotecast.publish.shelf import next_number
    from quotecast.publish.site import write_site
    from quotecast.publish.summary import summarise

_HOMES = {
    "Covers": "cover",
    "Delivery": "delivery",
    "FeedRefused": "rules",
    "FeedReport": "feed",
    "Numbers": "numbering",
    "Violation": "rules",
    "check_show": "rules",
    "cover_images": "cover",
    "deliver": "delivery",
    "make_episode": "episode",
    "next_number": "shelf",
    "serve": "server",
    "summarise": "summary",
    "withdraw": "feed",
    "write_episode_files": "files",
    "write_feed": "feed",
    "write_site": "site",
}

__all__ = [
    "Covers",
    "Delivery",
    "FeedRefused",
    "FeedReport",
    "Numbers",
    "Violation",
    "check_show",
    "cover_images",
    "deliver",
    "make_episode",
    "next_number",
    "serve",
    "summarise",
    "withdraw",
    "write_episode_files",
    "write_feed",
    "write_site",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
