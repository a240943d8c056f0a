"""Progress as a person sees it: a bar on a terminal, a few lines in a log."""

from __future__ import annotations

import datetime
import json

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress

LOG_EVERY = 0.1
"""A line in a log for each tenth of a job."""


class Bars:
    """One bar per job, with the time gone and the time left."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: RichProgress | None = None
        self._task = TaskID(0)

    def start(self, what: str, total: int) -> None:
        """Draw a bar of ``total`` steps."""
        self.done()
        self._bar = RichProgress(
            TextColumn("{task.description:<12}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}", markup=False),
            console=self._console,
        )
        self._task = self._bar.add_task(what, total=total, note="")
        self._bar.start()

    def advance(self, note: str = "") -> None:
        """One step further."""
        if self._bar is not None:
            from quotecast.cli.app import printable

            self._bar.update(self._task, advance=1, note=printable(note[:40]))

    def done(self) -> None:
        """Leave the finished bar on the screen."""
        if self._bar is not None:
            self._bar.update(self._task, note="")
            self._bar.stop()
            self._bar = None


class _Tenths:
    """Counts the steps of a job; says something at each tenth of it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._forget()

    def _forget(self) -> None:
        self._what, self._total, self._count, self._shown = "", 0, 0, 0.0

    def start(self, what: str, total: int) -> None:
        """Say that a job begins."""
        self._forget()
        self._what, self._total = what, total
        self._say_start()

    def advance(self, note: str = "") -> None:
        """Say so at each tenth."""
        self._count += 1
        share = self._count / max(1, self._total)
        if share >= self._shown + LOG_EVERY:
            self._shown = share
            self._say_step()

    def done(self) -> None:
        """Say that the job has ended, once."""
        if self._what:
            self._say_done()
        self._forget()

    def _say_start(self) -> None:
        raise NotImplementedError

    def _say_step(self) -> None:
        raise NotImplementedError

    def _say_done(self) -> None:
        raise NotImplementedError


class Lines(_Tenths):
    """A line when a job begins and at every tenth of it."""

    def _say_start(self) -> None:
        if self._total:
            self._console.print(f"{self._what} ({self._total})", markup=False)

    def _say_step(self) -> None:
        self._console.print(f"{self._what} {self._count}/{self._total}", markup=False)

    def _say_done(self) -> None:
        """Nothing is left to say."""


class JsonLines(_Tenths):
    """Progress for machines: ``start``, ``step`` (each tenth) and ``done``, one object a line."""

    def _say_start(self) -> None:
        log_line(self._console, "info", "start", job=self._what, total=self._total)

    def _say_step(self) -> None:
        fields = {"job": self._what, "count": self._count, "total": self._total}
        log_line(self._console, "info", "step", **fields)

    def _say_done(self) -> None:
        log_line(self._console, "info", "done", job=self._what, count=self._count)


def log_line(console: Console, level: str, event: str, **fields: object) -> None:
    """One JSON object on one line: ``time`` (ISO 8601, UTC), ``level``, ``event``, its fields."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    told = {"time": now.replace("+00:00", "Z"), "level": level, "event": event, **fields}
    console.file.write(json.dumps(told, ensure_ascii=True) + "\n")
    console.file.flush()
