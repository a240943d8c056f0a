"""The second half of the pipeline: from takes to an episode in the feed."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotecast import pipeline
from quotecast.config import Show, Studio
from quotecast.errors import QuotecastError
from quotecast.model import Cast, Episode, Mastered, Take, Timeline
from quotecast.pipeline import Drafted, Production
from quotecast.records import (
    TEMPORARY_PREFIX,
    lock,
    read_json,
    replacing,
    sha256_of,
    sweep,
    to_json,
    write_json,
    write_text,
)

if TYPE_CHECKING:
    from quotecast.master import Tags
    from quotecast.publish import FeedReport


@dataclass(frozen=True, slots=True)
class Mixed:
    """``output/<slug>/audio.json``: the finished audio and what it was made from."""

    key: str
    """SHA-256 over timeline, settings, tags, cover and music: all that shapes the files."""
    audio: Mastered
    archive: Mastered | None = None
    """The lossless file that ``[master] archive`` asks for."""
    version: int = 1
    """Of this file's format."""

    @property
    def files(self) -> tuple[Mastered, ...]:
        """Every finished file."""
        return (self.audio,) if self.archive is None else (self.audio, self.archive)


@dataclass(frozen=True)
class Produced:
    """An episode as one run made it."""

    episode: Episode
    drafted: Drafted
    cast: Cast
    takes: tuple[Take, ...]
    feed: FeedReport


def produce(drafted: Drafted, production: Production) -> Produced:
    """Cast, record, mix and publish a drafted script: the whole second half.

    Raises:
        BusyError: another run is making the same episode.
    """
    with busy(drafted.slug, production):
        cast = pipeline.cast(drafted, production)
        takes = pipeline.record(drafted, cast, production)
        timeline, mixed = mix(drafted, takes, production)
        episode = write_episode(drafted, cast, takes, timeline, mixed, production)
    return Produced(episode, drafted, cast, takes, write_feed(production))


@contextmanager
def busy(slug: str, production: Production) -> Iterator[None]:
    """Hold an episode's folder, and clear away what a killed run left unfinished there."""
    folder = production.folder(slug)
    with lock(folder / ".lock", f"the episode {slug}"):
        for orphan in folder.glob(f"{TEMPORARY_PREFIX}*"):
            orphan.unlink(missing_ok=True)
        if production.tidy:
            sweep_shared(production)
        yield


def sweep_shared(production: Production) -> None:
    """Clear away what killed runs left in the folders that episodes share."""
    studio = production.studio
    show = studio.output / production.show.slug
    for shared in {show, studio.output, studio.scripts, studio.voices}:
        sweep(shared)


def mix(
    drafted: Drafted, takes: tuple[Take, ...], production: Production
) -> tuple[Timeline, Mixed]:
    """Arrange, mix and master the takes into ``output/<slug>/episode.<format>``.

    Nothing is mixed when the file on disk was already made from the same things.
    """
    from quotecast.publish import cover_images

    studio = production.studio
    folder = production.folder(drafted.slug)
    timeline = pipeline.arrange(drafted, takes, production)
    cover = cover_images(production.show, studio).embedded
    tags = tags_of(drafted, production)
    key = _audio_key(timeline, production, tags, cover)
    record = folder / "audio.json"
    mixed = earlier_mix(record)
    if (
        mixed is None
        or mixed.key != key
        or not all(is_intact(file, studio) for file in mixed.files)
    ):
        mixed = Mixed(key, *_sound(drafted, timeline, tags, cover, production))
        write_json(record, mixed)
    write_json(folder / "timeline.json", timeline)
    return timeline, mixed


def _sound(
    drafted: Drafted, timeline: Timeline, tags: Tags, cover: Path, production: Production
) -> tuple[Mastered, Mastered | None]:
    """The timeline as mastered files, and its picture; the mix itself is not kept."""
    from quotecast.master import ARCHIVES, master
    from quotecast.mix import mix as mix_down

    studio, show = production.studio, production.show
    folder = production.folder(drafted.slug)
    wav = folder / f"{TEMPORARY_PREFIX}mix.wav"
    kinds = [show.master.format, *([show.master.archive] if show.master.archive else [])]
    targets = [folder / f"episode.{kind}" for kind in kinds]

    def finish(unfinished: Path, target: Path) -> Mastered:
        chapters, progress = timeline.chapters, production.progress
        made = master(
            wav, unfinished, tags, chapters, show, studio, progress, cover=cover, mixed=measured
        )
        return replace(made, path=target.resolve().relative_to(studio.root.resolve()).as_posix())

    try:
        measured = mix_down(timeline, studio, show, wav, production.progress)
        # All is finished before any of it takes the place of the earlier episode's.
        with ExitStack() as waiting:
            files = [waiting.enter_context(replacing(target)) for target in targets]
            mastered = [finish(file, target) for file, target in zip(files, targets, strict=True)]
            picture = waiting.enter_context(replacing(folder / "timeline.svg"))
            picture.write_text(draw(timeline, drafted, wav), encoding="utf-8")
    finally:
        wav.unlink(missing_ok=True)
    for kind in ARCHIVES:  # one of other settings would be published as this episode's
        if kind != show.master.archive:
            (folder / f"episode.{kind}").unlink(missing_ok=True)
    return mastered[0], mastered[1] if len(mastered) > 1 else None


def tags_of(drafted: Drafted, production: Production) -> Tags:
    """What the audio file says of itself. No date of production: same input, same bytes."""
    from quotecast.master import Tags

    script, show = drafted.script, production.show
    return Tags(
        title=script.title,
        artist=show.author or show.title,
        album=show.title,
        date=script.published[:10],
        language=script.language,
        description=script.source if script.source.startswith("http") else "",
        comment=show.ai_disclosure,
        copyright=show.copyright,
        synthetic="synthetic voices",
    )


def draw(timeline: Timeline, drafted: Drafted, wav: Path) -> str:
    """The episode as an SVG picture."""
    from quotecast.picture import timeline_svg

    return timeline_svg(timeline, drafted.script, wav)


def write_episode(
    drafted: Drafted,
    cast: Cast,
    takes: tuple[Take, ...],
    timeline: Timeline,
    mixed: Mixed,
    production: Production,
    number: Callable[[Studio, Show], int] | None = None,
) -> Episode:
    """Write all that stands beside the audio; ``episode.json`` comes last.

    ``number`` gives a new episode its number; without one every record on disk is looked at.
    """
    from quotecast.publish import make_episode, write_episode_files
    from quotecast.publish.shelf import next_number
    from quotecast.scriptfile import format_script

    studio, show, slug = production.studio, production.show, drafted.slug
    folder = production.folder(slug)
    earlier = earlier_episode(folder / "episode.json")
    with lock(studio.output / ".number.lock", "numbering episodes", wait=True):
        episode = make_episode(
            slug=slug,
            script=drafted.script,
            cast=cast,
            voices=production.voices,
            takes=takes,
            timeline=timeline,
            mastered=mixed.audio,
            show=show,
            earlier=earlier,
            now=now(),
            number=earlier.number if earlier else (number or next_number)(studio, show),
        )
        episode = replace(episode, archive=mixed.archive)
        write_text(folder / "script.fountain", format_script(drafted.script))
        write_episode_files(episode, drafted.script, timeline, show, studio)
    return episode


def write_feed(production: Production) -> FeedReport:
    """Rebuild feed and index from the episodes' records; refused when a rule is broken."""
    from quotecast.publish import write_feed as write
    from quotecast.publish import write_site

    report = write(production.studio, production.show)
    write_site(production.studio, production.show)
    return report


def now() -> str:
    """The time of production, ISO 8601 in UTC; ``SOURCE_DATE_EPOCH`` (seconds) fixes it.

    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    clock = (
        datetime.datetime.fromtimestamp(int(fixed), datetime.UTC)
        if fixed.isdigit()
        else datetime.datetime.now(datetime.UTC)
    )
    return clock.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def describe_audio(audio: Mastered) -> str:
    """A finished file in a line: length, size, loudness, peak."""
    seconds = round(audio.duration_ms / 1000)
    return (
        f"{audio.path}: {seconds // 60}:{seconds % 60:02}, {audio.bytes / 1e6:.1f} MB, "
        f"{audio.loudness_mb / 100:.1f} LUFS, peak {audio.true_peak_mb / 100:.1f} dBTP"
    )


def _audio_key(timeline: Timeline, production: Production, tags: Tags, cover: Path) -> str:
    from quotecast.master import program_version

    studio = production.studio
    parts: list[str] = [
        to_json(timeline),
        to_json(production.show.master),
        to_json(tags),
        sha256_of(cover),
        program_version(),
        *_music_digests(timeline, studio),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _music_digests(timeline: Timeline, studio: Studio) -> Iterable[str]:
    """Takes are named by content; music is not."""
    for path in sorted({clip.path for clip in timeline.clips if clip.track != "voice"}):
        yield sha256_of(studio.root / path)


def is_intact(audio: Mastered, studio: Studio) -> bool:
    """Whether a finished file is there, byte for byte."""
    path = studio.root / audio.path
    try:
        return path.stat().st_size == audio.bytes and sha256_of(path) == audio.sha256
    except OSError:
        return False


def earlier_mix(path: Path) -> Mixed | None:
    """What ``audio.json`` tells; None when there is none that this release can read."""
    try:
        return read_json(Mixed, path)
    except QuotecastError:
        return None  # missing or of another release: it is made again


def earlier_episode(path: Path) -> Episode | None:
    """The record of an earlier production. A damaged one is an error: it holds the guid."""
    return read_json(Episode, path) if path.exists() else None
