"""Verbs that make many episodes: ``batch``, ``inbox``, ``watch``."""

from __future__ import annotations

import enum
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecast.cli.app import EXIT_ERROR, app, say_error, tell
from quotecast.cli.article import AllowPrivate
from quotecast.cli.opening import open_production
from quotecast.cli.sound import Workers
from quotecast.errors import QuotecastError, SourceError

if TYPE_CHECKING:
    from quotecast.batch import JobResult
    from quotecast.batch.together import Hands
    from quotecast.batch.work import Place


class Where(enum.StrEnum):
    """Where a batch is made."""

    HERE = "here"
    RAY = "ray"


Strict = Annotated[
    bool, typer.Option("--strict", help="Doubt is failure: such an episode is not made.")
]


@app.command(rich_help_panel="Produce")
def batch(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCES…", help="Files, folders, URLs, feeds, lists of them."),
    ],
    strict: Strict = False,
    allow_private: AllowPrivate = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-j",
            min=1,
            help="Processes that record an episode, or speakers on a cluster; one model each.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Episodes made at once, each in a process.")] = 1,
    on: Annotated[
        Where, typer.Option(help="Where: on this machine, or on a Ray cluster.")
    ] = Where.HERE,
    address: Annotated[
        str,
        typer.Option(help="With --on ray: the cluster to join; none: one is started here."),
    ] = "",
    gpu: Annotated[
        float, typer.Option(min=0.0, help="With --on ray: share of a GPU for each speaker.")
    ] = 0.0,
) -> None:
    """Make an episode of every article, unattended; what is up to date is left as it is.

    \b
        quotecast batch articles/
        quotecast batch https://example.org/news.rss extra.html
        quotecast batch addresses.txt --strict
        quotecast batch articles/ --jobs 4
        quotecast batch articles/ --on ray --address auto --workers 64

    One bad article stops no other. output/report.json says what became of each; the exit code
    is 0 when all is good, 3 when something wants a person's eye, 4 when an article failed.
    A feed or list has at most 1 GB fetched in one run; the next run goes on there.
    """
    from quotecast.batch import Allowance, expand, run
    from quotecast.readers.remembering import remember

    if on is Where.HERE and (address or gpu):
        raise typer.BadParameter("--address and --gpu go with --on ray")
    if jobs > 1 and (workers or on is not Where.HERE):
        raise typer.BadParameter("--jobs stands alone: no --workers, no --on")
    production = open_production(workers or 1)
    expanded = expand(sources, production, allow_private=allow_private)
    found, allowance = expanded.articles, Allowance(expanded.entries)
    if not found:
        raise SourceError("no articles there", "name files, folders, addresses, feeds or lists")

    def told(number: int, result: JobResult) -> None:
        _tell(result, f"{number}/{len(found)} ")

    if on is Where.HERE and jobs == 1:
        report = run(
            found,
            production,
            told,
            strict=strict,
            allow_private=allow_private,
            allowance=allowance,
        )
    else:
        from quotecast.batch.together import run_together
        from quotecast.batch.work import Place

        place = Place.here(production, allow_private=allow_private)
        hands = _hands(place, on, jobs, workers or 0, address, gpu)
        report = run_together(
            found, place, production, hands, told, strict=strict, allowance=allowance
        )
    remember(production.studio, expanded.entries)
    counts = ", ".join(f"{count} {status}" for status, count in report.counts.items())
    tell(f"{counts}; output/report.json")
    raise typer.Exit(report.exit_code)


def _hands(place: Place, on: Where, jobs: int, workers: int, address: str, gpu: float) -> Hands:
    if on is Where.RAY:
        from quotecast.cluster import Cluster

        return Cluster(place, workers, address, gpu)
    from quotecast.batch.processes import Processes

    return Processes(place, jobs)


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

    An item without an address, or with a dead one, is made of what the feed itself holds.
    One article that cannot be made does not stop the others; the exit code is 1 then. At most
    1 GB is fetched in one run; the next run goes on there.
    """
    from quotecast.batch import Allowance, Status, produce_each, without_episode
    from quotecast.readers.inbox import list_articles
    from quotecast.readers.remembering import remember

    production = open_production(workers)
    entries = [(source, entry) for entry in list_articles(source, allow_private=allow_private)]
    new = [entry.url for entry in without_episode(entries, production)]
    failed = 0
    allowance = Allowance(entries)
    for result in produce_each(new, production, allow_private=allow_private, allowance=allowance):
        if result.status is Status.FAILED:
            failed += 1
            where = "" if result.source in result.error else result.source
            say_error(QuotecastError(result.error, result.hint, where=where))
        else:
            _tell(result)
    remember(production.studio, entries)
    tell(f"{len(new) - failed} made, {failed} failed")
    if failed:
        raise typer.Exit(EXIT_ERROR)


@app.command(rich_help_panel="Produce")
def watch(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where articles arrive.")],
    settle: Annotated[
        float, typer.Option(min=0.0, help="Seconds a file must stay as it is to be complete.")
    ] = 2.0,
    strict: Strict = False,
    workers: Workers = 1,
) -> None:
    """Make an episode of every article that arrives in a folder, until stopped.

    quotecast watch incoming/

    SIGTERM or Ctrl-C end it; what was finished is kept, and the next start goes on.
    """
    from quotecast.batch import produce_one
    from quotecast.batch.watching import Watch

    if not folder.is_dir():
        raise SourceError("no such folder", "make it, or name another", where=str(folder))

    # As Ctrl-C: everything is written whole or not at all, so any moment is a good one.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    production = open_production(workers)
    watching = Watch(folder, settle)
    tell(f"watching {folder}")
    try:
        while True:
            for path in watching.ready():
                _tell(produce_one(str(path), production, strict=strict))
            time.sleep(min(1.0, max(0.1, settle / 2)))
    except KeyboardInterrupt:
        tell("stopped; what was finished is kept")


def _tell(result: JobResult, prefix: str = "") -> None:
    """One line for an episode, more where it needs a person."""
    name = result.title or result.source
    made = f" ({', '.join(result.redone)})" if result.redone else ""
    tell(f"{prefix}{result.status}: {name}{made}")
    for reason in result.reasons:
        tell(f"    {reason}")
    if result.error:
        tell(f"    {result.error}")
        tell(f"    {result.hint}")
