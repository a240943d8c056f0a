"""The order in which rules are asked; the first that knows a piece says it."""

from __future__ import annotations

from typing import Final

from quotecast.speech.abbreviations import abbreviation_rule
from quotecast.speech.addresses import address_rule
from quotecast.speech.capitals import capitals_rule
from quotecast.speech.clock import half_day_rule, time_rule
from quotecast.speech.codes import (
    card_rule,
    clause_rule,
    code_rule,
    coordinate_rule,
    emergency_rule,
    phone_rule,
    version_rule,
)
from quotecast.speech.dates import (
    date_rule,
    numeric_date_rule,
    short_year_rule,
    year_rule,
    years_rule,
)
from quotecast.speech.heteronyms import heteronym_rule
from quotecast.speech.mixed import calibre_rule, hyphen_rule, mixed_rule
from quotecast.speech.money import money_rule
from quotecast.speech.place import Rule
from quotecast.speech.ranges import fraction_rule, number_rule, range_rule
from quotecast.speech.respelling import lexicon_rule, name_rule
from quotecast.speech.roman import roman_rule
from quotecast.speech.signs import emoji_rule, sign_rule
from quotecast.speech.units import measure_rule, unit_rule
from quotecast.speech.words import (
    editor_rule,
    foreign_word_rule,
    number_in_word_rule,
    slash_rule,
    word_rule,
)

NUMBERS: Final[tuple[Rule, ...]] = (
    sign_rule,
    coordinate_rule,
    money_rule,
    numeric_date_rule,
    time_rule,
    date_rule,
    emergency_rule,
    card_rule,
    clause_rule,
    code_rule,
    phone_rule,
    version_rule,
    years_rule,
    year_rule,
    short_year_rule,
    range_rule,
    fraction_rule,
    calibre_rule,
    number_rule,
    measure_rule,
)
"""Asked only where a digit or a sign stands."""

ENGLISH: Final[tuple[Rule, ...]] = (
    lexicon_rule,
    editor_rule,
    address_rule,
    *NUMBERS,
    half_day_rule,
    unit_rule,
    abbreviation_rule,
    roman_rule,
    hyphen_rule,
    slash_rule,
    mixed_rule,
    capitals_rule,
    name_rule,
    heteronym_rule,
    emoji_rule,
    number_in_word_rule,
    word_rule,
)
OTHERS: Final[tuple[Rule, ...]] = (lexicon_rule, foreign_word_rule)
