"""The SOURCE argument, and the studio that a verb works in."""

from __future__ import annotations

from typing import Annotated

import typer

from quotecast.cli.app import the_progress, the_show, the_studio
from quotecast.pipeline import Production

SourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="An article (file, URL or - for standard input), a script's file or its short name.",
        show_default=False,
    ),
]


def open_production(workers: int = 1) -> Production:
    """The studio named on the command line, with its show and voices."""
    studio = the_studio()
    return Production.at(studio, the_show(studio), the_progress(), workers)
