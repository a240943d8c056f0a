"""A script file as paragraphs that know their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotecast.errors import ScriptError


def fault(where: str, number: int, message: str, hint: str = "") -> ScriptError:
    """What is wrong with a line of a script file.

    Args:
        where: the file's name.
        number: of the line, from 1.
        message: what is wrong.
        hint: how to put it right.
    """
    return ScriptError(message, hint, where=f"{where}:{number}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of the file up to a blank one."""

    where: str
    """The file's name, for messages."""
    number: int
    """Of its first line, from 1."""
    rows: list[str]
    blanks: int
    """Blank lines before it."""


def paragraphs(text: str, where: str) -> Iterator[Paragraph]:
    """The paragraphs of a script file, whatever its line ends."""
    rows: list[str] = []
    start, blanks = 1, 0
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, row in enumerate([*lines, ""], 1):
        if row.strip():
            if not rows:
                start = number
            rows.append(row)
        else:
            if rows:
                yield Paragraph(where, start, rows, blanks)
                rows, blanks = [], 0
            blanks += 1
