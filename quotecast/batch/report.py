"""A batch from its first article to its last, and ``output/report.json``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from quotecast.batch.allowance import Allowance
from quotecast.batch.job import JobResult, Status, produce_each
from quotecast.pipeline import Production
from quotecast.postproduction import now
from quotecast.records import write_json

REPORT: Final = "report.json"

EXIT_GOOD: Final = 0
EXIT_DEGRADED: Final = 3
"""Every article became an episode, but some want a person's eye."""
EXIT_FAILED: Final = 4
"""At least one article did not become an episode."""

REPORT_EVERY_S: Final = 1.0
"""At most so often is the report written while the batch goes on."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch did. It is written while the batch goes on, so a killed run leaves one."""

    started: str
    """ISO 8601, UTC."""
    finished: str = ""
    """Empty while the batch is going on, or was killed."""
    strict: bool = False
    planned: int = 0
    """Articles in the batch; ``jobs`` holds those that have had their turn."""
    counts: dict[str, int] = field(default_factory=dict)
    """Jobs by status."""
    jobs: tuple[JobResult, ...] = ()
    version: int = 1
    """Of this file's format."""

    @property
    def exit_code(self) -> int:
        """0 all good, 3 some degraded, 4 some failed (or, when strict, degraded)."""
        states = {job.status for job in self.jobs}
        if Status.FAILED in states or (self.strict and Status.DEGRADED in states):
            return EXIT_FAILED
        return EXIT_DEGRADED if Status.DEGRADED in states else EXIT_GOOD


class Seldom:
    """Does something at most every so often, and for at most a twentieth of the time.

    For what costs more the longer a batch is: writing a list of all that was done.
    """

    def __init__(
        self, act: Callable[[], None], every_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._act, self._every, self._clock = act, every_s, clock
        self._next = clock() + every_s

    def maybe(self) -> None:
        """Do it if it is time."""
        began = self._clock()
        if began >= self._next:
            self._act()
            ended = self._clock()
            self._next = ended + max(self._every, 20 * (ended - began))


class Ledger:
    """The results of a batch as they come, and the file that tells them."""

    def __init__(self, path: Path, planned: int, *, strict: bool = False) -> None:
        self._path, self._planned, self._strict = path, planned, strict
        self._started = now()
        self.jobs: list[JobResult] = []
        self._seldom = Seldom(self.write, REPORT_EVERY_S)
        self.write()

    def add(self, result: JobResult) -> None:
        """Note a result; the file follows within a second or so."""
        self.jobs.append(result)
        self._seldom.maybe()

    def close(self) -> Report:
        """The batch is over: the report, as it stands in the file now."""
        report = self._report(finished=now())
        write_json(self._path, report)
        return report

    def write(self) -> None:
        """The report so far, now."""
        write_json(self._path, self._report())

    def _report(self, finished: str = "") -> Report:
        counts = Counter(str(job.status) for job in self.jobs)
        return Report(
            self._started,
            finished,
            self._strict,
            self._planned,
            dict(sorted(counts.items())),
            tuple(self.jobs),
        )


def run(
    sources: Sequence[str],
    production: Production,
    told: Callable[[int, JobResult], None],
    *,
    strict: bool = False,
    allow_private: bool = False,
    allowance: Allowance | None = None,
) -> Report:
    """Make the episode of every source, one after the other; a bad one stops no other.

    Args:
        sources: articles, as :func:`quotecast.batch.sources.expand` gives them.
        production: the studio, its show and voices.
        told: called with its number (from 1) and its result after each.
        strict: see :func:`quotecast.batch.job.produce_one`.
        allow_private: fetch from private addresses too.
        allowance: what feeds and lists among the sources may spend.
    """
    ledger = Ledger(production.studio.output / REPORT, len(sources), strict=strict)
    results = produce_each(
        sources, production, strict=strict, allow_private=allow_private, allowance=allowance
    )
    for number, result in enumerate(results, 1):
        ledger.add(result)
        told(number, result)
    return ledger.close()
