"""What is written becomes what is said, case by case and for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecast.errors import ConfigError
from quotecast.speech import Lexicon, load_lexicon, verbalise

HERE = Path(__file__).parent
LEXICON = load_lexicon(HERE.parents[1] / "voices" / "lexicon.toml")

CASES = [
    tuple(line.split("\t"))
    for path in sorted((HERE / "cases").glob("*.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("written", "spoken"), CASES, ids=[case[0] for case in CASES])
def test_case(written: str, spoken: str) -> None:
    assert verbalise(written, "en", LEXICON).text == spoken


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from([case[0] for case in CASES]),
    st.from_regex(r"[$£]?[0-9]{1,20}([.,:/–-][0-9]{1,6})*[a-z%]{0,3}", fullmatch=True),
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_every_written_word_knows_what_it_became(text: str) -> None:
    spoken = verbalise(text, "en", LEXICON)
    assert [word.written for word in spoken.words] == text.split()
    at = 0
    for word in spoken.words:
        assert word.start == at <= word.end
        at = word.end
    assert at == len(spoken.text.split())


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_no_digit_is_left_to_the_model(text: str) -> None:
    assert not any("0" <= sign <= "9" for sign in verbalise(text, "en", LEXICON).text)


WORDS = st.from_regex(r"[b-h]{2,9}[,.?]?", fullmatch=True)


@given(st.lists(WORDS, max_size=12))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    assert verbalise(" ".join(words), "en").text == " ".join(words)


@pytest.mark.parametrize("text", ["", "...", "—", "?!", '"', "( )"])
def test_nothing_to_say_is_nothing(text: str) -> None:
    assert verbalise(text).text == ""


def test_a_megabyte_is_read_in_linear_time() -> None:
    for sign in ('"', "(", "1", "—", ".", "A", "a.", "1-"):
        verbalise(sign * 200_000)
        verbalise(f"{sign} " * 2_000)


def test_another_language_keeps_its_words_and_takes_its_lexicon() -> None:
    lexicon = Lexicon({"de": {"rfa": "er ef a"}})
    assert (
        verbalise("„Das RFA 1999“, sagte er.", "de", lexicon).text == "Das er ef a 1999, sagte er."
    )


def test_a_capitalised_entry_is_for_itself_only() -> None:
    lexicon = Lexicon({"en": {"Reading": "Redding"}})
    assert verbalise("Reading is reading", "en", lexicon).text == "Redding is reading"


def test_overrides_win() -> None:
    assert LEXICON.with_overrides({"Kyiv": "Kee-yiv"}).say("Kyiv", "en-US") == "Kee-yiv"


@pytest.mark.parametrize("text", ["x = 'y'", "[en]\nx = 3", "[en", "[en]\nx = ''"])
def test_a_broken_lexicon_is_one_clear_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"lexicon\.toml") as caught:
        load_lexicon(path)
    assert "\n" not in str(caught.value)


def test_a_missing_lexicon_is_empty(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "no.toml") == Lexicon()


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Han told RFA reporter Lee", "ˈɛf ˈeɪ ɹ"),
        ("at 9:30 a.m. on Monday", "ˈeɪ ˈɛm"),
        ("Huang said", "hˈuːˈɑːŋ"),
        ("Deng Xiaoping said", "ʃˈiːaʊpˈɪŋ"),
        ("Lai Changxing said", "lˈaɪ tʃˈɑːŋʃˈɪŋ"),
        ("the café is", "kæfˈeɪ|kˈæfeɪ"),
    ],
)
def test_what_is_heard(written: str, heard: str) -> None:
    """By phonemes: a spelling may look right and be read wrong ("R F uh", "aitch-wahng")."""
    from quotecast.engines.espeak import phonemize

    phonemes = phonemize(verbalise(written, "en", LEXICON).text)
    assert any(form in phonemes for form in heard.split("|")), phonemes
