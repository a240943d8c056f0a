"""What ``check`` and ``cast`` print: plain lines, easy to read and to search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from quotecast import pipeline
from quotecast.cli.hearing import listening
from quotecast.drafting import Material, behind, read_of, script_slug, slug_for
from quotecast.errors import QuotecastError
from quotecast.model import DOUBT, Attribution, BlockKind, Cast, Gender, Omission, Script, Voice
from quotecast.pipeline import Drafted, Production

EXCERPT = 60
"""Characters of a line shown in a report."""


def check(
    source: str,
    production: Production,
    why: bool,
    spoken: bool,
    listen: bool,
    allow_private: bool,
) -> Iterator[str]:
    """The report on a script or article."""
    drafted, material = _look_at(source, production, allow_private)
    yield from _overview(drafted, production)
    yield from _settings(production)
    yield from _of_article(drafted)
    yield from _doubts(drafted.script)
    yield from _left_out(drafted.script)
    if why:
        yield from _evidence(material)
    if spoken:
        yield from _spoken(drafted.script, production)
    if listen:
        yield from listening(drafted, production)


def _look_at(
    source: str, production: Production, allow_private: bool
) -> tuple[Drafted, Material | None]:
    """The script as it is or would be, and the article behind it where there is one."""
    slug = script_slug(source, production.studio)
    if slug is not None:
        drafted = pipeline.load_script(production, slug)
        return drafted, behind(drafted, production)
    material = read_of(source, production, allow_private=allow_private)
    assert material is not None  # noqa: S101 - for the type checker: it names no script
    slug = slug_for(source, material, production.studio)
    attribution = material.attribution
    drafted = pipeline.draft(
        material.article, production, slug, attribution=attribution, write=False
    )
    return drafted, material


def _overview(drafted: Drafted, production: Production) -> Iterator[str]:
    script = drafted.script
    words = Counter[str]()
    lines = Counter[str]()
    for line in script.lines:
        words[line.speaker] += len(line.text.split())
        lines[line.speaker] += 1
    yield script.title
    yield f"  {len(script.lines)} lines, {sum(words.values())} words, source {script.source or '-'}"
    yield ""
    yield "Speakers"
    cast, problem = _cast_of(drafted, production)
    for speaker, count in lines.items():
        name = "in doubt, read by the narrator" if speaker == DOUBT else speaker
        voice = cast.voice_of(speaker) if cast else None
        yield f"  {name}: {count} lines, {words[speaker]} words, voice {voice or '(uncast)'}"
    if problem:
        yield f"  ! {problem}"


def _cast_of(drafted: Drafted, production: Production) -> tuple[Cast | None, str]:
    try:
        return pipeline.cast(drafted, production, write=False), ""
    except QuotecastError as fault:
        return None, f"{fault} ({fault.hint})" if fault.hint else str(fault)


def _settings(production: Production) -> Iterator[str]:
    """What would keep the feed from being published, known before anything is recorded."""
    from quotecast.publish import check_show

    broken = check_show(production.show)
    if broken:
        yield ""
        yield "The feed would be refused"
    for violation in broken:
        yield f"  ! {violation} ({violation.hint})"


def _of_article(drafted: Drafted) -> Iterator[str]:
    if drafted.doubts:
        yield ""
        yield "To be looked at before it is published"
    for doubt in drafted.doubts:
        yield f"  ! {doubt}"


def _doubts(script: Script) -> Iterator[str]:
    doubts = [(n, line) for n, line in enumerate(script.lines, 1) if line.speaker == DOUBT]
    if doubts:
        yield ""
        yield "In doubt: the narrator reads these unless you name the speaker in the script"
    for number, line in doubts:
        yield f"  line {number}: {_excerpt(line.text)}"
        for note in line.notes:
            yield f"    {note}"


def _left_out(script: Script) -> Iterator[str]:
    omissions = [item for item in script.items if isinstance(item, Omission)]
    if omissions:
        yield ""
        yield "Left out"
    for (kind, text, reason), count in Counter(map(_grouped, omissions)).items():
        if kind is BlockKind.TURN:
            same = (one.text for one in omissions if (one.kind, one.reason) == (kind, reason))
            text = " ".join(dict.fromkeys(same))
        times = f" ({count} times)" if count > 1 else ""
        yield f"  {kind}: {_excerpt(text)}{times}"
        yield f"    {reason}"


def _grouped(item: Omission) -> tuple[BlockKind, str, str]:
    """What is said once of omissions that are alike; labels of turns are whatever they name."""
    text = "" if item.kind is BlockKind.TURN else item.text
    return item.kind, text, item.reason


def _evidence(material: Material | None) -> Iterator[str]:
    yield ""
    if material is None:
        yield "Evidence: the article itself is not at hand; name it instead of its script"
        return
    article, attribution = material.article, material.attribution
    yield "Quotations"
    for number, quotation in enumerate(attribution.quotations, 1):
        text = _excerpt(quotation.span.of(article.text))
        yield f"  {number}. {text}"
        if not quotation.direct:
            yield f"     read by the narrator: {quotation.rule or 'part of the narration'}"
            continue
        yield (
            f"     {quotation.speaker or 'nobody the text vouches for'}, "
            f"{quotation.kind}, confidence {quotation.confidence:.2f}, rule {quotation.rule}"
        )
        for what, span in (("cue", quotation.cue), ("mention", quotation.mention)):
            if span is not None:
                yield f"     {what} “{span.of(article.text)}” at {span.start}-{span.end}"
        if quotation.candidates:
            yield f"     other candidates: {', '.join(quotation.candidates)}"
    yield from _people(attribution)


def _people(attribution: Attribution) -> Iterator[str]:
    yield ""
    yield "People"
    for person in attribution.people:
        aliases = f", also {', '.join(person.aliases)}" if person.aliases else ""
        yield f"  {person.name} ({person.kind}, {person.gender}){aliases}"


def _spoken(script: Script, production: Production) -> Iterator[str]:
    yield ""
    yield "Spoken form, where it differs from the written one"
    speak = pipeline.speaker_of(script, production)
    for number, line in enumerate(script.lines, 1):
        spoken = speak(line.text).text
        if spoken != line.text:
            yield f"  line {number}: {line.text}"
            yield f"    → {spoken}"


def cast_table(script: Script, cast: Cast, voices: Mapping[str, Voice]) -> Iterator[str]:
    """Who speaks with which voice, one line a speaker."""
    from quotecast.casting import is_own_clone

    counts = Counter(line.speaker for line in script.lines)
    untold = {role.speaker for role in cast.roles if role.gender == Gender.UNKNOWN}
    for speaker in dict.fromkeys(line.speaker for line in script.lines if line.speaker != DOUBT):
        voice = voices[cast.voice_of(speaker) or cast.narrator]
        pitch = f", {voice.pitch_hz} Hz" if voice.pitch_hz else ""
        yield (
            f"{speaker}: {voice.name} ({voice.id}, {voice.gender}{pitch}), {counts[speaker]} lines"
        )
        if speaker in untold:
            yield "  gender not told by the article, so any voice: change it if you know better"
        if is_own_clone(speaker, voice):
            yield f"  ! {voice.id} is a clone: do not let it speak for the person it was taken from"


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else flat[: EXCERPT - 1].rstrip() + "…"
