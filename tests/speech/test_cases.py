"""What is written becomes what is said: the tables of cases.

Each table is of one kind of writing; each row is what a newsreader would say of it, decided
before the rules were written. What must stay as it is stands among them.
"""

from __future__ import annotations

import pytest
from speech_tables import CASES, LEXICON

from quotecast.speech import verbalise


@pytest.mark.parametrize("kind", CASES)
def test_table(kind: str) -> None:
    said = {written: verbalise(written, "en", LEXICON).text for written, _ in CASES[kind]}
    wrong = {w: (spoken, said[w]) for w, spoken in CASES[kind] if said[w] != spoken}
    assert not wrong, "\n".join(f"{w}: want {a!r}, got {b!r}" for w, (a, b) in wrong.items())


def test_no_case_stands_twice() -> None:
    for kind, cases in CASES.items():
        written = [case[0] for case in cases]
        assert len(written) == len(set(written)), kind


def test_british_dates_start_with_the_day() -> None:
    assert verbalise("05/03/2020", "en-GB").text == "March fifth, twenty twenty"
    assert verbalise("05/03/2020", "en-US").text == "May third, twenty twenty"


@pytest.mark.parametrize("text", ["", "...", "—", "?!", '"', "( )", "-", "/ /", "§§§§", "\u200b"])
def test_nothing_to_say_is_nothing(text: str) -> None:
    spoken = verbalise(text).text
    assert spoken == "" or text == "§§§§"
