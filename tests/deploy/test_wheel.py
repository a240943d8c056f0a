"""What `pip install quotecast` brings: built as a wheel, installed, used in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("quotecast-*.whl")
    return built


@pytest.mark.slow
def test_a_wheel_holds_what_is_used_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "quotecast", "voices", "podcast.toml", "scripts/han.txt"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    left_out = ("voices/recipe/", "voices/__init__.py", "voices/people.toml")
    expected = {
        name if name.startswith("quotecast/") else f"quotecast/studio/{name}"
        for name in tracked
        if not name.startswith(left_out)
    }
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert {
        f"quotecast/studio/voices/house/{name}" for name in ("model.pth", "config.json")
    } < names
    assert any(name.endswith("publish/templates/episode.html") for name in names)
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert "quotecast/py.typed" in names


@pytest.mark.slow
def test_an_installed_wheel_makes_an_episode_in_an_empty_folder(
    wheel: Path, tmp_path: Path
) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    # What it needs lies beside these tests; the checkout's own .pth there is not followed.
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    command = [*PIP, "--python", str(home / "bin" / "python"), "install", "--no-deps", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    studio = tmp_path / "studio"
    studio.mkdir()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def quotecast(*arguments: str) -> str:
        done = subprocess.run(
            [str(home / "bin" / "quotecast"), *arguments],
            cwd=studio, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "made podcast.toml" in quotecast("init")
    where = [str(home / "bin" / "python"), "-c", "import quotecast; print(quotecast.__file__)"]
    told = subprocess.run(where, cwd=studio, env=environment, capture_output=True, check=True)
    assert told.stdout.decode().startswith(str(home))
    assert "podcast.toml makes a feed" in quotecast("doctor")
    assert "files:  output/han/" in quotecast("episode", "scripts/han.txt")
    assert (studio / "output" / "han" / "episode.mp3").stat().st_size > 1_000_000
    assert (studio / "output" / "feed.xml").is_file()
    assert "everything was there already" in quotecast("init")
    assert "han: published" in quotecast("status")
