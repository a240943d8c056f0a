"""Copying what is published to where it is published: only what changed, the feed last.

A listener's app that reads the new feed must find everything it names, so sound goes first,
then pages and transcripts, then the feed. A delivery that is cut off is gone on with by
running it again.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quotecast.errors import PublishError
from quotecast.progress import Progress, Silent
from quotecast.publish import places
from quotecast.publish.withdrawn import is_withdrawn
from quotecast.records import replacing

_SCHEMES: Final = ("rsync:", "s3:", "rclone:")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a delivery did."""

    target: str
    copied: tuple[str, ...]
    """Files written, in order; for rsync and rclone the files offered to them."""
    unchanged: int
    removed: tuple[str, ...] = ()
    """Files of withdrawn episodes deleted from the target folder."""
    left: tuple[str, ...] = ()
    """Files of withdrawn episodes that rsync and rclone leave there, to be deleted by hand."""

    def __str__(self) -> str:
        """For people: ``12 files to /var/www, 30 unchanged``."""
        said = [f"{len(self.copied)} file{'s' * (len(self.copied) != 1)} to {self.target}"]
        if self.unchanged:
            said.append(f"{self.unchanged} unchanged")
        if self.removed:
            said.append(f"{len(self.removed)} of withdrawn episodes removed")
        if self.left:
            said.append(f"delete by hand what was withdrawn: {', '.join(self.left)}")
        return ", ".join(said)


def published_files(output: Path) -> tuple[str, ...]:
    """Every published file of output/, in the order of delivery: sound, all else, feeds."""
    return tuple(sorted(_files(output, withdrawn=False), key=lambda name: (_rank(name), name)))


def withdrawn_files(output: Path) -> tuple[str, ...]:
    """What nobody may hear or read any more, as :mod:`quotecast.publish.withdrawn` has it."""
    return tuple(_files(output, withdrawn=True))


def _files(output: Path, *, withdrawn: bool) -> Iterator[str]:
    for path in _walk(output):
        relative = path.relative_to(output)
        name = relative.as_posix()
        if places.is_published(name) and is_withdrawn(output, relative.parts) is withdrawn:
            yield name


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, links not followed: nothing from elsewhere is ever delivered."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path


def _rank(name: str) -> int:
    path = Path(name)
    if path.suffix in places.AUDIO_SUFFIXES:
        return 0
    if path.suffix != ".xml":
        return 1
    return 3 if path.name == places.FEED else 2


def deliver(output: Path, target: str, progress: Progress | None = None) -> Delivery:
    """Copy the published files to ``target``.

    Args:
        output: the studio's output/.
        target: a folder; ``rsync:HOST:PATH`` (any target of the rsync program);
            ``s3:BUCKET/PATH`` through the rclone program, with the credentials of the
            environment (``AWS_ACCESS_KEY_ID``…, and ``RCLONE_S3_REGION``,
            ``RCLONE_S3_ENDPOINT``, ``RCLONE_S3_PROVIDER`` where they matter); or
            ``rclone:REMOTE:PATH`` for any other remote of rclone.
        progress: told of each file or stage.

    Raises:
        PublishError: nothing to deliver, the program is missing, or it failed.
    """
    told = progress or Silent()
    if not (output / places.FEED).is_file() and not any(output.glob(f"*/{places.FEED}")):
        raise PublishError("nothing to deliver: there is no feed", "run `quotecast publish` first")
    names = published_files(output)
    for scheme in _SCHEMES:
        if target.startswith(scheme):
            return _deliver_by_program(output, target, scheme, names, told)
    return _deliver_to_folder(output, Path(target), names, told)


def _deliver_to_folder(
    output: Path, folder: Path, names: tuple[str, ...], progress: Progress
) -> Delivery:
    root, home = folder.resolve(), output.resolve()
    if root == home or root.is_relative_to(home) or home.is_relative_to(root):
        raise PublishError(f"{folder} and output/ hold one another", "name a folder elsewhere")
    copied = []
    progress.start("delivering", len(names))
    for name in names:
        source, goal = output / name, root / name
        if not _same(source, goal):
            with replacing(goal) as temporary:
                shutil.copyfile(source, temporary)
                shutil.copystat(source, temporary)
            copied.append(name)
        progress.advance(name)
    removed = [name for name in withdrawn_files(output) if (root / name).is_file()]
    for name in removed:
        (root / name).unlink()
    progress.done()
    return Delivery(str(folder), tuple(copied), len(names) - len(copied), tuple(removed))


def _same(source: Path, goal: Path) -> bool:
    """Equal by size and time of change, as rsync compares."""
    try:
        there = goal.stat()
    except OSError:
        return False
    here = source.stat()
    return (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)


def _deliver_by_program(
    output: Path, target: str, scheme: str, names: tuple[str, ...], progress: Progress
) -> Delivery:
    program = "rsync" if scheme == "rsync:" else "rclone"
    found = shutil.which(program)
    if found is None:
        raise PublishError(
            f"{program} is not installed", f"install it (Debian: apt install {program})"
        )
    stages = [[name for name in names if _rank(name) == rank] for rank in range(4)]
    progress.start("delivering", sum(bool(stage) for stage in stages))
    for stage in stages:
        if stage:
            _run(_command(found, output, target, scheme), stage)
            progress.advance(f"{len(stage)} files")
    progress.done()
    return Delivery(target, names, 0, left=withdrawn_files(output))


def _command(program: str, output: Path, target: str, scheme: str) -> list[str]:
    """The program's own call; the file list is put in place of ``LIST``."""
    goal = target.removeprefix(scheme)
    if not goal or goal.startswith("-"):
        raise PublishError(f"{target} names no place", "such as rsync:host:/var/www/podcast")
    if scheme == "rsync:":
        options = [
            "--times",
            "--partial-dir=.rsync-partial",
            "--delay-updates",
            "--chmod=F644,D755",
        ]
        return [program, *options, "--from0", "--files-from=LIST", "--", f"{output}/", goal]
    remote = f":s3,env_auth=true:{goal}" if scheme == "s3:" else goal
    return [program, "copy", "--files-from-raw", "LIST", "--no-traverse", str(output), remote]


def _run(command: list[str], names: list[str]) -> None:
    """Run a copying program on a list of files.

    Raises:
        PublishError: it failed; its own last words are passed on.
    """
    zero = any("--from0" in part for part in command)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write(("\0" if zero else "\n").join(names) + ("\0" if zero else "\n"))
        listed.flush()
        filled = [part.replace("LIST", listed.name) for part in command[:-2]] + command[-2:]
        done = subprocess.run(filled, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise PublishError(
            f"{Path(command[0]).name} failed: {last}",
            "what was copied stays; run the same command again to go on",
        )
