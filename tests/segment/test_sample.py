"""The sample article from file to script, against the truth written by hand."""

from __future__ import annotations

from pathlib import Path

from quotecast.config import Reading
from quotecast.model import DOUBT, Script
from quotecast.quotations import attribute
from quotecast.readers import read
from quotecast.segment import segment

ROOT = Path(__file__).parents[2]


def han() -> Script:
    article = read(str(ROOT / "scripts" / "han.txt"))
    return segment(article, attribute(article), Reading()).script


def test_han_says_ten_things_and_nobody_else_speaks() -> None:
    script = han()
    assert script.speakers == ("Han Guangsheng",)
    spoken = [line.text for line in script.lines if line.speaker == "Han Guangsheng"]
    assert len(spoken) == 10
    assert DOUBT not in {line.speaker for line in script.lines}
    narrated = " ".join(line.text for line in script.lines if line.narrated)
    assert '"Sickened"' in narrated
    assert '"willing accomplice"' in narrated
