"""What a feed must obey before it replaces the one listeners' apps read now.

Sources: Apple's podcast requirements (https://podcasters.apple.com/support/823), the Podcast
Standards Project (PSP-1, https://podstandards.org), RSS 2.0, the Podcasting 2.0 namespace.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quotecast.config import Show, Studio
from quotecast.errors import PublishError
from quotecast.model import Episode
from quotecast.publish import places
from quotecast.publish.categories import CATEGORIES, nearest_category, nearest_subcategory
from quotecast.publish.text import one_line, shorten
from quotecast.publish.transcripts import FORMATS

LONGEST_TITLE: Final = 255
"""Characters; Apple cuts or refuses longer values."""
LONGEST_DESCRIPTION: Final = 4000
"""Bytes, for a channel's or an item's description."""
CLOCK_SLACK: Final = datetime.timedelta(minutes=5)
"""Two machines' clocks may differ by this much."""

_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken, where, and what to do about it."""

    rule: str
    """A short stable name: ``title``, ``enclosure``, ``guid``, ``date``, ``category``…"""
    where: str
    """``podcast.toml`` or the episode's slug."""
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class FeedRefused(PublishError):  # noqa: N818 - it reads as what happened
    """The feed breaks a rule; the one that is published stays as it is."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        shown = "; ".join(str(violation) for violation in self.violations[:5])
        more = len(self.violations) - 5
        super().__init__(
            f"the feed was not published, the former one stays: {shown}"
            + (f"; and {more} more" if more > 0 else ""),
            self.violations[0].hint,
        )


def check_show(show: Show) -> tuple[Violation, ...]:
    """What is wrong with the channel, from podcast.toml alone."""
    found = []

    def add(rule: str, message: str, hint: str) -> None:
        found.append(Violation(rule, "podcast.toml", message, hint))

    title = one_line(show.title)
    if not title:
        add("title", "the show has no title", 'set title = "…"')
    elif len(title) > LONGEST_TITLE:
        add("title", f"the show's title has {len(title)} characters", "at most 255")
    if not show.description.strip():
        add("description", "the show has no description", 'set description = "…"')
    elif len(show.description.encode()) > LONGEST_DESCRIPTION:
        size = len(show.description.encode())
        add("description", f"the show's description has {size} bytes", "at most 4000")
    if not _LANGUAGE.fullmatch(show.language):
        add("language", f"{show.language!r} is not a language code", 'such as "en" or "en-GB"')
    if show.owner_email and not _EMAIL.fullmatch(show.owner_email):
        add("owner", f"{show.owner_email!r} is not an e-mail address", "correct owner_email")
    if not show.base_url.isascii() or any(c.isspace() for c in show.base_url):
        add("address", "base_url has characters that a URL cannot have", "write it in ASCII")
    found += _check_category(show)
    return tuple(found)


def _check_category(show: Show) -> list[Violation]:
    if show.category not in CATEGORIES:
        message = f"{show.category!r} is no Apple Podcasts category"
        hint = f"did you mean {nearest_category(show.category)}?"
        return [Violation("category", "podcast.toml", message, hint)]
    if show.subcategory and show.subcategory not in CATEGORIES[show.category]:
        message = f"{show.subcategory!r} is no subcategory of {show.category}"
        near = nearest_subcategory(show.category, show.subcategory)
        hint = f'did you mean subcategory = "{near}"?' if near else "leave subcategory empty"
        if not near and nearest_category(show.subcategory):
            hint = f"did you mean {nearest_category(show.subcategory)}? or leave it empty"
        return [Violation("category", "podcast.toml", message, hint)]
    return []


def check_episode(
    episode: Episode, folder: str, show: Show, studio: Studio
) -> tuple[Violation, ...]:
    """What is wrong with one episode, apart from its date (see :func:`check_date`)."""
    found = []
    home = places.show_dir(studio, show)

    def add(rule: str, message: str, hint: str) -> None:
        found.append(Violation(rule, folder, message, hint))

    title = one_line(episode.title)
    if not title:
        add("title", "the episode has no title", f"write Title: into scripts/{folder}.fountain")
    elif len(title) > LONGEST_TITLE:
        add(
            "title",
            f"the title has {len(title)} characters: {shorten(title, 40)}",
            f"shorten Title: in scripts/{folder}.fountain to {LONGEST_TITLE} at most",
        )
    if not episode.guid:
        add("guid", "the episode has no guid", f"run `quotecast episode {folder}` again")
    if parse_time(episode.made) is None:
        add("date", f"{episode.made!r} is not a date", "ISO 8601 with a time, in UTC")
    if episode.audio.duration_ms < 1000:
        add("duration", "the audio is shorter than a second", "run `quotecast mix` again")
    if not episode.audio.mime.startswith("audio/"):
        add("enclosure", f"{episode.audio.mime!r} is no audio type", "run `quotecast mix` again")
    for name in (*(name for name, _ in FORMATS), places.CHAPTERS):
        if not (home / folder / name).is_file():
            hint = f"run `quotecast publish {folder}`"
            add("link", f"{name} is missing, and the feed would point to it", hint)
    for file in (episode.audio, episode.archive):
        if file is not None:
            found += check_audio(file.path, file.bytes, folder, studio)
    return tuple(found)


def check_audio(path: str, size: int, folder: str, studio: Studio) -> list[Violation]:
    """Whether the audio file is there, public, and as long as the feed says."""
    file = studio.root / path
    hint = f"run `quotecast mix {folder}` again"
    if not _public(file, studio):
        return [Violation("enclosure", folder, f"{path} is not a public file of output/", hint)]
    try:
        actual = file.stat().st_size
    except OSError:
        return [Violation("enclosure", folder, f"{path} is missing", hint)]
    if actual != size or not size:
        message = f"{path} has {actual} bytes, the episode says {size}"
        return [Violation("enclosure", folder, message, hint)]
    return []


def _public(file: Path, studio: Studio) -> bool:
    if ".." in file.parts:
        return False
    try:
        relative = file.relative_to(studio.output)
    except ValueError:
        return False
    return places.is_published(relative.as_posix())


def parse_time(text: str) -> datetime.datetime | None:
    """An ISO 8601 date-time, taken as UTC where it names no zone; None when it is none."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC)


def check_date(made: str, folder: str, now: datetime.datetime) -> list[Violation]:
    """Whether an episode is dated in the future: apps hide it, or show it first for ever."""
    moment = parse_time(made)
    if moment is None or moment <= now + CLOCK_SLACK:
        return []
    message = f"the episode is dated {made}, in the future"
    return [Violation("date", folder, message, "set this machine's clock, or wait until then")]


def check_guids(pairs: Iterable[tuple[str, str]]) -> list[Violation]:
    """Whether two episodes (guid, folder) claim one identity."""
    first: dict[str, str] = {}
    found = []
    for guid, folder in pairs:
        if guid in first:
            message = f"it has the guid of {first[guid]}"
            hint = f"one is a copy of the other: delete output/{folder} and produce it again"
            found.append(Violation("guid", folder, message, hint))
        first.setdefault(guid, folder)
    return found
