"""News prose to train on: written for this recipe, half by hand, half from patterns.

The read-aloud sentences speech corpora are made of hold few of the things news is full of:
attribution tags, names from everywhere, money, dates and percentages in words, headlines,
one-word answers, sentences of fifty words. Everything here is spelled out, as the program
spells text out before it is spoken: no digits, no abbreviations.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

_WORDS = Path(__file__).with_name("news_words.txt")
_LINES = Path(__file__).with_name("news_lines.txt")
_SLOT = re.compile(r"\{(\w+)\}")
_PER_PATTERN = 14


def news_sentences(seed: int = 20) -> list[str]:
    """The same sentences in the same order at every call with the same seed."""
    words = _sections(_WORDS)
    lines = [line for line in _LINES.read_text(encoding="utf-8").splitlines() if line]
    choose = random.Random(seed)
    decks: dict[str, list[str]] = {}

    def draw(slot: re.Match[str]) -> str:
        # A deck per list, dealt out before it is shuffled again: every word is met.
        deck = decks.setdefault(slot[1], [])
        if not deck:
            deck.extend(words[slot[1]])
            choose.shuffle(deck)
        return _SLOT.sub(draw, deck.pop())

    made = [_SLOT.sub(draw, pattern) for pattern in words["pattern"] for _ in range(_PER_PATTERN)]
    return list(dict.fromkeys([*lines, *map(_capital, made)]))


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _sections(file: Path) -> dict[str, list[str]]:
    """Lists under headings: a line "[name]" opens one, the lines below are its entries."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[] "), [])
        elif line.strip():
            current.append(line.strip())
    return found
