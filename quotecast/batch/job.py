"""One article of a batch: from its source to an episode in the feed, or to a reason why not."""

from __future__ import annotations

import enum
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from quotecast.batch.allowance import Allowance
from quotecast.drafting import draft_of
from quotecast.errors import QuotecastError, ScriptError, SourceError
from quotecast.model import DOUBT, Episode, Take
from quotecast.pipeline import Drafted, Production
from quotecast.progress import Progress
from quotecast.readers.fetching import counting

MORE_MEMORY: Final = "fewer at once (--jobs, --workers), or a shorter article"
"""What helps where memory ran out."""


class Status(enum.StrEnum):
    """How a job ended."""

    GOOD = "good"
    """Made now, nothing in doubt."""
    UNCHANGED = "unchanged"
    """Made before from the same things; nothing was recorded or mixed."""
    DEGRADED = "degraded"
    """Made, or unchanged, but something in it wants a person's eye: see the reasons."""
    FAILED = "failed"
    """Not made; an earlier episode of the same article stays as it was."""


@dataclass(frozen=True, slots=True)
class JobResult:
    """What became of one source; an entry of ``output/report.json``."""

    source: str
    status: Status
    slug: str = ""
    title: str = ""
    audio: str = ""
    """The episode's file, relative to the studio."""
    duration_ms: int = 0
    redone: tuple[str, ...] = ()
    """What was made in this run: ``script``, ``takes: 12``, ``mix``."""
    reasons: tuple[str, ...] = ()
    """Why it is degraded, a line each."""
    error: str = ""
    hint: str = ""
    details: str = ""
    """The traceback of a fault nobody foresaw."""
    seconds: float = 0.0
    """Wall time; the one figure here that differs from run to run."""


class Noticing:
    """Passes progress on and notes which jobs were begun: that is what was made again."""

    def __init__(self, inner: Progress) -> None:
        self._inner = inner
        self.begun: dict[str, int] = {}

    def start(self, what: str, total: int) -> None:
        """Note it, pass it on."""
        self.begun[what] = self.begun.get(what, 0) + total
        self._inner.start(what, total)

    def advance(self, note: str = "") -> None:
        """Pass it on."""
        self._inner.advance(note)

    def done(self) -> None:
        """Pass it on."""
        self._inner.done()


def produce_one(
    source: str,
    production: Production,
    *,
    strict: bool = False,
    allow_private: bool = False,
) -> JobResult:
    """Make the episode of one source. Only an interruption is raised.

    Args:
        source: a file, an address, or the name of a script.
        production: the studio, its show and voices.
        strict: an episode with a quotation in doubt fails before anything is recorded.
        allow_private: fetch from private addresses too.
    """
    began = time.monotonic()
    noticing = Noticing(production.progress)
    try:
        result = _produce(source, production, noticing, strict, allow_private)
    except Exception as fault:  # one article must not stop the night
        production.progress.done()
        result = failure(source, fault)
    return replace(result, seconds=round(time.monotonic() - began, 1))


def produce_each(
    sources: Iterable[str],
    production: Production,
    *,
    strict: bool = False,
    allow_private: bool = False,
    allowance: Allowance | None = None,
) -> Iterator[JobResult]:
    """Make the episode of every source, one after the other; a bad one stops no other.

    Arguments as of :func:`produce_one`, and what feeds and lists among the sources may spend.
    A result comes as soon as there is one.
    """
    allowance = allowance or Allowance()
    for source in sources:
        try:
            allowance.check(source)
        except QuotecastError as fault:
            yield failure(source, fault)
            continue
        with counting() as traffic:
            result = produce_one(source, production, strict=strict, allow_private=allow_private)
        allowance.spend(source, traffic.bytes)
        yield result


def _produce(
    source: str, production: Production, noticing: Noticing, strict: bool, allow_private: bool
) -> JobResult:
    from quotecast.postproduction import produce

    production = replace(production, progress=noticing)
    drafted = draft_of(source, production, allow_private=allow_private)
    if strict:
        refuse_doubt(drafted)
    produced = produce(drafted, production)
    return outcome(source, drafted, produced.takes, produced.episode, noticing.begun)


def failure(source: str, fault: Exception) -> JobResult:
    """What is told of an article that could not be made; call it where the fault is caught."""
    if isinstance(fault, QuotecastError):
        return JobResult(source, Status.FAILED, error=str(fault), hint=fault.hint)
    if isinstance(fault, MemoryError):
        return JobResult(source, Status.FAILED, error="not enough memory", hint=MORE_MEMORY)
    said = " ".join(f"{type(fault).__name__}: {fault}".split())
    hint = f"this is a fault of the program: please report what `quotecast episode {source}` says"
    details = "".join(traceback.format_exception(fault))
    return JobResult(source, Status.FAILED, error=said, hint=hint, details=details)


def refuse_doubt(drafted: Drafted) -> None:
    """A strict batch makes no episode with a quotation, or an article, in doubt.

    Raises:
        SourceError: the article is.
        ScriptError: a quotation is.
    """
    if drafted.doubts:
        script = f"scripts/{drafted.path.name}"
        raise SourceError(drafted.doubts[0], f"give the whole article, or {script} if it is right")
    doubts = _doubts(drafted)
    if doubts:
        raise ScriptError(doubts[0], f"name the speakers in scripts/{drafted.path.name}, at `@?`")


def outcome(
    source: str,
    drafted: Drafted,
    takes: tuple[Take, ...],
    episode: Episode,
    begun: Mapping[str, int],
) -> JobResult:
    """What is told of an episode that was made; ``begun`` as :class:`Noticing` has it."""
    redone: tuple[str, ...] = ("script",) if drafted.status == "written" else ()
    if begun.get("recording"):
        redone += (f"takes: {begun['recording']}",)
    if "mastering" in begun:
        redone += ("mix",)
    reasons = (*drafted.doubts, *_doubts(drafted), *_of_takes(takes))
    if drafted.stale:
        reasons += ("the article has changed since the script was edited by hand",)
    made = Status.GOOD if redone else Status.UNCHANGED
    return JobResult(
        source,
        Status.DEGRADED if reasons else made,
        slug=drafted.slug,
        title=episode.title,
        audio=episode.audio.path,
        duration_ms=episode.audio.duration_ms,
        redone=redone,
        reasons=reasons,
    )


def _doubts(drafted: Drafted) -> tuple[str, ...]:
    count = sum(line.speaker == DOUBT for line in drafted.script.lines)
    if not count:
        return ()
    noun = "quotation" if count == 1 else "quotations"
    return (f"{count} {noun} in doubt, read by the narrator",)


def _of_takes(takes: tuple[Take, ...]) -> tuple[str, ...]:
    found = []
    for take in takes:
        if take.attempts > 1:
            found.append(f"line {take.line + 1}: recorded {take.attempts} times")
        found += [f"line {take.line + 1}: {warning}" for warning in take.warnings]
    return tuple(found)
