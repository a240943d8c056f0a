"""What an article costs: processor seconds and bytes of each step, with the house voices.

    python benchmarks/costs.py                      # scripts/han.txt
    python benchmarks/costs.py article.txt --json   # last line: one JSON object

Seconds are of one processor, with the programs that a step starts, on one thread. A model is
loaded once in a worker's life, so loading is a line of its own. ``moved`` is what a reader or
another machine must be sent; the rest of the bytes lie on the disk they were written to.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quotecast import pipeline, postproduction  # noqa: E402
from quotecast.config import Studio, load_show  # noqa: E402
from quotecast.drafting import draft_read, read_of  # noqa: E402
from quotecast.pipeline import Production  # noqa: E402
from quotecast.publish import Numbers  # noqa: E402

T = TypeVar("T")
WARM = "A line before the clock\n\nIt is spoken once, before anything is timed.\n"


class Costs:
    """Processor seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def of(self, step: str, act: Callable[[], T]) -> T:
        """Do it and note what it took."""
        before = spent()
        result = act()
        self.seconds[step] = round(spent() - before, 3)
        return result


def spent() -> float:
    """Processor seconds of this process and of the programs it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(article: Path, root: Path) -> dict[str, Any]:
    """Make the article's episode in a new studio, step by step."""
    shutil.copytree(ROOT / "voices", root / "voices")
    (root / "voices" / "people.toml").unlink(missing_ok=True)
    (root / "scripts").mkdir()
    shutil.copy(ROOT / "podcast.toml", root)
    studio = Studio(root)
    production = Production.at(studio, load_show(studio.settings))
    costs = Costs()
    (root / "warm.txt").write_text(WARM)
    costs.of("start", lambda: make(str(root / "warm.txt"), production, Costs()))
    before = {path for path in root.rglob("*") if path.is_file()}
    sound_ms, words = make(str(article), production, costs)
    new = [path for path in root.rglob("*") if path.is_file() and path not in before]
    kinds: dict[str, int] = {"takes": 0, "audio": 0, "texts": 0}
    for path in new:
        kind = "takes" if "takes" in path.parts else "texts"
        kinds["audio" if path.name == "episode.mp3" else kind] += path.stat().st_size
    return {
        "words": words,
        "sound_s": round(sound_ms / 1000, 1),
        "cpu_s": costs.seconds,
        "bytes": kinds,
        "files": len(new),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def make(source: str, production: Production, costs: Costs) -> tuple[int, int]:
    """An episode, step by step; milliseconds of its sound and how many words are spoken."""
    material = costs.of("read", lambda: read_of(source, production))
    slug = Path(source).stem
    drafted = costs.of("draft", lambda: draft_read(material, production, slug))
    cast = costs.of("cast", lambda: pipeline.cast(drafted, production))
    takes = costs.of("speak", lambda: pipeline.record(drafted, cast, production))
    timeline, mixed = costs.of("mix", lambda: postproduction.mix(drafted, takes, production))
    numbers = Numbers()
    costs.of(
        "write",
        lambda: postproduction.write_episode(
            drafted, cast, takes, timeline, mixed, production, numbers
        ),
    )
    costs.of("feed", lambda: postproduction.write_feed(production))
    words = sum(len(line.text.split()) for line in drafted.script.lines)
    return mixed.audio.duration_ms, words


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("article", nargs="?", type=Path, default=ROOT / "scripts" / "han.txt")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    article = options.article.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch).resolve() / "studio"
        root.mkdir()
        figures = measure(article, root)
    sound = figures["sound_s"]
    print(f"{figures['words']} words spoken, {sound} s of sound, {figures['files']} files")
    print(f"{'step':<8}{'CPU s':>9}{'ms per s of sound':>20}")
    for step, seconds in figures["cpu_s"].items():
        shown = "" if step == "start" else f"{1000 * seconds / sound:>20.1f}"
        print(f"{step:<8}{seconds:>9.2f}{shown}")
    for kind, count in figures["bytes"].items():
        print(f"{kind:<8}{count / 1000:>9.0f} kB{count / sound / 1000:>13.1f} kB/s of sound")
    print(f"peak memory {figures['peak_mb']} MB")
    if options.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
