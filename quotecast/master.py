"""A mix to the published file: loudness, true peak, encoding, tags, chapters, cover.

Measure, one static gain, a true-peak limiter where it is needed, encode, then measure the
encoded file, since lossy encoders move level and peaks, and correct once. What the limiter
takes away is reckoned beforehand, so one encoding is mostly enough. ffmpeg's ``loudnorm`` is
not used: it falls back to riding the level, silently, whenever its linear mode does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quotecast import ffmpeg_program
from quotecast.audiotags import Tags, ffmetadata, three_letters
from quotecast.config import Mastering, Show, Studio
from quotecast.errors import AudioError
from quotecast.limiter import Limiter
from quotecast.meter import SILENCE_MB, Loudness, Profile, measure, profile
from quotecast.model import Chapter, Mastered
from quotecast.records import TEMPORARY_PREFIX, replacing, sha256_of, write_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from quotecast.progress import Progress

__all__ = ["Loudness", "Tags", "master", "measure", "program_version"]

VERSION: Final = 3
"""Raised whenever the same mix gives other bytes."""

TOLERANCE_MB: Final = 40
"""An encoded file this close to its loudness is right; what is promised is 0.5 LU."""

HEADROOM_MB: Final = 100
"""The limiter stops this far below the allowed peak: encoding raises peaks by up to 0.6 dB."""

ATTEMPTS: Final = 3
"""Encodings until loudness and peak are right: one, seldom two; a third for sounds of a few
seconds, whose level an encoder moves by more."""

TRIED_MB: Final = ((0, 60, 200), (200, 400, 700, 1200))
"""Gains beyond the plain difference to the target for which the limiter's toll is reckoned:
those that speech needs, and those for sounds with few, very high peaks."""

MISSING_MS: Final = 150
"""An encoded file shorter than its mix by more than this was cut off."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is made."""

    mime: str
    muxer: str
    codec: str
    options: tuple[tuple[str, str], ...] = ()
    lossless: bool = False
    picture: bool = True
    """Whether the cover goes in as a picture stream."""
    sample_rate: int = 0
    """The only one the codec knows; 0: the show's."""
    softer_mb: int = 0
    """By how much the encoder lowers everything, in hundredths of a decibel."""


FORMATS: Final = {
    "mp3": Format("audio/mpeg", "mp3", "libmp3lame", (("id3v2_version", "3"),), softer_mb=45),
    "m4a": Format("audio/mp4", "ipod", "aac", (("movflags", "+faststart"),)),
    "opus": Format("audio/ogg", "opus", "libopus", picture=False, sample_rate=48_000),
    "flac": Format("audio/flac", "flac", "flac", lossless=True),
    "wav": Format("audio/wav", "wav", "pcm_s16le", (("rf64", "auto"),), True, picture=False),
}
"""By the file name's ending. ID3v2.3 is what every player reads; ``faststart`` puts an M4A's
index first, so that it plays while it loads. LAME multiplies by 0.95 at constant bitrates:
measured -0.45 dB, to the hundredth, on speech, music and tones, 64 to 192 kbit/s."""

ARCHIVES: Final = tuple(kind for kind, made in FORMATS.items() if made.lossless)
"""Formats for keeping, not for listening on the way."""


def program_version() -> str:
    """What shapes a mastered file beside its mix and settings."""
    return f"{VERSION} {ffmpeg_program.version()}"


def master(
    wav: Path,
    out: Path,
    tags: Tags,
    chapters: Sequence[Chapter],
    show: Show,
    studio: Studio,
    progress: Progress,
    *,
    cover: Path | None = None,
    mixed: Profile | None = None,
) -> Mastered:
    """Master a mix into ``out``, whose ending names the format.

    Args:
        wav: the mix, a 16-bit WAV file.
        out: the file to write, whole or not at all: ``.mp3``, ``.m4a``, ``.opus``, ``.flac``
            or ``.wav``, inside the studio.
        tags: what the file says of itself.
        chapters: in order, the first at 0.
        show: loudness, peak and bitrate.
        studio: the returned path is relative to it.
        progress: told of measuring, encoding and checking.
        cover: JPEG or PNG to embed; at most 600 pixels wide, so that players show it.
        mixed: what was measured of ``wav`` when it was made; measured here when not given.

    Raises:
        AudioError: ffmpeg is missing, fails or is killed; the mix is silent; loudness and
            peak cannot both be met.
        QuotecastError: the disk is full, or the folder cannot be written.
    """
    file_format = out.suffix.removeprefix(".").lower()
    if file_format not in FORMATS:
        raise AudioError(
            f"{out.name}: {file_format!r} is no audio format", "use " + ", ".join(FORMATS)
        )
    progress.start("mastering", 3)
    mixed = mixed or profile(wav, own=True)
    if mixed.loudness.loudness_mb <= SILENCE_MB:
        raise AudioError("the mix is silent", "listen to the takes: the voices say nothing")
    progress.advance("measured")
    with replacing(out) as unfinished:
        with _metadata(
            tags, chapters, mixed.loudness.duration_ms, file_format, cover, out
        ) as metadata:
            job = Job(wav, unfinished, metadata, cover, tags.language, file_format, show.master)
            heard = _encode_until_right(job, mixed, progress)
        result = Mastered(
            path=out.resolve().relative_to(studio.root.resolve()).as_posix(),
            format=file_format,
            mime=FORMATS[file_format].mime,
            bytes=unfinished.stat().st_size,
            duration_ms=heard.duration_ms,
            loudness_mb=heard.loudness_mb,
            true_peak_mb=heard.true_peak_mb,
            sha256=sha256_of(unfinished),
        )
    progress.done()
    return result


@dataclass(frozen=True, slots=True)
class Job:
    """All of an encoding but its level."""

    wav: Path
    out: Path
    metadata: Path
    cover: Path | None
    language: str
    file_format: str
    settings: Mastering

    @property
    def format(self) -> Format:
        """How this kind of file is made."""
        return FORMATS[self.file_format]


def _encode_until_right(job: Job, mixed: Profile, progress: Progress) -> Loudness:
    """Encode, measure what was encoded, and correct target and ceiling by what is off."""
    wanted, allowed = round(job.settings.loudness * 100), round(job.settings.peak * 100)
    softer = job.format.softer_mb
    target, ceiling = wanted + softer, allowed + softer - HEADROOM_MB
    for attempt in range(ATTEMPTS):
        limiter = Limiter(job.wav, 10 ** (ceiling / 2000))
        gain = _gain_for(target, ceiling, mixed, limiter)
        _encode(job, mixed.loudness, limiter.blocks(gain))
        if not attempt:
            progress.advance("encoded")
        heard = measure(job.out, own=True)
        _refuse_cut_off(heard, mixed.loudness, job)
        off, over = wanted - heard.loudness_mb, heard.true_peak_mb - allowed
        if abs(off) <= TOLERANCE_MB and over <= 0:
            progress.advance("checked")
            return heard
        target += off
        if over > 0:
            ceiling -= over + 10
    raise AudioError(
        f"the mix cannot be brought to {wanted / 100:g} LUFS below {allowed / 100:g} dBTP: "
        f"{heard.loudness_mb / 100:.1f} LUFS at {heard.true_peak_mb / 100:.1f} dBTP is as near "
        "as it comes",
        "ask for less loudness in podcast.toml, [master] loudness",
    )


def _gain_for(target: int, ceiling: int, mixed: Profile, limiter: Limiter) -> int:
    """The gain in hundredths of a decibel that gives a loudness behind the limiter."""
    import numpy as np

    plain = target - mixed.loudness.loudness_mb
    if mixed.loudness.true_peak_mb + plain <= ceiling:
        return plain
    for steps in TRIED_MB:
        gains = [plain + more for more in steps]
        outcomes = limiter.loudness_after(gains, mixed)
        if target <= outcomes[-1]:
            break
    return round(float(np.interp(target, outcomes, gains)))


def _refuse_cut_off(heard: Loudness, mixed: Loudness, job: Job) -> None:
    """Old releases of ffmpeg end well although the disk was full."""
    if heard.duration_ms + MISSING_MS < mixed.duration_ms:
        raise AudioError(
            f"the encoded {job.file_format} ends after {heard.duration_ms} ms "
            f"of {mixed.duration_ms}: the disk may be full",
            "free some disk space, then run again: what was finished is kept",
        )


def _encode(job: Job, mixed: Loudness, blocks: Iterable[npt.NDArray[np.float32]]) -> None:
    """One run of ffmpeg: encoder, tags, chapters, cover; the sound comes through a pipe."""
    import ffmpeg

    audio = ffmpeg.input("pipe:0", f="f32le", ar=mixed.sample_rate, ac=mixed.channels).audio
    rate = job.format.sample_rate or job.settings.sample_rate
    layout = "mono" if mixed.channels == 1 else "stereo"
    # ffmpeg 5.1 cannot settle the layout by itself once aresample stands in the chain.
    audio = audio.filter("aresample", rate).filter("aformat", channel_layouts=layout)
    streams = [audio, ffmpeg.input(f"file:{job.metadata}", f="ffmetadata")["a?"]]
    if job.cover is not None and job.format.picture:
        streams.append(ffmpeg.input(f"file:{job.cover}")["v:0"])
    # ffmpeg-python puts the inputs in an order of its own: find it, then name the metadata's.
    draft = ffmpeg.output(*streams, f"file:{job.out}").get_args()
    number = _input_number(draft, job.metadata)
    output = ffmpeg.output(*streams, f"file:{job.out}", **_output_options(job, mixed, number))
    pieces = (block.tobytes() for block in blocks)
    ffmpeg_program.run(["-y", *output.get_args()], f"encoding {job.file_format}", pieces)


def _output_options(job: Job, mixed: Loudness, metadata_input: int) -> dict[str, Any]:
    """Options of the output; ``bitexact`` leaves out versions and clocks: same bytes again."""
    options: dict[str, Any] = {
        "c:a": job.format.codec,
        "f": job.format.muxer,
        "map_metadata": metadata_input,
        "map_chapters": metadata_input,
        "fflags": "+bitexact",
        "flags:a": "+bitexact",
        "metadata:s:a:0": f"language={three_letters(job.language)}",
        **dict(job.format.options),
    }
    if not job.format.lossless:
        kilobits = job.settings.bitrate or (96 if mixed.channels == 1 else 128)
        options["b:a"] = f"{kilobits}k"
    if job.format.codec == "flac":
        options["sample_fmt"] = "s16"
    if job.cover is not None and job.format.picture:
        options |= {"c:v": "copy", "disposition:v:0": "attached_pic"}
        # ID3 and FLAC tell a front cover from other pictures by this comment. One value
        # only: ffmpeg-python spells a list out as text from Python 3.10 on.
        options["metadata:s:v:0"] = "comment=Cover (front)"
    return options


def _input_number(arguments: Sequence[str], path: Path) -> int:
    """Which input of a command line, from 0, is ``path``."""
    inputs = [value for flag, value in pairwise(arguments) if flag == "-i"]
    return inputs.index(f"file:{path}")


@contextmanager
def _metadata(
    tags: Tags,
    chapters: Sequence[Chapter],
    duration_ms: int,
    file_format: str,
    cover: Path | None,
    out: Path,
) -> Iterator[Path]:
    """Tags and chapters in a temporary file beside ``out``."""
    path = out.with_name(f"{TEMPORARY_PREFIX}{out.name}.ffmetadata")
    try:
        write_text(path, ffmetadata(tags, chapters, duration_ms, file_format, cover))
        yield path
    finally:
        path.unlink(missing_ok=True)
