"""The inner doors of the house: who may import whom, and that heavy imports are late."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "quotecast"

SHARED = {"model", "errors", "records", "tomlfile", "config", "progress", "naming"}
STEPS = {
    "readers",
    "quotations",
    "endpoint",
    "segment",
    "scriptfile",
    "casting",
    "speech",
    "engines",
    "record",
    "arrange",
    "mix",
    "master",
    "publish",
}
ALLOWED = {"record": {"speech", "engines"}}
"""Steps that use another room, as ARCHITECTURE.md says."""

HEAVY = [
    "TTS",
    "torch",
    "numpy",
    "scipy",
    "pydub",
    "trafilatura",
    "lxml",
    "PIL",
    "starlette",
    "ray",
]


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports_of(path: Path) -> set[str]:
    """The rooms of the package that a file imports, at any depth."""
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "quotecast":
                names = [f"quotecast.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        rooms |= {name.split(".")[1] for name in names if name.startswith("quotecast.")}
    return rooms


STEP_FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if room_of(path) in STEPS]


@pytest.mark.parametrize("path", STEP_FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_step_imports_no_other_step(path: Path) -> None:
    room = room_of(path)
    strangers = (imports_of(path) & STEPS) - {room} - ALLOWED.get(room, set())
    assert not strangers


def test_every_step_exists() -> None:
    assert {room_of(path) for path in STEP_FILES} == STEPS


def test_the_shared_ground_imports_no_room() -> None:
    for name in SHARED:
        assert imports_of(PACKAGE / f"{name}.py") <= SHARED


def test_help_loads_nothing_heavy() -> None:
    """`--help` stays instant because no heavy library is imported before it is needed."""
    code = (
        "import sys\n"
        "sys.argv = ['quotecast', '--help']\n"
        "from quotecast.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', [m for m in {HEAVY!r} if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "quotecast episode article.txt" in done.stdout
    assert done.stdout.rstrip().endswith("HEAVY []")
