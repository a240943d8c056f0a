"""The steps in reading order: from an article to an episode in the feed.

Each function does one step, leaves its result in a file of the studio, and can be called
again: what is finished and unchanged is not done twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from quotecast.config import Show, Studio
from quotecast.errors import QuotecastError, ScriptError
from quotecast.model import (
    NARRATOR,
    Article,
    Attribution,
    Cast,
    Line,
    Person,
    Script,
    Section,
    Take,
    Timeline,
    Voice,
)
from quotecast.naming import source_name
from quotecast.progress import Progress, Silent
from quotecast.records import read_json, write_json, write_text

if TYPE_CHECKING:
    from quotecast.record import Planned
    from quotecast.speech import Spoken

DISCLOSURE_TITLE = "About this episode"
"""Chapter that holds the spoken line saying that the voices are synthetic."""


@dataclass(frozen=True)
class Production:
    """What every step needs to know: the studio, its show and its voices."""

    studio: Studio
    show: Show
    voices: Mapping[str, Voice]
    progress: Progress
    workers: int = 1
    tidy: bool = True
    """Look for what killed runs left unfinished at each episode; a big batch does it once."""

    @classmethod
    def at(
        cls, studio: Studio, show: Show, progress: Progress | None = None, workers: int = 1
    ) -> Production:
        """Open the studio: read its voice catalogue."""
        from quotecast.casting import load_voices

        return cls(studio, show, load_voices(studio), progress or Silent(), workers)

    def folder(self, slug: str) -> Path:
        """``output/<slug>/``, below the show's own folder where a studio has several."""
        return self.studio.output / self.show.slug / slug


@dataclass(frozen=True)
class Drafted:
    """A script, where it is, and what became of the draft."""

    slug: str
    script: Script
    path: Path
    status: str
    """``written``: made from the article now. ``kept``: as it was and up to date.
    ``edited``: a person changed it, so it is used as it is."""
    people: tuple[Person, ...] = ()
    stale: bool = False
    """True when the script was edited and the article has changed since."""
    doubts: tuple[str, ...] = ()
    """What a person should look at before the article is published, if no person has."""


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """``output/<slug>/draft.json``: what the program itself last wrote, and from what.

    A script file that differs from it was edited by hand.
    """

    script_sha256: str = ""
    article_sha256: str = ""
    version: int = 1
    """Of this file's format."""


def read_article(
    source: str, stdin: BinaryIO | None = None, *, allow_private: bool = False
) -> Article:
    """Read a file, a URL or, for ``-``, standard input."""
    from quotecast.readers import read

    piped = stdin.read() if source == "-" and stdin is not None else None
    return read(source, stdin=piped, allow_private=allow_private)


def attribute(article: Article) -> Attribution:
    """Find the quotations of an article and who spoke them."""
    from quotecast.quotations import attribute as find

    return find(article)


def resolve(
    article: Article, attribution: Attribution, production: Production, slug: str
) -> tuple[Attribution, bytes]:
    """Ask the show's endpoint, where it names one, about what the rules left in doubt.

    Answers kept beside the script of ``slug`` are not asked for again. Returns with the
    attribution what is to be kept there, empty when nothing was answered.
    """
    if not production.show.attribution.endpoint:
        return attribution, b""
    from quotecast.endpoint import resolve as ask

    path = production.studio.answers_file(slug)
    kept = path.read_bytes() if slug and path.is_file() else b""
    show = production.show
    found = ask(article, attribution, show.attribution, show.reading.doubt, kept)
    return found.attribution, found.answers


def write_script(article: Article, attribution: Attribution, show: Show, studio: Studio) -> Script:
    """The script of an article, with the show's spoken disclosure at its end."""
    from quotecast.segment import segment

    script = segment(article, attribution, show.reading).script
    script = replace(script, source=source_name(article.source, studio))
    words = " ".join(show.reading.disclosure.split())
    if not words:
        return script
    ending = (Section(DISCLOSURE_TITLE), Line(NARRATOR, words))
    return replace(script, items=(*script.items, *ending))


def draft(
    article: Article,
    production: Production,
    slug: str,
    *,
    attribution: Attribution | None = None,
    force: bool = False,
    write: bool = True,
) -> Drafted:
    """Quote and segment an article into ``scripts/<slug>.fountain``.

    A script that a person edited is used as it is, unless ``force`` is given. Without an
    ``attribution`` the article is read for quotations now.
    """
    from quotecast.scriptfile import format_script, parse

    attribution = attribution or attribute(article)
    script = write_script(article, attribution, production.show, production.studio)
    text = format_script(script)
    path = production.studio.script_file(slug)
    state = production.folder(slug) / "draft.json"
    fresh = DraftRecord(sha256_of_text(text), sha256_of_text(article.text))
    status = "written"
    if path.exists():
        current = _read(path, production)
        known = read_json(DraftRecord, state) if state.exists() else DraftRecord()
        ours = (fresh.script_sha256, known.script_sha256)
        if sha256_of_text(current) not in ours and not force:
            edited = parse(current, shown(path, production))
            stale = known.article_sha256 not in ("", fresh.article_sha256)
            return Drafted(slug, edited, path, "edited", attribution.people, stale)
        status = "kept" if current == text else "written"
    if write:
        write_text(path, text)
        write_json(state, fresh)
    return Drafted(slug, script, path, status, attribution.people, doubts=article.doubts)


def load_script(production: Production, slug: str) -> Drafted:
    """Read ``scripts/<slug>.fountain`` as it is.

    Raises:
        ScriptError: the file is missing or breaks the format.
    """
    from quotecast.scriptfile import parse

    path = production.studio.script_file(slug)
    where = shown(path, production)
    if not path.exists():
        raise ScriptError(
            f"no script {where}", "make one with `quotecast script SOURCE`, or check the name"
        )
    return Drafted(slug, parse(_read(path, production), where), path, "edited")


def cast(drafted: Drafted, production: Production, *, write: bool = True) -> Cast:
    """The episode's cast: the cast file's word first, proposals for whom it does not name.

    Writes ``scripts/<slug>.cast.toml`` when it is new or somebody was added, and remembers
    in ``voices/people.toml`` who speaks with which voice, for the episodes to come.
    """
    from quotecast import casting

    path = production.studio.cast_file(drafted.slug)
    where = shown(path, production)
    known = casting.load_people(production.studio)
    script, people, voices = drafted.script, drafted.people, production.voices
    before = casting.parse_cast(_read(path, production), where) if path.exists() else None
    if before is None:
        result = casting.propose(script, people, voices, production.show.cast, known)
    else:
        result = casting.complete(before, script, people, voices, production.show.cast, known)
    casting.check_cast(result, script, voices, where if before else "")
    if write:
        if result != before:
            write_text(path, casting.format_cast(result))
        casting.remember(production.studio, result)
    return result


def speaker_of(script: Script, production: Production) -> Callable[[str], Spoken]:
    """How lines of this script are verbalised: its language, the studio's lexicon, its notes.

    Raises:
        ConfigError: the lexicon cannot be read.
        ScriptError: a note gives a word no respelling that can be said.
    """
    from quotecast.scriptfile import respellings
    from quotecast.speech import load_lexicon, verbalise

    lexicon = load_lexicon(production.studio.voices / "lexicon.toml")
    try:
        episode, lines = respellings(script)
        common = lexicon.with_overrides(episode)
        special = {text: common.with_overrides(words) for text, words in lines.items()}
    except ValueError as fault:
        hint = "write [[say: word = respelling]], or IPA between slashes"
        raise ScriptError(f"a note of the script: {fault}", hint) from fault
    return lambda text: verbalise(text, script.language, special.get(text, common))


def record(
    drafted: Drafted,
    cast: Cast,
    production: Production,
    *,
    again: frozenset[int] = frozenset(),
) -> tuple[Take, ...]:
    """Speak every line that has no take yet, and those named in ``again``."""
    from quotecast.record import record as speak

    return speak(
        drafted.script,
        cast,
        production.voices,
        production.studio,
        speak=speaker_of(drafted.script, production),
        progress=production.progress,
        workers=production.workers,
        again=again,
        tidy=production.tidy,
    )


def plan_takes(drafted: Drafted, cast: Cast, production: Production) -> tuple[Planned, ...]:
    """What recording would do, line by line, and the takes there are already."""
    from quotecast.record import plan

    speak = speaker_of(drafted.script, production)
    return plan(drafted.script, cast, production.voices, production.studio, speak=speak)


def takes_in_use(production: Production) -> frozenset[str]:
    """Keys of the takes that the studio's scripts use as they are now."""
    keys: set[str] = set()
    for path in sorted(production.studio.scripts.glob("*.fountain")):
        drafted = load_script(production, path.stem)
        planned = plan_takes(drafted, cast(drafted, production, write=False), production)
        keys.update(key for item in planned for key in (item.key, item.base))
    return frozenset(keys)


def arrange(drafted: Drafted, takes: tuple[Take, ...], production: Production) -> Timeline:
    """Place the takes in time."""
    from quotecast.arrange import arrange as place

    return place(drafted.script, takes, production.show, production.studio)


def shown(path: Path, production: Production) -> str:
    """A path as messages name it: relative to the studio when it lies inside."""
    root = production.studio.root.resolve()
    full = path.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(path)


def draft_summary(drafted: Drafted) -> list[str]:
    """What became of a draft, in words."""
    name = f"scripts/{drafted.path.name}"
    if drafted.status == "edited":
        lines = [f"script: {name} (edited by hand: used as it is)"]
        if drafted.stale:
            lines.append("  the article has changed since; --force writes the script anew")
        return lines
    return [f"script: {name}" + (" (unchanged)" if drafted.status == "kept" else "")]


def _read(path: Path, production: Production) -> str:
    """The text of a file edited by hand."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise QuotecastError("not UTF-8 text", where=shown(path, production)) from fault
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise QuotecastError(f"cannot read: {reason}", where=shown(path, production)) from fault


def drafted_from(production: Production, slug: str) -> str:
    """Digest of the article's text that this studio drafted a script from; empty: none."""
    state = production.folder(slug) / "draft.json"
    return read_json(DraftRecord, state).article_sha256 if state.exists() else ""


def sha256_of_text(text: str) -> str:
    """Hex SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
