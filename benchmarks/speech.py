"""How fast what is written becomes what is said, and whether long lines stay cheap.

Run: python benchmarks/speech.py [--json] [--words 20000] [--signs 200000]

``prose`` repeats plain sentences, ``cases`` the rows of tests/speech/cases/, in which every
word is a number, a sign or an abbreviation. A hostile line is one sign repeated; its growth is
the processor time of eight times the text over that of the text, 8 where time is linear.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from quotecast.speech import load_lexicon, verbalise

ROOT = Path(__file__).parents[1]
PROSE = (
    "The council voted on Tuesday to rebuild the old bridge, and the mayor said the work would "
    "begin when the river falls. Nobody spoke against it."
).split()
HOSTILE = ("1", ".", "/", "A", "a.", "1-", "(", "—", "100 ", "$5 ", "U.S. ", "wordy ", "Xi ")
LEXICON = load_lexicon(ROOT / "voices" / "lexicon.toml")


def seconds(text: str) -> float:
    """Processor time of one line."""
    start = time.process_time()
    verbalise(text, "en", LEXICON)
    return time.process_time() - start


def cases() -> list[str]:
    """What is written in the tables, by word."""
    tables = sorted((ROOT / "tests" / "speech" / "cases").glob("*.tsv"))
    rows = [row for table in tables for row in table.read_text(encoding="utf-8").splitlines()]
    return [word for row in rows if row[:1] != "#" for word in row.split("\t")[0].split()]


def rate(words: list[str], count: int) -> float:
    """Words per second of processor time, in lines of forty."""
    many = (words * (count // len(words) + 1))[:count]
    lines = [" ".join(many[at : at + 40]) for at in range(0, count, 40)]
    return count / sum(seconds(line) for line in lines)


def growth(sign: str, length: int) -> tuple[float, float]:
    """Seconds for a line of a sign repeated, and its growth from an eighth of it."""
    small = max(1, length // 8 // len(sign))
    first = max(seconds(sign * small), 1e-4)
    last = seconds(sign * (8 * small))
    return last, last / first


def main() -> None:
    """Print a table; with ``--json`` the same figures as one object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--signs", type=int, default=200_000)
    options = parser.parse_args()
    seconds("5 May")  # imports
    rates = {"prose": rate(PROSE, options.words), "cases": rate(cases(), options.words)}
    for name, value in rates.items():
        print(f"{name:10} {value:9,.0f} words a second of processor time")
    print(f"{'line of':10} {'seconds':>9} {'growth':>7}   {options.signs:,} characters")
    grown = {sign: growth(sign, options.signs) for sign in HOSTILE}
    for sign, (took, factor) in grown.items():
        print(f"{sign!r:10} {took:9.2f} {factor:7.1f}")
    if options.json:
        lines = {
            sign: {"seconds": took, "growth": factor} for sign, (took, factor) in grown.items()
        }
        print(json.dumps({"words_per_second": rates, "lines": lines}))


if __name__ == "__main__":
    main()
