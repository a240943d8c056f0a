"""From doubtful quotations to named ones, as far as the server's answers are to be believed."""

from __future__ import annotations

import functools
import hashlib
import logging
from dataclasses import dataclass, field, replace
from typing import Final

from quotecast.config import Asking
from quotecast.endpoint.answers import Answers, kept_answers, read_answer
from quotecast.endpoint.client import UnansweredError, completions_url, post, withheld
from quotecast.endpoint.questions import Request, requests
from quotecast.errors import QuotecastError
from quotecast.model import ENDPOINT_RULE, Article, Attribution, Person
from quotecast.records import from_json, to_json

MAX_REQUESTS: Final = 50
"""For one article; a book with more doubts than that keeps the rest of them."""


@dataclass(frozen=True)
class Exchange:
    """What the server said to one request."""

    request: str
    """SHA-256 of address and request: model, text and table of people are part of it."""
    answers: dict[str, str | None]
    """Number of the question to a name, or null."""


@dataclass(frozen=True)
class Kept:
    """``scripts/<slug>.answers.json``: with it, nothing is asked a second time."""

    model: str = ""
    exchanges: tuple[Exchange, ...] = field(default=())


@dataclass(frozen=True)
class Resolved:
    """An attribution after the server was asked."""

    attribution: Attribution
    answers: bytes = b""
    """Content of the file to be kept beside the script; empty: nothing was answered."""


def resolve(
    article: Article, attribution: Attribution, asking: Asking, doubt: float, kept: bytes = b""
) -> Resolved:
    """Ask about every quotation in doubt; nothing is sent when ``asking`` names no endpoint.

    Never fails: without a usable answer a quotation stays as the rules left it, and a warning
    says why.

    Args:
        article: as read.
        attribution: what the rules found.
        asking: the show's settings.
        doubt: below this confidence a quotation is in doubt.
        kept: answers of an earlier run, as :attr:`Resolved.answers` gave them.
    """
    if not asking.endpoint:
        return Resolved(attribution)
    known = _known(kept)
    server = _Server(asking)
    exchanges: list[Exchange] = []
    spoken: dict[int, str] = {}
    for request in requests(article, attribution, doubt, asking):
        key = hashlib.sha256(asking.endpoint.encode() + b"\n" + request.body).hexdigest()
        answers = kept_answers(known[key], request) if key in known else None
        answers = answers or server.ask(request)
        if not answers:
            continue
        exchanges.append(Exchange(key, {str(n): name for n, name in answers.items()}))
        for question, name in zip(request.questions, answers.values(), strict=True):
            if name is not None:
                spoken.update(dict.fromkeys(question.places, name))
    if server.fault:
        logging.getLogger(__name__).warning(
            "%s: quotations stay in doubt, for the endpoint was asked in vain: %s",
            article.source,
            server.fault,
        )
    if server.asked and (why := withheld(asking.endpoint)):
        _warn_once(why)
    data = to_json(Kept(asking.model, tuple(exchanges))).encode() if exchanges else b""
    return Resolved(_named(attribution, spoken, asking.confidence), data)


class _Server:
    """The server while one article is asked about: given up when it cannot be spoken to."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.left = MAX_REQUESTS
        self.fault = ""
        """The first thing that went wrong."""
        self.asked = False
        """Whether anything was sent."""

    def ask(self, request: Request) -> Answers:
        """The answers to one request; empty when there are none to be used."""
        if not self.left:
            self.fault = self.fault or f"more than {MAX_REQUESTS} requests would be needed"
            return {}
        self.left -= 1
        self.asked = True
        try:
            data = post(completions_url(self.asking.endpoint), request.body, self.asking.timeout)
        except UnansweredError as fault:
            self.left = 0
            self.fault = self.fault or str(fault)
            return {}
        try:
            return read_answer(data, request)
        except UnansweredError as fault:
            self.fault = self.fault or str(fault)
            return {}


@functools.cache
def _warn_once(why: str) -> None:
    """Not for each article of a night."""
    logging.getLogger(__name__).warning("%s", why)


def _known(kept: bytes) -> dict[str, dict[str, str | None]]:
    if not kept:
        return {}
    try:
        found = from_json(Kept, kept)
    except QuotecastError:
        return {}  # damaged: ask again
    return {exchange.request: exchange.answers for exchange in found.exchanges}


def _named(attribution: Attribution, spoken: dict[int, str], confidence: float) -> Attribution:
    if not spoken:
        return attribution
    quotations = list(attribution.quotations)
    for place, name in spoken.items():
        before = quotations[place]
        others = dict.fromkeys((before.speaker, *before.candidates))
        quotations[place] = replace(
            before,
            speaker=name,
            confidence=confidence,
            rule=ENDPOINT_RULE,
            candidates=tuple(other for other in others if other not in (None, name)),
        )
    people = {person.name: person for person in attribution.people}
    for name in spoken.values():
        people.setdefault(name, Person(name))
    return Attribution(tuple(quotations), tuple(people.values()))
