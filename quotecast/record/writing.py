"""Words in a writing system that a voice's language does not use.

A model reads what it was trained on. espeak-ng, asked for English, says "Chinese letter,
Chinese letter" for a Chinese name and spells a Russian one in vowels; a model on characters
says nothing at all. Neither is a correct take, so such words are left unsaid and reported,
and a line that is made of them is refused.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from quotecast.engines.espeak import IPA
from quotecast.speech import Spoken, SpokenWord

WRITTEN_IN: Final = {
    "ar": ("ARABIC",),
    "be": ("CYRILLIC",),
    "bg": ("CYRILLIC",),
    "bn": ("BENGALI",),
    "el": ("GREEK",),
    "fa": ("ARABIC",),
    "he": ("HEBREW",),
    "hi": ("DEVANAGARI",),
    "hy": ("ARMENIAN",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"),
    "ka": ("GEORGIAN",),
    "kk": ("CYRILLIC",),
    "ko": ("HANGUL", "CJK"),
    "mk": ("CYRILLIC",),
    "mr": ("DEVANAGARI",),
    "ru": ("CYRILLIC",),
    "sr": ("CYRILLIC",),
    "ta": ("TAMIL",),
    "th": ("THAI",),
    "uk": ("CYRILLIC",),
    "ur": ("ARABIC",),
    "wuu": ("CJK", "BOPOMOFO"),
    "yue": ("CJK", "BOPOMOFO"),
    "zh": ("CJK", "BOPOMOFO"),
}
"""Language → first words of its letters' Unicode names; languages not named use Latin ones."""

READ_BY_ALL: Final = ("LATIN", "FULLWIDTH", "MASCULINE", "FEMININE", "MICRO", "MODIFIER")
"""Latin letters, wherever they stand; the rest are signs that Unicode counts as letters."""

_NAMES: Final = {"CJK": "Chinese characters", "HANGUL": "Korean letters"}


def letters_of(word: str) -> set[str]:
    """The writing systems of a word's letters, by the first words of their Unicode names."""
    return {unicodedata.name(sign, "?").split()[0] for sign in word if sign.isalpha()}


def foreign_to(word: str, language: str) -> str:
    """The writing system of a word that a language is not written in; empty where it is.

    Single Greek letters are science's, not Greek ("beta-carotene" with the letter).
    """
    if IPA.search(word):
        return ""  # phonemes, some of them Greek letters
    own = WRITTEN_IN.get(language.partition("-")[0].lower(), ())
    strange = letters_of(word) - set(own) - set(READ_BY_ALL)
    if len(word.strip(".,;:?!'\"()")) == 1 or "LATIN" in letters_of(word):
        strange.discard("GREEK")
    return min(strange, default="")


def name_of(script: str) -> str:
    """A writing system as messages name it."""
    return _NAMES.get(script, f"{script.title()} letters")


def without_foreign(spoken: Spoken, language: str) -> tuple[Spoken, dict[str, str]]:
    """A line without the words its voice cannot read.

    Returns:
        What is left, its words still those that were written; and the words left out, each
        with its writing system.
    """
    words = spoken.text.split()
    scripts = [foreign_to(word, language) for word in words]
    if not any(scripts):
        return spoken, {}
    kept_before = [0]
    for script in scripts:
        kept_before.append(kept_before[-1] + (not script))
    kept: list[str] = []
    for word, script in zip(words, scripts, strict=True):
        if not script:
            kept.append(word)
        elif kept and word[-1] in ".?!" and kept[-1][-1] not in ".?!":
            kept[-1] = kept[-1].rstrip(",;:") + word[-1]  # the sentence still ends
    mapped = tuple(
        SpokenWord(one.written, kept_before[one.start], kept_before[one.end])
        for one in spoken.words
    )
    left = {
        word.strip(".,;:?!"): script for word, script in zip(words, scripts, strict=True) if script
    }
    return Spoken(" ".join(kept), mapped), left
