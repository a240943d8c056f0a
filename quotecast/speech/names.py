"""Chinese names in pinyin, respelled so that an English phonemizer says them.

Only names are touched: a word of capital and small letters that is wholly pinyin, has a
syllable English does not, or stands beside one that does. "Long" and "Hang" stay English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_INITIALS: Final = {
    "zh": "j", "ch": "ch", "sh": "sh", "b": "b", "p": "p", "m": "m", "f": "f", "d": "d", "t": "t",
    "n": "n", "l": "l", "g": "g", "k": "k", "h": "h", "j": "j", "q": "ch", "x": "sh", "r": "r",
    "z": "dz", "c": "ts", "s": "s", "y": "y", "w": "w", "": "",
}  # fmt: skip
_FINALS: Final = {
    "a": "ah", "o": "waw", "e": "uh", "ai": "ye", "ei": "ay", "ao": "au", "ou": "oh",
    "an": "ahn", "en": "un", "ang": "ahng", "eng": "ung", "ong": "oong", "i": "ee", "ia": "yah",
    "ie": "yeh", "iao": "yau", "iu": "yoh", "ian": "yen", "in": "in", "iang": "yahng",
    "ing": "ing", "iong": "yoong", "u": "oo", "ua": "wah", "uo": "waw", "uai": "why", "ui": "way",
    "uan": "wahn", "un": "oon", "uang": "wahng", "ue": "weh", "er": "ar",
}  # fmt: skip
_SYLLABLE: Final = re.compile(
    r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(iang|iong|uang|uai|uan|iao|ian|ang|eng|ong|ing|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|"
    r"er|[aoeiu])(?![aoeiu])"
)
_FOREIGN: Final = re.compile(r"^(zh|x|q[^u]|c(?!h)[aeiou]n)|[a-z](zh|x[iu]|qi)|[^e]ng[a-z]*ng$")
"""Spellings that no English word has."""

_ALONE: Final = frozenset(
    (
        "Xi Xu Xie Xiao Xia Xin Xue Zhang Zhao Zhou Zhu Zheng Zhong Qin Qiu Qian Qiao Qiang "
        "Qiang Deng Jiang Wang Huang Liang Cao Cui Cai Hu Jintao Jinping Falun Gong Shenzhen "
        "Guangdong Guangzhou Sichuan Xinjiang Chongqing Shenyang Nanjing Tianjin Wuhan Hunan "
        "Hubei Hainan Fujian Zhejiang Jiangsu Henan Hebei Anhui Gansu Ningxia Shaanxi Shanxi "
        "Yunnan Guizhou Jilin Liaoning Heilongjiang Dalian Qingdao Urumqi Lai Feng Peng Meng "
        "Guo Luo Shi Tian Yuan"
    ).split()
)


@cache
def syllables(word: str) -> tuple[str, ...]:
    """The pinyin syllables of a word, small letters; empty when it is not pinyin."""
    text = word.lower().replace("'", "").replace("’", "")
    result = []
    while text:
        best = ""
        for end in range(min(6, len(text)), 0, -1):
            if _SYLLABLE.fullmatch(text[:end]) and (
                end == len(text) or _SYLLABLE.match(text[end:])
            ):
                best = text[:end]
                break
        if not best:
            return ()
        result.append(best)
        text = text[len(best) :]
    return tuple(result)


def is_foreign(word: str) -> bool:
    """A capitalised word that can only be pinyin."""
    plain = re.sub(r"['’]s$", "", word)
    if not re.fullmatch(r"[A-Z][a-z]+", plain):
        return False
    parts = syllables(plain)
    if not parts:
        return False
    return (
        plain in _ALONE - {"Gong"}
        or bool(_FOREIGN.search(plain.lower()))
        or (
            len(parts) >= 2
            and (
                bool(
                    re.match(
                        r"(guang|sheng|cheng|zheng|chang|xiang|liang|shuang|huang)", plain.lower()
                    )
                )
            )
        )
    )


def respelled(word: str, beside: bool) -> str | None:
    """How a name in pinyin is said; None when the word is not one.

    Args:
        word: perhaps with ``'s``.
        beside: whether the word before or after it is certainly pinyin.
    """
    plain = re.sub(r"['’]s$", "", word)
    known = is_foreign(plain) or (
        beside and bool(re.fullmatch(r"[A-Z][a-z]+", plain)) and bool(syllables(plain))
    )
    if not known:
        return None
    said = "-".join(_said(syllable) for syllable in syllables(plain)).capitalize()
    return said + ("'s" if plain != word else "")


@cache
def _said(syllable: str) -> str:
    found = _SYLLABLE.fullmatch(syllable)
    if found is None:
        return syllable
    initial, final = found[1] or "", found[2]
    if final == "i" and initial in ("zh", "ch", "sh", "r"):
        return {"zh": "jur", "ch": "chur", "sh": "shur", "r": "rur"}[initial]
    if final == "i" and initial in ("z", "c", "s"):
        return {"z": "dzuh", "c": "tsuh", "s": "suh"}[initial]
    if initial == "y":
        special = {"i": "ee", "in": "yin", "ing": "ying", "an": "yen", "u": "yoo", "ue": "yweh",
                   "uan": "ywen", "un": "yoon"}.get(final)  # fmt: skip
        return special or "y" + _FINALS[final]
    if initial in ("j", "q", "x") and final in ("u", "ue", "uan", "un"):
        return _INITIALS[initial] + {"u": "oo", "ue": "oo-eh", "uan": "oo-en", "un": "oon"}[final]
    if initial in ("b", "p", "m", "f", "w") and final == "o":
        return _INITIALS[initial] + "aw"
    return _INITIALS[initial] + _after(initial, _FINALS[final])


def _after(initial: str, final: str) -> str:
    """A final as the phonemizer reads it behind its initial.

    espeak reads "shyau" as "shy-ow" and spells out the h of "hwahng", so the glide becomes a
    vowel of its own: "sheeau", "hoo-ahng". After b, d, g, k and the like "w" is read well.
    """
    if initial and final.startswith("y") and final != "ye":
        return "eeau" if final == "yau" else f"ee-{final[1:]}"
    if initial.endswith("h") and final.startswith("w"):
        return "oo-eye" if final == "why" else f"oo-{final[1:]}"
    return final
