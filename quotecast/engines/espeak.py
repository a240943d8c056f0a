"""Phonemes from the espeak-ng library bundled in ``espeakng-loader``, for Coqui models.

Coqui's own ``espeak`` phonemizer starts a system program for every clause (about 17 ms).
A voice must be run with the phonemes it was trained on, on every machine, so the library
of one pinned package is called directly (about 0.1 ms) and no system program is needed.

The module is cheap to import: neither Coqui nor the library is touched before the first
call of :func:`phonemize` or :func:`register`.
"""

from __future__ import annotations

import ctypes
import functools
import re
import threading
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from quotecast.errors import EngineError

_AUDIO_OUTPUT_SYNCHRONOUS: Final = 2  # espeak_AUDIO_OUTPUT: no sound device is opened
_INITIALIZE_DONT_EXIT: Final = 0x8000
_CHARS_UTF8: Final = 1
_PHONEMES_IPA: Final = 0x02  # the ``--ipa=1`` of the program, without its "_" separators
_OK: Final = 0

# Coqui takes these short codes as well; the library has no voice of that name.
_LANGUAGE_ALIASES: Final = {"en": "en-us", "zh-cn": "cmn"}
# A word in IPA between slashes: what the lexicon gives the phonemizer ready made.
IPA: Final = re.compile(r"/([^/\s]+)/")
# espeak-ng, and the voices trained with it, write stress before the vowel, not the syllable.
_EARLY_STRESS: Final = re.compile(r"([ˈˌ])([^aeiouyæɑɐɒɔəɚɛɜɝɪʊʌœøɨʉɯɵɤᵻ/]+)")
# The letter "A" is read as the article ("R F uh"); it is the letter inside a sentence, and where
# a letter follows. "Ps" after another letter is read as "pee ess".
_LETTER_A: Final = re.compile(
    r"(?<![\w'])(?<!^)(?<![.?!] )A(?![\w.])|(?<![\w'])A(?=-|'s| [A-Z]\b(?!'))"
)
_LETTERS: Final = re.compile(r"(?<=\b[A-Z] )([A-Z])s\b")
# Acronyms that are words to everybody but the library.
_MISREAD: Final = {
    "Unesco": "Yunesco", "Fema": "Feema", "Imax": "Eyemax", "Isil": "Eyesil",
    "Himars": "Hymars", "Gaap": "Gap",
}  # fmt: skip
_MISREAD_WORD: Final = re.compile(rf"\b({'|'.join(_MISREAD)})\b")
# Words from another language are flagged, as in "(en)fˈʊtbɔːl(fr)".
_LANGUAGE_FLAG: Final = re.compile(r"\(.+?\)")


class _Library:
    """The loaded espeak-ng. It keeps global state, so every call holds one lock."""

    def __init__(self) -> None:
        import espeakng_loader

        try:
            self._lib = ctypes.CDLL(espeakng_loader.get_library_path())
        except OSError as error:
            msg = f"the espeak-ng library of the package espeakng-loader does not load: {error}"
            raise EngineError(msg) from error
        self._declare()
        data = espeakng_loader.get_data_path()
        rate = self._lib.espeak_Initialize(
            _AUDIO_OUTPUT_SYNCHRONOUS, 0, str(data).encode(), _INITIALIZE_DONT_EXIT
        )
        if rate <= 0:
            msg = f"espeak-ng could not read its data in {data}"
            raise EngineError(msg)
        self._data = Path(data)
        self._lock = threading.RLock()
        self._language = ""

    def _declare(self) -> None:
        lib = self._lib
        lib.espeak_Initialize.argtypes = (
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_int,
        )
        lib.espeak_Initialize.restype = ctypes.c_int
        lib.espeak_SetVoiceByName.argtypes = (ctypes.c_char_p,)
        lib.espeak_SetVoiceByName.restype = ctypes.c_int
        lib.espeak_TextToPhonemes.argtypes = (
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.c_int,
            ctypes.c_int,
        )
        lib.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def languages(self) -> dict[str, str]:
        """Language code to voice name, from the data files the library would load."""
        found: dict[str, str] = {}
        for file in sorted((self._data / "lang").rglob("*")):
            if file.is_file():
                text = file.read_text(encoding="utf-8", errors="replace")
                name = re.search(r"^name\s+(.+?)\s*$", text, re.MULTILINE)
                for code in re.findall(r"^language\s+(\S+)", text, re.MULTILINE):
                    found.setdefault(code, name.group(1) if name else code)
        return found

    def read(self, text: str, language: str) -> str:
        """IPA of a text, in which words between slashes are IPA already."""
        parts = IPA.split(text)
        said = [
            _EARLY_STRESS.sub(r"\2\1", part) if index % 2 else self.phonemes(part, language)
            for index, part in enumerate(parts)
            if part.strip()
        ]
        return " ".join(part for part in said if part)

    def phonemes(self, text: str, language: str) -> str:
        """IPA with stress marks for one stretch of text without punctuation worth keeping."""
        with self._lock:
            if language != self._language:
                self._select(language)
            # The call moves the pointer past the clause it has read, to null at the end.
            # The address of the buffer is held in `data`, so it stays alive.
            data = ctypes.c_char_p(text.replace("\0", " ").encode("utf-8"))
            clauses: list[str] = []
            while data.value:
                raw = self._lib.espeak_TextToPhonemes(
                    ctypes.byref(data), _CHARS_UTF8, _PHONEMES_IPA
                )
                clauses.append((raw or b"").decode("utf-8", errors="replace"))
        lines = (_LANGUAGE_FLAG.sub("", clause).strip() for clause in clauses)
        # The program prints one line per clause and Coqui joins the lines with nothing
        # between; a space keeps the last word of one clause off the first of the next.
        return " ".join(line for line in lines if line)

    def _select(self, language: str) -> None:
        status = self._lib.espeak_SetVoiceByName(language.encode("ascii", errors="replace"))
        if status != _OK:
            self._language = ""
            msg = f"espeak-ng knows no language {language!r}"
            raise EngineError(msg)
        self._language = language


@functools.cache
def _library() -> _Library:
    return _Library()


@functools.cache
def _phonemizer_class() -> type[Any]:
    """The Coqui phonemizer; made on first use because it needs Coqui's base class."""
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    from TTS.tts.utils.text.phonemizers.base import BasePhonemizer
    from TTS.tts.utils.text.punctuation import Punctuation

    class LibraryESpeak(BasePhonemizer):  # type: ignore[misc]  # Coqui carries no type hints
        """Coqui's ``espeak`` phonemizer, with the bundled library in place of a program."""

        def __init__(
            self,
            language: str,
            punctuations: str = Punctuation.default_puncs(),
            *,
            keep_puncs: bool = True,
        ) -> None:
            language = _LANGUAGE_ALIASES.get(language, language)
            super().__init__(language, punctuations=punctuations, keep_puncs=keep_puncs)

        @staticmethod
        def name() -> str:
            return "espeak"

        @classmethod
        def is_available(cls) -> bool:
            return True

        @staticmethod
        def supported_languages() -> dict[str, str]:
            return _library().languages()

        def version(self) -> str:
            return library_version()

        def _phonemize(self, text: str, separator: str = "") -> str:
            # `--ipa=1` never writes separators between phonemes, so there is none to replace.
            del separator
            return _library().read(text, self.language)

    return LibraryESpeak


@functools.cache
def _phonemizer(language: str) -> Any:
    return _phonemizer_class()(language)


def aloud(text: str) -> str:
    """A spoken line of English in the spelling that espeak-ng reads right.

    >>> aloud("the P L A met M Ps at nine A M")
    "the P L Eh met M P's at nine Eh M"
    """
    text = _MISREAD_WORD.sub(lambda found: _MISREAD[found[0]], text)
    return _LETTERS.sub(r"\1's", _LETTER_A.sub("Eh", text))


def library_version() -> str:
    """The version of the package that carries the library; part of what a voice depends on."""
    try:
        return version("espeakng-loader")
    except PackageNotFoundError:  # a frozen application without metadata
        return "unknown"


def register() -> None:
    """Make the bundled library the phonemizer of every Coqui model that asks for "espeak".

    Coqui looks its phonemizers up in a table it fills once; the table is filled first and
    then corrected, so the order of calls does not matter and calling twice is harmless.
    """
    phonemizer = _phonemizer_class()
    from TTS.tts.utils.text import phonemizers

    phonemizers._register_phonemizers()
    phonemizers.PHONEMIZERS[phonemizer.name()] = phonemizer
    defaults = phonemizers.DEF_LANG_TO_PHONEMIZER
    defaults.update(dict.fromkeys((*phonemizer.supported_languages(), "en"), phonemizer.name()))


def phonemize(text: str, language: str = "en-us") -> str:
    """IPA of a text with its punctuation kept, as Coqui's tokenizer receives it."""
    return str(_phonemizer(_LANGUAGE_ALIASES.get(language, language)).phonemize(text, ""))
