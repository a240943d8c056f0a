"""A script to the text of its file."""

from __future__ import annotations

from quotecast.model import (
    NARRATOR,
    Item,
    Line,
    Note,
    Omission,
    Script,
    Section,
    SoundCue,
)
from quotecast.scriptfile.escapes import escape, escape_start

TITLE_KEYS = ("Title", "Source", "Byline", "Published", "Language", "Site")
"""Title-page entries with a field of their own in :class:`Script`; case does not matter."""

PARAGRAPH_MARKS = "@#>!=~"
"""Characters with which a paragraph starts something other than narration."""

NOT_SPOKEN = "not spoken"
"""First word of a note that keeps what was left out."""

SAME_PARAGRAPH = "same paragraph"
"""Note that makes a line go on in the paragraph before it, where blank lines cannot say so."""


def format_script(script: Script) -> str:
    """The script as a file: title page, then its items in order, one paragraph a line.

    Raises:
        ValueError: a line without words or speaker, which no file can hold.
    """
    out = [_title_page(script)]
    before: Item | None = None
    for item in script.items:
        out.append("\n\n" if _far(item, before) else "\n")
        out.append(_item(item, before))
        before = item
    return "".join(out)


def _title_page(script: Script) -> str:
    values = (
        script.title,
        script.source,
        script.byline,
        script.published,
        script.language,
        script.site,
    )
    rows = [
        _entry(key, value)
        for key, value in zip(TITLE_KEYS, values, strict=True)
        if value or key in ("Title", "Language")
    ]
    known = {key.lower() for key in TITLE_KEYS}
    for key, value in script.extra:
        name = escape(key, ":")
        rows.append(_entry("\\" + name if key.lower() in known else name, value))
    return "".join(rows)


def _entry(key: str, value: str) -> str:
    return f"{key}: {escape(value)}".rstrip(" ") + "\n"


def _far(item: Item, before: Item | None) -> bool:
    """Whether two blank lines stand before ``item``: it opens a paragraph of the article."""
    if not (isinstance(item, Line) and isinstance(before, Line)) or item.continues:
        return False
    return not (_bare(item) and _bare(before))


def _bare(line: Line) -> bool:
    """Whether a line may be written without ``@``: plain narration."""
    return line.speaker == NARRATOR and not line.direction


def _item(item: Item, before: Item | None) -> str:
    match item:
        case Section(title):
            return f"# {escape_start(escape(title), '#')}".rstrip(" ") + "\n"
        case Line():
            return _line(item, before)
        case SoundCue():
            return _cue(item)
        case Omission(kind, text, reason):
            fields = (NOT_SPOKEN, kind.value, escape(reason, "|]"), escape(text, "]"))
            return f"[[{' | '.join(fields)}]]\n"
        case Note(text):
            return f"[[{_note(text)}]]\n"


def _line(line: Line, before: Item | None) -> str:
    if not line.text or not line.speaker:
        raise ValueError("a line needs a speaker and words")
    text = escape(line.text)
    if text[0] in PARAGRAPH_MARKS or (text[0] == "." and text[1:2].isalnum()):
        text = "\\" + text
    after_line = isinstance(before, Line)
    bare = _bare(line) and not (line.continues and after_line and _ends_bare(before))
    head = ""
    if not bare:
        head = "@" + escape_start(escape(line.speaker), "@") + "\n"
        if line.direction:
            head += f"({escape(line.direction, also='()')})\n"
        text = escape_start(text, "(")
    notes = [SAME_PARAGRAPH] if line.continues and not after_line else []
    notes += [_note(note) for note in line.notes]
    return head + " ".join([text, *(f"[[{note}]]" for note in notes)]) + "\n"


def _ends_bare(before: Item | None) -> bool:
    """Whether the line before is narration: after it a bare paragraph is always new."""
    return isinstance(before, Line) and before.speaker == NARRATOR


def _note(text: str) -> str:
    note = escape(text, "]")
    special = text == SAME_PARAGRAPH or text.startswith(NOT_SPOKEN)
    return "\\" + note if special else note


def _cue(cue: SoundCue) -> str:
    fields = [escape(cue.file, ",")]
    for key, value in cue.options:
        fields.append(f"{escape(key, ', ')} {escape(value, ',')}".rstrip(" "))
    return f"> {cue.kind}: {', '.join(fields)}\n"
