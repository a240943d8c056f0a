"""Articles by the dozen, and what a studio holds when they are made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from quotecast.config import Studio

NAMES = ("Maria Lopez", "Peter Lund", "Ann Riley", "Otto Berg", "Ines Faro", "Karl Wood")
EPOCH = "1767225600"


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
