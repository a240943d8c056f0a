"""Listening on this machine: output/ over HTTP, as podcast apps need it.

Starlette's file response answers ranges and validators (RFC 9110); around it stand the
rules it leaves open: what is published, media types, cross-origin reading, and ranges a
client may not send.
"""

from __future__ import annotations

import hashlib
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quotecast.errors import PublishError
from quotecast.publish import places
from quotecast.publish.withdrawn import is_withdrawn

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_ONE_OR_MORE_RANGES: Final = re.compile(r"bytes=\s*(\d+-\d*|-\d+)(\s*,\s*(\d+-\d*|-\d+)){0,99}\s*")
"""Ranges of bytes; anything else is ignored, as RFC 9110 section 14.2 asks."""

_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
"""A Host header that may be repeated in an answer."""

_HEADERS: Final = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""``no-cache`` means: ask whether it changed, by its ETag."""

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""For pages: nothing from other hosts, no script but our own."""

_PREFLIGHT: Final = {
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "Range, If-Range, If-None-Match",
    "access-control-max-age": "86400",
}


def make_app(directory: Path) -> Starlette:
    """The application that serves one folder's published files."""
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_HEADERS | _PREFLIGHT)
        return _answer(request, directory)

    methods = ["GET", "HEAD", "OPTIONS"]
    return Starlette(routes=[Route("/{path:path}", answer, methods=methods)])


def _answer(request: Request, directory: Path) -> Response:
    from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

    relative = request.path_params["path"]
    file = find(directory, relative)
    if file is None:
        return PlainTextResponse("Not found\n", status_code=404, headers=_HEADERS)
    if file.is_dir():
        # Only the path goes into the redirect: a name cannot lead to another host.
        return RedirectResponse(f"./{file.name}/", status_code=308, headers=_HEADERS)
    _drop_bad_range(request)
    headers = dict(_HEADERS)
    kind = places.media_type(file.name)
    if kind.startswith(("text/html", "image/svg")):
        headers["content-security-policy"] = _POLICY
    response: Response
    if file.suffix == ".xml" and (address := _other_address(request)):
        data = file.read_bytes().replace(places.LOOPBACK.encode(), address.encode())
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        response = Response(data, headers=headers | {"etag": tag})
    else:
        response = FileResponse(file, media_type=kind, headers=headers, stat_result=file.stat())
    response.headers["content-type"] = kind
    modified = response.headers.get("last-modified", "")
    if _unchanged(request, response.headers["etag"], modified):
        return _not_modified(response)
    return response


def _other_address(request: Request) -> str:
    """Where the client reached us, if that is not where a feed without base_url points.

    So such a feed also works on another port, and from a telephone in the same network.
    """
    host = request.headers.get("host", "")
    address = f"http://{host}/"
    return address if _HOST.fullmatch(host) and address != places.LOOPBACK else ""


def find(directory: Path, relative: str) -> Path | None:
    """The published file a path names; a folder with an index when the slash is missing.

    None for what is not there, not published, or (through a link) not in the folder.
    """
    if "\0" in relative or "\\" in relative:
        return None
    name = relative + places.PAGE if not relative or relative.endswith("/") else relative
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return None
    root = directory.resolve()
    try:
        path = root.joinpath(*parts).resolve()
        if not path.is_relative_to(root) or is_withdrawn(root, path.relative_to(root).parts):
            return None
        if path.is_dir() and (path / places.PAGE).is_file():
            return path if places.is_published(f"{name}/{places.PAGE}") else None
        return path if path.is_file() and _allowed(path, root, name) else None
    except OSError:
        return None


def _allowed(path: Path, root: Path, name: str) -> bool:
    """Published under the name asked for, and under the name it really has."""
    real = path.relative_to(root).as_posix()
    return places.is_published(name) and places.is_published(real)


def _drop_bad_range(request: Request) -> None:
    """Forget a Range that is not for GET, not of bytes, or not well formed."""
    value = request.headers.get("range", "")
    good = request.method == "GET" and _ONE_OR_MORE_RANGES.fullmatch(value) is not None
    if value and not (good and _ordered(value)):
        kept = [(key, data) for key, data in request.scope["headers"] if key != b"range"]
        request.scope["headers"] = kept


def _ordered(value: str) -> bool:
    pairs = [part.strip().split("-") for part in value.partition("=")[2].split(",")]
    if any(len(number) > 18 for pair in pairs for number in pair):
        return False
    return all(not (a and b) or int(a) <= int(b) for a, b in pairs)


def _unchanged(request: Request, etag: str, modified: str) -> bool:
    """Whether the client's copy is the current one (If-None-Match wins over the date)."""
    from email.utils import parsedate_to_datetime

    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return "*" in known or etag in known
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(modified)
    except (TypeError, ValueError):
        return False


def _not_modified(response: Response) -> Response:
    from starlette.responses import Response

    names = ("etag", "last-modified", *_HEADERS)
    kept = {name: response.headers[name] for name in names if name in response.headers}
    return Response(status_code=304, headers=kept)


def serve(
    directory: Path, host: str = places.HOST, port: int = places.PORT, *, public: bool = False
) -> None:
    """Serve a folder until interrupted.

    Args:
        directory: output/.
        host: the address to listen on; other machines reach only what ``public`` allows.
        port: 0 takes a free one.
        public: whether an address that other machines can reach is meant.

    Raises:
        PublishError: nothing to serve, the port is taken, or the address is public
            without ``public``.
    """
    import uvicorn

    if not directory.is_dir():
        raise PublishError(
            f"nothing to serve: there is no {directory.name}/",
            "produce an episode first: quotecast episode SOURCE",
        )
    with listen(host, port, public=public) as listener:
        config = uvicorn.Config(
            make_app(directory), log_level="warning", access_log=False, server_header=False
        )
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int, *, public: bool) -> socket.socket:
    """A listening socket on an address that was meant.

    Raises:
        PublishError: the address is unknown, taken, or public without ``public``.
    """
    if not 0 <= port <= 65_535:
        raise PublishError(f"no such port: {port}", "0 to 65535; 0 takes a free one")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as fault:
        raise PublishError(f"no such address: {host}:{port}", "such as 127.0.0.1:8010") from fault
    if not public and not _is_loopback(str(address[0])):
        raise PublishError(
            f"{host} can be reached from other machines",
            "add --public if that is what you want",
        )
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as fault:
        listener.close()
        raise PublishError(
            f"cannot listen on {host}:{port}: {fault.strerror}", "choose another with --port"
        ) from fault
    return listener


def _is_loopback(address: str) -> bool:
    import ipaddress

    return ipaddress.ip_address(address.partition("%")[0]).is_loopback
