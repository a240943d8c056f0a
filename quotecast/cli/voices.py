"""Verbs about voices and takes: ``voices``, ``voices try``, ``voices add``, ``cache``."""

from __future__ import annotations

from typing import Annotated

import typer

from quotecast.cli.app import app, out, tell
from quotecast.cli.opening import open_production
from quotecast.pipeline import shown

voices_app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(voices_app, name="voices", rich_help_panel="Studio")


@voices_app.callback()
def voices(context: typer.Context) -> None:
    """List the studio's voices; try, add, fetch, measure one.

    \b
    quotecast voices
    quotecast voices try nora
    quotecast voices add vera --model tts_models/en/vctk/vits --speaker p225
    quotecast voices fetch vera
    """
    if context.invoked_subcommand is not None:
        return
    from quotecast.catalogue import survey

    production = open_production()
    for listed in survey(production.voices, production.studio):
        voice = listed.voice
        pitch = f"{listed.pitch_class} {voice.pitch_hz} Hz" if voice.pitch_hz else "unmeasured"
        narrator = ", narrates" if voice.narrator else ""
        out.print(f"{voice.id}: {voice.name}, {voice.gender}, {pitch}{narrator}", markup=False)
        model = f"{voice.engine} {voice.model} {voice.speaker}".strip()
        out.print(f"  {model} ({voice.language}), {listed.state}", markup=False)
        for text in (voice.description, voice.licence):
            if text:
                out.print(f"  {text}", markup=False)
        if voice.noncommercial:
            out.print("  for non-commercial use: cast only where it is named", markup=False)


@voices_app.command("try")
def try_(
    name: Annotated[str, typer.Argument(metavar="VOICE")],
    text: Annotated[str, typer.Argument(metavar="[TEXT]", show_default=False)] = "",
) -> None:
    """Let a voice say something, into output/voices/VOICE.wav.

    \b
    quotecast voices try nora "Good evening."
    """
    from quotecast.catalogue import try_out

    production = open_production()
    path = try_out(name, production.voices, production.studio, text)
    tell(shown(path, production))


@voices_app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="VOICE", help="The new voice's id.")],
    model: Annotated[str, typer.Option(help="A folder in voices/, or a zoo name.")],
    speaker: Annotated[str, typer.Option(help="The model's name for the speaker.")] = "",
    reference: Annotated[str, typer.Option(help="A recording in voices/, to clone.")] = "",
    licence: Annotated[str, typer.Option(help="Of the model or recording.")] = "",
    consent: Annotated[str, typer.Option(help="Who agreed to be cloned, and when.")] = "",
    language: Annotated[str, typer.Option()] = "en",
) -> None:
    """Make a voice file for a Coqui model, or for a recording and a model that clones.

    \b
    quotecast voices add vera --model tts_models/en/vctk/vits --speaker p225
    quotecast voices add my-own --model my-folder --licence CC-BY-4.0
    """
    from quotecast.catalogue import add as add_voice
    from quotecast.engines.zoo import is_zoo_name

    production = open_production()
    path = add_voice(
        name,
        production.studio,
        model=model,
        speaker=speaker,
        reference=reference,
        licence=licence,
        consent=consent,
        language=language,
    )
    tell(f"made {shown(path, production)}")
    made = open_production().voices[name]
    if made.licence:
        tell(f"  licence: {made.licence}")
    if made.noncommercial:
        tell("  for non-commercial use: cast only where it is named")
    if made.reference:
        tell("  do not give a person quoted in an article a clone of their own voice")
    if is_zoo_name(made.model):
        tell(f"  download its model: quotecast voices fetch {name}")
    tell(f"  hear it: quotecast voices try {name}")
    tell(f"  measure it, for casting: quotecast voices measure {name}")


@voices_app.command()
def fetch(
    name: Annotated[str, typer.Argument(metavar="VOICE")],
    accept: Annotated[
        bool,
        typer.Option("--accept-licence", help="Also one that forbids commercial use."),
    ] = False,
) -> None:
    """Show the licence of a voice's model, and download it.

    \b
    quotecast voices fetch vera
    """
    from quotecast.catalogue import fetch as download
    from quotecast.catalogue import terms_of

    entry = terms_of(name, open_production().voices)
    tell(f"{entry.name}: {entry.description}")
    tell(f"  licence: {entry.licence}")
    folder = download(entry, accepted=accept)
    tell(f"downloaded to {folder}")


@voices_app.command()
def measure(name: Annotated[str, typer.Argument(metavar="VOICE")]) -> None:
    """Measure a voice's pitch and timbre into its file: casting keeps voices apart by them.

    \b
    quotecast voices measure vera
    """
    from quotecast.catalogue import measure as take

    production = open_production()
    found = take(name, production.voices, production.studio)
    timbre = " ".join(map(str, found.timbre))
    tell(f"{name}: {found.pitch_hz} Hz, timbre {timbre} dB")


@app.command(rich_help_panel="Studio")
def cache(
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete takes that no script in scripts/ uses.")
    ] = False,
) -> None:
    """Show how large the take cache is; delete what no script needs any more.

    \b
    quotecast cache
    quotecast cache --prune
    """
    from quotecast.pipeline import takes_in_use
    from quotecast.record import TakeStore

    production = open_production()
    store = TakeStore(production.studio)
    if prune:
        takes, freed = store.prune(takes_in_use(production))
        tell(f"deleted {takes} takes, {freed / 1e6:.1f} MB")
    takes, size = store.size()
    tell(f"{takes} takes, {size / 1e6:.1f} MB in output/takes/")
