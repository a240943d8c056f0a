"""The command line: verbs that choose readers and engines and map errors to exit codes."""

from __future__ import annotations

import importlib
import logging
import sys


def main() -> None:
    """Run ``quotecast``; the process ends with the verb's exit code."""
    from quotecast.cli.app import Warnings, app

    for room in ("article", "sound", "publishing", "runs", "batches", "states", "voices"):
        importlib.import_module(f"quotecast.cli.{room}")  # registers its verbs
    # Pipes of other encodings must not break a name with an accent.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    logging.getLogger("quotecast").addHandler(Warnings(logging.WARNING))
    app(prog_name="quotecast")
