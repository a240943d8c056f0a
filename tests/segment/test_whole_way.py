"""Any text, read, attributed and segmented: not a word lost, and the file reads back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecast.config import Reading
from quotecast.errors import SourceError
from quotecast.model import Article, Line, Omission
from quotecast.quotations import attribute
from quotecast.readers import read
from quotecast.scriptfile import format_script, parse
from quotecast.segment import segment

GOLDEN = Path(__file__).parents[1] / "golden"
ARTICLES = sorted(
    path for path in GOLDEN.rglob("*") if path.suffix in (".txt", ".md", ".html") and path.is_file()
)

snippets = st.sampled_from(
    [
        "“We go,” said Ann Lee, a lawyer. ",
        '"We stay." ',
        "Ann Lee: ",
        "LEE: No. ",
        "Q: Why? ",
        "A: Because. ",
        "Share on WhatsApp",
        "PARIS (AP) — ",
        "By Ann Lee",
        "Photo: AFP/Ann Lee",
        "Related stories",
        "\n",
        "\n\n",
        "\n\n\n",
        "'",
        "''",
        "”",
        "„",
        "[[",
        "@Ann ",
        "# A heading",
        "- item",
        "he said. ",
        "5' 11\" tall in '99 ",
        "\u00a0",
        "***",
        "(Editing by Bo)",
        "Hopes for a new life",
    ]
)
texts = st.lists(st.one_of(snippets, st.text(max_size=8)), min_size=1, max_size=25).map("".join)


def words(text: str) -> list[str]:
    """Letters and digits in runs, marks of every kind aside."""
    return re.findall(r"[^\W_]+", text)


def check(article: Article) -> None:
    for block in article.blocks:
        assert block.spoken or block.reason
    script = segment(article, attribute(article), Reading()).script
    kept = [item.text for item in script.items if isinstance(item, Line | Omission)]
    assert [word for text in kept for word in words(text)] == words(article.text)
    assert parse(format_script(script), "t") == script


@settings(max_examples=150, deadline=None)
@given(texts)
def test_no_word_of_any_text_is_lost(text: str) -> None:
    try:
        article = read("-", stdin=text.encode("utf-8", "replace"))
    except SourceError:
        return
    check(article)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_word_of_the_golden_articles_is_lost(path: Path) -> None:
    check(read(str(path)))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 50_000 + " words",
        "“" * 25_000 + " words " + "”" * 25_000,
        "[" * 50_000 + " words",
        "'a " * 15_000,
        '"We go," she said. ' * 4_000,
        "“We go,” she said.\n\n" * 2_000,
    ],
    ids=["straight", "curly", "brackets", "single", "one-line", "paragraphs"],
)
def test_worst_cases_go_the_whole_way(text: str) -> None:
    check(read("-", stdin=text.encode()))
