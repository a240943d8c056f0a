"""Notes of a script file, and what they stand for."""

from __future__ import annotations

import difflib

from quotecast.model import BlockKind, Item, Note, Omission
from quotecast.scriptfile.escapes import Token, join, split, tokens
from quotecast.scriptfile.paragraphs import fault
from quotecast.scriptfile.writing import NOT_SPOKEN


def parted(raw: str, where: str, number: int) -> tuple[list[Token], list[list[Token]]]:
    """Tokens outside and inside of ``[[…]]``.

    Raises:
        ScriptError: brackets that are not closed, or within each other.
    """
    words: list[Token] = []
    notes: list[list[Token]] = []
    inside: list[Token] | None = None
    opened = 0
    for token in tokens(raw):
        if token.kind == "open":
            if inside is not None:
                raise fault(where, number + raw.count("\n", 0, token.at), "a note inside a note")
            inside, opened = [], token.at
        elif token.kind == "close":
            if inside is None:
                raise fault(
                    where,
                    number + raw.count("\n", 0, token.at),
                    "]] closes no note",
                    "write \\]] to speak the brackets",
                )
            notes.append(inside)
            inside = None
        else:
            (words if inside is None else inside).append(token)
    if inside is not None:
        raise fault(
            where,
            number + raw.count("\n", 0, opened),
            "[[ opens a note that is not closed in its paragraph",
            "close it with ]], or write \\[[ to speak the brackets",
        )
    return _single_spaced(words), notes


def standing(note: list[Token], where: str, number: int) -> Item:
    """The item a note is that stands by itself.

    Raises:
        ScriptError: an omission without its fields, or of an unknown kind.
    """
    if not join(note).startswith(NOT_SPOKEN) or _starts_literal(note):
        return Note(join(note))
    fields = [join(field) for field in split(note, "|", 3)]
    if fields[0] != NOT_SPOKEN:
        return Note(join(note))
    if len(fields) < 4:
        raise fault(where, number, "incomplete note", "write [[not spoken | kind | reason | text]]")
    kinds = [kind.value for kind in BlockKind]
    if fields[1] not in kinds:
        near = difflib.get_close_matches(fields[1], kinds, n=1)
        hint = f"did you mean {near[0]}?" if near else "known: " + ", ".join(kinds)
        raise fault(where, number, f"unknown kind {fields[1]!r} of what is not spoken", hint)
    return Omission(BlockKind(fields[1]), fields[3], fields[2])


def _single_spaced(words: list[Token]) -> list[Token]:
    """Without the doubled space a removed note leaves."""
    kept: list[Token] = []
    for word in words:
        if word.kind == "space" and kept and kept[-1].kind == "space":
            continue
        kept.append(word)
    return kept


def _starts_literal(note: list[Token]) -> bool:
    return bool(note) and note[0].kind == "literal"


def says(note: list[Token], text: str) -> bool:
    """Whether a note is this sign, and not words that look like it."""
    return join(note) == text and not _starts_literal(note)
