"""The second half of the pipeline: from takes to an episode in the feed."""

from __future__ import annotations

import datetime
import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path

from quotecast import pipeline
from quotecast.config import Studio
from quotecast.errors import QuotecastError
from quotecast.model import Cast, Episode, Mastered, Take, Timeline
from quotecast.pipeline import Drafted, Production
from quotecast.records import (
    from_json,
    lock,
    read_json,
    replacing,
    sha256_of,
    to_json,
    write_json,
)


@dataclass(frozen=True)
class Mixed:
    """``output/<slug>/audio.json``: the finished audio and what it was made from."""

    key: str
    """SHA-256 over timeline, settings, tags, cover and music: all that shapes the file."""
    audio: Mastered


@dataclass(frozen=True)
class Produced:
    """An episode as one run made it."""

    episode: Episode
    drafted: Drafted
    cast: Cast
    takes: tuple[Take, ...]
    feed: Path


def produce(drafted: Drafted, production: Production) -> Produced:
    """Cast, record, mix and publish a drafted script: the whole second half.

    Raises:
        BusyError: another run is making the same episode.
    """
    folder = production.studio.episode_dir(drafted.slug)
    with lock(folder / ".lock", f"output/{drafted.slug}"):
        cast = pipeline.cast(drafted, production)
        takes = pipeline.record(drafted, cast, production)
        mixed = mix(drafted, takes, production)
        episode = publish(drafted, cast, takes, mixed, production)
    return Produced(episode, drafted, cast, takes, write_feed(production))


def mix(drafted: Drafted, takes: tuple[Take, ...], production: Production) -> Mixed:
    """Arrange, mix and master the takes into ``output/<slug>/episode.<format>``.

    Nothing is done when the file on disk was already made from the same things.
    """
    from quotecast.master import master
    from quotecast.mix import mix as mix_down
    from quotecast.publish import cover_images

    studio, show = production.studio, production.show
    folder = studio.episode_dir(drafted.slug)
    timeline = pipeline.arrange(drafted, takes, production)
    target = folder / f"episode.{show.master.format}"
    cover = cover_images(show, studio).embedded
    tags = tags_of(drafted, production)
    key = _audio_key(timeline, production, tags, cover)
    record = folder / "audio.json"
    before = _read_mixed(record)
    if before and before.key == key and _is_intact(before.audio, studio):
        write_json(folder / "timeline.json", timeline)
        return before
    with replacing(folder / "mix.wav") as wav:
        mix_down(timeline, studio, show, wav, production.progress)
        mastered = master(
            wav, target, tags, timeline.chapters, show, studio, production.progress, cover=cover
        )
        _draw(timeline, drafted, wav, folder)
    (folder / "mix.wav").unlink(missing_ok=True)
    mixed = Mixed(key, mastered)
    write_json(folder / "timeline.json", timeline)
    write_json(record, mixed)
    return mixed
