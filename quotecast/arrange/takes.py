"""The takes of a script: that each is there and as it was recorded, and what of it sounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.config import Studio
from quotecast.errors import AudioError, TakeError
from quotecast.model import Script, Take
from quotecast.wavfile import read_info

LEAD_MARGIN_MS: Final = 15
TAIL_MARGIN_MS: Final = 45
"""Kept of an engine's own silence before and after the sound: soft consonants and breath lie
below the level that counts as sound, and a voice fades more slowly than it sets in."""

SLACK_MS: Final = 2
"""Times are rounded to whole milliseconds."""

AGAIN: Final = "run `quotecast record` again: it makes damaged takes anew"


def takes_by_line(script: Script, takes: Sequence[Take], studio: Studio) -> dict[int, Take]:
    """One take for each line of the script.

    Raises:
        TakeError: a line has none, or its file is missing, cut off or of another rate.
    """
    found = {take.line: take for take in takes}
    for number, line in enumerate(script.lines):
        if number not in found:
            text = line.text if len(line.text) <= 40 else line.text[:39] + "…"
            raise TakeError(
                f"line {number + 1} ({line.speaker}: {text!r}) has no take",
                "run `quotecast record` first",
            )
        check_take(found[number], studio)
    return {number: found[number] for number in range(len(script.lines))}


def check_take(take: Take, studio: Studio) -> None:
    """Compare a take's file with its record; only the header is read.

    Raises:
        TakeError: they differ.
    """
    name = f"the take of line {take.line + 1}"
    path = studio.inside(take.path)
    if not path.is_file():
        raise TakeError(f"{name} is missing: {take.path}", AGAIN)
    try:
        info = read_info(path, take.path)
    except AudioError as fault:
        raise TakeError(f"{name} is damaged: {fault}", AGAIN) from fault
    if info.sample_rate != take.sample_rate:
        raise TakeError(
            f"{name} is at {info.sample_rate} Hz and was recorded at {take.sample_rate}: "
            f"{take.path}",
            AGAIN,
        )
    if info.frames < info.announced or info.duration_ms + SLACK_MS < take.duration_ms:
        raise TakeError(
            f"{name} is cut off after {info.duration_ms} of {take.duration_ms} ms: {take.path}",
            AGAIN,
        )


def trimmed(take: Take, pause: int, after: int, *, first: bool = False) -> tuple[int, int, int]:
    """A take's margin before the sound, its sound and its margin after it, in ms.

    Args:
        take: its record says where the sound lies.
        pause: silence before it; the margin takes at most a quarter.
        after: silence after it; the margin takes at most half.
        first: nothing sounds before it, so the whole margin is free.
    """
    sounding = max(1, take.duration_ms - take.lead_ms - take.tail_ms)
    before = min(take.lead_ms, LEAD_MARGIN_MS, 0 if first else pause // 4)
    return before, sounding, min(take.tail_ms, TAIL_MARGIN_MS, after // 2)
