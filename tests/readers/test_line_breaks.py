"""Line breaks within an element, and small things within a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecast.model import Article
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw
from quotecast.readers.line_breaks import parted

ROWS = (Path(__file__).parent / "pages" / "paragraphs.txt").read_text(encoding="utf-8").split("\n")


def of(inside: str) -> Article:
    page = f"<h1>A wall</h1><p>{ROWS[0]}</p>{inside}<p>{ROWS[1]}</p>"
    return read_raw(Raw("a.html", page.encode()), "a.html")


def blocks(inside: str) -> list[str]:
    article = of(inside)
    return [block.span.of(article.text) for block in article.blocks[2:-1]]


@pytest.mark.parametrize("end", ["<br>", "<br/>\n", "<br><br>", "<br>&nbsp;<br>"])
def test_long_rows_that_end_sentences_are_paragraphs(end: str) -> None:
    assert blocks(f"<div>{end.join(ROWS[2:8])}</div>") == ROWS[2:8]
    short = [*ROWS[2:5], "“No,” she said.", *ROWS[5:8]]
    assert blocks(f"<div>{end.join(short)}</div>") == short


VERSE = "The sea is grey, the gate is shut.\nThe man who had the key has gone.\nThe lamp is out."
WRAPPED = (
    "The last storm, in January, threw boulders the size of ovens over the road. It\n"
    "was the third of its kind since the century began, and the worst of them all.\n"
    "Nobody was hurt, but the playground of the infants’ school was full of stones,\n"
    "and is so now."
)
ADDRESS = "The Quay\n12 Harbour Road\nPort Aven."


@pytest.mark.parametrize("text", [VERSE, WRAPPED, ADDRESS, "One.\nTwo.", ROWS[2], ""])
def test_other_rows_stay_together(text: str) -> None:
    assert list(parted(text)) == ([text] if text else [""])


@pytest.mark.parametrize(
    ("line", "spoken", "left"),
    [
        ("It is <del>forty</del> <ins>fifty</ins> long.", "It is fifty long.", "forty"),
        ("It is <s>ten</s> nine metres long.", "It is nine metres long.", "ten"),
        (
            "The <ruby>wall<rp>(</rp><rt>w-a-ll</rt><rp>)</rp></ruby> fell.",
            "The wall fell.",
            "w-a-ll",
        ),
        ("It cost 10<sup>6</sup> pounds.", "It cost 10⁶ pounds.", ""),
        ("It is 5 m<sup>2</sup> wide.", "It is 5 m² wide.", ""),
        ("On the 5<sup>th</sup> of May it fell.", "On the 5th of May it fell.", ""),
        ("So it was said<sup>12</sup> then.", "So it was said12 then.", ""),
        (f"<s>{'It was struck out. ' * 30}</s>", ("It was struck out. " * 30).strip(), ""),
    ],
)
def test_small_things_within_a_line(line: str, spoken: str, left: str) -> None:
    article = of(f"<p>{line}</p>")
    said = {block.span.of(article.text): block.spoken for block in article.blocks}
    assert said[spoken] is True
    assert not left or said[left] is False
