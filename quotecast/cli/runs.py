"""Verbs that do it all: ``episode``, ``init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecast.cli.app import app, out, tell
from quotecast.cli.article import AllowPrivate, Force, Slug
from quotecast.cli.opening import SourceArgument, open_production
from quotecast.cli.sound import Workers
from quotecast.drafting import draft_of

if TYPE_CHECKING:
    from quotecast.pipeline import Production
    from quotecast.postproduction import Produced


@app.command(rich_help_panel="Produce")
def episode(
    source: SourceArgument,
    slug: Slug = "",
    force: Force = False,
    allow_private: AllowPrivate = False,
    workers: Workers = 1,
) -> None:
    """Turn an article, or a script you edited, into an episode in the feed.

    \b
        quotecast episode article.txt
        quotecast episode https://example.org/story
        quotecast episode scripts/han.fountain

    Run it again after a change: only what the change touches is made again.
    """
    from quotecast import pipeline, postproduction

    production = open_production(workers)
    drafted = draft_of(source, production, slug, force=force, allow_private=allow_private)
    for line in pipeline.draft_summary(drafted):
        tell(line)
    produced = postproduction.produce(drafted, production)
    _summarise(produced, production)


def _summarise(produced: Produced, production: Production) -> None:
    """What was made, where, and how to listen."""
    from quotecast import pipeline, postproduction
    from quotecast.cli import reports
    from quotecast.model import DOUBT

    episode = produced.episode
    tell("")
    tell(episode.title)
    tell(f"  audio:  {postproduction.describe_audio(episode.audio)}")
    for line in reports.cast_table(produced.drafted.script, produced.cast, production.voices):
        tell(f"  voice:  {line}")
    for doubt in produced.drafted.doubts:
        tell(f"  doubt:  {doubt}")
    doubts = sum(line.speaker == DOUBT for line in produced.drafted.script.lines)
    if doubts:
        tell(f"  doubt:  {doubts} quotations read by the narrator; `quotecast check` lists them")
    for take in produced.takes:
        for warning in take.warnings:
            tell(f"  take:   line {take.line + 1}: {warning}")
    folder = pipeline.shown(production.folder(episode.slug), production)
    script = pipeline.shown(produced.drafted.path, production)
    tell(f"  files:  {folder}/ (index.html, notes, transcripts, chapters)")
    tell(f"  feed:   {produced.feed.path}")
    tell("")
    tell(f"Review or edit {script} and run the command again; only what changed is made again.")
    tell("Listen and subscribe: quotecast serve")


@app.command(rich_help_panel="Studio")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new studio.")] = Path(),
) -> None:
    """Lay out a new studio: podcast.toml, voices/, scripts/ with a sample, output/.

    quotecast init my-podcast
    """
    from quotecast.founding import found

    made = found(folder)
    for path in made:
        tell(f"made {path}")
    if not made:
        tell("everything was there already; nothing was changed")
    out.print("next: edit podcast.toml, then `quotecast episode scripts/han.txt`", markup=False)
