"""The application object: options every verb shares, and errors to exit codes."""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from quotecast import __version__
from quotecast.config import Show, Studio, load_show
from quotecast.errors import QuotecastError
from quotecast.progress import Progress

EXIT_ERROR = 1
"""A :class:`QuotecastError`; usage errors exit 2."""

EXIT_INTERRUPTED = 130
"""Ctrl-C, as shells expect."""

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that act on a terminal instead of being shown: controls (an escape can set the
clipboard or the window's title) and marks that turn the reading direction around."""


def printable(text: str) -> str:
    """Text from anywhere as it may be shown: what would act is named instead (``\\x1b``)."""
    return _ACTING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class _Shown(Console):
    """A console that shows titles, names and paths, and obeys none of them."""

    def print(self, *objects: Any, **how: Any) -> None:
        """As rich's, every text made :func:`printable`."""
        super().print(*(printable(o) if isinstance(o, str) else o for o in objects), **how)


out = _Shown(highlight=False, soft_wrap=True, emoji=False)
"""What was asked for."""

err = _Shown(stderr=True, highlight=False, soft_wrap=True, emoji=False)
"""Progress and errors."""


class Warnings(logging.Handler):
    """What the rooms warn of, as a line like those of progress."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one warning."""
        if _options.log_json:
            from quotecast.cli.bars import log_line

            log_line(err, record.levelname.lower(), "warning", message=record.getMessage())
            return
        err.print(f"{record.levelname.lower()}: {record.getMessage()}", markup=False)


def say_error(fault: QuotecastError) -> None:
    """Print a fault as one line, its hint below it; one JSON object under ``--log-json``."""
    if _options.log_json:
        from quotecast.cli.bars import log_line

        log_line(err, "error", "fault", message=str(fault), hint=fault.hint)
        return
    err.print("error: ", style="bold red", end="")
    err.print(str(fault), markup=False)
    if fault.hint:
        err.print(f"  {fault.hint}", markup=False)


class _Verbs(TyperGroup):
    """The group of verbs; the one place where errors become exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen verb."""
        try:
            return super().invoke(ctx)
        except QuotecastError as fault:
            say_error(fault)
            raise typer.Exit(EXIT_ERROR) from fault
        except KeyboardInterrupt as stop:
            err.print("\nstopped; what was finished is kept: run the same command to go on")
            raise typer.Exit(EXIT_INTERRUPTED) from stop
        except BrokenPipeError as gone:  # the reader of a pipe (`| head`) has left
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            raise typer.Exit(0) from gone


app = typer.Typer(
    cls=_Verbs,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True)
class Options:
    """What stands before the verb."""

    studio: Path | None
    quiet: bool
    log_json: bool = False


_options = Options(None, False)


def _version(asked: bool) -> None:
    if asked:
        out.print(f"quotecast {__version__}")
        raise typer.Exit


@app.callback()
def options(
    studio: Annotated[
        Path | None,
        typer.Option(
            "--studio",
            metavar="DIR",
            envvar="QUOTECAST_STUDIO",
            help="The folder that holds podcast.toml. Default: the nearest at or above this one.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Progress, summary and errors as JSON lines.")
    ] = False,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn an article into a podcast episode, every quoted person in a voice of their own.

    One command does it all:

    \b
        quotecast episode article.txt

    The steps one by one, each leaving a file that you can inspect and edit:

    \b
        quotecast script article.txt     # scripts/article.fountain
        quotecast check article          # who says what, what is in doubt
        quotecast cast article           # scripts/article.cast.toml
        quotecast record article         # output/takes/
        quotecast mix article            # output/article/episode.mp3
        quotecast publish article        # notes, page, output/feed.xml
        quotecast serve                  # listen, subscribe
    """
    global _options
    _options = Options(studio, quiet, log_json)


def the_studio() -> Studio:
    """The studio named by ``--studio``, or the nearest folder with a podcast.toml."""
    if _options.studio is not None:
        return Studio(_options.studio)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "podcast.toml").is_file():
            return Studio(folder)
    return Studio(here)


def the_show(studio: Studio) -> Show:
    """The studio's show."""
    return load_show(studio.settings)


def the_progress() -> Progress:
    """Progress for the person watching: bars on a terminal, lines elsewhere, or nothing."""
    from quotecast.progress import Silent

    if _options.quiet:
        return Silent()
    from quotecast.cli.bars import Bars, JsonLines, Lines

    if _options.log_json:
        return JsonLines(err)
    return Bars(err) if err.is_terminal else Lines(err)


def tell(text: str) -> None:
    """A line of the summary; nothing under ``--quiet``, JSON in the log under ``--log-json``."""
    if _options.log_json:
        from quotecast.cli.bars import log_line

        if text.strip():
            log_line(err, "info", "message", message=text.strip())
        return
    if not _options.quiet:
        out.print(text, markup=False)
