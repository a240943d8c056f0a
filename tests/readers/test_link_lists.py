"""Headlines of other articles that stand in an article as plain links."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecast.model import Article
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw
from quotecast.readers.link_lists import CARD, MENU, REASON

ROWS = (Path(__file__).parent / "pages" / "paragraphs.txt").read_text(encoding="utf-8").split("\n")
ABOVE = "".join(f"<p>{row}</p>" for row in ROWS[:8])
BELOW = "".join(f"<p>{row}</p>" for row in ROWS[8:14])
URL = "https://www.quay.example/news/wall"
HEADLINES = (
    "Ferry to the islands stopped for a third day",
    "What will become of the old school?",
    "Council spends £90,000 on a bench nobody sat on",
)


def items(*texts: str, to: str = "/news/{}", form: str = "<li><a href='{1}'>{0}</a></li>") -> str:
    return "".join(form.format(text, to.format(n)) for n, text in enumerate(texts))


def of(inside: str, below: str = BELOW, url: str = URL) -> Article:
    page = f"<html><title>A wall</title><article><h1>A wall</h1>{ABOVE}{inside}{below}</article>"
    return read_raw(Raw(URL, page.encode(), url=url, content_type="text/html"), URL)


def left_out(article: Article, reason: str = REASON) -> list[str]:
    text = article.text
    return [block.span.of(text) for block in article.blocks if block.reason == reason]


LISTS = [
    f"<ul>{items(*HEADLINES)}</ul>",
    items(*HEADLINES, form="<p><a href='{1}'>{0}</a></p>"),
    items(*HEADLINES, form="<div><a href='{1}'><h4></h4><span>{0}</span></a></div>"),
    items(*HEADLINES, form="<p>» <a href='{1}'>{0}</a></p>"),
    f"<ul>{items(*HEADLINES, to='https://quay.example/2024/05/{}.html')}</ul>",
]


def spoken(article: Article) -> str:
    return "\n".join(block.span.of(article.text) for block in article.blocks if block.spoken)


@pytest.mark.parametrize("links", LISTS)
def test_headlines_of_others_are_left_out(links: str) -> None:
    found = [text.lstrip("» ") for text in left_out(of(links))]
    assert found == list(HEADLINES)
    at_the_end = of(links, below="")
    assert not any(text in spoken(at_the_end) for text in HEADLINES)
    assert all(text in at_the_end.text for text in HEADLINES)


def test_two_are_enough_at_the_end_only() -> None:
    two = items(*HEADLINES[:2], form="<p><a href='{1}'>{0}</a></p>")
    assert left_out(of(two, below="")) == list(HEADLINES[:2])
    assert left_out(of(two)) == []


def test_a_saved_page_says_where_it_came_from_or_does_not() -> None:
    links = f"<ul>{items(*HEADLINES, to='https://quay.example/{}')}</ul>"
    assert left_out(of(links, url="")) == list(HEADLINES)
    canonical = "<link rel=canonical href='https://harbour.example/wall'>"
    page = f"<html><head>{canonical}</head><article><h1>A wall</h1>{ABOVE}{links}{BELOW}</article>"
    assert left_out(read_raw(Raw("a.html", page.encode()), "a.html")) == []


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>The three reports of the county are:</p><ul>{items(*HEADLINES)}</ul>",
        f"<ul>{items(*HEADLINES, to='https://county.example/reports/{}')}</ul>",
        f"<ul>{items(*HEADLINES, to='https://{}.example/report')}</ul>",
        f"<ul>{items('Maria Lopez', 'Tom Fell', 'Ruth Hale')}</ul>",
        "<ul>" + items(*(text + "." for text in HEADLINES)) + "</ul>",
        f"<ul>{items(*HEADLINES, form='<li><a href={1}>{0}</a>, which cost the town a lot.</li>')}",
        f"<ul>{items(*HEADLINES, to='#note-{}')}</ul>",
        f"<ul>{items(*HEADLINES, to='mailto:a{}@quay.example')}</ul>",
        f"<ul>{items(*HEADLINES, form='<li>{0}</li>')}</ul>",
        f"<ul>{items(*(HEADLINES * 6))}</ul>",
        items(*HEADLINES, form="<p><a href='{1}'>{0}</a></p><p>This is why it matters to us.</p>"),
        items(*HEADLINES, form="<h3><a href='{1}'>{0}</a></h3><p>This is why it matters.</p>"),
        "<p><a href='/a'>" + ROWS[14] + "</a></p>" * 4,
    ],
)
def test_lists_that_are_part_of_the_article_are_read(inside: str) -> None:
    for below in (BELOW, ""):
        assert left_out(of(inside, below)) == []


CARDS = [
    "<article><a href='/f'><h3>The ferry stops</h3><p>It will be back in spring.</p></a></article>",
    "<div><a href='/f'><h3>The ferry stops</h3><p>It will be back</p><p>in spring.</p></a></div>",
]


@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_one_link_around_a_headline_and_more(card: str) -> None:
    found = left_out(of(card), CARD)
    assert found[0] == "The ferry stops"
    assert " ".join(found[1:]) == "It will be back in spring."


@pytest.mark.parametrize(
    "inside",
    [
        "<h3><a href='/f'>The ferry stops</a></h3><p>It will be back in spring, he says.</p>",
        "<h3><a href='/f'>The ferry stops</a></h3><p><a href='/f'>It will be back in May.</a></p>",
        "<a href='/f'><h3>A link that nobody closed</h3>" + BELOW,
        "<a href='#more'><h3>The ferry stops</h3><p>It will be back in spring.</p></a>",
        "<a href='/f'><p>The ferry stops, and will be back in spring, as the captain says.</p></a>",
    ],
)
def test_a_heading_with_a_link_is_no_card(inside: str) -> None:
    assert left_out(of(inside), CARD) == []


def test_a_menu_above_the_headline() -> None:
    menu = "<p><a href='/n'>News of the day</a><br><a href='/t'>Tides and the moon</a></p>"
    page = f"<html><title>A wall</title><div>{menu}<p>A wall</p>{ABOVE}{menu}{BELOW}</div></html>"
    assert len(left_out(read_raw(Raw("a.html", page.encode()), "a.html"), MENU)) <= 1
    assert left_out(of(menu), MENU) == []
