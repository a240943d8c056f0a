"""Notes that tell how a word is said: ``[[say: Ngozi = En-go-zee]]``.

Such a note holds for the whole episode, wherever it stands; ``[[say here: read = red]]``
in a line holds for that line alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from quotecast.model import Note, Script

_SAY: Final = re.compile(r"say(?P<here> here)?\s*:\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def read_say(note: str) -> tuple[str, str, bool] | None:
    """The word of a note, how it is said, and whether here only; None for any other note.

    Raises:
        ValueError: it starts like one and lacks the word, the sign or the respelling.
    """
    found = _SAY.fullmatch(note.strip())
    if not found:
        return None
    word, sign, said = (part.strip() for part in found["rest"].partition("="))
    if not (word and sign and said):
        raise ValueError(f"[[{note}]] does not say how")
    return word, said, bool(found["here"])


def respellings(script: Script) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """What the notes of a script say: for the episode, and for lines by their text.

    Lines of the same words are said alike.

    Raises:
        ValueError: a note starts like one and lacks the word, the sign or the respelling.
    """
    episode: dict[str, str] = {}
    lines: dict[str, dict[str, str]] = {}
    for note, text in _notes(script):
        read = read_say(note)
        if read is None:
            continue
        word, said, here = read
        if here and text:
            lines.setdefault(text, {})[word] = said
        else:
            episode[word] = said
    return episode, lines


def _notes(script: Script) -> Iterator[tuple[str, str]]:
    """Every note, and the text of the line it belongs to."""
    for item in script.items:
        if isinstance(item, Note):
            yield item.text, ""
    for line in script.lines:
        for note in line.notes:
            yield note, line.text
