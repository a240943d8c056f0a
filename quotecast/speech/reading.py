"""The reading: an ordered list of small rules, asked for each piece of the line in turn."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from quotecast.speech import letters, numbers
from quotecast.speech.lexicon import Lexicon
from quotecast.speech.number_rules import (
    date_rule,
    fraction_rule,
    half_day_rule,
    money_rule,
    number_rule,
    numeric_date_rule,
    phone_rule,
    plain,
    range_rule,
    short_year_rule,
    sign_rule,
    time_rule,
    unit_rule,
    year_rule,
)
from quotecast.speech.place import Place, Rule
from quotecast.speech.spoken import Spoken, SpokenWord
from quotecast.speech.tokens import Piece, pieces_of
from quotecast.speech.word_rules import (
    abbreviation_rule,
    address_rule,
    capitals_rule,
    compound_rule,
    emoji_rule,
    lexicon_rule,
    name_rule,
    roman_rule,
    stop_belongs_to_word,
    word_rule,
)


def verbalise(text: str, language: str = "en", lexicon: Lexicon | None = None) -> Spoken:
    """What is said for a written line.

    Args:
        text: one line as written.
        language: BCP 47 tag; the rules are for English, other languages get the lexicon,
            punctuation and nothing else.
        lexicon: respellings that win over every rule.

    Returns:
        The spoken words, each mapped to the written word it came from.
    """
    pieces = pieces_of(unicodedata.normalize("NFC", text))
    rules = ENGLISH if language.partition("-")[0].lower() == "en" else OTHERS
    written = text.split()
    spoken: list[list[str]] = [[] for _ in written]
    for at, piece in enumerate(pieces):
        place = Place(pieces, at, language, lexicon or Lexicon())
        said = _said(place, rules).split()
        if piece.opens:
            _pause(spoken, piece.word, ",")
        spoken[piece.word] += said
        if piece.stop and not stop_belongs_to_word(place):
            _pause(spoken, piece.word, piece.stop)
    words: list[SpokenWord] = []
    flat: list[str] = []
    for word, said in zip(written, spoken, strict=True):
        words.append(SpokenWord(word, len(flat), len(flat) + len(said)))
        flat += said
    if not any(sign.isalnum() for word in flat for sign in word):
        return Spoken("", tuple(SpokenWord(word, 0, 0) for word in written))
    return Spoken(" ".join(flat), tuple(words))


def _said(place: Place, rules: tuple[Rule, ...]) -> str:
    if not place.core:
        return ""
    for rule in rules:
        said = rule(place)
        if said is not None:
            return said
    return ""


def _pause(spoken: list[list[str]], word: int, stop: str) -> None:
    """Hang a pause on the last spoken word so far; the stronger of two stays."""
    for index in range(word, -1, -1):
        if spoken[index]:
            last = spoken[index][-1]
            if last[-1] not in ",.;:?!":
                spoken[index][-1] = last + stop
            elif stop in ".?!" and last[-1] in ",;:":
                spoken[index][-1] = last[:-1] + stop
            return


def mixed_rule(place: Place) -> str | None:
    """Letters and digits in one word: 20-year-old, COVID-19, F-16, A4, mid-1990s."""
    core = place.core
    if not re.search(r"\d", core) or not re.search(r"[^\W\d]", core):
        return None
    if "-" in core.strip("-"):
        parts = [part for part in core.split("-") if part]
        said = []
        for number, part in enumerate(parts):
            inner = Place([Piece(part, "", False, 0)], 0, place.language, place.lexicon)
            before_letters = number and parts[number - 1].isalpha() and part.isdecimal()
            if before_letters and len(part) == 4:
                said.append(numbers.year(int(part)))
            else:
                said.append(_said(inner, ENGLISH))
        return " ".join(said)
    runs = re.findall(r"\d[\d.,]*|[^\W\d]+|[^\w\s]", core)
    said = []
    for run in runs:
        if run[0].isdecimal():
            said.append(plain(run) if len(run) < 4 else numbers.digits(run))
        elif run.isalpha():
            said.append(letters.spelled(run) if run.isupper() and len(run) < 5 else run)
    return " ".join(said)


ENGLISH: Final[tuple[Rule, ...]] = (
    lexicon_rule,
    address_rule,
    sign_rule,
    money_rule,
    numeric_date_rule,
    time_rule,
    half_day_rule,
    date_rule,
    year_rule,
    short_year_rule,
    phone_rule,
    range_rule,
    fraction_rule,
    number_rule,
    unit_rule,
    mixed_rule,
    abbreviation_rule,
    roman_rule,
    capitals_rule,
    name_rule,
    compound_rule,
    emoji_rule,
    word_rule,
)
OTHERS: Final[tuple[Rule, ...]] = (lexicon_rule, emoji_rule, word_rule)
