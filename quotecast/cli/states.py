"""Verbs that look and change nothing: ``status``, ``doctor``."""

from __future__ import annotations

from typing import Annotated

import typer

from quotecast.cli.app import EXIT_ERROR, app, out, the_studio
from quotecast.cli.opening import open_production

AsJson = Annotated[bool, typer.Option("--json", help="One JSON array, for programs.")]


@app.command(rich_help_panel="Studio")
def status(as_json: AsJson = False) -> None:
    """Show where every episode stands, and what is to be done next.

    quotecast status
    """
    from quotecast.batch.standing import standings
    from quotecast.records import to_json

    found = tuple(standings(open_production()))
    if as_json:
        out.print(to_json(found), end="", markup=False)
        return
    for item in found:
        state = "withdrawn" if item.withdrawn else "published" if item.published else "unfinished"
        out.print(f"{item.slug}: {item.problem or state}", markup=False)
        if item.problem:
            continue
        edited = ", edited by hand" if item.edited else ""
        doubts = f", {item.doubts} in doubt" if item.doubts else ""
        told = f"{item.takes} of {item.lines} lines recorded{doubts}{edited}"
        out.print(f"  {item.title}", markup=False)
        out.print(f"  {told}", markup=False)
        if item.next_step:
            out.print(f"  next: {item.next_step} (quotecast episode {item.slug})", markup=False)
    if not found:
        out.print("no scripts yet: quotecast episode SOURCE", markup=False)


@app.command(rich_help_panel="Studio")
def doctor(as_json: AsJson = False) -> None:
    """Check ffmpeg, packages, voices, disk, permissions and feed settings; say how to mend them.

    quotecast doctor

    The exit code is 1 when something keeps episodes from being made or published.
    """
    from quotecast.doctor import State, examine
    from quotecast.records import to_json

    found = examine(the_studio())
    if as_json:
        out.print(to_json(found), end="", markup=False)
    else:
        for finding in found:
            out.print(f"{finding.state:<5}{finding.what:<10}{finding.said}", markup=False)
            if finding.hint:
                out.print(f"{'':15}{finding.hint}", markup=False)
    if any(finding.state is State.FAIL for finding in found):
        raise typer.Exit(EXIT_ERROR)
