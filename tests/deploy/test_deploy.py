"""Units, cron line and images: checked by their own programs, or run as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quotecast.config import Studio

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy").glob("quotecast-*"))
IMAGES = sorted(ROOT.glob("Dockerfile*"))


def options(unit: Path) -> dict[str, str]:
    rows = (line.partition("=") for line in unit.read_text().splitlines() if "=" in line)
    return {key: value for key, _, value in rows if not key.startswith("#")}


def quotecast_in(folder: Path) -> Path:
    """The program under another name, as units and cron name it."""
    program = folder / "quotecast"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quotecast "$@"\n')
    program.chmod(0o755)
    return program


@pytest.mark.system
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    program = quotecast_in(tmp_path)
    for unit in UNITS:
        text = unit.read_text().replace("/opt/quotecast/bin/quotecast", str(program))
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "quotecast-" not in done.stderr


def test_the_unit_counts_an_eye_as_success_and_a_failure_as_one() -> None:
    from quotecast.batch.report import EXIT_DEGRADED, EXIT_FAILED

    night = options(ROOT / "deploy" / "quotecast-night.service")
    assert night["SuccessExitStatus"].split() == [str(EXIT_DEGRADED)]
    assert str(EXIT_FAILED) not in night["SuccessExitStatus"]
    for unit in (ROOT / "deploy").glob("*.service"):
        found = options(unit)
        assert found["NoNewPrivileges"] == "yes"
        assert found["ProtectSystem"] == "strict"
        assert found["ReadWritePaths"] == found["WorkingDirectory"]
        assert found["User"] != "root"


@pytest.mark.skipif(not shutil.which("flock"), reason="no flock program")
def test_the_cron_line_runs_and_prints_only_when_somebody_must_look(studio: Studio) -> None:
    (line,) = [row for row in (ROOT / "deploy" / "quotecast.cron").read_text().splitlines()
               if re.match(r"\d", row)]  # fmt: skip
    minute, hour, *_, user, command = line.split(None, 6)
    assert (minute, hour, user) == ("30", "2", "quotecast")
    assert "%" not in command, "cron makes a line end of it"
    command = command.replace("/srv/podcast", str(studio.root)).replace(
        "/opt/quotecast/bin/quotecast", str(quotecast_in(studio.root))
    )
    command = command.replace("--jobs 4", "--jobs 1")
    (studio.root / "articles").mkdir()
    article = studio.root / "articles" / "river.txt"
    article.write_text('The river\n\n"We waited for this," Maria Lopez said.\n')

    def night() -> str:
        environment = {**os.environ, "QUOTECAST_STUDIO": str(studio.root)}
        done = subprocess.run(
            ["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    assert night() == ""
    assert json.loads((studio.output / "report.json").read_text())["counts"] == {"good": 1}
    article.write_bytes(b"\0\1\2")
    said = night()
    assert "exit code 4" in said
    assert "river.txt" in said


@pytest.mark.parametrize("image", IMAGES, ids=lambda path: path.name)
def test_an_image_is_built_from_what_is_there_and_runs_as_nobody_special(image: Path) -> None:
    text = re.sub(r"\\\n", " ", image.read_text())
    rows = [row.split() for row in text.splitlines() if row.strip() and row[0] != "#"]
    stages = {row[3] for row in rows if row[0] == "FROM" and len(row) > 2}
    for row in rows:
        if row[0] == "FROM":
            assert row[1] in stages or "/" not in row[1], (
                "no registry but the one that docker knows"
            )
        if row[0] == "COPY" and row[1].startswith("--from="):
            assert row[1].removeprefix("--from=") in stages
        elif row[0] == "COPY":
            assert [name for name in row[1:-1] if not (ROOT / name).exists()] == []
            assert [name for name in row[1:-1] if f"!{name.split('/')[0]}" not in IGNORED] == []
    users = [row[1] for row in rows if row[0] == "USER"]
    assert users[-1].isdigit()
    assert int(users[-1]) > 0
    installs = [step for row in rows if row[0] == "RUN" for step in " ".join(row).split("&&")
                if "pip install" in step]  # fmt: skip
    allowed = ("--require-hashes --no-deps", "-r requirements-torch.txt", "--no-deps /wheels/")
    assert installs
    assert all(any(way in step for way in allowed) for step in installs)
    assert any(row[0] == "VOLUME" for row in rows)


IGNORED = {
    row if row.count("/") == 0 else row.split("/")[0]
    for row in (ROOT / ".dockerignore").read_text().splitlines()
    if row.startswith("!")
} | {f"!requirements{kind}.lock" for kind in ("", "-dev", "-cluster")}


@pytest.mark.system
@pytest.mark.skipif(not shutil.which("hadolint"), reason="no hadolint")
@pytest.mark.parametrize("image", IMAGES, ids=lambda path: path.name)
def test_hadolint_has_nothing_to_say(image: Path) -> None:
    done = subprocess.run(["hadolint", str(image)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
