"""Dialogue that begins with a dash, as French, Spanish, Russian and some English books print it.

– I don't know, said Anna. It was there last night.
—No sé —dijo Ana—. Anoche estaba allí.
— Да, — сказал он. — Иди.

A dash opens the speech at the beginning of a paragraph; what the narrator puts between ("said
Anna", "—dijo Ana—") stays the narrator's. Lists, bylines, signatures and news that begins its
paragraphs with a dash are none of it: see :func:`_is_dialogue`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotecast.model import Block, BlockKind
from quotecast.quotations import lexicon
from quotecast.quotations.marks import Marked

_OPENING: Final = re.compile(r"[—–―]\s?(?=[^\W\d_]|[¿¡…\"“«])")
_DASH: Final = re.compile(r"(?<=\s)[—–―]\s?|[—–―](?=[\s.,;:!?])")
"""A dash that sets words apart; one between letters (a word broken off, 1990–95) does not."""
_END: Final = re.compile(r"[.?!…][\"”»’)]?\s*$|[—–―]\s*$")
_SENTENCE: Final = re.compile(r"[.?!…]+\s+(?=[^\W\d_a-zа-яà-öø-ÿ]|[¿¡])")

_WORD: Final = re.compile(r"[\w’'-]+")
_INVERTED: Final = re.compile(r"[\w’']+-(?:t-)?(?:il|elle|ils|elles|je|on)\b")
"""dit-il, demanda-t-elle"""
_SUBJECTS: Final = lexicon.words("he she they i we it the a an my his her one")
_TOLD: Final = lexicon.words(
    """was were had went came took gave stood sat put set looked turned walked left got saw
    began ran rose fell felt kept held knew thought shook drew laid lay nodded smiled laughed"""
)
_TALK: Final = re.compile(r"\b(?:I|you|we|my|your|our)\b|[’'](?:s|re|ll|ve)\b")
"""Words of somebody who speaks, not of who tells."""
_KINDS: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


def find(text: str, blocks: Sequence[Block], found: Sequence[Marked]) -> list[Marked]:
    """The speech of paragraphs that begin with a dash; empty where dashes open no dialogue.

    Args:
        text: the whole text.
        blocks: its paragraphs.
        found: stretches in quotation marks, which the text may use instead.
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    ended = told = 0
    for index, block in enumerate(blocks):
        start, end = block.span.start, block.span.end
        opening = _OPENING.match(text, start, end) if block.kind in _KINDS else None
        if opening is None:
            continue
        parts = _parts(text, opening.end(), end)
        spans[index] = [(a, b) for a, b, spoken in parts if spoken]
        ended += bool(_END.search(text, max(start, end - 6), end))
        told += any(not spoken for _, _, spoken in parts)
    if not _is_dialogue(len(spans), ended, told, len(found)):
        return []
    return [
        Marked(start, end, index, "dash")
        for index, here in spans.items()
        for start, end in here
        if end > start
    ]


def _is_dialogue(opened: int, ended: int, told: int, marked: int) -> bool:
    """Whether dashes open speech in a text.

    Args:
        opened: paragraphs that begin with a dash and a word.
        ended: how many of them end as a sentence does: signatures and lists mostly do not.
        told: how many have an insert that says who speaks: a list of sentences has none.
        marked: stretches in quotation marks: where there are as many, the dashes are no marks.
    """
    if opened < 2 or not told or ended < 0.9 * opened or marked * 2 > opened:
        return False
    return told >= 0.1 * opened


def _parts(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """What is spoken and what is told of a paragraph after its dash: start, end, spoken."""
    edges = [start]
    for dash in _DASH.finditer(text, start, end):
        edges += [dash.start(), dash.end()]
    edges.append(end)
    regions: list[tuple[int, int, bool]] = []
    for k in range(0, len(edges), 2):
        a, b = edges[k], edges[k + 1]
        if k and _opens_insert(text, a, b):
            regions.append((a, b, False))
        elif regions and regions[-1][2]:
            regions[-1] = (regions[-1][0], b, True)  # inside speech: "I was — well — afraid"
        else:
            regions.append((_past_stop(text, a, b), b, True))
    parts: list[tuple[int, int, bool]] = []
    for a, b, speech in regions:
        parts += _spoken(text, a, b) if speech else [(a, b, False)]
    return [(*_bare(text, a, b), speech) for a, b, speech in parts]


def _past_stop(text: str, a: int, b: int) -> int:
    """Over the stop that a closing dash leaves to the narrator: "—dijo Ana—. Ven"."""
    while a < b and text[a] in ".,;:!? ":
        a += 1
    return a


def _bare(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a].isspace():
        a += 1
    while b > a and (text[b - 1].isspace() or text[b - 1] in "—–―"):
        b -= 1
    return a, b


def _opens_insert(text: str, a: int, b: int) -> bool:
    """Whether the narrator's words stand from ``a`` on: after a dash, a verb of saying first."""
    words = _first_words(text, a, b)
    if not words or words[0][0].isupper():
        return False
    return any(_says(word) for word in words)


def _says(word: str) -> bool:
    low = word.lower()
    past = lexicon.CUES.get(low) == "finite" and low not in lexicon.BASES
    return past or bool(_INVERTED.fullmatch(low))


def _first_words(text: str, a: int, b: int) -> list[str]:
    """The first three words from ``a`` on, of which the rules read no more."""
    return _WORD.findall(text, a, min(b, a + 60))[:3]


_CLAUSE: Final = re.compile(r"(?<=[,?!…])\s+(?=[^\W\d_])")


def _spoken(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Speech of which "…, said Anna. She sat down. …" takes the narrator's sentences out."""
    parts: list[tuple[int, int, bool]] = []
    at = start
    for joint in _CLAUSE.finditer(text, start, end):
        if joint.start() < at or not _clause(text, joint.end(), end):
            continue
        stop = _end_of_clause(text, joint.end(), end)
        while stop < end and _goes_on_telling(text, stop, end):
            stop = _sentence_end(text, stop, end)
        parts += [(at, joint.start(), True), (joint.end(), stop, False)]
        at = stop
    if at < end:
        parts.append((at, end, True))
    return parts


def _sentence_end(text: str, at: int, end: int) -> int:
    """Where the sentence after the one at ``at`` begins."""
    stop = _SENTENCE.search(text, at, end)
    return stop.end() if stop else end


_OWN: Final = re.compile(
    r"(?:I|you|we|my|your|our|je|j['’]\w+|tu|nous|vous|mon|ton|votre|yo|tú|mi)\b"
)


def _end_of_clause(text: str, at: int, end: int) -> int:
    """Where "said Anna …" ends: at a comma before speech that goes on, else with its sentence."""
    last = _sentence_end(text, at, end)
    comma = text.find(", ", at, min(last, at + 40))
    if comma >= 0 and _OWN.match(text, comma + 2, last):
        return comma + 1
    return last


def _clause(text: str, a: int, b: int) -> bool:
    """Whether a clause of the narrator begins at ``a``: said Anna, Anna said, he asked, dit-il."""
    words = _first_words(text, a, b)
    if not words:
        return False
    if _says(words[0]) and words[0][0].islower():
        if _INVERTED.fullmatch(words[0].lower()):
            return True
        following = words[1] if len(words) > 1 else ""
        return following[:1].isupper() or following.lower() in _SUBJECTS or following == ""
    if len(words) < 2 or words[0] == "I" or words[0].lower() in ("you", "we"):
        return len(words) > 1 and words[0] == "I" and words[1] in ("said", "asked", "answered")
    subject = words[0][0].isupper() or words[0].lower() in ("he", "she", "they")
    if words[0].lower() in ("the", "my", "his", "her") and len(words) == 3:
        return _says(words[2]) and words[0][0].islower()
    return subject and _says(words[1])


def _goes_on_telling(text: str, a: int, b: int) -> bool:
    """Whether the sentence at ``a`` tells what somebody did: "She put the lamp down."."""
    end = _sentence_end(text, a, min(b, a + 300))
    words = _WORD.findall(text, a, end)[:3]
    if len(words) < 2 or words[0].lower() not in _SUBJECTS - {"i", "we", "it", "my"}:
        return False
    if _TALK.search(text, a, end):
        return False
    return any(w.lower() in _TOLD or (w.endswith("ed") and len(w) > 4) for w in words[1:])
