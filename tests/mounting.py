"""Small and read-only file systems, mounted where nobody else sees them (Linux)."""

import os
import subprocess
from pathlib import Path

import pytest


def _may_mount() -> bool:
    try:
        command = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


mounts = pytest.mark.skipif(not _may_mount(), reason="needs mount namespaces (Linux)")


def in_namespace(folder: Path, script: str, **environment: str) -> str:
    """Run lines of shell in a folder, where mounts are our own; what they said."""
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
