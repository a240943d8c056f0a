"""``quotecast quotes``: articles in, quotations out, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quotecast.config import Reading
from quotecast.errors import QuotecastError
from quotecast.model import Quotation, Span
from quotecast.quotations.attribution import attribute_text
from quotecast.records import replacing


def run(in_path: Path | str, out_path: Path | str, doubt: float = Reading().doubt) -> int:
    """Attribute each line's ``text`` and write its voiced quotations.

    Left to the narrator and so left out: fragments, and quotations without a cue that no
    rule vouches for.

    Every line of the input is a JSON object with ``id`` and ``text``; every line of the
    output has ``id`` and ``quotes``: ``start``, ``end`` (characters of ``text``, marks
    included), ``speaker`` (null when no rule vouches), ``confidence``, ``direct`` and
    ``evidence`` (``rule``, ``cue``, ``mention``; spans as ``[start, end]`` or null).

    Args:
        in_path: JSON Lines.
        out_path: written anew, in the same order.
        doubt: a speaker of lower confidence is left out, as an episode would.

    Returns:
        How many articles were read.

    Raises:
        QuotecastError: the input cannot be read, or a line is not such an object. Nothing
            is written then.
    """
    source = Path(in_path)
    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as fault:
        raise QuotecastError(f"{source} not found", "name a JSON Lines file") from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise QuotecastError(f"cannot read {source}: {fault}", "it must be UTF-8 text") from fault
    count = 0
    with replacing(Path(out_path)) as temporary, temporary.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            out.write(json.dumps(_answer(line, f"{source}:{number}", doubt), ensure_ascii=False))
            out.write("\n")
            count += 1
    return count


def _answer(line: str, where: str, doubt: float) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as fault:
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
        "quotes": [
            quote_record(q, doubt)
            for q in found.quotations
            if q.direct and (q.cue is not None or q.confidence >= doubt)
        ],
    }


def quote_record(quotation: Quotation, doubt: float = 0.0) -> dict[str, Any]:
    """One quotation as ``quotecast quotes`` writes it; nobody named below ``doubt``."""
    return {
        "start": quotation.span.start,
        "end": quotation.span.end,
        "speaker": quotation.speaker if quotation.confidence >= doubt else None,
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
