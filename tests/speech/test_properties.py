"""What holds of any text: nothing lost, nothing left to the model, no text too long."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speech_tables import CASES, LEXICON

from quotecast.speech import verbalise

SAYABLE = re.compile(r"[^\W\d_]|[\u0300-\u036f\u0900-\u0dff]|['\- ,.;:?!]")
"""What a spoken line may hold: letters with their marks, and the punctuation of speech."""

PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from([case[0] for cases in CASES.values() for case in cases]),
    st.from_regex(r"[$£]?[0-9]{1,20}([.,:/–-][0-9]{1,6})*[a-z%]{0,3}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9.'&/@#+%§°-]{1,14}", fullmatch=True),
)
LINES = st.lists(PIECES, max_size=12).map(" ".join)


@settings(deadline=None)
@given(LINES)
def test_every_written_word_knows_what_it_became(text: str) -> None:
    spoken = verbalise(text, "en", LEXICON)
    assert [word.written for word in spoken.words] == text.split()
    at = 0
    for word in spoken.words:
        assert word.start == at <= word.end
        at = word.end
    assert at == len(spoken.text.split())


@settings(deadline=None)
@given(LINES)
def test_no_digit_and_no_sign_is_left_to_the_model(text: str) -> None:
    said = verbalise(text, "en", LEXICON).text
    assert not re.search(r"[0-9%$£€¥§&@#+=*/\\<>\[\](){}|~^_°½×÷±…—–\"“”]", said), said


WORDS = st.lists(st.from_regex(r"[b-h]{2,9}", fullmatch=True), min_size=1, max_size=12)


@settings(deadline=None)
@given(WORDS)
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    assert verbalise(" ".join(words), "en").text == " ".join(words)


PROSE = [case[1] for case in CASES["untouched"]]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PROSE), max_size=6).map(" ".join))
def test_plain_prose_is_said_twice_alike(text: str) -> None:
    once = verbalise(text).text
    assert verbalise(once).text == once


@settings(deadline=None)
@given(st.lists(st.one_of(WORDS.map(" ".join), PIECES), max_size=6))
def test_a_plain_word_is_never_lost(parts: list[str]) -> None:
    text = " ".join(f"wordness {part}" for part in parts)
    spoken = verbalise(text, "en", LEXICON)
    said = spoken.text.split()
    for word in spoken.words:
        if word.written == "wordness":
            assert "wordness" in " ".join(said[word.start : word.end])


SIGNS = ['"', "(", "1", "—", ".", "A", "a.", "1-", "1/", "1,", "1.", "$", "-", "/", "@", "#", "1:",
         "I", "'", "100", "$5 million", "😀", "a-", "a/", "v.", "x1", "\u00a0"]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_a_hostile_line_is_read_in_linear_time(sign: str) -> None:
    """Eight times the text takes about eight times as long, not sixty-four."""
    for text in (sign, f"{sign} "):
        small, large = (_seconds(text * (length // len(text))) for length in (1_000, 8_000))
        assert large < 24 * small + 0.25


def _seconds(text: str) -> float:
    """Processor time, the least of three: other work on the machine only ever adds to it."""

    def once() -> float:
        start = time.process_time()
        verbalise(text, "en", LEXICON)
        return time.process_time() - start

    return min(once() for _ in range(3))
