"""Pages that show no article, or a stub of it, and hold it all in their data."""

from __future__ import annotations

import html
import json
import logging
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecast.errors import SourceError
from quotecast.model import Article
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw

SAID = (
    "The harbour wall at Frell fell in the night, and nobody heard it go.",
    "“We slept through all of it,” said Ida Brook, who keeps the light.",
    "The council will vote on Tuesday whether to build it up again before the winter.",
    "Tom Marsh, the engineer, wants 40 metres of stone & oak, and 2 < 3 winters of time.",
    "“It stood for ninety years,” he said. “It can stand for ninety more.”",
)
TITLE = "Harbour wall falls in the night"
STUB = "<p>The harbour wall at Frell fell in the night, and nobody heard it go.</p>"
MARKED_UP = "".join(f"<p>{html.escape(one)}</p>" for one in SAID)


def of(page: str) -> Article:
    return read_raw(Raw("https://quay.example/wall", page.encode()), "https://quay.example/wall")


def spoken(article: Article) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if block.spoken]


def page(data: Any, shown: str = "", title: str = TITLE) -> str:
    return (
        f"<html><head><title>{title} | The Quay</title><script type='application/ld+json'>"
        f"{json.dumps(data)}</script></head><body><header>The Quay</header>"
        f"<div id=root>{shown}</div></body></html>"
    )


def news(body: Any, **more: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": TITLE, "articleBody": body, **more}


def script(data: Any, attributes: str = "id='__NEXT_DATA__' type='application/json'") -> str:
    told = data if isinstance(data, str) else json.dumps(data).replace("</", "<\\/")
    return (
        f"<html><head><title>{TITLE} | The Quay</title></head><body><div id=root></div>"
        f"<script {attributes}>{told}</script></body></html>"
    )


BODIES = {
    "markdown": "\n\n".join([*SAID[:3], SAID[3].replace("stone", "**stone**"), SAID[4]]),
    "lines": "\n".join(SAID),
    "blank lines": "\n\n".join(SAID),
    "html": MARKED_UP,
    "html in divs": "".join(f"<div>{html.escape(one)}</div>" for one in SAID),
    "html, escaped": html.escape(MARKED_UP),
    "line breaks": "<br><br>".join(html.escape(one) for one in SAID),
    "no line ends": "".join(SAID),
    "line ends escaped twice": "\\n".join(SAID),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_article_body(body: str) -> None:
    assert spoken(of(page(news(body)))) == [TITLE, *SAID]


@pytest.mark.parametrize(
    "data",
    [
        [{"@type": "WebSite", "name": "The Quay"}, news(MARKED_UP)],
        {"@graph": [{"@type": "WebPage", "name": "x"}, news(MARKED_UP)]},
        {"@type": "WebPage", "mainEntity": news(MARKED_UP)},
        [news("Another text altogether. " * 90, headline="Ferry is late"), news(MARKED_UP)],
    ],
)
def test_where_the_description_stands(data: Any) -> None:
    assert spoken(of(page(data))) == [TITLE, *SAID]


def test_what_the_data_say_counts_where_the_page_says_nothing() -> None:
    more = {
        "author": [{"name": "Ida Brook"}, {"name": "Tom Marsh"}],
        "datePublished": "2024-03-05T06:30:00Z",
        "inLanguage": "en-GB",
    }
    article = of(page(news(MARKED_UP, **more)))
    assert article.byline == "Ida Brook and Tom Marsh"
    assert (article.published, article.language) == ("2024-03-05T06:30:00Z", "en-GB")


def test_a_stub_makes_way_and_what_else_the_page_shows_is_listed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "quotecast"):
        article = of(page(news(MARKED_UP), STUB + "<p>Loading the rest of this story for you</p>"))
    assert spoken(article) == [TITLE, *SAID]
    left = " ".join(b.span.of(article.text) for b in article.blocks if not b.spoken)
    assert "Loading the rest" in left
    assert "The Quay" in left
    assert article.text.count("nobody heard it go") == 1
    assert [record.message for record in caplog.records if "data" in record.message] == [
        "https://quay.example/wall: the page itself shows no article, or little of it; "
        "read from the page's data"
    ]


def test_a_page_that_shows_its_article_is_read_as_it_shows_it() -> None:
    own = "".join(f"<p>{html.escape(one)} And so on.</p>" for one in SAID)
    for body in ("\n".join(SAID), "\n".join(SAID * 2)):
        article = of(page(news(body), f"<article><h1>{TITLE}</h1>{own}</article>"))
        assert spoken(article) == [TITLE, *(f"{one} And so on." for one in SAID)]


def test_a_page_in_short_lines_is_read_as_it_shows_them() -> None:
    lines = (
        "“You slept?”",
        "“All of it.”",
        "“And the wall?”",
        "“It fell.”",
        "“When?”",
        "“Ask her.”",
    )
    told = " ".join([*lines * 9, *SAID[:1]])
    own = f"<p>{SAID[0]}</p>" + "".join(f"<p>{line}</p>" for line in lines * 9)
    article = of(page(news(told), f"<article><h1>{TITLE}</h1>{own}</article>"))
    assert spoken(article) == [TITLE, SAID[0], *lines * 9]


def test_a_page_that_shows_something_else_makes_way() -> None:
    other = "".join(
        f"<p>Story {n} of the day is told here in one line, and goes on elsewhere.</p>"
        for n in range(12)
    )
    long = MARKED_UP + "".join(
        f"<p>Witness {n} saw the wall fall at {n} o’clock.</p>" for n in range(30)
    )
    article = of(page(news(long), other))
    assert spoken(article)[:6] == [TITLE, *SAID]
    assert "Story 11 of the day" in article.text
    untitled = of(page(news(long, headline="The ferry stops"), f"<h1>{TITLE}</h1>{other}"))
    assert "Story 11 of the day" in " ".join(spoken(untitled))


def test_what_is_kept_for_subscribers_is_not_taken_from_the_data() -> None:
    for closed in (False, "False", "false"):
        shown = STUB + "<p>Subscribe to read the rest of the story of the wall at Frell now.</p>"
        article = of(page(news(MARKED_UP, isAccessibleForFree=closed), shown))
        assert "ninety years" not in article.text
    with pytest.raises(SourceError):
        of(page(news(MARKED_UP, isAccessibleForFree=False)))


@pytest.mark.parametrize(
    "body",
    ["{broken", "", "Short.", 5, None, ["a"], {"a": 1}, "<p></p>" * 90],
)
def test_a_bad_description_is_passed_over(body: Any) -> None:
    with pytest.raises(SourceError):
        of(page(news(body)))
    own = "".join(f"<p>{html.escape(one)}</p>" for one in SAID)
    assert spoken(of(page(news(body), f"<h1>{TITLE}</h1>{own}"))) == [TITLE, *SAID]


def runs(text: str) -> list[dict[str, Any]]:
    """A paragraph in three pieces, the middle one set off."""
    first, second, rest = text.split(" ", 2)
    return [
        {"type": "text", "text": first + " "},
        {"type": "text", "text": second, "marks": [{"type": "bold"}]},
        {"type": "text", "text": " " + rest},
    ]


TREES: dict[str, Any] = {
    "one string": MARKED_UP,
    "rendered": {"rendered": MARKED_UP, "protected": False},
    "strings": list(SAID),
    "elements": [
        *({"type": "text", "content": one, "_id": "A1"} for one in SAID[:2]),
        {
            "type": "image",
            "url": "https://quay.example/a.jpg",
            "alt_text": "A wall, seen from afar",
        },
        {"type": "interstitial_link", "content": "Read more about the ferry and its captain"},
        *({"type": "text", "content": html.escape(one)} for one in SAID[2:]),
    ],
    "editor": {
        "type": "doc",
        "content": [{"type": "paragraph", "content": runs(one)} for one in SAID],
    },
    "values": {
        "nodeType": "document",
        "content": [
            {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": one, "marks": []}]}
            for one in SAID
        ],
    },
    "portable": [
        {
            "_type": "block",
            "style": "normal",
            "_key": "4f",
            "children": [
                {"_type": "span", "text": one[:20], "marks": []},
                {"_type": "span", "text": one[20:], "marks": ["strong"]},
            ],
        }
        for one in SAID
    ],
    "blocks": {
        "time": 1,
        "blocks": [{"id": "x", "type": "paragraph", "data": {"text": one}} for one in SAID],
    },
    "typed": [{"__typename": "ParagraphBlock", "id": "9", "text": one} for one in SAID],
    "inline": {
        "content": [
            {
                "__typename": "ParagraphBlock",
                "content": [
                    {"__typename": "TextInline", "text": one[:9], "formats": []},
                    {"__typename": "TextInline", "text": one[9:], "formats": [{"type": "Bold"}]},
                ],
            }
            for one in SAID
        ]
    },
    "nested models": [
        {
            "type": "text",
            "model": {
                "blocks": [
                    {
                        "type": "paragraph",
                        "model": {
                            "text": one,
                            "blocks": [{"type": "fragment", "model": {"text": one}}],
                        },
                    }
                    for one in SAID
                ]
            },
        }
    ],
    "root": {
        "root": {
            "type": "root",
            "children": [{"type": "paragraph", "children": runs(one)} for one in SAID],
        }
    },
}


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_hydration_data(tree: Any) -> None:
    article = {
        "headline": {"basic": TITLE},
        "body": tree,
        "authors": [{"id": 4, "name": "Ida Brook"}],
        "publishedAt": "2024-03-05T06:30:00Z",
    }
    read = of(script({"props": {"pageProps": {"article": article, "menu": [{"title": "News"}]}}}))
    assert spoken(read) == [TITLE, *SAID]
    assert (read.byline, read.published) == ("Ida Brook", "2024-03-05T06:30:00Z")


@pytest.mark.parametrize("key", ["sprinkledBody", "storyText", "bodyMarkup", "postContent"])
def test_names_that_makers_give_the_text(key: str) -> None:
    assert spoken(of(script({"title": TITLE, key: MARKED_UP}))) == [TITLE, *SAID]


@pytest.mark.parametrize("key", ["description", "contentType", "textColour", "comments"])
def test_names_of_other_things(key: str) -> None:
    with pytest.raises(SourceError):
        of(script({"title": TITLE, key: MARKED_UP}))


def test_headings_lists_and_quotations_of_a_tree() -> None:
    tree = [
        {"type": "header", "data": {"text": "What fell", "level": 2}},
        *({"type": "paragraph", "data": {"text": one}} for one in SAID),
        {"type": "list", "data": {"items": ["Forty metres of stone", "A lamp"]}},
        {"type": "quote", "data": {"text": "The sea keeps what it takes from us."}},
        {"type": "image", "caption": "The wall in spring"},
    ]
    article = of(script({"title": TITLE, "content": {"blocks": tree}}))
    kinds = {block.span.of(article.text): block.kind.value for block in article.blocks}
    assert kinds["What fell"] == "heading"
    assert kinds["A lamp"] == "list item"
    assert kinds["The sea keeps what it takes from us."] == "block quotation"
    assert kinds["The wall in spring"] == "caption"


ARTICLE = {"title": TITLE, "content": MARKED_UP, "isPremium": False}
ESCAPED = json.dumps(json.dumps(ARTICLE))
QUOTED = json.dumps(ARTICLE).replace("\\", "\\\\").replace("'", "\\'")
FLAT = [{"data": 1}, ["Reactive", 2], {"page": 3}, {"title": 4, "content": 5}, TITLE, MARKED_UP]


@pytest.mark.parametrize(
    ("told", "attributes"),
    [
        (f"window.__INITIAL_STATE__ = {json.dumps(ARTICLE)};", ""),
        (f'window["__PRELOADED_STATE__"]={json.dumps(ARTICLE)};', "type='text/javascript'"),
        (f"var a=1;Fusion.globalContent={json.dumps(ARTICLE)};Fusion.b={{}};", ""),
        (f'window.__STATE__={json.dumps(ARTICLE)[:-1]},"user":undefined}};', ""),
        (f"window.__APOLLO_STATE__ = JSON.parse({ESCAPED});", ""),
        (f"window.pageData = JSON.parse('{QUOTED}')", ""),
        (json.dumps(FLAT), "id='__NUXT_DATA__' type='application/json'"),
        (json.dumps({"status": 200, "body": json.dumps(ARTICLE)}), "type='application/json'"),
    ],
)
def test_where_pages_keep_their_data(told: str, attributes: str) -> None:
    told = told.replace("</", "<\\/")
    assert spoken(of(script(told, attributes))) == [TITLE, *SAID]


def test_data_in_an_attribute() -> None:
    data = html.escape(json.dumps({"props": {"post": ARTICLE}}))
    assert spoken(of(f"<title>{TITLE}</title><div id=app data-page='{data}'></div>")) == [
        TITLE,
        *SAID,
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"title": "Cookies", "text": "We use cookies to measure how you use the site. " * 20},
        {"list": [{"title": f"Wall {n}", "body": MARKED_UP + f"<p>{n}</p>"} for n in range(9)]},
        {"title": TITLE, "body": MARKED_UP, "isPremium": True},
        {"title": TITLE, "body": "https://quay.example/api/" + "x" * 100},
        {"body": MARKED_UP},
    ],
)
def test_data_that_are_no_article(data: Any) -> None:
    with pytest.raises(SourceError, match="shows no text of its own"):
        of(script(data))


def test_of_several_articles_the_one_of_the_page_is_read() -> None:
    others = [{"title": f"Ferry {n} is late again", "body": MARKED_UP * 3} for n in range(3)]
    assert spoken(of(script({"related": others, "article": ARTICLE}))) == [TITLE, *SAID]


@pytest.mark.parametrize(
    "told",
    [
        "[" * 100_000,
        '{"title":"a","content":' * 50_000,
        '[{"title":"a b c","body":[' * 20_000 + "]}]" * 20_000,
        "window.__STATE__={" * 40_000,
        "state" * 200_000,
        "state" + " " * 1_000_000,
        "data.data." * 100_000,
        "data='" + "\\'" * 400_000,
        json.dumps([{"a": 0}] + [[0, n] for n in range(50_000)]),
        json.dumps([[0] * 100, *([[0] * 100] * 5)]),
        json.dumps({"title": "a b", "body": [{"title": "a", "body": "word " * 60}] * 3000}),
        json.dumps({"title": "a b", "body": "Word.Word”" * 90_000}),
        json.dumps({"title": "a b", "body": "<p" * 300_000}),
    ],
    ids=range(13),
)
def test_data_without_end(told: str) -> None:
    """None takes longer than a few seconds, however deep, many or circular the data are."""
    for attributes in ("", "type='application/json'", "id='__NUXT_DATA__' type='application/json'"):
        began = time.process_time()
        own = "".join(f"<p>{html.escape(one)}</p>" for one in SAID)
        read = of(script(told, attributes).replace("<div id=root>", f"<div id=root>{own}"))
        assert "ninety more" in read.text
        assert time.process_time() - began < 10


def test_a_crowd_of_small_paragraphs_beside_a_long_text() -> None:
    crowd = "".join(f"<p>w{n}</p>" for n in range(15_000))
    began = time.process_time()
    article = of(page(news("Not a wall. " * 80_000), crowd))
    assert all(f"w{n}" in article.text for n in (0, 14_999))
    assert time.process_time() - began < 20


keys = st.sampled_from(
    "title headline body content text children type _type @type @graph articleBody author name "
    "credits by publishedAt blocks data items caption isPremium liveBlogUpdate value".split()
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 10**20)
    | st.floats()
    | st.sampled_from([TITLE, MARKED_UP, "\n".join(SAID), "paragraph", "Article", "<p", "\ud800"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
kinds = st.sampled_from(["application/ld+json", "application/json' id='__NUXT_DATA__", ""])


@settings(max_examples=200, deadline=None)
@given(values, kinds)
def test_whatever_the_data_are(data: Any, kind: str) -> None:
    """They make an article, whose words are each in a block, or are passed over."""
    told = ("" if kind else "window.__STATE__=") + json.dumps(data)
    try:
        article = of(f"<title>{TITLE}</title><p>Words.</p><script type='{kind}'>{told}</script>")
    except SourceError:
        return
    held = "".join(block.span.of(article.text) for block in article.blocks)
    assert "".join(held.split()) == "".join(article.text.split())
    assert all(block.spoken or block.reason for block in article.blocks)
