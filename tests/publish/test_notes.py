from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from publishing_studio import HOSTILE_CAST, SCRIPT, SHOW, hostile_script, produce

from quotecast.config import Studio
from quotecast.model import DOUBT, NARRATOR, BlockKind, Line, Omission, Section
from quotecast.publish import summarise
from quotecast.publish.highlights import best_quotations, soundbite
from quotecast.publish.notes import authors, gather, to_description, to_markdown
from quotecast.publish.summary import correction_lines, credit_lines, sentences
from quotecast.publish.text import shorten, shorten_bytes, web_url


def test_notes_say_who_is_quoted_in_which_voice_and_when(studio: Studio) -> None:
    episode = produce(studio)
    text = (studio.output / "river" / "notes.md").read_text()
    assert "- Narrator: voice Adam" in text
    assert "- **Maria Lopez**: voice Mary, first at 0:13" in text
    assert "- **Mayor Ortiz**: voice Omar, first at 0:31" in text
    assert "- 00:00:28 The doubts" in text
    assert "[The River Courier](<https://example.org/news/river>), by Ann Lee and Bo Ek" in text
    assert "Additional reporting by Cy Ray." in text
    assert "Correction: an earlier version gave the wrong cost." in text
    assert episode.disclosure in text
    assert "CC-BY-4.0" in text
    assert "“It costs twelve million" in text


def test_html_notes_say_the_same(studio: Studio) -> None:
    produce(studio)
    page = html.fromstring((studio.output / "river" / "notes.html").read_text())
    text = " ".join(page.text_content().split())
    for said in ("voice Mary, first at 0:13", "00:00:28 The doubts", "Additional reporting"):
        assert said in text
    links = page.xpath("//a/@href")
    assert "https://example.org/news/river" in links
    assert "index.html#t=13.28" in links


def test_hostile_notes_hold_no_markup_of_others(studio: Studio) -> None:
    episode = produce(studio, script=hostile_script(), cast=HOSTILE_CAST)
    folder = studio.output / "river"
    for name in ("notes.html", "index.html", "transcript.html"):
        page = html.fromstring((folder / name).read_text())
        assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')]"), name
        assert not page.xpath('//b[text()="O\'Neil"]'), name
        for link in page.xpath("//a/@href"):
            assert not link.lower().startswith(("javascript:", "data:")), name
    markdown = to_markdown(gather(episode, SHOW))
    assert "<script>" not in markdown.replace("\\<", "")
    assert "javascript:" not in markdown


def test_a_description_is_short_simple_html(studio: Studio) -> None:
    episode = produce(studio)
    fragment = html.fragment_fromstring(to_description(gather(episode, SHOW)), create_parent="div")
    assert {element.tag for element in fragment.iter()} <= {"div", "p", "br", "a", "strong"}


def test_summary_is_the_articles_own_sentences() -> None:
    summary = summarise(SCRIPT)
    whole = " ".join(line.text for line in SCRIPT.lines)
    assert summary
    assert all(sentence in whole for sentence in sentences(summary))
    assert summary.startswith("The council voted on Tuesday")
    assert "she said" not in summary


def test_summary_prefers_what_an_editor_wrote_then_the_dek() -> None:
    dek = Omission(BlockKind.DEK, "A river returns.", "the dek is not read")
    with_dek = replace(SCRIPT, items=(dek, *SCRIPT.items))
    assert summarise(with_dek) == "A river returns."
    assert summarise(replace(with_dek, extra=(("Summary", "Mine."),))) == "Mine."


@pytest.mark.parametrize("dateline", ["TORONTO—", "PORT AVEN, May 5 (AP) -", "Frell (Quay) —"])
def test_a_dateline_is_no_part_of_the_summary(dateline: str) -> None:
    lead = (Line(NARRATOR, dateline), replace(SCRIPT.lines[1], continues=True))
    assert summarise(replace(SCRIPT, items=lead)) == SCRIPT.lines[1].text


def test_words_in_capitals_that_are_no_dateline_are_part_of_it() -> None:
    lead = (Line(NARRATOR, "NASA,"), replace(SCRIPT.lines[1], continues=True))
    assert summarise(replace(SCRIPT, items=lead)) == f"NASA, {SCRIPT.lines[1].text}"


def test_no_summary_is_better_than_an_invented_one() -> None:
    spoken = (
        Section("One"),
        Line("Maria Lopez", "We waited ten years for this moment, all of us."),
    )
    assert summarise(replace(SCRIPT, items=spoken)) == ""


def test_sentences_do_not_break_at_abbreviations() -> None:
    text = "Dr. Lee met U.S. officials on Jan. 5. “It went well.” Nobody objected!"
    assert sentences(text) == (
        "Dr. Lee met U.S. officials on Jan. 5.",
        "“It went well.”",
        "Nobody objected!",
    )


def test_sentences_of_a_megabyte_take_linear_time() -> None:
    assert len(sentences("One. Two! " * 100_000)) == 200_000
    assert sentences("A. " * 300_000) == (("A. " * 300_000).strip(),)
    assert sentences("A." * 500_000) == ("A." * 500_000,)


def test_credits_and_corrections_come_from_the_script() -> None:
    assert credit_lines(SCRIPT) == ("Additional reporting by Cy Ray.",)
    assert correction_lines(SCRIPT) == ("Correction: an earlier version gave the wrong cost.",)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("by Ann Lee, Bo Ek and Cy Ray", ("Ann Lee", "Bo Ek", "Cy Ray")),
        ("Anderson Band & Byron Sand", ("Anderson Band", "Byron Sand")),
        ("", ()),
    ],
)
def test_authors(byline: str, names: tuple[str, ...]) -> None:
    assert authors(byline) == names


def test_best_quotations_give_everybody_a_word(studio: Studio) -> None:
    episode = produce(studio)
    chosen = best_quotations(episode)
    assert [h.speaker for h in chosen] == ["Maria Lopez", "Mayor Ortiz"]
    bite = soundbite(episode)
    assert bite is not None
    assert 15_000 <= bite.end_ms - bite.start_ms <= 120_000
    assert bite.end_ms <= episode.audio.duration_ms


def test_doubtful_quotations_are_nobodys_highlight(studio: Studio) -> None:
    script = replace(
        SCRIPT, items=(Line(NARRATOR, "It began."), Line(DOUBT, "It will flood again."))
    )
    episode = produce(studio, script=script)
    assert best_quotations(episode) == ()
    assert soundbite(episode) is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd",
             "https://", "http://a b", "//example.org", "news/river.txt", "https://[::1"],
)  # fmt: skip
def test_links_that_are_not_of_the_web_are_no_links(link: str) -> None:
    assert web_url(link) == ""


def test_shortening_keeps_its_bounds() -> None:
    assert shorten("one two three", 8) == "one two…"
    assert len(shorten("x" * 10_000, 255)) == 255
    assert len(shorten_bytes("é" * 5000, 4000).encode()) <= 4000
