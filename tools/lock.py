"""Resolve the dependencies into files that pip can check: every version, every hash.

    python -m tools.lock           # the newest of everything that pyproject.toml allows
    python -m tools.lock --keep    # the versions there are; only what is missing is resolved

One resolution serves Python 3.11 to 3.13 and every platform (uv's universal mode). It is cut
into what Quotecast needs, what working on it needs besides, and what a cluster needs besides;
each is complete, so pip installs it with ``--no-deps`` and asks nobody what else to fetch.

torch stands in a file of its own, by version alone: which of its builds fits a machine (CPU,
CUDA, ROCm) is for the machine to say, and each build has other hashes. The packages that only
its CUDA build wants are named, at one version each, by that build itself.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]

RUNTIME: Final = "requirements.lock"
DEV: Final = "requirements-dev.lock"
CLUSTER: Final = "requirements-cluster.lock"
TORCH: Final = "requirements-torch.txt"

TITLES: Final = {
    RUNTIME: "What Quotecast needs, but for torch",
    DEV: "What tests, lint and building need besides requirements.lock",
    CLUSTER: "What --on ray needs besides requirements.lock",
}

BUILDS_OF_TORCH: Final = re.compile(r"(torch|triton|nvidia-.*|cuda-.*)$")
"""torch and what only its CUDA build needs."""


def main() -> None:
    """Write the four files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="keep the versions there are")
    options = parser.parse_args()
    scratch = ROOT / "build" / "lock"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    if options.keep:
        (scratch / "all.txt").write_text("".join(map(_read, (TORCH, *TITLES))))
    every = resolve(scratch / "all.txt", "dev", "verify", "cluster")
    runtime = cut(every, resolve(scratch / "runtime.txt", pins=scratch / "all.txt"))
    dev = cut(every, resolve(scratch / "dev.txt", "dev", "verify", pins=scratch / "all.txt"))
    cluster = cut(every, resolve(scratch / "cluster.txt", "cluster", pins=scratch / "all.txt"))
    write(RUNTIME, runtime)
    write(DEV, {name: dev[name] for name in dev.keys() - runtime.keys()})
    write(CLUSTER, {name: cluster[name] for name in cluster.keys() - runtime.keys()})
    pin = every["torch"].split()[0]
    (ROOT / TORCH).write_text(
        "# The release Quotecast was tested with. It carries no build tag and no hash: pip takes\n"
        f"# the build that fits the machine. Made by `make lock`.\n{pin}\n"
    )


def resolve(out: Path, *extras: str, pins: Path | None = None) -> dict[str, str]:
    """What pyproject.toml with these extras comes to: requirement with hashes, by name."""
    if pins:  # uv keeps the versions of a file that it writes anew
        shutil.copy(pins, out)
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-o", str(out)]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", "--quiet", *(f"--extra={extra}" for extra in extras)]
    subprocess.run(command, check=True, cwd=ROOT)
    return blocks(out.read_text())


def blocks(text: str) -> dict[str, str]:
    """The requirements of a file by name, each with its hashes and the comment below it."""
    found = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    return {re.match(r"[A-Za-z0-9._-]+", block)[0]: block for block in found}  # type: ignore[index]


def cut(every: dict[str, str], part: dict[str, str]) -> dict[str, str]:
    """A part of the whole, without torch; one version of a package throughout.

    Raises:
        SystemExit: the part was resolved to something else than the whole.
    """
    for name, block in part.items():
        if name in every and every[name].split()[0] != block.split()[0]:
            sys.exit(f"{name}: {block.split()[0]} alone, {every[name].split()[0]} with the rest")
    return {name: text for name, text in part.items() if not BUILDS_OF_TORCH.match(name)}


def write(name: str, requirements: dict[str, str]) -> None:
    """One lock file, sorted by name."""
    title = f"# {TITLES[name]}, for Python 3.11 to 3.13 on every platform,\n"
    how = "# by version and hash; complete, so install it with --no-deps. Made by `make lock`.\n"
    body = "".join(requirements[key] for key in sorted(requirements))
    (ROOT / name).write_text(title + how + body)


def _read(name: str) -> str:
    path = ROOT / name
    return path.read_text() if path.is_file() else ""


if __name__ == "__main__":
    main()
