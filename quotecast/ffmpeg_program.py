"""The ffmpeg program: where it is, which version, and how its failures are told.

ffmpeg-python and pydub only write command lines; the program itself comes with the
imageio-ffmpeg wheel or from the system.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from quotecast.errors import AudioError

VARIABLE: Final = "QUOTECAST_FFMPEG"
"""Environment variable that names another ffmpeg."""

QUIET: Final = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "error")

SOUND_FILES: Final = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,eac3,flac,flv,gsm,iff,matroska,webm,mov,mp4,m4a,"
    "3gp,3g2,mj2,mp3,mpc,mpc8,mpeg,mpegts,nsv,ogg,rm,tak,tta,voc,w64,wav,wv"
)
"""Kinds of file that hold sound of their own, by the names of ffmpeg's demuxers."""

UNTRUSTED: Final = ("-protocol_whitelist", "file,pipe", "-format_whitelist", SOUND_FILES)
"""Stands before the input that a script or a stranger names. Without it "music" may be a
playlist (HLS, concat, DASH, SDP), which names further files and addresses: any sound on this
machine would be in the episode, and any address could be asked."""

NO_SOUND: Final = (
    "Invalid data found",
    "matches no streams",
    "does not contain any stream",
    "not on whitelist",
)
"""What ffmpeg says of files that hold no sound."""

LACKS: Final = re.compile(
    r"(?:Unknown encoder|Unknown input format:|No such filter:|Requested output format) '([\w-]+)'"
)
"""What ffmpeg says of parts that it was built without."""

FRAMES_AT_ONCE: Final = 1 << 16
"""Of sound that is decoded in one piece."""

INSTALL: Final = "pip install imageio-ffmpeg, or apt-get install ffmpeg"


def ffmpeg_program() -> str:
    """The ffmpeg to use: the one ``QUOTECAST_FFMPEG`` names, the bundled one, or PATH's.

    Raises:
        AudioError: there is none.
    """
    named = os.environ.get(VARIABLE, "")
    if named:
        found = shutil.which(named)
        if found is None:
            raise AudioError(
                f"{VARIABLE} names {named!r}, which is no program", f"unset it, or {INSTALL}"
            )
        return found
    return _bundled() or _on_path()


def _bundled() -> str | None:
    try:
        import imageio_ffmpeg

        program = str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return None
    return program if os.access(program, os.X_OK) else None


def _on_path() -> str:
    found = shutil.which("ffmpeg")
    if found is None:
        raise AudioError("there is no ffmpeg on this machine", INSTALL)
    return found


def version() -> str:
    """The first line of ``ffmpeg -version``, without the path it lies at."""
    return _version(ffmpeg_program())


@functools.cache
def _version(program: str) -> str:
    return _answer(program, "-version").partition("\n")[0].partition("Copyright")[0].strip()


def encoders() -> frozenset[str]:
    """Names of the encoders that the program was built with.

    Raises:
        AudioError: there is no program, or it does not run.
    """
    rows = (line.split() for line in _answer(ffmpeg_program(), "-encoders").splitlines())
    return frozenset(row[1] for row in rows if len(row) > 1)


def _answer(program: str, question: str) -> str:
    """What the program writes when it is asked about itself."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, and the program we located
            [program, "-hide_banner", question],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise AudioError(f"{program} does not run: {fault}", INSTALL) from fault
    return done.stdout


def run(arguments: Sequence[str], what: str, pieces: Iterable[bytes] = ()) -> str:
    """Run ffmpeg to its end.

    Args:
        arguments: everything after the program's name.
        what: what is being done, for the message ("encoding episode.mp3").
        pieces: what it reads from standard input (``pipe:0``), made while it works.

    Returns:
        What it wrote to standard error.

    Raises:
        AudioError: it failed or was killed.
    """
    program = ffmpeg_program()
    # A file for its complaints: a pipe nobody reads fills up and stops the program.
    with tempfile.TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(  # noqa: S603
                [program, *QUIET, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
            )
        except OSError as fault:
            raise AudioError(f"{program} does not run: {fault.strerror}", INSTALL) from fault
        try:
            _feed(process, pieces)
            code = process.wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        complaints.seek(0)
        told = complaints.read().decode("utf-8", "replace")
    if code:
        raise failure(code, told, what)
    return told


def _feed(process: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
    """Write to a program's standard input until it has all, or listens no more."""
    assert process.stdin is not None  # noqa: S101 - PIPE was asked for
    _widen(process.stdin)
    # Why it stopped listening is in its exit status and its complaints.
    with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
        for piece in pieces:
            pipe.write(piece)


def failure(code: int, told: str, what: str) -> AudioError:
    """What a failed run of ffmpeg means, in a line."""
    if code < 0:
        return AudioError(f"ffmpeg was killed (signal {-code}) while {what}", "run again")
    if "No space left" in told or "Disk quota" in told:
        return AudioError(
            f"the disk is full: {what} could not be finished",
            "free some disk space, then run again: what was finished is kept",
        )
    if missing := LACKS.search(told):
        return AudioError(
            f"{what} needs an ffmpeg with {missing[1]}, which this one was built without",
            f"{INSTALL}, or name another in {VARIABLE}",
        )
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    reason = lines[0][:300] if lines else f"exit status {code}"
    return AudioError(f"ffmpeg failed while {what}: {reason}")


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold a megabyte, where the system can: its two ends wait for each other less."""
    import fcntl

    with contextlib.suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)


def escaped(value: str) -> str:
    """A value for an option of a filter, so that no sign in it means anything.

    Escaped once for the filter's options and once for the graph:
    https://ffmpeg.org/ffmpeg-filters.html#Notes-on-filtergraph-escaping.
    """
    for signs in ("\\':", "\\'[],; \t\n"):
        value = "".join(f"\\{sign}" if sign in signs else sign for sign in value)
    return value


@contextmanager
def decoding(path: Path, what: str = "", *, own: bool = False) -> Iterator[IO[bytes]]:
    """A file's sound as a stream of a WAV of 32-bit floats, in the file's rate.

    More than two channels are folded into two.

    Args:
        path: any sound file that ffmpeg reads.
        what: what is being done, for the message.
        own: the file was made here, so it is no playlist and nothing in it may be damaged.
            Its whole way to samples is then one filter graph, in which ffmpeg hands on a
            second and a half at once. With ``-i`` each of its five threads hands the next a
            frame of 26 ms, which costs several times the decoding.

    Raises:
        AudioError: the file cannot be decoded; a file of our own is damaged.
    """
    what = what or f"reading {path.name}"
    form = "aformat=sample_fmts=flt:channel_layouts=mono|stereo"
    source = [*UNTRUSTED, "-i", f"file:{path}", "-map", "0:a:0", "-af", form, "-c:a", "pcm_f32le"]
    if own:
        graph = f"amovie={escaped(f'file:{path}')},{form},asetnsamples=n={FRAMES_AT_ONCE}:p=0"
        source = ["-f", "lavfi", "-i", graph, "-c:a", "copy"]
    command = [ffmpeg_program(), *QUIET, *source, "-f", "wav", "pipe:1"]
    # A file for its complaints: a pipe nobody reads fills up and stops the program.
    with tempfile.TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                bufsize=1 << 18,
            )
        except OSError as fault:
            raise AudioError(f"{command[0]} does not run: {fault.strerror}", INSTALL) from fault
        assert process.stdout is not None  # noqa: S101 - PIPE was asked for
        _widen(process.stdout)
        try:
            yield process.stdout
            code = process.wait()
            complaints.seek(0)
            told = complaints.read(10_000).decode("utf-8", "replace")
            if code > 0 and any(words in told for words in NO_SOUND):
                raise AudioError(f"{path.name} is no sound file that ffmpeg can read")
            if code or (own and NO_SOUND[0] in told):
                raise failure(code, told, what)
        finally:
            process.stdout.close()
            if process.poll() is None:
                process.kill()
                process.wait()
