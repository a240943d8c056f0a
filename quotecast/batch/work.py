"""What the workers of a batch do, each step a function of its arguments and the shared studio.

A step can be done again by another worker when the first one dies: takes and audio are kept
under what they were made from, so what was finished is found and not made twice. Faults of an
article come back as results; what is raised is a fault of the worker.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from quotecast.batch.job import JobResult, Noticing, failure
from quotecast.drafting import Material, read_of
from quotecast.errors import SourceError
from quotecast.model import Cast, Take, Timeline
from quotecast.pipeline import Drafted, Production
from quotecast.postproduction import Mixed
from quotecast.progress import Silent
from quotecast.readers.fetching import counting

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """What a worker must know before its first order."""

    production: Production
    folder: str
    """The working directory of who ordered: relative sources are relative to it."""
    allow_private: bool = False

    @classmethod
    def here(cls, production: Production, *, allow_private: bool = False) -> Place:
        """For workers of this process: silent, alone at their work, no sweeping."""
        studio = replace(production.studio, root=production.studio.root.absolute())
        own = Production(studio, production.show, dict(production.voices), Silent(), tidy=False)
        return cls(own, str(Path.cwd()), allow_private)


@dataclass(frozen=True)
class Reading:
    """What became of reading an article."""

    material: Material | JobResult | None
    """The article; why there is none; or None for the name of a script."""
    fetched: int = 0
    """Bytes that it cost, as :class:`quotecast.readers.fetching.Traffic` counts them."""


@dataclass(frozen=True)
class Order:
    """An article that is drafted and cast, to be spoken and mixed."""

    source: str
    drafted: Drafted
    cast: Cast


@dataclass(frozen=True)
class Spoken:
    """Its takes."""

    takes: tuple[Take, ...]
    begun: dict[str, int]
    """Which jobs were begun, as :class:`Noticing` has it."""


@dataclass(frozen=True)
class Made:
    """All that the publisher needs besides the order."""

    takes: tuple[Take, ...]
    timeline: Timeline
    mixed: Mixed
    begun: dict[str, int]


def read(source: str, place: Place) -> Reading:
    """Read an article and find its quotations."""
    with counting() as traffic:
        material = _tried(
            source,
            place,
            lambda: read_of(source, place.production, allow_private=place.allow_private),
        )
    return Reading(material, traffic.bytes)


def speak(order: Order, place: Place) -> Spoken | JobResult:
    """Record what has no take yet."""

    def spoken() -> Spoken:
        from quotecast import pipeline

        noticing = Noticing(Silent())
        production = replace(place.production, progress=noticing)
        return Spoken(pipeline.record(order.drafted, order.cast, production), noticing.begun)

    return _tried(order.source, place, spoken)


def mix(order: Order, spoken: Spoken | JobResult, place: Place) -> Made | JobResult:
    """Arrange, mix and master."""
    if isinstance(spoken, JobResult):
        return spoken

    def made() -> Made:
        from quotecast import postproduction

        noticing = Noticing(Silent())
        production = replace(place.production, progress=noticing)
        timeline, mixed = postproduction.mix(order.drafted, spoken.takes, production)
        return Made(spoken.takes, timeline, mixed, {**spoken.begun, **noticing.begun})

    return _tried(order.source, place, made)


def make(order: Order, place: Place) -> Made | JobResult:
    """Both, in one worker."""
    return mix(order, speak(order, place), place)


def _tried(source: str, place: Place, step: Callable[[], T]) -> T | JobResult:
    try:
        if Path.cwd() != Path(place.folder):
            os.chdir(place.folder)
        if not place.production.studio.settings.is_file():
            raise SourceError(
                "a worker does not see the studio",
                "put it into a folder that every machine has under the same name",
                where=str(place.production.studio.root),
            )
        return step()
    except Exception as fault:
        return failure(source, fault)
