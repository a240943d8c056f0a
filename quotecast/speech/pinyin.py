"""The syllables of Chinese in pinyin, and how an English phonemizer is made to say them."""

from __future__ import annotations

from functools import cache
from typing import Final

_TABLE: Final = """
- a ai an ang ao e en er ou
b a ai an ang ao ei en eng i ian iao ie in ing o u
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
m a ai an ang ao ei en eng i ian iao ie in ing iu o ou u
f a an ang ei en eng o ou u
d a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo
t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu u uan ue un
q i ia ian iang iao ie in ing iong iu u uan ue un
x i ia ian iang iao ie in ing iong iu u uan ue un
zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r an ang ao e en eng i ong ou u uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
c a ai an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
y a an ang ao e i in ing ong ou u uan ue un
w a ai an ang ei en eng o u
"""
"""Initial, then its finals: the syllables of Hanyu Pinyin (ISO 7098), without tones."""

_INITIALS: Final = {
    "zh": "j", "ch": "ch", "sh": "sh", "b": "b", "p": "p", "m": "m", "f": "f", "d": "d", "t": "t",
    "n": "n", "l": "l", "g": "g", "k": "k", "h": "h", "j": "j", "q": "ch", "x": "sh", "r": "r",
    "z": "z", "c": "ts", "s": "s", "y": "y", "w": "w", "": "",
}  # fmt: skip
_FINALS: Final = {
    "a": "ah", "o": "waw", "e": "uh", "ai": "ye", "ei": "ay", "ao": "au", "ou": "oh",
    "an": "ahn", "en": "un", "ang": "ahng", "eng": "ung", "ong": "oong", "i": "ee", "ia": "yah",
    "ie": "yeh", "iao": "yau", "iu": "yoh", "ian": "yen", "in": "in", "iang": "yahng",
    "ing": "ing", "iong": "yoong", "u": "oo", "ua": "wah", "uo": "waw", "uai": "why", "ui": "way",
    "uan": "wahn", "un": "oon", "uang": "wahng", "ue": "weh", "er": "ar",
}  # fmt: skip

SYLLABLES: Final = {
    ("" if row.split()[0] == "-" else row.split()[0]) + final: (
        "" if row.split()[0] == "-" else row.split()[0],
        final,
    )
    for row in _TABLE.strip().splitlines()
    for final in row.split()[1:]
}
"""Each syllable's initial and final."""


@cache
def syllables(word: str) -> tuple[str, ...]:
    """The pinyin syllables of a word, the longest first; empty when it is not pinyin."""
    text = word.lower().replace("’", "'")
    if len(text) > 24:
        return ()
    return _cut(text) or ()


def _cut(text: str, first: bool = True) -> tuple[str, ...] | None:
    """Inside a name no syllable starts with a vowel, unless an apostrophe says so (Xi'an)."""
    if not text:
        return ()
    if text[0] == "'":
        text, first = text[1:], True
    for end in range(min(6, len(text)), 0, -1):
        if text[:end] in SYLLABLES and (first or text[0] not in "aeo"):
            rest = _cut(text[end:], False)
            if rest is not None:
                return (text[:end], *rest)
    return None


@cache
def respell(syllable: str) -> str:
    """A syllable in plain letters."""
    initial, final = SYLLABLES[syllable]
    if final == "i" and initial in ("zh", "ch", "sh", "r"):
        return {"zh": "jur", "ch": "chur", "sh": "shur", "r": "rur"}[initial]
    if final == "i" and initial in ("z", "c", "s"):
        return {"z": "zuh", "c": "tsuh", "s": "suh"}[initial]
    if initial == "y":
        special = {"i": "ee", "in": "yin", "ing": "ying", "an": "yen", "u": "yoo", "ue": "yoo-eh",
                   "uan": "yoo-en", "un": "yoon"}.get(final)  # fmt: skip
        return special or "y" + _FINALS[final]
    if initial in ("j", "q", "x") and final in ("u", "ue", "uan", "un"):
        return _INITIALS[initial] + {"u": "oo", "ue": "oo-eh", "uan": "oo-en", "un": "oon"}[final]
    if initial in ("b", "p", "m", "f", "w") and final == "o":
        return _INITIALS[initial] + "aw"
    return _INITIALS[initial] + _after(_INITIALS[initial], _FINALS[final])


def _after(initial: str, final: str) -> str:
    """A final as the phonemizer reads it behind its initial.

    espeak reads "shyau" as "shy-ow" and spells letters out in "hwahng" and "lwaw", so the glide
    becomes a vowel of its own: "sheeau", "hoo-ahng", "loo-aw". After b, d, g, k and the like
    "w" is read well.
    """
    if (initial, final) in _MISREAD:
        return _MISREAD[initial, final]
    if initial and final.startswith("y") and final != "ye":
        return "eeau" if final == "yau" else f"ee-{final[1:]}"
    if final == "why":
        return "oo-eye"
    if final.startswith("w") and (
        initial.endswith("h") or initial in ("n", "l", "r", "ts", "z", "j")
    ):
        return "oo-way" if final == "way" else f"oo-{final[1:]}"
    return final


_MISREAD: Final = {("", "ye"): "eye", ("g", "ye"): "uy", ("", "au"): "ow"}
