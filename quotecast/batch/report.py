"""A batch from its first article to its last, and ``output/report.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from quotecast.batch.job import JobResult, Status, produce_one
from quotecast.pipeline import Production
from quotecast.postproduction import now
from quotecast.records import write_json

REPORT: Final = "report.json"

EXIT_GOOD: Final = 0
EXIT_DEGRADED: Final = 3
"""Every article became an episode, but some want a person's eye."""
EXIT_FAILED: Final = 4
"""At least one article did not become an episode."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch did. It is written anew after every article, so a killed run leaves one."""

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


def run(
    sources: Sequence[str],
    production: Production,
    told: Callable[[int, JobResult], None],
    *,
    strict: bool = False,
    allow_private: bool = False,
) -> Report:
    """Make the episode of every source, one after the other; a bad one stops no other.

    Args:
        sources: articles, as :func:`quotecast.batch.sources.expand` gives them.
        production: the studio, its show and voices.
        told: called with its number (from 1) and its result after each.
        strict: see :func:`produce_one`.
        allow_private: fetch from private addresses too.
    """
    path = production.studio.output / REPORT
    report = Report(now(), strict=strict, planned=len(sources))
    write_json(path, report)
    for number, source in enumerate(sources, 1):
        result = produce_one(source, production, strict=strict, allow_private=allow_private)
        jobs = (*report.jobs, result)
        counts = Counter(str(job.status) for job in jobs)
        report = replace(report, jobs=jobs, counts=dict(sorted(counts.items())))
        write_json(path, report)
        told(number, result)
    report = replace(report, finished=now())
    write_json(path, report)
    return report
