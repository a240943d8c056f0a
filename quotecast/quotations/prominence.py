"""How prominent a mention is in its sentence, and what can stand for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.quotations import given, lexicon
from quotecast.quotations.clauses import sentence_cue
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity, fold
from quotecast.quotations.heads import head_of, named
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph, is_adverb
from quotecast.quotations.standing import governed, subordinate
from quotecast.quotations.tokens import Token
from quotecast.quotations.verbs import cue_verb
from quotecast.quotations.weights import UNPROVEN
from quotecast.quotations.words import CUE

SUBJECT: Final = 1.0


OBJECT: Final = 0.45


POSSESSIVE: Final = 0.4
"""Weights of an earlier mention by what it was in its clause."""


KINDS: Final[dict[str, frozenset[str]]] = {
    "company": frozenset("company co corp inc ltd group".split()),
    "firm": frozenset("company co corp inc ltd group firm partners".split()),
    "group": frozenset("group coalition alliance council association federation".split()),
    "organization": frozenset("association federation council alliance foundation".split()),
    "organisation": frozenset("association federation council alliance foundation".split()),
    "newspaper": frozenset("times post news journal herald tribune gazette chronicle".split()),
    "paper": frozenset("times post news journal herald tribune gazette chronicle".split()),
    "airline": frozenset("airlines airways air".split()),
    "agency": frozenset("agency bureau administration service".split()),
}
"""A noun for a body → words in the names of such bodies."""


ANY_BODY: Final = frozenset(
    """company firm group organization organisation agency airline charity manufacturer
    retailer""".split()
)
"""Nouns that can stand for a body whose name does not say what it is."""


def impersonal(entity: Entity) -> bool:
    """Whether an entity can be "it", "the company": nothing shows that it is a person."""
    if entity.kind == "person":
        if entity.gender or entity.described or entity.honorific:
            return False
        return fold(entity.words[0]) not in given.ALL
    return entity.kind in ("organisation", "thing")


def proven(entity: Entity) -> bool:
    """Whether anything shows that an entity is a person."""
    if entity.kind == "role" or entity.votes["male"] or entity.votes["female"] or entity.says:
        return True
    return entity.described or (len(entity.words) > 1 and bool(entity.full))


def suits(entity: Entity, gender: str) -> bool:
    """Whether a pronoun of ``gender`` can stand for ``entity``."""
    if gender in ("male", "female"):
        if len(entity.words) == 1 and fold(entity.words[0]) in lexicon.PLACES:
            return False
        placed = entity.placed and not entity.full
        if placed and entity.placed * 3 >= entity.forms.total():
            return False
        return entity.kind in ("person", "role") and entity.gender in ("", gender)
    if gender == "thing":
        return impersonal(entity)
    if gender == "plural":
        return entity.kind in ("organisation", "group")
    return False


def factor_of(entity: Entity, gender: str) -> float:
    """How much a mention of an entity counts for a pronoun; 0 when that cannot mean it."""
    if not suits(entity, gender):
        return 0.0
    if gender not in ("male", "female"):
        return 1.0
    if not proven(entity):
        return UNPROVEN
    if impersonal(entity):
        return 0.5
    return 1.0 if entity.gender else 0.7


def weight_of(paragraph: Paragraph, mention: Mention) -> float:
    """How prominent a mention is: subjects most, possessives and objects less."""
    if mention.possessive:
        return POSSESSIVE
    if mention.first == paragraph.starts[mention.first]:
        return SUBJECT
    previous = paragraph.tokens[mention.first - 1]
    if previous.low == "the" and mention.kind == "name" and mention.first > 1:
        previous = paragraph.tokens[mention.first - 2]
    if previous.low in lexicon.PREPOSITIONS and previous.low not in ("as", "after", "before"):
        return OBJECT
    t = mention.last
    tokens = paragraph.tokens
    while t < len(tokens) and is_adverb(tokens[t].low):
        if tokens[t].low in ("has", "had", "was", "is", "will", "would", "did", "does"):
            return SUBJECT
        t += 1
    if t < len(tokens) and (tokens[t].low in lexicon.CUES or tokens[t].low.endswith("ed")):
        return SUBJECT
    if previous.text in (",", ":", "—", "–") or previous.low in lexicon.CONJUNCTIONS:
        return 0.8
    return OBJECT


def ranks_of(table: Table, paragraph: Paragraph, sayers: frozenset[int]) -> dict[int, int]:
    """First token of a mention → 1 for the subject of its sentence, 2 for whose words it gives.

    2: "…, Lee said." / "…, Lee said, …" / "…, said Lee" / "As for Lee, …" / "According to Lee, …".
    """
    ranks: dict[int, int] = {}
    tokens = paragraph.tokens
    done = -1
    for mention in paragraph.mentions:
        first = mention.first
        begin = paragraph.starts[first]
        if begin != done and not mention.possessive and _can_act(table, mention):
            if tokens[begin].low == "as" and first == begin + 2 and tokens[begin + 1].low == "for":
                ranks[first] = 2
                done = begin
            elif first == begin or not (
                governed(paragraph, mention, begin)
                or subordinate(tokens, first - 1, begin)
                or tokens[first - 1].low in ("like", "unlike")
            ):
                ranks[named(paragraph, mention).first] = 1  # "The clerk, Tim Oakes, counted"
                done = begin
        asked = asked_by(paragraph, mention)
        if asked is not None and _can_act(table, asked):
            ranks[asked.first] = 2
        if first in sayers and first >= 2:
            if _according_to(tokens, first) and _can_act(table, mention):
                ranks[first] = 2
            inverted = bool(cue_verb(paragraph, first - 1)) and tokens[first - 2].text == ","
            told = tokens[first - 1].text == "," or tokens[first - 1].kind == "q"
            if inverted or (told and _closes(paragraph, mention)):
                ranks[first] = 2
    return ranks


def _closes(paragraph: Paragraph, mention: Mention) -> bool:
    """Whether "Lee said" is all that is left of its sentence: "…, Lee said in Oslo on Monday."."""
    tokens = paragraph.tokens
    for t in range(mention.last + 1, min(len(tokens), mention.last + _LEFT)):
        if tokens[t].text in (".", "?", "!", ","):
            return t == mention.last + 1 or tokens[t].text != ","
        if tokens[t].kind != "w" or tokens[t].low in lexicon.CONJUNCTIONS:
            return False
    return mention.last + 1 >= len(tokens)


_LEFT: Final = 9
"""Tokens of a clause "Lee said on Monday" that ends a sentence, without the name, at most."""
_ASKS: Final = lexicon.words("asked asks pressed presses questioned quizzed grilled")


def asked_by(paragraph: Paragraph, subject: Mention) -> Mention | None:
    """Who is asked by ``subject``, and so will answer: "A reporter asked Mayor Olsen whether"."""
    if not asks(paragraph, subject):
        return None
    asked = head_of(paragraph, subject.last + 1)
    return asked if asked is not None and asked.kind == "name" else None


def asks(paragraph: Paragraph, subject: Mention) -> bool:
    """Whether a mention asks something, and so will hardly answer: "A reporter asked him"."""
    t = subject.last
    return t < len(paragraph.tokens) and paragraph.tokens[t].low in _ASKS


def _can_act(table: Table, mention: Mention) -> bool:
    """A person, as far as the words show."""
    if mention.kind == "name":
        entity = table.resolve(mention)
        return entity is not None and entity.kind == "person" and proven(entity)
    return mention.kind == "role" or mention.gender in ("male", "female")


def indirect_sources(paragraph: Paragraph) -> frozenset[int]:
    """First tokens of the mentions that are subjects of a cue verb in this paragraph."""
    found: set[int] = set()
    tokens = paragraph.tokens
    for t in [t for t, token in enumerate(tokens) if token.traits & CUE]:
        if not cue_verb(paragraph, t):
            continue
        if t + 1 < len(tokens) and tokens[t].low in _ASKS and tokens[t + 1].low == "by":
            continue  # asked by Lee: who asks is not who answers
        cue = sentence_cue(paragraph, max(paragraph.starts[t], t - 40), t + 1, adjacent=True)
        if cue is not None:
            found.add(cue.mention.first)
        else:
            inverted = head_of(paragraph, t + 1)
            if inverted is not None and inverted.kind == "name":
                found.add(inverted.first)
    for mention in paragraph.mentions:
        if tokens[mention.first - 1].low == "to" and _according_to(tokens, mention.first):
            found.add(mention.first)
    return frozenset(found)


def _according_to(tokens: Sequence[Token], t: int) -> bool:
    """Whether "according to" stands before ``tokens[t]``."""
    return t > 1 and tokens[t - 1].low == "to" and tokens[t - 2].low == "according"
