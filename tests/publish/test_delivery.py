from __future__ import annotations

import hashlib
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from publishing_studio import SHOW, produce

from quotecast.config import Studio
from quotecast.errors import PublishError
from quotecast.publish import deliver, withdraw, write_feed, write_site
from quotecast.publish.delivery import published_files
from quotecast.records import write_text


@pytest.fixture
def published(studio: Studio) -> Studio:
    produce(studio)
    write_feed(studio, SHOW)
    write_site(studio, SHOW)
    write_text(studio.output / "river" / "script.fountain", "[[note]]")
    write_text(studio.output / "takes" / "ab" / "ab.json", "{}")
    return studio


def test_sound_first_and_the_feed_last(published: Studio) -> None:
    names = published_files(published.output)
    assert names[0] == "river/episode.mp3"
    assert names[-1] == "feed.xml"
    assert "river/transcript.vtt" in names
    assert "assets/quotecast.js" in names
    for name in names:
        assert not name.startswith("takes/")
        assert not Path(name).name.startswith(".")
        assert not name.endswith(".fountain")
        assert "feed-memory" not in name
        assert not name.endswith("episode.json")


def test_only_what_changed_is_copied(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    first = deliver(published.output, str(target))
    assert first.copied == published_files(published.output)
    assert (target / "feed.xml").read_bytes() == (published.output / "feed.xml").read_bytes()
    assert deliver(published.output, str(target)).copied == ()
    write_text(published.output / "river" / "notes.md", "changed")
    again = deliver(published.output, str(target))
    assert again.copied == ("river/notes.md",)
    assert again.unchanged == len(first.copied) - 1


def test_a_cut_off_delivery_is_gone_on_with_and_the_feed_waits(
    published: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "www"
    real, count = shutil.copyfile, []

    def stops(source: Path, goal: Path) -> object:
        count.append(source)
        if len(count) == 4:
            raise KeyboardInterrupt
        return real(source, goal)

    monkeypatch.setattr(shutil, "copyfile", stops)
    with pytest.raises(KeyboardInterrupt):
        deliver(published.output, str(target))
    assert not (target / "feed.xml").exists()
    assert not list(target.glob("**/.*"))
    monkeypatch.undo()
    again = deliver(published.output, str(target))
    assert again.unchanged == 3
    assert (target / "feed.xml").is_file()


def test_what_was_withdrawn_leaves_the_target_too(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    produce(published, slug="second", made="2026-03-06T10:00:00+00:00", number=2)
    write_feed(published, SHOW)
    deliver(published.output, str(target))
    assert (target / "river" / "episode.mp3").is_file()
    withdraw(published, SHOW, "river")
    write_feed(published, SHOW)
    delivery = deliver(published.output, str(target))
    assert "river/episode.mp3" in delivery.removed
    assert [path.name for path in (target / "river").iterdir()] == ["index.html"]
    assert "withdrawn" in (target / "river" / "index.html").read_text()
    assert (target / "second" / "episode.mp3").is_file()
    withdraw(published, SHOW, "river", restore=True)
    write_feed(published, SHOW)
    deliver(published.output, str(target))
    assert (target / "river" / "episode.mp3").is_file()


def test_links_are_not_followed_out_of_output(published: Studio, tmp_path: Path) -> None:
    (published.root / "secret.json").write_text("{}")
    (published.output / "river" / "link.html").symlink_to(published.root / "secret.json")
    assert "river/link.html" not in published_files(published.output)


def test_bad_targets(published: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PublishError, match="hold one another"):
        deliver(published.output, str(published.output / "www"))
    with pytest.raises(PublishError, match="no feed"):
        deliver(tmp_path / "nothing", str(tmp_path / "www"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="rsync is not installed"):
        deliver(published.output, "rsync:host:/www")
    with pytest.raises(PublishError, match="rclone is not installed"):
        deliver(published.output, "s3:bucket")


@pytest.mark.system
@pytest.mark.skipif(not shutil.which("rsync"), reason="needs rsync (apt install rsync)")
def test_rsync_copies_the_same_files(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    target.mkdir()
    deliver(published.output, f"rsync:{target}/")
    names = published_files(published.output)
    assert sorted(
        path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()
    ) == sorted(names)
    with pytest.raises(PublishError, match="rsync failed"):
        deliver(published.output, f"rsync:{tmp_path}/file.txt/x/y/z")
    with pytest.raises(PublishError, match="names no place"):
        deliver(published.output, "rsync:--rsh=sh")


@pytest.mark.system
@pytest.mark.skipif(not shutil.which("rclone"), reason="needs rclone (apt install rclone)")
def test_rclone_copies_the_same_files(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    deliver(published.output, f"rclone::local:{target}")
    names = published_files(published.output)
    assert sorted(
        path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()
    ) == sorted(names)


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as a copying program needs: put, ask for, and list nothing."""

    protocol_version = "HTTP/1.1"
    objects: ClassVar[dict[str, tuple[bytes, str]]] = {}
    written: ClassVar[list[str]] = []

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        name = self.path.partition("?")[0].removeprefix("/bucket/")
        if name != self.path.partition("?")[0]:
            self.objects[name] = (body, self.headers.get("x-amz-meta-mtime", ""))
            self.written.append(name)
        self._answer(200, body)

    def do_HEAD(self) -> None:
        name = self.path.partition("?")[0].removeprefix("/bucket/")
        if name in self.objects:
            body, changed = self.objects[name]
            self._answer(200, body, len(body), changed)
        else:
            self._answer(404, b"")

    def _answer(self, code: int, body: bytes, length: int = 0, changed: str = "") -> None:
        self.send_response(code)
        self.send_header("ETag", f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"')
        self.send_header("Content-Length", str(length))
        self.send_header("Last-Modified", "Tue, 03 Mar 2026 03:00:00 GMT")
        if changed:
            self.send_header("x-amz-meta-mtime", changed)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.system
@pytest.mark.skipif(not shutil.which("rclone"), reason="needs rclone (apt install rclone)")
def test_s3_gets_only_what_changed_and_the_feed_last(
    published: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "RCLONE_S3_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
        "RCLONE_S3_PROVIDER": "Other",
        "RCLONE_S3_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    deliver(published.output, "s3:bucket/podcast")
    names = [f"podcast/{name}" for name in published_files(published.output)]
    assert sorted(Bucket.written) == sorted(names)
    assert Bucket.written[0] == "podcast/river/episode.mp3"
    assert Bucket.written[-1] == "podcast/feed.xml"
    sound = (published.output / "river" / "episode.mp3").read_bytes()
    assert Bucket.objects["podcast/river/episode.mp3"][0] == sound
    Bucket.written.clear()
    write_text(published.output / "river" / "notes.md", "changed")
    deliver(published.output, "s3:bucket/podcast")
    assert Bucket.written == ["podcast/river/notes.md"]
    server.shutdown()
