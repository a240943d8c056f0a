"""Grammatical gender by the pronouns an article uses for a person."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from quotecast.quotations.entities import Table
from quotecast.quotations.entity import Entity, fold
from quotecast.quotations.mention import Mention
from quotecast.quotations.scene import Paragraph
from quotecast.quotations.words import GENDERED, GENDERS


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
                if len(near) == 1:
                    near[0].votes[GENDERS[paragraph.tokens[t].low]] += 1
                continue
            entity = table.resolve(mention)
            new = entity is not None and entity.kind == "person" and entity not in people
            if entity is not None and new and len(people) < 3 and known(table, entity, mention):
                people.append(entity)


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
