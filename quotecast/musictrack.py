"""Music on its way into the mix: decoded once, then read piece by piece.

It may be as long as the episode, so it is never held whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quotecast.config import Studio
from quotecast.ducking import Ducking
from quotecast.errors import AudioError
from quotecast.ffmpeg_program import UNTRUSTED, run
from quotecast.model import Clip, Timeline
from quotecast.records import TEMPORARY_PREFIX
from quotecast.wavfile import frame_at, read_frames, read_info

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]


class Music:
    """Music, read piece by piece from a decoded copy: it may be as long as the episode.

    Its gain moves with every sample (fades of seconds, ducking), for which pydub has no
    streamed form; numpy draws the curve.
    """

    def __init__(self, clip: Clip, decoded: Path, ducking: Ducking, rate: int) -> None:
        self._clip, self._ducking, self._rate = clip, ducking, rate
        self._file = decoded
        self._info = read_info(decoded, clip.path)
        self._start = frame_at(clip.start_ms, rate)
        self._offset = frame_at(clip.offset_ms, rate)
        wanted = frame_at(clip.duration_ms, rate)
        self.end = self._start + min(wanted, max(0, self._info.frames - self._offset))

    def add_to(self, block: Samples, start: int) -> None:
        """Add the part that falls within ``block``, whose first frame is ``start``."""
        import numpy as np

        first, last = max(self._start, start), min(self.end, start + len(block))
        if first >= last:
            return
        with self._file.open("rb") as file:
            data = read_frames(file, self._info, self._offset + first - self._start, last - first)
        samples = np.frombuffer(data, "<i2").reshape(-1, self._info.channels).astype(np.float32)
        gain = self._ducking.gain(self._clip, first, last, self._rate) / np.float32(1 << 15)
        samples *= gain[: len(samples), None]
        block[first - start : first - start + len(samples)] += samples


@contextmanager
def decoded_music(
    timeline: Timeline, studio: Studio, folder: Path, rate: int, channels: int
) -> Iterator[dict[str, Path]]:
    """Every music file decoded once to a temporary WAV at the mix's rate and channels.

    No further than it is heard: a small file may hold days of silence.

    Raises:
        AudioError: a file is missing or cannot be decoded.
    """
    decoded: dict[str, Path] = {}
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for number, (name, end_ms) in enumerate(music_heard(timeline.clips)):
            source = studio.inside(name)
            if not source.is_file():
                raise AudioError(
                    f"music is missing: {name}", "put it there, or delete its cue from the script"
                )
            target = folder / f"{TEMPORARY_PREFIX}music{number}.wav"
            decoded[name] = target
            run(
                [
                    "-y", *UNTRUSTED, "-i", f"file:{source}", "-map", "0:a:0",
                    "-t", f"{end_ms / 1000 + 1:.3f}", "-ar", str(rate),
                    "-ac", str(channels), "-c:a", "pcm_s16le", "-rf64", "auto",
                    "-f", "wav", f"file:{target}",
                ],
                f"reading {name}",
            )  # fmt: skip
        yield decoded
    finally:
        for target in decoded.values():
            target.unlink(missing_ok=True)


def music_heard(clips: Sequence[Clip]) -> list[tuple[str, int]]:
    """Each music file, and up to which millisecond of it is heard."""
    ends: dict[str, int] = {}
    for clip in clips:
        if clip.track != "voice":
            ends[clip.path] = max(ends.get(clip.path, 0), clip.offset_ms + clip.duration_ms)
    return sorted(ends.items())
