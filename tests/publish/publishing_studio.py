"""A studio with a small finished episode in it, made by the real doors."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from quotecast.config import Show, Studio
from quotecast.model import (
    DOUBT,
    NARRATOR,
    BlockKind,
    Cast,
    Chapter,
    Clip,
    Episode,
    Gender,
    Line,
    Mastered,
    Omission,
    Role,
    Script,
    Section,
    Take,
    Timeline,
    Voice,
    Word,
)
from quotecast.publish import make_episode, write_episode_files

SHOW = Show(
    title="The River Desk",
    author="River Newsroom",
    description="Articles read aloud, every quoted person in a voice of their own.",
    language="en",
    base_url="https://example.org/podcasts",
    owner_name="River Newsroom",
    owner_email="desk@example.org",
    copyright="River Newsroom",
    license="CC-BY-4.0",
)

VOICES = {
    "adam": Voice("adam", "Adam", "tone", gender=Gender.MALE, narrator=True),
    "mary": Voice("mary", "Mary", "tone", gender=Gender.FEMALE),
    "omar": Voice("omar", "Omar", "tone", gender=Gender.MALE),
}

CAST = Cast("adam", (Role("Maria Lopez", "mary"), Role("Mayor Ortiz", "omar")))

SCRIPT = Script(
    title="The river comes back",
    source="https://example.org/news/river",
    byline="By Ann Lee and Bo Ek",
    published="2026-03-04",
    site="The River Courier",
    items=(
        Section("Opening"),
        Line(NARRATOR, "The river comes back"),
        Line(
            NARRATOR,
            "The council voted on Tuesday to bring the Elm River above ground again after "
            "sixty years in a concrete pipe. Work is to begin in the spring and to last two years.",
        ),
        Line("Maria Lopez", "We waited ten years for this,"),
        Line(NARRATOR, "she said.", continues=True),
        Line(
            "Maria Lopez",
            "My grandmother swam in that river, and my children have only ever seen it on a map. "
            "Now they will know where the town got its name, and why the bridge is where it is.",
            continues=True,
        ),
        Section("The doubts"),
        Line(NARRATOR, "Not everybody is glad. The mayor voted against."),
        Line("Mayor Ortiz", "It costs twelve million, and nobody has told me who pays & when."),
        Line(DOUBT, "It will flood again."),
        Section("What comes next"),
        Line(NARRATOR, "The first trees will be felled in March."),
        Line(NARRATOR, "Correction: an earlier version gave the wrong cost."),
        Omission(BlockKind.CAPTION, "The river in spring.", "a photo caption"),
        Omission(BlockKind.CREDIT, "Additional reporting by Cy Ray.", "a credit line"),
    ),
)


def timed(script: Script, pace: int = 330, lead: int = 40) -> tuple[tuple[Take, ...], Timeline]:
    """Takes and a timeline at a steady pace per word, with silence to be trimmed before each."""
    takes, clips, at = [], [], 500
    for index, line in enumerate(script.lines):
        tokens = line.text.split()
        words = tuple(
            Word(token, lead + n * pace, lead + (n + 1) * pace) for n, token in enumerate(tokens)
        )
        length = len(tokens) * pace
        key = hashlib.sha256(line.text.encode(errors="surrogatepass")).hexdigest()
        path = f"output/takes/{key[:2]}/{key}.wav"
        takes.append(
            Take(index, key, path, "adam", length + 2 * lead, 22050, lead, lead, -1600, -300, words)
        )
        clips.append(
            Clip("voice", path, at, length, offset_ms=lead, line=index, speaker=line.speaker)
        )
        at += length + 450
    starts, spoken = [], 0
    for item in script.items:
        if isinstance(item, Section) and spoken < len(clips):
            starts.append(Chapter(clips[spoken].start_ms if spoken else 0, item.title))
        spoken += isinstance(item, Line)
    return tuple(takes), Timeline(at + 1500, tuple(clips), tuple(starts))


def produce(
    studio: Studio,
    show: Show = SHOW,
    slug: str = "river",
    script: Script = SCRIPT,
    made: str = "2026-03-05T10:00:00+00:00",
    number: int = 1,
    earlier: Episode | None = None,
    cast: Cast = CAST,
) -> Episode:
    """An episode on disk: every file real but the sound, which is a stand-in of known length."""
    folder = studio.output / show.slug / slug if show.slug else studio.output / slug
    folder.mkdir(parents=True, exist_ok=True)
    audio = folder / "episode.mp3"
    audio.write_bytes(hashlib.sha256(slug.encode()).digest() * 400)
    takes, timeline = timed(script)
    mastered = Mastered(
        path=audio.relative_to(studio.root).as_posix(),
        format="mp3",
        mime="audio/mpeg",
        bytes=audio.stat().st_size,
        duration_ms=timeline.duration_ms,
        loudness_mb=-1600,
        true_peak_mb=-150,
        sha256=hashlib.sha256(audio.read_bytes()).hexdigest(),
    )
    episode = make_episode(
        slug=slug,
        script=script,
        cast=cast,
        voices=VOICES,
        takes=takes,
        timeline=timeline,
        mastered=mastered,
        show=show,
        earlier=earlier,
        now=made,
        number=number,
    )
    write_episode_files(episode, script, timeline, show, studio)
    return episode


HOSTILE = (
    "Ends ]]> a CDATA, --> a cue and --- a comment <!-- & starts <script>alert(1)</script> "
    "with {{ 7*7 }} and {% raw %}: A: B, emoji 👩‍🚒🇹🇼, "
    "שלום לכולם, \u202eoverride, nul \x00 bell \x07 esc \x1b[31m nel \x85 end "
    "&amp; &#x3C; \"quote' `tick`"
)


def hostile_script() -> Script:
    """Every trap for a writer of formats, wherever text can stand."""
    name = "R&D: <b>O'Neil</b> --> ]]>"
    return replace(
        SCRIPT,
        title=HOSTILE,
        source="javascript:alert(document.domain)//https://example.org",
        byline=HOSTILE,
        site=HOSTILE,
        published='2026-03-04"><script>alert(2)</script>',
        items=(
            Section(HOSTILE),
            Line(NARRATOR, HOSTILE),
            Line(name, HOSTILE),
            Section("Two"),
            Line(name, "x" * 300),
            Section("Three --> here"),
            Line(NARRATOR, "Correction: " + HOSTILE),
            Omission(BlockKind.CREDIT, HOSTILE, "credit"),
        ),
    )


HOSTILE_CAST = Cast("adam", (Role("R&D: <b>O'Neil</b> --> ]]>", "mary"),))


AUDIO = Mastered("output/e/episode.mp3", "mp3", "audio/mpeg", 9, 90_000, -1600, -100, "0")


def episode_of(script: Script, cast: Cast = CAST) -> Episode:
    """The record of a script, with nothing on disk."""
    takes, timeline = timed(script)
    return make_episode(
        slug="e",
        script=script,
        cast=cast,
        voices=VOICES,
        takes=takes,
        timeline=timeline,
        mastered=replace(AUDIO, duration_ms=timeline.duration_ms),
        show=SHOW,
        earlier=None,
        now="2026-03-04T00:00:00+00:00",
        number=1,
    )
