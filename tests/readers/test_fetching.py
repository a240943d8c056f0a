from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from quotecast.errors import SourceError
from quotecast.readers import connecting, read
from quotecast.readers.fetching import fetch
from quotecast.readers.inbox import Entry, list_articles
from quotecast.readers.keeping import kept_form, read_kept
from quotecast.readers.unpacking import Unpacker

PAGE = (Path(__file__).parent / "pages" / "harbour.html").read_bytes()
FEED = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>Gazette</title>
<item><title>A wall &amp; more</title><link>/page</link><guid isPermaLink="false">g1</guid>
<pubDate>Tue, 05 Mar 2024 06:30:00 +0100</pubDate></item>
<item><title>Again</title><link>/page?2</link><guid isPermaLink="false">g1</guid></item>
<item><guid>https://quay.example/three</guid></item>
<item><title>No link &x;</title></item>
<item><link>javascript:alert(1)</link></item>
</channel></rss>"""


HTML = {"Content-Type": "text/html"}
ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/loop": (302, b"", {"Location": "/loop"}),
    "/moved": (301, b"", {"Location": "page"}),
    "/away": (302, b"", {"Location": "ftp://example.org/x"}),
    "/nowhere": (302, b"", {}),
    "/private": (302, b"", {"Location": "http://169.254.169.254/secret"}),
    "/page": (200, PAGE, {"Content-Type": "text/html; charset=utf-8"}),
    "/packed": (200, gzip.compress(PAGE), {**HTML, "Content-Encoding": "gzip"}),
    "/bomb": (200, gzip.compress(b" " * 30_000_000), {**HTML, "Content-Encoding": "gzip"}),
    "/odd": (200, b"x", {**HTML, "Content-Encoding": "br"}),
    "/newer": (200, b"x", {**HTML, "Content-Encoding": "zstd"}),
    "/twice": (200, b"x", {**HTML, "Content-Encoding": "deflate, gzip"}),
    "/members": (
        200,
        gzip.compress(PAGE[:500]) + gzip.compress(PAGE[500:]) + b"\0" * 9,
        {**HTML, "Content-Encoding": "gzip"},
    ),
    "/members-cut": (
        200,
        gzip.compress(PAGE[:500]) + gzip.compress(PAGE[500:])[:-9],
        {**HTML, "Content-Encoding": "gzip"},
    ),
    "/members-bomb": (
        200,
        gzip.compress(b" " * 4_000_000) * 8,
        {**HTML, "Content-Encoding": "gzip"},
    ),
    "/members-many": (
        200,
        gzip.compress(b"") * 50_000,
        {**HTML, "Content-Encoding": "gzip"},
    ),
    "/not-packed": (200, PAGE, {**HTML, "Content-Encoding": "gzip"}),
    "/charset": (200, PAGE, {**HTML, "Content-Encoding": "UTF-8"}),
    "/deflated": (200, zlib.compress(PAGE), {**HTML, "Content-Encoding": "deflate"}),
    "/bare": (200, zlib.compress(PAGE)[2:-4], {**HTML, "Content-Encoding": "deflate"}),
    "/deflated-bomb": (
        200,
        zlib.compress(b" " * 30_000_000),
        {**HTML, "Content-Encoding": "deflate"},
    ),
    "/forbidden": (403, b"no", HTML),
    "/busy": (429, b"", {"Retry-After": "120"}),
    "/down": (503, b"", {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}),
    "/far": (301, b"", {"Location": "/farther"}),
    "/farther": (308, b"", {"Location": "/moved"}),
    "/image": (200, b"x", {"Content-Type": "image/png"}),
    "/empty": (200, b" ", HTML),
    "/feed": (200, FEED, {"Content-Type": "application/rss+xml"}),
    "/latin": (
        200,
        (
            "<!-- x --><h1>Un café</h1>" + "<p>The café by the wall stays open all night.</p>" * 6
        ).encode("iso-8859-1"),
        {"Content-Type": "text/html; charset=iso-8859-1"},
    ),
    "/text": (200, b"A plain text.", {"Content-Type": "text/plain"}),
    "/short": (200, PAGE, {**HTML, "Content-Length": str(len(PAGE) + 99), "Connection": "close"}),
    "/cut": (200, gzip.compress(PAGE)[:-9], {**HTML, "Content-Encoding": "gzip"}),
    "/bracket": (302, b"", {"Location": "http://[::1"}),
    "/file": (302, b"", {"Location": "file:///etc/passwd"}),
    "/user": (302, b"", {"Location": "http://me:secret@example.org/"}),
}


class Site(BaseHTTPRequestHandler):
    """A small web site with every kind of trouble."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/slow":
            threading.Event().wait(1.5)
            return
        status, body, headers = ANSWERS.get(path, (404, b"gone", {}))
        self.answer(status, body, **headers)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page(site: str) -> None:
    article = read(f"{site}/moved", allow_private=True)
    assert article.title == "Harbour wall to be rebuilt"
    assert article.source == f"{site}/moved"
    assert article.image == f"{site}/images/wall.jpg"


def test_what_was_fetched_can_be_kept_and_read_again(site: str) -> None:
    fetched = fetch(f"{site}/moved", allow_private=True)
    assert fetched.data == PAGE
    assert fetched.final_url == f"{site}/page"
    assert (fetched.content_type, fetched.encoding) == ("text/html", "utf-8")


@pytest.mark.parametrize("path", ["/page", "/latin", "/text"])
def test_a_kept_page_reads_like_the_fetched_one(site: str, path: str) -> None:
    url = site + path
    suffix, data = kept_form(fetch(url, allow_private=True), url)
    assert suffix == (".txt" if path == "/text" else ".html")
    fresh, again = read(url, allow_private=True), read_kept(data, suffix, url)
    assert again == fresh
    assert path != "/latin" or "café" in again.text


def test_a_packed_page_and_a_plain_one(site: str) -> None:
    packed = ("/packed", "/deflated", "/bare", "/members", "/not-packed", "/charset")
    for path in (*packed, "/far"):
        assert fetch(f"{site}{path}", allow_private=True).data == PAGE
    assert read(f"{site}/text", allow_private=True).text == "A plain text."


@pytest.mark.parametrize("size", [1, 2, 3, 7, 65_536])
def test_chunks_may_be_cut_anywhere(size: int) -> None:
    packed = gzip.compress(b"A wall. ") + gzip.compress(b"A sea.") + b"\0\0" + gzip.compress(b"No")
    unpacker = Unpacker("gzip", "https://quay.example", 1000)
    fed = [unpacker.feed(packed[at : at + size]) for at in range(0, len(packed), size)]
    assert (b"".join(fed), unpacker.whole) == (b"A wall. A sea.", True)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/loop", "more than 5 redirects"),
        ("/away", "cannot fetch ftp"),
        ("/nowhere", "redirected to nowhere"),
        ("/missing", "answered 404"),
        ("/image", "holds image/png"),
        ("/empty", "empty"),
        ("/bomb", "larger than 20 MB"),
        ("/deflated-bomb", "larger than 20 MB"),
        ("/forbidden", "answered 403"),
        ("/busy", "answered 429"),
        ("/down", "answered 503"),
        ("/odd", "packed as br, which was not asked for"),
        ("/newer", "packed as zstd"),
        ("/twice", "packed as deflate, gzip"),
        ("/members-cut", "broke off"),
        ("/members-bomb", "larger than 20 MB"),
        ("/members-many", "damaged"),
        ("/feed", "holds application/rss"),
        ("/short", "broke off"),
        ("/cut", "broke off"),
        ("/bracket", "redirected to nowhere"),
        ("/file", "cannot fetch file"),
        ("/user", "user name or password"),
    ],
)
def test_trouble_is_one_clear_line(site: str, path: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as fault:
        fetch(site + path, allow_private=True)
    elsewhere = path in ("/away", "/file", "/user")
    assert elsewhere or str(fault.value).startswith(f"{site}{path}: ")
    assert "secret" not in str(fault.value)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/missing", "check the address"),
        ("/forbidden", "save the page there"),
        ("/busy", "try again in 120 seconds"),
        ("/down", "try again later"),
    ],
)
def test_what_to_do_about_an_answer_without_a_page(site: str, path: str, hint: str) -> None:
    with pytest.raises(SourceError) as fault:
        fetch(site + path, allow_private=True)
    assert hint in fault.value.hint


@pytest.mark.parametrize("answer", [b"<p>no head</p>", b"\x00\x1b[31m" * 9, b"HTTP/1.1 200\r\nX"])
def test_an_answer_that_is_none_of_a_web_server(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            connection.recv(65_536)
            connection.sendall(answer)
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        with pytest.raises(SourceError) as fault:
            fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", allow_private=True)
    assert str(fault.value).isprintable()


def test_a_slow_server(site: str) -> None:
    with pytest.raises(SourceError, match="no answer in time"):
        fetch(f"{site}/slow", allow_private=True, timeout=0.2)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "[::1]",
        "[fe80::1]",
        "[fc00::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "224.0.0.1",
        "2130706433",
        "0x7f.1",
    ],
)
def test_private_addresses_are_refused(host: str) -> None:
    with pytest.raises(SourceError, match="private address") as fault:
        fetch(f"http://{host}:9/")
    assert "--allow-private" in fault.value.hint


def test_a_redirect_to_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = connecting._public
    monkeypatch.setattr(connecting, "_public", lambda ip: ip == "127.0.0.1" or real(ip))
    assert fetch(f"{site}/page").data == PAGE
    with pytest.raises(SourceError, match=r"private address 169\.254\.169\.254"):
        fetch(f"{site}/private")


def test_a_name_is_resolved_once(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers differently the second time leads nowhere else."""
    port = int(site.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolver(host: str, *rest: object, **more: object) -> object:
        if host == "rebind.example":
            asked.append(host)
            address = "127.0.0.1" if len(asked) == 1 else "10.9.9.9"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    assert fetch(f"http://rebind.example:{port}/page", allow_private=True).data == PAGE
    assert asked == ["rebind.example"]


@pytest.mark.parametrize(
    "url", ["http://", "https://[", "http://a b/", "http://x:99999/", "http://nosuch.invalid/"]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(SourceError):
        fetch(url)


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(SourceError, match="cannot fetch"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_the_articles_of_a_feed(site: str) -> None:
    assert list_articles(f"{site}/feed", allow_private=True) == (
        Entry(f"{site}/page", "A wall & more", "2024-03-05T05:30:00Z", "g1"),
        Entry("https://quay.example/three", "", "", "https://quay.example/three"),
    )


def test_a_list_of_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    file = tmp_path / "list.txt"
    file.write_text("# mine\nhttps://x.example/a\n\na.txt\nhttps://x.example/a\n")
    local = str(tmp_path / "a.txt")
    assert [entry.url for entry in list_articles(str(file))] == ["https://x.example/a", local]


def test_a_list_with_remarks_and_one_address_written_twice(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(
        "https://x.example/a   # the wall\nhttps://X.example/a?utm_source=mail\n"
        "http://x.example/a#comments\nhttps://x.example/b#c\n"
    )
    found = [entry.url for entry in list_articles(str(file))]
    assert found == ["https://x.example/a", "https://x.example/b#c"]


@pytest.mark.parametrize("text", ["# nothing\n", "what is this\n", "<rss><channel/></rss>", "<rss"])
def test_lists_of_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.txt"
    file.write_text(text)
    with pytest.raises(SourceError):
        list_articles(str(file))
