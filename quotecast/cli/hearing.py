"""What ``check --listen`` prints: the takes as a speech recogniser understands them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quotecast import pipeline
from quotecast.pipeline import Drafted, Production

SHOWN_FROM: Final = 0.25
"""Word error rate from which a line is shown with what was said and what was heard."""


def listening(drafted: Drafted, production: Production) -> Iterator[str]:
    """The report on a script's takes, line by line as they are heard.

    Raises:
        EngineError: pocketsphinx is not installed.
    """
    from quotecast.record.listening import Listener, listen
    from quotecast.record.store import TakeStore

    yield ""
    yield "Heard by a speech recogniser (pocketsphinx, US English): words it got wrong"
    listener = Listener()
    chosen = pipeline.cast(drafted, production, write=False)
    planned = pipeline.plan_takes(drafted, chosen, production)
    words = errors = heard = 0
    for one in listen(planned, TakeStore(production.studio), listener):
        unknown = f", {one.unknown} unknown to it" if one.unknown else ""
        voice = planned[one.line].voice.id
        yield (
            f"  line {one.line + 1} ({voice}): {one.errors} of {one.words} words, "
            f"{100 * one.rate:.0f} %{unknown}"
        )
        if one.rate >= SHOWN_FROM:
            yield f"    said:  {planned[one.line].spoken.text}"
            yield f"    heard: {one.text or '(nothing)'}"
        words, errors, heard = words + one.words, errors + one.errors, heard + 1
    if heard:
        share = 100 * errors / max(1, words)
        yield f"  all: {errors} of {words} words, {share:.1f} %, in {heard} lines"
    if missing := len(planned) - heard:
        yield f"  {missing} lines have no take yet: quotecast record {drafted.slug}"
