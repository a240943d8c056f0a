"""Timeline to one WAV file: the edits are pydub's, the sum is streamed.

Joining with pydub's ``+=`` copies the whole episode for every clip, so time grows with the
square of the length and memory with the episode. Here pydub edits one clip at a time, and
what sounds in a block of a few seconds is summed and written before the next block.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from quotecast.config import Show, Studio
from quotecast.ducking import Ducking
from quotecast.errors import AudioError, TakeError
from quotecast.meter import Meter, Profile
from quotecast.model import Clip, Timeline
from quotecast.musictrack import Music, decoded_music
from quotecast.progress import Progress
from quotecast.records import replacing
from quotecast.wavfile import WavInfo, frame_at, header, read_frames, read_info

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

BLOCK_FRAMES: Final = 1 << 16
"""Summed at once: 1.5 s at 44.1 kHz. Little enough to stay in the processor's cache, and for
the memory of one block to serve the next."""

SLACK_MS: Final = 2
"""A clip may end this much after its file: times are whole milliseconds."""

AGAIN: Final = "run `quotecast record` again: it makes damaged takes anew"


class Sound(Protocol):
    """A clip that can be added to a block of the mix."""

    end: int
    """First frame of the mix after it."""

    def add_to(self, block: Samples, start: int) -> None:
        """Add the part that falls within ``block``, whose first frame is ``start``."""


def mix(timeline: Timeline, studio: Studio, show: Show, wav: Path, progress: Progress) -> Profile:
    """Write the timeline as a 16-bit WAV file (RF64 beyond 4 GB), and measure it in passing.

    Time grows with the episode's length and memory not at all: a block of the mix, the
    clips sounding in it, and nothing else is held.

    Args:
        timeline: what sounds when.
        studio: whose files the clips name.
        show: sample rate and channels of the mix.
        wav: the file to write, whole or not at all.
        progress: told of every block.

    Returns:
        The loudness of what was written, as :func:`quotecast.meter.profile` would measure it.

    Raises:
        TakeError: a take is missing, cut off or no sound file.
        AudioError: music is missing or cannot be decoded.
        QuotecastError: the disk is full, or the folder cannot be written.
    """
    rate, channels = show.master.sample_rate, show.master.channels
    frames = frame_at(timeline.duration_ms, rate)
    with decoded_music(timeline, studio, wav.parent, rate, channels) as music:
        sounds = _Sounds(timeline, studio, music, rate)
        progress.start("mixing", -(-frames // BLOCK_FRAMES))
        meter = Meter(rate, channels)
        with replacing(wav, durable=False) as unfinished, unfinished.open("wb") as file:
            file.write(header(frames, rate, channels))
            for start in range(0, frames, BLOCK_FRAMES):
                block = sounds.block(start, min(BLOCK_FRAMES, frames - start), channels)
                file.write(_to_16_bit(block))
                meter.feed(block)
                progress.advance()
        progress.done()
    return meter.profile()


class _Sounds:
    """Opens clips as the mix reaches them and drops them when they have been heard."""

    def __init__(
        self, timeline: Timeline, studio: Studio, music: dict[str, Path], rate: int
    ) -> None:
        self._clips = sorted(timeline.clips, key=lambda clip: clip.start_ms)
        self._studio, self._files, self._rate = studio, music, rate
        self._ducking = Ducking(timeline)
        self._next = 0
        self._open: list[Sound] = []

    def block(self, start: int, count: int, channels: int) -> Samples:
        """The sum of all that sounds in ``count`` frames from ``start``."""
        import numpy as np

        total = np.zeros((count, channels), np.float32)
        end = start + count
        while self._next < len(self._clips):
            clip = self._clips[self._next]
            if frame_at(clip.start_ms, self._rate) >= end:
                break
            self._open.append(self._sound(clip))
            self._next += 1
        for sound in self._open:
            sound.add_to(total, start)
        self._open = [sound for sound in self._open if sound.end > end]
        return total

    def _sound(self, clip: Clip) -> Sound:
        if clip.track == "voice":
            return _Voice(clip, self._studio, self._rate)
        return Music(clip, self._files[clip.path], self._ducking, self._rate)


class _Voice:
    """A take, edited by pydub and held whole: a line of speech is short."""

    def __init__(self, clip: Clip, studio: Studio, rate: int) -> None:
        self._start = frame_at(clip.start_ms, rate)
        self._samples = _resampled(_edited(clip, studio), rate)
        self.end = self._start + len(self._samples)

    def add_to(self, block: Samples, start: int) -> None:
        first, last = max(self._start, start), min(self.end, start + len(block))
        if first < last:
            block[first - start : last - start] += self._samples[
                first - self._start : last - self._start
            ]


def _edited(clip: Clip, studio: Studio) -> Any:
    """The clip's piece of its take as a pydub segment: cut, levelled, faded, placed.

    Edits are made in 32 bits, so that no rounding to 16 adds up before the last one.
    """
    segment_type = _audio_segment()
    data, info = _read_take(clip, studio)
    segment = segment_type(
        data=data,
        sample_width=info.sample_bytes,
        frame_rate=info.sample_rate,
        channels=info.channels,
    )
    segment = segment.set_channels(1).set_sample_width(4).apply_gain(clip.gain_mb / 100)
    length = len(segment)
    fade_in, fade_out = min(clip.fade_in_ms, length // 2), min(clip.fade_out_ms, length // 2)
    if fade_in:
        segment = segment.fade_in(fade_in)
    if fade_out:
        segment = segment.fade_out(fade_out)
    return segment.pan(clip.pan / 100) if clip.pan else segment


def _read_take(clip: Clip, studio: Studio) -> tuple[bytes, WavInfo]:
    """The bytes of a clip's piece of its file."""
    path = studio.inside(clip.path)
    line = f"the take of line {clip.line + 1}"
    if not path.is_file():
        raise TakeError(f"{line} is missing: {clip.path}", AGAIN)
    try:
        info = read_info(path, clip.path)
    except AudioError as fault:
        raise TakeError(f"{line} is damaged: {fault}", AGAIN) from fault
    if info.duration_ms + SLACK_MS < clip.offset_ms + clip.duration_ms:
        raise TakeError(
            f"{line} is cut off: {clip.path} holds {info.duration_ms} ms, "
            f"{clip.offset_ms + clip.duration_ms} ms are needed",
            AGAIN,
        )
    start = frame_at(clip.offset_ms, info.sample_rate)
    # Whole milliseconds that are really there: pydub counts in them, and a fade to a point
    # after the last sample would not reach silence.
    length_ms = min(clip.duration_ms, (info.frames - start) * 1000 // info.sample_rate)
    with path.open("rb") as file:
        data = read_frames(file, info, start, length_ms * info.sample_rate // 1000)
    return data, info


def _resampled(segment: Any, rate: int) -> Samples:
    """A segment's samples at the mix's rate, shape [frames, channels], -1 to 1.

    pydub would resample by straight lines between samples (``audioop.ratecv``): from
    22,050 Hz that mirrors 5 kHz to 17 kHz only 22 dB down and dulls everything above
    4 kHz. soxr keeps mirror images below -100 dB and takes half the time.
    """
    import numpy as np
    import soxr  # type: ignore[import-untyped]

    samples = np.frombuffer(segment.raw_data, "<i4").reshape(-1, segment.channels)
    floats = samples.astype(np.float32) / np.float32(1 << 31)
    if segment.frame_rate == rate or not len(floats):
        return floats
    resampled: Samples = soxr.resample(floats, segment.frame_rate, rate)
    return resampled


def _to_16_bit(block: Samples) -> bytes:
    """The bytes of a block, which is itself rounded to what they hold.

    What would overflow is held at full scale, never wrapped.
    """
    import numpy as np

    block *= np.float32(32767)
    np.rint(block, out=block)
    np.clip(block, -32768, 32767, out=block)
    data: bytes = block.astype("<i2").tobytes()
    block /= np.float32(32768)
    return data


def _audio_segment() -> Any:
    """The class of pydub. Its import warns when no ffmpeg is on PATH; we bring our own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment
