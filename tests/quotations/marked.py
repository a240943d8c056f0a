"""Reading the marked-up articles of tests/golden/quotations.

``⟦Name⟧`` stands before a quotation that is to be voiced and ``⟦/⟧`` after it; ``⟦?⟧`` marks
one that nobody may be named for. Quoted stretches without a mark are the narrator's. A first
line ``% turns`` says that paragraphs with a label before a colon are turns of an interview.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from quotecast.model import Article, Block, BlockKind, Span

FOLDER = Path(__file__).parents[1] / "golden" / "quotations"
_MARK = re.compile(r"⟦([^⟧]*)⟧")
_TURN = re.compile(r"([A-Z][\w'’ ]*): ")


@dataclass(frozen=True)
class Marked:
    """An article and what should be found in it."""

    article: Article
    spoken: tuple[tuple[Span, str | None], ...]


def load(path: Path) -> Marked:
    """The article of a marked-up file, its marks taken out, and where they stood."""
    source = path.read_text("utf-8")
    turns = source.startswith("% turns\n")
    source = source.removeprefix("% turns\n")
    text = ""
    at = 0
    speaker = ""
    begin = 0
    spoken: list[tuple[Span, str | None]] = []
    for mark in _MARK.finditer(source):
        text += source[at : mark.start()]
        at = mark.end()
        if mark[1] == "/":
            end = begin + len(text[begin:].rstrip())
            spoken.append((Span(begin, end), None if speaker == "?" else speaker))
        else:
            speaker, begin = mark[1], len(text)
    text += source[at:]
    return Marked(Article("", text, tuple(_blocks(text, turns)), path.name), tuple(spoken))


def _blocks(text: str, turns: bool) -> list[Block]:
    blocks = []
    for found in re.finditer(r"[^\n]+", text):
        label = _TURN.match(found[0]) if turns else None
        kind = BlockKind.TURN if label else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(*found.span()), label=label[1] if label else ""))
    return blocks
