"""Kill -9 at random moments, then run to the end: is anything lost, doubled, or left behind?

    python benchmarks/kills.py --kills 200

A studio with tone voices and one published episode gets a second article. Its production is
killed at a random (seeded) moment, started again, killed again, at most six times, and then
runs to the end. Every stage gets its share of the kills: one is drawn, and then a moment in it,
of those that it lasted when nobody disturbed it. All files must in the end be those of that
undisturbed run; nothing unfinished may lie about; and a reader that looks at the feed all the
while must never see one that does not parse or that offers a file which is not there in full.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from tones import VOICE

VOICES = (
    ("nell", "female", 220, "true"),
    ("otto", "male", 110, "false"),
    ("rosa", "female", 180, "false"),
)
SHOW = 'version = 1\ntitle = "Kills"\nauthor = "Tests"\ndescription = "Articles spoken by tones."\n'
FIRST = 'The bridge opens\n\n"It took two years," engineer Maria Lopez said.\n'
SECOND = (
    "The river comes back\n\nThe council voted on Tuesday to open the dam.\n\n"
    + "\n\n".join(
        f'"We waited {word} years for this," {name} said.\n\nThe {word} farms lie below it.'
        for word, name in (
            ("two", "Maria Lopez"), ("three", "Peter Lund"), ("five", "Maria Lopez"),
            ("seven", "Peter Lund"), ("nine", "Maria Lopez"), ("twelve", "Peter Lund"),
        )
    )
)  # fmt: skip
MOST_A_TRIAL = 6
STAGES = ("reading", "recording", "mixing", "mastering", "publishing")
POLL_S = 0.002


def main() -> int:
    """Run the trials and print the table; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure(Path(scratch), options.kills, random.Random(options.seed))
    for name, value in figures.items():
        print(f"{name:<28}{value}")
    if options.json:
        print(json.dumps(figures))
    bad = ("other_bytes", "orphans", "broken_feeds", "failed_runs")
    return int(any(figures[name] for name in bad))


def measure(scratch: Path, kills: int, dice: random.Random) -> dict[str, object]:
    """The figures of as many trials as it takes to kill ``kills`` runs."""
    base = scratch / "base"
    found(base)
    produce(base, "first.txt")
    reference = scratch / "reference"
    shutil.copytree(base, reference)
    lengths = undisturbed(reference)
    expected = contents(reference)
    figures: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    while sum(stages.values()) < kills:
        trial = scratch / "trial"
        shutil.copytree(base, trial)
        reader = Reader(trial / "output" / "feed.xml")
        with reader:
            for _ in range(min(MOST_A_TRIAL, kills - sum(stages.values()))):
                aim = dice.choice(STAGES)
                stage = kill_once(trial, aim, dice.uniform(0.0, 1.1 * lengths[aim]))
                if not stage:
                    break
                stages[stage] += 1
            figures["failed_runs"] += produce(trial, "second.txt") != 0
        found_there = contents(trial)
        figures["trials"] += 1
        figures["other_bytes"] += found_there != expected
        figures["orphans"] += len([*trial.rglob(".quotecast-*")])
        figures["feeds_read"] += reader.read
        figures["broken_feeds"] += reader.broken
        shutil.rmtree(trial)
    keys = ("trials", "other_bytes", "orphans", "feeds_read", "broken_feeds", "failed_runs")
    return {
        "kills": sum(stages.values()),
        **{f"kills_{name}": stages[name] for name in STAGES},
        **{name: figures[name] for name in keys},
        "undisturbed_s": round(sum(lengths.values()), 2),
    }


def found(root: Path) -> None:
    """A studio with three tone voices and two articles."""
    (root / "voices").mkdir(parents=True)
    (root / "scripts").mkdir()
    (root / "podcast.toml").write_text(SHOW)
    for name, gender, pitch, narrator in VOICES:
        text = VOICE.format(name=name, gender=gender, pitch=pitch, narrator=narrator)
        (root / "voices" / f"{name}.toml").write_text(text)
    (root / "first.txt").write_text(FIRST)
    (root / "second.txt").write_text(SECOND)


def command(root: Path, article: str) -> list[str]:
    """The command line that makes an article's episode, with a log of its stages."""
    before = [sys.executable, "-m", "quotecast", "--log-json", "--studio", str(root)]
    return [*before, "episode", str(root / article)]


ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}


def produce(root: Path, article: str) -> int:
    """Make an episode undisturbed; the exit code."""
    done = subprocess.run(command(root, article), env=ENVIRONMENT, capture_output=True, check=False)
    return done.returncode


def undisturbed(root: Path) -> dict[str, float]:
    """Make the second episode; seconds that each stage took."""
    lengths = dict.fromkeys(STAGES, 0.0)
    with running_in(root) as running:
        before = time.monotonic()
        while running.poll() is None:
            time.sleep(POLL_S)
            now = time.monotonic()
            lengths[stage_of(root)] += now - before
            before = now
    return lengths


@contextmanager
def running_in(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The production of the second episode, going on; its log tells the stage."""
    with (root / ".log").open("wb") as log:
        yield subprocess.Popen(
            command(root, "second.txt"), env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=log
        )
    (root / ".log").unlink()


def kill_once(root: Path, aim: str, after: float) -> str:
    """Start, kill some seconds after a stage began; in which it died, empty if it was done."""
    with running_in(root) as running:
        reached = STAGES.index(aim)
        while running.poll() is None and STAGES.index(stage_of(root)) < reached:
            time.sleep(POLL_S)
        try:
            running.wait(after)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait()
        return stage_of(root) if running.returncode == -signal.SIGKILL else ""


def stage_of(root: Path) -> str:
    """The stage that the log of a run tells."""
    stage = STAGES[0]
    for line in (root / ".log").read_text().splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue  # cut off
        if told["event"] == "start":
            stage = told["job"]
        elif told["event"] == "done" and told["job"] == "mastering":
            stage = STAGES[-1]
    return stage


def contents(root: Path) -> dict[str, str]:
    """SHA-256 of every file, but caches and locks, whose names start with a dot."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


class Reader:
    """Somebody who reads the feed all the while and follows its enclosures."""

    def __init__(self, feed: Path) -> None:
        self.feed, self.read, self.broken = feed, 0, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.003):
            self.read += 1
            self.broken += not self._good()

    def _good(self) -> bool:
        for _ in range(2):  # an episode made again is replaced before the feed: look once more
            try:
                root = etree.fromstring(self.feed.read_bytes())
            except (OSError, etree.XMLSyntaxError):
                return False
            if len(root.findall(".//item")) and all(self._there(x) for x in root.iter("enclosure")):
                return True
            time.sleep(0.05)
        return False

    def _there(self, enclosure: etree._Element) -> bool:
        path = self.feed.parent / enclosure.get("url", "").split("/", 3)[3]
        return path.is_file() and path.stat().st_size == int(enclosure.get("length", "0"))


if __name__ == "__main__":
    sys.exit(main())
