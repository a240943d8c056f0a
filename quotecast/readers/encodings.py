"""Which encoding a text is in that is not UTF-8 and does not say."""

from __future__ import annotations

import re
from typing import Final

from quotecast.readers.phrases import word_set

SAMPLE: Final = 50_000
"""Bytes that are looked at."""

_MEANT: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "cp950",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "x-user-defined": "cp1252",
    "utf8": "utf-8",
    "unicode": "utf-16",
}
"""What browsers read where a page names the first (https://encoding.spec.whatwg.org/#names)."""

_SHOWN: Final = {
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
    "cp932": "Shift JIS",
    "cp949": "EUC-KR",
    "cp950": "Big5",
    "cp1250": "Windows-1250",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "iso8859_2": "ISO-8859-2",
}

_COMMON: Final = {
    "cp932": ("のはをにがたでとしてれさいまるな", 0.2),
    "euc_jp": ("のはをにがたでとしてれさいまるな", 0.2),
    "gb18030": ("的一是不了在人有我他这个们中来上大为和国地到以说时要就出会", 0.06),
    "cp950": ("的一是不了在人有我他這個們中來上大為和國地到以說時要就出會", 0.06),
    "cp949": ("이다는을의에가하고지를은기로한사도", 0.15),
    "koi8_r": ("оеаинтсрвл", 0.4),
    "cp1251": ("оеаинтсрвл", 0.4),
    "cp1253": ("αοιετνσρκπυ", 0.5),
    "cp1254": ("ışİŞ", 0.35),
    "cp1255": ("יוהלאמרתבש", 0.5),
    "cp1256": ("الينموترهعب", 0.5),
}
"""The commonest characters of each, and the share of the letters beyond ASCII that are at
least such in a text of its language: in a wrong encoding the same bytes hardly ever are."""

_ALPHABETS: Final = frozenset({"koi8_r", "cp1251", "cp1253", "cp1255", "cp1256"})
"""Those of alphabets whose words hold no Latin letter."""
MOSTLY: Final = 0.8
"""Share of such letters that stand beside another, as in words made of nothing else."""

_CENTRAL: Final = word_set(
    """że się są już był była więc także który która które jeśli pół też pięć może której ją
    že při než už když také který která které jež řekl řekla může ještě či přes příští proti před
    než ešte však môže až keď ktorý ktorá že než lebo či
    és hogy ő ők őt től ből ről ről kell egyszer között előtt később első idő erről
    će što više već sve još kaže može jer sme še tudi več že če kot"""
)
"""Small words of Polish, Czech, Slovak, Hungarian, Croatian and Slovene; those that count hold
a letter which Western Europe lacks."""
_LACKED: Final = frozenset("ąćęłńśźżčďěňřšťůžőűľĺŕ")
MIN_WORDS: Final = 2
"""Such words in a sample that make it a text of Central Europe."""
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})"
    rb"|\A\s*<\?xml[^>]{0,60}\sencoding\s*=\s*[\"']([\w-]{2,40})",
    re.IGNORECASE,
)
HEAD: Final = 65_536
"""Bytes in which a page's own word for its encoding is looked for."""


def declared_in(data: bytes) -> str:
    """The encoding that a page names itself; empty when it names none."""
    found = _DECLARED.search(data[:HEAD])
    return (found[1] or found[2]).decode("ascii") if found else ""


def single_byte(codec: str) -> bool:
    """Whether an encoding has a character for nearly every byte, so that it fits any text."""
    return (
        codec.lower()
        .replace("_", "-")
        .startswith(("cp125", "windows-125", "iso-8859", "iso8859", "koi8", "mac"))
    )


def meant(name: str) -> str:
    """The codec that a declared encoding means."""
    bare = name.strip().lower()
    return _MEANT.get(bare, bare)


def shown(codec: str) -> str:
    """A codec as people call it."""
    return _SHOWN.get(codec, codec.upper().replace("_", "-"))


def guess(data: bytes) -> str:
    """The codec of bytes that are not UTF-8; empty when they are no text at all."""
    if b"\x00" in data[:4096]:
        return ""
    sample = data[:SAMPLE]
    scores = {codec: _score(sample, codec) / least for codec, (_, least) in _COMMON.items()}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] >= 1:
        return best
    hits = {codec: _central(sample, codec) for codec in ("cp1250", "iso8859_2")}
    best = max(hits, key=lambda codec: hits[codec])
    return best if hits[best][0] >= MIN_WORDS else "cp1252"


def _central(sample: bytes, codec: str) -> tuple[int, int]:
    """How many small words of Central Europe a sample holds in an encoding, and how few of its
    letters have a sign behind them that stands in no word.
    """
    text = sample.decode(codec, errors="replace").lower()
    words = re.findall(r"[^\W\d_]+", text)
    known = sum(word in _CENTRAL and not _LACKED.isdisjoint(word) for word in words)
    return known, -len(re.findall("[^\\W\\d_][\x80-\xa9\xac-\xba\xbc-\xbf]", text))


def wide(data: bytes) -> str:
    """UTF-16 without its mark, whose every other byte is zero in most languages; else empty."""
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    if len(sample) < 8 or max(low, high) < 0.3 * half or min(low, high) > 0.02 * half:
        return ""
    return "utf-16-le" if low > high else "utf-16-be"


def _score(sample: bytes, codec: str) -> float:
    """The share of common characters among the letters beyond ASCII; 0 when it is not this."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError as fault:
        if fault.start < len(sample) - 4:
            return 0.0
        text = sample[: fault.start].decode(codec)
    letters = re.findall(r"[^\W\d_a-zA-Z]", text)
    # Half-width katakana and private characters are what wrong guesses are made of.
    odd = sum("\uff61" <= char <= "\uff9f" or "\ue000" <= char <= "\uf8ff" for char in text)
    if len(letters) < 8 or odd > 0.02 * len(letters):
        return 0.0
    beside = len("".join(re.findall(r"[^\W\d_a-zA-Z]{2,}", text)))
    if codec in _ALPHABETS and beside < MOSTLY * len(letters):
        return 0.0
    return sum(char in _COMMON[codec][0] for char in letters) / len(letters)
