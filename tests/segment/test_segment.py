from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecast.config import Reading
from quotecast.model import (
    DOUBT,
    NARRATOR,
    Article,
    Attribution,
    Block,
    BlockKind,
    Line,
    Omission,
    Person,
    Quotation,
    Script,
    Section,
    Segmentation,
    Span,
)
from quotecast.scriptfile import format_script, parse
from quotecast.segment import LostWordError, prove, segment


def article(*parts: tuple[BlockKind, str], label: str = "") -> Article:
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        reason = "" if Block(kind, Span(0, 1)).spoken else "a reason"
        turn = label if kind is BlockKind.TURN else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(words)), reason, turn))
        text += words
    return Article("A title", text, tuple(blocks), "a.txt")


def quotation(
    art: Article, words: str, speaker: str | None, confidence: float = 0.9, **more: object
) -> Quotation:
    start = art.text.index(words)
    span = Span(start, start + len(words))
    return Quotation(span, speaker, more.pop("direct", True), confidence=confidence, **more)  # type: ignore[arg-type]


def said(art: Article, *found: Quotation, reading: Reading | None = None) -> list[object]:
    ordered = tuple(sorted(found, key=lambda one: one.span))
    return list(segment(art, Attribution(ordered, ()), reading or Reading()).script.items)


P = BlockKind.PARAGRAPH


def test_a_quotation_is_cut_out_and_its_marks_are_dropped() -> None:
    art = article((P, '"We go,"  she\nsaid. "Now."'))
    items = said(art, quotation(art, '"We go,"', "Ann"), quotation(art, '"Now."', "Ann"))
    assert items == [
        Line("Ann", "We go,"),
        Line(NARRATOR, "she said.", continues=True),
        Line("Ann", "Now.", continues=True),
    ]


def test_fragments_stay_with_the_narrator_marks_and_all() -> None:
    art = article((P, 'He was a "willing accomplice" in it.'))
    found = quotation(art, '"willing accomplice"', "The Board", direct=False)
    assert said(art, found) == [Line(NARRATOR, 'He was a "willing accomplice" in it.')]


def test_doubt_is_read_by_nobody_known() -> None:
    art = article((P, "“It floods,” he said. “Again.”"))
    items = said(
        art,
        quotation(art, "“It floods,”", None, candidates=("Mayor Ortiz", "Ann Lee")),
        quotation(art, "“Again.”", "Ann Lee", 0.3),
    )
    assert items[0] == Line(DOUBT, "It floods,", notes=("nearest name: Mayor Ortiz, Ann Lee",))
    assert items[2] == Line(DOUBT, "Again.", notes=("nearest name: Ann Lee",), continues=True)


@pytest.mark.parametrize(
    ("marked", "inner"),
    [
        ("''We go.''", "We go."),
        ("``We go.''", "We go."),
        ("‘We go.’", "We go."),
        ("'We go.'", "We go."),
        ("« On y va. »", "On y va."),
        ("„Wir gehen.“", "Wir gehen."),
        ("「行こう。」", "行こう。"),
        ("“We go on", "We go on"),
        ("“‘We go,’ he said.”", "‘We go,’ he said."),
    ],
)
def test_marks_of_every_kind(marked: str, inner: str) -> None:
    art = article((P, f"{marked} That was all."))
    assert said(art, quotation(art, marked, "Ann"))[0] == Line("Ann", inner)


def test_a_comma_after_the_mark_stays_with_the_words() -> None:
    art = article((P, "‘We go’, she said, ‘and we stay’."))
    items = said(art, quotation(art, "‘We go’", "Ann"), quotation(art, "‘and we stay’", "Ann"))
    assert [item.text for item in items] == ["We go,", "she said,", "and we stay."]


def test_stray_punctuation_is_never_a_line() -> None:
    art = article((P, "— “We go” — “Now” …"))
    items = said(art, quotation(art, "“We go”", "Ann"), quotation(art, "“Now”", "Bo"))
    assert items == [Line("Ann", "— We go —"), Line("Bo", "Now …", continues=True)]


def test_two_quotations_side_by_side_are_one_line() -> None:
    art = article((P, "“We go.” “We stay.”"))
    items = said(art, quotation(art, "“We go.”", "Ann"), quotation(art, "“We stay.”", "Ann"))
    assert items == [Line("Ann", "We go. We stay.")]


def test_headline_heading_caption_and_omissions() -> None:
    art = article(
        (BlockKind.HEADLINE, '"Sick" of it'),
        (BlockKind.BOILERPLATE, "Share this"),
        (BlockKind.CAPTION, "A wall. Photo: X"),
        (BlockKind.DATELINE, "TORONTO—"),
        (P, "A man spoke."),
        (BlockKind.HEADING, "New life"),
        (P, "He left."),
    )
    assert said(art) == [
        Section('"Sick" of it'),
        Line(NARRATOR, '"Sick" of it'),
        Omission(BlockKind.BOILERPLATE, "Share this", "a reason"),
        Omission(BlockKind.CAPTION, "A wall. Photo: X", "a reason"),
        Line(NARRATOR, "TORONTO—"),
        Line(NARRATOR, "A man spoke.", continues=True),
        Section("New life"),
        Line(NARRATOR, "New life"),
        Line(NARRATOR, "He left."),
    ]
    quiet = said(art, reading=Reading(headings=False, captions=True))
    assert Line(NARRATOR, "A wall. Photo: X") in quiet
    assert Section("New life") in quiet
    assert Line(NARRATOR, "New life") not in quiet
    left = next(i for i in quiet if isinstance(i, Omission) and i.kind is BlockKind.HEADING)
    assert "reading.headings" in left.reason


def test_signs_alone_are_listed() -> None:
    items = said(article((P, "***"), (P, "Words.")))
    assert items == [
        Omission(P, "***", "signs only, nothing to say"),
        Line(NARRATOR, "Words."),
    ]


@pytest.mark.parametrize(
    ("item", "text"),
    [("• First thing", "First thing"), ("1. One", "1. One")],
)
def test_a_bullet_is_not_said(item: str, text: str) -> None:
    assert said(article((BlockKind.LIST_ITEM, item))) == [Line(NARRATOR, text)]


def test_a_turn_is_its_speakers_and_its_label_is_listed() -> None:
    art = article((BlockKind.TURN, "KADEER: We waited (laughs) for ten years."), label="KADEER")
    people = (Person("Rebiya Kadeer", ("Kadeer",)),)
    script = segment(art, Attribution((), people), Reading()).script
    left, line = script.items
    assert isinstance(left, Omission)
    assert left.text == "KADEER:"
    assert left.reason
    assert line == Line("Rebiya Kadeer", "We waited (laughs) for ten years.")
    unknown = segment(art, Attribution((), ()), Reading()).script.items[1]
    assert unknown == Line("Kadeer", "We waited (laughs) for ten years.")


def test_the_words_decide_over_the_label_in_a_turn() -> None:
    art = article((BlockKind.TURN, "Q: Why now? Q: is not a name here."), label="Q")
    found = quotation(art, "Why now? Q: is not a name here.", "Xi Hong")
    assert said(art, found)[1] == Line("Xi Hong", "Why now? Q: is not a name here.")


@pytest.mark.parametrize(
    ("words", "label", "left", "text"),
    [
        ("Are there problems?", "A", [], "Are there problems?"),
        ("Kadeer is my name.", "Kadeer", [], "Kadeer is my name."),
        ("A. It fell.", "A", ["A."], "It fell."),
        ("A:It fell.", "A", ["A:"], "It fell."),
        ("Q — Why?", "Q", ["Q —"], "Why?"),
        ("**Q:** Why?", "Q", ["**Q:**"], "Why?"),
        ("Rep. Lee (R): No.", "Rep. Lee (R)", ["Rep. Lee (R):"], "No."),
    ],
)
def test_only_a_printed_label_is_cut_off(
    words: str, label: str, left: list[str], text: str
) -> None:
    items = said(article((BlockKind.TURN, words), label=label))
    assert [item.text for item in items if isinstance(item, Omission)] == left
    assert items[-1].text == text


def test_a_quotation_that_would_cut_a_word_is_not_believed() -> None:
    art = article((P, "Nobody said anything."))
    assert said(art, quotation(art, "said any", "Ann")) == [Line(NARRATOR, "Nobody said anything.")]


def test_the_proof_sees_a_word_cut_in_two() -> None:
    art = article((P, "Nobody"))
    halves = (Line(NARRATOR, "No"), Line(NARRATOR, "body", continues=True))
    with pytest.raises(LostWordError, match="cut in two"):
        prove(art, Segmentation(Script("T", halves), (Span(0, 2), Span(2, 6))))


def test_title_page_comes_from_the_article() -> None:
    art = replace(
        article((P, "Words.")), byline="I. B.", published="2024-03-05", image="https://x/y.jpg"
    )
    script = segment(art, Attribution((), ()), Reading()).script
    assert (script.byline, script.published, script.language) == ("I. B.", "2024-03-05", "en")
    assert script.extra == (("Image", "https://x/y.jpg"),)


@pytest.mark.parametrize(
    "items",
    [
        (Line(NARRATOR, "One two"),),
        (Line(NARRATOR, "One two three four"),),
        (Line(NARRATOR, "One three two"),),
        (Line(NARRATOR, "Onetwo three"),),
        (),
    ],
)
def test_the_proof_sees_lost_added_and_moved_words(items: tuple[Line, ...]) -> None:
    art = article((P, "One two three"))
    wrong = Segmentation(Script("T", items), tuple(Span(0, 13) for _ in items))
    with pytest.raises(LostWordError):
        prove(art, wrong)


def test_the_proof_sees_a_line_said_twice_or_from_nowhere() -> None:
    art = article((P, "One two"))
    line = Line(NARRATOR, "One two")
    for origins in ((Span(0, 7), Span(0, 7)), (Span(0, 7), None)):
        with pytest.raises(LostWordError):
            prove(art, Segmentation(Script("T", (line, line)), origins))
    prove(art, Segmentation(Script("T", (line,)), (Span(0, 7),)))


texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc ABC.,;!?—-…\"'“”‘’«»„`\n\t\u00a0()[]@#>|\\*"),
        st.characters(exclude_categories=("Cs",)),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(text.strip()))


@st.composite
def attributed(draw: st.DrawFn) -> tuple[Article, Attribution]:
    """Random blocks and random, even senseless, quotations over them."""
    kinds = st.sampled_from(BlockKind)
    parts = draw(st.lists(st.tuples(kinds, texts), min_size=1, max_size=6))
    art = article(*parts, label=draw(st.sampled_from(["", "a", "A"])))
    cuts = draw(st.lists(st.integers(0, len(art.text)), max_size=12, unique=True).map(sorted))
    speakers = st.sampled_from([None, "Ann", "Bo", "?", NARRATOR])
    found = tuple(
        Quotation(
            Span(start, end),
            draw(speakers),
            draw(st.booleans()),
            confidence=draw(st.sampled_from([0.0, 0.6, 1.0])),
            candidates=draw(st.sampled_from([(), ("Cy", "Di")])),
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    return art, Attribution(found, (Person("Ann", ("a",)),))


@settings(max_examples=300)
@given(attributed(), st.booleans(), st.booleans())
def test_no_word_is_lost(
    given_: tuple[Article, Attribution], headings: bool, captions: bool
) -> None:
    art, attribution = given_
    reading = Reading(headings=headings, captions=captions)
    made = segment(art, attribution, reading)
    assert made == segment(art, attribution, reading)
    assert parse(format_script(made.script), "t") == made.script
    letters = "".join(
        char
        for item in made.script.items
        if isinstance(item, Line | Omission)
        for char in item.text
        if char.isalnum()
    )
    assert letters == "".join(char for char in art.text if char.isalnum())
    for line in made.script.lines:
        assert any(char.isalnum() for char in line.text)
    for item in made.script.items:
        if isinstance(item, Omission):
            assert item.reason


def test_long_articles_are_cut_in_linear_time() -> None:
    text = '"We go," she said. ' * 8_000
    art = article((P, text.strip()))
    width = len('"We go," she said. ')
    found = tuple(
        Quotation(Span(at * width, at * width + 8), "Ann", True, confidence=1.0)
        for at in range(8_000)
    )
    assert len(segment(art, Attribution(found, ()), Reading()).script.lines) == 16_000
