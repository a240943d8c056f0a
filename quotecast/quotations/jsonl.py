"""``quotecast quotes``: articles in, quotations out, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quotecast.config import Reading
from quotecast.errors import QuotecastError
from quotecast.model import NARRATOR, Quotation, Span
from quotecast.progress import Progress, Silent
from quotecast.quotations.attribution import attribute_text
from quotecast.quotations.dialogue import IN_DOUBT
from quotecast.records import replacing


def run(
    source: Path, target: Path, progress: Progress | None = None, doubt: float = Reading().doubt
) -> None:
    """Attribute each line's ``text`` and write its voiced quotations.

    Left to the narrator and so left out: fragments, and in news quotations without a cue
    that no rule vouches for. A turn of a dialogue stays, with speaker null.

    Every line of the input is a JSON object with ``id`` and ``text``; every line of the
    output has ``id`` and ``quotes``: ``start``, ``end`` (characters of ``text``, marks
    included), ``speaker`` (null when no rule vouches), ``confidence``, ``direct`` and
    ``evidence`` (``rule``, ``cue``, ``mention``; spans as ``[start, end]`` or null).

    Args:
        source: JSON Lines, UTF-8.
        target: written anew, in the same order; not at all when a line is wrong.
        progress: told of every article.
        doubt: a speaker of lower confidence is left out, as an episode would.

    Raises:
        QuotecastError: the input cannot be read, or a line is not such an object.
    """
    lines = [(n, line) for n, line in enumerate(_read(source).split("\n"), 1) if line.strip()]
    told = progress or Silent()
    told.start("finding quotations", len(lines))
    with replacing(target) as temporary, temporary.open("w", encoding="utf-8") as out:
        for number, line in lines:
            answer = _answer(line, f"{source}:{number}", doubt)
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            told.advance()
    told.done()


def _read(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8-sig")
    except FileNotFoundError as fault:
        raise QuotecastError(f"{source} not found", "name a JSON Lines file") from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise QuotecastError(f"cannot read {source}: {fault}", "it must be UTF-8 text") from fault


def _answer(line: str, where: str, doubt: float) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise QuotecastError(f"not JSON: {fault}", "one JSON object a line", where=where) from fault
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise QuotecastError(
            "a line must be an object with id and text",
            'as in {"id": "1", "text": "…"}',
            where=where,
        )
    found = attribute_text(record["text"])
    return {
        "id": record.get("id"),
        "quotes": [quote_record(q, doubt) for q in found.quotations if is_voiced(q, doubt)],
    }


def is_voiced(quotation: Quotation, doubt: float) -> bool:
    """Whether a quotation is written: speech with a cue, vouched for, or a turn of a dialogue."""
    sure = quotation.confidence >= doubt or quotation.rule == IN_DOUBT
    return quotation.direct and (quotation.cue is not None or sure)


def quote_record(quotation: Quotation, doubt: float = 0.0) -> dict[str, Any]:
    """One quotation as ``quotecast quotes`` writes it; nobody named below ``doubt``.

    What the author says ("…," I said) is nobody's by name: the rule ends in ``first-person``.
    """
    speaker = None if quotation.speaker == NARRATOR else quotation.speaker
    return {
        "start": quotation.span.start,
        "end": quotation.span.end,
        "speaker": speaker if quotation.confidence >= doubt else None,
        "confidence": quotation.confidence,
        "direct": quotation.direct,
        "evidence": {
            "rule": quotation.rule,
            "cue": _pair(quotation.cue),
            "mention": _pair(quotation.mention),
        },
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
