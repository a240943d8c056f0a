"""Verbs after the sound: ``publish``, ``withdraw``, ``serve``."""

from __future__ import annotations

from typing import Annotated

import typer

from quotecast.cli.app import app, tell, the_progress, the_show, the_studio
from quotecast.cli.opening import open_production
from quotecast.drafting import draft_of

Slug = Annotated[str, typer.Argument(metavar="EPISODE", help="The episode's short name.")]


@app.command(rich_help_panel="Step by step")
def publish(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[EPISODE]",
            help="The episode whose notes, transcripts and page are written anew. "
            "Without it only the feed and the index are.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option("--to", metavar="TARGET", help="Copy to a folder, rsync:HOST:PATH, s3:BUCKET"),
    ] = "",
) -> None:
    """Write notes, transcripts and page, check and write the feed, and copy it all.

    quotecast publish han
    quotecast publish --to /var/www/podcast
    quotecast publish --to rsync:web:/var/www/podcast
    """
    from quotecast import pipeline, postproduction
    from quotecast.publish import deliver

    production = open_production()
    if source is not None:
        drafted = draft_of(source, production)
        with postproduction.busy(drafted.slug, production):
            chosen = pipeline.cast(drafted, production)
            takes = pipeline.record(drafted, chosen, production)
            timeline, mixed = postproduction.mix(drafted, takes, production)
            postproduction.write_episode(drafted, chosen, takes, timeline, mixed, production)
    report = postproduction.write_feed(production)
    tell(f"feed: {report.path}, {report.episodes} episodes, {report.url}")
    if to:
        delivery = deliver(production.studio.output, to, the_progress())
        tell(f"copied: {delivery}")


@app.command(rich_help_panel="Studio")
def withdraw(
    episode: Slug,
    restore: Annotated[bool, typer.Option("--restore", help="Put it back.")] = False,
) -> None:
    """Take an episode out of the feed; it is remembered, its files are kept.

    quotecast withdraw han
    quotecast withdraw han --restore
    """
    from quotecast import postproduction
    from quotecast.publish import withdraw as take_out

    production = open_production()
    record = take_out(production.studio, production.show, episode, restore=restore)
    report = postproduction.write_feed(production)
    tell(f"{record.title}: {'back in' if restore else 'out of'} the feed ({report.path})")


@app.command(rich_help_panel="Listen")
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535)] = 8010,
    public: Annotated[
        bool, typer.Option("--public", help="Allow a --host that other machines can reach.")
    ] = False,
) -> None:
    """Offer output/ on this machine: listen in a browser, subscribe in an app.

    quotecast serve
    quotecast serve --host 192.0.2.7 --public
    """
    from quotecast.publish import serve as listen

    studio = the_studio()
    the_show(studio)  # names the studio's fault before the server runs
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    tell(f"listen:    http://{shown}:{port}/")
    tell(f"subscribe: http://{shown}:{port}/feed.xml")
    tell("Ctrl-C stops it")
    listen(studio.output, host, port, public=public)
