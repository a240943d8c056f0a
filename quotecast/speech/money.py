"""Money: ``U.S.$617 million``, ``£3.5bn``, ``Rs 500 crore``, ``$5-10``, ``50p``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from quotecast.speech.currencies import CODES, COUNTRIES, PER, REALS, SIGNS, YUAN, Currency
from quotecast.speech.numbers import (
    AMOUNT,
    MAGNITUDE_WORDS,
    MAGNITUDES,
    cardinal,
    number,
    pairs,
    plural,
)
from quotecast.speech.place import Place, Said
from quotecast.speech.units import UNITS

_CODE: Final = "|".join(sorted((re.escape(code) for code in CODES), key=len, reverse=True))
_SIGN: Final = rf"(?:U\.S\.?|US|CN|RMB|Cdn|CDN|AUD?|CAD?|HK|NZ|NT|[ACSJZR])?[{''.join(SIGNS)}]"
_UNIT: Final = rf"(?:{_SIGN}|Rs\.(?=\d)|(?:{_CODE})(?=[\d.]))"
_SIZE: Final = "(?:[kKmMbBtT]|thousand|million|billion|trillion|mn|MN|mln|bn|BN|tn|trn|tr|cr)"
_MONEY: Final = re.compile(
    rf"(?P<minus>[-−+~])?(?P<unit>{_UNIT})(?P<signed>[-−])?(?P<amount>\d+,\d\d?(?![\d,])|{AMOUNT})"
    rf"(?P<size>{_SIZE}(?![A-Za-z]))?(?P<tail>.*)",
    re.DOTALL,
)
_RANGE: Final = re.compile(
    rf"[-–]{_UNIT}?(?P<amount>{AMOUNT})(?P<size>{_SIZE}(?![A-Za-z]))?(?P<tail>.*)", re.DOTALL
)
_AFTER: Final = re.compile(rf"(?P<amount>{AMOUNT})(?P<unit>[{''.join(SIGNS)}¢]|c|p)")
_SCREENS: Final = frozenset("240 360 480 720 1080 1440 2160 4320".split())
"""Lines of a screen: ``1080p`` is no money."""
_LONGEST: Final = 60
"""Characters of a word looked at here."""


@dataclass(frozen=True)
class _Sum:
    """An amount of money as written."""

    unit: str
    amount: str
    size: str
    """Thousand, million…, or nothing."""

    @property
    def currency(self) -> tuple[str, Currency]:
        """Whose, and its names."""
        if self.unit.rstrip(".") in CODES:
            return CODES[self.unit.rstrip(".")]
        land, sign = self.unit[:-1], SIGNS[self.unit[-1]]
        if land == "R" and self.unit[-1] == "$":
            return "Brazilian", REALS
        if land in ("CN", "RMB"):
            return "", YUAN
        return COUNTRIES.get(land, ""), sign

    def unit_said(self, singular: bool) -> str:
        """The currency's name."""
        land, names = self.currency
        return f"{land} {names[0 if singular else 1]}".strip()

    def said(self, singular: bool) -> str:
        """The whole sum; ``singular`` where it stands before a noun."""
        if self.size:
            return f"{_number(self.amount)} {self.size} {self.unit_said(singular)}"
        whole, _, part = self.amount.replace(",", "").partition(".")
        if len(part) != 2 or not (whole or "0").isdecimal():
            one = singular or self.amount == "1"
            return f"{_number(self.amount)} {self.unit_said(one)}"
        _, names = self.currency
        units, cents = int(whole or "0"), int(part)
        main = f"{number(whole or '0')} {self.unit_said(singular or units == 1)}"
        small = f"{cardinal(cents)} {names[2 if singular or cents == 1 else 3]}"
        if not cents:
            return main
        return small if not units else f"{main} and {small}"


def _number(amount: str) -> str:
    """``3,5`` is a decimal in much of Europe."""
    if re.fullmatch(r"\d+,\d\d?", amount):
        return number(amount.replace(",", "."))
    return number(amount)


def _size(text: str | None) -> str:
    if text in MAGNITUDE_WORDS:
        return text or ""
    return MAGNITUDES.get((text or "").lower(), "")


def magnitude(word: str) -> str:
    """``million``, ``bn``: a magnitude that stands by itself after a number, in full."""
    if word.lower() in MAGNITUDE_WORDS:
        return word.lower()
    return _size(word) if (re.fullmatch(_SIZE, word) and len(word) > 1) or word in "mMkKB" else ""


def money_rule(place: Place) -> Said:
    """A sum with its currency; the magnitude may be the next word."""
    core = place.core
    if len(core) > _LONGEST:
        return None
    if place.stop in ("", ".") and (core in CODES or re.fullmatch(_SIGN, core)):
        return _coded(place)
    found = _MONEY.fullmatch(core)
    if found:
        return _found(found, place)
    named = re.fullmatch(AMOUNT, core)
    if named:
        return _code_after(place)
    if re.fullmatch(r"\$[A-Z]{1,5}", core):
        return " ".join(core[1:])  # a share's ticker
    rand = re.fullmatch(rf"R({AMOUNT})({_SIZE})?", core)
    if rand and (rand[2] or magnitude(place.joined(1))):
        return _plain(_Sum("ZAR", rand[1], _size(rand[2])), place, "")
    after = _AFTER.fullmatch(core)
    if after and (after["unit"] != "c" or "." not in after["amount"]):
        return _cents(after["amount"], after["unit"], place)
    return None


def _found(found: re.Match[str], place: Place) -> Said:
    """A sum with what hangs on it: a range, a magnitude, a time, ``/hr``."""
    signs = {"-": "minus ", "−": "minus ", "+": "plus ", "~": "about "}
    sign = signs.get(found["minus"] or found["signed"] or "", "")
    tail = found["tail"]
    upper = _RANGE.fullmatch(tail)
    if upper and not upper["tail"]:
        return _spread(found, upper, place, sign)
    total = _Sum(found["unit"], found["amount"], _size(found["size"]))
    if not tail:
        return _plain(total, place, sign)
    word = re.fullmatch(r"[-–]([A-Za-z]+)", tail)
    if word and magnitude(word[1]) and len(word[1]) > 1:
        size = magnitude(word[1])
        total = _Sum(total.unit, total.amount, size)
        return sign + total.said(place.attributive() or place.joined(1)[:1].islower())
    if re.fullmatch(r"([-–][A-Za-z]+)+", tail):
        words = re.split(r"[-–]", tail[1:])
        if magnitude(words[0]) and len(words[0]) > 1:
            total = _Sum(total.unit, total.amount, words.pop(0).lower())
        plain = words[0] in ("plus", "per") if words else True
        return " ".join([sign + total.said(not plain), *words])
    if tail.startswith("/") and re.fullmatch(r"/[A-Za-z]+", tail):
        per = UNITS[tail[1:]][0] if tail[1:] in UNITS else PER.get(tail[1:], tail[1:])
        return f"{sign}{total.said(False)} per {per}"
    if tail in ("s", "'s", "’s") and not total.size:
        return plural(_number(total.amount))
    if tail == "+":
        return f"{sign}{total.said(False)} plus"
    return None


def _plain(total: _Sum, place: Place, sign: str) -> Said:
    """A sum without anything behind it, and the magnitudes in the words that follow."""
    sizes = [] if total.size else _sizes(place, 1)
    after = place.joined(len(sizes) + 1)
    joined = re.fullmatch(r"(\w+)((?:-\w+)+)", place.joined(1))
    if joined and magnitude(joined[1]) and not total.size:
        unit = total.unit_said(joined[2] != "-plus")
        return (
            sign + _number(total.amount),
            f"{magnitude(joined[1])} {unit}{joined[2].replace('-', ' ')}",
        )
    if not sizes or (sizes[0] in ("thousand", "million") and place.joined(1) in ("K", "B")):
        return sign + total.said(place.attributive())
    unit = total.unit_said(place.attributive(len(sizes) + 1) or after.startswith("-"))
    sizes[-1] += f" {unit}"
    return (sign + _number(total.amount), *sizes)


def _sizes(place: Place, step: int) -> list[str]:
    """The magnitudes from a word on: ``million``, ``lakh crore``."""
    sizes: list[str] = []
    while size := magnitude(place.joined(len(sizes) + step) or place.beside(len(sizes) + step)):
        sizes.append(size)
        if len(sizes) == 3 or place.pieces[place.at + len(sizes) + step - 1].stop:
            break
    return sizes


def _spread(found: re.Match[str], upper: re.Match[str], place: Place, sign: str) -> Said:
    """``$5-10 million``: one currency and magnitude for both, unless each has its own."""
    first = _Sum(found["unit"], found["amount"], _size(found["size"]))
    last = _Sum(found["unit"], upper["amount"], _size(upper["size"]))
    start = first.said(False) if first.size and first.size != last.size else _number(first.amount)
    if first.size and first.size == last.size:
        start = f"{_number(first.amount)} {first.size}"
    if "." in first.amount and len(first.amount.partition(".")[2]) == 2 and not first.size:
        start = first.said(False)
    size = magnitude(place.joined(1))
    if size and not last.size:
        single = place.attributive(2)
        return (f"{sign}{start} to {_number(last.amount)}", f"{size} {last.unit_said(single)}")
    return f"{sign}{start} to {last.said(place.attributive())}"


def _coded(place: Place) -> Said:
    """``Rs 500 crore``, ``USD 5``: the code stands before the number."""
    found = re.fullmatch(rf"({AMOUNT})(?:-?({_SIZE}|crore|lakh))?", place.beside(1))
    if not found:
        return None
    total = _Sum(place.core, found[1], _size(found[2]))
    if found[2]:
        return ("", total.said("-" in found[0]))
    stop = place.pieces[place.at + 1].stop
    sizes = [] if stop else _sizes(place, 2)
    if sizes:
        sizes[-1] += f" {total.unit_said(False)}"
        return ("", number(total.amount), *sizes)
    return ("", total.said(False))


def _code_after(place: Place) -> Said:
    """``5 million USD``, ``100 EUR``: the code stands after the number."""
    size = magnitude(place.joined(1))
    code = place.joined(2 if size else 1)
    if code not in CODES or code == "Rs":
        return None
    total = _Sum(code, place.core, "")
    if size:
        return (number(place.core), size, total.unit_said(False))
    return (number(place.core), total.unit_said(place.core == "1"))


def _cents(amount: str, unit: str, place: Place) -> Said:
    """``50p``, ``99¢``, ``100€``."""
    if unit in SIGNS:
        total = _Sum(unit, amount, "")
        size = magnitude(place.joined(1))
        if size:
            return (number(amount), f"{size} {total.unit_said(False)}")
        return total.said(place.attributive())
    if unit == "p" and amount in _SCREENS:
        return f"{pairs(amount)} P"
    if unit == "c" and not 0 < float(amount.replace(",", "")) < 100:
        return None
    one, many = SIGNS["£"][2:] if unit == "p" else SIGNS["$"][2:]
    return f"{number(amount)} {one if amount == '1' or place.attributive() else many}"
