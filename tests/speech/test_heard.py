"""What is heard of what is said: by phonemes, for a spelling may look right and be read wrong."""

from __future__ import annotations

import pytest
from speech_tables import LEXICON

from quotecast.engines.espeak import aloud, phonemize
from quotecast.speech import verbalise
from quotecast.speech.pinyin import SYLLABLES, respell


def heard(written: str) -> str:
    return phonemize(aloud(verbalise(written, "en", LEXICON).text))


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("Han told RFA reporter Lee", "ˈɛf ˈeɪ ɹ"),
        ("at 9:30 a.m. on Monday", "ˈeɪ ˈɛm"),
        ("A CIA man", "ɐ sˈiː aɪ ˈeɪ"),
        ("A U.S. ship", "ɐ jˈuː ˈɛs"),
        ("A. Lee said", "ˈeɪ lˈiː"),
        ("two MPs met", "ˈɛm pˈiːz"),
        ("an A-list star", "ˈeɪlˈɪst|ˈeɪ lˈɪst"),
        ("Huang said", "hˈuːˈɑːŋ"),
        ("Deng Xiaoping said", "ʃˈiːaʊpˈɪŋ"),
        ("Lai Changxing said", "lˈaɪ tʃˈɑːŋʃˈɪŋ"),
        ("Han Guangsheng left Shenyang", "ɡwˈɑːŋʃˈʌŋ lˈɛft ʃˈʌnjˈɑːŋ"),
        ("Xi Hong of the Falun Gong", "ʃˈiː hˈuːŋ"),
        ("the café is", "kæfˈeɪ|kˈæfeɪ"),
        ("NATO and UNESCO", "nˈeɪɾoʊ ænd juːnˈɛskoʊ"),
        ("He has read it", "ɹˈɛd"),
        ("I will read it", "ɹˈiːd"),
        ("lead pipes", "lˈɛd"),
        ("the lead singer", "lˈiːd"),
        ("a live broadcast", "lˈaɪv"),
        ("they live here", "lˈɪv"),
        ("lives were lost", "lˈaɪvz"),
        ("musicians record the songs", "ɹᵻkˈɔːɹd"),
        ("the record", "ɹˈɛkɚd"),
        ("officials object to it", "ɑːbdʒˈɛkt|ˈɑːbdʒɛkt"),
        ("will present it", "pɹɪzˈɛnt"),
        ("a present", "pɹˈɛzənt"),
        ("they project growth", "pɹədʒˈɛkt"),
        ("fresh produce", "pɹˈɑːdˈuːs"),
        ("to produce oil", "pɹədˈuːs"),
        ("refuse collectors", "ɹˈɛfjˈuːs"),
        ("to refuse", "ɹᵻfjˈuːz"),
        ("to desert him", "dɪzˈɜːt|dᵻzˈɜːt"),
        ("took a bow", "bˈaʊ"),
        ("wind up the firm", "wˈaɪnd|wˈɪnd"),
        ("to wind up the firm", "wˈaɪnd"),
        ("wound up dead", "wˈaʊnd"),
        ("tear gas", "tˈɪɹ"),
        ("tear it up", "tˈɛɹ"),
        ("close the door", "klˈoʊz"),
        ("close to home", "klˈoʊs"),
        ("to use it", "jˈuːz"),
        ("the use of", "jˈuːs"),
        ("minute amounts", "maɪnˈuːt"),
        ("content with it", "kˈɑːntˈɛnt"),
        ("to permit it", "pɚmˈɪt"),
        ("to conduct a poll", "kəndˈʌkt"),
        ("to convict him", "kənvˈɪkt"),
        ("to separate them", "sˈɛpɐɹˌeɪt"),
        ("to estimate it", "ˈɛstᵻmˌeɪt"),
        ("to house them", "hˈaʊz"),
        ("to increase it", "ɪŋkɹˈiːs"),
        ("a bass guitar", "bˈeɪs"),
    ],
)
def test_what_is_heard(written: str, sound: str) -> None:
    phonemes = heard(written)
    assert any(form in phonemes for form in sound.split("|")), phonemes


def test_no_letter_of_a_name_in_pinyin_is_spelt_out() -> None:
    """ "nwaw" is read as "en-waw": each part of a respelling has one stress, a letter its own."""
    for syllable in SYLLABLES:
        said = respell(syllable)
        phonemes = phonemize(said)
        assert len([s for s in phonemes if s in "ˈˌ"]) <= len(said.split("-")), (said, phonemes)
