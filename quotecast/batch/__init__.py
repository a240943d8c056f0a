"""Many episodes unattended: what to make, one episode after another, and a report.

A job never raises for a fault of its article: its result says what happened.
"""

from quotecast.batch.allowance import Allowance
from quotecast.batch.job import JobResult, Status, produce_each, produce_one
from quotecast.batch.report import Report, run
from quotecast.batch.sources import expand, without_episode

__all__ = [
    "Allowance",
    "JobResult",
    "Report",
    "Status",
    "expand",
    "produce_each",
    "produce_one",
    "run",
    "without_episode",
]
