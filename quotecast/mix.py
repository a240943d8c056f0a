"""Timeline to one stream of samples, with pydub, in memory that does not grow with length.

pydub's ``+=`` copies the whole episode for each clip (measured: 800 clips of 6 s take 130 s
and 453 MB; streamed 0.4 s and 13 MB), so pydub edits one clip at a time and what lies before
the next clip is written at once. Its resampling interpolates linearly, which leaves mirror
images of the speech above the old band, so that is done with scipy's polyphase filter.
"""

from __future__ import annotations

import math
import wave
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quotecast.config import Show, Studio
from quotecast.errors import AudioError, TakeError
from quotecast.model import Clip, Timeline
from quotecast.progress import Progress
from quotecast.records import replacing

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from pydub import AudioSegment

    Samples = npt.NDArray[np.int32]

SLICE_MS: Final = 20_000
"""Longer clips (music) are edited in slices, so that no file is in memory whole."""

PEAK_STEP_MS: Final = 100
"""One peak of the waveform for each tenth of a second."""


@dataclass(frozen=True, slots=True)
class Mixdown:
    """What was mixed: raw little-endian 16-bit samples, channels interleaved."""

    frames: int
    sample_rate: int
    channels: int
    peaks: tuple[int, ...]
    """Largest absolute sample (0 to 32767) of each :data:`PEAK_STEP_MS`."""


def mix(
    timeline: Timeline,
    studio: Studio,
    show: Show,
    target: Path,
    progress: Progress,
    music: Mapping[str, Path] | None = None,
) -> Mixdown:
    """Write the timeline's sound to ``target`` as raw samples (no header, so no 4 GB bound).

    Args:
        timeline: what sounds when.
        studio: whose files the clips name.
        show: sample rate and channels.
        target: the file to write.
        progress: one step for each clip.
        music: WAV files that stand for the clips' music files.

    Raises:
        TakeError: a take is missing, cut off or not a WAV file.
        AudioError: music cannot be read.
        QuotecastError: the disk is full.
    """
    rate, channels = show.master.sample_rate, show.master.channels
    progress.start("mixing", len(timeline.clips))
    with replacing(target) as unfinished, unfinished.open("wb") as file:
        desk = _Desk(file, rate, channels)
        for clip in timeline.clips:
            path = (music or {}).get(clip.path) or studio.inside(clip.path)
            for piece in _slices(clip):
                desk.play_until(_frame(piece.start_ms, rate))
                desk.add(_edited(piece, path, rate, channels), _frame(piece.start_ms, rate))
            progress.advance(clip.speaker or clip.track)
        desk.play_until(_frame(timeline.duration_ms, rate))
    progress.done()
    return Mixdown(desk.written, rate, channels, tuple(desk.peaks))


class _Desk:
    """Sums clips in 32 bits and writes what no later clip can touch."""

    def __init__(self, file: object, rate: int, channels: int) -> None:
        import numpy as np

        self._file = file
        self._channels = channels
        self._step = rate * PEAK_STEP_MS // 1000
        self._pending: Samples = np.zeros((0, channels), dtype=np.int32)
        self._loud = 0
        self._filled = 0
        self.written = 0
        self.peaks: list[int] = []

    def add(self, samples: Samples, start: int) -> None:
        """Add a clip at a frame that is not written yet."""
        import numpy as np

        offset = start - self.written
        short = offset + len(samples) - len(self._pending)
        if short > 0:
            silence = np.zeros((short, self._channels), dtype=np.int32)
            self._pending = np.concatenate([self._pending, silence])
        self._pending[offset : offset + len(samples)] += samples

    def play_until(self, frame: int) -> None:
        """Write everything before ``frame``, silence where nothing sounds."""
        import numpy as np

        while self.written < frame:
            count = min(frame - self.written, self._step * 100)
            block = self._pending[:count]
            self._pending = self._pending[count:]
            if len(block) < count:
                silence = np.zeros((count - len(block), self._channels), dtype=np.int32)
                block = np.concatenate([block, silence])
            block = np.clip(block, -32768, 32767).astype("<i2")
            self._file.write(block.tobytes())  # type: ignore[attr-defined]
            self._note_peaks(np.abs(block.astype(np.int32)).max(axis=1))
            self.written += count

    def _note_peaks(self, levels: Samples) -> None:
        while len(levels):
            part = levels[: self._step - self._filled]
            levels = levels[len(part) :]
            self._loud = max(self._loud, int(part.max()))
            self._filled += len(part)
            if self._filled == self._step:
                self.peaks.append(min(32767, self._loud))
                self._loud = self._filled = 0


def _frame(ms: int, rate: int) -> int:
    return ms * rate // 1000


def _slices(clip: Clip) -> Iterator[Clip]:
    """A long clip in pieces that follow each other without a gap."""
    fade_in, fade_out = min(clip.fade_in_ms, SLICE_MS), min(clip.fade_out_ms, SLICE_MS)
    last_ms = max(clip.duration_ms % SLICE_MS, fade_out)
    at = 0
    while at < clip.duration_ms:
        left = clip.duration_ms - at
        length = left if left <= max(SLICE_MS, last_ms) else min(SLICE_MS, left - fade_out)
        length = max(length, 1)
        yield replace(
            clip,
            start_ms=clip.start_ms + at,
            offset_ms=clip.offset_ms + at,
            duration_ms=length,
            fade_in_ms=fade_in if at == 0 else 0,
            fade_out_ms=fade_out if at + length == clip.duration_ms else 0,
        )
        at += length


def _edited(clip: Clip, path: Path, rate: int, channels: int) -> Samples:
    """A clip's samples [frames, channels]: level, fades and place set by pydub."""
    import numpy as np

    segment = _segment(clip, path, rate)
    segment = segment.apply_gain(clip.gain_mb / 100)
    if clip.fade_in_ms:
        segment = segment.fade_in(min(clip.fade_in_ms, len(segment)))
    if clip.fade_out_ms:
        segment = segment.fade_out(min(clip.fade_out_ms, len(segment)))
    if segment.channels != channels:
        segment = segment.set_channels(channels)
    if clip.pan and channels == 2:
        segment = segment.pan(clip.pan / 100)
    samples = np.frombuffer(segment.raw_data, dtype="<i2").astype(np.int32)
    return samples.reshape(-1, channels)


def _segment(clip: Clip, path: Path, rate: int) -> AudioSegment:
    """The clip's stretch of its file at the episode's rate, as pydub has it."""
    import warnings

    import numpy as np

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for a system ffmpeg it is not asked for
        from pydub import AudioSegment

    own_rate, own_channels, data = _read(clip, path)
    samples = np.frombuffer(data, dtype="<i2").reshape(-1, own_channels)
    if own_rate != rate:
        from scipy.signal import resample_poly

        common = math.gcd(own_rate, rate)
        wide = resample_poly(samples.astype(np.float32), rate // common, own_rate // common, axis=0)
        samples = np.clip(np.rint(wide), -32768, 32767).astype("<i2")
    return AudioSegment(
        data=samples.tobytes(), sample_width=2, frame_rate=rate, channels=own_channels
    )


def _read(clip: Clip, path: Path) -> tuple[int, int, bytes]:
    """Rate, channels and samples of the clip's stretch.

    Raises:
        TakeError: the file is missing, cut off, or not 16-bit WAV.
    """
    kind = TakeError if clip.track == "voice" else AudioError
    hint = "run the same command again: it is recorded anew"
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise kind(f"{clip.path} is not 16-bit", hint)
            rate, channels = file.getframerate(), file.getnchannels()
            first = _frame(clip.offset_ms, rate)
            wanted = _frame(clip.offset_ms + clip.duration_ms, rate) - first
            file.setpos(min(first, file.getnframes()))
            data = file.readframes(wanted)
    except (OSError, EOFError, wave.Error) as fault:
        raise kind(f"{clip.path} cannot be read: {fault}", hint) from fault
    # A clip may end a millisecond's rounding after the file, never more.
    if len(data) < max(0, wanted - rate // 500) * channels * 2:
        raise kind(f"{clip.path} is cut off: {clip.duration_ms} ms are not there", hint)
    return rate, channels, data
