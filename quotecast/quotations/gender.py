"""Grammatical gender by the pronouns an article uses for a person."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from quotecast.quotations import lexicon
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity, fold
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.words import CUE, GENDERED, GENDERS


def vote_gender(table: Table, paragraphs: Sequence[Paragraph]) -> None:
    """Count the pronouns of each sentence for the one person it can mean.

    "Han moved … after he defected": one vote for Han being "he". Only sentences whose
    subject is a person and that name nobody else vote.
    """
    for paragraph in paragraphs:
        people: list[Entity] = []
        previous: list[Entity] = []
        begin = -1
        for t, mention in _moments(paragraph):
            if paragraph.starts[t] != begin:
                begin = paragraph.starts[t]
                previous = people or previous
                people = []
            if mention is None:
                near = people or previous
                if len(near) == 1 and not _done_to(paragraph, t):
                    near[0].votes[GENDERS[paragraph.tokens[t].low]] += 1
                continue
            entity = table.resolve(mention)
            new = entity is not None and entity.kind == "person" and entity not in people
            if entity is not None and new and len(people) < 3 and known(table, entity, mention):
                people.append(entity)


def _done_to(paragraph: Paragraph, t: int) -> bool:
    """Whether "him" or "her" is whom the subject does something to, and so is not the subject.

    "Tom Greaves describes her as …", but not "Greaves sold her book".
    """
    tokens = paragraph.tokens
    if tokens[t].low not in ("him", "her") or t < 2:
        return False
    verb = bool(tokens[t - 1].traits & CUE) or paragraph.ending(t - 2) is not None
    if not verb or tokens[t].low == "him":
        return verb
    following = tokens[t + 1] if t + 1 < len(tokens) else None
    if following is None or following.kind != "w":
        return True
    return following.low in lexicon.PREPOSITIONS or following.low in lexicon.CONJUNCTIONS


def _moments(paragraph: Paragraph) -> list[tuple[int, Mention | None]]:
    """Names and, with None, pronouns that state a gender, by the tokens they stand at."""
    tokens = paragraph.tokens
    moments: list[tuple[int, Mention | None]] = []
    moments += [(m.first, m) for m in paragraph.mentions if m.kind == "name"]
    moments += [(t, None) for t, token in enumerate(tokens) if token.traits & GENDERED]
    moments.sort(key=itemgetter(0))
    return moments


def call_by_given_names(table: Table) -> None:
    """Read single names nobody bears in full as given names: Lydia is "she"."""
    for entity in table.entities:
        alone = len(entity.words) == 1 and not entity.honorific and not entity.titles
        if entity.kind == "person" and alone:
            entity.vote_given(fold(entity.words[0]))


def known(table: Table, entity: Entity, mention: Mention) -> bool:
    """Whether a mention surely means this person: not one of several Scotts, not a city."""
    if len(mention.words) == 1 and not mention.honorific and table.shared(mention):
        return False
    return bool(entity.full or entity.titles) or entity.forms.total() >= 3
