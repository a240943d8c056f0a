"""Two workers against one, and memory over a long batch.

    python benchmarks/scaling.py                    # local processes: tones, then house voices
    python benchmarks/scaling.py --on ray           # the same on a Ray started here
    python benchmarks/scaling.py --articles 10000   # memory over a batch of short articles
    python benchmarks/scaling.py --json             # last line: one JSON object

Tones have a simulated cost (they sleep), so two workers need no second core. House voices
compute: a worker is given one core, and all that helps it (mixing, Ray itself) has to share
it, so two need two cores that nobody else uses. Every worker has made an article before
the clock starts, and it stops when the feed is written. The articles are of different length;
each count of workers makes all of them, in a studio of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tones import TONES, VOICE  # noqa: E402

SHOW = 'version = 1\ntitle = "Scale"\nauthor = "Tests"\ndescription = "Articles for a clock."\n'
BRIEF = '[reading]\ndisclosure = ""\n'
"""For short articles, whose disclosure would be most of their sound."""
NAMES = ("Maria Lopez", "Peter Lund", "Ann Riley", "Otto Berg")
COST = 0.25
"""Seconds that a tone voice takes for a second of sound."""
VOICES = ("tones", "house")


def found(root: Path, voices: str, cost: float, *, brief: bool = False) -> None:
    """A studio with tone voices or the house voices."""
    if voices == "house":
        shutil.copytree(ROOT / "voices", root / "voices")
        (root / "voices" / "people.toml").unlink(missing_ok=True)
    else:
        (root / "voices").mkdir(parents=True)
        for name, (pitch, gender, narrator) in TONES.items():
            text = VOICE.format(
                name=name.title(), gender=gender, pitch=pitch, narrator=str(narrator).lower()
            )
            text += f"\n[settings]\ncost = {cost}\n" if cost else ""
            (root / "voices" / f"{name}.toml").write_text(text)
    (root / "scripts").mkdir()
    (root / "podcast.toml").write_text(SHOW + BRIEF * brief)


def write(folder: Path, first: int, count: int, *, short: bool) -> list[str]:
    """Articles of one quotation, or of two to ten; their paths."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(first, first + count):
        quotations = 1 if short else 2 + number * 5 % 9
        said = "\n\n".join(
            f"The council met for the {turn + 2}. time about dam {number}. "
            f'"We waited {number + turn + 2} years for this," {NAMES[turn % 4]} said.'
            for turn in range(quotations)
        )
        path = folder / f"article-{number:05}.txt"
        path.write_text(f"Dam number {number} is closed\n\n{said}\n")
        paths.append(str(path))
    return paths


def child(options: argparse.Namespace) -> None:
    """Make the articles once and print the figures as JSON."""
    from quotecast.batch.job import JobResult
    from quotecast.batch.together import Hands, run_together
    from quotecast.batch.work import Place
    from quotecast.config import Studio, load_show
    from quotecast.pipeline import Production

    if options.voices == "house":
        cores = sorted(os.sched_getaffinity(0))[: options.workers]
        os.sched_setaffinity(0, cores)  # and so for every process that is started from here
    root = Path(options.child)
    found(root, options.voices, 0.0 if options.articles else COST, brief=bool(options.articles))
    studio = Studio(root)
    production = Production.at(studio, load_show(studio.settings))
    place = Place.here(production)
    if options.on == "ray":
        from quotecast.cluster import Cluster

        hands: Hands = Cluster(place, options.workers)
    else:
        from quotecast.batch.processes import Processes

        hands = Processes(place, options.workers)
    close, hands.close = hands.close, lambda: None  # type: ignore[method-assign]
    folder = root / "articles"
    # Twice as many as there are workers, so that each has had one.
    warm = write(folder, 90_000, 2 * options.workers, short=True)
    run_together(warm, place, production, hands, lambda *_: None)
    count = options.articles or options.count
    sources = write(folder, 0, count, short=bool(options.articles))
    rows: list[dict[str, float]] = []
    began = time.monotonic()

    def told(number: int, result: JobResult) -> None:
        if result.error:
            sys.exit(f"{result.source}: {result.error}")
        if number % max(1, count // 20) == 0:
            rows.append({"articles": number, "wall_s": round(time.monotonic() - began, 1),
                         "own_cpu_s": own_cpu(), **memory()})  # fmt: skip
            # Seen at once, and left behind by a run that is cut off.
            print(f"{number} articles: {json.dumps(rows[-1])}", file=sys.stderr, flush=True)

    report = run_together(sources, place, production, hands, told)
    wall = time.monotonic() - began
    close()
    figures = {
        "wall_s": round(wall, 2),
        "articles": count,
        "sound_s": round(sum(job.duration_ms for job in report.jobs) / 1000, 1),
        "own_cpu_s": own_cpu(),
        "bytes": sum(path.stat().st_size for path in root.rglob("*") if path.is_file()),
        "rows": rows,
    }
    print(json.dumps(figures))


def own_cpu() -> float:
    """Processor seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return round(used.ru_utime + used.ru_stime, 2)


def memory() -> dict[str, float]:
    """Resident megabytes: this process, and all that it started, Ray's servants among them."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The second field is a name in brackets, which may hold spaces.
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(") ")[2].split()[1])
    tree, grown = set[int](), {os.getpid()}
    while grown:
        tree |= grown
        grown = {process for process, parent in parents.items() if parent in grown}
    others = sum(resident(process) for process in tree - {os.getpid()})
    return {"own_mb": resident(os.getpid()), "workers_mb": round(others, 1)}


def resident(process: int) -> float:
    """Resident megabytes; 0 when it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def run(options: argparse.Namespace, voices: str, workers: int) -> dict[str, Any]:
    """One measurement in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch).resolve() / "studio"
        root.mkdir()
        command = [sys.executable, "-W", "ignore", __file__, "--child", str(root)]
        command += ["--voices", voices, "--workers", str(workers), "--on", options.on]
        command += ["--count", str(options.count), "--articles", str(options.articles)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, cwd=root)
    if done.returncode:
        sys.exit(done.stdout + "a measuring process failed: see above")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def scaling(options: argparse.Namespace) -> dict[str, Any]:
    """One worker and two, with each kind of voice."""
    result: dict[str, Any] = {}
    print(f"{'voices':<8}{'workers':>8}{'articles':>9}{'wall s':>8}{'articles/min':>13}{'x':>7}")
    for voices in [options.voices] if options.voices else VOICES:
        one = run(options, voices, 1)
        two = run(options, voices, 2)
        ratio = round(one["wall_s"] / two["wall_s"], 2)
        result[voices] = {"one": one, "two": two, "ratio": ratio}
        for workers, figures, shown in ((1, one, ""), (2, two, ratio)):
            rate = 60 * figures["articles"] / figures["wall_s"]
            print(f"{voices:<8}{workers:>8}{figures['articles']:>9}{figures['wall_s']:>8}"
                  f"{rate:>13.1f}{shown:>7}")  # fmt: skip
    return result


def long_batch(options: argparse.Namespace) -> dict[str, Any]:
    """Memory and speed at each twentieth of a batch."""
    figures = run(options, "tones", options.workers)
    print(
        f"{'articles':>8}{'wall s':>9}{'articles/s':>11}{'own CPU ms':>11}"
        f"{'own MB':>8}{'workers MB':>11}"
    )
    before = {"articles": 0, "wall_s": 0.0, "own_cpu_s": 0.0}
    for row in figures["rows"]:
        more = row["articles"] - before["articles"]
        rate = more / max(0.1, row["wall_s"] - before["wall_s"])
        own = 1000 * (row["own_cpu_s"] - before["own_cpu_s"]) / more
        print(f"{row['articles']:>8}{row['wall_s']:>9}{rate:>11.1f}{own:>11.1f}"
              f"{row['own_mb']:>8}{row['workers_mb']:>11}")  # fmt: skip
        before = row
    own_ms = figures["own_cpu_s"] / figures["articles"] * 1000
    kilobytes = figures["bytes"] / figures["articles"] / 1000
    print(
        f"of the process that publishes: {own_ms:.1f} ms CPU an article; {kilobytes:.0f} kB on disk"
    )
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--on", choices=("here", "ray"), default="here")
    parser.add_argument("--voices", choices=VOICES)
    parser.add_argument("--count", type=int, default=16, help="articles for each measurement")
    parser.add_argument("--workers", type=int, default=2, help="with --articles")
    parser.add_argument("--articles", type=int, default=0, help="short ones; memory over time")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options)
        return
    result = long_batch(options) if options.articles else scaling(options)
    if options.json:
        print(json.dumps({"on": options.on, **result}))


if __name__ == "__main__":
    main()
