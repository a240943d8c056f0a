"""The tables of cases and the house lexicon, for the tests of this room."""

from __future__ import annotations

from pathlib import Path

from quotecast.speech import load_lexicon

HERE = Path(__file__).parent
LEXICON = load_lexicon(HERE.parents[1] / "voices" / "lexicon.toml")


def rows(table: Path) -> list[tuple[str, str]]:
    """The rows of a table: written, tab, spoken."""
    lines = table.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(written, spoken) for written, spoken in pairs]


CASES = {table.stem: rows(table) for table in sorted((HERE / "cases").glob("*.tsv"))}
