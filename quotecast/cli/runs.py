"""Verbs that do it all: ``episode``, ``init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecast.cli.app import app, out, say_error, tell
from quotecast.cli.article import AllowPrivate, Force, Slug
from quotecast.cli.opening import SourceArgument, open_production
from quotecast.cli.sound import Workers
from quotecast.drafting import draft_of
from quotecast.errors import QuotecastError

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


@app.command(rich_help_panel="Produce")
def inbox(
    source: Annotated[
        str,
        typer.Argument(metavar="FEED", help="An RSS, Atom or JSON feed, or a list of addresses."),
    ],
    allow_private: AllowPrivate = False,
    workers: Workers = 1,
) -> None:
    """Make an episode of every article of a feed or list that has none yet.

    \b
        quotecast inbox https://example.org/news.rss
        quotecast inbox addresses.txt

    One article that cannot be read does not stop the others; the exit code is 1 then.
    """
    from quotecast import naming, postproduction
    from quotecast.readers import remembering
    from quotecast.readers.inbox import list_articles

    production = open_production(workers)
    known = remembering.load(production.studio)
    failed = made = 0
    entries = list_articles(source, allow_private=allow_private)
    for entry in entries:
        slug = remembering.slug_of(known, source, entry)
        slug = slug or naming.slug_of(entry.url, production.studio) or ""
        if slug and (production.folder(slug) / "episode.json").is_file():
            continue
        try:
            drafted = draft_of(entry.url, production, allow_private=allow_private)
            produced = postproduction.produce(drafted, production)
        except QuotecastError as fault:
            failed += 1
            say_error(fault)
            continue
        made += 1
        tell(f"{produced.episode.title}: {postproduction.describe_audio(produced.episode.audio)}")
    remembering.remember(production.studio, [(source, entry) for entry in entries])
    tell(f"{made} made, {failed} failed")
    if failed:
        raise typer.Exit(1)


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
