"""Verbs that make sound: ``record``, ``mix``, ``voices``, ``cache``."""

from __future__ import annotations

from typing import Annotated

import typer

from quotecast.cli.app import app, out, tell
from quotecast.cli.opening import SourceArgument, open_production
from quotecast.drafting import draft_of

Workers = Annotated[
    int,
    typer.Option("--workers", "-j", min=1, help="Processes that record, one model each."),
]


@app.command(rich_help_panel="Step by step")
def record(
    source: SourceArgument,
    line: Annotated[
        list[int] | None, typer.Option("--line", min=1, help="Only with --again: which line.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Make a new take of --line.")] = False,
    workers: Workers = 1,
) -> None:
    """Speak every line that has no take yet.

    quotecast record han
    quotecast record han --line 12 --again
    """
    from quotecast import pipeline

    if again != bool(line):
        raise typer.BadParameter("--line and --again go together: --line 12 --again")
    production = open_production(workers)
    drafted = draft_of(source, production)
    chosen = pipeline.cast(drafted, production)
    count = len(drafted.script.lines)
    for number in line or ():
        if number > count:
            raise typer.BadParameter(f"there is no line {number}: the script has {count}")
    takes = pipeline.record(
        drafted, chosen, production, again=frozenset(number - 1 for number in line or ())
    )
    seconds = sum(take.duration_ms for take in takes) / 1000
    tell(f"{len(takes)} takes, {seconds:.0f} s")
    for take in takes:
        for warning in take.warnings:
            tell(f"  line {take.line + 1}: {warning}")


@app.command(rich_help_panel="Step by step")
def mix(
    source: SourceArgument,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the timeline as a table; mix nothing.")
    ] = False,
) -> None:
    """Mix and master the takes into the episode's audio file.

    quotecast mix han
    quotecast mix han --explain
    """
    from quotecast import pipeline, postproduction

    production = open_production()
    drafted = draft_of(source, production)
    chosen = pipeline.cast(drafted, production)
    takes = pipeline.record(drafted, chosen, production)
    if explain:
        from quotecast.picture import explain as rows

        timeline = pipeline.arrange(drafted, takes, production)
        for row in rows(timeline, drafted.script):
            out.print(row, markup=False)
        return
    with postproduction.busy(drafted.slug, production):
        _, mixed = postproduction.mix(drafted, takes, production)
    tell(postproduction.describe_audio(mixed.audio))
