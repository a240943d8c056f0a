"""Hands of a cluster: Ray, started here or joined at an address.

Speakers are actors that each hold the models they have met, one CPU (or a share of a GPU) to
each; reading and mixing are tasks. Takes and audio go through the studio folder, which every
machine must see under the same name; between processes go texts, times and names only. Ray
starts again what died: an order is found half done and goes on.
"""

from __future__ import annotations

import os
import socket
import threading
from concurrent.futures import Future
from typing import Any, Final

from quotecast.batch import work
from quotecast.batch.job import JobResult
from quotecast.batch.processes import TRIES, lost
from quotecast.batch.work import Made, Order, Place, Reading
from quotecast.errors import ConfigError

STORE_BYTES: Final = 128 * 2**20
"""Ray's object store when it is started here: what passes is small."""


KNOCK_S: Final = 10.0
"""How long a cluster may take to answer at all."""


class Cluster:
    """Speakers and helpers on Ray.

    Args:
        place: the studio, as every machine sees it.
        workers: speakers; 0 for as many as there are CPUs here, or half of those of a
            cluster that is joined (the other half mixes), or as its GPUs can hold.
        address: of a running cluster, ``HOST:PORT`` or ``auto``; empty: one is started here
            and ended with the batch.
        gpu: share of a GPU that each speaker is given; 0 for none.

    Raises:
        ConfigError: Ray is not installed, not reached, or lacks what was asked for.
    """

    def __init__(self, place: Place, workers: int = 0, address: str = "", gpu: float = 0.0) -> None:
        ray = self._ray = _import_ray()
        self._own = not ray.is_initialized()
        if self._own:
            _connect(ray, workers or os.cpu_count() or 1, address)
        workers = workers or _room_for(ray, gpu)
        try:
            _check_room(ray, workers, gpu)
        except ConfigError:
            self.close()
            raise
        self._place = ray.put(place)
        self._read = ray.remote(num_cpus=1, max_retries=TRIES)(work.read)
        self._mix = ray.remote(num_cpus=1, max_retries=TRIES)(work.mix)
        speaker = ray.remote(
            num_cpus=0 if gpu else 1, num_gpus=gpu, max_restarts=-1, max_task_retries=TRIES
        )(_Speaker)
        self._speakers = [speaker.remote(place) for _ in range(workers)]
        self._loads = [0] * workers
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        """Speakers."""
        return len(self._speakers)

    def read(self, source: str) -> Future[Reading]:
        """Read an article, in a task."""
        return self._told(self._read.remote(source, self._place))

    def make(self, order: Order) -> Future[Made | JobResult]:
        """Speak it, by the speaker with the fewest orders, then mix it in a task."""
        with self._lock:
            chosen = self._loads.index(min(self._loads))
            self._loads[chosen] += 1
        spoken = self._speakers[chosen].speak.remote(order)

        def free(_: Future[Any]) -> None:
            with self._lock:
                self._loads[chosen] -= 1

        spoken.future().add_done_callback(free)
        return self._told(self._mix.remote(order, spoken, self._place))

    def close(self) -> None:
        """Leave the cluster, which ends our actors; one that was started here ends."""
        if self._own:
            self._ray.shutdown()

    def _told(self, reference: Any) -> Future[Any]:
        """A future of the result; a worker that Ray gave up is told in our words."""
        outer: Future[Any] = Future()

        def ended(inner: Future[Any]) -> None:
            fault = inner.exception()
            if fault is None:
                outer.set_result(inner.result())
            elif isinstance(fault, self._ray.exceptions.RayTaskError):
                outer.set_exception(fault)
            elif isinstance(fault, self._ray.exceptions.RayError):
                outer.set_exception(lost(TRIES + 1))
            else:
                outer.set_exception(fault)

        reference.future().add_done_callback(ended)
        return outer


class _Speaker:
    """An actor: engines stay open in its process from one order to the next."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def speak(self, order: Order) -> work.Spoken | JobResult:
        """Record what has no take yet."""
        return work.speak(order, self._place)


def _import_ray() -> Any:
    # Before Ray is imported, which reads it: nothing is reported to anybody.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as fault:
        raise ConfigError(
            "Ray is not installed", "pip install 'quotecast[cluster]', or use --jobs"
        ) from fault
    return ray


def _connect(ray: Any, workers: int, address: str) -> None:
    quiet = {"logging_level": "error", "log_to_driver": False}
    try:
        if address:
            _knock(address)
            ray.init(address=address, **quiet)
        else:
            # A speaker rests while its article is mixed by a helper: two to a worker.
            ray.init(
                address="local",
                num_cpus=2 * workers,
                include_dashboard=False,
                object_store_memory=STORE_BYTES,
                **quiet,
            )
    except (ConnectionError, ValueError, RuntimeError, OSError) as fault:
        raise ConfigError(
            f"no Ray cluster at {address or 'this machine'}: {fault}",
            "see `ray status`; without --address one is started here",
        ) from fault


def _knock(address: str) -> None:
    """Ray asks an address where nobody answers for many minutes: ask once before."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=KNOCK_S).close()


def _room_for(ray: Any, gpu: float) -> int:
    """As many speakers as there is room for."""
    there = ray.cluster_resources()
    if gpu:
        return max(1, int(there.get("GPU", 0) / gpu))
    return max(1, int(there.get("CPU", 2)) // 2)


def _check_room(ray: Any, workers: int, gpu: float) -> None:
    """Refuse what Ray would wait for, for ever."""
    there = ray.cluster_resources()
    needed = {"CPU": 1.0 if gpu else workers + 1.0, "GPU": workers * gpu}
    for name, amount in needed.items():
        if there.get(name, 0) < amount:
            raise ConfigError(
                f"{workers} workers need {amount:g} {name}, the cluster has {there.get(name, 0):g}",
                "ask for fewer --workers" + (" or a smaller --gpu" if name == "GPU" else ""),
            )
