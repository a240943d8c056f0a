"""Interviews that print no names before their turns."""

from __future__ import annotations

from pathlib import Path

from quotecast.model import BlockKind
from quotecast.quotations import attribute
from quotecast.readers import read
from quotecast.readers.blocks import build
from quotecast.readers.interface import Draft, Sheet

INTRO = (
    "Ada Munn has kept the signal house at Holt for thirty years. The Mercury spoke to Ada Munn"
    " about lamps, trains and the end of the line."
)
TALK = [
    "How did you come to live beside a railway?",
    "I answered an advertisement. My mother thought I was joking.",
    "Were you ever afraid at night?",
    "Only of the telephone. It never brought good news to our door.",
    "I let it ring twice, always.",
    "And what will you do when the last train has gone?",
    "We shall have a party, and then I shall sleep.",
]


def draft(paragraphs: list[str]) -> Draft:
    sheet = Sheet()
    for paragraph in paragraphs:
        sheet.add(paragraph)
    return Draft(sheet.text, tuple(sheet.parts), headed=False)


def turns(paragraphs: list[str]) -> list[str | None]:
    article = build(draft(paragraphs), "talk.txt")
    return [b.label for b in article.blocks if b.kind is BlockKind.TURN]


def test_the_introduction_names_who_answers() -> None:
    article = build(draft([INTRO, *TALK]), "talk.txt")
    found = attribute(article).quotations
    spoken = [(q.span.of(article.text), q.speaker) for q in found if q.direct]
    askers = {0, 2, 5}
    assert spoken == [
        (text, "Interviewer" if k in askers else "Ada Munn") for k, text in enumerate(TALK)
    ]


def test_a_note_is_enough_and_is_no_turn() -> None:
    note = "This interview has been edited for length and clarity."
    labels = turns(["Ada Munn keeps a signal house.", *TALK, note])
    assert labels == ["Interviewer" if k in (0, 2, 5) else "Interviewee" for k in range(7)]


def test_without_evidence_it_stays_narration() -> None:
    assert turns(["Ada Munn keeps a signal house.", *TALK]) == []


def test_an_explainer_is_no_interview() -> None:
    explained = [
        "What is a heat pump?",
        "A machine that moves warmth from one place to another.",
        "What does it cost?",
        "Between four and nine thousand.",
        "Who pays for it?",
        "Mostly the owner of the house.",
    ]
    assert turns(["The Mercury spoke to Ada Munn, an engineer, and to others.", *explained]) == []


def test_a_reporter_who_tells_of_the_talk_is_no_turn() -> None:
    reported = '"Only of the telephone," she said. "I let it ring twice," she added.'
    assert turns([INTRO, *TALK[:3], reported, *TALK[4:]]) == []


def test_a_memoir_with_questions_is_no_interview() -> None:
    chapters = [
        paragraph
        for k in range(30)
        for paragraph in [*["I walked on alone, and my boots let in the wet."] * 7, "Who was I?"]
    ]
    assert turns(["I spoke to Ada Munn about my plan.", *TALK[1:2], *chapters, TALK[1]]) == []


def test_questions_in_bold_and_as_headings(tmp_path: Path) -> None:
    rows = [f"**{t}**" if t.endswith("?") else t for t in TALK]
    rows[-2] = f"### {TALK[-2]}"
    page = tmp_path / "talk.md"
    page.write_text("\n\n".join(["# The last lamp", INTRO, *rows]), "utf-8")
    blocks = [b for b in read(str(page)).blocks if b.kind is BlockKind.TURN]
    assert [b.label == "Interviewer" for b in blocks] == [t.endswith("?") for t in TALK]
