"""The bundled espeak-ng library in place of Coqui's system program."""

from __future__ import annotations

import importlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from quotecast.engines import espeak
from quotecast.errors import EngineError
from quotecast.model import Voice

pytest.importorskip("quotecast.engines.compat")


def test_stress_marks_and_punctuation_are_kept() -> None:
    assert espeak.phonemize("Hello, world!") == "həlˈoʊ, wˈɜːld!"


def test_phonemes_are_not_separated_or_tied() -> None:
    ipa = espeak.phonemize("The church changed.")
    assert not set("_|͡") & set(ipa)


@pytest.mark.parametrize("text", ["", " ", "...", "?!", "\0"])
def test_text_without_words_has_no_phonemes(text: str) -> None:
    assert not any(sign.isalpha() for sign in espeak.phonemize(text))


def test_unknown_language_is_one_clear_line() -> None:
    with pytest.raises(EngineError, match="xx-none"):
        espeak._library().phonemes("Hello", "xx-none")
    assert espeak.phonemize("Yes.") == "jˈɛs."


def test_threads_do_not_disturb_each_other() -> None:
    lines = [f"Line number {word} of the report." for word in ("one", "two", "three", "four")] * 20
    expected = [espeak.phonemize(line) for line in lines]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(espeak.phonemize, lines)) == expected


def test_register_answers_to_the_name_in_a_models_config() -> None:
    espeak.register()
    espeak.register()
    phonemizers = importlib.import_module("TTS.tts.utils.text.phonemizers")

    phonemizer = phonemizers.get_phonemizer_by_name("espeak", language="en-us")
    assert phonemizer.phonemize("Yes.", separator="") == "jˈɛs."
    assert phonemizer.version() == espeak.library_version()


def test_import_is_cheap() -> None:
    code = (
        "import sys, quotecast.engines.espeak; "
        "sys.exit(bool({'TTS', 'torch', 'espeakng_loader'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("the P L A met M Ps at nine A M", "the P L Eh met M P's at nine Eh M"),
        ("A man left. A dog barked.", "A man left. A dog barked."),
        ("a U S ship, R F A's", "a U S ship, R F Eh's"),
        ("A I is new. A I too", "Eh I is new. Eh I too"),
        ("an A-list star in Plan A.", "an Eh-list star in Plan A."),
        ("As Is Us", "As Is Us"),
        ("for Unesco's Fema", "for Yunesco's Feema"),
    ],
)
def test_the_letter_a_is_no_article(text: str, spelt: str) -> None:
    assert espeak.aloud(text) == spelt
    assert len(text.split()) == len(spelt.split())


def test_words_in_ipa_pass_as_they_are() -> None:
    said = espeak.phonemize("He left /ˈkiːv/ for /ʃiː/ /dʒɪnˈpɪŋz/ home, then /bʊʃ/.")
    assert said == "hiː lˈɛft kˈiːv fɔːɹ ʃiː dʒɪnpˈɪŋz hˈoʊm, ðˈɛn bʊʃ."


def test_a_slash_alone_is_no_ipa() -> None:
    assert espeak.phonemize("either / or") == "ˈiːðɚ slˈæʃ ɔːɹ"


class Spelling:
    """The tokenizer of a model, with or without a phonemizer."""

    def __init__(self, name: str) -> None:
        self.tokenizer = self
        self.phonemizer = self if name else None
        self._name = name

    def name(self) -> str:
        return self._name


def spelt(phonemizer: str, text: str, language: str = "en") -> str:
    from quotecast.engines.coqui_model import CoquiModel
    from quotecast.engines.interface import Request

    voice = Voice("ann", "Ann", "coqui", "m", language=language)
    return CoquiModel(Spelling(phonemizer), None, 22050, "m")._spelt(Request(text, voice, 0))


def test_a_model_is_given_what_it_can_read() -> None:
    assert spelt("espeak", "R F A in /kiːv/") == "R F Eh in /kiːv/"
    assert spelt("espeak", "Vitamin A", "de") == "Vitamin A"
    assert spelt("", "R F A in Keev") == "R F A in Keev"
    with pytest.raises(EngineError, match=r"reads letters.*/kiːv/") as caught:
        spelt("", "R F A in /kiːv/")
    assert "respelling" in caught.value.hint
