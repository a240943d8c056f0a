"""The text of a script file to a script."""

from __future__ import annotations

from quotecast.errors import ScriptError
from quotecast.model import (
    NARRATOR,
    Item,
    Line,
    Script,
    Section,
    SoundCue,
)
from quotecast.scriptfile.escapes import join, split, tokens
from quotecast.scriptfile.notes import parted, says, standing
from quotecast.scriptfile.paragraphs import Paragraph, fault, paragraphs
from quotecast.scriptfile.titlepage import title_page
from quotecast.scriptfile.writing import SAME_PARAGRAPH

CUES = ("MUSIC", "BED", "STING")
"""Kinds of sound cue."""

_FOREIGN = {
    "!": "forced action",
    "=": "a synopsis",
    "~": "a lyric",
    "/*": "a commented-out part",
}
"""Marks of Fountain that have no meaning here, so that nobody believes they have one."""


def parse(text: str, where: str) -> Script:
    """Read the text of a script file.

    Args:
        text: the file's content.
        where: the file's name, for messages.

    Raises:
        ScriptError: the text breaks the format; ``where`` is ``file:line``.
    """
    return _Parser(where).script(text)


class _Parser:
    """Keeps the file's name and what was read so far."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.items: list[Item] = []

    def fail(self, number: int, message: str, hint: str = "") -> ScriptError:
        return fault(self.where, number, message, hint)

    def script(self, text: str) -> Script:
        parts = paragraphs(text, self.where)
        first = next(parts, None)
        if first is None:
            raise ScriptError("the script is empty", "delete it and make it anew", where=self.where)
        fields, extra = title_page(first)
        for paragraph in parts:
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
        words, notes = parted(raw, self.where, number)
        text = join(words)
        if not text:
            if first:
                raise self.fail(paragraph.number, f"{speaker} has nothing to say")
            self.items.extend(standing(note, self.where, number) for note in notes)
            return
        before = self.items[-1] if self.items else None
        spoken = [note for note in notes if not says(note, SAME_PARAGRAPH)]
        continues = len(spoken) < len(notes)
        if isinstance(before, Line) and paragraph.blanks == 1:
            # Two bare paragraphs of narration are two paragraphs of the article.
            continues = continues or first > 0 or before.speaker != NARRATOR
        remarks = tuple(join(note) for note in spoken)
        self.items.append(Line(speaker, text, direction, remarks, continues))

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
