"""Words that are written alike and said otherwise: read, lead, live, record, close, use.

A sense is chosen by the words beside it. The sense that a phonemizer takes by itself stays
as it is written; the other is respelled, with letters that espeak-ng says right and a model
trained on letters can guess.
"""

from __future__ import annotations

from typing import Final

from quotecast.speech.context import is_third, is_verb, word
from quotecast.speech.place import Place, Said
from quotecast.speech.senses import NEAR, SPECIAL

VERBS: Final = {
    "record": "recoard", "object": "objeckt", "present": "presentt", "project": "projeckt",
    "permit": "permitt", "conduct": "conduckt", "convict": "convickt", "increase": "in-crease",
    "perfect": "perfeckt", "protest": "protestt", "rebel": "rebell", "import": "importt",
    "export": "exportt", "contract": "conntrackt", "contest": "contesst", "conflict": "conflickt",
    "convert": "convurt", "insult": "insullt", "suspect": "suspeckt", "attribute": "attribbute",
    "desert": "dessert", "use": "yooz", "abuse": "abuze", "excuse": "excuze", "house": "howze",
    "close": "cloze", "separate": "separait", "estimate": "estimait", "graduate": "graduait",
    "moderate": "moderait", "alternate": "alternait", "elaborate": "elaborait",
    "delegate": "delegait", "advocate": "advocait", "duplicate": "duplicait",
    "coordinate": "coordinait", "deliberate": "deliberait",
}  # fmt: skip
"""Said as a verb; as a noun or an adjective as they are written."""

_RECORDS: Final = (
    "high highs low lows level levels number numbers profit profits sales year label labels crowd "
    "crowds breaking turnout heat rainfall growth temperatures time"
)
_NOUNS_AFTER: Final = {
    "record": frozenset(_RECORDS.split()),
    "project": frozenset({"manager", "managers"}),
    "present": frozenset({"day", "days"}),
    "house": frozenset("arrest speaker republicans democrats members prices".split()),
    "contract": frozenset({"workers", "talks", "law"}),
    "close": NEAR,
    "perfect": frozenset({"storm"}),
    "protest": frozenset("march marches movement leaders leader groups".split()),
    "rebel": frozenset(
        "fighters fighter groups group leader leaders forces commanders commander army base".split()
    ),
    "separate": frozenset({"ways"}),
}
"""Before these the word is no verb, whatever stands before it."""
_TITLED: Final = frozenset("Live Lives Reading Nice Mobile".split())
"""Looked at with a capital inside a sentence too; of others that makes a name or a headline."""


def heteronym_rule(place: Place) -> Said:
    """The other sense of a word, respelled; None where it is the usual one."""
    if len(place.core) > 24 or (place.core.isupper() and len(place.core) > 1):
        return None
    core = place.core.replace("’", "'")
    if core[:1].isupper() and not place.starts and core not in _TITLED:
        return None
    special = SPECIAL.get(core.lower())
    said = special(place) if special else _verb(place, core.lower())
    if said is None:
        return None
    return said.capitalize() if core[:1].isupper() else said


def _verb(place: Place, core: str) -> str | None:
    if core in VERBS:
        barred = word(place, 1) in _NOUNS_AFTER.get(core, ())
        return VERBS[core] if is_verb(place) and not barred else None
    stem = core[:-1]
    if core.endswith("s") and stem in VERBS and stem not in ("close", "desert") and is_third(place):
        return VERBS[stem] + ("es" if VERBS[stem].endswith("z") else "s")
    return None
