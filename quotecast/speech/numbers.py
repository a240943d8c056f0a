"""Numbers in words. num2words counts; the rules here know what kind of number it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

MAGNITUDES: Final = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "bn": "billion",
    "b": "billion",
    "tn": "trillion",
    "t": "trillion",
}
MAGNITUDE_WORDS: Final = frozenset({"hundred", "thousand", "million", "billion", "trillion"})

CURRENCIES: Final = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₩": ("won", "won", "jeon", "jeon"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₦": ("naira", "naira", "kobo", "kobo"),
    "₪": ("shekel", "shekels", "agora", "agorot"),
    "₫": ("dong", "dong", "hao", "hao"),
    "฿": ("baht", "baht", "satang", "satang"),
}
COUNTRIES: Final = {
    "US": "U S",
    "U.S.": "U S",
    "U.S": "U S",
    "A": "Australian",
    "AU": "Australian",
    "C": "Canadian",
    "CA": "Canadian",
    "HK": "Hong Kong",
    "NZ": "New Zealand",
    "NT": "New Taiwan",
    "S": "Singapore",
    "R": "Brazilian",
}
UNITS: Final = {
    "km": ("kilometer", "kilometers"),
    "m": ("meter", "meters"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ft": ("foot", "feet"),
    "mi": ("mile", "miles"),
    "mph": ("mile per hour", "miles per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"),
    "GW": ("gigawatt", "gigawatts"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "ha": ("hectare", "hectares"),
    "km²": ("square kilometer", "square kilometers"),
    "m²": ("square meter", "square meters"),
}
FRACTIONS: Final = {
    "½": "one half",
    "⅓": "one third",
    "⅔": "two thirds",
    "¼": "one quarter",
    "¾": "three quarters",
    "⅕": "one fifth",
    "⅛": "one eighth",
    "⅜": "three eighths",
    "⅝": "five eighths",
    "⅞": "seven eighths",
}
LONGEST: Final = 15
"""Digits of a number that is said as one; a longer one is read digit by digit."""

DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@cache
def cardinal(number: int) -> str:
    """``1,234`` → one thousand two hundred thirty-four (no "and", as in American news)."""
    from num2words import num2words

    return str(num2words(number)).replace(" and ", " ").replace(",", "")


@cache
def ordinal(number: int) -> str:
    """``21`` → twenty-first."""
    from num2words import num2words

    return str(num2words(number, to="ordinal")).replace(" and ", " ").replace(",", "")


def digits(text: str) -> str:
    """Digit by digit."""
    return " ".join(DIGITS[int(sign)] for sign in text if sign.isdecimal())


def number(text: str) -> str:
    """``4,000``, ``3.25``, ``007``: a plain number in words."""
    whole, _, part = text.replace(",", "").partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = digits(whole)
    else:
        said = cardinal(int(whole)) if whole.isdecimal() else "zero"
    return f"{said} point {digits(part)}" if part else said


def year(value: int) -> str:
    """``1999`` → nineteen ninety-nine, ``2005`` → two thousand five,
    ``1900`` → nineteen hundred.
    """
    century, rest = divmod(value, 100)
    if value % 1000 < 10:
        return cardinal(value)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    if rest < 10:
        return f"{cardinal(century)} oh {cardinal(rest)}"
    return f"{cardinal(century)} {cardinal(rest)}"


def decade(text: str) -> str | None:
    """``1990s`` → nineteen nineties, ``'90s`` → nineties, ``80s`` → eighties."""
    found = re.fullmatch(r"['’‘]?(\d{2}|\d{4})['’]?s", text)
    if not found or not found.group(1).endswith("0"):
        return None
    value = int(found.group(1))
    if value >= 100 and value % 100 == 0:
        whole = value % 1000 == 0
        return _plural(cardinal(value)) if whole else f"{cardinal(value // 100)} hundreds"
    if value >= 100:
        return f"{cardinal(value // 100)} {_plural(cardinal(value % 100))}"
    return _plural(cardinal(value)) if value else "two thousands"


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def money(text: str, following: str) -> tuple[str, str] | None:
    """``U.S.$617`` before ``million`` → ("six hundred seventeen", "million U S dollars").

    Returns:
        What is said for the word itself, and for the next written word when that is a
        magnitude (else empty); None when it is no money.
    """
    found = re.fullmatch(
        r"(?P<land>U\.S\.?|US|AU?|CA?|HK|NZ|NT|S|R)?(?P<sign>[$£€¥₹₩₽₦₪₫฿])"
        r"(?P<number>\d[\d,]{0,18}(?:\.\d{1,9})?)[- ]?(?P<size>k|m|mn|bn|b|tn|t)?",
        text,
        re.IGNORECASE,
    )
    if not found:
        return None
    one, many, cent, cents = CURRENCIES[found["sign"]]
    land = COUNTRIES.get((found["land"] or "").upper(), "")
    amount, size = found["number"], MAGNITUDES.get((found["size"] or "").lower(), "")
    unit = f"{land} {many}".strip()
    if not size and following.lower() in MAGNITUDE_WORDS:
        return number(amount), f"{following.lower()} {unit}"
    if size:
        return f"{number(amount)} {size} {unit}", ""
    whole, _, part = amount.partition(".")
    if len(part) == 2:
        main = _count(int(whole.replace(",", "")), f"{land} {one}".strip(), unit)
        small = _count(int(part), cent, cents)
        if int(part) == 0:
            return main, ""
        return (small if int(whole.replace(",", "")) == 0 else f"{main} and {small}"), ""
    if amount == "1":
        return f"one {land} {one}".replace("  ", " "), ""
    return f"{number(amount)} {unit}", ""


def _count(value: int, one: str, many: str) -> str:
    return f"{cardinal(value)} {one if value == 1 else many}"


def half_day(letter: str) -> str:
    """The letter of a.m. or p.m. as it is said: a lone "a" would be read as the article."""
    return "eh" if letter in "aA" else "p"


def clock(text: str) -> str | None:
    """``9:30`` → nine thirty, ``10:05pm`` → ten oh five p m, ``5pm`` → five p m."""
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?(?:\s?([ap])\.?m\.?)?", text, re.IGNORECASE)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), found[2]
    if hour > 24 or int(minute or 0) > 59:
        return None
    said = cardinal(hour)
    if minute and int(minute):
        said += f" {'oh ' if minute[0] == '0' else ''}{cardinal(int(minute))}"
    elif minute and not found[3]:
        said += " o'clock" if hour <= 12 else " hundred"
    return f"{said} {half_day(found[3])} m" if found[3] else said


def measured(text: str) -> str | None:
    """``5km`` → five kilometers, ``40%`` → forty percent, ``1st`` → first, ``3/4``, ``2x``."""
    found = re.fullmatch(r"([-+−]?)(\d[\d,]{0,18}(?:\.\d{1,9})?)(\D+)", text)
    if not found:
        return None
    sign, amount, unit = found.groups()
    said = ("minus " if sign in "-−" and sign else "plus " if sign == "+" else "") + number(amount)
    if unit in ("%", "pc"):
        return f"{said} percent"
    if unit in ("st", "nd", "rd", "th") and amount.replace(",", "").isdecimal():
        return ordinal(int(amount.replace(",", "")))
    if unit in UNITS:
        return f"{said} {UNITS[unit][0 if amount == '1' else 1]}"
    if unit.lower() in MAGNITUDES and unit not in ("t", "b"):
        return f"{said} {MAGNITUDES[unit.lower()]}"
    if unit in FRACTIONS:
        return f"{said} and {FRACTIONS[unit].replace('one ', 'a ')}"
    if unit in ("x", "×"):
        return f"{said} times"
    if unit == "+":
        return f"more than {said}"
    return None
