"""Many articles at once, with the bytes of one after the other.

Reading, speaking and mixing depend on nothing but their article and are done by workers.
What depends on the articles before it is done here, by one process, in the order of the
sources: the name of a script, who gets which voice, an episode's number, the feed.

Memory stays bounded: only so many articles are read ahead, so many are with the workers, and
so many wait to be published behind one that takes long.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from quotecast import pipeline
from quotecast.batch.allowance import Allowance
from quotecast.batch.job import JobResult, Status, failure, outcome, refuse_doubt
from quotecast.batch.report import REPORT, Ledger, Report, Seldom
from quotecast.batch.work import Made, Order, Place, Reading, read
from quotecast.drafting import Material, draft_read, slug_for
from quotecast.errors import QuotecastError
from quotecast.pipeline import Production
from quotecast.postproduction import busy, sweep_shared, write_episode, write_feed
from quotecast.publish import Numbers
from quotecast.readers.holding import hold, is_held, offered
from quotecast.record import TakeStore

READ_AHEAD: Final = 2
"""Articles read ahead for each worker."""
IN_HAND: Final = 3
"""Articles spoken, mixed or queued for each worker: nobody waits for the next one."""
WAITING: Final = 256
"""Articles that may wait, finished, for an earlier one that takes long."""
FEED_EVERY_S: Final = 60.0
"""So often is the feed written while the batch goes on."""


class Hands(Protocol):
    """Who does the work: processes of this machine, or a cluster."""

    @property
    def count(self) -> int:
        """How many can speak at once."""

    def read(self, source: str) -> Future[Reading]:
        """:func:`quotecast.batch.work.read`, somewhere."""

    def make(self, order: Order) -> Future[Made | JobResult]:
        """:func:`quotecast.batch.work.make`, somewhere."""

    def close(self) -> None:
        """Let everybody go, busy or not."""


@dataclass
class _Ahead:
    """An article that is being read."""

    source: str
    future: Future[Reading]
    slug: str = ""
    """Its name, once there was a reason to ask."""


@dataclass
class _Going:
    """An article between its draft and its publication."""

    source: str
    future: Future[Made | JobResult]
    order: Order | None = None
    began: float = field(default_factory=time.monotonic)
    held: ExitStack = field(default_factory=ExitStack)
    """The lock on its episode."""


def run_together(
    sources: Sequence[str],
    place: Place,
    production: Production,
    hands: Hands,
    told: Callable[[int, JobResult], None],
    *,
    strict: bool = False,
    allowance: Allowance | None = None,
) -> Report:
    """Make the episode of every source with many hands; a bad one stops no other.

    Args:
        sources: articles, as :func:`quotecast.batch.sources.expand` gives them.
        place: what the hands were told.
        production: the studio, its show and voices, and who watches.
        hands: who does the work; they are let go at the end.
        told: called with its number (from 1) and its result, in the order of the sources.
        strict: see :func:`quotecast.batch.job.produce_one`.
        allowance: what feeds and lists among the sources may spend.
    """
    batch = _Batch(sources, place, production, hands, told, strict, allowance or Allowance())
    try:
        batch.work()
    finally:
        hands.close()
        batch.leave()
    return batch.ledger.close()


class _Batch:
    def __init__(
        self,
        sources: Sequence[str],
        place: Place,
        production: Production,
        hands: Hands,
        told: Callable[[int, JobResult], None],
        strict: bool,
        allowance: Allowance,
    ) -> None:
        self.hands, self.told, self.strict, self.place = hands, told, strict, place
        self.allowance = allowance
        self.production = replace(production, tidy=False)
        self.todo = deque(sources)
        self.reading: deque[_Ahead] = deque()
        self.going: deque[_Going] = deque()
        path = production.studio.output / REPORT
        self.ledger = Ledger(path, len(sources), strict=strict)
        self.numbers = Numbers()
        self.feed = Seldom(self._publish_so_far, FEED_EVERY_S)
        self.unpublished: list[int] = []
        """Places in the ledger of episodes that no feed holds yet."""

    def work(self) -> None:
        """From the first article to the last."""
        self._sweep()
        progress = self.production.progress
        progress.start("episodes", len(self.todo))
        try:
            while self.todo or self.reading or self.going:
                self._read_ahead()
                while self._may_start():
                    self._start()
                while self.going and self.going[0].future.done():
                    result = self._finish(self.going.popleft())
                    self.ledger.add(result)
                    progress.advance(result.title)
                    self.told(len(self.ledger.jobs), result)
                    self.feed.maybe()
                self._rest()
            self._publish()
        finally:
            progress.done()

    def leave(self) -> None:
        """Free the locks, tell of what was finished, clear away what dead workers left."""
        for one in self.going:
            one.held.close()
        self.ledger.write()
        if self.unpublished:  # stopped halfway: what is finished can be listened to
            self._publish_so_far()
        self._sweep()

    def _read_ahead(self) -> None:
        while self.todo and len(self.reading) < READ_AHEAD * self.hands.count:
            source = self.todo.popleft()
            self.reading.append(_Ahead(source, self._reading(source)))

    def _reading(self, source: str) -> Future[Reading]:
        here: Future[Reading] = Future()
        try:
            self.allowance.check(source)
        except QuotecastError as fault:
            here.set_result(Reading(failure(source, fault)))
            return here
        # Nobody else has our standard input, or a page that was fetched to see what it is.
        if source == "-" or is_held(source):
            here.set_result(read(source, self.place))
            return here
        return self.hands.read(source)

    def _may_start(self) -> bool:
        if not self.reading or not self.reading[0].future.done():
            return False
        busy_now = sum(not one.future.done() for one in self.going)
        most = IN_HAND * self.hands.count
        if busy_now >= most or len(self.going) >= max(most, WAITING):
            return False
        # Two sources of one name (a script, and its article) come one after the other.
        slug = self._name(self.reading[0])
        return not any(one.order and one.order.drafted.slug == slug for one in self.going)

    def _name(self, ahead: _Ahead) -> str:
        if not ahead.slug:
            try:
                material = ahead.future.result().material
                if not isinstance(material, JobResult):
                    ahead.slug = slug_for(ahead.source, material, self.production.studio)
            except Exception:  # it is met again, and told, where the article is started
                return ""
        return ahead.slug

    def _start(self) -> None:
        """Draft, cast and hand out the next article; a failed one keeps its place in the row."""
        ahead = self.reading.popleft()
        one = _Going(ahead.source, Future())
        try:
            reading = ahead.future.result()
            # Once more, now that those before it are known: their order alone decides.
            self.allowance.check(ahead.source)
            self.allowance.spend(ahead.source, reading.fetched)
            material = reading.material
            in_feed = offered(ahead.source)
            if isinstance(material, JobResult) and in_feed is not None:
                hold(ahead.source, in_feed)  # a worker has not read the feed, and knows nothing
                material = read(ahead.source, self.place).material
            if isinstance(material, JobResult):
                one.future.set_result(material)
            else:
                one.order = self._order(ahead, material, one.held)
                one.future = self.hands.make(one.order)
        except Exception as fault:
            one.future.set_result(failure(ahead.source, fault))
        self.going.append(one)

    def _order(self, ahead: _Ahead, material: Material | None, held: ExitStack) -> Order:
        production = self.production
        slug = ahead.slug or slug_for(ahead.source, material, production.studio)
        drafted = draft_read(material, production, slug)
        if self.strict:
            refuse_doubt(drafted)
        held.enter_context(busy(slug, production))
        return Order(ahead.source, drafted, pipeline.cast(drafted, production))

    def _finish(self, one: _Going) -> JobResult:
        """Write what stands beside the audio: the episode's record is the last of it."""
        with one.held:
            try:
                made = one.future.result()
                result = made if isinstance(made, JobResult) else self._write(one, made)
            except Exception as fault:
                result = failure(one.source, fault)
        if result.status is not Status.FAILED:
            self.unpublished.append(len(self.ledger.jobs))
        return replace(result, seconds=round(time.monotonic() - one.began, 1))

    def _write(self, one: _Going, made: Made) -> JobResult:
        assert one.order is not None  # noqa: S101 - for the type checker: there was one to make
        drafted, cast = one.order.drafted, one.order.cast
        episode = write_episode(
            drafted, cast, made.takes, made.timeline, made.mixed, self.production, self.numbers
        )
        return outcome(one.source, drafted, made.takes, episode, made.begun)

    def _publish(self) -> None:
        """Write the feed; when it is refused, what it would have offered has failed."""
        if not self.unpublished:
            return
        try:
            write_feed(self.production)
        except QuotecastError as fault:
            for place in self.unpublished:
                refused = failure(self.ledger.jobs[place].source, fault)
                self.ledger.jobs[place] = refused
                self.told(place + 1, refused)
        self.unpublished = []

    def _publish_so_far(self) -> None:
        with suppress(QuotecastError):  # told at the end, if it is refused then too
            write_feed(self.production)
            self.unpublished = []

    def _sweep(self) -> None:
        sweep_shared(self.production)
        TakeStore(self.production.studio).sweep()

    def _rest(self) -> None:
        pending: list[Future[Any]] = [one.future for one in self.going if not one.future.done()]
        if self.reading and not self.reading[0].future.done():
            pending.append(self.reading[0].future)
        if pending:
            wait(pending, return_when=FIRST_COMPLETED)
