"""Grammatical gender by the pronouns an article uses for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.quotations import lexicon
from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity, fold
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph

_GENDERED: Final = {**lexicon.OTHER_PRONOUNS, "he": "male", "she": "female"}


def vote_gender(table: Table, paragraphs: Sequence[Paragraph]) -> None:
    """Count the pronouns of each sentence for the one person it can mean.

    "Han moved … after he defected": one vote for Han being "he". Only sentences whose
    subject is a person and that name nobody else vote.
    """
    for paragraph in paragraphs:
        people: list[Entity] = []
        at = 0
        begin = -1
        previous: list[Entity] = []
        for t, token in enumerate(paragraph.tokens):
            if paragraph.starts[t] != begin:
                begin = paragraph.starts[t]
                previous = people or previous
                people = []
            if at < len(paragraph.mentions) and paragraph.mentions[at].first == t:
                mention = paragraph.mentions[at]
                at += 1
                entity = table.resolve(mention)
                new = entity is not None and entity.kind == "person" and entity not in people
                if entity is not None and new and len(people) < 3 and known(table, entity, mention):
                    people.append(entity)
            gender = _GENDERED.get(token.low)
            if gender is None:
                continue
            near = people or previous
            if len(near) == 1:
                near[0].votes[gender] += 1


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
