"""The lexicon: words and phrases, respelled or in IPA, by language and case."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecast.errors import ConfigError, NewerError
from quotecast.speech import Lexicon, load_lexicon, verbalise


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    text = """
    [en]
    "Kyiv" = "Keev"
    "cafe" = "kaffay"
    "Xi Jinping" = "/ˈʃiː dʒɪn'pɪŋ/"
    "Goethe" = "/gɜːtə/"
    "Bush" = "/bʊʃ/"
    "New York City" = "the Big Apple"
    "U.S." = "America"
    [de]
    "RFA" = "er ef a"
    [en-GB]
    "Kyiv" = "Kee-ev"
    """
    return load_lexicon(written(tmp_path / "lexicon.toml", text))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("in Kyiv", "in Keev"),
        ("in kyiv", "in kyiv"),
        ("Kyiv's mayor, KYIV's", "Keev's mayor, Keev's"),
        ("Cafe and cafe and CAFE", "kaffay and kaffay and kaffay"),
        ("two cafes", "two kaffays"),
        ("Xi Jinping said", "/ˈʃiː/ /dʒɪnˈpɪŋ/ said"),
        ("Xi Jinping’s plan", "/ˈʃiː/ /dʒɪnˈpɪŋz/ plan"),
        ("Xi, Jinping", "Shee, Jin-ping"),
        ("Goethe's", "/ɡɜːtəz/"),
        ("Bush's", "/bʊʃɪz/"),
        ("in New York City.", "in the Big Apple."),
        ("in New York", "in New York"),
        ("the U.S. is", "the America is"),
    ],
)
def test_entries(lexicon: Lexicon, text: str, spoken: str) -> None:
    assert verbalise(text, "en", lexicon).text == spoken


def test_the_nearest_language_wins(lexicon: Lexicon) -> None:
    assert verbalise("Kyiv", "en-GB", lexicon).text == "Kee-ev"
    assert verbalise("Kyiv", "en-US", lexicon).text == "Keev"
    assert verbalise("RFA in Kyiv", "de", lexicon).text == "er ef a in Kyiv"


def test_a_capitalised_entry_is_for_itself_only() -> None:
    lexicon = Lexicon({"en": {"Reading": "Redding"}})
    assert verbalise("Reading is reading", "en", lexicon).text == "Redding is reading"


def test_written_words_share_what_a_phrase_says(lexicon: Lexicon) -> None:
    spoken = verbalise("of New York City today", "en", lexicon)
    said = spoken.text.split()
    parts = [(w.written, " ".join(said[w.start : w.end])) for w in spoken.words]
    assert parts[1:4] == [("New", "the"), ("York", "Big"), ("City", "Apple")]


def test_overrides_win_over_every_entry(lexicon: Lexicon) -> None:
    other = lexicon.with_overrides({"kyiv": "Kiev", "New York": "Gotham", "Ann": "/æn/"})
    assert verbalise("Kyiv and New York, Ann’s", "en-GB", other).text == ("Kiev and Gotham, /ænz/")
    assert lexicon.say("Kyiv", "en") == "Keev", "the lexicon itself is as it was"


@pytest.mark.parametrize("said", ["", "  ", "//", "/ /", "/a1/", "?", "/abc"])
def test_an_override_that_cannot_be_said_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="'Ann'"):
        Lexicon().with_overrides({"Ann": said})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 'y'", "'x'"),
        ("[en]\nx = 3", r"\[en\] 'x'"),
        ("[en", "cannot read"),
        ("[en]\nx = ''", r"\[en\] 'x'"),
        ("[en]\n'a b' = '/1/'", r"\[en\] 'a b'.*IPA"),
        ("[en]\n'' = 'x'", r"\[en\] ''"),
        ("[en]\n'...' = 'x'", r"\[en\] '\.\.\.'"),
        ("[en]\nx = '?!'", r"\[en\] 'x'.*letters"),
    ],
)
def test_a_bad_entry_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=rf"lexicon\.toml.*{message}|{message}") as caught:
        load_lexicon(written(tmp_path / "lexicon.toml", text))
    assert "lexicon.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NewerError):
        load_lexicon(written(tmp_path / "lexicon.toml", "version = 99"))


def test_a_missing_lexicon_is_empty(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "no.toml") == Lexicon()


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("„Das RFA 1999“, sagte er.", "de", "Das RFA 1999, sagte er."),
        ("1.234,5 km um 10:30", "de", "1.234,5 km um 10:30"),
        ("50 % von 3,5 Mio. €", "de", "50 % von 3,5 Mio. €"),
        ("z.B. am 3.5.2020", "de", "z.B. am 3.5.2020"),
        ("C’est l'été — déjà 😀 !", "fr", "C'est l'été, déjà!"),
        ("§ 12 (3)", "de", "§ 12, 3"),
    ],
)
def test_other_languages_keep_their_numbers_as_written(
    text: str, language: str, spoken: str
) -> None:
    assert verbalise(text, language).text == spoken
