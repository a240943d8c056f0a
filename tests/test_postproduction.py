"""Faults while an episode is made again: one line is told, the earlier episode stays."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from quotecast import pipeline
from quotecast.config import Studio, load_show
from quotecast.errors import QuotecastError
from quotecast.ffmpeg_program import VARIABLE, ffmpeg_program
from quotecast.pipeline import Production
from quotecast.postproduction import busy, produce
from quotecast.records import TEMPORARY_PREFIX

ARTICLE = """The ferry sails again

The ferry left the harbor on Monday after nine weeks in dry dock.

"Nobody thought she would float," captain Maria Lopez said.
"""
MORE = "\n\n".join(["She sailed out again, and the harbor was full of people."] * 12)


def make(studio: Studio, article: str, archive: str = "") -> None:
    source = studio.root / "ferry.txt"
    source.write_text(article)
    show = load_show(studio.root / "podcast.toml")
    show = replace(show, master=replace(show.master, archive=archive))
    production = Production.at(studio, show)
    read = pipeline.read_article(str(source))
    produce(pipeline.draft(read, production, "ferry"), production)


def test_every_folder_that_episodes_share_is_swept(studio: Studio) -> None:
    production = Production.at(studio, load_show(studio.root / "podcast.toml"))
    show = studio.output / production.show.slug
    for folder in (studio.scripts, studio.voices, studio.output, show):
        folder.mkdir(parents=True, exist_ok=True)
        left = folder / f"{TEMPORARY_PREFIX}otherhost-7-x.toml"
        left.write_bytes(b"half")
        os.utime(left, (0, 0))
    with busy("ferry", production):
        assert not list(studio.root.rglob(f"{TEMPORARY_PREFIX}*"))


def held(studio: Studio) -> dict[str, bytes]:
    """All that listeners and feeds are given."""
    files = [*(studio.output / "ferry").iterdir(), studio.output / "feed.xml"]
    return {path.name: path.read_bytes() for path in files if path.name != "draft.json"}


def refusing(folder: Path, sign: str, act: str) -> str:
    """An ffmpeg that does something else when a word stands in its command line."""
    path = folder / "ffmpeg"
    path.write_text(
        f'#!/bin/sh\ncase "$*" in *\'{sign}\'*) {act};; esac\nexec {ffmpeg_program()} "$@"\n'
    )
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("sign", "act", "message"),
    [
        ("libmp3lame", "kill -9 $$", "ffmpeg was killed"),
        ("c:a flac", "kill -9 $$", "ffmpeg was killed"),
        ("c:a flac", "echo 'x: No space left on device' >&2; exit 1", "the disk is full"),
        ("amovie", "kill -9 $$", "ffmpeg was killed"),
    ],
)
def test_a_failing_ffmpeg_leaves_the_whole_earlier_episode(
    studio: Studio,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sign: str,
    act: str,
    message: str,
) -> None:
    """Also when the episode itself was finished and only its archive was not."""
    make(studio, ARTICLE, "flac")
    earlier = held(studio)
    monkeypatch.setenv(VARIABLE, refusing(tmp_path, sign, act))
    with pytest.raises(QuotecastError, match=message):
        make(studio, ARTICLE + MORE, "flac")
    assert held(studio) == earlier
    monkeypatch.delenv(VARIABLE)
    make(studio, ARTICLE + MORE, "flac")
    assert held(studio)["episode.mp3"] != earlier["episode.mp3"]


@pytest.mark.system
@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("mount"), reason="mounting a small tmpfs needs root"
)
@pytest.mark.parametrize("size", ["900k", "2500k"])
def test_a_disk_that_fills_up_leaves_the_earlier_episode(studio: Studio, size: str) -> None:
    """While mixing, and while mastering beside the mix."""
    make(studio, ARTICLE)
    folder = studio.output / "ferry"
    earlier = held(studio)
    kept = studio.root / "kept"
    folder.rename(kept)
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("tmpfs cannot be mounted here")
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        with pytest.raises(QuotecastError, match=r"No space left|disk") as caught:
            make(studio, ARTICLE + MORE)
        assert "free some disk space" in caught.value.hint
        assert held(studio) == earlier
    finally:
        subprocess.run(["umount", str(folder)], check=True)
