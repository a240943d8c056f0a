from __future__ import annotations

import http.client
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from quotecast.errors import PublishError
from quotecast.publish.server import listen, make_app, serve

SOUND = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("studio")
    output = root / "output"
    (output / "river").mkdir(parents=True)
    (output / "takes" / "ab").mkdir(parents=True)
    (output / "river" / "episode.mp3").write_bytes(SOUND)
    (output / "river" / "index.html").write_text("<!DOCTYPE html><title>river</title>")
    (output / "river" / "transcript.vtt").write_text("WEBVTT\n")
    (output / "river" / "chapters.json").write_text("{}")
    (output / "river" / "transcript.json").write_text("{}")
    (output / "river" / "transcript.srt").write_text("1\n")
    (output / "river" / "script.fountain").write_text("[[do not print]]")
    (output / "river" / "draft.json").write_text("{}")
    (output / "river" / "episode.json").write_text('{"source": "secret"}')
    (output / "river" / "mix.wav").write_bytes(b"RIFF")
    (output / "river" / ".feed-item.xml").write_text("<item/>")
    (output / "takes" / "ab" / "ab.wav").write_bytes(b"RIFF")
    (output / "feed.xml").write_text("<rss><a>http://127.0.0.1:8010/river/episode.mp3</a></rss>")
    (output / "empty").mkdir()
    (output / "empty" / "episode.mp3").write_bytes(b"")
    (output / "index.html").write_text("<!DOCTYPE html><title>all</title>")
    (root / "podcast.toml").write_text("secret = 1")
    (output / "link.html").symlink_to(root / "podcast.toml")
    (output / "river" / "up").symlink_to(root)
    return output


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    listener = listen("127.0.0.1", 0, public=False)
    server = uvicorn.Server(uvicorn.Config(make_app(folder), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()


class Answer:
    def __init__(self, port: int, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in names, skip_accept_encoding=True)
        for name, value in names.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        connection.close()


def test_whole_file_and_head_agree(port: int) -> None:
    got = Answer(port, "/river/episode.mp3")
    head = Answer(port, "/river/episode.mp3", "HEAD")
    assert (got.status, got.body) == (200, SOUND)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"] == str(len(SOUND))
    assert got.headers["accept-ranges"] == "bytes"
    assert got.headers["content-type"] == "audio/mpeg"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, len(SOUND)),
        ("bytes=-10", len(SOUND) - 10, len(SOUND)),
        ("bytes=0-999999999", 0, len(SOUND)),
        ("bytes=-999999999", 0, len(SOUND)),
        ("bytes=5-5", 5, 6),
    ],
)
def test_one_range(port: int, asked: str, start: int, end: int) -> None:
    got = Answer(port, "/river/episode.mp3", Range=asked)
    assert got.status == 206
    assert got.body == SOUND[start:end]
    assert got.headers["content-range"] == f"bytes {start}-{end - 1}/{len(SOUND)}"


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_a_range_beyond_the_end_is_416(port: int, asked: str) -> None:
    got = Answer(port, "/river/episode.mp3", Range=asked)
    assert got.status == 416
    assert got.headers["content-range"] == f"bytes */{len(SOUND)}"


@pytest.mark.parametrize(
    "asked", ["seconds=0-5", "bytes=9-2", "bytes=a-b", "bytes", "bytes=--5", "bytes=" + "9" * 5000]
)
def test_a_range_nobody_understands_is_ignored(port: int, asked: str) -> None:
    got = Answer(port, "/river/episode.mp3", Range=asked)
    assert (got.status, len(got.body)) == (200, len(SOUND))


def test_several_ranges(port: int) -> None:
    got = Answer(port, "/river/episode.mp3", Range="bytes=0-9, 100-109")
    assert got.status == 206
    assert got.headers["content-type"].startswith("multipart/byteranges")
    assert SOUND[:10] in got.body
    assert SOUND[100:110] in got.body


def test_range_is_for_get_only(port: int) -> None:
    got = Answer(port, "/river/episode.mp3", "HEAD", Range="bytes=0-9")
    assert (got.status, got.headers["content-length"]) == (200, str(len(SOUND)))


def test_if_range_gives_the_part_only_of_the_same_file(port: int) -> None:
    tag = Answer(port, "/river/episode.mp3", "HEAD").headers["etag"]
    same = Answer(port, "/river/episode.mp3", Range="bytes=0-9", If_Range=tag)
    other = Answer(port, "/river/episode.mp3", Range="bytes=0-9", If_Range='"old"')
    weak = Answer(port, "/river/episode.mp3", Range="bytes=0-9", If_Range=f"W/{tag}")
    assert (same.status, other.status, weak.status) == (206, 200, 200)


def test_unchanged_is_304_without_a_body(port: int) -> None:
    first = Answer(port, "/river/transcript.vtt")
    for headers in (
        {"If_None_Match": first.headers["etag"]},
        {"If_None_Match": f'"x", W/{first.headers["etag"]}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": first.headers["last-modified"]},
    ):
        again = Answer(port, "/river/transcript.vtt", **headers)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    stale = Answer(
        port,
        "/river/transcript.vtt",
        If_None_Match='"x"',
        If_Modified_Since=first.headers["last-modified"],
    )
    assert stale.status == 200
    assert Answer(port, "/river/transcript.vtt", If_Modified_Since="yesterday").status == 200


def test_a_feed_without_an_address_points_to_where_it_was_asked_for(port: int) -> None:
    asked = Answer(port, "/feed.xml", Host="192.0.2.7:9000")
    assert b"<a>http://192.0.2.7:9000/river/episode.mp3</a>" in asked.body
    tag = asked.headers["etag"]
    assert Answer(port, "/feed.xml", Host="192.0.2.7:9000", If_None_Match=tag).status == 304
    assert Answer(port, "/feed.xml", Host="192.0.2.8", If_None_Match=tag).status == 200
    default = Answer(port, "/feed.xml", Host="127.0.0.1:8010")
    assert b"<a>http://127.0.0.1:8010/river/episode.mp3</a>" in default.body
    for odd in ('"><script>', "a b", "x" * 300, "evil.example/path", "a@b"):
        assert b"8010" in Answer(port, "/feed.xml", Host=odd).body


def test_the_tag_changes_with_the_file(port: int, folder: Path) -> None:
    page = folder / "river" / "changing.html"
    page.write_text("one")
    first = Answer(port, "/river/changing.html").headers["etag"]
    page.write_text("two!")
    os.utime(page, (1, 1))
    assert Answer(port, "/river/changing.html").headers["etag"] != first


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/river/transcript.vtt", "text/vtt; charset=utf-8"),
        ("/river/chapters.json", "application/json+chapters"),
        ("/river/transcript.json", "application/json"),
        ("/river/transcript.srt", "application/x-subrip; charset=utf-8"),
        ("/river/", "text/html; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
    ],
)
def test_types_and_cross_origin_reading(port: int, path: str, kind: str) -> None:
    got = Answer(port, path, Origin="https://player.example")
    assert (got.status, got.headers["content-type"]) == (200, kind)
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_browser_may_ask_before_reading_a_range(port: int) -> None:
    got = Answer(port, "/river/episode.mp3", "OPTIONS", Origin="https://player.example")
    assert got.status == 204
    assert "Range" in got.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "path",
    [
        "/../podcast.toml",
        "/river/../../podcast.toml",
        "/%2e%2e/podcast.toml",
        "/river/%2e%2e%2f%2e%2e%2fpodcast.toml",
        "//podcast.toml",
        "/..%5cpodcast.toml",
        "/link.html",
        "/river/up/podcast.toml",
        "/river/.feed-item.xml",
        "/takes/ab/ab.wav",
        "/river/script.fountain",
        "/river/draft.json",
        "/river/episode.json",
        "/river/mix.wav",
        "/river/%00",
        "/nothing",
        "/" + "x" * 5000,
    ],
)
def test_nothing_else_gets_out(port: int, path: str) -> None:
    got = Answer(port, path)
    assert got.status == 404
    assert b"secret" not in got.body


def test_a_folder_leads_to_its_page_on_this_host(port: int) -> None:
    got = Answer(port, "/river")
    assert (got.status, got.headers["location"]) == (308, "./river/")


def test_pages_allow_nothing_from_elsewhere(port: int) -> None:
    assert "default-src 'none'" in Answer(port, "/river/").headers["content-security-policy"]


def test_writing_is_refused(port: int) -> None:
    assert Answer(port, "/feed.xml", "DELETE").status == 405


def test_empty_file(port: int) -> None:
    assert Answer(port, "/empty/episode.mp3").body == b""
    assert Answer(port, "/empty/episode.mp3", Range="bytes=0-").status == 416


def test_other_machines_only_when_meant() -> None:
    with pytest.raises(PublishError, match="other machines"):
        listen("0.0.0.0", 0, public=False)
    listen("0.0.0.0", 0, public=True).close()


def test_a_taken_port_and_a_missing_folder_are_one_line(port: int, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="cannot listen") as fault:
        listen("127.0.0.1", port, public=False)
    assert "--port" in fault.value.hint
    with pytest.raises(PublishError, match="nothing to serve"):
        serve(tmp_path / "output")
    with pytest.raises(PublishError, match="no such port"):
        listen("127.0.0.1", 99_999, public=False)
