"""Names printed in capitals, as names are written."""

from __future__ import annotations

import pytest

from quotecast.quotations.capitals import as_written


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("MCCAIG", "McCaig"),
        ("JOHN MCCAIG", "John McCaig"),
        ("Emma MCVEIGH", "Emma McVeigh"),
        ("O'BRIEN", "O'Brien"),
        ("MARY-ANN O’DEA", "Mary-Ann O’Dea"),
        ("SMITH-JONES", "Smith-Jones"),
        ("JUANA DE LA CRUZ", "Juana de la Cruz"),
        ("KEVIN DE LEÓN", "Kevin de León"),
        ("GEORGE W. ASH III", "George W. Ash III"),
        ("J.B. PIKE", "J.B. Pike"),
        ("KIM JONG UN", "Kim Jong Un"),
        ("RFA", "RFA"),
        ("RFA REPORTER", "RFA Reporter"),
        ("VOICE OF AMERICA", "Voice of America"),
        ("Ann Okoro", "Ann Okoro"),
    ],
)
def test_by_rule(printed: str, written: str) -> None:
    assert " ".join(as_written(printed.split(), {})) == written


def test_the_text_knows_better() -> None:
    shown = {"MACDONALD": "MacDonald", "LA": "La"}
    assert as_written(["FLORA", "MACDONALD"], shown) == ("Flora", "MacDonald")
    assert as_written(["MARIA", "LA", "SALLE"], shown) == ("Maria", "La", "Salle")
