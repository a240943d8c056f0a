"""A bound on how long a network connection may take, whatever the other side does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def cut_off(sock: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Shut a connection down when the block takes longer than so many seconds.

    A time-out of a socket bounds each wait, so a server that sends a byte now and then can
    hold a reader for days. Yields an event that is set when the time was up.
    """
    late = threading.Event()

    def shut() -> None:
        late.set()
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, shut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
