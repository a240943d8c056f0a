"""How each speaker is drawn: a colour, a pattern and initials of their own.

The palette is Okabe and Ito's, which people with any colour blindness tell apart
(https://jfly.uni-koeln.de/color/). In print without colour the pattern does, and the initials
do without either. The narrator is a plain grey, lighter than all: what stands out are the
people quoted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from quotecast.model import NARRATOR, Timeline
from quotecast.picture.words import clock, shown_name

COLOURS: Final = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#8C6D00",
)
NARRATOR_COLOUR: Final = "#8A8A8A"

PATTERNS: Final = (
    "M-2 2L2-2M0 8L8 0M6 10L10 6",
    "M0 4H8",
    "M4 0V8",
    "M-2 6L2 10M0 0L8 8M6-2L10 2",
    "M0 4H8M4 0V8",
    "M0 0L8 8M0 8L8 0",
    "M2 2h2v2h-2zM6 6h2v2h-2z",
)
"""Strokes of an 8 by 8 tile."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a speaker is drawn."""

    number: int
    """0 for the narrator."""
    name: str
    initials: str
    total_ms: int
    """How long the voice is heard."""

    @property
    def colour(self) -> str:
        """The seventh voice after another has its colour again."""
        return COLOURS[(self.number - 1) % len(COLOURS)] if self.number else NARRATOR_COLOUR

    @property
    def pattern(self) -> str:
        """Another one each time the colours begin again: 49 voices differ in one or both."""
        round_of_colours, place = divmod(self.number - 1, len(COLOURS))
        return PATTERNS[(place + round_of_colours) % len(PATTERNS)] if self.number else ""

    @property
    def time(self) -> str:
        """How long the voice is heard, to read."""
        return clock(self.total_ms)


def looks_of(timeline: Timeline) -> dict[str, Look]:
    """Each speaker's look by name: the narrator, then the others as they are first heard."""
    spoken: dict[str, int] = {}
    for clip in timeline.clips:
        if clip.track == "voice":
            name = shown_name(clip.speaker)
            spoken[name] = spoken.get(name, 0) + clip.duration_ms
    others = [name for name in spoken if name != NARRATOR]
    names = [NARRATOR, *others] if NARRATOR in spoken else others
    looks: dict[str, Look] = {}
    taken: set[str] = set()
    for name in names:
        number = others.index(name) + 1 if name != NARRATOR else 0
        initials = _initials(name, taken)
        taken.add(initials)
        looks[name] = Look(number, name, initials, spoken[name])
    return looks


def _initials(name: str, taken: set[str]) -> str:
    """Two letters, with a number where somebody else has them already."""
    words = [word for word in name.split() if word[:1].isalpha()]
    letters = "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
    initials, count = letters, 1
    while initials in taken:
        count += 1
        initials = f"{letters}{count}"
    return initials


def patterns(looks: dict[str, Look]) -> Iterator[str]:
    """The definitions that ``url(#voice1)`` refers to."""
    for look in looks.values():
        yield (
            f'<pattern id="voice{look.number}" width="8" height="8" '
            f'patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="{look.colour}"/>'
            f'<path d="{look.pattern}" stroke="#fff" stroke-width="1.4" fill="none"/></pattern>'
        )
