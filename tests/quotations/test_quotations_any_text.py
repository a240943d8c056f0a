"""Properties that hold for any text, and inputs made to hang a rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecast.model import NARRATOR
from quotecast.quotations import attribute_text

_PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "''",
        "'''",
        "«",
        "»",
        "„",
        "「",
        "」",
        "``",
        "—",
        ":",
        ",",
        ". ",
        "? ",
        "! ",
        " ",
        "\n",
        "\n\n",
        "(",
        ")",
        "[",
        "]",
        "<a b=",
        ">",
        "=",
        "6'2\"",
        "'99",
        "said ",
        "says ",
        "according to ",
        "told ",
        "asked ",
        "that ",
        "who ",
        "and ",
        "He ",
        "she ",
        "the senator ",
        "a spokesman ",
        "Mr. ",
        "Mrs. ",
        "Sen. ",
        "Han ",
        "Han Guangsheng ",
        "Jr. ",
        "Clinton ",
        "the Board of Trade ",
        "U.S. ",
        "WALLACE: ",
        "I ",
        "We left early",
        "never ",
        "É",
        "\u00ad",
        "\u200b",
        "🙂",
        "0",
        "by ",
        "of ",
        "put it ",
        "- ",
    ]
)
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=80).map("".join))


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_spans_are_in_order_in_bounds_and_apart(text: str) -> None:
    end = 0
    for quotation in attribute_text(text).quotations:
        assert end <= quotation.span.start < quotation.span.end <= len(text)
        end = quotation.span.end
        for evidence in (quotation.cue, quotation.mention):
            assert evidence is None or 0 <= evidence.start <= evidence.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_the_same_text_has_the_same_answer(text: str) -> None:
    assert attribute_text(text) == attribute_text(text)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_every_speaker_is_among_the_people(text: str) -> None:
    found = attribute_text(text)
    names = [person.name for person in found.people]
    assert len(names) == len(set(names))
    spoken = {q.speaker for q in found.quotations if q.speaker and q.direct}
    assert spoken - {NARRATOR} <= set(names)
    assert all(0 <= q.confidence <= 1 for q in found.quotations)
    assert all(q.confidence == 0 for q in found.quotations if q.speaker is None)


@pytest.mark.parametrize(
    "pattern",
    [
        '"',
        "'",
        "''",
        "“",
        "”",
        "‘",
        "«",
        "„",
        "`",
        '" ',
        " '",
        "('",
        '"a',
        "“a ",
        "‘a’ ",
        '"a" ',
        "(",
        "[",
        "<a ",
        "<",
        "=",
        '="',
        "said ",
        "Han ",
        "Mr. ",
        "A. ",
        "he said ",
        ". ",
        "\n",
        "\n ",
        "“A,” he said. ",
        "Han said “no” and ",
        "“a” said “b”, ",
        "Trump's ",
        "the lawyer, ",
        "of the ",
        "a",
        " ",
        "- ",
        ", said Han",
        "\u00ad",
        "U.S.",
        "JONES: ",
        '"a"\n',
        '"“a” ',
        '"a" — Han ',
        "Han he ",
        "“a“ ",
        "‘a ",
        "'a, ",
    ],
)
def test_a_long_repetition_does_not_hang(pattern: str) -> None:
    """Ten times the text takes about ten times the work: counted in steps, not seconds."""
    text = pattern * (200_000 // len(pattern))
    found = attribute_text(text)
    assert all(q.span.end <= len(text) for q in found.quotations)
