"""Worker processes that record, each with its own pipe.

Nothing is shared between workers that a killed one could take with it: a pool's common queue
has locks, and then everybody waits for ever. Here a death is an end of file on one pipe.

Where the system can fork, one process (the nursery) loads the voices' models and the workers
are forked from it: libraries and weights are loaded once and lie in memory once. A forked
torch may hang on locks of threads that are not there any more, so the nursery has no threads:
engines compute on one. Elsewhere each worker loads its own.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from quotecast.config import Studio
from quotecast.engines import open_engine
from quotecast.engines.interface import BatchEngine
from quotecast.errors import QuotecastError
from quotecast.model import Voice
from quotecast.record.performing import Job, perform
from quotecast.record.store import Recorded

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

PATIENCE_S = 5.0
"""How long a worker that was told to end may take."""


def in_processes(jobs: Iterable[Job], studio: Studio, workers: int) -> Iterator[Recorded]:
    """Results as they come, from ``workers`` processes.

    The job of a worker that was killed (for want of memory, most often) has no result: the
    caller sees which are missing.

    Raises:
        QuotecastError: what a worker met; the others are ended.
    """
    waiting = deque(jobs)
    voices = tuple({job.voice.id: job.voice for job in waiting}.values())
    pipes, processes = _hired(min(workers, len(waiting)), voices, studio)
    try:
        busy = [pipe for pipe in pipes if _handed(pipe, waiting)]
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
        for pipe in pipes:
            pipe.close()  # the end of file is the word to go home
        for process in processes:
            if process.pid is not None:
                process.terminate()
                process.join(PATIENCE_S)
                if process.exitcode is None:
                    process.kill()


def _hired(
    workers: int, voices: Sequence[Voice], studio: Studio
) -> tuple[list[Connection], list[SpawnProcess]]:
    """Our ends of the workers' pipes, and the processes that we started for them."""
    import multiprocessing

    # "spawn": this process may have threads, and a lock that one of them holds is never freed
    # in a fork.
    context = multiprocessing.get_context("spawn")
    pairs = [context.Pipe() for _ in range(workers)]
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if _may_fork():
        orders: list[tuple[Any, tuple[Any, ...]]] = [(_nursery, (theirs, voices, studio))]
    else:
        orders = [(_work, (pipe, studio)) for pipe in theirs]
    processes = [context.Process(target=target, args=args) for target, args in orders]
    for process in processes:
        process.daemon = True
        with suppress(BrokenPipeError):  # killed before it had read what to do
            process.start()
    for pipe in theirs:
        pipe.close()
    return ours, processes


def _may_fork() -> bool:
    """On Linux; macOS's own libraries do not survive a fork."""
    return sys.platform.startswith("linux")


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


def _nursery(pipes: Sequence[Connection], voices: Sequence[Voice], studio: Studio) -> None:
    """Load what the workers need, fork one for each pipe, and wait for them."""
    import gc

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for voice in voices:
        engine = open_engine(voice, studio)
        if isinstance(engine, BatchEngine) and engine.batch(voice) > 1:
            continue  # a GPU's driver does not survive a fork
        with suppress(QuotecastError):  # told by the worker that needs it
            engine.prepare(voice)
    _give_back()
    gc.freeze()  # a collection would write to every object, and so copy its page
    children = []
    for pipe in pipes:
        child = os.fork()
        if child == 0:
            try:
                for other in pipes:
                    if other is not pipe:
                        other.close()
                _work(pipe, studio)
            finally:
                os._exit(0)  # what stands above on the stack is the nursery's business
        children.append(child)
    for pipe in pipes:
        pipe.close()
    signal.signal(signal.SIGTERM, lambda *_: _send_home(children))
    while children:
        with suppress(ChildProcessError):
            os.waitpid(children[-1], 0)
        children.pop()


def _give_back() -> None:
    """Return to the system what loading needed for a while: 130 MB at the VCTK shape."""
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl has not
    if trim is not None:
        trim(0)


def _send_home(children: list[int]) -> None:
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)


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
