"""How well quotations are found and attributed, what each rule is worth, and how fast.

Run: python benchmarks/quotations.py [GOLD.jsonl] [--ablate] [--clues] [--speed] [--json]

Without a file the project's own marked articles (tests/golden/quotations) are scored; they
are the rules' own test cases, so their figure shows only that nothing broke. A file of other
annotated articles has one JSON object a line: ``id``, ``text``, ``quotes`` (``start``,
``end``, ``speaker``, and optionally ``aliases``, ``speaker_type``, ``kind``: ``mixed`` ones
are neither asked for nor counted as wrong) and ``nonspeech`` (``start``, ``end``).

Measures, all on voiced quotations: F1 of spans (same first and last word); speaker right
among the spans found; both right among all; share answered wrongly; B-cubed F1 of who
shares a voice; stretches that are no speech and got a voice; narrated words read in another
voice, of 1,000. The naive way is the common regular expression: every marked stretch is
speech, its speaker the nearest capitalised name beside "said".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from quoting.ablation import ablate
from quoting.clues import count_clues
from quoting.score import gold_cases, naive, ours, own_cases, score
from quoting.speed import speed


def show(title: str, rows: dict[str, dict[str, float]]) -> None:
    """A table of figures."""
    keys = list(next(iter(rows.values())))
    wide = max(len(title), *(len(name) for name in rows))
    print(f"{title:{wide}}  " + "  ".join(f"{k:>9}" for k in keys))
    for name, row in rows.items():
        print(f"{name:{wide}}  " + "  ".join(f"{row[k]:9.1f}" for k in keys))
    print()


def shares(counts: dict[str, Counter[str]]) -> dict[str, dict[str, float]]:
    """Counts of verdicts as shares right, most frequent first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return {
        name: {"quotes": c.total(), "right %": 100 * c["right"] / c.total(), "wrong": c["wrong"]}
        for name, c in ordered
    }


def main() -> None:
    """Score, and on request leave rules out and time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", nargs="?", type=Path, help="annotated articles, JSON Lines")
    parser.add_argument("--ablate", action="store_true", help="leave out one rule at a time")
    parser.add_argument("--clues", action="store_true", help="what partial quotations look like")
    parser.add_argument("--speed", action="store_true", help="words a second at several lengths")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    chosen = parser.parse_args()
    cases = gold_cases(chosen.gold) if chosen.gold else own_cases()
    total = score(cases, ours)
    results: dict[str, Any] = {
        "articles": len(cases),
        "score": {"rules": total.figures(), "naive": score(cases, naive).figures()},
        "forms": shares(total.forms),
        "by rule": shares(total.rules),
    }
    print(f"{len(cases)} articles, {total.known} quotations with a known speaker\n")
    show("way", results["score"])
    show("source", results["forms"])
    show("rule", results["by rule"])
    if chosen.ablate:
        results["lost without"] = ablate(cases, results["score"]["rules"])
        show("points lost without", results["lost without"])
    if chosen.clues:
        results["clues"] = count_clues(cases)
        for half, rows in results["clues"].items():
            show(half, rows)
    if chosen.speed:
        rows = speed(cases, (1_000, 10_000, 100_000, 300_000))
        results["speed"] = {f"{int(r['words']):,} words": r for r in rows}
        show("words a second", results["speed"])
    if chosen.json:
        print(json.dumps(results, ensure_ascii=False))


if __name__ == "__main__":
    main()
