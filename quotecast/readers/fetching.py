"""Fetching a page: bounded in time, size and redirects, and never from a private address.

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
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from quotecast.errors import SourceError
from quotecast.readers.interface import MAX_BYTES, Raw
from quotecast.readers.kinds import CONTENT_TYPES

TIMEOUT = 20.0
"""Seconds for connecting and for each wait."""

DEADLINE = 60.0
"""Seconds for a whole page, redirects included, however slowly it drips in."""

REDIRECTS = 5

_AGENT = "Mozilla/5.0 (compatible; Quotecast; article reader)"
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    data: bytes
    final_url: str
    """After redirects."""
    content_type: str
    """Without parameters, lower case; empty when the server named none."""
    encoding: str = ""

    def raw(self, source: str) -> Raw:
        """For a reader."""
        return Raw(source, self.data, "", self.final_url, self.encoding, self.content_type)


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    timeout: float = TIMEOUT,
    limit: int = MAX_BYTES,
    accept_feeds: bool = False,
) -> Fetched:
    """Get a page.

    Args:
        url: ``http`` or ``https``.
        allow_private: permit private, loopback and link-local addresses.
        timeout: seconds for connecting and for each wait.
        limit: bytes, after decompression.
        accept_feeds: permit RSS and Atom too.

    Raises:
        SourceError: refused, unreachable, not found, too slow, too large, or of a type
            that holds no article.
    """
    deadline = time.monotonic() + max(DEADLINE, timeout)
    here = url
    for _ in range(REDIRECTS + 1):
        response, connection = _get(here, url, allow_private, timeout, deadline)
        try:
            if response.status in (301, 302, 303, 307, 308):
                here = _next(here, response.headers.get("Location", ""), url)
                continue
            return _page(response, here, url, limit, deadline, accept_feeds)
        except (OSError, http.client.HTTPException) as fault:
            raise _unreachable(url, fault) from fault
        finally:
            connection.close()
    raise SourceError(f"more than {REDIRECTS} redirects", "name the final address", where=url)


def _next(here: str, location: str, url: str) -> str:
    if not location:
        raise SourceError("redirected to nowhere", "check the address", where=url)
    return urljoin(here, location)


def _get(
    here: str, url: str, allow_private: bool, timeout: float, deadline: float
) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    """Ask for one address, redirects not followed."""
    try:
        parts = urlsplit(here)
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise SourceError("not a web address", "check its spelling", where=here) from fault
    if parts.scheme not in ("http", "https") or not host:
        raise SourceError(
            f"cannot fetch {parts.scheme or 'this'} addresses",
            "only http and https are fetched",
            where=here,
        )
    secure = parts.scheme == "https"
    name = _ascii_name(host, url)
    addresses = _addresses(name, port or (443 if secure else 80), allow_private, url)
    connection = _Pinned(name, addresses, secure, timeout, deadline)
    shown = f"[{name}]" if ":" in name else name
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    headers = {
        "Host": f"{shown}:{port}" if port else shown,
        "User-Agent": _AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, identity",
        "Connection": "close",
    }
    try:
        connection.request("GET", _ascii(path), headers=headers)
        return connection.getresponse(), connection
    except (OSError, http.client.HTTPException, ValueError) as fault:
        connection.close()
        raise _unreachable(url, fault) from fault


def _ascii(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/%:?#[]@!$&'()*+,;=-._~")


def _ascii_name(host: str, url: str) -> str:
    """A host's name as name servers and certificates know it (``bücher.example`` in IDNA)."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as fault:
        raise SourceError("not a web address", "check its spelling", where=url) from fault


def _addresses(host: str, port: int, allow_private: bool, url: str) -> list[tuple[str, int]]:
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


class _Pinned(http.client.HTTPConnection):
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


def _page(
    response: http.client.HTTPResponse,
    here: str,
    url: str,
    limit: int,
    deadline: float,
    feeds: bool,
) -> Fetched:
    if response.status != 200:
        raise SourceError(
            f"the server answered {response.status} {response.reason}".rstrip(),
            "if a browser shows the article, save the page there and name the file",
            where=url,
        )
    header: Message = response.headers
    kind = header.get_content_type() if header.get("Content-Type") else ""
    allowed = (*CONTENT_TYPES, "", "application/octet-stream", *(_FEEDS if feeds else ()))
    if kind not in allowed:
        raise SourceError(f"holds {kind}, not an article", "name a page with text", where=url)
    data = _body(response, url, limit, deadline)
    if not data.strip():
        raise SourceError("the page is empty", "check the address", where=url)
    return Fetched(data, here, kind, header.get_content_charset() or "")


def _body(response: http.client.HTTPResponse, url: str, limit: int, deadline: float) -> bytes:
    """All of a response, unpacked, while it stays in its bounds."""
    packed = response.headers.get("Content-Encoding", "identity").lower()
    if packed not in ("identity", "", "gzip", "x-gzip"):
        raise SourceError(f"sent packed as {packed}", "save the page and name the file", where=url)
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packed else None
    whole = bytearray()
    while chunk := response.read1(65_536):
        if time.monotonic() > deadline:
            raise SourceError("the server is too slow", "try again later", where=url)
        try:
            whole += unpack.decompress(chunk, limit + 1) if unpack else chunk
        except zlib.error as fault:
            raise SourceError("the page is damaged", "try again", where=url) from fault
        if len(whole) > limit:
            raise SourceError(f"larger than {limit // 1_000_000} MB", "", where=url)
    return bytes(whole)


def _unreachable(url: str, fault: Exception) -> SourceError:
    slow = isinstance(fault, TimeoutError)
    reason = "no answer in time" if slow else f"cannot fetch: {fault or type(fault).__name__}"
    return SourceError(reason, "check the address and the connection, then try again", where=url)
