"""Known weaknesses of the dependencies, as `make lint` tells them.

    python -m tools.audit

pip-audit asks a vulnerability service on the network about every locked version. What it finds
fails the lint. A service that does not answer, or that does not know a package, is said in a
line and fails nothing: work goes on where there is no network, and nobody takes silence for
a clean bill. Arguments are passed on to pip-audit: ``--vulnerability-service osv``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from tools.lock import CLUSTER, DEV, ROOT, RUNTIME, TORCH, blocks

LOCKS: Final = (RUNTIME, DEV, CLUSTER, TORCH)

UNREACHED: Final = re.compile(r"ConnectionError|Timeout|HTTPError|ServiceError")
"""How pip-audit's complaint reads when a service does not answer, or not as it should."""


def main(arguments: list[str]) -> int:
    """Ask, tell; 1 when a weakness is known, 2 when the question was refused."""
    with tempfile.TemporaryDirectory() as scratch:
        pins = Path(scratch) / "pins.txt"
        pins.write_text("".join(f"{pin}\n" for name in LOCKS for pin in pinned(ROOT / name)))
        command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-r", str(pins)]
        command += ["--format", "json", "--progress-spinner", "off", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        asked = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = done.stderr.strip().splitlines() or [f"pip-audit ended with {done.returncode}"]
        print(f"not audited: {_cause(said[-1])}")
        return 0 if UNREACHED.search(done.stderr) else 2
    lines, code = verdict(asked)
    print("\n".join(lines))
    return code


def pinned(lock: Path) -> list[str]:
    """Requirements of a lock file without their hashes: torch has none, and all or no must."""
    return [block.splitlines()[0].rstrip(" \\") for block in blocks(lock.read_text()).values()]


def verdict(asked: list[dict[str, Any]]) -> tuple[list[str], int]:
    """What pip-audit's answer comes to: lines to print, and the exit code."""
    unknown = [package for package in asked if "skip_reason" in package]
    weak = [package for package in asked if package.get("vulns")]
    if asked and len(unknown) == len(asked):
        return [f"not audited: no service here knows any of the {len(asked)} packages"], 0
    lines = [_told(package, weakness) for package in weak for weakness in package["vulns"]]
    found = f"{len(lines)} known weaknesses" if lines else "no known weakness"
    lines.append(f"audited {len(asked) - len(unknown)} packages: {found}")
    lines += [f"not audited: {package['name']}: {package['skip_reason']}" for package in unknown]
    return lines, int(bool(weak))


def _told(package: dict[str, Any], weakness: dict[str, Any]) -> str:
    fixed = ", ".join(weakness["fix_versions"]) or "no release yet"
    return f"{package['name']} {package['version']}: {weakness['id']}; mended in: {fixed}"


def _cause(said: str) -> str:
    """The last line of a traceback is long; its innermost cause says enough."""
    return said.rpartition("Caused by ")[2].rstrip(")")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
