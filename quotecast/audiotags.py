"""What an audio file says of itself: title, chapters, cover, synthetic voices.

Written as ffmpeg's metadata text (https://ffmpeg.org/ffmpeg-formats.html#Metadata-2); its
muxers turn that into ID3v2.3 with CHAP and CTOC, MP4 atoms and chapters, or Vorbis comments.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quotecast.model import Chapter

SOURCE_TYPE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's term for media made by a trained model, the vocabulary C2PA and news agencies use
to disclose it: https://cv.iptc.org/newscodes/digitalsourcetype/."""

VORBIS: Final = ("opus", "flac")
"""Formats whose tags are Vorbis comments."""

GENRE: Final = "Podcast"

ISO_639_2: Final = {
    "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra",
    "ga": "gle", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl",
    "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm", "ko": "kor", "ku": "kur",
    "lo": "lao", "lt": "lit", "lv": "lav", "mk": "mkd", "mn": "mon", "ms": "msa", "mt": "mlt",
    "my": "mya", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa",
    "ta": "tam", "th": "tha", "tl": "tgl", "tr": "tur", "ug": "uig", "uk": "ukr", "ur": "urd",
    "uz": "uzb", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""Two-letter language codes to the three letters that ID3 and MP4 want."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What is written into the published file, in every format alike."""

    title: str
    artist: str = ""
    album: str = ""
    """The show's title."""
    date: str = ""
    """ISO date of the article."""
    track: str = ""
    """The episode's number."""
    comment: str = ""
    language: str = ""
    """BCP 47 tag."""
    description: str = ""
    copyright: str = ""
    synthetic: str = ""
    """Which voices are synthetic, for machines; empty when none is."""


def three_letters(language: str) -> str:
    """The ISO 639-2 code of a BCP 47 tag; ``und`` when it is not known."""
    code = language.partition("-")[0].lower()
    return ISO_639_2.get(code, code if len(code) == 3 else "und")


def ffmetadata(
    tags: Tags,
    chapters: Sequence[Chapter],
    duration_ms: int,
    file_format: str,
    cover: Path | None = None,
) -> str:
    """Tags and chapters as ffmpeg's metadata text.

    Args:
        tags: what to say; empty ones are left out.
        chapters: in order, the first at 0.
        duration_ms: where the last chapter ends.
        file_format: ``mp3``, ``m4a``, ``opus``, ``flac`` or ``wav``.
        cover: for ``opus`` only, whose muxer takes no picture stream.
    """
    pairs = _pairs(tags, file_format)
    if cover is not None and file_format == "opus":
        pairs["METADATA_BLOCK_PICTURE"] = picture_block(cover.read_bytes())
    if file_format in VORBIS:
        pairs |= _vorbis_chapters(chapters)
        chapters = ()
    lines = [";FFMETADATA1"]
    lines += [f"{key}={_escaped(value)}" for key, value in pairs.items() if value]
    ends = [chapter.start_ms for chapter in chapters[1:]] + [duration_ms]
    for chapter, end in zip(chapters, ends, strict=False):
        lines += [
            "[CHAPTER]",
            "TIMEBASE=1/1000",
            f"START={chapter.start_ms}",
            f"END={max(end, chapter.start_ms + 1)}",
            f"title={_escaped(chapter.title)}",
        ]
    return "\n".join(lines) + "\n"


def _pairs(tags: Tags, file_format: str) -> dict[str, str]:
    pairs = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.date,
        "track": tags.track,
        "genre": GENRE,
        "comment": tags.comment,
        "language": three_letters(tags.language) if tags.language else "",
        "description": tags.description,
        "copyright": tags.copyright,
    }
    if tags.synthetic and file_format == "m4a":
        # MP4's list of atoms has no free form in ffmpeg; keywords are one that players keep.
        pairs["keywords"] = f"{tags.synthetic}; {SOURCE_TYPE}"
    elif tags.synthetic:
        pairs["SYNTHETIC_VOICES"] = tags.synthetic
        pairs["DIGITAL_SOURCE_TYPE"] = SOURCE_TYPE
    return pairs


def _vorbis_chapters(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Chapters as Vorbis comments: https://wiki.xiph.org/Chapter_Extension.

    Written here because ffmpeg's muxer rounds their seconds up from the half (1.5 s becomes
    00:00:02.500), and writes none at all into FLAC.
    """
    pairs = {}
    for number, chapter in enumerate(chapters):
        seconds, rest = divmod(chapter.start_ms, 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        pairs[f"CHAPTER{number:03}"] = f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
        pairs[f"CHAPTER{number:03}NAME"] = chapter.title
    return pairs


def _escaped(value: str) -> str:
    """One line, with the signs that mean something to ffmpeg's reader escaped.

    A backslash at the end would join the next line even when it is escaped: a blank follows.
    """
    line = " ".join(value.replace("\0", " ").split())
    escaped = "".join(f"\\{sign}" if sign in "=;#\\" else sign for sign in line)
    return escaped + " " if escaped.endswith("\\") else escaped


def mime_of(picture: bytes) -> str:
    """``image/png`` or ``image/jpeg``."""
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"


def picture_block(picture: bytes) -> str:
    """A front cover as Ogg files carry it: FLAC's picture block in base64.

    RFC 9639, section 8.8; sizes and colours of 0 mean that readers look into the picture.
    """
    mime = mime_of(picture).encode()
    front_cover = 3
    block = struct.pack(">II", front_cover, len(mime)) + mime
    block += struct.pack(">IIIII", 0, 0, 0, 0, 0) + struct.pack(">I", len(picture)) + picture
    return base64.b64encode(block).decode()
