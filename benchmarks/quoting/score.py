"""Annotated articles, what is found in them, and how right it is."""

from __future__ import annotations

import importlib
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotecast.config import Reading
from quotecast.model import NARRATOR, Article, Block, BlockKind, Quotation, Span
from quotecast.quotations import attribute
from quotecast.quotations.jsonl import is_voiced
from quotecast.quotations.paragraphs import split

ROOT = Path(__file__).resolve().parents[2]
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
            "answered": 100 * (self.right + self.wrong) / matched,
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
        wanted = tuple(
            Wanted(span, (who,) if who not in (None, NARRATOR) else (), "any")
            for span, who in read.spoken
        )
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
        (q.span, _name(q, doubt), q.rule)
        for q in attribute(article).quotations
        if is_voiced(q, doubt)
    ]


def _name(quotation: Quotation, doubt: float) -> str | None:
    """Who is named; nobody in doubt, and nobody by name where the author speaks."""
    named = quotation.confidence >= doubt and quotation.speaker != NARRATOR
    return quotation.speaker if named else None


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
    if not found or found in wanted.names:
        return bool(found)
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
    wanted_at, unasked_at, voiced_at = (_marked(text, s) for s in (asked, unasked, at))
    for word in re.finditer(r"\w+", text):
        k = word.start()
        if not wanted_at[k]:
            total.narrated += 1
            total.leaked += bool(voiced_at[k] and not unasked_at[k])
    for theirs, mine in clusters:
        both = sum(1 for pair in clusters if pair == (theirs, mine))
        total.same.append(
            (
                both / sum(1 for pair in clusters if pair[1] == mine),
                both / sum(1 for pair in clusters if pair[0] == theirs),
            )
        )


def _marked(text: str, spans: Iterable[Span]) -> bytearray:
    """For each character of a text, whether a span holds it."""
    marked = bytearray(len(text))
    for span in spans:
        marked[span.start : span.end] = b"\1" * (span.end - span.start)
    return marked


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(o.start < span.end and span.start < o.end for o in others)
