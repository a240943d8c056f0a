"""How well quotations are found and attributed, what each rule is worth, and how fast.

Run: python benchmarks/quotations.py [GOLD.jsonl] [--ablate] [--speed] [--json]

Without a file the project's own marked articles (tests/golden/quotations) are scored; they
are the rules' own test cases, so their figure shows only that nothing broke. A file of other
annotated articles has one JSON object a line: ``id``, ``text``, ``quotes`` (``start``,
``end``, ``speaker``, and optionally ``aliases``, ``speaker_type``, ``kind``: ``mixed`` ones
are neither asked for nor counted as wrong) and ``nonspeech`` (``start``, ``end``).

Measures, all on voiced quotations: F1 of spans (same first and last word); speaker right
among the spans found; both right among all; share answered wrongly; B-cubed F1 of who
shares a voice; stretches that are no speech and got a voice; narrated words read in another
voice, of 1,000. The naive way is the common regular expression: every marked stretch is
speech, its speaker the nearest capitalised name beside "said".
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import quotecast.quotations
from quotecast.config import Reading
from quotecast.model import Article, Block, BlockKind, Span
from quotecast.quotations import attribute
from quotecast.quotations.paragraphs import split

ROOT = Path(__file__).resolve().parents[1]
_TRIMMED = "\"“”„«»「」‘’'`″ \t\n\r\u00a0"


@dataclass(frozen=True)
class Wanted:
    """A quotation of the gold set."""

    span: Span
    names: tuple[str, ...]
    """Its speaker's names, fullest first; empty when nobody is known."""
    form: str
    """How the text names the source: ``name``, ``pronoun``, ``nominal`` …"""
    asked: bool = True


@dataclass(frozen=True)
class Case:
    """An article and what is to be found in it."""

    article: Article
    wanted: tuple[Wanted, ...]
    silent: tuple[Span, ...] = ()


@dataclass
class Score:
    """Counts over all articles."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    right: int = 0
    wrong: int = 0
    known: int = 0
    voiced_silence: int = 0
    silence: int = 0
    leaked: int = 0
    narrated: int = 0
    same: list[tuple[float, float]] = field(default_factory=list)
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def figures(self) -> dict[str, float]:
        """The measures in percent, and their counts."""
        matched = max(1, sum(c.total() for c in self.forms.values()))
        precision = sum(p for p, _ in self.same) / max(1, len(self.same))
        recall = sum(r for _, r in self.same) / max(1, len(self.same))
        return {
            "span F1": 200 * self.found / max(1, 2 * self.found + self.extra + self.missed),
            "speaker": 100 * self.right / matched,
            "both": 100 * self.right / max(1, self.known),
            "wrong": 100 * self.wrong / matched,
            "B3": 200 * precision * recall / max(1e-9, precision + recall),
            "no speech": self.voiced_silence,
            "leak": 1000 * self.leaked / max(1, self.narrated),
        }


Found = list[tuple[Span, str | None, str]]
"""Spans to be voiced, their speakers, the rules that decided."""


def own_cases() -> list[Case]:
    """The project's marked articles."""
    sys.path.insert(0, str(ROOT / "tests" / "quotations"))
    marked = importlib.import_module("marked")
    cases = []
    for path in sorted(marked.FOLDER.glob("*.txt")):
        read = marked.load(path)
        wanted = tuple(Wanted(span, (who,) if who else (), "any") for span, who in read.spoken)
        cases.append(Case(read.article, wanted))
    return cases


def gold_cases(path: Path) -> list[Case]:
    """Annotated articles of a JSON Lines file."""
    cases = []
    for line in path.read_text("utf-8").splitlines():
        if not line.strip():
            continue
        record = json.loads(line)
        text = record["text"]
        wanted = tuple(
            Wanted(
                Span(q["start"], q["end"]),
                (q["speaker"], *(q.get("aliases") or ())) if _named(q) else (),
                q.get("speaker_type") or "any",
                q.get("kind", "direct") == "direct",
            )
            for q in record["quotes"]
        )
        silent = tuple(Span(n["start"], n["end"]) for n in record.get("nonspeech", ()))
        cases.append(Case(as_article(text, str(record["id"])), wanted, silent))
    return cases


def _named(quote: dict[str, Any]) -> bool:
    return bool(quote.get("speaker")) and quote["speaker"] != "_unknowable"


def as_article(text: str, name: str) -> Article:
    """Bare text as an article of paragraphs."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in split(text))
    return Article("", text, blocks, name)


def ours(article: Article) -> Found:
    """What an episode would voice."""
    doubt = Reading().doubt
    return [
        (q.span, q.speaker if q.confidence >= doubt else None, q.rule)
        for q in attribute(article).quotations
        if q.direct and (q.cue is not None or q.confidence >= doubt)
    ]


_QUOTED = re.compile(r"\"[^\"\n]+\"|“[^”\n]+”|''[^\n]+?''|«[^»\n]+»")
_SAID = re.compile(
    r"(?:said|says|told|asked|added)\s+((?:[A-Z][\w'’.-]+\s?){1,3})"
    r"|((?:[A-Z][\w'’.-]+\s?){1,3})(?:said|says|told|asked|added)"
)


def naive(article: Article) -> Found:
    """Every marked stretch, given to the nearest name beside "said"."""
    text = article.text
    made: Found = []
    for match in _QUOTED.finditer(text):
        near: str | None = None
        for cue in _SAID.finditer(text, max(0, match.start() - 80), match.end() + 80):
            near = (cue[1] or cue[2]).strip()
        made.append((Span(*match.span()), near, "naive"))
    return made


def trimmed(text: str, span: Span) -> Span:
    """A span without marks and spaces at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return Span(start, end)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+(?:[-'][a-z0-9]+)*", re.sub(r"'s\b", "", plain))
    return [w for w in words if w not in ("the", "a", "an", "mr", "mrs", "ms", "dr")]


def is_speaker(found: str | None, wanted: Wanted) -> bool:
    """Whether a found name is one of the wanted speaker's: equal words, a surname, or a part."""
    if not found:
        return False
    ours_ = _words(found)
    for name in wanted.names:
        theirs = _words(name)
        if not ours_ or not theirs:
            continue
        if ours_ == theirs or (ours_[-1] == theirs[-1] and 1 in (len(ours_), len(theirs))):
            return True
        shorter, longer = sorted((set(ours_), set(theirs)), key=len)
        if len(shorter) > 1 and shorter <= longer:
            return True
        if ours_[-1] == theirs[-1] and ours_[0][0] == theirs[0][0] and wanted.form != "nominal":
            return True
    return False


def score(cases: Sequence[Case], way: Callable[[Article], Found]) -> Score:
    """Run one way over all articles."""
    total = Score()
    for case in cases:
        _score_case(case, way(case.article), total)
    return total


def _score_case(case: Case, found: Found, total: Score) -> None:
    text = case.article.text
    at = {trimmed(text, span): (who, rule) for span, who, rule in found}
    unasked = [trimmed(text, w.span) for w in case.wanted if not w.asked]
    asked = {trimmed(text, w.span): w for w in case.wanted if w.asked}
    clusters: list[tuple[str, str]] = []
    for number, (span, wanted) in enumerate(asked.items()):
        total.known += bool(wanted.names)
        if span not in at:
            total.missed += 1
            continue
        total.found += 1
        if not wanted.names:
            continue
        who, rule = at[span]
        verdict = "none" if who is None else "right" if is_speaker(who, wanted) else "wrong"
        total.right += verdict == "right"
        total.wrong += verdict == "wrong"
        total.forms[wanted.form][verdict] += 1
        total.rules[rule][verdict] += 1
        clusters.append((wanted.names[0].lower(), who or f"? {number}"))
    spoken = list(asked) + unasked
    total.extra += sum(1 for s in at if s not in asked and not _touches(s, spoken))
    total.silence += len(case.silent)
    total.voiced_silence += sum(_touches(trimmed(text, s), list(at)) for s in case.silent)
    for word in re.finditer(r"\w+", text):
        here = [Span(*word.span())]
        if not _touches(here[0], list(asked)):
            total.narrated += 1
            total.leaked += _touches(here[0], list(at)) and not _touches(here[0], unasked)
    for theirs, mine in clusters:
        both = sum(1 for pair in clusters if pair == (theirs, mine))
        total.same.append(
            (
                both / sum(1 for pair in clusters if pair[1] == mine),
                both / sum(1 for pair in clusters if pair[0] == theirs),
            )
        )


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(o.start < span.end and span.start < o.end for o in others)


# -- ablation -----------------------------------------------------------------------------


def _nothing(*_: object, **__: object) -> None:
    return None


def _no_vote(*_: object, **__: object) -> None:
    return None


def _no_one(self: Any, *_: object) -> Any:
    from quotecast.model import QuotationKind
    from quotecast.quotations.verdict import Verdict

    return Verdict(None, "none", QuotationKind.IMPLICIT)


def _no_pronoun(*_: object, **__: object) -> tuple[Any, ...]:
    from quotecast.model import QuotationKind

    return None, QuotationKind.ANAPHORIC, "pronoun", ()


def _last_named(self: Any, gender: str, start: int, *_: object) -> list[Any]:
    spoken = [e for e in self._events if e.start < start and e.entity.kind == "person"]
    return [(1.0, spoken[-1].entity)] if spoken else []


RULES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("speech filter", "accept", lambda look, *_, **__: look.words > 0),
    ("said X", "_inverted", _nothing),
    ("X said", "_subject_first", _nothing),
    ("role + name said", "_nearest_subject", _nothing),
    ("according to X", "_according", _nothing),
    ("trailing dash", "_trailing_dash", _nothing),
    ("cue before (X said, colon)", "before", _nothing),
    ("colon without a verb", "written_by", _nothing),
    ("name in apposition", "named", lambda paragraph, mention: mention),
    ("unknown role", "unknown_role", _nothing),
    ("label (transcript, turn)", "Sieve._label", _nothing),
    ("signed paragraph", "Sieve._signed", _nothing),
    ("sentence before", "Sieve._sentence_before", _nothing),
    ("subject before", "Sieve._subject_before", _no_one),
    ("paragraph before", "Sieve._paragraph_before", _no_one),
    ("narration before", "Sieve._narrated_before", _nothing),
    ("pronouns", "Sieve._pronoun", _no_pronoun),
    ("score of pronouns (else nearest)", "Memory.pronoun", _last_named),
    ("gender from pronouns", "vote_gender", _no_vote),
    ("gender from given names", "Entity.vote_given", _no_vote),
    ("titles lead back to names", "Memory.described", _nothing),
    ("subjects of indirect speech", "indirect_sources", lambda *_: frozenset()),
    ("parts of names", "Table._tail", _nothing),
    ("dialogue sieve", "is_dialogue", lambda *_: False),
)
"""A rule's name, the function that is the rule, and what stands for it when it is left out."""


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
    for name, function, instead in RULES:
        with without(function, instead):
            figures = score(cases, ours).figures()
        lost[name] = {key: base[key] - figures[key] for key in base}
    return lost


# -- speed --------------------------------------------------------------------------------


def speed(cases: Sequence[Case], sizes: Sequence[int]) -> list[dict[str, float]]:
    """Words a second of processor time, ours and the naive way, at several lengths."""
    body = "\n\n".join(case.article.text.strip() for case in cases)
    words = len(body.split())
    rows = []
    for size in sizes:
        copies = max(1, round(size / words))
        text = "\n\n".join([body] * copies) if size > words else body[: len(body) * size // words]
        article = as_article(text, "speed")
        count = len(text.split())
        row: dict[str, float] = {"words": count}
        for name, way in (("ours", ours), ("naive", naive)):
            best = float("inf")
            for _ in range(3 if count < 100_000 else 1):
                began = time.process_time()
                way(article)
                best = min(best, time.process_time() - began)
            row[name] = count / max(best, 1e-9)
        rows.append(row)
    return rows


# -- tables -------------------------------------------------------------------------------


def show(title: str, rows: dict[str, dict[str, float]]) -> None:
    """A table of figures."""
    keys = list(next(iter(rows.values())))
    wide = max(len(title), *(len(name) for name in rows))
    print(f"{title:{wide}}  " + "  ".join(f"{k:>9}" for k in keys))
    for name, row in rows.items():
        print(f"{name:{wide}}  " + "  ".join(f"{row[k]:9.1f}" for k in keys))
    print()


def shares(counts: dict[str, Counter[str]]) -> dict[str, dict[str, float]]:
    """Counts of verdicts as shares right, most frequent first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return {
        name: {"quotes": c.total(), "right %": 100 * c["right"] / c.total(), "wrong": c["wrong"]}
        for name, c in ordered
    }


def main() -> None:
    """Score, and on request leave rules out and time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", nargs="?", type=Path, help="annotated articles, JSON Lines")
    parser.add_argument("--ablate", action="store_true", help="leave out one rule at a time")
    parser.add_argument("--speed", action="store_true", help="words a second at several lengths")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    chosen = parser.parse_args()
    cases = gold_cases(chosen.gold) if chosen.gold else own_cases()
    total = score(cases, ours)
    results: dict[str, Any] = {
        "articles": len(cases),
        "score": {"rules": total.figures(), "naive": score(cases, naive).figures()},
        "forms": shares(total.forms),
        "by rule": shares(total.rules),
    }
    print(f"{len(cases)} articles, {total.known} quotations with a known speaker\n")
    show("way", results["score"])
    show("source", results["forms"])
    show("rule", results["by rule"])
    if chosen.ablate:
        results["lost without"] = ablate(cases, results["score"]["rules"])
        show("points lost without", results["lost without"])
    if chosen.speed:
        rows = speed(cases, (1_000, 10_000, 100_000, 300_000))
        results["speed"] = {f"{int(r['words']):,} words": r for r in rows}
        show("words a second", results["speed"])
    if chosen.json:
        print(json.dumps(results, ensure_ascii=False))


if __name__ == "__main__":
    main()
