"""Numbers that name instead of counting: telephones, flights, versions, codes, coordinates."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech.numbers import cardinal, digits, number, pairs
from quotecast.speech.place import Place, Said

_NAMED: Final = frozenset(
    (
        "flight boeing airbus route room highway interstate section proposition prop rule form "
        "studio apartment apt suite bus channel resolution directive unit building porsche ferrari "
        "peugeot bmw lockheed gate train squadron regiment windows house act hall"
    ).split()
)
"""Nouns whose numbers of three digits are said in two: Flight three seventy."""
_SPELT: Final = frozenset(
    (
        "isbn issn iban pin code codes id password account passcode serial docket postcode zip doi "
        "badge plate licence license"
    ).split()
)
"""Nouns whose numbers are said digit by digit."""
_CALLS: Final = frozenset(
    "call called calling calls dial dialed dialled phone phoned phoning rang ring".split()
)
_CALLED: Final = frozenset("call calls caller callers dispatcher dispatchers operator".split())


def emergency_rule(place: Place) -> Said:
    """``call 911`` → nine one one."""
    if place.core not in ("911", "999", "112", "111", "411", "311", "988", "101"):
        return None
    dialled = place.beside(-1).lower() in _CALLS or place.beside(1) in _CALLED
    if place.core == "911":
        dialled = place.beside(-1).lower() not in _NAMED
    return digits(place.core) if dialled else None


def phone_rule(place: Place) -> Said:
    """``555-123-4567``, ``(555) 123-4567``, ``+44 20 7946 0958``: digit by digit."""
    core = place.core
    if len(core) > 40:
        return None
    if re.fullmatch(r"\d{3}", core) and place.pieces[place.at].opens:
        after = place.beside(1)
        if re.fullmatch(r"\d{3}[-.]\d{4}", after):
            return (digits(core), _grouped(after))
    if re.fullmatch(r"\+\d{1,3}|00\d{2}", core):
        groups = _following(place, r"\(?\d{1,4}\)?(?:[-.]\d{2,4}){0,3}")
        if groups:
            plus = "plus " if core[0] == "+" else ""
            return (f"{plus}{digits(core)},", *(f"{_grouped(g)}," for g in groups[:-1]),
                    _grouped(groups[-1]))  # fmt: skip
    if re.fullmatch(r"0\d{2,4}", core):
        groups = _following(place, r"\d{3,6}")
        if groups:
            return (f"{digits(core)},", *(f"{digits(g)}," for g in groups[:-1]), digits(groups[-1]))
    return _dashed(core)


def _dashed(core: str) -> str | None:
    if re.fullmatch(r"1-8\d\d-[A-Z]{3,}(-[A-Z]+)*", core):
        first, area, *words = core.split("-")
        toll = "eight hundred" if area == "800" else digits(area)
        return f"{digits(first)}, {toll}, {' '.join(word.capitalize() for word in words)}"
    if not re.fullmatch(r"\+?\(?\d{1,4}\)?(?:[-.]?\(?\d{2,4}\)?){1,4}", core):
        return None
    groups = re.findall(r"\d+", core)
    if core[0] == "+" and len(core) > 7:
        return f"plus {', '.join(digits(group) for group in groups)}"
    if len(groups) < 3 and not re.fullmatch(r"\d{3}-\d{4}", core):
        return None
    if "." in core and not re.fullmatch(r"\(?\d{3}\)?\.\d{3}\.\d{4}", core):
        return None
    return _grouped(core)


def _grouped(text: str) -> str:
    return ", ".join(digits(group) for group in re.findall(r"\d+", text))


def _following(place: Place, pattern: str) -> list[str]:
    """The words after this one that match, as long as no pause stands between."""
    found: list[str] = []
    while len(found) < 6 and re.fullmatch(pattern, place.joined(len(found) + 1) or "x"):
        found.append(place.beside(len(found) + 1))
    return found


def card_rule(place: Place) -> Said:
    """``4111 1111 1111 1111``: groups of four digits."""
    if not re.fullmatch(r"[A-Z]{0,2}\d{2,4}", place.core):
        return None
    groups = _following(place, r"[A-Z]{0,4}\d{2,4}")
    if len(groups) < 2 or any(len(group) != 4 for group in groups[:-1]):
        return None
    if len(groups) < 3 and len(place.core) != 4:
        return None
    said = [_lettered(place.core), *(_lettered(group) for group in groups)]
    return (*(f"{part}," for part in said[:-1]), said[-1])


def _lettered(text: str) -> str:
    return " ".join(digits(sign) if sign.isdecimal() else sign for sign in text)


def code_rule(place: Place) -> Said:
    """What a noun before it says: Flight 370, PIN 4821, Boeing 737-800."""
    core = place.core
    before = place.beside(-1).lower().rstrip(":")
    stopped = place.stop_before() in (",", ".", ";", "?", "!")
    if before in _SPELT and not stopped and re.fullmatch(r"\d[\dX-]{2,30}", core):
        groups = re.findall(r"[\dX]+", core)
        return ", ".join(_lettered(group) for group in groups)
    if re.fullmatch(r"7[0-9]7(-\d{1,4})?s?", core) and (before == "boeing" or "-" in core):
        first, _, rest = core.rstrip("s").partition("-")
        said = f"{pairs(first)} {pairs(rest) if rest else ''}".strip()
        return f"{said}s" if core.endswith("s") else said
    if before in _NAMED and not stopped:
        found = re.fullmatch(r"(\d{3,4})([A-Z])?", core)
        if found:
            return f"{pairs(found[1])} {found[2] or ''}".strip()
    return None


def clause_rule(place: Place) -> Said:
    """``12(3)``, ``501(c)(3)``, ``401(k)``: clauses of a law."""
    found = re.fullmatch(r"(\d{1,4}[A-Za-z]?)((?:\(\w{1,4}\))+)", place.core)
    if not found and place.core in ("401k", "403b"):
        return f"{pairs(place.core[:-1])} {place.core[-1].upper()}"
    if not found:
        return None
    head = pairs(found[1]) if found[1].isdecimal() else _lettered(found[1].upper())
    parts = re.findall(r"\w+", found[2])
    said = [cardinal(int(part)) if part.isdecimal() else part.upper() for part in parts]
    return " ".join([head, *said])


def version_rule(place: Place) -> Said:
    """``3.11.7``, ``v2.0``, ``192.168.1.1``, ``10.0.0.0/8``."""
    core = place.core
    if len(core) > 40:
        return None
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3}){3})(?:/(\d{1,2}))?(?::(\d{1,5}))?", core)
    if found and all(int(part) < 256 for part in found[1].split(".")):
        said = " dot ".join(pairs(part) for part in found[1].split("."))
        return said + (f" slash {cardinal(int(found[2]))}" if found[2] else "")
    found = re.fullmatch(r"([vV]\.?)?(\d+(?:\.\d+)*)(?:-?(rc|alpha|beta|b)(\d+)?)?", core)
    if not found or (core[0] == "V" and "." not in core):
        return None
    if not found[1] and core.count(".") < 2:
        return None
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", core):
        return None
    said = " point ".join(number(part) for part in found[2].split("."))
    name = {"rc": " release candidate", "b": " beta"}.get(found[3] or "", f" {found[3] or ''}")
    tail = f"{name} {number(found[4]) if found[4] else ''}".rstrip() if found[3] else ""
    return f"{'version ' if found[1] else ''}{said}{tail}"


_WINDS: Final = {"N": "north", "S": "south", "E": "east", "W": "west"}


def coordinate_rule(place: Place) -> Said:
    """``40°26′46″N``, ``51.5° N``: degrees, minutes, seconds and the quarter of heaven."""
    core = place.core
    if core in _WINDS and place.beside(-1)[-1:] in ("°", "′", "″") and place.at:
        return _WINDS[core]
    found = re.fullmatch(
        r"(-?\d{1,3}(?:\.\d{1,8})?)°(?:(\d{1,2}(?:\.\d+)?)['’′])?(?:(\d{1,2}(?:\.\d+)?)[\"”″])?"
        r"([NSEW])?", core
    )  # fmt: skip
    if not found or (not found[4] and not found[2]):
        return None
    said = [f"{_signed(found[1])} degrees"]
    if found[2]:
        said.append(f"{number(found[2])} minutes")
    if found[3]:
        said.append(f"{number(found[3])} seconds")
    return " ".join([*said, _WINDS.get(found[4] or "", "")]).strip()


def _signed(text: str) -> str:
    return f"minus {number(text[1:])}" if text[0] == "-" else number(text)
