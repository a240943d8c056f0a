"""Connections to addresses that were checked, held open until a deadline and no longer.

A name is resolved once and the connection goes to the address that was checked, so that
a second answer of the name server cannot lead elsewhere (DNS rebinding).
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from typing import Any

from quotecast.errors import SourceError


def ascii_name(host: str, url: str) -> str:
    """A host's name as name servers and certificates know it (``bücher.example`` in IDNA)."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as fault:
        raise SourceError("not a web address", "check its spelling", where=url) from fault


def public_addresses(host: str, port: int, allow_private: bool, url: str) -> list[tuple[str, int]]:
    """The addresses of a name, asked for once, all of them checked."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise SourceError(
            f"no such host {host}", "check the address and the connection", where=url
        ) from fault
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not allow_private:
        for address in addresses:
            if not _public(address):
                raise SourceError(
                    f"{host} is at the private address {address}",
                    "--allow-private fetches it all the same",
                    where=url,
                )
    return [(address, port) for address in addresses]


def _public(address: str) -> bool:
    """Whether an address belongs to the open internet (IANA's special-purpose registries)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not _public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class Pinned(http.client.HTTPConnection):
    """A connection to an address already checked, under the name that was asked for."""

    def __init__(
        self,
        host: str,
        addresses: list[tuple[str, int]],
        secure: bool,
        timeout: float,
        deadline: float,
    ) -> None:
        super().__init__(host, addresses[0][1], timeout=timeout)
        self._pinned = addresses
        self._secure = secure
        self._limit = timeout
        self._deadline = deadline

    def connect(self) -> None:
        """Connect to the first pinned address that answers; the certificate must be the name's."""
        plain = self._open()
        try:
            self.sock = plain
            if self._secure:
                context = ssl.create_default_context()
                self.sock = context.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise

    def _open(self) -> socket.socket:
        for address in self._pinned[:-1]:
            try:
                return socket.create_connection(address, _left(self._limit, self._deadline))
            except OSError:
                continue
        return socket.create_connection(self._pinned[-1], _left(self._limit, self._deadline))

    def response_class(self, sock: socket.socket, **more: Any) -> http.client.HTTPResponse:  # type: ignore[override]
        """A response that is read until the deadline and no longer, its head included."""
        response = http.client.HTTPResponse(sock, **more)
        response.fp.close()
        response.fp = io.BufferedReader(_Dripping(sock, self._limit, self._deadline))
        return response


def _left(limit: float, deadline: float) -> float:
    """How long to wait now: the limit of one wait, or what is left of them all."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(limit, left)


class _Dripping(io.RawIOBase):
    """A socket's bytes: a server that sends one now and then cannot hold a run for ever."""

    def __init__(self, sock: socket.socket, limit: float, deadline: float) -> None:
        self._sock, self._limit, self._deadline = sock, limit, deadline
        self._held = sock.makefile("rb", buffering=0)  # keeps it open until this is closed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(_left(self._limit, self._deadline))
        return self._held.readinto(buffer)

    def close(self) -> None:
        self._held.close()
        super().close()
