"""What is said for what is written, and which written word each spoken word came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A written word and the spoken words it became."""

    written: str
    """As in ``text.split()``."""
    start: int
    """Index of its first word in ``Spoken.text.split()``."""
    end: int
    """Index after its last; equal to ``start`` when it is not spoken by itself (a dash)."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line as the model is given it."""

    text: str
    """Words, and the punctuation that shapes speech: ``, . ; : ? !``, apostrophes, hyphens.
    Empty when the line holds nothing that can be said."""
    words: tuple[SpokenWord, ...]
    """One for each written word, in order; together they cover the spoken words."""
