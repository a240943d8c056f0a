"""Articles that were marked before the rules read them: what is still wrong is listed.

``tests/golden/held-out/NAME.misses`` lists it, a line each. A rule that mends one takes its line
out (``make golden``, and review the diff); a new line is a step back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quotecast.config import Reading
from quotecast.quotations import attribute_text
from quotecast.quotations.jsonl import is_voiced, quote_record

FOLDER = Path(__file__).parents[1] / "golden" / "held-out"
SETS = sorted(FOLDER.glob("*.jsonl"))
MARKS = "\"'“”‘’ \n"
DOUBT = Reading().doubt


def test_there_are_sets() -> None:
    assert SETS


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_is_missed_is_listed(path: Path, golden: Callable[[Path, str], None]) -> None:
    articles = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    missed = [line for article in articles for line in misses(article)]
    spoken = sum(q["kind"] == "direct" for article in articles for q in article["quotes"])
    assert len(missed) <= 0.15 * spoken
    golden(path.with_suffix(".misses"), "".join(f"{line}\n" for line in missed))


def misses(article: dict[str, Any]) -> Iterator[str]:
    """What the rules do other than the marks say, in order."""
    text = article["text"]
    found = {
        trimmed(text, q.span.start, q.span.end): quote_record(q, DOUBT)["speaker"] or "nobody"
        for q in attribute_text(text).quotations
        if is_voiced(q, DOUBT)
    }
    for quote in sorted(article["quotes"] + article["nonspeech"], key=lambda q: q["start"]):
        span = trimmed(text, quote["start"], quote["end"])
        kind = quote.get("kind", "no speech")
        got = found.get(span, "the narrator")
        names = [quote["speaker"], *quote["aliases"]] if kind == "direct" else ["the narrator"]
        if kind not in ("turn", "author") and got.lower() not in [n.lower() for n in names]:
            begin = text[span[0] : min(span[1], span[0] + 40)].partition("\n")[0]
            yield f"{article['id']}: {begin} | {kind}, {names[0]} | {got}"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the marks and blanks at its ends."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip(MARKS))
    return start + left, start + len(inner.rstrip(MARKS))
