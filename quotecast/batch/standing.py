"""Where every episode of a studio stands, from the files alone; nothing is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotecast import pipeline
from quotecast.errors import QuotecastError
from quotecast.model import DOUBT, Mastered
from quotecast.pipeline import DraftRecord, Production
from quotecast.postproduction import earlier_episode, earlier_mix, is_intact
from quotecast.records import read_json, sha256_of


@dataclass(frozen=True, slots=True)
class Standing:
    """One script and how far its episode has come."""

    slug: str
    title: str = ""
    edited: bool = False
    """A person changed the script since the program wrote it."""
    lines: int = 0
    doubts: int = 0
    takes: int = 0
    """Lines that have a take which is whole and up to date."""
    mixed: bool = False
    """The audio file is there and is the one that was mastered."""
    published: bool = False
    """The episode's record is there and names this audio."""
    withdrawn: bool = False
    problem: str = ""
    """Why the rest could not be found out."""

    @property
    def next_step(self) -> str:
        """What is to be done, in words; empty when nothing is."""
        if self.problem:
            return "mend it"
        if self.withdrawn:
            return ""
        if self.takes < self.lines:
            return f"record {self.lines - self.takes} lines"
        if not self.mixed:
            return "mix"
        return "" if self.published else "publish"


def standings(production: Production) -> Iterator[Standing]:
    """One for each script, by name."""
    for path in sorted(production.studio.scripts.glob("*.fountain")):
        try:
            yield _standing(path, production)
        except QuotecastError as fault:
            yield Standing(path.stem, problem=str(fault))


def _standing(path: Path, production: Production) -> Standing:
    from quotecast.record import plan

    drafted = pipeline.load_script(production, path.stem)
    script = drafted.script
    cast = pipeline.cast(drafted, production, write=False)
    speak = pipeline.speaker_of(script, production)
    planned = plan(script, cast, production.voices, production.studio, speak=speak)
    folder = production.folder(path.stem)
    episode = earlier_episode(folder / "episode.json")
    takes = sum(item.recorded is not None for item in planned)
    audio = _mixed(folder, production) if takes == len(script.lines) else None
    return Standing(
        path.stem,
        script.title,
        edited=_edited(path, folder),
        lines=len(script.lines),
        doubts=sum(line.speaker == DOUBT for line in script.lines),
        takes=takes,
        mixed=audio is not None,
        published=audio is not None and episode is not None and episode.audio == audio,
        withdrawn=bool(episode and episode.withdrawn),
    )


def _mixed(folder: Path, production: Production) -> Mastered | None:
    """The finished audio, when every file of it is there as it was mastered."""
    made = earlier_mix(folder / "audio.json")
    if made is None or not all(is_intact(file, production.studio) for file in made.files):
        return None
    return made.audio


def _edited(path: Path, folder: Path) -> bool:
    try:
        return read_json(DraftRecord, folder / "draft.json").script_sha256 != sha256_of(path)
    except QuotecastError:
        return True
