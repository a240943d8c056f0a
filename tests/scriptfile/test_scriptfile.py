from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotecast.errors import ScriptError
from quotecast.model import (
    DOUBT,
    NARRATOR,
    BlockKind,
    Line,
    Note,
    Omission,
    Script,
    Section,
    SoundCue,
)
from quotecast.scriptfile import format_script, parse

SAMPLE = """\
Title: The river comes back
Source: https://example.org/river
Language: en
Number: 3

# Opening

> MUSIC: theme.mp3, fade 2s, gain -6 dB

The council voted on Tuesday.

It had waited.


@Maria Lopez
(quietly)
We waited ten years for this,

she said.


@?
It will flood again. [[nearest name: Mayor Ortiz]]

[[not spoken | caption | a photo caption | The river in spring. Photo: A. Lee]]

[[call her back]]
"""


def test_the_sample_reads_as_described() -> None:
    script = parse(SAMPLE, "river.fountain")
    assert script.title == "The river comes back"
    assert script.extra == (("Number", "3"),)
    assert script.items == (
        Section("Opening"),
        SoundCue("theme.mp3", "MUSIC", (("fade", "2s"), ("gain", "-6 dB"))),
        Line(NARRATOR, "The council voted on Tuesday."),
        Line(NARRATOR, "It had waited."),
        Line("Maria Lopez", "We waited ten years for this,", "quietly"),
        Line(NARRATOR, "she said.", continues=True),
        Line(DOUBT, "It will flood again.", notes=("nearest name: Mayor Ortiz",)),
        Omission(BlockKind.CAPTION, "The river in spring. Photo: A. Lee", "a photo caption"),
        Note("call her back"),
    )
    assert format_script(script) == SAMPLE


def test_a_hand_may_wrap_lines_and_use_other_line_ends() -> None:
    text = "Title: A\r\n   and B\r\n\r\n@Ann [x]\r\n(low,\r\nslow)\r\n"
    with pytest.raises(ScriptError, match="direction") as fault:
        parse(text, "a.fountain")
    assert fault.value.where == "a.fountain:5"
    script = parse("title: A\n   and B\n\n@Ann\nWe go [[now\nor later]] and\n  stay.\n", "a")
    assert script.title == "A and B"
    assert script.items == (Line("Ann", "We go and stay.", notes=("now or later",)),)


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("@Ann\n", 3, "nothing to say"),
        ("@\nHello.", 3, "names nobody"),
        ("Text\n@Ann\nHello.", 4, "blank line before"),
        ("# One\nText", 4, "blank line must follow"),
        ("## Two", 3, "one level"),
        ("# A [[b]]", 3, "cannot stand"),
        ("> theme.mp3", 3, "not a sound cue"),
        ("> MUSIC: , fade 2s", 3, "names no file"),
        ("Text [[never closed\n\nMore]]", 3, "not closed"),
        ("Text\nand ]] more", 4, "closes no note"),
        ("a [[b [[c]]", 3, "note inside a note"),
        ("[[not spoken | caption]]", 3, "incomplete"),
        ("[[not spoken | capton | x | y]]", 3, "unknown kind 'capton'"),
        ("= a synopsis", 3, "has no meaning"),
        ("/* gone */", 3, "has no meaning"),
        (".SCENE", 3, "scene heading"),
        ("@Ann\n(quietly) Hello.", 4, "line of its own"),
    ],
)
def test_faults_name_file_and_line(body: str, line: int, message: str) -> None:
    with pytest.raises(ScriptError, match=message) as fault:
        parse(f"Title: T\n\n{body}", "scripts/t.fountain")
    assert fault.value.where == f"scripts/t.fountain:{line}"
    assert str(fault.value).startswith(f"scripts/t.fountain:{line}: ")


@pytest.mark.parametrize("text", ["", "\n\n", "A paragraph.\n\nAnother.", "Source: x\n\nText"])
def test_a_script_without_title_page_is_refused(text: str) -> None:
    with pytest.raises(ScriptError):
        parse(text, "t")


def test_an_entry_given_twice_is_refused() -> None:
    with pytest.raises(ScriptError, match="twice"):
        parse("Title: A\nTitle: B\n", "t")


words = st.text(
    alphabet=st.one_of(
        st.sampled_from('@#>!.=~/*()[]|\\,:?-_{}u ab\u00a0\u2028\n\r\t\x85\ufeff\U0010ffff’“"'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
some = words.filter(bool)
lines = st.builds(
    Line,
    st.one_of(st.just(NARRATOR), st.just(DOUBT), some),
    st.one_of(some, st.builds(lambda a, b: a + b, st.sampled_from("@#>!=~(.["), words)),
    st.one_of(st.just(""), some),
    st.lists(
        st.one_of(words, st.sampled_from(["same paragraph", "not spoken | x"])), max_size=2
    ).map(tuple),
    st.booleans(),
)
option_keys = some.filter(lambda key: bool(key.strip()))
items = st.one_of(
    lines,
    lines,
    st.builds(Section, words),
    st.builds(Note, st.one_of(words, st.sampled_from(["not spoken", "not spoken | a | b | c"]))),
    st.builds(Omission, st.sampled_from(BlockKind), words, words),
    st.builds(
        SoundCue,
        some,
        st.sampled_from(["MUSIC", "BED", "STING"]),
        st.lists(st.tuples(option_keys, words), max_size=2).map(tuple),
    ),
)
scripts = st.builds(
    Script,
    title=words,
    items=st.lists(items, max_size=6).map(tuple),
    source=words,
    byline=words,
    published=words,
    language=words,
    site=words,
    extra=st.lists(
        st.tuples(st.one_of(some, st.sampled_from(["title", "Source"])), words), max_size=2
    ).map(tuple),
)


@given(scripts)
@example(Script("T", (Line(NARRATOR, "TORONTO—"), Line(NARRATOR, "A man", continues=True))))
@example(Script("T", (Line(NARRATOR, "a", continues=True), Section("x"))))
@example(Script("", (Line("@?", "(he said)"), Line(NARRATOR, "(a)", "b"))))
@example(Script("", (Line(NARRATOR, "0", ") "), Line(NARRATOR, "0", "("))))
@example(Script("T ", (Note("]"), Note("[["), Note("a]]b"), Omission(BlockKind.TURN, "|", "|"))))
def test_round_trip(script: Script) -> None:
    text = format_script(script)
    assert parse(text, "t") == script
    assert format_script(parse(text, "t")) == text
    text.encode()


def test_half_a_surrogate_pair_is_no_character() -> None:
    """No file, feed or voice could hold it: it is read as the sign for a lost character."""
    script = parse("Title: A \\u{d800}\n\n@B \\u{DFFF}\nC.\n", "t")
    assert script == Script("A \ufffd", (Line("B \ufffd", "C."),))


def test_lines_without_words_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="words"):
        format_script(Script("T", (Line("Ann", ""),)))


@pytest.mark.parametrize("unit", ["[[", "]]", "\\", "@", "(", "[[a]] ", "|", " ", "a\n"])
def test_much_of_one_mark_is_read_in_linear_time(unit: str) -> None:
    body = unit * (100_000 // len(unit))
    script = Script("T", (Line("Ann", " ".join(body.split()) or "x"),))
    assert parse(format_script(script), "t") == script
    with __import__("contextlib").suppress(ScriptError):
        parse("Title: T\n\n" + body, "t")
