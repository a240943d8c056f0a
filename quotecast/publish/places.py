"""Where the published files are, on disk and on the web, and which files are published."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from quotecast.config import Show, Studio

HOST: Final = "127.0.0.1"
PORT: Final = 8010

LOOPBACK: Final = f"http://{HOST}:{PORT}/"
"""Where ``quotecast serve`` answers, and what feeds point to while ``base_url`` is empty."""

FEED: Final = "feed.xml"
COVER: Final = "cover.jpg"
EMBEDDED_COVER: Final = "cover-600.jpg"
ASSETS: Final = "assets"
PAGE: Final = "index.html"
EPISODE: Final = "episode.json"
CHAPTERS: Final = "chapters.json"
TRANSCRIPT_RECORD: Final = "transcript.json"
AUDIO_STEM: Final = "episode"
"""Name of an episode's sound, before the suffix of its format."""
NOTES_MARKDOWN: Final = "notes.md"
NOTES: Final = "notes.html"
TIMELINE_PICTURE: Final = "timeline.svg"
MEMORY: Final = "feed-memory.json"
"""What the feed remembers; see :mod:`quotecast.publish.shelf`."""

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".flac": "audio/flac",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/x-m4a",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".xml": "application/rss+xml; charset=utf-8",
}
"""Media type by suffix; a file of another suffix is not published."""

CHAPTERS_TYPE: Final = "application/json+chapters"

AUDIO_SUFFIXES: Final = frozenset({".mp3", ".m4a", ".opus", ".flac", ".wav"})

_INTERNAL_FOLDERS: Final = frozenset({"takes"})

_PUBLIC_RECORDS: Final = frozenset({CHAPTERS, TRANSCRIPT_RECORD})
"""The only JSON files for the public: the others tell how and from what something was made."""


def media_type(name: str) -> str:
    """The media type a published file is served as; empty when it is not published."""
    path = PurePosixPath(name)
    return CHAPTERS_TYPE if path.name == CHAPTERS else TYPES.get(path.suffix, "")


def is_published(relative: str) -> bool:
    """Whether a file of output/ (path with ``/``) is for the public.

    Takes, records of the production, the script with its editor's notes and everything
    whose name starts with a dot stay at home.
    """
    path = PurePosixPath(relative)
    if not path.parts or any(part.startswith(".") for part in path.parts):
        return False
    if path.parts[0] in _INTERNAL_FOLDERS:
        return False
    if path.suffix == ".json":
        return path.name in _PUBLIC_RECORDS
    if path.suffix in AUDIO_SUFFIXES:
        return path.stem == AUDIO_STEM
    return bool(media_type(relative))


def show_dir(studio: Studio, show: Show) -> Path:
    """The folder of a show: output/, or a folder in it for a further show of the studio."""
    return studio.output / show.slug if show.slug else studio.output


def episode_dir(studio: Studio, show: Show, slug: str) -> Path:
    """The folder of an episode of ``show``."""
    prefix = f"{show.slug}/"
    return show_dir(studio, show) / (slug.removeprefix(prefix) if show.slug else slug)


def base_url(show: Show) -> str:
    """Where output/ is on the web, with a slash at its end."""
    return (show.base_url or LOOPBACK).rstrip("/") + "/"


def url_of(path: Path, studio: Studio, show: Show) -> str:
    """The public address of a file (or folder) in output/; ASCII only.

    Raises:
        ValueError: the file is not in output/.
    """
    relative = path.relative_to(studio.output).as_posix()
    return base_url(show) + ("" if relative == "." else quote(relative))


def feed_url(studio: Studio, show: Show) -> str:
    """The address of the show's feed."""
    return url_of(show_dir(studio, show) / FEED, studio, show)
