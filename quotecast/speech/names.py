"""Which capitalised words are Chinese names in pinyin, to be respelled.

Only names are touched: a word that is wholly pinyin and has a syllable English does not
have, or stands beside a family name or beside one that does. "Long" and "Hang" stay
English, "Canada" and "Dating" too, though each could be pinyin.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import Final

from quotecast.speech.pinyin import respell, syllables

_ANYWHERE: Final = re.compile(
    r"zh.*|q[^u].*|.*iang|.*uang|.*iong|.*iao|.*eng|guo|zuo|shuo|huo|jin|jing|jian|jia|jie"
)
"""Syllables that hardly any English word has which is wholly pinyin."""
_FIRST: Final = re.compile(
    r"x.*|chong|dong|gong|hong|rong|yong|nong|zong|tian|luo|liu|shui|yue|xue"
)
"""Such syllables at the start of a name."""
_LAST: Final = re.compile(
    r"jun|dong|hong|gong|yong|chong|nong|zong|yang|yuan|xuan|chuan|wei|shui|bao"
)
"""Such syllables at its end."""

_ENGLISH: Final = frozenset(
    (
        "benghazi dongle tonga tongan longan wangle dingdong jingle jingling jinni jinny cajun "
        "wayang payang quechuan dugong banteng penghulu gongman jia jie jian hongi bengal yuan"
    ).split()
)
"""Words that could be pinyin and are not."""

_KNOWN: Final = frozenset(
    (
        "Falun Guangdong Guangzhou Sichuan Shenzhen Nanjing Wuhan Hunan Hubei Hainan Hebei Henan "
        "Anhui Gansu Ningxia Yunnan Guizhou Jilin Liaoning Heilongjiang Dalian Qingdao Urumqi "
        "Tiananmen Chengdu Harbin Suzhou Haikou Lhasa Hefei Nanchang Changsha Kunming Fujian "
        "Taiyuan Jinan Tangshan Shaanxi Foshan Kunshan Weihai Weifang Kaifeng Lanzhou Guilin "
        "Enlai Jintao Jiabao Keqiang Zemin Rongji Ziyang Weiwei Yaobang Wenzao"
    ).split()
) - {"Lhasa", "Urumqi"}
_SPELT: Final = {"Tiananmen": "Tian'anmen", "Shaanxi": "Shanxi", "Xian": "Xi'an"}
"""Names that are written against the rules of pinyin."""

_ALONE: Final = frozenset(
    (
        "Xi Xu Xie Xiao Xia Xin Xue Xiong Zhang Zhao Zhou Zhu Zheng Zhong Zhuang Zeng Qin Qiu "
        "Qian Qiao Qiang Qi Jiang Wang Huang Liang Liao Deng Peng Meng Feng Cao Cui Cai Guo Luo "
        "Liu Shi Han Niu Jia Lai"
    ).split()
)
"""Names of one syllable that are hardly ever anything else."""

_FAMILY: Final = _ALONE | frozenset(
    (
        "Ai An Bai Bao Bo Chang Chen Cheng Dai Ding Dong Du Duan Fan Fang Fu Gao Ge Geng Gong Gu "
        "Guan Hao Hong Hou Hu Hua Ji Jin Kang Kong Lai Lan Lei Li Lian Lin Ling Long Lu Ma Mao "
        "Mei Miao Ning Pan Pang Pei Ping Rao Ren Rong Shan Shang Shao Shen Sheng Shu Song Su Sun "
        "Tan Tang Tao Tian Tong Wan Wei Wen Weng Wu Yan Yang Yao Yi Yin Ying Yu Yuan Yue Yun Zang "
        "Zha Zhan Zong Zou Zuo He"
    ).split()
)
"""Family names; the rarer ones count before a given name only."""

_WORDS: Final = frozenset(
    (
        "he she me can men ran long pay ban sang sun song pan fan an a man hang sing ping pang "
        "dang bang gang rang tan tang wan wen den ten pen dan fun gun run sun nun bun lung dung "
        "hung rung pun lie die tie pie bin din tin win pin sin fin due sue rue ye bi mu ma pa la "
        "ha to do so no go who you yes may day lead kong dollar bao min mind wing wind pang hero "
        "here cape came gene tune pane mile panda china canada panama kenya malta lima gaza "
        "hawaii manila dubai nana mama papa banana sauna mango tango pilau hainan"
    ).split()
) - {"hainan", "bao", "min", "bin", "wen", "wan", "ye", "mu"}
"""English words that are no given name beside a family name."""


@cache
def is_telling(word: str) -> bool:
    """A capitalised word that can only be pinyin, wherever it stands."""
    plain = _bare(word)
    if not re.fullmatch(r"[A-Z][a-z]+(?:['’][aeo][a-z]*)?", plain) or plain.lower() in _ENGLISH:
        return False
    if plain in _ALONE or plain in _KNOWN:
        return True
    parts = syllables(plain)
    if not parts:
        return False
    if len(parts) == 1:
        return bool(re.match(r"zh|x|q(?!u)", plain.lower()))
    return (
        any(_ANYWHERE.fullmatch(part) for part in parts)
        or bool(_FIRST.fullmatch(parts[0]) or _LAST.fullmatch(parts[-1]))
        or any(part[0] == "x" and before[-1] in "ng" for before, part in itertools.pairwise(parts))
    )


def is_family(word: str) -> bool:
    """Whether a word is a family name."""
    return word in _FAMILY


def is_name(word: str, before: str, after: str) -> bool:
    """Whether a word is a name in pinyin, by itself or by what stands beside it."""
    plain = _bare(word)
    if is_telling(plain):
        return True
    if plain == "Hong" and _bare(after) == "Kong":
        return False
    if not _given(plain):
        return (
            plain in _FAMILY and _whole(after) and is_telling(after) and len(syllables(after)) > 1
        )
    if before == _bare(before) and (before in _FAMILY - {"He"} or is_telling(before)):
        return is_telling(before) or len(syllables(plain)) > 1 or before in ("Li", "Wu", "Hu", "Yu")
    if plain in _FAMILY and _whole(after):
        return is_telling(after) or (len(syllables(_bare(after))) > 1 and _given(_bare(after)))
    return word == plain and is_telling(after) and len(syllables(after)) == 1 and plain in _FAMILY


def _given(word: str) -> bool:
    """Whether a word could be a given name: pinyin, and no word of every day."""
    lower = word.lower()
    if not re.fullmatch(r"[A-Z][a-z]+", word) or lower in _WORDS or lower in _ENGLISH:
        return False
    return bool(syllables(word))


def _whole(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z]+(?:['’]s)?", word)) and bool(syllables(_bare(word)))


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word)


def respelled(word: str) -> str:
    """A name in pinyin as it is said, ``'s`` kept."""
    plain = _bare(word)
    parts = syllables(_SPELT.get(plain, plain))
    said = "-".join(respell(syllable) for syllable in parts).capitalize() or plain
    return said + ("'s" if plain != word else "")
