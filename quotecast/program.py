"""Which ffmpeg is used: the one place that decides."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from pathlib import Path

from quotecast.errors import AudioError

VARIABLE = "QUOTECAST_FFMPEG"
"""Names another ffmpeg than the bundled one."""


def ffmpeg_program() -> str:
    """Path of the ffmpeg program.

    First the one that :data:`VARIABLE` names, then the one bundled with the package
    imageio-ffmpeg (the same on every machine, so the same bytes come out), then the system's.

    Raises:
        AudioError: there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise AudioError(f"{VARIABLE} names {named!r}, which is no program", "correct it")
        return found
    try:
        import imageio_ffmpeg

        bundled = str(imageio_ffmpeg.get_ffmpeg_exe())
        if Path(bundled).is_file():
            return bundled
    except (ImportError, RuntimeError):
        pass  # no binary for this platform
    system = shutil.which("ffmpeg")
    if system is None:
        raise AudioError(
            "there is no ffmpeg", "apt-get install ffmpeg, or pip install imageio-ffmpeg"
        )
    return system


@functools.cache
def _version(program: str, changed_ns: int) -> str:
    del changed_ns
    done = subprocess.run([program, "-version"], capture_output=True, check=False)  # noqa: S603
    return done.stdout.decode(errors="replace").partition("\n")[0]


def program_version() -> str:
    """First line of ``ffmpeg -version``: part of what shapes the finished file."""
    program = ffmpeg_program()
    return _version(program, Path(program).stat().st_mtime_ns)
