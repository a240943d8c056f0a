"""What ``status`` and ``doctor`` say of a studio, and that they change nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from commands import run
from test_cli import ARTICLE

from quotecast.config import Studio

KILLS = Path(__file__).parents[2] / "benchmarks" / "kills.py"


def files(studio: Studio) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in studio.root.rglob("*") if path.is_file()}


def test_status_follows_an_episode(studio: Studio) -> None:
    assert "no scripts yet" in run("status", studio=studio).stdout
    article = studio.root / "river.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    run("script", str(article), studio=studio)
    (one,) = json.loads(run("status", "--json", studio=studio).stdout)
    assert (one["slug"], one["takes"], one["mixed"], one["edited"]) == ("river", 0, False, False)
    assert "next: record" in run("status", studio=studio).stdout

    run("record", "river", studio=studio)
    assert "next: mix" in run("status", studio=studio).stdout
    run("mix", "river", studio=studio)
    told = run("status", studio=studio).stdout
    assert "river: unfinished" in told
    assert "next: publish" in told

    run("episode", str(article), studio=studio)
    before = files(studio)
    (one,) = json.loads(run("status", "--json", studio=studio).stdout)
    assert one["takes"] == one["lines"] > 3
    assert one["mixed"]
    assert one["published"]
    told = run("status", studio=studio).stdout
    assert "river: published" in told
    assert "next:" not in told
    assert files(studio) == before

    script = studio.script_file("river")
    script.write_text(script.read_text().replace("ten years", "nine years"))
    told = run("status", studio=studio).stdout
    assert "edited by hand" in told
    assert "next: record 1 lines" in told
    run("withdraw", "river", studio=studio)
    assert "river: withdrawn" in run("status", studio=studio).stdout
    script.write_text("@Nobody\n")
    assert "scripts/river.fountain:" in run("status", studio=studio).stdout


def test_the_doctor_finds_a_good_studio_good(studio: Studio) -> None:
    before = files(studio)
    done = run("doctor", studio=studio)
    assert done.returncode == 0, done.stdout
    for what in ("ffmpeg", "python", "disk", "voices", "settings", "folders", "package"):
        assert what in done.stdout
    assert "set base_url" in done.stdout
    assert files(studio) == before


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(studio: Studio) -> None:
    voice = next(iter(sorted(studio.voices.glob("*.toml"))))
    voice.write_text(voice.read_text().replace('"tone"', '"coqui"') + '\nmodel = "gone"\n')
    studio.settings.write_text(studio.settings.read_text() + 'category = "Nws"\n')
    done = run("doctor", "--json", studio=studio, QUOTECAST_FFMPEG="no-such-program")
    assert done.returncode == 1
    failed = {item["what"]: item for item in json.loads(done.stdout) if item["state"] == "fail"}
    assert set(failed) >= {"ffmpeg", "settings", "voices"}
    assert all(item["hint"] for item in failed.values())
    assert "News" in failed["settings"]["hint"]


def test_nothing_is_lost_when_runs_are_killed() -> None:
    """A small form of the benchmark; ``benchmarks/kills.py`` kills 200 times."""
    done = subprocess.run(
        [sys.executable, str(KILLS), "--kills", "6", "--seed", "3", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["kills"] == 6
    assert figures["feeds_read"] > 100
