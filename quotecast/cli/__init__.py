"""The command line: verbs that choose readers and engines and map errors to exit codes."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``quotecast``; the process ends with the verb's exit code."""
    from quotecast.cli import article, publishing, runs, sound
    from quotecast.cli.app import app

    del article, publishing, runs, sound  # imported for the verbs they register
    # Pipes of other encodings must not break a name with an accent.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(prog_name="quotecast")
