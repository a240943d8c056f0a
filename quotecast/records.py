"""Frozen data to JSON files and back, and files written so that a reader never sees half.

The one home for both facts: how a type of :mod:`quotecast.model` looks on disk, and how
any file of the studio is replaced (temporary name, flush to disk, rename).
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from quotecast.errors import BusyError, NewerError, QuotecastError

T = TypeVar("T")

TEMPORARY_PREFIX = ".quotecast-"
"""Names of unfinished files start with this, then machine and process; see :func:`sweep`."""

ABANDONED_S = 24 * 3600
"""An unfinished file of another machine is taken for abandoned after this many seconds."""


def to_json(value: object) -> str:
    """Readable JSON of a frozen dataclass (or a tuple of them), ending in a line end."""
    compact = msgspec.json.encode(value)
    return msgspec.json.format(compact, indent=1).decode() + "\n"


def from_json(kind: type[T], text: str | bytes, where: str = "") -> T:
    """Read back what :func:`to_json` wrote, in this release or an earlier one.

    Raises:
        NewerError: a later release wrote it.
        QuotecastError: the text is not JSON or does not fit ``kind``.
    """
    try:
        value = msgspec.json.decode(text, type=kind)
        refuse_newer(kind, {"version": getattr(value, "version", 1)}, where)
        return value
    except msgspec.MsgspecError as fault:
        with suppress(msgspec.MsgspecError):  # what does not fit may be what came later
            refuse_newer(kind, msgspec.json.decode(text, type=dict[str, Any]), where)
        raise QuotecastError(
            f"not a readable {kind.__name__} file: {fault}",
            "delete it and run again: it is made from the other files",
            where=where,
        ) from fault


def refuse_newer(kind: type, data: dict[str, Any], where: str) -> None:
    """Refuse the file of a later release; what it means by its words is not known here.

    A file's version is its key ``version``, 1 where it has none; the newest that this release
    reads is the default of the field ``version`` of ``kind``.

    Raises:
        NewerError: it is of a later version.
    """
    known: dict[str, Any] = {field.name: field.default for field in dataclasses.fields(kind)}
    check_version(data.get("version", 1), known.get("version", 1), where)


def check_version(version: object, newest: int, where: str) -> None:
    """As :func:`refuse_newer`, for files that are no dataclass.

    Raises:
        NewerError: ``version`` is above ``newest``.
    """
    if isinstance(version, int) and version > newest:
        raise NewerError(
            f"of version {version}, newer than this Quotecast reads",
            "upgrade quotecast: pip install --upgrade quotecast",
            where=where,
        )


def read_json(kind: type[T], path: Path) -> T:
    """Read a file written by :func:`write_json`.

    Raises:
        NewerError: a later release wrote it.
        QuotecastError: the file is missing or does not fit ``kind``.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise QuotecastError(f"cannot read: {fault.strerror}", where=str(path)) from fault
    return from_json(kind, data, str(path))


def write_json(path: Path, value: object) -> None:
    """Write ``value`` as JSON, whole or not at all."""
    write_text(path, to_json(value))


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text, whole or not at all."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write bytes, whole or not at all; unchanged content leaves the file untouched.

    ``durable`` as in :func:`replacing`.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
    with replacing(path, durable=durable) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[Path]:
    """A temporary path beside ``path`` that takes its name when the block ends well.

    The temporary file keeps ``path``'s suffix, so that encoders can tell the format. Without
    ``durable`` it is not flushed to the disk first: for caches that are checked when read.

    Raises:
        QuotecastError: the disk is full, the folder is read-only, or the like.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f"{TEMPORARY_PREFIX}{_machine()}-{os.getpid()}-",
            suffix=path.suffix,
            dir=path.parent,
        )
        os.close(handle)
        temporary = Path(name)
        yield temporary
        if durable:
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as fault:
        raise QuotecastError(
            f"cannot write {path}: {fault.strerror or fault}",
            "free some disk space or make the folder writable, then run again: "
            "what was finished is kept",
        ) from fault
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def sweep(folder: Path, below: str = "") -> None:
    """Delete what killed runs left unfinished in a folder, and nothing of a living one.

    Args:
        folder: where to look; it need not exist.
        below: which folders in it to look into instead, such as ``??/``.
    """
    for path in folder.glob(f"{below}{TEMPORARY_PREFIX}*"):
        if _abandoned(path):
            path.unlink(missing_ok=True)


def _abandoned(path: Path) -> bool:
    machine, _, rest = path.name.removeprefix(TEMPORARY_PREFIX).partition("-")
    process = rest.partition("-")[0]
    if machine == _machine() and process.isdigit():
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            return True
        except (PermissionError, OverflowError):
            return False
        return False
    try:
        # Either way round: a clock that was set back must not keep a file for ever.
        return abs(time.time() - path.stat().st_mtime) > ABANDONED_S
    except OSError:
        return False


@contextmanager
def lock(path: Path, what: str, *, wait: bool = False) -> Iterator[None]:
    """Hold an exclusive lock on the file ``path``; the kernel frees it if we are killed.

    Raises:
        BusyError: another process holds it and ``wait`` is false.
    """
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as fault:
            raise BusyError(
                f"another run is busy with {what}", "wait for it to end, then run again"
            ) from fault
        yield


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
