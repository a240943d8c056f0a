"""One text spoken, judged, tried again where it is bad, and kept: what a worker does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quotecast.config import Studio
from quotecast.engines import open_engine
from quotecast.engines.interface import BatchEngine, Request, Speech
from quotecast.engines.pieces import sounding
from quotecast.errors import EngineError, TakeError
from quotecast.meter import Meter
from quotecast.model import Voice, Word
from quotecast.record.checks import NO_SOUND, SILENT, faults_of
from quotecast.record.store import Recorded, TakeStore, wav_bytes

if TYPE_CHECKING:
    from quotecast.engines.interface import Samples

ATTEMPTS: Final = 4
"""The first take and at most three more."""

FULL_SCALE: Final = 0.99
"""A take louder than full scale is turned down to this; the mix sets its level anyway."""


@dataclass(frozen=True, slots=True)
class Job:
    """One take to record."""

    key: str
    spoken: str
    voice: Voice
    seed: int
    line: int
    """The first line it is for, counted from 0: to name it in messages."""


def perform(job: Job, studio: Studio, first: Speech | None = None) -> Recorded:
    """Record a take and keep it in the cache.

    Args:
        job: what to record.
        studio: whose cache keeps it.
        first: what the engine said already, with the seed of the first attempt.

    Raises:
        EngineError: the engine cannot say it.
        TakeError: every attempt was silent or no sound at all.
    """
    engine = open_engine(job.voice, studio)
    best: tuple[Speech, tuple[str, ...]] | None = None
    heard: set[bytes] = set()
    pace = dict(job.voice.settings).get("length_scale", 1.0)
    attempts = 0
    for attempt in range(ATTEMPTS):
        if first is not None and attempt == 0:
            speech = first
        else:
            speech = engine.speak(job.spoken, job.voice, _seed(job.seed, attempt))
        attempts += 1
        faults = faults_of(speech.samples, speech.sample_rate, job.spoken, pace)
        if best is None or len(faults) < len(best[1]):
            best = (speech, faults)
        digest = hashlib.sha256(speech.samples.tobytes()).digest()
        if not faults or digest in heard:
            break  # good, or an engine to which the seed makes no difference
        heard.add(digest)
    assert best is not None  # noqa: S101 - for the type checker
    speech, faults = best
    if faults and faults[0] in (SILENT, NO_SOUND):
        raise TakeError(
            f"line {job.line + 1}: voice {job.voice.id!r} is silent on {job.spoken[:60]!r}",
            "change the line or its voice",
        )
    recorded, wav = _finish(job, speech, attempts, faults)
    TakeStore(studio).save(recorded, wav)
    return recorded


def perform_together(jobs: Sequence[Job], studio: Studio) -> Iterator[Recorded]:
    """Record takes of one engine that likes many texts at once.

    Raises:
        EngineError, TakeError: see :func:`perform`; takes given before it are kept.
    """
    engine = open_engine(jobs[0].voice, studio)
    assert isinstance(engine, BatchEngine)  # noqa: S101 - see batches
    requests = [Request(job.spoken, job.voice, _seed(job.seed, 0)) for job in jobs]
    try:
        said: Sequence[Speech | None] = engine.speak_many(requests)
    except EngineError:
        said = [None] * len(jobs)  # one by one: the rest are recorded, the bad one is named
    for job, speech in zip(jobs, said, strict=True):
        yield perform(job, studio, speech)


def batches(jobs: Sequence[Job], studio: Studio) -> Iterator[tuple[Job, ...]]:
    """The jobs in the groups their engines like, long texts together and first.

    An engine that likes one text at a time gets them in their own order.
    """
    liked: dict[tuple[str, int], list[Job]] = {}
    for job in jobs:
        engine = open_engine(job.voice, studio)
        size = engine.batch(job.voice) if isinstance(engine, BatchEngine) else 1
        liked.setdefault((job.voice.engine, size), []).append(job)
    for (_, size), group in liked.items():
        if size > 1:
            group.sort(key=lambda job: (-len(job.spoken), job.line))
        for start in range(0, len(group), size):
            yield tuple(group[start : start + size])


def _seed(seed: int, attempt: int) -> int:
    digest = hashlib.sha256(f"{seed} {attempt}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


def _finish(
    job: Job, speech: Speech, attempts: int, faults: Sequence[str]
) -> tuple[Recorded, bytes]:
    import numpy as np

    samples, rate = speech.samples, speech.sample_rate
    peak = float(np.abs(samples).max())
    if peak > FULL_SCALE:
        samples, peak = samples * (FULL_SCALE / peak), FULL_SCALE
    first, last = sounding(samples, rate)
    wav = wav_bytes(samples, rate)
    duration = round(len(samples) * 1000 / rate)
    lead, tail = first * 1000 // rate, (len(samples) - last) * 1000 // rate
    recorded = Recorded(
        key=job.key,
        text=job.spoken,
        sha256=hashlib.sha256(wav).hexdigest(),
        duration_ms=duration,
        sample_rate=rate,
        lead_ms=lead,
        tail_ms=tail,
        loudness_mb=loudness(samples[first:last], rate),
        peak_mb=round(2000 * np.log10(peak)),
        words=_timed(speech, job.spoken, lead, duration - tail),
        timing="model" if speech.words is not None else "estimated",
        attempts=attempts,
        warnings=tuple(faults),
    )
    return recorded, wav


def loudness(samples: Samples, rate: int) -> int:
    """Integrated loudness of mono samples, hundredths of LUFS, heard from one loudspeaker.

    BS.1770 measures blocks of 400 ms: shorter sounds are repeated until there is one.
    """
    import numpy as np

    least = int(0.5 * rate)
    if len(samples) < least:
        samples = np.tile(samples, -(-least // max(1, len(samples))))
    meter = Meter(rate, 1)
    step = rate // 10 * 50
    for start in range(0, len(samples), step):
        meter.feed(samples[start : start + step].reshape(-1, 1).astype(np.float32))
    return meter.result().loudness_mb - 301  # the meter counts mono as two loudspeakers


def _timed(speech: Speech, spoken: str, start_ms: int, end_ms: int) -> tuple[Word, ...]:
    """The spoken words in time: the model's own, else shared out by letters."""
    if speech.words is not None:
        return tuple(
            Word(word.text, round(word.start_s * 1000), round(word.end_s * 1000))
            for word in speech.words
        )
    words = spoken.split()
    weights = [len(word) + 1 for word in words]
    total, at, result = sum(weights), 0, []
    span = max(0, end_ms - start_ms)
    for word, weight in zip(words, weights, strict=True):
        first = start_ms + span * at // total
        at += weight
        result.append(Word(word, first, start_ms + span * at // total))
    return tuple(result)
