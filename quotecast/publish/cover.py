"""The show's picture: its own, checked, or one drawn from its title.

Apple's rule: square, 1400 to 3000 pixels, RGB, JPEG or PNG; 512 kB at most for the apps that
load it over a slow line.
"""

from __future__ import annotations

import colorsys
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quotecast.config import Show, Studio
from quotecast.errors import ConfigError, PublishError
from quotecast.publish import places
from quotecast.publish.faces import drawable, fitted
from quotecast.publish.text import one_line, shorten
from quotecast.records import sha256_of, write_bytes, write_text

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SMALLEST: Final = 1400
LARGEST: Final = 3000
HEAVIEST: Final = 512 * 1024
DRAWN: Final = 1600
"""Pixels of a side of a drawn cover."""
EMBEDDED: Final = 600
"""Pixels of a side of the cover inside the audio file."""

PAINTER: Final = 1
"""Raised whenever the drawing changes."""

_KEY: Final = ".cover-key"


@dataclass(frozen=True, slots=True)
class Covers:
    """The show's picture in the sizes it is used in."""

    full: Path
    """``cover.jpg``: for the feed and the pages."""
    embedded: Path
    """``cover-600.jpg``: small enough to be inside every audio file."""


def cover_images(show: Show, studio: Studio) -> Covers:
    """The show's cover as JPEG files in its folder.

    Made once: a second call for the same picture or title only looks.

    Raises:
        PublishError: the show's own image is missing or breaks Apple's rules.
        QuotecastError: the files cannot be written.
    """
    home = places.show_dir(studio, show)
    covers, marker = Covers(home / places.COVER, home / places.EMBEDDED_COVER), home / _KEY
    own = _own_image(show.image, studio) if show.image else None
    described = sha256_of(own) if own else f"{show.title}\n{show.author}"
    key = hashlib.sha256(f"{PAINTER}\n{bool(own)}\n{described}".encode()).hexdigest()
    if covers.full.is_file() and covers.embedded.is_file() and _read(marker) == key:
        return covers
    if own:
        data = _checked(own, show.image)
    else:
        data = _encode(_draw(one_line(show.title), one_line(show.author)))
    write_bytes(covers.full, data)
    write_bytes(covers.embedded, _smaller(data))
    write_text(marker, key)
    return covers


def episode_art(name: str, folder: Path, studio: Studio) -> None:
    """Put an episode's own picture beside it as ``cover.jpg``; without a name, remove it.

    Raises:
        PublishError: the picture is missing or breaks Apple's rules.
    """
    if name:
        write_bytes(folder / places.COVER, _checked(_own_image(name, studio), name))
    else:
        (folder / places.COVER).unlink(missing_ok=True)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _own_image(name: str, studio: Studio) -> Path:
    try:
        path = studio.inside(name)
    except ConfigError as fault:
        raise PublishError(fault.message, fault.hint, where=fault.where) from fault
    if not path.is_file():
        raise PublishError(
            f"missing artwork: {name} is not there",
            "correct the image's name, or leave it empty and the show's cover is used",
        )
    return path


def _checked(path: Path, name: str) -> bytes:
    """The show's own image as JPEG bytes.

    Raises:
        PublishError: it is not square, too small or large, not RGB, or damaged.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            form, mode, (width, height) = image.format, image.mode, image.size
            fault = _fault(form, mode, width, height, path.suffix.lower())
            if fault:
                raise PublishError(f"{name} {fault[0]}", fault[1])
            image.load()
            data = path.read_bytes() if form == "JPEG" else _encode(image.convert("RGB"))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as fault:
        raise PublishError(
            f"{name} is not a readable picture", "save it as JPEG or PNG", where="podcast.toml"
        ) from fault
    if len(data) > HEAVIEST:
        raise PublishError(
            f"{name} has {len(data) // 1024} kB, more than {HEAVIEST // 1024}",
            "save it as JPEG of a lower quality",
        )
    return data


def _fault(form: str | None, mode: str, width: int, height: int, suffix: str) -> tuple[str, str]:
    """What is wrong with a picture and what to do; nothing when it is right."""
    suffixes = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}
    if form not in suffixes:
        return f"is {form}, neither JPEG nor PNG", "save it as JPEG"
    if suffix not in suffixes[form]:
        return f"is {form} by its content, but is named {suffix}", "rename it"
    if width != height:
        return f"is not square: {width} x {height} pixels", "cut it to a square"
    if not SMALLEST <= width <= LARGEST:
        return f"has {width} x {height} pixels", f"make it {SMALLEST} to {LARGEST} on a side"
    if mode != "RGB":
        return f"has the colour mode {mode}", "save it as RGB without transparency"
    return ()  # type: ignore[return-value]


def _encode(image: Image) -> bytes:
    """JPEG of the highest quality that is light enough."""
    data = b""
    for quality in (92, 88, 82, 75, 65, 50, 35):
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True, progressive=False)
        data = stream.getvalue()
        if len(data) <= HEAVIEST:
            break
    return data


def _smaller(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return _encode(image.resize((EMBEDDED, EMBEDDED), Image.Resampling.LANCZOS))


Colour = tuple[int, int, int]

_MARGIN: Final = 130
_PAPER: Final[Colour] = (250, 249, 246)


def palette(title: str) -> tuple[Colour, Colour, Colour]:
    """Ground, first voice, second voice: a hue of the title's own, always readable on dark."""
    hue = int.from_bytes(hashlib.sha256(title.encode()).digest()[:2], "big") / 65536

    def shade(turn: float, lightness: float, saturation: float) -> Colour:
        parts = colorsys.hls_to_rgb((hue + turn) % 1, lightness, saturation)
        return tuple(round(part * 255) for part in parts)  # type: ignore[return-value]

    return shade(0, 0.15, 0.45), shade(0.02, 0.72, 0.62), shade(0.45, 0.66, 0.72)


def _draw(title: str, author: str) -> Image:
    """Title over a line of sound in which two voices take turns."""
    from PIL import Image as Images
    from PIL import ImageDraw as Drawing

    ground, first, second = palette(title)
    image = Images.new("RGB", (DRAWN, DRAWN), ground)
    canvas = Drawing.Draw(image)
    _voices(canvas, title, first, second)
    face, shown = drawable(shorten(title, 90))
    if face is not None:
        lines, font = fitted(shown, face, DRAWN - 2 * _MARGIN, 640)
        weight = 0 if face.bold else max(1, round(font.size / 60))
        for row, line in enumerate(lines):
            place = (_MARGIN, 150 + round(row * font.size * 1.12))
            canvas.text(
                place, line, font=font, fill=_PAPER, stroke_width=weight, stroke_fill=_PAPER
            )
    face, shown = drawable(shorten(author, 40))
    if face is not None:
        lines, font = fitted(shown, face, DRAWN - 2 * _MARGIN, 80, largest=68)
        canvas.text((_MARGIN, DRAWN - 185), lines[0], font=font, fill=first)
    return image


def _voices(canvas: ImageDraw, title: str, first: Colour, second: Colour) -> None:
    """Bars of a wave form; the second voice's stretch is the quotation."""
    digest = hashlib.sha512(("voices" + title).encode()).digest()
    count, left, right, middle = 33, _MARGIN, DRAWN - _MARGIN, 1080
    pitch = (right - left) / count
    width = pitch * 0.6
    start, stop = 10 + digest[0] % 5, 21 + digest[1] % 5
    for bar in range(count):
        level = 0.25 + 0.75 * digest[2 + bar] / 255
        swell = 1 - abs((bar - count / 2) / (count / 2)) ** 2 * 0.55
        quoted = start <= bar < stop
        half = (260 if quoted else 150) * level * swell
        x = left + bar * pitch
        box = (x, middle - half, x + width, middle + half)
        canvas.rounded_rectangle(box, radius=width / 2, fill=second if quoted else first)
