"""The project's own gold set: short articles with every speaker marked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quotecast.config import Reading
from quotecast.quotations import attribute

sys.path.insert(0, str(Path(__file__).parent))

from marked import FOLDER, load

CASES = sorted(FOLDER.glob("*.txt"))


def test_the_set_is_there() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_quotation_goes_to_its_speaker(path: Path) -> None:
    marked = load(path)
    text = marked.article.text
    doubt = Reading().doubt
    found = [
        (q.span.of(text), q.speaker if q.confidence >= doubt else None)
        for q in attribute(marked.article).quotations
        if q.direct
    ]
    assert found == [(span.of(text), speaker) for span, speaker in marked.spoken]
