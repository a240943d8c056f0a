from __future__ import annotations

import logging
from pathlib import Path

import pytest

from quotecast.errors import SourceError
from quotecast.model import Article, BlockKind
from quotecast.readers import read

HAN = Path(__file__).parents[2] / "scripts" / "han.txt"

K = BlockKind


def of(text: str) -> Article:
    return read("-", stdin=text.encode())


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.of(article.text)) for b in article.blocks]


def test_the_sample_article() -> None:
    article = read(str(HAN))
    assert article.title == 'Former Chinese Labor Camp Chief Says Regime "Sickened" Him'
    assert article.language == "en"
    shown = [(b.kind, b.span.of(article.text)[:24], b.reason) for b in article.blocks]
    assert shown[:5] == [
        (K.HEADLINE, "Former Chinese Labor Cam", ""),
        (K.BOILERPLATE, "Share on WhatsApp", "share button"),
        (K.BOILERPLATE, "Share on WhatsApp", "share button"),
        (K.CAPTION, "Crack troops of the Peop", "photo caption"),
        (K.DATELINE, "TORONTO—", ""),
    ]
    assert [t for k, t, _ in shown if k is K.HEADING] == [
        "Hopes for a new life",
        "No claim to innocence",
        "Waiting for Canadian cou",
    ]
    pulled = [(t, r) for k, t, r in shown if k is K.PULL_QUOTE]
    assert pulled == [
        ("I believed the choices I", "repeats words spoken in a paragraph above"),
    ]
    assert shown[-2][0] is K.CREDIT
    assert shown[-1] == (K.BOILERPLATE, "Add your comment by fill", "comment form")
    assert sum(k is K.PARAGRAPH for k, _, _ in shown) == 18
    assert article.text == HAN.read_text()


BODY = (
    "The council voted on Tuesday to rebuild the wall before winter comes again.\n\n"
    "“We waited ten years for this,” said Maria Lopez, who leads the council.\n\n"
    "The work is to begin in May and will cost the town nine million pounds.\n\n"
)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("Share on Facebook", K.BOILERPLATE),
        ("Tweet", K.BOILERPLATE),
        ("Facebook Twitter WhatsApp", K.BOILERPLATE),
        ("ADVERTISEMENT", K.BOILERPLATE),
        ("Story continues below advertisement", K.BOILERPLATE),
        ("Sign up for our daily newsletter and never miss a story.", K.BOILERPLATE),
        ("Follow Jane Roe on Twitter @janeroe.", K.BOILERPLATE),
        ("© 2024 The Quay Gazette. All rights reserved.", K.BOILERPLATE),
        ("Be the first to comment", K.BOILERPLATE),
        ("***", K.BOILERPLATE),
        ("READ MORE: Storm breaks harbour wall", K.RELATED),
        ("Read the rest here.", K.RELATED),
        ("Related: Storm breaks harbour wall", K.RELATED),
        ("The wall in January. Photo: Lena Marsh", K.CAPTION),
        ("The wall in January. (AP Photo/Lena J. Marsh)", K.CAPTION),
        ("Photo: Lena Marsh", K.CAPTION),
        ("Reuters/Lena Marsh", K.CAPTION),
        ("(Reporting by Lena Marsh; Editing by Ola Finn)", K.CREDIT),
        ("Additional reporting by Lena Marsh in London.", K.CREDIT),
        ("Lena Marsh contributed to this report.", K.CREDIT),
        ("Translated by Lena Marsh", K.CREDIT),
        ("Correction: An earlier version gave the wrong cost.", K.CORRECTION),
        ("This article was updated to add a comment by the mayor.", K.CORRECTION),
        ("- The first point of the plan", K.LIST_ITEM),
        # None of these may be dropped.
        ("Sharing the cost with the county was her idea.", K.PARAGRAPH),
        ("Reporting by the Gazette found that officials knew.", K.PARAGRAPH),
        ("“Share this with everyone,” she said.", K.PARAGRAPH),
        ("The photo shows a wall by the sea.", K.PARAGRAPH),
        ("Follow the money, she said, and you will find the mayor.", K.PARAGRAPH),
        ("He took a picture by a river.", K.PARAGRAPH),
        ("More from the council will follow, the clerk promised on Friday.", K.PARAGRAPH),
        ("Subscribers were told that the paper would close in June.", K.PARAGRAPH),
        ("Pause.", K.PARAGRAPH),
        ("The committee approved the ban, despite calls from 14 groups. [Reuters]", K.PARAGRAPH),
        ("Comments are approved by the council, said Lopez, who reads them all.", K.PARAGRAPH),
        ("According to Jack Kelly, writing for the Gazette:", K.PARAGRAPH),
    ],
)
def test_what_a_part_is(part: str, kind: BlockKind) -> None:
    article = of(f"A Wall for the Town\n\n{BODY}{part}\n\n{BODY.replace('e', 'ee')}")
    block = next(b for b in article.blocks if b.span.of(article.text) == part)
    assert block.kind is kind
    assert block.spoken or block.reason


def test_the_top_of_an_article() -> None:
    article = of(
        "A Wall for the Town\n\nBy Lena Marsh and Ola Finn, Staff Writers\n"
        "Published March 5, 2024 6:30 am GMT\n\nLONDON (Reuters) - " + BODY
    )
    assert article.byline == "Lena Marsh and Ola Finn"
    assert article.published == "2024-03-05"
    assert [k for k, _ in kinds(article)][:5] == [
        "headline",
        "byline",
        "date",
        "dateline",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("WASHINGTON (AP) — The wall", "WASHINGTON (AP) —"),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — The wall", "HEMPSTEAD, N.Y., Sept. 26 (UPI) —"),
        ("Philadelphia (AFP) – The wall", "Philadelphia (AFP) –"),
        ("ST. LOUIS -- The wall", "ST. LOUIS --"),
        ("NEW YORK - “The wall", "NEW YORK -"),
        ("NASA—the agency—said so", None),
        ("The wall — all of it", None),
        ("IBM-made walls", None),
        ("A — B", None),
    ],
)
def test_datelines(text: str, dateline: str | None) -> None:
    article = of(f"A Wall for the Town\n\n{text} fell in the storm and nobody was hurt.\n\n{BODY}")
    found = [words for kind, words in kinds(article) if kind == "dateline"]
    assert found == ([dateline] if dateline else [])


def test_a_list_of_links_ends_where_prose_begins() -> None:
    article = of(
        f"A Wall for the Town\n\n{BODY}Related stories\n\nStorm breaks wall\n\n"
        f"Mayor says sorry\n\nThe town slept badly that night, all the same.\n\nGood Night\n"
    )
    found = [words for kind, words in kinds(article) if kind == "related links"]
    assert found == ["Related stories", "Storm breaks wall", "Mayor says sorry"]


@pytest.mark.parametrize(
    "pull",
    [
        "We waited ten years for this vote and we can wait for the stone",
        "We waited ten years... we can wait for the stone",
        "“We waited ten years for this vote”",
        "“We waited ten years for this vote” — Maria Lopez",
    ],
)
def test_pull_quotes(pull: str) -> None:
    article = of(
        f"A Wall\n\n{BODY}{pull}\n\n“We waited ten years for this vote,” she said, “and we "
        "can wait for the stone,” and so they did.\n\nThe end of the story came.\n"
    )
    assert ("pull quote", pull) in kinds(article)


def test_words_said_twice_are_not_a_pull_quote() -> None:
    article = of(f"A Wall\n\n{BODY}We wait.\n\nWe wait.\n\n“We wait,” she said.\n\n{BODY[:76]}")
    assert "pull quote" not in [kind for kind, _ in kinds(article)][:6]


def test_an_interview() -> None:
    article = of(
        "Talk with Rebiya Kadeer\n\nThe leader spoke to RFA about her years in prison.\n\n"
        "RFA: What did you see there?\n\nKadeer: I saw people who had lost all hope.\n\n"
        "RFA: And today?\n\nKadeer: Today I see a little more of it.\n"
    )
    turns = [b.label for b in article.blocks if b.kind is K.TURN]
    assert turns == ["RFA", "Kadeer", "RFA", "Kadeer"]


def test_an_answer_of_several_paragraphs() -> None:
    article = of(
        "Talk with Rebiya Kadeer\n\nRFA: What did you see?\n\nKadeer: I saw people without "
        "hope.\n\nAnd I did not forget them.\n\n“Go,” she said to the guard.\n\n"
        "RFA: And today?\n\nKadeer: A little more of it.\n\nThe talk took place in May.\n"
    )
    shown = [(b.kind, b.label) for b in article.blocks]
    assert shown == [
        (K.HEADLINE, ""),
        (K.TURN, "RFA"),
        (K.TURN, "Kadeer"),
        (K.TURN, "Kadeer"),
        (K.PARAGRAPH, ""),
        (K.TURN, "RFA"),
        (K.TURN, "Kadeer"),
        (K.PARAGRAPH, ""),
    ]


def test_question_and_answer_and_transcript() -> None:
    article = of("On walls\n\nQ: Why now?\n\nA: Because it fell.\n\nQ. And then?\n\nA. We build.\n")
    assert [b.label for b in article.blocks if b.kind is K.TURN] == ["Q", "A", "Q", "A"]
    article = of(f"On walls\n\n{BODY}PENCE: He said no.\n\nKAINE: He said yes.\n\n{BODY}")
    assert [b.label for b in article.blocks if b.kind is K.TURN] == ["PENCE", "KAINE"]


def test_tables_and_lone_labels_are_no_turns() -> None:
    article = of(f"On walls\n\n{BODY}Lopez: 547\n\nFinn: 12\n\nLopez: 12\n\nFinn: 1\n\n{BODY}")
    assert K.TURN not in [b.kind for b in article.blocks]
    article = of(f"On walls\n\n{BODY}Lopez: we waited for ten long years.\n\n{BODY}")
    assert K.TURN not in [b.kind for b in article.blocks]


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    wrapped = (
        "The council voted on Tuesday to rebuild the harbour wall in stone\n"
        "before the next winter comes, after four hours of a debate that\n"
        "nobody enjoyed.\n"
    )
    article = of(f"A Wall for the Town\n\n{wrapped}\n{wrapped}")
    assert [kind for kind, _ in kinds(article)] == ["headline", "paragraph", "paragraph"]
    assert kinds(article)[1][1] == wrapped.rstrip()


def test_paragraphs_that_follow_one_another_without_blank_lines() -> None:
    text = (
        "The council of the old town voted on Tuesday night to\nrebuild the wall.\n"
        "The work begins in May and is expected to cost the whole\nof what the town has.\n"
    )
    assert [words.replace("\n", " ") for _, words in kinds(of(text))] == [
        "The council of the old town voted on Tuesday night to rebuild the wall.",
        "The work begins in May and is expected to cost the whole of what the town has.",
    ]


def test_quoted_rows_are_what_somebody_else_said() -> None:
    asked = "> Will it be of stone, as the mayor had said it would\n> be, or of wood?"
    article = of(f"{'A wall will be built. ' * 9}\n\n{asked}\n\nOf stone, she said.\n")
    assert kinds(article)[1] == ("block quotation", asked.replace("> ", ""))


def test_a_text_without_headline_is_titled_by_its_first_words() -> None:
    article = of(BODY)
    assert article.title == "The council voted on Tuesday to rebuild the wall before …"
    assert [b.kind for b in article.blocks] == [K.PARAGRAPH] * 3


def test_a_byline_above_the_headline() -> None:
    article = of(f"By Lena Marsh\n\nA Wall for the Town\n\n{BODY}")
    assert [kind for kind, _ in kinds(article)][:3] == ["byline", "headline", "paragraph"]
    assert (article.title, article.byline) == ("A Wall for the Town", "Lena Marsh")


def test_a_heading_that_begins_like_a_byline_is_read() -> None:
    article = of(f"A Wall for the Town\n\n{BODY}By Invitation Only\n\n{BODY}")
    assert ("heading", "By Invitation Only") in kinds(article)
    assert article.byline == ""


def test_a_library_book() -> None:
    article = of(
        "The Project Gutenberg eBook of The Lamp\n\n"
        + "".join(f"A notice, the {n}th of several.\n\n" for n in range(12))
        + "Title: The Lamp\n\nAuthor: Iris Blum\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n\nTHE LAMP\n\n"
        f"{BODY}*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n\nLicence terms follow.\n"
    )
    assert (article.title, article.byline) == ("THE LAMP", "Iris Blum")
    assert [k for k, _ in kinds(article)] == [
        *["boilerplate"] * 16,
        "headline",
        *["paragraph"] * 3,
        *["boilerplate"] * 2,
    ]


def test_the_chapters_of_a_book() -> None:
    article = of(
        f"The Lamp\n\nPROLOGUE\n\n{BODY}CHAPTER I\n\nIn Which a Boat Comes\n\n{BODY}"
        f"Chapter Two: The Oil\n\n{BODY}III.\n\n{BODY}Part of it was true.\n\n{BODY}"
    )
    found = [words for kind, words in kinds(article) if kind == "heading"]
    assert found == [
        "PROLOGUE",
        "CHAPTER I",
        "In Which a Boat Comes",
        "Chapter Two: The Oil",
        "III.",
    ]


def test_when_all_looks_like_furniture_it_is_read() -> None:
    article = of("Share on WhatsApp")
    assert [b.kind for b in article.blocks] == [K.PARAGRAPH]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat hat am Dienstag für die neue Mauer gestimmt, und das ist nicht alles.", "de"),
        ("Le conseil a voté pour la pierre, et les pêcheurs ne sont pas contents du tout.", "fr"),
        ("El consejo votó por la piedra y los pescadores no están contentos con eso.", "es"),
        ("The council voted for stone.", "en"),
        ("会議は石の壁に賛成した。", "ja"),
        ("12345", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert of(text).language == language


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(codec: str, caplog: pytest.LogCaptureFixture) -> None:
    words = "“Café,” she said – and left."
    with caplog.at_level(logging.WARNING):
        assert read("-", stdin=words.encode(codec)).text == words
    assert ("Windows-1252" in caplog.text) == (codec == "cp1252")


def test_line_ends() -> None:
    assert of("One two.\r\n\r\nThree.\rFour.").text == "One two.\n\nThree.\nFour."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x7fELF\x02\x01\x00\x00\x00\xff" * 50, "not text"),
        (bytes(range(256)) * 20, "not text"),
        (b"\x01\x02\x03\x04abc" * 100, "not text"),
        (b"\xff\xfeabc", "breaks off"),
        (b"... --- ...", "no words"),
        (b"a" * 20_000_001, "larger than 20 MB"),
        (rb"{\rtf1\ansi words}", "RTF is not read"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "a feed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Word file"),
    ],
    ids="empty blank bom elf bytes control half signs large rtf feed doc".split(),
)
def test_bad_input(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as fault:
        read("-", stdin=data)
    assert "\n" not in str(fault.value)
    assert fault.value.hint


def test_bad_files(tmp_path: Path) -> None:
    for name, message in (
        ("missing.txt", "no such file"),
        (".", "folder"),
        ("a\0b", "cannot read"),
        ("x" * 300, "cannot read"),
    ):
        with pytest.raises(SourceError, match=message):
            read(str(tmp_path / name))
    file = tmp_path / "a#1.txt"
    file.write_text("Words here.")
    assert read(str(file)).source == str(file)


def test_many_labels_are_judged_in_linear_time() -> None:
    rows = [f"Name{n} Ab{n}: we waited for the vote that day." for n in range(5_000) for _ in "ab"]
    assert len(of("\n\n".join(rows)).blocks) == 10_000


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "[",
        "(",
        "A: b\n",
        "word ",
        "Share ",
        "\n",
        "- a\n\n",
        "A.",
        "Photo: a/",
        "3 Comments\n\n",
        "(AAA/",
    ],
)
def test_much_of_anything_is_read(unit: str) -> None:
    text = "Words first.\n\n" + unit * (300_000 // len(unit))
    article = of(text)
    covered = sum(len("".join(b.span.of(text).split())) for b in article.blocks)
    assert covered == len("".join(text.split()))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["A: b\n", "- a\n\n", "“We go,” she said.\n\n", "We wait.\n\n"])
def test_two_megabytes_are_read(unit: str) -> None:
    article = of("Words first.\n\n" + unit * (2_000_000 // len(unit.encode())))
    assert len(article.blocks) > 50_000


def test_first_lines_set_in_and_short_paragraphs_between() -> None:
    text = (
        "   The council of Port Aven voted on Tuesday night to rebuild the\n"
        "harbour wall in stone before the winter storms return to the coast.\n"
        "   “No,” said Fell.\n"
        "   “Yes,” said Lopez, who has led the council of the town since the\n"
        "flood and lost her own shop to it.\n"
        "   The work will begin in May.\n"
    )
    article = of(text)
    starts = [b.span.of(article.text).split()[0] for b in article.blocks]
    assert starts == ["The", "“No,”", "“Yes,”", "The"]
