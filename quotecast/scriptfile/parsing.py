"""The text of a script file to a script."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotecast.errors import ScriptError
from quotecast.model import (
    NARRATOR,
    BlockKind,
    Item,
    Line,
    Note,
    Omission,
    Script,
    Section,
    SoundCue,
)
from quotecast.scriptfile.escapes import Token, join, split, tokens
from quotecast.scriptfile.writing import NOT_SPOKEN, SAME_PARAGRAPH, TITLE_KEYS

CUES = ("MUSIC", "BED", "STING")
"""Kinds of sound cue."""

_FOREIGN = {
    "!": "forced action",
    "=": "a synopsis",
    "~": "a lyric",
    "/*": "a commented-out part",
}
"""Marks of Fountain that have no meaning here, so that nobody believes they have one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of the file up to a blank one."""

    number: int
    """Of its first line, from 1."""
    rows: list[str]
    blanks: int
    """Blank lines before it."""


def parse(text: str, where: str) -> Script:
    """Read the text of a script file.

    Args:
        text: the file's content.
        where: the file's name, for messages.

    Raises:
        ScriptError: the text breaks the format; ``where`` is ``file:line``.
    """
    return _Parser(where).script(text)


def _paragraphs(text: str) -> Iterator[Paragraph]:
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
                yield Paragraph(start, rows, blanks)
                rows, blanks = [], 0
            blanks += 1


class _Parser:
    """Keeps the file's name and what was read so far."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.items: list[Item] = []

    def fail(self, number: int, message: str, hint: str = "") -> ScriptError:
        return ScriptError(message, hint, where=f"{self.where}:{number}")

    def script(self, text: str) -> Script:
        paragraphs = _paragraphs(text)
        first = next(paragraphs, None)
        if first is None:
            raise ScriptError("the script is empty", "delete it and make it anew", where=self.where)
        fields, extra = self.title_page(first)
        for paragraph in paragraphs:
            self.paragraph(paragraph)
        return Script(
            title=fields["title"],
            items=tuple(self.items),
            source=fields.get("source", ""),
            byline=fields.get("byline", ""),
            published=fields.get("published", ""),
            language=fields.get("language", "en"),
            site=fields.get("site", ""),
            extra=tuple(extra),
        )

    def title_page(self, page: Paragraph) -> tuple[dict[str, str], list[tuple[str, str]]]:
        known = {key.lower() for key in TITLE_KEYS}
        fields: dict[str, str] = {}
        extra: list[tuple[str, str]] = []
        for number, row in _unfolded(page):
            key, *rest = split(tokens(row), ":", 1)
            name = join(key)
            if not rest or not name:
                raise self.fail(
                    number,
                    "the script must begin with a title page of 'Key: value' lines",
                    "write 'Title: …' as the first line, and a blank line below the last entry",
                )
            escaped = any(part.kind == "literal" for part in key[:1])
            if name.lower() not in known or escaped:
                extra.append((name, join(rest[0])))
            elif name.lower() in fields:
                raise self.fail(number, f"{name} stands twice on the title page")
            else:
                fields[name.lower()] = join(rest[0])
        if "title" not in fields:
            raise self.fail(page.number, "the title page has no Title", "add 'Title: …'")
        return fields, extra

    def paragraph(self, paragraph: Paragraph) -> None:
        start = paragraph.rows[0].lstrip()
        for offset, row in enumerate(paragraph.rows[1:], 1):
            if row.lstrip()[:1] in ("@", "#", ">"):
                raise self.fail(
                    paragraph.number + offset,
                    f"a line that starts with {row.lstrip()[0]} needs a blank line before it",
                    f"put one there, or write \\{row.lstrip()[0]} to speak the sign",
                )
        for mark, meaning in _FOREIGN.items():
            if start.startswith(mark):
                raise self.fail(
                    paragraph.number,
                    f"{mark} is {meaning} in Fountain and has no meaning here",
                    f"write \\{mark} to speak the sign, or [[…]] for a remark",
                )
        if start[0] == "." and start[1:2].isalnum():
            raise self.fail(
                paragraph.number,
                "a scene heading (.) has no meaning here",
                "write # for a chapter, or \\. to speak the full stop",
            )
        if start[0] == "#":
            self.section(paragraph)
        elif start[0] == ">":
            self.cue(paragraph)
        elif start[0] == "@":
            self.speaker(paragraph)
        else:
            self.speech(paragraph, NARRATOR, "", 0)

    def section(self, paragraph: Paragraph) -> None:
        self.one_row(paragraph, "a chapter")
        title = paragraph.rows[0].strip()[1:]
        if title.startswith("#"):
            raise self.fail(
                paragraph.number, "chapters have one level", "write a single # before its title"
            )
        self.items.append(Section(self.plain(title, paragraph.number, "the title of a chapter")))

    def cue(self, paragraph: Paragraph) -> None:
        self.one_row(paragraph, "a sound cue")
        number = paragraph.number
        kind, colon, rest = paragraph.rows[0].strip()[1:].partition(":")
        name = kind.strip().upper()
        if not colon or name not in CUES:
            raise self.fail(
                number,
                "not a sound cue",
                "write '> MUSIC: file.mp3, fade 2s' (or BED, STING), or \\> to speak the sign",
            )
        self.plain(rest, number, "a sound cue")
        fields = split(tokens(rest), ",")
        file = join(fields[0])
        if not file:
            raise self.fail(number, f"{name} names no file", "write '> MUSIC: file.mp3'")
        options = []
        for field in fields[1:]:
            while field and field[0].kind == "space":
                field = field[1:]
            key, *value = split(field, " ", 1)
            options.append((join(key), join(value[0]) if value else ""))
        self.items.append(SoundCue(file, name, tuple(options)))

    def speaker(self, paragraph: Paragraph) -> None:
        number = paragraph.number
        speaker = self.plain(paragraph.rows[0].strip()[1:], number, "a speaker's name")
        if not speaker:
            raise self.fail(number, "@ names nobody", "write @Name, or @? for an unknown speaker")
        direction, first = "", 1
        if len(paragraph.rows) > 1 and paragraph.rows[1].lstrip().startswith("("):
            direction = self.direction(paragraph.rows[1].strip(), number + 1)
            first = 2
        self.speech(paragraph, speaker, direction, first)

    def direction(self, row: str, number: int) -> str:
        if not _is_direction(row):
            raise self.fail(
                number,
                "a direction such as (quietly) stands on a line of its own",
                "write \\( to speak the bracket",
            )
        return self.plain(row[1:-1], number, "a direction")

    def speech(self, paragraph: Paragraph, speaker: str, direction: str, first: int) -> None:
        number = paragraph.number + first
        raw = "\n".join(paragraph.rows[first:])
        words, notes = self.notes(raw, number)
        text = join(words)
        if not text:
            if first:
                raise self.fail(paragraph.number, f"{speaker} has nothing to say")
            self.items.extend(self.standing(note, number) for note in notes)
            return
        before = self.items[-1] if self.items else None
        spoken = [note for note in notes if not _is(note, SAME_PARAGRAPH)]
        continues = len(spoken) < len(notes)
        if isinstance(before, Line) and paragraph.blanks == 1:
            # Two bare paragraphs of narration are two paragraphs of the article.
            continues = continues or first > 0 or before.speaker != NARRATOR
        remarks = tuple(join(note) for note in spoken)
        self.items.append(Line(speaker, text, direction, remarks, continues))

    def notes(self, raw: str, number: int) -> tuple[list[Token], list[list[Token]]]:
        """Tokens outside and inside of ``[[…]]``."""
        words: list[Token] = []
        notes: list[list[Token]] = []
        inside: list[Token] | None = None
        opened = 0
        for token in tokens(raw):
            if token.kind == "open":
                if inside is not None:
                    raise self.fail(number + raw.count("\n", 0, token.at), "a note inside a note")
                inside, opened = [], token.at
            elif token.kind == "close":
                if inside is None:
                    raise self.fail(
                        number + raw.count("\n", 0, token.at),
                        "]] closes no note",
                        "write \\]] to speak the brackets",
                    )
                notes.append(inside)
                inside = None
            else:
                (words if inside is None else inside).append(token)
        if inside is not None:
            raise self.fail(
                number + raw.count("\n", 0, opened),
                "[[ opens a note that is not closed in its paragraph",
                "close it with ]], or write \\[[ to speak the brackets",
            )
        return _single_spaced(words), notes

    def standing(self, note: list[Token], number: int) -> Item:
        """The item a note is that stands by itself."""
        if not join(note).startswith(NOT_SPOKEN) or _starts_literal(note):
            return Note(join(note))
        fields = [join(field) for field in split(note, "|", 3)]
        if fields[0] != NOT_SPOKEN:
            return Note(join(note))
        if len(fields) < 4:
            raise self.fail(
                number, "incomplete note", "write [[not spoken | kind | reason | text]]"
            )
        kinds = [kind.value for kind in BlockKind]
        if fields[1] not in kinds:
            near = difflib.get_close_matches(fields[1], kinds, n=1)
            hint = f"did you mean {near[0]}?" if near else "known: " + ", ".join(kinds)
            raise self.fail(number, f"unknown kind {fields[1]!r} of what is not spoken", hint)
        return Omission(BlockKind(fields[1]), fields[3], fields[2])

    def plain(self, raw: str, number: int, what: str) -> str:
        """The text of a place that holds no notes."""
        parts = tokens(raw)
        if any(part.kind in ("open", "close") for part in parts):
            raise self.fail(number, f"a note cannot stand in {what}", "put it in the text below")
        return join(parts)

    def one_row(self, paragraph: Paragraph, what: str) -> None:
        if len(paragraph.rows) > 1:
            raise self.fail(
                paragraph.number + 1, f"{what} is one line; a blank line must follow it"
            )


def _unfolded(page: Paragraph) -> Iterator[tuple[int, str]]:
    """Entries of the title page; an indented line goes on with the entry above it."""
    entry, start = "", page.number
    for number, row in enumerate(page.rows, page.number):
        if entry and re.match(r"\t| {3}", row):
            entry += "\n" + row
            continue
        if entry:
            yield start, entry
        entry, start = row, number
    yield start, entry


def _is_direction(row: str) -> bool:
    """Whether the bracket a row opens with is closed by its last character."""
    depth = 0
    parts = tokens(row)
    for index, part in enumerate(parts):
        if part.kind != "text":
            continue
        depth += part.text.count("(") - part.text.count(")")
        if depth <= 0:
            return index == len(parts) - 1 and part.text.endswith(")")
    return False


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


def _is(note: list[Token], text: str) -> bool:
    return join(note) == text and not _starts_literal(note)
