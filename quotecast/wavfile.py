"""WAV files of any length: 16-bit PCM, written with its final header, read by position.

Files beyond 4 GB (a ten-hour stereo mix is 6.3 GB) are RF64, in which a ``ds64`` chunk
holds the sizes that do not fit 32 bits: EBU Tech 3306. ffmpeg reads both.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from quotecast.errors import AudioError

LARGEST_RIFF: Final = 0xFFFF_FFFF - 64
"""Bytes of sound that a plain RIFF header can announce."""

HIDDEN: Final = 0xFFFF_FFFF
"""In an RF64 file, the 32-bit size that means "see ds64"."""

MENDING: Final = "delete it and run again: it is made from the other files"


@dataclass(frozen=True, slots=True)
class WavInfo:
    """What a WAV file's header says."""

    sample_rate: int
    channels: int
    sample_bytes: int
    """Per sample and channel: 2 for 16-bit."""
    frames: int
    """Whole frames that the file really holds, at most those announced."""
    announced: int
    """Frames that the header promises."""
    data_offset: int
    """Where the sound starts in the file."""

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame: a sample of every channel."""
        return self.channels * self.sample_bytes

    @property
    def duration_ms(self) -> int:
        """Length of the sound that is there."""
        return round(self.frames * 1000 / self.sample_rate)


def header(frames: int, sample_rate: int, channels: int) -> bytes:
    """The header of a 16-bit WAV file of that length, RF64 where RIFF cannot hold it."""
    size = frames * channels * 2
    form = struct.pack(
        "<4sIHHIIHH", b"fmt ", 16, 1, channels, sample_rate, sample_rate * channels * 2,
        channels * 2, 16,
    )  # fmt: skip
    if size <= LARGEST_RIFF:
        riff = struct.pack("<4sI4s", b"RIFF", 4 + len(form) + 8 + size + size % 2, b"WAVE")
        return riff + form + struct.pack("<4sI", b"data", size)
    sizes = struct.pack(
        "<4sIQQQI", b"ds64", 28, 4 + 36 + len(form) + 8 + size, size, frames, 0
    )  # fmt: skip
    riff = struct.pack("<4sI4s", b"RF64", HIDDEN, b"WAVE")
    return riff + sizes + form + struct.pack("<4sI", b"data", HIDDEN)


def read_info(path: Path, shown: str = "") -> WavInfo:
    """Read the header of a PCM WAV file.

    Args:
        path: the file.
        shown: the name messages give it; the path itself when empty.

    Raises:
        AudioError: missing, not PCM WAV, or without any sound.
    """
    name = shown or str(path)
    try:
        with path.open("rb") as file:
            return _read_chunks(file, path.stat().st_size, name)
    except OSError as fault:
        raise AudioError(f"cannot read {name}: {fault.strerror or fault}") from fault
    except struct.error as fault:
        raise AudioError(f"{name} is cut off within its header", MENDING) from fault


def _read_chunks(file: BinaryIO, size: int, name: str) -> WavInfo:
    kind, _, wave = struct.unpack("<4sI4s", file.read(12))
    if kind not in (b"RIFF", b"RF64") or wave != b"WAVE":
        raise AudioError(f"{name} is not a WAV file", MENDING)
    form: tuple[int, int, int, int, int, int] | None = None
    long_size = 0
    while True:
        chunk, length = struct.unpack("<4sI", file.read(8))
        if chunk == b"data":
            break
        start = file.tell()
        if chunk == b"fmt ":
            form = struct.unpack("<HHIIHH", file.read(16))
        elif chunk == b"ds64":
            _, long_size = struct.unpack("<QQ", file.read(16))
        file.seek(start + length + length % 2)
    if form is None or form[0] not in (1, 0xFFFE) or form[5] not in (8, 16, 24, 32):
        raise AudioError(f"{name} is not a WAV file of PCM samples", MENDING)
    _, channels, sample_rate, _, frame_bytes, _ = form
    if not channels or not sample_rate or not frame_bytes or frame_bytes % channels:
        raise AudioError(f"{name} has a damaged header", MENDING)
    offset = file.tell()
    promised = long_size if kind == b"RF64" and length == HIDDEN else length
    held = max(0, min(promised, size - offset))
    return WavInfo(
        sample_rate, channels, frame_bytes // channels,
        held // frame_bytes, promised // frame_bytes, offset,
    )  # fmt: skip


def frame_at(milliseconds: int, sample_rate: int) -> int:
    """The frame that sounds at a time, rounded the same way everywhere."""
    return (milliseconds * sample_rate + 500) // 1000


def read_frames(file: BinaryIO, info: WavInfo, start: int, count: int) -> bytes:
    """Bytes of ``count`` frames from frame ``start``; fewer at the end of the file."""
    first = min(max(0, start), info.frames)
    file.seek(info.data_offset + first * info.frame_bytes)
    return file.read(max(0, min(count, info.frames - first)) * info.frame_bytes)
