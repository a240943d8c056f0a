from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecast.errors import SourceError
from quotecast.model import Article, BlockKind
from quotecast.readers import read, read_raw
from quotecast.readers.interface import Raw

PAGE = Path(__file__).parent / "pages" / "harbour.html"
K = BlockKind


def of(html: str, **more: str) -> Article:
    return read_raw(Raw("page.html", html.encode(), **more), "page.html")


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.of(article.text)) for b in article.blocks]


def test_the_page_of_the_harbour_wall() -> None:
    article = read(str(PAGE))
    assert article.title == "Harbour wall to be rebuilt"
    assert article.byline == "Ida Brook and Tom Fell"
    assert article.published == "2024-03-05T06:30:00+00:00"
    assert (article.language, article.site) == ("en-GB", "The Quay Gazette")
    found = shown(article)
    assert [kind for kind, _ in found] == [
        "boilerplate",
        "headline",
        "dek",
        "byline",
        "date",
        "boilerplate",
        "boilerplate",
        "caption",
        "paragraph",
        "paragraph",
        "pull quote",
        "paragraph",
        "block quotation",
        "paragraph",
        "related links",
        "related links",
        "heading",
        "paragraph",
        "list item",
        "list item",
        "paragraph",
        "correction",
        "boilerplate",
    ]
    assert found[12][1].startswith("Stone takes time")
    assert found[13][1].endswith("“with regret”.")
    assert all(block.spoken or block.reason for block in article.blocks)


def test_nothing_readable_disappears() -> None:
    text = read(str(PAGE)).text
    for words in ("Home", "Sport", "Tweet", "Storm breaks harbour wall", "Subscribe", "© 2024"):
        assert words in text
    assert "color: red" not in text
    assert "NewsArticle" not in text


def test_a_fetched_page_knows_its_address() -> None:
    page = Raw("https://quay.example/wall", PAGE.read_bytes(), "", "https://www.quay.example/wall")
    article = read_raw(page, page.name)
    assert article.image == "https://www.quay.example/images/wall.jpg"
    assert article.source == "https://quay.example/wall"


PARAGRAPHS = "".join(
    f"<p>Paragraph {n} tells of the wall, the winter and the town that waited for them both.</p>"
    for n in range(6)
)


def test_a_class_name_far_above_does_not_silence_the_article() -> None:
    article = of(f"<body><div class='share-wrap related'><h1>A wall</h1>{PARAGRAPHS}</div></body>")
    assert [kind for kind, _ in shown(article)] == ["headline"] + ["paragraph"] * 6


def test_a_correction_below_the_article_is_read() -> None:
    article = of(
        f"<article><h1>A wall</h1><div>{PARAGRAPHS}</div><div class=end><p>Topics: Walls</p>"
        "<p>Correction: the wall is older.</p><p>Editing by Lou Marsh.</p></div></article>"
    )
    assert shown(article)[-2:] == [
        ("correction", "Correction: the wall is older."),
        ("credit", "Editing by Lou Marsh."),
    ]


def test_an_interview_with_labels_in_bold() -> None:
    talk = "".join(
        f"<p><b>Gazette: Why, for the {n}th time, do you count the stones of the wall?</b></p>"
        f"<p><b>Bell:</b> Because the {n} stones I counted yesterday are never all there today.</p>"
        for n in range(4)
    )
    article = of(f"<h1>Stones</h1>{talk}")
    labels = [block.label for block in article.blocks if block.kind is K.TURN]
    assert labels == ["Gazette", "Bell"] * 4


def test_long_text_in_a_caption_class_is_read() -> None:
    article = of(f"<h1>A wall</h1><div class='photo-caption-story'>{PARAGRAPHS}</div>")
    assert [kind for kind, _ in shown(article)] == ["headline"] + ["paragraph"] * 6
    article = of("<p class='byline'>Nothing else is here.</p>")
    assert shown(article) == [("paragraph", "Nothing else is here.")]


def test_a_page_without_article_markup() -> None:
    article = of(
        f"<title>A wall - The Gazette</title><ul><li>Home<li>News</ul><div>{PARAGRAPHS}</div>"
    )
    assert article.title == "A wall"
    assert shown(article)[0] == ("headline", "A wall")
    assert sum(kind == "paragraph" for kind, _ in shown(article)) == 6


def test_line_breaks_and_hidden_text() -> None:
    article = of(
        f"<h1>A wall</h1>{PARAGRAPHS}<p>One<br>two<br><br>three</p><p hidden>secret</p>"
        "<p style='display: none'>secret</p><noscript>secret</noscript><pre>a  b</pre>"
    )
    assert "secret" not in article.text
    assert ("paragraph", "One\ntwo") in shown(article)
    assert "three" in [words for _, words in shown(article)]


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<meta name=author content='By Ida Brook'>", "byline", "Ida Brook"),
        ("<meta property=article:author content='https://x/ida'>", "byline", ""),
        ("<meta name=date content='2024-03-05 06:30'>", "published", "2024-03-05T06:30"),
        ("<meta name=date content='soon'>", "published", ""),
        ("<meta property=og:locale content=de_DE>", "language", "de-DE"),
        ("<script type='application/ld+json'>{broken</script>", "byline", ""),
        (
            "<script type='application/ld+json'>{'@graph': [1]}</script>".replace("'", '"'),
            "byline",
            "",
        ),
        (
            '<script type="application/ld+json">[{"@type": ["NewsArticle"], "author": '
            '{"name": "A B"}, "publisher": {"name": "P"}}]</script>',
            "site",
            "P",
        ),
    ],
)
def test_what_the_head_says(head: str, field: str, value: str) -> None:
    article = of(f"<html><head>{head}</head><body><h1>A wall</h1>{PARAGRAPHS}</body></html>")
    assert getattr(article, field) == value


def test_a_page_that_shows_itself_only_when_a_script_has_run() -> None:
    for hidden in ("style='display:none'", "hidden", "style='visibility: hidden'"):
        article = of(f"<body><div {hidden}><h1>A wall</h1>{PARAGRAPHS}</div></body>")
        assert sum(kind == "paragraph" for kind, _ in shown(article)) == 6
    article = of(f"<body><h1>A wall</h1><noscript>{PARAGRAPHS}</noscript></body>")
    assert sum(kind == "paragraph" for kind, _ in shown(article)) == 6


def test_inline_quotations() -> None:
    article = of(
        f"<h1>A wall</h1>{PARAGRAPHS}<p>She said <q>we <q>really</q> wait</q>.</p>"
        "<p>He said <q>“no”</q>.</p>"
    )
    found = [words for _, words in shown(article)]
    assert "She said “we ‘really’ wait”." in found
    assert "He said “no”." in found


def test_links_side_by_side_are_apart() -> None:
    article = of(f"<nav><a>Home</a><a>News</a></nav><h1>A wall</h1>{PARAGRAPHS}")
    assert shown(article)[0] == ("boilerplate", "Home News")


@pytest.mark.parametrize(
    ("line", "byline", "published"),
    [
        ("Posted on March 5, 2024 by Ida Brook", "Ida Brook", "2024-03-05"),
        (
            "By Ida Brook and Tom Fell | 5 March 2024, 6:30 am",
            "Ida Brook and Tom Fell",
            "2024-03-05",
        ),
        ("Submitted by ida on Tue, 03/05/2024 - 06:30", "ida", ""),
        ("BY IDA BROOK • MAR 5, 2024 • 4 MIN READ", "IDA BROOK", "2024-03-05"),
        ("March 5, 2024 · 4 min read", "", "2024-03-05"),
        ("By March 5 the wall had fallen in three places", "", ""),
        ("The wall was built by Ida Brook in 1911", "", ""),
    ],
)
def test_lines_of_author_and_date(line: str, byline: str, published: str) -> None:
    article = of(f"<h1>A wall</h1><p>{line}</p>{PARAGRAPHS}")
    assert (article.byline, article.published) == (byline, published)
    spoken = [b.span.of(article.text) for b in article.blocks if b.spoken]
    assert (line in spoken) == (not byline and not published)


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ("<p>Ida Brook</p><p>Harbour correspondent, Port Aven</p>", "Ida Brook"),
        ("<p>Ida Brook and Tom Marsh</p><p>BBC health reporters</p>", "Ida Brook and Tom Marsh"),
        ("<p>Port Aven</p><p>Editor resigns over the old wall</p>", ""),
        ("<p>Ida Brook</p><p>She is the editor of the paper.</p>", ""),
        ("<p>the wall</p><p>Harbour correspondent, Port Aven</p>", ""),
    ],
)
def test_a_name_above_its_desk(lines: str, byline: str) -> None:
    article = of(f"<h1>A wall</h1>{lines}{PARAGRAPHS}")
    assert article.byline == byline
    kinds = {kind for kind, _ in shown(article)[1:3]}
    assert (kinds == {"byline"}) == bool(byline)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Ida Brook Mar 5, 2024 3 min read", "2024-03-05"),
        ("First Published: Mar 05, 2024 06:30 IST", "2024-03-05"),
        ("Storm Ida of March 5, 2024", ""),
        ("Ida Brook Marches On", ""),
        ("Published in Port Aven on March 5, 2024, it sold out.", ""),
    ],
)
def test_a_date_behind_a_name(line: str, published: str) -> None:
    article = of(f"<h1>A wall</h1><p>{line}</p>{PARAGRAPHS}")
    assert article.published == published
    assert (line in [words for _, words in shown(article) if _ == "date"]) == bool(published)


def test_the_name_of_the_site_is_no_headline() -> None:
    page = f"<title>A wall of stone | The Quay</title><h1>{{}}</h1><h1>{{}}</h1>{PARAGRAPHS}"
    assert of(page.format("The Quay", "A wall of stone")).title == "A wall of stone"
    assert of(page.format("A wall of stone", "Part one")).title == "A wall of stone"


@pytest.mark.parametrize(
    ("top", "kinds"),
    [
        ("<p>Ida Brook</p><p>5 March 2024</p><p>06:30</p>", ["byline", "date", "date"]),
        ("<p>Ida Brook waits</p><p>5 March 2024</p>", ["dek", "date"]),
        ("<p>Ida Brook</p><p>The sea is grey, and the gate is shut.</p>", None),
    ],
)
def test_a_name_above_the_date(top: str, kinds: list[str] | None) -> None:
    found = [kind for kind, _ in shown(of(f"<h1>A wall of stone</h1>{top}{PARAGRAPHS}"))]
    assert found[1 : 1 + len(kinds or ())] == (kinds or [])
    assert kinds or "byline" not in found


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("© A. Lee The wall at dawn", "caption"),
        ("© 2024 The Quay", "boilerplate"),
        ("Contenido exclusivo para suscriptores", "boilerplate"),
        ("Il vous reste 74.25% de cet article à lire. La suite est réservée aux abonnés.", None),
        ("Der Saal war nur für Abonnenten, und keiner kam.", "paragraph"),
        ("El muro es exclusivo para suscriptores, dijo.", "paragraph"),
    ],
)
def test_lines_that_ask_and_lines_that_tell(line: str, kind: str | None) -> None:
    article = of(f"<h1>A wall</h1>{PARAGRAPHS}<p>{line}</p>{PARAGRAPHS}")
    assert (kind or "boilerplate", line) in shown(article)


def test_what_leads_back_from_a_note_and_what_stands_beside() -> None:
    note = "<ol><li>See the plan. <a href=#r1>↩</a></li></ol>"
    beside = "<div role=complementary><p>More from us</p></div>"
    article = of(f"<h1>A wall</h1>{PARAGRAPHS}{note}{beside}{PARAGRAPHS}")
    assert ("list item", "See the plan.") in shown(article)
    assert ("boilerplate", "More from us") in shown(article)


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<x-p>One of the two walls of the town was old.</x-p><x-p>{0}</x-p>", 2),
        ("<p>One <x-term>old wall that had stood for ninety years</x-term> fell.</p>", 1),
        ("<p><x-a>One</x-a> <x-a>wall</x-a> fell.</p>", 1),
        ("<div>A <x-a>{0}</x-a></div>", 1),
    ],
)
def test_elements_of_the_pages_own(page: str, paragraphs: int) -> None:
    long = "The other one was older still, and nobody knew it."
    before = len(shown(of(f"<h1>A wall</h1>{PARAGRAPHS}")))
    article = of(f"<h1>A wall</h1>{PARAGRAPHS}{page.format(long)}")
    assert len(shown(article)) == before + paragraphs


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("A <a href=/x>plan<span class=sr-only>, opens new tab</span></a> is there.", "A plan is"),
        (
            "<span aria-hidden=true>9-4</span><span class=sr-only>nine to four</span> it was.",
            "nine",
        ),
        ("The <span class='visually-hidden-focusable'>whole</span> of it.", "The whole of it."),
        (
            f"<span class=visually-hidden>{'So much is no label. ' * 5}</span>",
            "So much is no label.",
        ),
        ("<span class='screen'>So</span> it is.", "So it is."),
    ],
)
def test_words_for_screen_readers(line: str, spoken: str) -> None:
    article = of(f"<h1>A wall</h1>{PARAGRAPHS}<p>{line}</p>{PARAGRAPHS}")
    said = [b.span.of(article.text) for b in article.blocks if b.spoken]
    assert any(one.startswith(spoken) for one in said)
    assert not any("new tab" in one for one in said)
    assert ("new tab" in article.text) == ("new tab" in line)


def test_a_time_is_apart_from_what_stands_beside_it() -> None:
    for line in (
        "<time>05 Mar 2024</time><span>3 min read</span>",
        "<b>News</b><time>5 May</time>",
    ):
        article = of(f"<h1>A wall</h1><div>{line}</div>{PARAGRAPHS}")
        assert "20243" not in article.text
        assert "News5" not in article.text


def test_a_page_without_body_element() -> None:
    article = of(f"<title>A wall</title><article><h1>A wall</h1>{PARAGRAPHS}</article>")
    assert article.title == "A wall"
    assert sum(kind == "paragraph" for kind, _ in shown(article)) == 6


def test_charset_of_the_page() -> None:
    page = f"<meta charset=iso-8859-1><h1>Café</h1>{PARAGRAPHS}".encode("iso-8859-1")
    assert read_raw(Raw("a.html", page), "a.html").title == "Café"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<p> </p>", "<script>x()</script>", "<!-- a -->"]
)
def test_pages_without_text(page: str) -> None:
    with pytest.raises(SourceError, match=r"no text|not a web page"):
        of(page)


def test_what_a_page_says_to_browsers_without_scripts_is_no_article() -> None:
    page = (
        "<title>A tunnel</title><noscript>You need to enable JavaScript to run this app. Please "
        "switch it on in the settings of your browser.</noscript><div id=root></div>"
        '<script id="__NEXT_DATA__" type="application/json">{"body":"Nobody had known."}</script>'
    )
    with pytest.raises(SourceError, match="shows no text of its own"):
        of(page)


def test_entities_are_not_expanded_and_files_not_read() -> None:
    article = of(
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>"
        f"<!ENTITY a 'aaaaaaaaaa'>]><html><body><h1>A wall</h1>{PARAGRAPHS}<p>&x;&a;</p>"
    )
    assert "root:" not in article.text


UNITS = "<div>|<p|<p>|<b>|a<br>|&|<|<a href='|<td>|<div aria-hidden=true>|<figure><blockquote>"
UNITS += "|<p><a href=/x>A b c d e</a><p>f"
UNITS += "|<x-y>|<span class=sr-only>|<span class=noteref>|<a href=/x><h3>a"
UNITS += "|<blockquote><cite>x</cite>|<sup><a href=#>1</a></sup>"


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_a_megabyte_of_markup(unit: str) -> None:
    page = f"<h1>A wall</h1>{PARAGRAPHS}" + unit * (300_000 // len(unit)) + "words at the end"
    article = of(page)
    assert "Paragraph 5" in article.text


tags = st.sampled_from(
    "p div span b li ul blockquote h1 h2 h3 aside nav footer figure figcaption td tr table q a "
    "section article main form time pre".split()
)
classes = st.sampled_from(["", "share", "related", "caption", "byline", "pullquote", "date", "x"])
leaves = st.lists(st.sampled_from("wall sea town winter boat said vote".split()), min_size=1).map(
    lambda found: " ".join(found) + " "
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda tag, name, parts: f"<{tag} class='{name}'>{''.join(parts)}</{tag}>",
        tags,
        classes,
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=120, deadline=None)
@given(trees)
def test_every_visible_word_of_any_page_is_somewhere(page: str) -> None:
    page = PARAGRAPHS + page
    article = of(f"<html><body>{page}</body></html>")
    visible = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", page))
    assert sorted(re.findall(r"\w+", article.text)) == sorted(visible)
    assert all(block.spoken or block.reason for block in article.blocks)
