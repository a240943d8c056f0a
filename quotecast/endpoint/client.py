"""One request to the server, bounded in time and size, no redirect followed.

The address is the show's setting, so loopback and private networks are meant and permitted, as
an article's never are; out in the open internet only HTTPS is spoken. A show may come from a
stranger, though: the key goes only to the address it was given for, and nothing to link-local
addresses, where the secrets of cloud machines are told.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

KEY_VARIABLE: Final = "QUOTECAST_ENDPOINT_KEY"
"""Environment variable that holds the server's key. Its name is fixed: a studio from a
stranger must not name another secret to be sent."""

OWNER_VARIABLE: Final = "QUOTECAST_ENDPOINT"
"""Environment variable that names the endpoint whose key it is: a studio from a stranger names
a server of its own, and must not be sent the key of another."""

MAX_ANSWER: Final = 1_000_000
"""Bytes of a response; an answer that says what was asked has some hundred."""


class UnansweredError(Exception):
    """No answer that could be used, for the reason given; the doubt stays."""


def completions_url(endpoint: str) -> str:
    """Where chat completions are asked for: below the API's root, or as it is named."""
    root = endpoint.rstrip("/")
    return root if root.endswith("/chat/completions") else f"{root}/chat/completions"


def origin(url: str) -> str:
    """Scheme, host and port of an address, spelt one way; empty where it has none.

    As browsers tell who is who (RFC 6454, section 4).
    """
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.hostname and port else ""


def key_for(url: str) -> str:
    """The key that may be sent to an address; empty for none."""
    key = os.environ.get(KEY_VARIABLE, "").strip()
    return "" if withheld(url) else key


def withheld(url: str) -> str:
    """Why an address is not sent the key there is; empty when it is, or when there is none."""
    if not os.environ.get(KEY_VARIABLE, "").strip():
        return ""
    owner = os.environ.get(OWNER_VARIABLE, "").strip()
    if owner and origin(owner) == origin(url):
        return ""
    whose = f"{OWNER_VARIABLE} names another address" if owner else f"{OWNER_VARIABLE} is not set"
    return (
        f"{KEY_VARIABLE} is not sent to {origin(url)}: {whose}; "
        f"if the key is for that server, set {OWNER_VARIABLE} to the endpoint's address"
    )


def post(url: str, body: bytes, timeout: float) -> bytes:
    """Send a request, return the response's body.

    Raises:
        UnansweredError: refused, not in time, not 200, too large, or not safe to send.
    """
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=timeout)
        try:
            connection.connect()
            _check_peer(connection, parts.scheme)
            with _cut_off(connection.sock, timeout) as late:
                return _in_time(connection, url, body, late)
        finally:
            connection.close()
    except TimeoutError as fault:
        raise UnansweredError(f"no answer within {timeout:g} seconds") from fault
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise UnansweredError(f"not reached: {fault or type(fault).__name__}") from fault


@contextmanager
def _cut_off(sock: socket.socket, seconds: float) -> Iterator[threading.Event]:
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


def _check_peer(connection: http.client.HTTPConnection, scheme: str) -> None:
    address = ipaddress.ip_address(str(connection.sock.getpeername()[0]).partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_link_local:
        raise UnansweredError("a link-local address is no endpoint")
    if address.is_global and scheme != "https":
        raise UnansweredError("out in the internet it must be an https:// address")


def _in_time(
    connection: http.client.HTTPConnection, url: str, body: bytes, late: threading.Event
) -> bytes:
    """What was read before the connection was cut off for being late is no answer."""
    try:
        data = _exchange(connection, url, body)
    except (OSError, http.client.HTTPException, UnansweredError) as fault:
        if late.is_set():
            raise TimeoutError from fault
        raise
    if late.is_set():
        raise TimeoutError
    return data


def _exchange(connection: http.client.HTTPConnection, url: str, body: bytes) -> bytes:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Quotecast",
        "Connection": "close",
    }
    if key := key_for(url):
        headers["Authorization"] = f"Bearer {key}"
    connection.request("POST", urlsplit(url).path, body=body, headers=headers)
    response = connection.getresponse()
    if response.status != 200:
        raise UnansweredError(f"it answered {response.status} {response.reason}".rstrip())
    data = response.read(MAX_ANSWER + 1)
    if len(data) > MAX_ANSWER:
        raise UnansweredError("its answer is far too long")
    if response.length:
        raise UnansweredError("its answer broke off")
    return data
