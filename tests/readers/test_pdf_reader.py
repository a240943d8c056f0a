"""PDFs by where their rows stand: columns, paragraphs, heads, notes."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_writer import Placed, pdf, rows

from quotecast.errors import SourceError
from quotecast.model import Article
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw
from quotecast.readers.pdf_rows import Row, in_columns

STORY = (
    "The council voted on Tuesday night to rebuild the harbour wall in stone before the storms.",
    "“We waited ten years for this vote,” said Maria Lopez, who leads the council of the town.",
    "The work will begin in May and is expected to cost the town nine million pounds in all.",
    "Fishermen who lined the back of the hall were not convinced that the stone would arrive.",
)


def of(*pages: list[Placed], about: str = "") -> Article:
    return read_raw(Raw("a.pdf", pdf(*pages, about=about)), "a.pdf")


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.of(article.text)) for b in article.blocks]


def spoken(article: Article) -> list[str]:
    return [b.span.of(article.text) for b in article.blocks if b.spoken]


def column(texts: tuple[str, ...], width: int, set_in: str = "", gap: bool = True) -> list[str]:
    lines: list[str] = []
    for text in texts:
        lines += textwrap.wrap(text, width, initial_indent=set_in)
        lines += [""] if gap else []
    return lines


def test_columns_one_after_the_other() -> None:
    left = rows(column(STORY[:2], 42), x=50)
    right = rows(column(STORY[2:], 42), x=310)
    assert spoken(of([*left, *right])) == list(STORY)


def test_columns_drawn_row_by_row() -> None:
    lines = textwrap.wrap(" ".join(STORY * 2), 42)
    half = len(lines) // 2
    left, right = rows(lines[:half], x=50), rows(lines[half:], x=310)
    across = [piece for pair in zip(left, right, strict=False) for piece in pair]
    assert spoken(of([*across, *right[half:]])) == [" ".join(STORY * 2)]


def test_a_table_is_no_page_in_columns() -> None:
    cells = [Row(f"cell {n} {x}", x, 700 - 14 * n, 11) for n in range(9) for x in (50, 310)]
    assert in_columns(cells) == cells


def test_first_lines_set_in_begin_paragraphs() -> None:
    placed = []
    y = 780.0
    for line in column(STORY, 60, set_in="  ", gap=False):
        placed.append((72.0 if line.startswith("  ") else 60.0, y, 11.0, line.strip()))
        y -= 13
    assert spoken(of(placed)) == list(STORY)


def test_headline_heading_and_first_letter_by_size() -> None:
    body = column(STORY[:1], 60)
    page = [
        (60.0, 800.0, 22.0, "A wall for the town"),
        (60.0, 770.0, 30.0, body[0][0]),
        (80.0, 770.0, 11.0, body[0][1:]),
        *rows(body[1:], y=756),
        (60.0, 700.0, 14.0, "What comes next."[:-1]),
        *rows(column(STORY[1:], 60), y=680),
    ]
    article = of(page)
    assert article.title == "A wall for the town"
    assert shown(article)[:3] == [
        ("headline", "A wall for the town"),
        ("paragraph", STORY[0]),
        ("heading", "What comes next"),
    ]


def test_footnotes_and_their_marks() -> None:
    page = [
        *rows(column(STORY[:1], 60)),
        (300.0, 772.0, 6.0, "1"),
        *rows(column(STORY[1:3], 60), y=740),
        (60.0, 60.0, 8.0, "1 The old wall was built by convicts."),
    ]
    found = shown(of(page, rows(column(STORY[3:], 60))))
    assert ("boilerplate", "1") in found
    assert found[-2:] == [
        ("paragraph", "1 The old wall was built by convicts."),
        ("paragraph", STORY[3]),
    ]


def test_heads_and_page_numbers_of_two_pages() -> None:
    head, feet = (
        (60.0, 820.0, 8.0, "The Quay Gazette"),
        [(280.0, 20.0, 8.0, f"Page {n} of 2") for n in (1, 2)],
    )
    lines = column(STORY, 60)
    article = of([head, feet[0], *rows(lines[:5])], [head, feet[1], *rows(lines[5:])])
    left = [words for kind, words in shown(article) if kind == "boilerplate"]
    assert sorted(left) == ["Page 1 of 2", "Page 2 of 2", "The Quay Gazette", "The Quay Gazette"]
    assert " ".join(spoken(article)) == " ".join(STORY)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("before the har-", "bour froze", "before the harbour froze"),
        ("so a well-", "known man", "so a well-known man"),
        ("a man of ninety-", "three years", "a man of ninety-three years"),
        ("the mother-in-", "law came", "the mother-in-law came"),
        ("of Anglo-", "Saxon walls", "of Anglo- Saxon walls"),
        ("the ﬁrst of-", "ﬁce", "the first office"),
    ],
)
def test_words_broken_at_the_end_of_a_row(first: str, second: str, whole: str) -> None:
    from quotecast.readers.interface import Sheet
    from quotecast.readers.pdf_layout import fill

    sheet = Sheet()
    fill(sheet, [[Row(f"It was {first}", 60, 700, 11), Row(f"{second} again.", 60, 687, 11)]])
    assert sheet.text == f"It was {whole} again."


@pytest.mark.parametrize("author", ["anonymous", "(anonymous)", "Unknown", "user", "  "])
def test_authors_that_are_nobody(author: str) -> None:
    name = author.replace("(", r"\(").replace(")", r"\)")
    assert of(rows(column(STORY, 60)), about=f"/Author ({name})").byline == ""


def test_pictures_only() -> None:
    with pytest.raises(SourceError, match="only pictures"):
        of([])


words = st.lists(st.sampled_from("wall sea town vote stone winter ten years".split()), min_size=1)
pieces = st.tuples(
    st.integers(10, 500), st.integers(10, 820), st.sampled_from([6, 8, 11, 14, 24]), words
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(pieces, max_size=12), min_size=1, max_size=4))
def test_every_word_of_any_page_is_somewhere(
    pages: list[list[tuple[int, int, int, list[str]]]],
) -> None:
    placed = [[(x, y, size, " ".join(some)) for x, y, size, some in page] for page in pages]
    given_words = [word for page in pages for *_, some in page for word in some]
    if not given_words:
        return
    article = read_raw(Raw("a.pdf", pdf(*placed)), "a.pdf")
    found = re.findall(r"\w+", article.text)
    assert sorted("".join(found)) == sorted("".join(given_words))
    assert all(block.spoken or block.reason for block in article.blocks)


@pytest.mark.slow
def test_a_page_of_very_many_rows() -> None:
    page = [(50.0 + n % 300, 20.0 + n % 800, 6.0 + n % 5, f"w{n}") for n in range(20_000)]
    assert len(of(page).text) > 100_000


def test_the_cells_of_a_row_are_read_as_one() -> None:
    table = [
        (x, 700.0 - 14 * row, 11.0, cell)
        for row, cells in enumerate([("Ward", "Yes", "No"), ("North", "Nine", "Four")])
        for x, cell in zip((60.0, 200.0, 340.0), cells, strict=True)
    ]
    page = [*rows(column(STORY[:1], 60), y=780), *table, *rows(column(STORY[1:], 60), y=640)]
    assert spoken(of(page)) == [STORY[0], "Ward, Yes, No", "North, Nine, Four", *STORY[1:]]


def test_the_printed_author_and_date_count_for_more_than_the_files() -> None:
    about = "/Author (Scanner) /CreationDate (D:20261128120000)"
    top = ["A wall for the town", "", "By Ida Brook", "", "5 March 2024", ""]
    article = of(rows(top + column(STORY, 60)), about=about)
    assert (article.byline, article.published) == ("Ida Brook", "2024-03-05")
    article = of(rows(column(STORY, 60)), about=about)
    assert (article.byline, article.published) == ("Scanner", "2026-11-28")
