"""The reading: an ordered list of small rules, asked for each piece of the line in turn."""

from __future__ import annotations

from functools import cache

from quotecast.speech.abbreviations import final_stop, stop_belongs_to_word
from quotecast.speech.lexicon import Lexicon
from quotecast.speech.place import Place, Rule
from quotecast.speech.spoken import Spoken, SpokenWord
from quotecast.speech.tokens import pieces_of


def verbalise(text: str, language: str = "en", lexicon: Lexicon | None = None) -> Spoken:
    """What is said for a written line.

    Args:
        text: one line as written.
        language: BCP 47 tag. The rules are for English (``en-GB`` puts the day before the
            month); in other languages numbers and signs stay as written, for the model's
            own phonemizer, and only lexicon and punctuation are applied.
        lexicon: respellings that win over every rule.

    Returns:
        The spoken words, each mapped to the written word it came from.
    """
    pieces = pieces_of(text)
    english = language.partition("-")[0].lower() == "en"
    book = lexicon or Lexicon()
    written = text.split()
    line = _Line([[] for _ in written])
    lettered = any(sign.isalnum() for sign in text)
    at = 0
    while at < len(pieces):
        place = Place(pieces, at, language, book, lettered)
        for said in _said(place, english):
            piece = pieces[at]
            if piece.opens == "(":
                line.pause(",")
            line.add(piece.word, said)
            here = Place(pieces, at, language, book, lettered)
            if piece.stop and not (english and stop_belongs_to_word(here)):
                line.pause(piece.stop)
            elif piece.closes and piece.stop and at + 1 < len(pieces):
                line.pause(",")
            elif english and said and (ending := final_stop(here)):
                line.pause(ending)
            at += 1
    return line.spoken(written)


class _Line:
    """The spoken words so far, by written word."""

    def __init__(self, words: list[list[str]]) -> None:
        self._words = words
        self._last = -1

    def add(self, word: int, said: str) -> None:
        parts = said.split()
        if parts:
            self._words[word] += parts
            self._last = word

    def pause(self, stop: str) -> None:
        """Hang a pause on the last spoken word so far; the stronger of two stays."""
        if self._last < 0:
            return
        last = self._words[self._last][-1]
        if last[-1] not in ",.;:?!":
            self._words[self._last][-1] = last + stop
        elif stop in ".?!" and last[-1] in ",;:":
            self._words[self._last][-1] = last[:-1] + stop

    def spoken(self, written: list[str]) -> Spoken:
        words: list[SpokenWord] = []
        flat: list[str] = []
        for word, said in zip(written, self._words, strict=True):
            words.append(SpokenWord(word, len(flat), len(flat) + len(said)))
            flat += said
        if not any(sign.isalnum() for word in flat for sign in word):
            return Spoken("", tuple(SpokenWord(word, 0, 0) for word in written))
        return Spoken(" ".join(flat), tuple(words))


def _said(place: Place, english: bool) -> tuple[str, ...]:
    """What the first rule that knows the piece says, for it and the pieces it takes along."""
    if not place.core:
        return ("",)
    for rule in _rules(english):
        said = rule(place)
        if said is not None:
            return (said,) if isinstance(said, str) else said
    return ("",)


def said_alone(place: Place) -> str:
    """A part of a word by itself, in English."""
    return " ".join(_said(place, True))


@cache
def _rules(english: bool) -> tuple[Rule, ...]:
    from quotecast.speech.rules import ENGLISH, OTHERS

    return ENGLISH if english else OTHERS
