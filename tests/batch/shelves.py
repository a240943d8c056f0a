"""Articles by the dozen, and what a studio holds when they are made."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import commands

from quotecast.config import Studio

NAMES = ("Maria Lopez", "Peter Lund", "Ann Riley", "Otto Berg", "Ines Faro", "Karl Wood")
EPOCH = "1767225600"

PAGE = """<html><head><title>Dam {0} is closed</title></head>
<body><article><h1>Dam {0} is closed</h1>
<p>The council voted on Tuesday to close dam {0} below the river. Nobody lives there any more.</p>
<p>"We waited {0} years for this," Maria Lopez said. "It will flood again, and we know it."</p>
<p>The river has left its bed three times since the dam was built by the farmers.</p>
</article></body></html>"""
"""An article on the web, by its name."""


def write_articles(folder: Path, count: int) -> None:
    """Short articles; people come back in later ones, so casting depends on the order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        first, second = NAMES[number % 6], NAMES[(number * 2 + 1) % 6]
        (folder / f"article-{number:05}.txt").write_text(
            f"Dam number {number} is closed\n\n"
            f'The council voted on Tuesday. "We waited {number + 2} years for this," {first} said.'
            f'\n\n"It will flood again," said {second}.\n',
            encoding="utf-8",
        )


def contents(studio: Studio) -> dict[str, str]:
    """SHA-256 of every file but the report, caches and locks."""
    return {
        path.relative_to(studio.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(studio.root.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.name != "report.json"
    }


def report(studio: Studio) -> dict[str, Any]:
    """The batch's report, without what differs from run to run."""
    told: dict[str, Any] = json.loads((studio.output / "report.json").read_text())
    for job in told["jobs"]:
        job.pop("seconds")
        job["source"] = Path(job["source"]).name
    return told


def cost(studio: Studio, seconds: float) -> None:
    """Let the voices take so long for a second of sound."""
    for path in studio.voices.glob("*.toml"):
        path.write_text(f"{path.read_text()}\n[settings]\ncost = {seconds}\n")


def copy_of(studio: Studio, name: str) -> Studio:
    """A studio with the same files."""
    return Studio(Path(shutil.copytree(studio.root, studio.root.parent / name)))


def start(studio: Studio, *arguments: str) -> subprocess.Popen[str]:
    """`quotecast batch articles …` in the studio, in a process of its own, going on."""
    return commands.start("batch", "articles", *arguments, **_where(studio))


def batch_apart(studio: Studio, *arguments: str) -> tuple[int, str]:
    """The same to its end: exit code and all that it said."""
    with start(studio, *arguments) as running:
        try:
            said = running.communicate(timeout=120)
        finally:
            running.kill()  # nothing, when it has ended
    return running.returncode, "".join(said)


def batch(studio: Studio, *arguments: str) -> tuple[int, str]:
    """The same, in the test's own process."""
    done = commands.run("batch", "articles", *arguments, **_where(studio))
    return done.returncode, done.stdout + done.stderr


def _where(studio: Studio) -> dict[str, Any]:
    return {"cwd": studio.root, "SOURCE_DATE_EPOCH": EPOCH}


def processes_in(folder: Path, word: bytes) -> list[int]:
    """Processes that work in a folder and have a word in their command line."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cwd").readlink() == folder:
                command = (entry / "cmdline").read_bytes()
                found += [int(entry.name)] if word in command else []
        except OSError:
            continue  # it has ended, or is somebody else's
    return found
