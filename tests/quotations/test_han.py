"""The sample article: whom each of its twelve quoted stretches belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecast.model import Attribution, Gender
from quotecast.quotations import attribute_text

HEADLINE = 'Former Chinese Labor Camp Chief Says Regime "Sickened" Him'
ARTICLE = f"""{HEADLINE}

TORONTO—A former overseer of labor camps from the city of Shenyang, Han Guangsheng, has said he
 defected while on a trip to Canada.

Toronto-based Han moved from a position of luxury to a tiring life after he defected, he told
 RFA's Mandarin service.

"Even though I was an official...I didn’t constitute a complete human being," Han told RFA
 reporter Xi Hong.

"I was greatly pained. After I came here, I became a true human being," said Han, who also served
 as deputy police chief for the city.

"I can absolutely understand these reactions. Nobody can distinguish," he said.

During his time in the Shenyang municipal government, Han oversaw the round-up of members of the
 banned movement, the Falun Gong in his area.

"At that time (1999), I protested that the labor camps were for housing criminals."

The deputy municipal Party secretary told Han he had to obey orders, and said that the secretary,
 not Han, would take responsibility. "During that period of arrest, I was a torn man," Han said.

He said that many were ordinary people. "No matter how you look at it, these people were the true
 victims," he said.

Han's application for asylum was rejected after the federal Immigration and Refugee Board ruled
 him ineligible because he was a "willing accomplice" in crimes.

Lai Changxing, a former official, is near the top of the list. But Lai has been able to stay.
""".replace("\n ", " ")


@pytest.fixture(scope="module")
def found() -> Attribution:
    return attribute_text(ARTICLE)


def test_every_quotation_is_hans(found: Attribution) -> None:
    spoken = [q for q in found.quotations if q.direct]
    assert len(spoken) == 6
    assert {q.speaker for q in spoken} == {"Han Guangsheng"}


def test_fragments_stay_with_the_narrator(found: Attribution) -> None:
    fragments = [q.span.of(ARTICLE) for q in found.quotations if not q.direct]
    assert fragments == ['"Sickened"', '"willing accomplice"']


def test_gender_comes_from_the_article_s_pronouns(found: Attribution) -> None:
    people = {p.name: p for p in found.people}
    assert people["Han Guangsheng"].gender is Gender.MALE
    assert "Han" in people["Han Guangsheng"].aliases
    assert "Xi Hong" not in {q.speaker for q in found.quotations}


def test_evidence_points_into_the_text(found: Attribution) -> None:
    first = next(q for q in found.quotations if q.direct)
    assert first.cue is not None
    assert first.cue.of(ARTICLE) == "told"
    assert first.mention is not None
    assert first.mention.of(ARTICLE) == "Han"


def test_the_whole_sample_article_if_it_is_there() -> None:
    sample = Path(__file__).parents[2] / "scripts" / "han.txt"
    if not sample.exists():
        pytest.skip("the sample article is not in this checkout")
    spoken = [q for q in attribute_text(sample.read_text("utf-8")).quotations if q.direct]
    assert [q.speaker for q in spoken] == ["Han Guangsheng"] * 10
