"""The endpoint as a producer meets it: podcast.toml, every verb, answers kept beside the script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import commands
import pytest
from standin import Asked, StandIn, person, standing_in
from test_endpoint import ARTICLE, FLOOD

from quotecast.config import Studio, load_show
from quotecast.errors import ConfigError


def run(studio: Studio, *arguments: str) -> commands.Done:
    done = commands.run(
        *arguments, studio=studio, stdin=ARTICLE.encode(), SOURCE_DATE_EPOCH="1767225600"
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def server(studio: Studio) -> Iterator[StandIn]:
    with standing_in() as standing:
        standing.says = brook
        with studio.settings.open("a") as file:
            file.write(f'[attribution]\nendpoint = "{standing.root}"\nmodel = "little"\n')
        yield standing


def brook(asked: Asked) -> object:
    return {"1": person(asked, "Ida Brook")}


@pytest.fixture
def article(studio: Studio) -> Path:
    path = studio.root / "wall.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_an_episode_asks_once_and_shows_it(studio: Studio, server: StandIn, article: Path) -> None:
    assert run(studio, "episode", str(article)).returncode == 0
    script = studio.script_file("wall").read_text()
    assert f"@Ida Brook\n{FLOOD} [[speaker named by the endpoint" in script
    kept = json.loads(studio.answers_file("wall").read_text())
    assert kept["model"] == "little"
    assert kept["exchanges"][0]["answers"] == {"1": "Ida Brook"}
    before = {path: path.read_bytes() for path in studio.root.rglob("*") if path.is_file()}

    server.says = lambda asked: {"1": None}
    again = run(studio, "episode", str(article))
    assert "(unchanged)" in again.stdout
    assert len(server.requests) == 1
    assert {p: p.read_bytes() for p in studio.root.rglob("*") if p.is_file()} == before

    for source in (str(article), "wall"):
        told = run(studio, "check", source, "--why").stdout
        assert "Ida Brook, implicit, confidence 0.60, rule endpoint" in told
    assert len(server.requests) == 1


def test_script_check_and_standard_input_ask_too(
    studio: Studio, server: StandIn, article: Path
) -> None:
    told = run(studio, "check", str(article), "--why").stdout
    assert "rule endpoint" in told
    assert not studio.answers_file("wall").exists(), "check writes nothing"
    assert "@Ida Brook" in run(studio, "script", "-", "--stdout").stdout
    assert run(studio, "script", str(article)).returncode == 0
    assert "@Ida Brook" in studio.script_file("wall").read_text()
    assert len(server.requests) == 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_asks_for_each_article(
    studio: Studio, server: StandIn, tmp_path: Path, jobs: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(2):
        text = ARTICLE.replace("Tuesday", f"May {number + 1}")
        (folder / f"wall{number}.txt").write_text(text, encoding="utf-8")
    done = run(studio, "batch", str(folder), "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    for number in range(2):
        assert "@Ida Brook" in studio.script_file(f"wall{number}").read_text()
        assert studio.answers_file(f"wall{number}").is_file()
    assert len(server.requests) == 2
    run(studio, "batch", str(folder), "--jobs", jobs)
    assert len(server.requests) == 2


def test_without_the_server_the_episode_is_made_in_doubt(
    studio: Studio, server: StandIn, article: Path
) -> None:
    server.status = 500
    done = run(studio, "script", str(article))
    assert done.returncode == 0
    assert "asked in vain: it answered 500" in done.stderr
    assert f"@?\n{FLOOD} [[nearest name" in studio.script_file("wall").read_text()
    assert not studio.answers_file("wall").exists()
    server.status = 200
    assert run(studio, "script", str(article)).returncode == 0
    assert "@Ida Brook" in studio.script_file("wall").read_text()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('endpoint = "localhost:11434"', "attribution.endpoint must be"),
        ('endpoint = "file:///etc/passwd"', "attribution.endpoint must be"),
        ('endpoint = "http://me:secret@host/v1"', "attribution.endpoint must be"),
        ('endpoint = "http://host/v1?key=secret"', "attribution.endpoint must be"),
        ('endpoint = "http://host/v1"', "attribution.model"),
        ("timeout = 0", "attribution.timeout"),
        ("request = 10", "attribution.request"),
        ("confidence = 2", "attribution.confidence"),
        ('key = "sesame"', "unknown key attribution.key"),
    ],
)
def test_settings_that_are_refused(studio: Studio, setting: str, message: str) -> None:
    with studio.settings.open("a") as file:
        file.write(f"[attribution]\n{setting}\n")
    with pytest.raises(ConfigError, match=message):
        load_show(studio.settings)
