"""Worker processes that record, each with its own engines and its own pipe.

Nothing is shared between workers: a pool's common queue has locks that a killed worker takes
with it, and then everybody waits for ever. Here a death is an end of file on one pipe.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait

from quotecast.config import Studio
from quotecast.record.performing import Job, perform
from quotecast.record.store import Recorded

PATIENCE_S = 5.0
"""How long a worker that was told to end may take."""


def in_processes(jobs: Iterable[Job], studio: Studio, workers: int) -> Iterator[Recorded]:
    """Results as they come, from ``workers`` processes.

    The job of a worker that was killed (for want of memory, most often) has no result: the
    caller sees which are missing.

    Raises:
        QuotecastError: what a worker met; the others are ended.
    """
    import multiprocessing

    # "spawn": a forked torch may hang on locks of threads that are not there any more.
    context = multiprocessing.get_context("spawn")
    waiting = deque(jobs)
    crew = []
    busy: list[Connection] = []
    try:
        for _ in range(min(workers, len(waiting))):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, studio), daemon=True)
            with suppress(BrokenPipeError):  # killed before it had read what to do
                process.start()
            theirs.close()
            crew.append((ours, process))
            if _handed(ours, waiting):
                busy.append(ours)
        while busy:
            for pipe in wait(busy):
                assert isinstance(pipe, Connection)  # noqa: S101 - nothing else is waited for
                try:
                    answer: Recorded | Exception = pipe.recv()
                except (EOFError, OSError):
                    busy.remove(pipe)
                    continue
                if isinstance(answer, Exception):
                    raise answer
                yield answer
                if not _handed(pipe, waiting):
                    busy.remove(pipe)
    finally:
        for pipe, _process in crew:
            pipe.close()  # the end of file is the word to go home
        for _pipe, process in crew:
            if process.pid is not None:
                process.terminate()
                process.join(PATIENCE_S)
                if process.exitcode is None:
                    process.kill()


def _handed(pipe: Connection, waiting: deque[Job]) -> bool:
    """Give a worker its next job; False when there is none, or nobody to take it."""
    if not waiting:
        return False
    try:
        pipe.send(waiting[0])
    except OSError:
        return False
    waiting.popleft()
    return True


def _work(pipe: Connection, studio: Studio) -> None:
    # Ctrl-C reaches the whole group of processes; the one that leads it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job: Job = pipe.recv()
        except (EOFError, OSError):
            return
        answer: Recorded | Exception
        try:
            answer = perform(job, studio)
        except Exception as fault:
            answer = fault
        try:
            pipe.send(answer)
        except OSError:
            return
