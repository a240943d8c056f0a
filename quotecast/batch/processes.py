"""Hands of this machine: processes that each make one article at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any, Final

from quotecast.batch import work
from quotecast.batch.job import MORE_MEMORY, JobResult
from quotecast.batch.work import Made, Order, Place, Reading
from quotecast.errors import EngineError

TRIES: Final = 3
"""How often an article is begun whose worker is killed: for want of memory, most often."""

ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What the libraries under numpy and torch ask for the number of their threads. Two processes
with two threads each on two cores were no faster than one; with one each, 1.8 times."""


class Processes:
    """Processes with a pool each: a death is met by one pool and the article in it."""

    def __init__(self, place: Place, count: int) -> None:
        self._place = place
        self._lock = threading.RLock()
        self._slots = [_Slot() for _ in range(count)]
        self._waiting: deque[_Task] = deque()
        self._broken: list[ProcessPoolExecutor | None] = []
        """Pools whose process died. From Python 3.12 on a pool reports that while it holds a
        lock, which it takes again when it is collected: the last one to know it must not let it
        go in the midst of the report, or its thread waits for itself for ever."""
        self._closed = False

    @property
    def count(self) -> int:
        """Processes."""
        return len(self._slots)

    def read(self, source: str) -> Future[Reading]:
        """Read an article."""
        return self._hand_out(work.read, source)

    def make(self, order: Order) -> Future[Made | JobResult]:
        """Speak and mix it."""
        return self._hand_out(work.make, order)

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            self._closed = True
            ours = {slot.pool for slot in self._slots if slot.pool is not None}
            idle = all(slot.task is None for slot in self._slots)
            while self._waiting:
                self._waiting.popleft().outer.cancel()
        for pool in ours:
            pool.shutdown(wait=idle, cancel_futures=True)
        if not idle:
            for process in multiprocessing.active_children():
                process.terminate()

    def _hand_out(self, step: Callable[[Any, Place], Any], given: object) -> Future[Any]:
        task = _Task(step, given)
        with self._lock:
            self._waiting.append(task)
            self._serve()
        return task.outer

    def _serve(self) -> None:
        """Give what waits to idle processes, one task each: a death is met by that task alone."""
        while self._waiting and not self._closed:
            slot = next((slot for slot in self._slots if slot.task is None), None)
            if slot is None:
                return
            self._start(self._waiting.popleft(), slot)

    def _start(self, task: _Task, slot: _Slot) -> None:
        slot.task = task
        try:
            inner = slot.opened().submit(task.step, task.given, self._place)
        except BrokenProcessPool:  # it died idle
            self._give_up(slot)
            inner = slot.opened().submit(task.step, task.given, self._place)
        inner.add_done_callback(lambda inner: self._ended(inner, task, slot))

    def _ended(self, inner: Future[Any], task: _Task, slot: _Slot) -> None:
        fault = None if inner.cancelled() else inner.exception()
        killed = isinstance(fault, BrokenProcessPool)
        with self._lock:
            slot.task = None
            if killed:
                self._give_up(slot)
                task.tries -= 1
            again = killed and task.tries > 0 and not self._closed
            if again:
                self._waiting.appendleft(task)
            self._serve()
        if again:
            return
        if inner.cancelled():
            task.outer.cancel()
        elif killed:
            task.outer.set_exception(lost(TRIES))
        elif fault is not None:
            task.outer.set_exception(fault)
        else:
            task.outer.set_result(inner.result())

    def _give_up(self, slot: _Slot) -> None:
        self._broken.append(slot.pool)
        slot.pool = None


def lost(tries: int) -> EngineError:
    """Why an article was given up that takes its worker with it each time."""
    return EngineError(
        f"the process that made it was killed {tries} times",
        f"most often memory: {MORE_MEMORY}",
    )


@dataclass(slots=True, eq=False)
class _Task:
    """A step to be done, and whom its end is told."""

    step: Callable[[Any, Place], Any]
    given: object
    tries: int = TRIES
    outer: Future[Any] = field(default_factory=Future)


class _Slot:
    """A pool of one process, started when it is first needed."""

    def __init__(self) -> None:
        self.pool: ProcessPoolExecutor | None = None
        self.task: _Task | None = None

    def opened(self) -> ProcessPoolExecutor:
        if self.pool is None:
            # "spawn": a forked torch may hang on locks of threads that are not there any more.
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        return self.pool


def _begin() -> None:
    # Before numpy is loaded: one thread for each process, or they wait for each other's.
    for variable in ONE_THREAD:
        os.environ.setdefault(variable, "1")
    # Ctrl-C reaches the whole group of processes; the one that leads it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent tells nobody: whoever waits for its orders would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
