"""Fuzz one target with atheris, guided by coverage: ``python tests/fuzz/run.py readers``.

atheris is not a dependency of the project: ``pip install atheris`` where this runs. What it
finds is printed and kept as a file; cut it down by hand and add it to ``test_fuzz.py``.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Parse the command line and hand over to libFuzzer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=("readers", "quotations", "script", "feed", "feeds"))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="kept between runs; default: none is kept")
    parser.add_argument("--found", type=Path, default=Path(), help="folder for what is found")
    parser.add_argument("--longest", type=int, default=4096, help="bytes of an input")
    parser.add_argument("--hang", type=int, default=30, help="seconds after which an input hangs")
    chosen = parser.parse_args()
    sys.argv = sys.argv[:1]
    fuzz = _instrumented(chosen.target)
    import atheris

    words = HERE / "words.dict"
    options = [
        f"-max_total_time={chosen.seconds}",
        f"-max_len={chosen.longest}",
        f"-timeout={chosen.hang}",
        "-rss_limit_mb=3072",
        f"-artifact_prefix={chosen.found}/{chosen.target}-",
        "-print_final_stats=1",
        f"-dict={words}",
    ]
    corpus = [str(folder) for folder in (chosen.corpus, HERE / "seeds" / chosen.target) if folder]
    if chosen.corpus:
        chosen.corpus.mkdir(parents=True, exist_ok=True)
    chosen.found.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *options, *corpus], fuzz)
    atheris.Fuzz()


def _instrumented(name: str) -> Callable[[bytes], None]:
    """The target, with the project's own code counting the branches it takes."""
    import atheris

    logging.disable(logging.CRITICAL)
    sys.path[:0] = [str(HERE), str(HERE.parents[1])]
    with atheris.instrument_imports(include=["quotecast"]):
        from targets import TARGETS

        for reader in ("text", "markdown", "html", "pdf", "epub", "docx"):  # else imported late
            importlib.import_module(f"quotecast.readers.{reader}")
    return TARGETS[name]


if __name__ == "__main__":
    main()
