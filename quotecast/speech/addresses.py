"""URLs, e-mail addresses, handles and tags."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech.capitals import ACRONYMS, pronounceable, spelled
from quotecast.speech.numbers import cardinal, digits, year
from quotecast.speech.place import Place, Said

_LONGEST: Final = 2000
_ENDINGS: Final = frozenset(
    (
        "com org net gov edu info tv io int mil ai app dev biz uk co de fr ca au eu cn jp ru in "
        "ch it nl es se no at be us nz ie za br mx news blog online site xyz me ly fm gl gg hk tw "
        "kr sg"
    ).split()
)
_AMBIGUOUS: Final = frozenset("in it at be us no me so is co to as am de es".split())
"""Endings that are words: "end.It" is two sentences without a space between."""
_LETTERS: Final = frozenset(
    "uk au eu cn jp ru ch nl ca us nz tv io ai fr de gov fm gg hk tw kr sg".split()
)
"""Endings said letter by letter, except ``gov``."""


def address_rule(place: Place) -> Said:
    """URLs, e-mail addresses, handles, tags; None for anything else."""
    text = re.sub(r"['’]s$", "", place.core)
    ending = "'s" if text != place.core else ""
    if len(text) > _LONGEST:
        return None
    found = re.fullmatch(
        r"(?:[a-z]{2,6}://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?([/?#]\S*)?",
        text,
        re.IGNORECASE,
    )
    if found and (re.match(r"[a-z]{2,6}://|www\.", text, re.IGNORECASE) or _domain(found[1])):
        return _dotted(found[1]) + ending  # the path of a link says nothing to a listener
    if re.match(r"[a-z]{2,6}://", text, re.IGNORECASE):
        return _dotted(re.sub(r"\W+", ".", text.partition("://")[2].partition("/")[0]))
    if re.fullmatch(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text):
        name, _, host = text.removeprefix("mailto:").partition("@")
        return f"{_dotted(name)} at {_dotted(host)}"
    found = re.fullmatch(r"([@#])(\w+)", text)
    if not found or (found[1] == "#" and found[2].isdecimal()):
        return None
    if found[1] == "@":
        return f"at {words(found[2])}{ending}"
    return f"hashtag {words(found[2].replace('_', ' '))}{ending}"


def _domain(host: str) -> bool:
    name, _, ending = host.rpartition(".")
    if ending.lower() not in _ENDINGS or not re.search("[A-Za-z]", name):
        return False
    if ending.lower() in _AMBIGUOUS and (ending != ending.lower() or "." not in name):
        return ending.islower() and name.islower() and ending in ("co", "de", "es", "me", "us")
    return ending.islower() or host.isupper()


def _dotted(text: str) -> str:
    return " dot ".join(_label(part) for part in text.split(".") if part)


def _label(part: str) -> str:
    if part in _LETTERS and part != "gov":
        return spelled(part.upper())
    return words(part)


def words(text: str) -> str:
    """``CamelCase_and2`` → Camel Case and two."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z'’]+|\d+|[-_+]|[^\W\d_a-zA-Z]+", text)
    return " ".join(_word(part) for part in parts if part) or text


def _word(part: str) -> str:
    if part.isdecimal():
        if len(part) == 4 and part[:2] in ("19", "20"):
            return year(int(part))
        return cardinal(int(part)) if len(part) < 4 and part[0] != "0" else digits(part)
    if part in "-_+":
        return {"-": "dash", "_": "underscore", "+": "plus"}[part]
    if part.isupper() and len(part) > 1:
        return part.capitalize() if part in ACRONYMS or _plain(part) else spelled(part)
    if part.islower() and not re.search("[aeiouy]", part) and len(part) < 6:
        return spelled(part.upper())
    return part


def _plain(part: str) -> bool:
    return len(part) > 3 and pronounceable(part)
