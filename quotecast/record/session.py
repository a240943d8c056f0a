"""A recording session: what is to be recorded, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quotecast.config import Studio
from quotecast.engines import open_engine
from quotecast.errors import CastError, TakeError
from quotecast.model import Cast, Script, Take, Voice, Word
from quotecast.progress import Progress, Silent
from quotecast.record.performing import Job, batches, perform, perform_together
from quotecast.record.store import Recorded, TakeStore, key_of

if TYPE_CHECKING:
    from quotecast.speech import Spoken

LONGEST: Final = 2_500_000
"""Letters spoken in one episode: more than a book of 300,000 words, some 45 hours. Beyond that
a script would fill the disk with takes (160 MB an hour)."""

Verbalise = Callable[[str], "Spoken"]
"""Written text → what is said and which written word each spoken word came from."""


@dataclass(frozen=True)
class Planned:
    """A line, what will be said, and its take when there is one already."""

    line: int
    voice: Voice
    spoken: Spoken
    unsaid: tuple[str, ...]
    """Words left out because the voice's language is not written so, each with why."""
    base: str
    """Content key without the count of new takes asked for."""
    key: str
    recorded: Recorded | None


def plan(
    script: Script,
    cast: Cast,
    voices: Mapping[str, Voice],
    studio: Studio,
    speak: Verbalise,
    again: frozenset[int] = frozenset(),
) -> tuple[Planned, ...]:
    """What a session would do, line by line. Loads no model.

    Args:
        script: whose lines are spoken.
        cast: who speaks with which voice.
        voices: the catalogue by id.
        studio: whose cache is looked into.
        speak: verbalises a line.
        again: indices of lines that want a new take; their wish is counted.

    Raises:
        CastError: a speaker has no voice.
        TakeError: a line holds nothing that can be said, or all are longer than :data:`LONGEST`.
        EngineError: a voice's model is missing.
    """
    store = TakeStore(studio)
    identities: dict[str, str] = {}
    said: list[tuple[Voice, Spoken, tuple[str, ...], str]] = []
    length = 0
    for index, line in enumerate(script.lines):
        voice = voices.get(cast.voice_of(line.speaker) or "")
        if voice is None:
            raise CastError(f"{line.speaker!r} has no voice", "see `quotecast cast`")
        if voice.id not in identities:
            identities[voice.id] = open_engine(voice, studio).identity(voice)
        spoken, unsaid = _sayable(speak(line.text), voice, index, line.text)
        length += len(spoken.text)
        if length > LONGEST:
            raise TakeError(
                f"the script is longer than an episode may be: {LONGEST:,} letters",
                "cut it into parts and make an episode of each",
            )
        base = key_of(spoken.text, script.language, voice, identities[voice.id])
        said.append((voice, spoken, unsaid, base))
    # Counted before any is looked up, once for each text: lines that say the same share a take.
    for base in sorted({said[index][-1] for index in again if 0 <= index < len(said)}):
        store.ask_again(base)
    planned = []
    for index, (voice, spoken, unsaid, base) in enumerate(said):
        count = store.generation(base)
        identity = identities[voice.id]
        key = key_of(spoken.text, script.language, voice, identity, count) if count else base
        planned.append(Planned(index, voice, spoken, unsaid, base, key, store.find(key)))
    return tuple(planned)


def _sayable(
    spoken: Spoken, voice: Voice, index: int, written: str
) -> tuple[Spoken, tuple[str, ...]]:
    """What of a line its voice can say, and what it cannot."""
    from quotecast.record.writing import name_of, without_foreign

    left, strange = without_foreign(spoken, voice.language)
    if any(letter.isalnum() for letter in left.text) and 2 * len(strange) <= len(
        spoken.text.split()
    ):
        return left, tuple(f"not said: {word} ({name_of(s)})" for word, s in strange.items())
    if strange:
        script = name_of(next(iter(strange.values())))
        raise TakeError(
            f"line {index + 1} is written in {script}, and voice {voice.id!r} speaks "
            f"{voice.language!r}: {written[:40]!r}",
            "translate the line in the script, or cast a voice of its language",
        )
    raise TakeError(
        f"line {index + 1} holds nothing to say: {written[:60]!r}", "delete it from the script"
    )


def record(
    script: Script,
    cast: Cast,
    voices: Mapping[str, Voice],
    studio: Studio,
    *,
    speak: Verbalise,
    progress: Progress | None = None,
    workers: int = 1,
    seed: int = 0,
    again: frozenset[int] = frozenset(),
    tidy: bool = True,
) -> tuple[Take, ...]:
    """A take for every line, recorded now where there is none.

    Args:
        script: whose lines are spoken.
        cast: who speaks with which voice.
        voices: the catalogue by id.
        studio: whose cache takes are kept in.
        speak: verbalises a line.
        progress: one step for each take that is recorded.
        workers: processes that record, each with its own copy of a model.
        seed: of engines that draw random numbers.
        again: indices of lines that want a new take.
        tidy: clear away first what killed runs left in the cache; it is looked through whole.

    Raises:
        CastError, EngineError, TakeError: see :func:`plan` and the engines.
    """
    store = TakeStore(studio)
    if tidy:
        store.sweep()
    planned = plan(script, cast, voices, studio, speak, again)
    jobs: dict[str, Job] = {}
    for item in planned:
        if item.recorded is None and item.key not in jobs:
            generation = int(item.key[:8], 16) if item.key != item.base else 0
            jobs[item.key] = Job(
                item.key, item.spoken.text, item.voice, seed ^ generation, item.line
            )
    done = {item.key: item.recorded for item in planned if item.recorded is not None}
    done |= _perform_all(tuple(jobs.values()), studio, progress or Silent(), workers)
    return tuple(_take(item, done[item.key], store, script) for item in planned)


def _perform_all(
    jobs: Sequence[Job], studio: Studio, progress: Progress, workers: int
) -> dict[str, Recorded]:
    if not jobs:
        return {}
    progress.start("recording", len(jobs))
    results: dict[str, Recorded] = {}
    try:
        for recorded in _performed(jobs, studio, min(workers, len(jobs))):
            results[recorded.key] = recorded
            progress.advance(recorded.text)
    finally:
        progress.done()
    return results


def _performed(jobs: Sequence[Job], studio: Studio, workers: int) -> Iterator[Recorded]:
    """Results as they come."""
    single: list[Job] = []
    for group in batches(jobs, studio):
        if len(group) > 1:
            yield from perform_together(group, studio)
        else:
            single += group
    if workers > 1 and len(single) > 1:
        from quotecast.record.crew import in_processes

        left = {job.key: job for job in single}
        # The longest first: no worker is left with a long line at the end.
        order = sorted(single, key=lambda job: (-len(job.spoken), job.line))
        for recorded in in_processes(order, studio, workers):
            del left[recorded.key]
            yield recorded
        # What a killed worker had in hand: one process needs less memory than several.
        single = list(left.values())
    for job in single:
        yield perform(job, studio)


def _take(item: Planned, recorded: Recorded, store: TakeStore, script: Script) -> Take:
    text = script.lines[item.line].text
    return Take(
        line=item.line,
        key=item.key,
        path=store.relative(item.key),
        voice=item.voice.id,
        duration_ms=recorded.duration_ms,
        sample_rate=recorded.sample_rate,
        lead_ms=recorded.lead_ms,
        tail_ms=recorded.tail_ms,
        loudness_mb=recorded.loudness_mb,
        peak_mb=recorded.peak_mb,
        words=written_words(text, item.spoken, recorded.words),
        timing=recorded.timing,
        attempts=recorded.attempts,
        warnings=(*recorded.warnings, *item.unsaid),
    )


def written_words(text: str, spoken: Spoken, heard: Sequence[Word]) -> tuple[Word, ...]:
    """The written words of a line in the time of the spoken ones they became.

    A written word that is not spoken by itself (a dash) takes no time, where it stands.
    """
    words = text.split()
    if len(spoken.words) != len(words) or not heard:
        return ()
    result: list[Word] = []
    at = heard[0].start_ms
    for word, mapped in zip(words, spoken.words, strict=True):
        own = heard[mapped.start : mapped.end]
        start, end = (own[0].start_ms, own[-1].end_ms) if own else (at, at)
        result.append(Word(word, start, end))
        at = end
    return tuple(result)
