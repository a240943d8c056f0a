"""What each block of an article is, article by article: tests/golden/reading/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quotecast.model import Article
from quotecast.readers import read

FOLDER = Path(__file__).parents[1] / "golden" / "reading"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".blocks")


def shown(article: Article) -> str:
    head = [
        f"title: {article.title}",
        f"byline: {article.byline}",
        f"published: {article.published}",
        f"language: {article.language}",
        f"site: {article.site}",
        "",
    ]
    rows = []
    for block in article.blocks:
        why = f" ({block.reason})" if block.reason else ""
        who = f" <{block.label}>" if block.label else ""
        words = " ".join(block.span.of(article.text).split())
        rows.append(f"{block.kind.value}{why}{who}: {words}")
    return "\n".join([*head, *rows]) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_reading(path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(path.with_suffix(".blocks"), shown(read(str(path))))
