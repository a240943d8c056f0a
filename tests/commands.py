"""The verbs as tests run them: in the test's own process, or apart, in a process of theirs.

Starting Python and importing what a verb needs takes longer than most verbs. :func:`run` calls
the program's own entry point and saves that; :func:`run_apart` and :func:`start` are for what
is about a process: its start, its exit code, its streams, signals, locks between two of them.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import subprocess
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotecast import engines
from quotecast.cli import app as application
from quotecast.cli import main
from quotecast.config import Studio
from quotecast.readers import holding

Done = subprocess.CompletedProcess[str]

COLUMNS = {"COLUMNS": "120"}
"""Width of what the verbs print, whatever the terminal that the tests run in."""


def run(
    *arguments: str,
    studio: Studio | None = None,
    cwd: Path | None = None,
    stdin: bytes = b"",
    **environment: str,
) -> Done:
    """``quotecast ARGUMENTS…`` in this process.

    What a process would take along when it ends is put back: streams, environment, folder,
    log, warnings, and what the program keeps in memory from one article to the next.

    Args:
        arguments: the verb and what follows it.
        studio: goes before them as ``--studio``.
        cwd: the folder to work in.
        stdin: what can be read from standard input.
        environment: variables beside those of the tests.
    """
    command = _arguments(arguments, studio)
    with _as_a_process(command, cwd, stdin, environment) as (out, err):
        code = _ending()
    return Done(command, code, out.pipe.getvalue().decode(), err.pipe.getvalue().decode())


def run_apart(
    *arguments: str,
    studio: Studio | None = None,
    cwd: Path | None = None,
    stdin: bytes = b"",
    **environment: str,
) -> Done:
    """``quotecast ARGUMENTS…`` in a process of its own, to its end; arguments as of :func:`run`."""
    done = subprocess.run(
        [sys.executable, "-m", "quotecast", *_arguments(arguments, studio)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=os.environ | COLUMNS | environment,
        check=False,
    )
    return Done(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def start(
    *arguments: str,
    studio: Studio | None = None,
    cwd: Path | None = None,
    stderr: int = subprocess.PIPE,
    **environment: str,
) -> subprocess.Popen[str]:
    """``quotecast ARGUMENTS…`` in a process of its own, going on."""
    return subprocess.Popen(
        [sys.executable, "-m", "quotecast", *_arguments(arguments, studio)],
        cwd=cwd,
        env=os.environ | COLUMNS | environment,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


def fails(done: Done, message: str, code: int = 1) -> None:
    """One line that says what, perhaps one that says what to do; no traceback."""
    assert done.returncode == code, done.stderr
    assert message in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    errors = [number for number, line in enumerate(lines) if line.startswith("error: ")]
    assert len(errors) == 1, done.stderr
    assert len(lines) - errors[0] <= 2, done.stderr
    assert "Traceback" not in done.stderr


def _arguments(arguments: tuple[str, ...], studio: Studio | None) -> list[str]:
    return [*(["--studio", str(studio.root)] if studio else []), *arguments]


class _Stream(io.TextIOWrapper):
    """Text that is kept as the bytes of a pipe."""

    def __init__(self, data: bytes = b"") -> None:
        self.pipe = io.BytesIO(data)
        super().__init__(self.pipe, encoding="utf-8", write_through=True)


def _ending() -> int:
    """Run what ``sys.argv`` says; the exit code that a process would end with."""
    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    except Exception:
        traceback.print_exc()
        return 1
    return 0


@contextlib.contextmanager
def _as_a_process(
    command: list[str], cwd: Path | None, stdin: bytes, environment: dict[str, str]
) -> Iterator[tuple[_Stream, _Stream]]:
    """What belongs to a process, as new, and at the end as it was; gives what it says."""
    said = _Stream(), _Stream()
    variables = dict(os.environ)
    with (
        pytest.MonkeyPatch.context() as new,
        contextlib.chdir(cwd or Path.cwd()),
        warnings.catch_warnings(),
    ):
        new.setattr(sys, "argv", ["quotecast", *command])
        new.setattr(sys, "stdin", _Stream(stdin))
        new.setattr(sys, "stdout", said[0])
        new.setattr(sys, "stderr", said[1])
        new.setattr(sys, "excepthook", sys.excepthook)
        new.setattr(application, "_options", application.Options(None, False))
        new.setattr(engines, "_open", {})
        new.setattr(holding, "_held", {})
        new.setattr(holding, "_offered", {})
        for logger in (logging.getLogger(), logging.getLogger("quotecast")):
            new.setattr(logger, "handlers", [])
        os.environ.update(COLUMNS | environment)
        _warn_on_stderr()
        try:
            yield said
        finally:
            os.environ.clear()
            os.environ.update(variables)


def _warn_on_stderr() -> None:
    """Python's own filters for a program's warnings, and its way to show what they let through."""
    warnings.resetwarnings()
    for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", kind)
    warnings.showwarning = lambda message, category, file, line, *_: sys.stderr.write(
        warnings.formatwarning(message, category, file, line)
    )
