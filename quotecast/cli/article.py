"""Verbs up to the script: ``script``, ``check``, ``cast``, ``quotes``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from quotecast.cli.app import app, out, tell, the_progress
from quotecast.cli.opening import SourceArgument, open_production
from quotecast.drafting import draft_of, script_of

AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Write the script anew even if it was edited by hand.")
]
Slug = Annotated[
    str, typer.Option("--slug", help="Short name for the files. Default: from file name or title.")
]


@app.command(rich_help_panel="Step by step")
def script(
    source: SourceArgument,
    slug: Slug = "",
    force: Force = False,
    allow_private: AllowPrivate = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Print it, write no file.")] = False,
) -> None:
    """Read an article and write its script, for you to review.

    quotecast script article.txt
    quotecast script https://example.org/story --slug story
    cat article.txt | quotecast script - --stdout
    """
    from quotecast import pipeline
    from quotecast.scriptfile import format_script

    if stdout:
        drafted_script = script_of(source, open_production(), slug, allow_private=allow_private)
        sys.stdout.write(format_script(drafted_script))
        return
    drafted = draft_of(source, open_production(), slug, force=force, allow_private=allow_private)
    for line in pipeline.draft_summary(drafted):
        tell(line)


@app.command(rich_help_panel="Step by step")
def check(
    source: SourceArgument,
    why: Annotated[bool, typer.Option("--why", help="Show each attribution's evidence.")] = False,
    spoken: Annotated[bool, typer.Option("--spoken", help="Show what will be said.")] = False,
    listen: Annotated[
        bool, typer.Option("--listen", help="Hear the takes again and count wrong words.")
    ] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Show who says what, what is left out and why, and what is in doubt. Writes nothing.

    quotecast check han
    quotecast check article.txt --why
    quotecast check han --spoken
    quotecast check han --listen     (pip install 'quotecast[verify]')
    """
    from quotecast.cli import reports

    production = open_production()
    for line in reports.check(source, production, why, spoken, listen, allow_private):
        out.print(line, markup=False)


@app.command(rich_help_panel="Step by step")
def cast(source: SourceArgument, allow_private: AllowPrivate = False) -> None:
    """Give every speaker a voice; print and write the cast file, for you to edit.

    quotecast cast han
    """
    from quotecast import pipeline
    from quotecast.cli import reports

    production = open_production()
    drafted = draft_of(source, production, allow_private=allow_private)
    chosen = pipeline.cast(drafted, production)
    for line in reports.cast_table(drafted.script, chosen, production.voices):
        out.print(line, markup=False)
    tell(f"cast file: {pipeline.shown(production.studio.cast_file(drafted.slug), production)}")


@app.command(rich_help_panel="Studio")
def quotes(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="`id` and `text` a line.")],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="`id` and `quotes` a line.")],
) -> None:
    """Find and attribute the quotations of many texts, for scoring.

    quotecast quotes articles.jsonl predicted.jsonl
    """
    from quotecast.quotations.jsonl import run

    run(source, target, the_progress())
