"""A mix to the published file: loudness, true peak, encoding, tags, chapters, cover.

Measure, one static gain, a true-peak limiter where it is needed, encode, then measure the
encoded file, since lossy encoders move level and peaks. ffmpeg's ``loudnorm`` is not used:
it falls back to riding the level, silently, whenever its linear mode does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quotecast import ffmpeg_program
from quotecast.audiotags import Tags, ffmetadata, three_letters
from quotecast.config import Mastering, Show, Studio
from quotecast.errors import AudioError
from quotecast.meter import SILENCE_MB, Loudness, measure
from quotecast.model import Chapter, Mastered
from quotecast.records import TEMPORARY_PREFIX, replacing, sha256_of, write_text

if TYPE_CHECKING:
    from quotecast.progress import Progress

__all__ = ["Loudness", "Tags", "master", "measure", "program_version"]

VERSION: Final = 1
"""Raised whenever the same mix gives other bytes."""

TOLERANCE_MB: Final = 40
"""An encoded file this close to its loudness is right; what is promised is 0.5 LU."""

HEADROOM_MB: Final = 100
"""The limiter stops this far below the allowed peak: encoding raises peaks by up to 0.6 dB."""

ATTEMPTS: Final = 4
"""Encodings until loudness and peak are right: one, seldom two; more only for sounds with
few, very high peaks, where the limiter takes away loudness as well."""

LIMITER_YIELD: Final = 1.6
"""How much gain one unit of loudness costs behind the limiter: 1.2 to 2 on speech. Within
:data:`TOLERANCE_MB` after one correction of up to 1 LU either way."""

SMALL_MB: Final = 150
"""What speech loses in the limiter at most; more is lost by single high peaks, of which
:data:`LIMITER_YIELD` says nothing."""

MISSING_MS: Final = 150
"""An encoded file shorter than its mix by more than this was cut off."""

OVERSAMPLING: Final = 4


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


FORMATS: Final = {
    "mp3": Format("audio/mpeg", "mp3", "libmp3lame", (("id3v2_version", "3"),)),
    "m4a": Format("audio/mp4", "ipod", "aac", (("movflags", "+faststart"),)),
    "opus": Format("audio/ogg", "opus", "libopus", picture=False, sample_rate=48_000),
    "flac": Format("audio/flac", "flac", "flac", lossless=True),
    "wav": Format("audio/wav", "wav", "pcm_s16le", (("rf64", "auto"),), True, picture=False),
}
"""By the file name's ending. ID3v2.3 is what every player reads; ``faststart`` puts an M4A's
index first, so that it plays while it loads."""

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
) -> Mastered:
    """Master a mix into ``out``, whose ending names the format.

    Args:
        wav: the mix.
        out: the file to write, whole or not at all: ``.mp3``, ``.m4a``, ``.opus``, ``.flac``
            or ``.wav``, inside the studio.
        tags: what the file says of itself.
        chapters: in order, the first at 0.
        show: loudness, peak and bitrate.
        studio: the returned path is relative to it.
        progress: told of measuring, encoding and checking.
        cover: JPEG or PNG to embed; at most 600 pixels wide, so that players show it.

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
    mixed = measure(wav)
    if mixed.loudness_mb <= SILENCE_MB:
        raise AudioError("the mix is silent", "listen to the takes: the voices say nothing")
    progress.advance("measured")
    with replacing(out) as unfinished:
        with _metadata(tags, chapters, mixed.duration_ms, file_format, cover, out) as metadata:
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


def _encode_until_right(job: Job, mixed: Loudness, progress: Progress) -> Loudness:
    """Encode, measure what was encoded, and correct gain and ceiling by what is off."""
    target, allowed = round(job.settings.loudness * 100), round(job.settings.peak * 100)
    gain, ceiling = target - mixed.loudness_mb, allowed - HEADROOM_MB
    for attempt in range(ATTEMPTS):
        limited = mixed.true_peak_mb + gain > ceiling
        _encode(job, mixed, gain, ceiling if limited else None)
        if not attempt:
            progress.advance("encoded")
        heard = measure(job.out)
        _refuse_cut_off(heard, mixed, job)
        off, over = target - heard.loudness_mb, heard.true_peak_mb - allowed
        if abs(off) <= TOLERANCE_MB and over <= 0:
            progress.advance("checked")
            return heard
        # A limiter takes back part of what is added, so more is added than is missing.
        gain += round(off * LIMITER_YIELD) if limited and 0 < off <= SMALL_MB else off
        if over > 0:
            ceiling -= over + 10
    raise AudioError(
        f"the mix cannot be brought to {target / 100:g} LUFS below {allowed / 100:g} dBTP: "
        f"{heard.loudness_mb / 100:.1f} LUFS at {heard.true_peak_mb / 100:.1f} dBTP is as near "
        "as it comes",
        "ask for less loudness in podcast.toml, [master] loudness",
    )


def _refuse_cut_off(heard: Loudness, mixed: Loudness, job: Job) -> None:
    """Old releases of ffmpeg end well although the disk was full."""
    if heard.duration_ms + MISSING_MS < mixed.duration_ms:
        raise AudioError(
            f"the encoded {job.file_format} ends after {heard.duration_ms} ms "
            f"of {mixed.duration_ms}: the disk may be full",
            "free some disk space, then run again: what was finished is kept",
        )


def _encode(job: Job, mixed: Loudness, gain_mb: int, ceiling_mb: int | None) -> None:
    """One run of ffmpeg: gain, limiter, encoder, tags, chapters, cover."""
    import ffmpeg

    audio = ffmpeg.input(f"file:{job.wav}").audio
    audio = audio.filter("volume", volume=f"{gain_mb / 100:.2f}dB", precision="float")
    if ceiling_mb is not None:
        audio = _limited(audio, ceiling_mb, mixed.sample_rate)
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
    ffmpeg_program.run(["-y", *output.get_args()], f"encoding {job.file_format}")


def _limited(audio: Any, ceiling_mb: int, rate: int) -> Any:
    """A look-ahead limiter at four times the rate, where peaks between samples show.

    ``level=0``: without it ffmpeg's limiter raises the whole to full scale.
    """
    limit = 10 ** (ceiling_mb / 2000)
    return audio.filter("aresample", rate * OVERSAMPLING).filter(
        "alimiter", limit=f"{limit:.6f}", attack=5, release=80, level=0
    )


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
