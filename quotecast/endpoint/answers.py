"""What is believed of an answer: people of the table, for the numbers that were asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from quotecast.endpoint.client import UnansweredError
from quotecast.endpoint.questions import Request

Answers = dict[int, str | None]
"""Number of a question to a name of the table, or None where the doubt stays."""

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"\A```(?:json)?\s*\n(?P<inside>.*?)\n?\s*```\Z", re.DOTALL)


def read_answer(data: bytes, request: Request) -> Answers:
    """The answers in a response of the server.

    A person who is not in the table leaves that one question in doubt.

    Raises:
        UnansweredError: not a chat completion, not one JSON object, or one that answers what
            was not asked.
    """
    content = _content(data)
    bare = _THOUGHT.sub("", content, count=1).strip()
    fenced = _FENCE.match(bare)
    try:
        said = json.loads(fenced["inside"] if fenced else bare, object_pairs_hook=_once)
    except (ValueError, RecursionError) as fault:
        raise UnansweredError("its answer is not the JSON asked for") from fault
    if not isinstance(said, dict):
        raise UnansweredError("its answer is not the JSON asked for")
    numbers = {str(number) for number in range(1, len(request.questions) + 1)}
    if not said.keys() <= numbers:
        raise UnansweredError("it answered what was not asked")
    people = {name: name for name in request.names}
    people |= {f"P{number}": name for number, name in enumerate(request.names, 1)}
    return {
        int(number): people.get(found) if isinstance(found := said.get(number), str) else None
        for number in sorted(numbers, key=int)
    }


def kept_answers(kept: Mapping[str, str | None], request: Request) -> Answers | None:
    """The same from answers kept earlier; None when they are not for this request."""
    numbers = [str(number) for number in range(1, len(request.questions) + 1)]
    names = {*request.names, None}
    if sorted(kept) != sorted(numbers) or not names.issuperset(kept.values()):
        return None
    return {int(number): kept[number] for number in numbers}


def _content(data: bytes) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as fault:
        raise UnansweredError("it sent no chat completion") from fault
    if not isinstance(content, str):
        raise UnansweredError("it sent no chat completion")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
