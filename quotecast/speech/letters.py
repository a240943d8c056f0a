"""Abbreviations, initialisms, acronyms, Roman numerals, addresses and signs."""

from __future__ import annotations

import re
from typing import Final

ABBREVIATIONS: Final = {
    "Mr": "Mister",
    "Mrs": "Missus",
    "Ms": "Miz",
    "Dr": "Doctor",
    "Prof": "Professor",
    "Sen": "Senator",
    "Sens": "Senators",
    "Rep": "Representative",
    "Reps": "Representatives",
    "Gov": "Governor",
    "Gen": "General",
    "Lt": "Lieutenant",
    "Col": "Colonel",
    "Capt": "Captain",
    "Cmdr": "Commander",
    "Sgt": "Sergeant",
    "Cpl": "Corporal",
    "Maj": "Major",
    "Adm": "Admiral",
    "Rev": "Reverend",
    "Hon": "Honorable",
    "Jr": "Junior",
    "Sr": "Senior",
    "Inc": "Incorporated",
    "Corp": "Corporation",
    "Ltd": "Limited",
    "Bros": "Brothers",
    "Ave": "Avenue",
    "Blvd": "Boulevard",
    "Mt": "Mount",
    "Ft": "Fort",
    "Jan": "January",
    "Feb": "February",
    "Apr": "April",
    "Aug": "August",
    "Sept": "September",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
    "vs": "versus",
    "etc": "et cetera",
    "approx": "approximately",
    "dept": "department",
    "Dept": "Department",
    "govt": "government",
    "Govt": "Government",
    "est": "estimated",
}
"""With a full stop after them; the stop is not spoken. ``St.`` and ``No.`` need context."""

ALWAYS: Final = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "Jr", "Sr", "vs", "Lt", "Sgt", "Ltd"})
"""Abbreviations that are ones without their full stop too (British style)."""

LATIN: Final = {"e.g.": "for example", "i.e.": "that is", "a.m.": "eh m", "p.m.": "p m"}

ACRONYMS: Final = frozenset(
    (
        "NATO UNESCO UNICEF NASA OPEC AIDS ASEAN FIFA UEFA NAFTA OSHA FEMA NASDAQ RADAR LASER "
        "SARS COVID DACA SWAT SCOTUS POTUS FLOTUS BREXIT INTERPOL EUROPOL OXFAM PETA "
        "NIMBY RAM PIN SIM GIF LAN AUKUS APEC IKEA SEAL WASP ZIP AWOL TASER BRICS SPAC "
        "TARP"
    ).split()
)
"""Capitals that are said as words."""

SPELLED: Final = frozenset(
    (
        "USA UAE IAEA UEA IOU OIC EEOC UAW AIG AOL IOC EU AU UN UK US ACLU CEO CIA FBI "
        "EPA IRA OAS USB ATM"
    ).split()
)
"""Capitals that are said letter by letter although they could be said as words."""

SIGNS: Final = {
    "&": "and",
    "+": "plus",
    "=": "equals",
    "%": "percent",
    "@": "at",
    "#": "number",
    "§": "section",
    "§§": "sections",
    "©": "copyright",
    "™": "",
    "®": "",
    "°": "degrees",
    "×": "times",
    "÷": "divided by",
    "→": "to",
    "<": "less than",
    ">": "greater than",
    "~": "about",
    "≈": "about",
    "±": "plus or minus",
}

_ROMAN: Final = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
COUNTED: Final = frozenset(
    (
        "war chapter part act volume title article phase section book stage type class level "
        "appendix bowl olympiad tier category mark scene schedule annex"
    ).split()
)
"""Nouns that a Roman numeral counts: World War II."""

GIVEN: Final = frozenset(
    (
        "louis henry charles george edward william elizabeth james john paul pius benedict "
        "leo gregory richard napoleon nicholas peter catherine philip frederick wilhelm "
        "francis clement innocent alexander ivan mary victoria king queen pope rama mohammed "
        "juan carlos felipe christian gustav haakon olav ferdinand leopold baudouin albert "
        "umberto"
    ).split()
)
"""Names of rulers: Louis XIV is Louis the fourteenth."""


def roman(text: str) -> int:
    """The value of a Roman numeral; 0 when it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    total = 0
    for sign, after in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN_VALUES[sign]
        total += -value if after and _ROMAN_VALUES[after] > value else value
    return total


def spelled(text: str) -> str:
    """``RFA`` → R F Eh; digits stay digits.

    A lone "A" is read as the article before another word ("R F uh reporter"): the letter is
    written as it is said.
    """
    return " ".join("Eh" if sign in "Aa" else sign for sign in text if sign.isalnum())


def capitals(text: str, shouted: bool) -> str | None:
    """How a word in capitals is said; None when it is not one.

    Args:
        text: the word, perhaps with ``'s`` or a plural ``s``.
        shouted: the words beside it are in capitals too, or a dash follows (a dateline):
            then it is a word written large, not an initialism.
    """
    found = re.fullmatch(r"([A-Z][A-Z&]*[A-Z])(['’]s|s|['’])?", text)
    if not found:
        return None
    word, ending = found[1], (found[2] or "").replace("’", "'")
    if word in ACRONYMS:
        return word.capitalize() + ending
    if word not in SPELLED and (shouted or len(word) >= 6) and re.search(r"[AEIOUY]", word):
        return word.capitalize() + ending
    if word not in SPELLED and len(word) >= 5 and _sounds(word):
        return word.capitalize() + ending
    said = " and ".join(spelled(part) for part in word.split("&"))
    return f"{said}'s" if ending else said


def _sounds(word: str) -> bool:
    """Whether capitals could be a word: vowels spread among few consonants."""
    return not re.search(r"[^AEIOUY]{4}|[AEIOU]{3}|^[^AEIOUY]{3}", word) and bool(
        re.search(r"[AEIOU]", word[:3])
    )


def address(text: str) -> str | None:
    """URLs, e-mail addresses, handles and tags; None for anything else."""
    found = re.fullmatch(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(/\S*)?", text)
    if found and (text.startswith(("http", "www.")) or _domain(found[1])):
        return _dotted(found[1])  # the path of a link says nothing to a listener
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text):
        name, _, host = text.partition("@")
        return f"{_dotted(name)} at {_dotted(host)}"
    if re.fullmatch(r"@\w+(['’]s)?", text):
        return f"at {_words(text[1:])}"
    if re.fullmatch(r"#[^\W\d]\w*", text):
        return f"hashtag {_words(text[1:])}"
    return None


def _domain(host: str) -> bool:
    ending = host.rpartition(".")[2].lower()
    return ending in {"com", "org", "net", "gov", "edu", "info", "tv", "io"} and "." in host


def _dotted(text: str) -> str:
    return " dot ".join(_words(part) for part in text.split(".") if part)


def _words(text: str) -> str:
    """``CamelCase_and2`` → Camel Case and 2."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z'’]+|\d+|[^\W\d_a-zA-Z]+", text)
    return " ".join(parts) or text
