"""Where a report was written, as it stands before its first sentence: ``PARIS (AP) —``."""

from __future__ import annotations

import re
from typing import Final

CITY: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
"""Pattern of a place in capitals."""
PLACE: Final = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
"""Pattern of a place in small letters, perhaps with its state."""

_AGENCY: Final = r"\([A-Z][A-Za-z/ .]{1,30}\)"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY: Final = rf"{_MONTH} \d{{1,2}}(?:, \d{{4}})?"
_DASH: Final = r"(?:—|–|―|--|(?<=\s)-(?=\s)|(?<=\) )-)"
_DATELINE: Final = re.compile(
    rf"(?:{CITY}(?:[,/] ?[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}})?(?:, {_DAY})?(?:,? {_AGENCY})?"
    rf"\s{{0,3}}(?:{_DASH}|(?<=\))\s)"
    rf"|{PLACE}(?:, {_DAY})? {_AGENCY}\s{{0,3}}{_DASH})"
    r"(?=\s{0,2}[A-ZÀ-Þ0-9\"“‘'$£€])"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline that ``text[start:end]`` begins with ends, its dash included.

    A place in capitals, perhaps with state, day and agency, and a dash or an agency's bracket;
    a place in small letters only with agency and dash.

    Returns:
        ``start`` where there is none.
    """
    found = _DATELINE.match(text, start, end)
    return start if found is None else start + len(found[0].rstrip())
