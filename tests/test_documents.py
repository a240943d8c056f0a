"""What the documents promise is there: files behind links, verbs, targets of make."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("voices/**/*.md"))
    if "node_modules" not in path.parts
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
VERBS = {"voices"} | {
    name
    for path in (ROOT / "quotecast" / "cli").glob("*.py")
    for name in re.findall(r"^@app\.command.*?^def (\w+)", path.read_text(), re.M | re.S)
}


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_of(path: Path) -> str:
    return "\n".join(CODE.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_every_link_leads_to_a_file_that_exists(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    near = [target.partition("#")[0] for target in targets if "://" not in target]
    assert [t for t in near if t and not (path.parent / t).exists()] == []


def test_the_front_door_leads_everywhere() -> None:
    linked = set(LINK.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    assert {shown(path) for path in (ROOT / "docs").rglob("*.md")} <= linked
    assert {"ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= linked


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_every_verb_and_target_that_is_named_exists(path: Path) -> None:
    code = code_of(path)
    named = re.findall(r"(?<![\w/.-])quotecast (?:--?[a-z-]+ )*([a-z]+)\b", code)
    assert set(named) <= VERBS
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    lines = re.findall(r"(?:^|`)make((?: [a-z-]+)+)", code, re.MULTILINE)
    assert {word for line in lines for word in line.split()} <= targets


def test_the_next_morning_is_told_by_the_line_in_the_document(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "night-shift.md").read_text(encoding="utf-8")
    found = re.search(r"^python3 -c '([^']+)'", text, re.MULTILINE)
    assert found
    jobs = [
        {"status": "good", "source": "a.txt", "error": "", "reasons": []},
        {"status": "degraded", "source": "b.txt", "error": "", "reasons": ["1 in doubt"]},
        {"status": "failed", "source": "c.txt", "error": "no text", "reasons": []},
    ]
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "report.json").write_text(json.dumps({"jobs": jobs}))
    command = [sys.executable, "-c", found[1]]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.split() == "degraded b.txt 1 in doubt failed c.txt no text".split()
