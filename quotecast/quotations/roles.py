"""People known by what they are: offices that say the same, descriptions as names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotecast.quotations import lexicon
from quotecast.quotations.entity import fold
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.tokens import Token

SAME_OFFICE: Final[dict[str, frozenset[str]]] = {
    "senator": frozenset({"sen", "senator"}),
    "congressman": frozenset({"rep", "congressman", "representative"}),
    "congresswoman": frozenset({"rep", "congresswoman", "representative"}),
    "governor": frozenset({"gov", "governor"}),
    "lawmaker": frozenset({"rep", "sen", "senator", "congressman", "congresswoman", "lawmaker"}),
    "general": frozenset({"gen", "general"}),
    "professor": frozenset({"prof", "professor"}),
    "doctor": frozenset({"dr", "doctor", "physician"}),
    "pastor": frozenset({"rev", "pastor", "reverend"}),
    "captain": frozenset({"capt", "captain"}),
    "sergeant": frozenset({"sgt", "sergeant"}),
    "lieutenant": frozenset({"lt", "lieutenant"}),
    "colonel": frozenset({"col", "colonel"}),
    "spokesman": frozenset({"spokesman", "spokesperson"}),
    "spokeswoman": frozenset({"spokeswoman", "spokesperson"}),
    "nominee": frozenset({"nominee", "candidate", "front-runner", "frontrunner"}),
    "candidate": frozenset({"candidate", "nominee", "front-runner", "frontrunner", "hopeful"}),
    "front-runner": frozenset({"frontrunner", "front-runner"}),
    "frontrunner": frozenset({"frontrunner", "front-runner"}),
    "councillor": frozenset({"cllr", "clr", "councillor"}),
    "lawyer": frozenset({"lawyer", "attorney"}),
    "attorney": frozenset({"lawyer", "attorney"}),
}
"""A description's head noun → titles that say the same."""


VICES: Final = frozenset({"vice", "deputy"})
"""Words before an office whose holder is not called by the office alone."""


EPITHETS: Final = lexicon.words(
    """
striker midfielder defender goalkeeper winger forward skipper batsman bowler pitcher quarterback
receiver sprinter cyclist golfer boxer jockey swimmer player rookie champion youngster singer
rapper musician pianist guitarist songwriter actor actress comedian star author novelist poet
painter sculptor filmmaker designer photographer chef billionaire millionaire tycoon mogul magnate
businessman businesswoman entrepreneur developer pensioner teenager widower retiree farmer plumber
carpenter bassist drummer keyboardist violinist cellist trumpeter saxophonist vocalist frontman
frontwoman composer conductor soprano tenor baritone dancer ballerina choreographer playwright
screenwriter presenter broadcaster model supermodel neurosurgeon diplomat
"""
)
"""Nouns by which writers call again, without a word of introduction, whom they are telling of."""
_CAREER: Final = lexicon.words("former retired onetime one-time longtime veteran erstwhile ex")
"""Words before any other noun that make it one: the former president."""
_MAKES: Final = re.compile(r"-(?:born|bred|term|turned-.+)$|^ex-|-of-\w+$|-year-old$")
"""The same: the Oslo-born dentist, the two-term mayor."""


def is_epithet(mention: Mention) -> bool:
    """Whether a description calls somebody again, by what is known or told of no other."""
    if mention.head in EPITHETS:
        return True
    return any(w.lower() in _CAREER or _MAKES.search(w) for w in mention.words)


_JOINS: Final = lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.DETERMINERS | lexicon.HEADS
"""Words without a capital that a description goes on with after a name."""


def _leads_on(before: str, token: Token) -> bool:
    """A plain word after a name: a verb ("chief in Benghazi breaks his silence")."""
    if not before[0].isupper() or token.text[0].isupper():
        return False
    return token.low not in _JOINS


def _lacks_noun(tail: Sequence[str]) -> bool:
    """Whether an article and names are still to be followed by a noun: in a Tern Lines jersey."""
    k = len(tail) - 1
    while k > 0 and tail[k][0].isupper():
        k -= 1
    return tail[k] in ("a", "an") and k + 1 < len(tail)


def _of_whom(paragraph: Paragraph, mention: Mention) -> list[str]:
    """What "another" is one more of: "One user wrote … Another tweeted" → user."""
    earlier = [m for m in paragraph.mentions if m.first < mention.first and m.kind == "role"]
    return [earlier[-1].words[-1]] if earlier and not earlier[-1].definite else []


def describe(paragraph: Paragraph, mention: Mention) -> str:
    """A source only known by a description, as its name: "spokesman for the company"."""
    words = list(mention.words)
    if words[-1].lower() in lexicon.ALONE:
        words += _of_whom(paragraph, mention)
    if len(words) > 1 and words[0].lower() in lexicon.DETERMINERS - {"one", "both", "another"}:
        words = words[1:]
    tokens = paragraph.tokens
    t = mention.last
    if t + 1 < len(tokens) and tokens[t].low in ("of", "for", "at", "from", "with", "in"):
        tail: list[str] = []
        while t < len(tokens) and len(tail) < 9:
            token = tokens[t]
            if token.text in ("'", "’") and tail and tail[-1].endswith("s"):
                tail[-1] += "'"  # the drivers' union
                t += 1
                continue
            if (
                token.kind != "w"
                or (token.low in lexicon.CUES and not token.text[0].isupper())
                or token.low in ("who", "that", "said")
                or (tail and _leads_on(tail[-1], token) and not _lacks_noun(tail))
            ):
                break
            tail.append(token.text)
            t += 1
        while tail and fold(tail[-1]) in lexicon.PREPOSITIONS | lexicon.DETERMINERS:
            tail.pop()
        own = bool(tail) and tail[0].lower() in ("of", "for", "at") and len(tail) < 5
        if len(tail) > 1 and (own or any(w[0].isupper() for w in tail)):
            words += tail
    owner = paragraph.ending(mention.first - 1)
    if owner is not None and owner.possessive:
        words = [tokens[owner.last - 1].text if len(owner.words) == 1 else "", *words]
        words[0] = words[0] or " ".join(t.text for t in tokens[owner.first : owner.last])
    name = " ".join(words)
    return name[:1].upper() + name[1:]
