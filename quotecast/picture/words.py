"""Times, names and texts as a picture or table shows them."""

from __future__ import annotations

import unicodedata
from html import escape

from quotecast.model import DOUBT, NARRATOR, Clip


def clock(time_ms: int) -> str:
    """``4:05`` or ``1:04:05``."""
    minutes, seconds = divmod(time_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def stamp(time_ms: int) -> str:
    """``4:05.250``."""
    return f"{clock(time_ms)}.{time_ms % 1000:03}"


def shown_name(speaker: str) -> str:
    """Whose voice is heard: a quotation in doubt is read by the narrator."""
    return NARRATOR if speaker == DOUBT else speaker


def music_name(clip: Clip) -> str:
    """The file a piece of music comes from."""
    return clip.path.rpartition("/")[2]


def cut(text: str, length: int) -> str:
    """At most ``length`` signs."""
    return text if len(text) <= length else text[: max(1, length - 1)].rstrip() + "…"


def width(text: str, size: float) -> float:
    """About how wide a text is drawn: Helvetica's mean, and a full square from Chinese on."""
    return size * sum(1.0 if sign >= "\u2e80" else 0.56 for sign in text)


def fitted(text: str, size: float, room: float) -> str:
    """As much of a text as there is room for; empty where that says nothing."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1].rstrip()
    return kept + "…" if len(kept) > 2 else ""


def xml(text: str) -> str:
    """Escaped for XML; controls, and signs that XML forbids, are left out."""
    shown = (sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs"))
    return escape("".join(sign for sign in shown if sign not in "\ufffe\uffff"))
