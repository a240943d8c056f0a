"""``quotecast quotes``: JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotecast.errors import QuotecastError
from quotecast.quotations.jsonl import run

TEXT = """The river rose on Sunday.

"We waited ten years for this," said Maria Lopez, the mayor. She called it a "wet week".

"It will flood again," she said.
"""


class Told:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def start(self, what: str, total: int) -> None:
        self.steps.append(f"start {total}")

    def advance(self, note: str = "") -> None:
        self.steps.append("advance")

    def done(self) -> None:
        self.steps.append("done")


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return path


def test_voiced_quotations_with_their_evidence(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": 7, "text": TEXT}, {"id": "b", "text": ""})
    told = Told()
    run(source, tmp_path / "out.jsonl", told)
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (first["id"], second) == (7, {"id": "b", "quotes": []})
    assert [TEXT[q["start"] : q["end"]] for q in first["quotes"]] == [
        '"We waited ten years for this,"',
        '"It will flood again,"',
    ]
    assert [q["speaker"] for q in first["quotes"]] == ["Maria Lopez"] * 2
    evidence = first["quotes"][0]["evidence"]
    assert TEXT[slice(*evidence["cue"])] == "said"
    assert TEXT[slice(*evidence["mention"])] == "Maria Lopez"
    assert evidence["rule"]
    assert all(0 < q["confidence"] <= 1 and q["direct"] for q in first["quotes"])
    assert told.steps == ["start 2", "advance", "advance", "done"]


def test_below_the_doubt_nobody_is_named(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": 1, "text": TEXT})
    run(source, tmp_path / "out.jsonl", doubt=0.99)
    record = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert [q["speaker"] for q in record["quotes"]] == [None, None]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": 1}', '{"id": 1, "text": 3}', "[" * 200_000],
    ids=["cut", "list", "no text", "number", "deep"],
)
def test_a_wrong_line_is_named_and_nothing_is_written(tmp_path: Path, line: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 0, "text": "x"}\n\n' + line + "\n", "utf-8")
    with pytest.raises(QuotecastError) as fault:
        run(source, tmp_path / "out.jsonl")
    assert "in.jsonl:3" in str(fault.value.where)
    assert not (tmp_path / "out.jsonl").exists()


def test_missing_and_binary_files(tmp_path: Path) -> None:
    with pytest.raises(QuotecastError, match="not found"):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(QuotecastError, match="cannot read"):
        run(tmp_path / "binary", tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
