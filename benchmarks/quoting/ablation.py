"""What each rule is worth: the score without it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest.mock import patch

import quotecast.quotations
from quoting.score import Case, ours, score


def _nothing(*_: object, **__: object) -> None:
    return None


def _no_one(self: Any, *_: object) -> Any:
    from quotecast.model import QuotationKind
    from quotecast.quotations.verdict import Verdict

    return Verdict(None, "none", QuotationKind.IMPLICIT)


def _any_option(self: Any, word: str, mention: object) -> list[Any]:
    return self._last.get(word) or self._first.get(word) or self._any.get(word) or []


def _no_pronoun(*_: object, **__: object) -> tuple[Any, ...]:
    from quotecast.model import QuotationKind

    return None, QuotationKind.ANAPHORIC, "pronoun", ()


def _last_named(self: Any, gender: str, start: int, *_: object) -> list[Any]:
    spoken = [e for e in self._events if e.start < start and e.entity.kind == "person"]
    return [(1.0, spoken[-1].entity)] if spoken else []


def _nobody_called(*_: object) -> Any:
    from quotecast.quotations.vocatives import Calls

    return Calls()


def _undecided(scene: Sequence[Any]) -> list[Any]:
    return [(None, 0.0, ())] * len(scene)


RULES: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("speech", "speech filter", "accept", lambda look, *_, **__: look.words > 0),
    ("speech", "looks of speech", "likely", lambda *_: False),
    ("partial", "long partial quotations", "voiced", lambda *_: False),
    ("marks", "nested straight marks", "Closers._past_inner", lambda _, __, k: k),
    ("marks", "elisions and years", "is_elision", lambda *_: False),
    ("cues", "said X", "_inverted", _nothing),
    ("cues", "X said", "_subject_first", _nothing),
    ("cues", "role + name said", "_nearest_subject", _nothing),
    ("cues", "according to X", "_according", _nothing),
    ("cues", "trailing dash", "_trailing_dash", _nothing),
    ("cues", "cue before (X said, colon)", "before", _nothing),
    ("cues", "colon without a verb", "_colon", _nothing),
    ("cues", "statement by X", "written_by", _nothing),
    ("cues", "quoted X as saying", "reported", _nothing),
    ("cues", "cues of several words", "phrase_end", lambda *_: 0),
    ("cues", "name in apposition", "named", lambda paragraph, mention: mention),
    ("cues", "role, name said", "_apposed", lambda paragraph, mention: mention),
    ("cues", "two who speak as one", "_verb_of_two", _nothing),
    ("cues", "unknown role", "unknown_role", _nothing),
    ("coinage", "what somebody calls something", "coined", lambda *_: False),
    ("sieve", "label (transcript, turn)", "Sieve._label", _nothing),
    ("sieve", "signed paragraph", "Sieve._signed", _nothing),
    ("sieve", "sentence before", "Sieve._sentence_before", _nothing),
    ("sieve", "second clause cuts in", "Sieve._cuts_in", lambda *_: False),
    ("sieve", "subject before", "Sieve._subject_before", _no_one),
    ("sieve", "paragraph before", "Sieve._paragraph_before", _no_one),
    ("sieve", "narration before", "Sieve._narrated_before", _nothing),
    ("sieve", "sharing (split, continued)", "Sieve._share", _no_one),
    ("sieve", "source at the end of open paragraphs", "Sieve._own_up", _nothing),
    ("dialogue", "dialogue sieve", "is_dialogue", lambda *_: False),
    ("dialogue", "beat", "DialogueSieve._beat", _nothing),
    ("dialogue", "who is called by name", "calls", _nobody_called),
    ("dialogue", "turns of a scene weighed together", "decide", _undecided),
    ("dialogue", "her mother is Mrs. X", "relation", _nothing),
    ("dialogue", "parts of names joined later", "join_names", _nothing),
    ("entities", "parts of names", "Table._tail", _nothing),
    ("entities", "titles taken off", "strip_titles", lambda words: ([], "", False)),
    ("entities", "months and titles as names", "is_borne", lambda *_: False),
    ("entities", "descriptions beside a name", "_describe", _nothing),
    ("entities", "honorifics and descriptions tell people apart", "Table._options", _any_option),
    ("pronouns", "pronouns", "Sieve._pronoun", _no_pronoun),
    ("pronouns", "score (else who was quoted or named last)", "Memory.pronoun", _last_named),
    ("pronouns", "topic of the sentence", "Memory.topic", _nothing),
    ("pronouns", "not who is spoken to or reported", "Sieve._addressed", lambda *_: frozenset()),
    ("pronouns", "gender from pronouns", "vote_gender", _nothing),
    ("pronouns", "gender from given names", "Entity.vote_given", _nothing),
    ("pronouns", "subjects of indirect speech", "indirect_sources", lambda *_: frozenset()),
    ("roles", "titles lead back to names", "Memory.described", _nothing),
    ("roles", "the company leads back to its name", "Memory.body", _nothing),
)
"""Group, name, the function that is the rule, and what stands for it when it is left out."""


def _modules() -> list[ModuleType]:
    package = quotecast.quotations
    names = [m.name for m in pkgutil.iter_modules(package.__path__, package.__name__ + ".")]
    return [importlib.import_module(name) for name in names]


@contextmanager
def without(function: str, instead: Callable[..., Any]) -> Iterator[None]:
    """The room with one rule left out, wherever it is called from."""
    owner, _, method = function.partition(".")
    patches = []
    for module in _modules():
        held = getattr(module, owner, None)
        if held is None or not str(getattr(held, "__module__", "")).startswith("quotecast.quot"):
            continue
        if method:
            static = isinstance(vars(held).get(method), staticmethod)
            patches.append(patch.object(held, method, staticmethod(instead) if static else instead))
            break
        patches.append(patch.object(module, owner, instead))
    if not patches:
        raise LookupError(f"no rule {function} in quotecast.quotations")
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in reversed(patches):
            each.stop()


def ablate(cases: Sequence[Case], base: dict[str, float]) -> dict[str, dict[str, float]]:
    """Points lost by leaving each rule out."""
    lost = {}
    for _, name, function, instead in RULES:
        with without(function, instead):
            figures = score(cases, ours).figures()
        lost[name] = {key: base[key] - figures[key] for key in base}
    return lost
