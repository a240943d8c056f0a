"""Chapters for apps: the Podcasting 2.0 JSON file.

Format: https://github.com/Podcastindex-org/podcast-namespace, jsonChapters 1.2.0.
"""

from __future__ import annotations

import json

from quotecast.config import Show
from quotecast.model import Episode
from quotecast.publish.text import one_line, seconds

ENOUGH = 3
"""Fewer chapters are not worth a list: Spotify and Apple ignore shorter ones."""


def chapters_json(episode: Episode, show: Show) -> str:
    """The chapters file: the same times and titles as in the audio file."""
    record = {
        "version": "1.2.0",
        "title": episode.title,
        "podcastName": one_line(show.title),
        "chapters": [
            {"startTime": seconds(chapter.start_ms), "title": chapter.title}
            for chapter in episode.chapters
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
