"""Fetching a page: bounded in time, size and redirects, and never from a private address."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.message import Message
from typing import Final, NoReturn
from urllib.parse import urljoin, urlsplit, urlunsplit

from quotecast.errors import SourceError
from quotecast.readers import holding
from quotecast.readers.connecting import Pinned, ascii_name, public_addresses
from quotecast.readers.interface import MAX_BYTES, Raw
from quotecast.readers.kinds import CONTENT_TYPES
from quotecast.readers.unpacking import ACCEPTED, Unpacker

TIMEOUT = 20.0
"""Seconds for connecting and for each wait."""

DEADLINE = 60.0
"""Seconds for a whole page, redirects included, however slowly it drips in."""

REDIRECTS = 5

_AGENT = "Mozilla/5.0 (compatible; Quotecast; article reader)"
_FEEDS = (
    "application/rss+xml",
    "application/rdf+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
    "application/feed+json",
    "application/json",
)


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


@dataclass(slots=True)
class Traffic:
    """What fetching has cost."""

    bytes: int = 0
    """Of pages, failed ones too: as they came, or as unpacked where that is more."""


_traffic: Final[ContextVar[Traffic]] = ContextVar("traffic")


@contextmanager
def counting() -> Iterator[Traffic]:
    """Count what every :func:`fetch` of this thread costs while the block lasts."""
    traffic = Traffic()
    before = _traffic.set(traffic)
    try:
        yield traffic
    finally:
        _traffic.reset(before)


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
    held = holding.taken(url)
    if held is not None:
        return held
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
    try:
        return urljoin(here, location) if location else _nowhere(url)
    except ValueError:
        _nowhere(url)


def _nowhere(url: str) -> NoReturn:
    raise SourceError("redirected to nowhere", "check the address", where=url)


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
    if parts.username is not None or parts.password is not None:
        raise SourceError(
            "the address holds a user name or password",
            "leave it out: the address is shown with the episode",
            where=parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(),
        )
    secure = parts.scheme == "https"
    name = ascii_name(host, url)
    addresses = public_addresses(name, port or (443 if secure else 80), allow_private, url)
    connection = Pinned(name, addresses, secure, timeout, deadline)
    shown = f"[{name}]" if ":" in name else name
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    headers = {
        "Host": f"{shown}:{port}" if port else shown,
        "User-Agent": _AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": ACCEPTED,
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
            f"the server answered {response.status} {_printed(response.reason)}".rstrip(),
            _advice(response.status, response.headers.get("Retry-After", "")),
            where=url,
        )
    header: Message = response.headers
    kind = header.get_content_type() if header.get("Content-Type") else ""
    refuse_kind(kind, url, feeds=feeds)
    data = _body(response, url, limit, deadline)
    if not data.strip():
        raise SourceError("the page is empty", "check the address", where=url)
    return Fetched(data, here, kind, header.get_content_charset() or "")


def refuse_kind(kind: str, url: str, *, feeds: bool) -> None:
    """See that a content type may be an article, or a feed where one is asked for.

    Raises:
        SourceError: it is neither.
    """
    allowed = (*CONTENT_TYPES, "", "application/octet-stream", *(_FEEDS if feeds else ()))
    if kind not in allowed:
        raise SourceError(f"holds {kind}, not an article", "name a page with text", where=url)


def _advice(status: int, wait: str) -> str:
    """What to do about an answer that is no page; ``wait`` is its Retry-After (RFC 9110)."""
    if status in (404, 410):
        return "check the address: the page is not there, or no longer"
    if status in (429, 502, 503, 504):
        seconds = wait.strip() if wait.strip().isdecimal() else ""
        return f"try again in {seconds[:6]} seconds" if seconds else "try again later"
    return "if a browser shows the article, save the page there and name the file"


def _body(response: http.client.HTTPResponse, url: str, limit: int, deadline: float) -> bytes:
    """All of a response, unpacked, while it stays in its bounds."""
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""), url, limit)
    traffic = _traffic.get(Traffic())
    whole = bytearray()
    while chunk := response.read1(65_536):
        if time.monotonic() > deadline:
            raise SourceError("the server is too slow", "try again later", where=url)
        traffic.bytes += len(chunk)
        piece = unpacker.feed(chunk)
        traffic.bytes += max(0, len(piece) - len(chunk))
        whole += piece
        if len(whole) > limit:
            raise SourceError(f"larger than {limit // 1_000_000} MB", "", where=url)
    if response.length or not unpacker.whole:
        raise SourceError("the page broke off", "try again", where=url)
    return bytes(whole)


def _printed(words: str) -> str:
    """What a server said, fit to be printed."""
    return re.sub(r"[^ -~]+", " ", words)[:80].strip()


def _unreachable(url: str, fault: Exception) -> SourceError:
    if isinstance(fault, TimeoutError):
        reason = "no answer in time"
    elif isinstance(fault, http.client.IncompleteRead):
        reason = "the page broke off"
    elif isinstance(fault, http.client.HTTPException):
        reason = "cannot fetch: the answer is none of a web server"
    else:
        reason = f"cannot fetch: {_printed(str(fault)) or type(fault).__name__}"
    return SourceError(reason, "check the address and the connection, then try again", where=url)
