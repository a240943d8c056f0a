"""What counts how much where it is decided whom a pronoun means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quotecast.quotations.entity import Entity

OWNERS: Final = {"his": "male", "her": "female"}
"""Before a description: the gender of whose it is."""
OWNED: Final = frozenset("his her their my our".split())
"""Before a description of somebody by another: "her nephew"."""
SAYS: Final = 0.6
"""Added for the subject of an indirect statement ("Han said his decision was …")."""
SPEAKER: Final = 0.6
"""Added for who was quoted."""
PRONOUN: Final = 0.7
"""Weight of a pronoun of the narration, for the person it was resolved to."""
DECAY: Final = 0.4
"""A mention counts this much less for each sentence it lies further back."""
UNPROVEN: Final = 0.25
"""Factor for a capitalised word that nothing shows to be a person."""
TOPIC: Final = 1.5
"""Factor for the subject of the sentence right before."""
TOPIC_SAYS: Final = 1.8
"""The same when that sentence tells what the subject said."""
NAMED: Final = 0.2
"""Factor for somebody whom the quotation itself names: few speak of themselves by name."""
REACH: Final = 1
"""Sentences for which a description in passing ("Her mother, she says, …") is whom "she" means."""
REACH_SAID: Final = 3
"""The same where the description is the source of an indirect statement."""
WINDOW: Final = 12
"""Sentences looked back."""
MOST: Final = 120
"""Mentions looked back: keeps a text of one endless sentence linear."""
MOST_TITLES: Final = 399
"""The same for a title, which is remembered longer than a name."""


@dataclass(slots=True)
class Event:
    """An entity was mentioned, or was quoted."""

    start: int
    sentence: int
    entity: Entity
    weight: float
    spoke: bool = False
    says: bool = False
    """The subject of a cue verb of the narration."""
    reach: int = WINDOW
    """For so many sentences a pronoun can mean the one who is mentioned here."""
    rank: int = 0
    """1: the subject of its sentence; 2: whose words the sentence gives ("…, Lee said.")."""
