"""Texts made to be slow or to break: each ends, within what its length allows.

The measure is work, not time: how many lines of the room's own code run for a text and for
one twice as long. Quadratic work would make it four times as many.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from quotecast.quotations import attribute_text

HOSTILE = {
    "straight marks": '"',
    "curly opens": "“",
    "curly closes": "”",
    "curly pairs": "“”",
    "marks and spaces": '" ',
    "apostrophes": "'",
    "single opens": "'a ",
    "single closes": "a' ",
    "single words": "'a' ",
    "possessives": "the dogs' ",
    "opens then pairs": '"a “b” ',
    "inches": '5" ',
    "attributes": '="',
    "tags": "<a ",
    "guillemets": "«",
    "low marks": "„",
    "corner marks": "「",
    "backticks": "`",
    "brackets": "(",
    "pairs of brackets": "()[]",
    "one word": "a",
    "capitals": "A",
    "names": "Han ",
    "names and commas": "Han, ",
    "possessive names": "Han's ",
    "initials": "A. ",
    "cues": "said ",
    "names and cues": "said Han ",
    "pronouns": "he ",
    "roles": "the spokesman said ",
    "stops": ".",
    "dashes": "—",
    "colons": "A: ",
    "quotations in one line": '"Yes, I do," he said. ',
    "quotations without a cue": '"Yes, I do."\n\n',
    "quotations left open": '"Yes I do\n\n',
    "turns": "Q: Yes?\nA: No.\n",
    "empty lines": "\n \n",
    "lines of one mark": '"\n',
    "hyphens": "a-",
    "cue verbs": "said told asked ",
    "cue verbs in -ing": "saying adding ",
    "runs of capitals": "Alba Bern Cato ",
    "capitals and stops": "Alba. Bern. ",
    "commas": ", ",
    "words and commas": "a, ",
    "nested marks of four kinds": "“‘«„",
    "nested straight marks": '"a "b" c" ',
    "openings of nested marks": ' "a "b ',
    "marks of other scripts": "‟›‹»＂",
    "corner pairs": "「a」",
    "a paragraph of statements": "He said it was so. ",
    "apposition": "Han, 40, a lawyer, ",
    "the company": "the company said ",
    "as saying": "quoted Han as saying ",
    "articles joined": "al-Han ",
    "particles": "van der Han ",
    "months as names": "May June ",
    "two speak": "Han and Lai said ",
    "pronouns of every kind": "he she it they ",
    "he told": "he told Han ",
    "possessive chains": "Han's lawyer's ",
    "titles": "Former Senator ",
    "descriptions": "one of the officials of the ",
    "quotations of themselves": '"Han went," Han said. ',
    "labels": '"HAN: a" ',
    "short years": "in '08 ",
    "signed": '"Yes, I do."\n\n— Han\n\n',
    "chants": 'chanting "a b", ',
    "dashes that open": "— Yes, said Han.\n\n",
    "dashes inside": "— Yes, said Han — no — ",
    "clauses after a dash": "— Yes, said Han. No, said Han. ",
    "turns without a cue": '"Yes."\n\n"No."\n\n',
    "turns of two": '"Yes," said Ann.\n\n"No," said Ben.\n\n"Yes."\n\n"No."\n\n',
    "called by all": '"No, papa, sir, Ann, Colonel, oh dear, Mr. Lai!" said he.\n\n"Yes."\n\n',
    "kin": '"Yes," said her mother.\n\n"No, mamma." Mrs. Lai and Miss Lai sat.\n\n',
    "vocatives": '"Yes, Han," said Lai.\n\n',
}


class Steps:
    """Counts the lines run in quotecast.quotations."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, frame: FrameType, event: str, arg: object) -> Any:
        if "quotations" not in frame.f_code.co_filename:
            return None
        self.count += 1
        return self.line

    def line(self, frame: FrameType, event: str, arg: object) -> Any:
        self.count += 1
        return self.line


def work(text: str) -> int:
    steps = Steps()
    before = sys.gettrace()
    sys.settrace(steps)
    try:
        attribute_text(text)
    finally:
        sys.settrace(before)
    return steps.count


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    unit = HOSTILE[name]
    times = max(1, 2000 // len(unit))
    once, twice = work(unit * times), work(unit * times * 2)
    assert twice < 2.6 * once + 2000


def test_as_many_people_as_lines() -> None:
    def crowd(size: int) -> str:
        names = (f"Al{chr(97 + k % 26)}{chr(97 + k // 26)} Smith" for k in range(size))
        return "\n\n".join(f'"Yes, I do," said {name}. He left.' for name in names)

    assert work(crowd(120)) < 2.6 * work(crowd(60)) + 2000


def test_as_many_names_as_lines() -> None:
    def town(size: int) -> str:
        names = (f"Al{k} Smi{chr(97 + k % 26)}{chr(97 + k // 26)}th, a baker" for k in range(size))
        return "\n\n".join(f'"Yes, I do," said {name}. He left.' for name in names)

    assert work(town(240)) < 2.6 * work(town(120)) + 2000


def test_as_many_people_in_a_story() -> None:
    def ball(size: int) -> str:
        names = [f"{chr(65 + k % 26)}an{chr(97 + k // 26)}" for k in range(size)]
        turns = (
            f'"Yes, papa," said Mr. {n}.\n\n"No, {n}."\n\n{n} Hale and her father sat.'
            for n in names
        )
        return "\n\n".join(turns)

    assert work(ball(240)) < 2.6 * work(ball(120)) + 2000


def test_one_paragraph_of_a_whole_book() -> None:
    unit = (
        'Al Han met Mr. Lai, a lawyer, in May. "Yes, I do," he said. She told Han that it was so. '
    )
    assert work(unit * 120) < 2.6 * work(unit * 60) + 2000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["straight marks", "curly pairs", "brackets", "one word"])
def test_a_megabyte_of_it(name: str) -> None:
    unit = HOSTILE[name]
    assert attribute_text(unit * (1_000_000 // len(unit))).people == ()
