"""A server from which a page is fetched: how long and how much it can make us wait and hold.

Private addresses in every spelling, redirects to them, name servers that change their answer,
bombs and types: tests/readers/test_fetching.py. Private addresses behind a redirect in a feed
go the same way.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from quotecast.errors import SourceError
from quotecast.readers import connecting, fetching
from quotecast.readers.fetching import fetch

Serve = Callable[[socket.socket], None]


@contextmanager
def server(talk: Serve) -> Iterator[str]:
    """A socket on this machine that answers every request in its own way."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def work() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    with client, contextlib.suppress(OSError):
                        talk(client)

        threading.Thread(target=work, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


def dripping(start: bytes, drop: bytes) -> Serve:
    """A byte now and then, each soon enough for the time-out of a single wait."""

    def talk(client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(start)
        while True:
            time.sleep(0.05)
            client.sendall(drop)

    return talk


DRIPS = {
    "status line": dripping(b"", b"H"),
    "head": dripping(b"HTTP/1.1 200 OK\r\n", b"X"),
    "heads": dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "never begun": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
    "chunk": dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_server_that_drips_is_left_at_the_deadline(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "DEADLINE", 0.4)
    with (
        server(DRIPS[what]) as url,
        pytest.raises(SourceError, match=r"no answer in time|too slow|cannot fetch"),
    ):
        fetch(url, allow_private=True, timeout=0.3)


def test_an_endless_page_ends_at_its_bound() -> None:
    def talk(client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            client.sendall(b"x" * 65_536)

    with server(talk) as url, pytest.raises(SourceError, match="larger than"):
        fetch(url, allow_private=True, limit=1_000_000)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://x/", "//[::1]:9/", "http:///"])
def test_redirects_stay_on_the_web(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def talk(client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\n\r\n".encode())

    real = connecting._public
    monkeypatch.setattr(connecting, "_public", lambda ip: ip == "127.0.0.1" or real(ip))
    with server(talk) as url, pytest.raises(SourceError):
        fetch(url)


def test_an_address_cannot_smuggle_a_header(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []

    def talk(client: socket.socket) -> None:
        heard.append(client.recv(4096))
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nWords.")

    with server(talk) as url:
        fetch(url + "a b\r\nX-Evil: 1\r\n\r\nGET /x?y=\u00e9#z", allow_private=True)
        with pytest.raises(SourceError, match="user name or password") as fault:
            fetch(url.replace("//", "//user:key@"), allow_private=True)
        assert "key" not in str(fault.value)
    assert len(heard) == 1
    for request in heard:
        head, _, rest = request.partition(b"\r\n\r\n")
        assert rest == b""
        assert not any(row.lower().startswith(b"x-evil") for row in head.split(b"\r\n"))
        assert b"key" not in head


def test_a_name_of_other_letters_is_asked_for_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []

    def talk(client: socket.socket) -> None:
        heard.append(client.recv(4096))
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nWords.")

    with server(talk) as url:
        port = int(url.rstrip("/").rpartition(":")[2])
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
        fetch(f"http://b\u00fccher.example:{port}/", allow_private=True)
    assert f"Host: xn--bcher-kva.example:{port}\r\n".encode() in heard[0]
