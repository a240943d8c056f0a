"""Pages that are written while something happens: entries, each with its time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotecast.model import Article, BlockKind
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw

ROWS = (Path(__file__).parent / "pages" / "paragraphs.txt").read_text(encoding="utf-8").split("\n")
TIMES = ("9.04am GMT", "8:05 a.m.", "07:40", "3h ago", "24m ago")
ENTRIES = list(zip(TIMES, ROWS[2:7], strict=True))


def of(form: str) -> Article:
    entries = "".join(form.format(time, row) for time, row in ENTRIES)
    page = (
        "<html><title>Storm, live</title><article><h1>Storm, live: the wall falls</h1>"
        f"<p>{ROWS[1]}</p>{entries}</article></html>"
    )
    return read_raw(Raw("a.html", page.encode()), "a.html")


def blocks(article: Article) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(article.text)) for block in article.blocks[2:]]


FORMS = [
    "<p>{0}</p><p>{1}</p>",
    "<h3>{0}</h3><p>{1}</p>",
    "<div class=e><span>{0}</span><div><p>{1}</p></div></div>",
    "<ul><li><span>{0}</span><p>{1}</p></li></ul>",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_time_of_its_own_heads_its_entry(form: str) -> None:
    found = blocks(of(form))
    assert [words for _, words in found] == [words for entry in ENTRIES for words in entry]
    assert all(kind is BlockKind.HEADING for kind, _ in found[::2])
    assert all(kind is not BlockKind.HEADING for kind, _ in found[1::2])


@pytest.mark.parametrize(
    "form",
    [
        "<h2><span>{0}</span><span>Wall falls</span></h2><p>{1}</p>",
        "<h2><time>{0}</time>Wall falls</h2><p>{1}</p>",
        "<h2><b>{0}</b><time></time> <span>Wall falls</span></h2><p>{1}</p>",
    ],
)
def test_a_time_is_not_glued_to_a_headline(form: str) -> None:
    found = blocks(of(form))
    assert [words for _, words in found[::2]] == [f"{time} Wall falls" for time in TIMES]


def test_a_time_that_the_page_marks_is_listed_in_its_place() -> None:
    article = of("<div><p class=time><time>{0}</time></p><h2>Wall falls</h2><p>{1}</p></div>")
    found = [words for kind, words in blocks(article) if kind is BlockKind.DATE]
    assert found == list(TIMES)
    spoken = [words for kind, words in blocks(article) if kind is BlockKind.PARAGRAPH]
    assert spoken == [row for _, row in ENTRIES]


@pytest.mark.parametrize(
    "line",
    ["At 9.04am the wall fell.", "24 metres ago there was a wall.", "9.04am, and no wall of ours."],
)
def test_words_about_a_time_head_nothing(line: str) -> None:
    page = f"<h1>A wall</h1><p>{ROWS[1]}</p><p>{line}</p><p>{ROWS[2]}</p>"
    article = read_raw(Raw("a.html", page.encode()), "a.html")
    assert (BlockKind.PARAGRAPH, line) in blocks(article)


def test_entries_that_stand_only_in_the_description() -> None:
    told = {
        "@type": "LiveBlogPosting",
        "headline": "Storm, live: the wall falls",
        "articleBody": ROWS[1],
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": f"Entry {n}", "articleBody": row}
            for n, row in enumerate(ROWS[2:6])
        ]
        + [5, {"headline": 5, "articleBody": None}],
    }
    page = (
        f"<html><title>Storm, live: the wall falls</title><script type='application/ld+json'>"
        f"{json.dumps(told)}</script><body><div id=app></div></body></html>"
    )
    article = read_raw(Raw("a.html", page.encode()), "a.html")
    spoken = [block.span.of(article.text) for block in article.blocks if block.spoken]
    entries = [words for n, row in enumerate(ROWS[2:6]) for words in (f"Entry {n}", row)]
    assert spoken == ["Storm, live: the wall falls", ROWS[1], *entries]
