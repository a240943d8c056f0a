"""Casting: a voice for the narrator and one for every person quoted.

The cast file's word comes first, then what the show always wants (podcast.toml), then the
voice a person had in an earlier episode (voices/people.toml), then a proposal that keeps
voices apart. The same input gives the same cast, whatever the order of files.
"""

from quotecast.casting.castfile import format_cast, parse_cast
from quotecast.casting.catalogue import load_voices
from quotecast.casting.people import load_people, remember
from quotecast.casting.proposal import check_cast, complete, is_own_clone, propose, unlikeness

__all__ = [
    "check_cast",
    "complete",
    "format_cast",
    "is_own_clone",
    "load_people",
    "load_voices",
    "parse_cast",
    "propose",
    "remember",
    "unlikeness",
]
