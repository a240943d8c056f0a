"""What we publish, read by the programs of others: see setup.sh for how to get them."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import uvicorn

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from publishing_studio import (
    HOSTILE,
    HOSTILE_CAST,
    SCRIPT,
    SHOW,
    hostile_script,
    produce,
    timed,
)

from quotecast.config import Studio
from quotecast.model import Episode
from quotecast.publish import write_episode_files, write_feed, write_site
from quotecast.publish.server import listen, make_app

HERE = Path(__file__).parent
pytestmark = pytest.mark.system


def needs(module: str) -> pytest.MarkDecorator:
    there = (HERE / "node_modules" / module).is_dir() and shutil.which("node")
    return pytest.mark.skipif(not there, reason=f"needs {module} (tests/system/setup.sh)")


def node(script: str, *arguments: str) -> object:
    done = subprocess.run(
        ["node", str(HERE / script), *arguments], capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@dataclass
class Site:
    """A studio that is served on loopback."""

    studio: Studio
    address: str
    river: Episode
    hostile: Episode
    asked: list[str] = field(default_factory=list)


def sound(studio: Studio, episode: Episode, script=SCRIPT) -> Episode:
    """Real sound of the episode's length, so that players can play and clients can count."""
    from imageio_ffmpeg import get_ffmpeg_exe

    path = studio.root / episode.audio.path
    tone = f"sine=frequency=330:duration={episode.audio.duration_ms / 1000}"
    subprocess.run(
        [get_ffmpeg_exe(), "-y", "-v", "error", "-f", "lavfi", "-i", tone, "-b:a", "96k", path],
        check=True,
    )
    louder = replace(episode, audio=replace(episode.audio, bytes=path.stat().st_size))
    show = replace(SHOW, base_url="")
    write_episode_files(louder, script, timed(script)[1], show, studio)
    return louder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    studio = Studio(tmp_path_factory.mktemp("studio"))
    studio.output.mkdir()
    listener = listen("127.0.0.1", 0, public=False)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    show = replace(SHOW, base_url=address)
    nasty = replace(hostile_script(), title=HOSTILE[:180])
    river = sound(studio, produce(studio, show))
    hostile = sound(
        studio,
        produce(
            studio,
            show,
            "hostile",
            nasty,
            made="2026-03-06T10:00:00+00:00",
            number=2,
            cast=HOSTILE_CAST,
        ),
        nasty,
    )
    write_feed(studio, show)
    write_site(studio, show)
    server = uvicorn.Server(uvicorn.Config(make_app(studio.output), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Site(studio, address, river, hostile)
    server.should_exit = True
    thread.join()


@needs("podcast-partytime")
def test_partytime_understands_the_feed(site: Site) -> None:
    feed = node("feed.mjs", str(site.studio.output / "feed.xml"))
    assert feed["title"] == "The River Desk"
    assert feed["medium"] == "podcast"
    assert feed["guid"]
    assert feed["locked"] is True
    assert feed["itunesCategory"] == ["News"]
    assert feed["explicit"] is False
    newest, river = feed["items"]
    assert newest["guid"] == site.hostile.guid
    assert "]]>" in newest["title"]
    assert river["guid"] == site.river.guid
    assert river["enclosure"]["length"] == site.river.audio.bytes
    assert river["duration"] == round(site.river.audio.duration_ms / 1000)
    assert len(river["podcastTranscripts"]) == 4
    assert river["podcastChapters"]["type"] == "application/json+chapters"
    assert 15 <= river["podcastSoundbites"][0]["duration"] <= 120
    roles = [person["role"] for person in river["podcastPeople"]]
    assert roles == ["Author", "Author", "Narrator", "Narrator", "Narrator"]


@needs("transcriptator")
@pytest.mark.parametrize("slug", ["river", "hostile"])
@pytest.mark.parametrize("kind", ["vtt", "srt", "json", "html"])
def test_transcriptator_reads_every_transcript(site: Site, slug: str, kind: str) -> None:
    read = node("transcript.mjs", str(site.studio.output / slug / f"transcript.{kind}"))
    assert read["format"] == kind
    starts = [segment["startTime"] for segment in read["segments"]]
    assert starts == sorted(starts)
    assert len(starts) > 3
    assert all(segment["body"].strip() for segment in read["segments"])
    if slug == "river" and kind != "vtt":  # its VTT reader knows names of one word only
        speakers = list(dict.fromkeys(segment["speaker"] for segment in read["segments"]))
        assert speakers == ["Narrator", "Maria Lopez", "Mayor Ortiz"]
        words = " ".join(segment["body"] for segment in read["segments"]).split()
        assert "grandmother" in words


@needs("webvtt-parser")
@pytest.mark.parametrize("slug", ["river", "hostile"])
def test_webvtt_is_valid_and_every_cue_has_its_voice(site: Site, slug: str) -> None:
    read = node("webvtt.mjs", str(site.studio.output / slug / "transcript.vtt"))
    assert read["errors"] == []
    names = list(dict.fromkeys(read["voices"]))
    if slug == "river":
        assert names == ["Narrator", "Maria Lopez", "Mayor Ortiz"]
    assert all(names)


@needs("vnu-jar")
@pytest.mark.skipif(not shutil.which("java"), reason="needs java (tests/system/setup.sh)")
def test_the_nu_checker_finds_nothing_even_in_hostile_text(site: Site) -> None:
    jar = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    for kind, pattern in (("--html", "*.html"), ("--css", "*.css")):
        files = [str(path) for path in site.studio.output.rglob(pattern)]
        assert files
        command = ["java", "-jar", str(jar), kind, "--format", "text", *files]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("newsboat"), reason="needs newsboat (tests/system/setup.sh)")
def test_newsboat_lists_the_episodes(site: Site, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{site.address}feed.xml\n")
    files = ["-u", tmp_path / "urls", "-c", tmp_path / "cache.db", "-C", os.devnull]
    settings = os.environ | {"HOME": str(tmp_path)}
    command = ["newsboat", *map(str, files), "-x", "reload", "print-unread"]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=60)
    assert "2 unread" in done.stdout
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        found = set(cache.execute("select guid, enclosure_url, enclosure_type from rss_item"))
    assert found == {
        (site.river.guid, f"{site.address}river/episode.mp3", "audio/mpeg"),
        (site.hostile.guid, f"{site.address}hostile/episode.mp3", "audio/mpeg"),
    }


@needs("html-validate")
def test_html_validate_finds_nothing(site: Site) -> None:
    pages = [str(path) for path in site.studio.output.rglob("*.html") if "hostile" not in str(path)]
    assert len(pages) == 4
    command = ["node", str(HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs")]
    done = subprocess.run([*command, *pages], capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def used(site: Site) -> dict:
    river = f"{site.address}river/"
    file = site.studio.output / "river" / "index.html"
    found = node("page.mjs", river, f"{site.address}hostile/", str(file))
    assert isinstance(found, dict)
    return found


@needs("playwright-core")
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium (tests/system/setup.sh)")
class TestInChromium:
    def test_nothing_fails_and_nothing_comes_from_elsewhere(self, used: dict, site: Site) -> None:
        assert used["faults"] == []
        assert set(used["hosts"]) <= {site.address.split("/")[2], ""}

    def test_axe_has_nothing_to_say(self, used: dict) -> None:
        assert used["axe"] == {name: [] for name in used["axe"]}
        assert len(used["axe"]) == 7

    def test_no_sideways_scroll(self, used: dict) -> None:
        assert set(used["widths"].values()) == {0}

    def test_enter_on_a_paragraph_plays_it_and_marks_the_line(self, used: dict) -> None:
        assert used["playing"]
        assert used["reached"] >= used["wanted"]
        assert used["current"] == ["Maria Lopez: We waited ten years for this,"]
        assert used["address"].endswith(f"#t={used['wanted']}")
        assert used["plain"] == 0
        wanted, reached = used["chapter"]
        assert wanted <= reached < wanted + 1
        assert used["chapterMarked"] == "true"

    def test_following_stops_when_the_reader_scrolls(self, used: dict) -> None:
        assert used["follow"] == ["false", "true", "false"]
        assert used["reduce"] == ["auto"]
        assert used["no-preference"] == ["smooth"]

    def test_links_to_a_moment(self, used: dict) -> None:
        for name in ("moment", "clock"):
            at, line = used[name]
            assert at == pytest.approx(28.9, abs=0.2)
            assert line == ["Not everybody is glad. The mayor voted against."]

    def test_without_javascript_times_are_links_and_every_word_is_there(self, used: dict) -> None:
        plain = used["withoutScript"]
        assert plain["buttons"] == 0
        assert plain["links"] == 8
        assert plain["href"] == f"episode.mp3#t={used['wanted']}"
        for line in SCRIPT.lines:
            assert line.text in plain["words"]

    def test_it_works_from_a_disk(self, used: dict) -> None:
        assert used["fromDisk"] == ["Maria Lopez: We waited ten years for this,"]


class Scissors:
    """A line to the server that is cut once, in the middle of the first sound file."""

    def __init__(self, port: int, after: int) -> None:
        self.port, self.left, self.cut = port, after, False
        self.requests: list[str] = []
        self.socket = listen("127.0.0.1", 0, public=False)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client:
            request = b""
            while b"\r\n\r\n" not in request:
                piece = client.recv(65536)
                if not piece:
                    return
                request += piece
            head = request.decode("latin-1")
            self.requests.append(head)
            target = socket.create_connection(("127.0.0.1", self.port))
            lines = [
                line for line in head.split("\r\n") if not line.lower().startswith("connection:")
            ]
            lines.insert(1, "Connection: close")
            with target:
                target.sendall("\r\n".join(lines).encode("latin-1"))
                sound = head.startswith("GET") and ".mp3 " in head.split("\r\n", 1)[0]
                while answer := target.recv(16384):
                    if sound and not self.cut:
                        self.left -= len(answer)
                        if self.left < 0:
                            self.cut = True
                            return
                    client.sendall(answer)


@pytest.mark.skipif(not shutil.which("gpo"), reason="needs gpodder (tests/system/setup.sh)")
def test_gpodder_subscribes_is_cut_off_and_resumes(site: Site, tmp_path: Path) -> None:
    port = int(site.address.rsplit(":", 1)[1].rstrip("/"))
    line = Scissors(port, after=200_000)
    studio = Studio(tmp_path / "studio")
    shutil.copytree(site.studio.output / "river", studio.output / "river")
    write_feed(studio, replace(SHOW, base_url=line.address))
    shutil.copy(studio.output / "feed.xml", site.studio.output / "cut.xml")
    (site.studio.output / "cut.xml").chmod(0o644)
    home = tmp_path / "gpodder"
    settings = os.environ | {"GPODDER_HOME": str(home), "HOME": str(tmp_path), "NO_COLOR": "1"}

    def gpo(*words: str) -> str:
        done = subprocess.run(
            ["gpo", *words], env=settings, capture_output=True, text=True, timeout=120
        )
        return done.stdout + done.stderr

    feed = f"{line.address}cut.xml"
    gpo("set", "auto.retries", "0")
    assert "Successfully added" in gpo("subscribe", feed)
    assert "The river comes back" in gpo("pending")
    gpo("download")
    assert line.cut
    partial = list(home.rglob("*.partial"))
    if partial:
        gpo("resume")
    gpo("download")
    got = [path for path in (home / "Downloads").rglob("*.mp3") if path.is_file()]
    assert len(got) == 1
    assert got[0].read_bytes() == (studio.root / site.river.audio.path).read_bytes()
    assert any("\r\nRange: bytes=" in head for head in line.requests)


def test_head_and_feed_agree_on_every_length(site: Site) -> None:
    from lxml import etree

    for enclosure in etree.parse(site.studio.output / "feed.xml").iter("enclosure"):
        url = enclosure.get("url")
        connection = http.client.HTTPConnection(site.address.split("/")[2])
        connection.request("HEAD", "/" + url.split("/", 3)[3])
        answer = connection.getresponse()
        assert answer.getheader("content-length") == enclosure.get("length")
        assert answer.getheader("content-type") == enclosure.get("type")
        connection.close()
