"""Which kind of boundary lies between two sounds, and how long its silence is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from quotecast.config import Pauses
from quotecast.model import NARRATOR, Line, Script, Section, SoundCue

SHORT_TAG: Final = 4
"""Words of "Maria Lopez asked him" at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line or sound cue of the script and the silence around it."""

    item: Line | SoundCue
    line: int
    """Index into :attr:`Script.lines`; for a cue, of the line that comes next."""
    pause_ms: int
    """From the end of the sound before it; 0 for the first, which the head precedes."""
    after_ms: int = 0
    """To the sound after it, or the tail."""
    opens_section: bool = False
    """Whether a section begins between the item before it and this one."""
    section: str | None = None
    """The title of the section of which this is the first sound."""
    is_first: bool = False
    """Whether nothing sounds before it."""


def steps_of(script: Script, pauses: Pauses) -> list[Step]:
    """Lines and sound cues in order. A bed sounds under others and has no pauses itself."""
    steps: list[Step] = []
    before: Line | SoundCue | None = None
    title: str | None = None
    heading = ""
    opens = after_tag = False
    line = 0
    for item in script.items:
        if isinstance(item, Section):
            title, heading, opens = item.title, item.title, True
        elif isinstance(item, SoundCue) and item.kind == "BED":
            steps.append(Step(item, line, 0, opens_section=opens))
            opens = False
        elif isinstance(item, Line | SoundCue):
            pause = pause_between(
                before, item, pauses,
                in_section=title is None, heading=heading, after_tag=after_tag,
            )  # fmt: skip
            steps.append(Step(item, line, pause, 0, opens, title, before is None))
            line += isinstance(item, Line)
            after_tag = is_tag(before, item)
            before, title, opens = item, None, False
    return _with_pauses_after(steps, pauses.tail)


def _is_bed(item: object) -> bool:
    return isinstance(item, SoundCue) and item.kind == "BED"


def _with_pauses_after(steps: list[Step], tail: int) -> list[Step]:
    after = tail
    done = []
    for step in reversed(steps):
        done.append(replace(step, after_ms=after))
        if not _is_bed(step.item):
            after = step.pause_ms
    return done[::-1]


def pause_between(
    before: Line | SoundCue | None,
    item: Line | SoundCue,
    pauses: Pauses,
    *,
    in_section: bool = True,
    heading: str = "",
    after_tag: bool = False,
) -> int:
    """Milliseconds of silence between two sounds.

    Args:
        before: the sound before; None at the start of the episode.
        item: the sound after.
        pauses: the show's.
        in_section: False when a section begins between them.
        heading: title of the section that ``before`` is in.
        after_tag: whether ``before`` is a tag, as :func:`is_tag` tells.
    """
    if before is None:
        return 0
    if isinstance(before, SoundCue) or isinstance(item, SoundCue):
        return pauses.cue
    if not in_section:
        return pauses.section
    if before.narrated and _same_words(before.text, heading):
        return pauses.heading
    if item.continues:
        resumed = after_tag and item.speaker != NARRATOR and before.text.endswith(",")
        if resumed or is_tag(before, item):
            return pauses.tag
        return _within_paragraph(before, item, pauses)
    return pauses.paragraph if item.speaker == before.speaker else pauses.change


def is_tag(before: Line | SoundCue | None, item: Line | SoundCue) -> bool:
    """Whether narration says who spoke the quotation just before it: "Han said".

    Told by the writing: the quotation breaks off with a comma or dash, the narration goes on in
    lower case, or a question or call is followed by a few words.
    """
    if not isinstance(before, Line) or not isinstance(item, Line) or not item.continues:
        return False
    if before.speaker == NARRATOR or item.speaker != NARRATOR:
        return False
    ending = before.text.rstrip("\"'”’ ")[-1:]
    is_short = ending in "?!" and len(item.text.split()) <= SHORT_TAG
    return is_short or ending in ",—–-" or item.text[:1].islower()


def _within_paragraph(before: Line, item: Line, pauses: Pauses) -> int:
    """Into a quotation, or back out of it; from one to another is both."""
    if item.speaker == before.speaker:
        return pauses.within
    if NARRATOR not in (before.speaker, item.speaker):
        return max(pauses.quote_in, pauses.quote_out)
    return pauses.quote_in if before.speaker == NARRATOR else pauses.quote_out


def _same_words(text: str, heading: str) -> bool:
    """Whether a line reads a heading aloud, full stop or not."""
    return bool(heading) and _bare(text) == _bare(heading)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".:!?").casefold()
