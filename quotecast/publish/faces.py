"""Typefaces every installation has, so that a drawn cover is the same on every machine."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quotecast.errors import PublishError
from quotecast.publish.text import shorten

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface."""

    path: str
    """Empty for the one inside Pillow."""
    bold: bool

    def at(self, size: int) -> FreeTypeFont:
        """The face in a size.

        Raises:
            PublishError: Pillow cannot draw letters.
        """
        from PIL import ImageFont
        from PIL.ImageFont import FreeTypeFont

        font = ImageFont.truetype(self.path, size) if self.path else ImageFont.load_default(size)
        if not isinstance(font, FreeTypeFont):
            raise PublishError(
                "this Pillow was built without FreeType, so no cover can be drawn",
                'install Pillow from PyPI, or set image = "…" in podcast.toml',
            )
        return font


def faces() -> tuple[Face, ...]:
    """Aileron (CC0, in Pillow) for English; DejaVu Sans (in matplotlib, which Coqui needs)
    for accents, Greek, Cyrillic, Arabic and more.
    """
    found = [Face("", bold=False)]
    plots = importlib.util.find_spec("matplotlib")
    if plots is not None and plots.origin:
        path = Path(plots.origin).parent / "mpl-data/fonts/ttf/DejaVuSans-Bold.ttf"
        if path.is_file():
            found.append(Face(str(path), bold=True))
    return tuple(found)


def drawable(text: str) -> tuple[Face | None, str]:
    """The first face that has every letter of the text, and the text it can draw.

    Signs without a glyph (emoji) are left out; where letters are missing nothing is drawn:
    no title is better than a row of boxes.
    """
    for face in faces():
        font = face.at(40)
        missing = bytes(font.getmask("\U0010fffd"))
        lacking = {c for c in set(text) if not c.isspace() and bytes(font.getmask(c)) == missing}
        if not any(c.isalnum() for c in lacking):
            shown = " ".join("".join(c for c in text if c not in lacking).split())
            return (face, shown) if shown else (None, "")
    return None, ""


def fitted(
    text: str, face: Face, width: int, height: int, largest: int = 230
) -> tuple[list[str], FreeTypeFont]:
    """The text broken into lines in the largest size that fits; its beginning if none does."""
    for size in range(largest, 50, -6):
        font = face.at(size)
        lines = _broken(text, font, width)
        if lines and len(lines) * size * 1.12 <= height:
            return lines, font
    font = face.at(52)
    while font.getlength(text) > width:
        text = shorten(text, len(text) * 9 // 10)
    return [text], font


def _broken(text: str, font: FreeTypeFont, width: int) -> list[str]:
    """Lines no wider than ``width``; empty when a word alone is wider."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        elif font.getlength(word) <= width:
            lines.append(word)
        else:
            return []
    return lines
