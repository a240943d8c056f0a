"""Pages and texts as the programs behind news sites, weblogs and newsletters write them.

In ``pages/`` and ``texts/`` what is to be spoken stands in ⟦ ⟧ and what is to be listed as
left out in ⟪ ⟫; ``§3`` is the third paragraph of ``paragraphs.txt``, to be spoken. A comment
at the top says what is to be known of the article.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from quotecast.model import Article, Span
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw
from quotecast.segment.turns import label_span

FOLDER = Path(__file__).parent / "pages"
PARAGRAPHS = (FOLDER / "paragraphs.txt").read_text(encoding="utf-8").splitlines()
FILES = [*FOLDER.glob("*.html"), *(FOLDER.parent / "texts").iterdir()]
PAGES = sorted(path for path in FILES if "⟦" in path.read_text("utf-8"))

HEAD = re.compile(r"<!--WANT\n(.*?)\n-->\s*", re.DOTALL)
MARKED = re.compile(r"⟦(?P<spoken>.*?)⟧|⟪(?P<left>.*?)⟫", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page and what is to be read of it."""

    html: str
    head: dict[str, str]
    spoken: list[str]
    left_out: list[str]


def page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"§(\d+)", lambda found: f"⟦{PARAGRAPHS[int(found[1]) - 1]}⟧", text)
    wanted = HEAD.match(text)
    assert wanted is not None, f"{path.name} does not say what is wanted"
    head = dict(row.split(": ", 1) for row in wanted[1].splitlines())
    marked = list(MARKED.finditer(text))
    return Page(
        re.sub("[⟦⟧⟪⟫]", "", text[wanted.end() :]),
        head,
        [plain(found["spoken"]) for found in marked if found["spoken"]],
        [plain(found["left"]) for found in marked if found["left"]],
    )


def plain(markup: str) -> str:
    return " ".join(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", markup)).lower()))


def words(article: Article, spoken: bool) -> str:
    """All that is spoken, or all that is left out, the labels of turns with it."""
    found = []
    for block in article.blocks:
        label = label_span(block, article.text)
        words = Span(label.end, block.span.end)
        found += [words] if block.spoken is spoken else []
        found += [] if spoken else [label]
    return plain(" ".join(span.of(article.text) for span in found))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    wanted = page(path)
    article = read_raw(Raw(path.name, wanted.html.encode()), path.name)
    spoken, left = words(article, True), words(article, False)
    assert [text for text in wanted.spoken if text not in spoken] == []
    assert [text for text in wanted.left_out if text not in left] == []
    at = 0
    for text in wanted.spoken:  # in the order of the page
        at = spoken.index(text, at) + len(text)
    assert {name: getattr(article, name) for name in wanted.head} == wanted.head
