"""Measures: ``5 km``, ``60mph``, ``-5°C``, ``500 sq ft``, ``6'2"``."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech.numbers import (
    AMOUNT,
    FRACTIONS,
    MAGNITUDE_WORDS,
    MAGNITUDES,
    and_fraction,
    number,
    ordinal,
)
from quotecast.speech.place import NEVER_NOUNS, Place, Said, counted

_PLAIN: Final = {
    "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "nm": "nanometer",
    "µm": "micrometer", "μm": "micrometer", "mi": "mile", "yd": "yard", "nmi": "nautical mile",
    "kg": "kilogram", "g": "gram", "mg": "milligram", "µg": "microgram", "μg": "microgram",
    "mcg": "microgram", "lb": "pound", "oz": "ounce", "t": "ton", "kt": "kiloton", "Mt": "megaton",
    "l": "liter", "L": "liter", "ml": "milliliter", "mL": "milliliter", "cl": "centiliter",
    "gal": "gallon", "qt": "quart", "pt": "pint", "bbl": "barrel", "ha": "hectare",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt",
    "Wh": "watt hour", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour",
    "TWh": "terawatt hour", "V": "volt", "kV": "kilovolt", "mAh": "milliamp hour", "J": "joule",
    "kJ": "kilojoule", "kcal": "kilocalorie", "cal": "calorie", "N": "newton", "kN": "kilonewton",
    "kB": "kilobyte", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte",
    "PB": "petabyte", "Mb": "megabit", "Gb": "gigabit", "MP": "megapixel", "MPa": "megapascal",
    "kPa": "kilopascal", "hPa": "hectopascal", "dB": "decibel", "cc": "C C", "ms": "millisecond",
    "sec": "second", "secs": "second", "min": "minute", "mins": "minute", "hr": "hour",
    "hrs": "hour", "yr": "year", "yrs": "year", "wk": "week", "wks": "week", "kn": "knot",
    "kts": "knot", "pp": "percentage point", "bp": "basis point", "bps": "basis point",
    "°": "degree", "mSv": "millisievert", "lbs": "pound", "yds": "yard", "km2": "square kilometer",
    "km²": "square kilometer", "m²": "square meter", "m2": "square meter",
    "cm²": "square centimeter", "mi²": "square mile", "m³": "cubic meter", "m3": "cubic meter",
    "km³": "cubic kilometer", "cm³": "cubic centimeter", "sqm": "square meter",
    "sqkm": "square kilometer",
}  # fmt: skip
UNITS: Final = {
    **{sign: (name, f"{name}s") for sign, name in _PLAIN.items()},
    "cc": ("C C", "C C"),
    "ft": ("foot", "feet"),
    "ft²": ("square foot", "square feet"),
    "ft2": ("square foot", "square feet"),
    "sqft": ("square foot", "square feet"),
    "in²": ("square inch", "square inches"),
    "mph": ("mile per hour", "miles per hour"),
    "mi/h": ("mile per hour", "miles per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "kmh": ("kilometer per hour", "kilometers per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "m/s": ("meter per second", "meters per second"),
    "m/s²": ("meter per second squared", "meters per second squared"),
    "ft/s": ("foot per second", "feet per second"),
    "mpg": ("mile per gallon", "miles per gallon"),
    "g/km": ("gram per kilometer", "grams per kilometer"),
    "mg/dL": ("milligram per deciliter", "milligrams per deciliter"),
    "mg/dl": ("milligram per deciliter", "milligrams per deciliter"),
    "mg/kg": ("milligram per kilogram", "milligrams per kilogram"),
    "mg/l": ("milligram per liter", "milligrams per liter"),
    "mg/L": ("milligram per liter", "milligrams per liter"),
    "g/l": ("gram per liter", "grams per liter"),
    "µg/m³": ("microgram per cubic meter", "micrograms per cubic meter"),
    "μg/m³": ("microgram per cubic meter", "micrograms per cubic meter"),
    "b/d": ("barrel per day", "barrels per day"),
    "bpd": ("barrel per day", "barrels per day"),
    "mb/d": ("million barrels per day", "million barrels per day"),
    "l/100km": ("liter per hundred kilometers", "liters per hundred kilometers"),
    "tbsp": ("tablespoon", "tablespoons"),
    "tsp": ("teaspoon", "teaspoons"),
    "kr": ("krona", "kronor"),
    "Tbps": ("terabit per second", "terabits per second"),
    "kbps": ("kilobit per second", "kilobits per second"),
    "Kbps": ("kilobit per second", "kilobits per second"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Mbit/s": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    "Gbit/s": ("gigabit per second", "gigabits per second"),
    "MB/s": ("megabyte per second", "megabytes per second"),
    "GB/s": ("gigabyte per second", "gigabytes per second"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "hp": ("horsepower", "horsepower"),
    "bhp": ("brake horsepower", "brake horsepower"),
    "rpm": ("R P M", "R P M"),
    "bpm": ("beat per minute", "beats per minute"),
    "fps": ("frame per second", "frames per second"),
    "dpi": ("dots per inch", "dots per inch"),
    "psi": ("P S I", "P S I"),
    "ppm": ("part per million", "parts per million"),
    "ppb": ("part per billion", "parts per billion"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "℃": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "%": ("percent", "percent"),
    "‰": ("per mille", "per mille"),
    "pc": ("percent", "percent"),
    "pct": ("percent", "percent"),
}
_APART: Final = frozenset(UNITS) - frozenset(
    "t V N J MP pp ac pt cal l L W ms cc pc kn kt Mt g".split()
)
"""Units believed when a space stands before them; the rest are words or initials too."""
_DASH: Final = r"[-–]"
_NUMERAL: Final = re.compile(
    rf"[-−+~]?({AMOUNT}|\d*[{''.join(FRACTIONS)}])({_DASH}({AMOUNT}))?", re.DOTALL
)
_RACES: Final = frozenset(
    (
        "away race races tall long wide deep high sprint freestyle butterfly backstroke "
        "breaststroke hurdles relay final dash champion record below above from runner swimmer "
        "thick apart platform"
    ).split()
)
"""Beside them ``100m`` is a length, not a hundred million."""


_ARMS: Final = frozenset(
    (
        "pistol pistols handgun handguns gun guns round rounds ammunition bullet bullets cannon "
        "lens film camera shell shells mortar mortars rifle caliber"
    ).split()
)
"""Beside them millimeters are a calibre: nine millimeter pistol."""


def is_number(text: str) -> bool:
    """Whether a word is a number a unit could follow."""
    return len(text) < 40 and bool(_NUMERAL.fullmatch(text))


def measure_rule(place: Place) -> Said:
    """A number and its unit in one word: ``5km``, ``40%``, ``-5°C``, ``2x``, ``21st``."""
    if len(place.core) > 40:
        return None
    feet = _mixed(place)
    found = re.fullmatch(rf"([-−+~±]?)({AMOUNT})(\D\S*)", place.core)
    if feet or not found:
        return feet
    sign, amount, unit = found.groups()
    words = {"-": "minus ", "−": "minus ", "+": "plus ", "~": "about ", "±": "plus or minus "}
    said = words.get(sign, "") + number(amount)
    rest = _unit(amount, unit, place)
    return f"{said} {rest}" if rest else _ending(amount, unit, said)


def _unit(amount: str, unit: str, place: Place) -> str:
    """The unit of a measure in full, or nothing."""
    single = amount == "1" or place.attributive() or (unit == "mm" and place.joined(1) in _ARMS)
    if unit in ("C", "F", "ºC", "ºF", "ºc") and (unit[0] == "º" or _warm(place)):
        return f"degree{'' if single else 's'} {'Celsius' if unit[-1] in 'Cc' else 'Fahrenheit'}"
    if unit == "in":
        return "inch" if single else "inches"
    if unit == "h":
        return "hour" if single else "hours"
    if unit == "s" and "." in amount:
        return "second" if single else "seconds"
    if unit == "hr" and place.joined(1).islower() and place.joined(1) not in NEVER_NOUNS:
        return "hour"  # "24hr news"
    if unit == "m" and not _length(amount, place):
        return "million"
    if unit in ("M", "B", "K") or (unit in ("bn", "mn", "tn", "k", "mln")):
        after = place.joined(1)
        big = counted(after) or after in ("in", "of") or len(unit) > 1 or unit == "k"
        big = big or (not after and "." in amount)
        return MAGNITUDES[unit.lower()] if big and after not in ("run", "race") else ""
    return UNITS[unit][0 if single else 1] if unit in UNITS else ""


def _ending(amount: str, unit: str, said: str) -> Said:
    """What else is written behind a number."""
    whole = amount.replace(",", "")
    if unit in ("st", "nd", "rd", "th") and whole.isdecimal() and len(whole) < 16:
        return ordinal(int(whole))
    if unit in FRACTIONS:
        return f"{said} {and_fraction(FRACTIONS[unit])}"
    if unit in ("x", "X", "×"):
        return f"{said} times"
    if unit == "+":
        return f"{said} plus"
    if unit == "%+":
        return f"{said} percent plus"
    return None


def _mixed(place: Place) -> Said:
    """Feet and inches, ``6'2"`` or ``5ft10in``."""
    found = re.fullmatch(r"(\d{1,2})(?:['’′]|ft)(\d{1,2})(?:[\"”″]|in)?", place.core)
    if found and int(found[2]) < 12:
        return f"{number(found[1])} foot {number(found[2])}"
    return None


def _warm(place: Place) -> bool:
    """Whether a letter after a number is a scale: temperatures of 40C."""
    if place.core[0] in "-−" or "." in place.core or place.joined(1) in ("warming", "rise"):
        return True
    before = place.beside(-1).lower()
    return before in frozenset("to of at below above around reached hit and than nearly".split())


def _length(amount: str, place: Place) -> bool:
    """Whether ``100m`` is a length; before a plural it is a hundred million."""
    after = place.joined(1)
    if after in _RACES or place.attributive():
        return True
    return not (counted(after) or (after in ("in", "of") and "." in amount))


def unit_rule(place: Place) -> Said:
    """A unit of its own after a number: 5 km, 500 sq. ft., 40 %."""
    before = place.beside(-1)
    if before == "per" and place.core in UNITS and place.core not in ("t", "g", "m", "°"):
        return UNITS[place.core][0]
    sized = bool(re.fullmatch(r"[\d.]+[x×][\d.]+", before))
    counts = is_number(before) or before in MAGNITUDE_WORDS or sized
    if not counts or place.stop_before():
        return None
    single = before in ("1", "½", "¼", "¾") or _before_noun(place)
    if place.core in ("sq", "cu", "fl") and place.beside(1):
        kind = {"sq": "square", "cu": "cubic", "fl": "fluid"}[place.core]
        unit = UNITS.get(place.beside(1))
        return (kind, unit[0 if single else 1]) if unit else kind
    if place.core == "in" and place.beside(-2) in ("ft", "foot", "feet"):
        return "inch" if before == "1" else "inches"
    if place.core == "in" and place.stop == "." and re.match(r"\d", before):
        return "inch" if single else "inches"
    if place.core in ("mm²", *_APART):
        return UNITS[place.core][0 if single else 1]
    if place.core == "g" and before != "1":
        return "grams"
    return None


def _before_noun(place: Place) -> bool:
    """``a 10 kg bag``."""
    if place.at < 2 or place.beside(-2).lower() not in ("a", "an"):
        return False
    return place.joined(1)[:1].islower() and place.core != "%"


def stop_of_unit(place: Place) -> bool:
    """Whether a full stop belongs to a unit: ``6 ft. tall``."""
    lower = place.beside(1)[:1].islower() or place.beside(1)[:1].isdecimal()
    if not lower or not place.at:
        return False
    before = place.beside(-1)
    if place.core in ("sq", "cu", "fl"):
        return is_number(before)
    units = place.core == "in" or (place.core in UNITS and place.core.isalpha())
    return units and (is_number(before) or before in ("sq", "cu", "fl"))
