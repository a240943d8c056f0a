"""How long a text takes to say, from its letters alone.

Measured on the house voices over news prose, single words, initialisms and numbers: what
they take lies between 0.6 and 1.5 of this (0.9 to 1.1 for whole sentences).
"""

from __future__ import annotations

from typing import Final

WORD_S: Final = 0.08
LETTER_S: Final = 0.06
"""A word takes the one and, for each letter, the other."""

LONE_LETTER_S: Final = 0.3
"""A word of one letter, most often a letter of an initialism said by its name."""

SYLLABLE_S: Final = 0.22
"""A sign that stands for a syllable or more: Chinese characters, kana, Hangul."""

DIGIT_S: Final = 0.45
"""At the most: languages without rules of their own give figures to the model as they are, and
one digit may be a word or, in "2,000,000", nothing at all."""

SENTENCE_S: Final = 0.3
CLAUSE_S: Final = 0.15
"""Pauses behind the marks that end a sentence, and behind those inside one."""

FASTEST: Final = 0.4
SLOWEST: Final = 2.0
"""Shares of what is expected between which a take may lie."""

GRACE_S: Final = 0.6
"""A take may be longer by this as well; for the shortest texts it is what counts."""


def seconds_of(spoken: str) -> float:
    """Seconds that the words of ``spoken`` take, with the pauses between them."""
    seconds, pause = 0.0, 0.0
    for word in spoken.split():
        seconds += pause + _seconds_of_word(word)
        last = word.rstrip("\"'”’)")[-1:]
        pause = SENTENCE_S if last in ".?!" else CLAUSE_S if last in ",;:" else 0.0
    return seconds


def _seconds_of_word(word: str) -> float:
    letters = [sign for sign in word if sign.isalnum()]
    syllables = sum(
        "\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in letters
    )
    if syllables:
        return SYLLABLE_S * syllables + LETTER_S * (len(letters) - syllables)
    if len(letters) == 1:
        return LONE_LETTER_S
    return WORD_S + LETTER_S * len(letters) if letters else 0.0


def bounds_of(spoken: str, pace: float = 1.0) -> tuple[float, float]:
    """The least and the most seconds of sound that a take of ``spoken`` may have.

    Args:
        spoken: the text as said.
        pace: how much slower than usual the voice is asked to speak; 2 is half as fast.
    """
    seconds = seconds_of(spoken)
    figures = DIGIT_S * sum(sign.isdigit() for sign in spoken)
    most = SLOWEST * seconds * max(1.0, pace) + figures + GRACE_S
    return FASTEST * seconds * min(1.0, pace), most
