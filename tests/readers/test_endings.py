"""Notes on authors, letters kept as text, addresses in posts, headings of nothing."""

from __future__ import annotations

import pytest

from quotecast.model import Article, BlockKind
from quotecast.readers import furniture, read, read_raw
from quotecast.readers.interface import Raw

PROSE = (
    "The council voted on Tuesday to rebuild the wall before the winter comes back to the coast. "
)

STORY = (
    "The council of Port Aven voted on Tuesday to rebuild the wall in stone.\n\n"
    "“We waited ten years,” said Maria Lopez, who leads it.\n\n"
)


def of(text: str, name: str = "a.txt") -> Article:
    return read_raw(Raw(name, text.encode()), name)


def left(article: Article) -> list[tuple[str, str]]:
    return [(b.reason, b.span.of(article.text)) for b in article.blocks if not b.spoken]


NOTE = "says who the author is, shown in the notes"


@pytest.mark.parametrize(
    ("byline", "note", "is_note"),
    [
        ("By Ida Brook", "Ida Brook is a writer in Norwich.", True),
        ("By Ida Brook and Tom Fell", "Tom Fell covers the coast. He lives on a boat.", True),
        ("By Ida Brook", "Ida Brook, who won two prizes for it, is our reporter at sea.", True),
        ("", "Nell Ashby is a staff writer at The Fen Post.", True),
        ("By Ida Brook", "Maria Lopez is a lawyer in Norwich.", False),
        ("", "Maria Lopez is a writer in Norwich.", False),  # the article speaks of her
        ("", "Nell Ashby is the oldest swimmer in town.", False),
        ("By Ida Brook", "Ida Brook said: “I am a writer.”", False),
    ],
)
def test_notes_on_authors(byline: str, note: str, is_note: bool) -> None:
    article = of(f"The Wall Is Coming Back\n\n{byline}\n\n{STORY}{note}\n")
    found = [words for reason, words in left(article) if reason == NOTE]
    assert found == ([note] if is_note else [])


def test_a_note_in_the_middle_is_the_article() -> None:
    article = of(f"The Wall\n\nBy Ida Brook\n\nIda Brook is a mason’s daughter.\n\n{STORY}{STORY}")
    assert all(reason != NOTE for reason, _ in left(article))


LETTER = (
    "From: Ida Brook <ida@quay.example>\nTo: Tom <tom@aven.example>\n"
    "Subject: The wall comes back\nDate: Tue, 5 March 2024\n\n"
    f"{STORY}Sent from my iPhone\n\n-- \nIda Brook\nThe Quay Gazette\n"
)


def test_a_letter_kept_as_text() -> None:
    article = of(LETTER)
    assert (article.title, article.byline) == ("The wall comes back", "Ida Brook")
    assert article.published == "2024-03-05"
    spoken = [b.span.of(article.text) for b in article.blocks if b.spoken]
    assert spoken == ["The wall comes back", *STORY.strip().split("\n\n")]
    assert {reason for reason, _ in left(article)} == {
        "head of the letter",
        "a button or label of the web page",
        "signature of the letter",
    }


@pytest.mark.parametrize(
    "text",
    [
        f"From: a distance\nTo: the reader\n\n{STORY}",
        f"Subject: walls\nDate: May\nCost: nine\n\n{STORY}",
        f"A play\n\nFrom: Tom\n\nSubject: To\n\n{STORY}",
    ],
)
def test_what_only_looks_like_a_letter(text: str) -> None:
    assert all(reason != "head of the letter" for reason, _ in left(of(text)))


def test_addresses_that_networks_set_into_posts() -> None:
    article = of(f"{STORY}It is coming back. pic.twitter.com/AbC12 — Maria Lopez, March 5\n")
    assert left(article) == [("address in a post", "pic.twitter.com/AbC12")]
    spoken = [b.span.of(article.text) for b in article.blocks if b.spoken]
    assert spoken[-2:] == ["It is coming back.", "— Maria Lopez, March 5"]


def test_a_heading_of_nothing_but_furniture() -> None:
    page = f"# The wall\n\n{STORY}## What next\n\nNobody knows it yet.\n\n## Share\n\nTweet\n"
    article = of(page, "a.md")
    assert [words for _, words in left(article)] == ["Share", "Tweet"]
    headings = [b.span.of(article.text) for b in article.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["What next"]


@pytest.mark.parametrize(
    "prose",
    [
        "Already a member of the council at 22, Lopez ran for mayor twice.",
        "Become a member of a club and you learn its secrets.",
        "Subscribe to the theory, she thought, and be done with it.",
        "Download the plans and open them at page four.",
        "Then he had to fill in the form again.",
        "More from habit than from hope — they voted.",
        "Create an account of what happened, he was told.",
        "Contact between the two boats was lost at four.",
        "Get our boats out first, Fell begged them.",
        "Follow the river until it bends; then stop.",
        "Photo albums lay on the table. Read more, he told himself.",
        "The newsletter of the parish went to nine houses. Sign up sheets hung in the hall.",
    ],
)
def test_prose_that_begins_like_furniture(prose: str) -> None:
    assert furniture.judge(prose) is None


@pytest.mark.parametrize(
    "words",
    [
        "Already a subscriber? Log in",
        "Become a member today.",
        "Subscribe to The Quay Gazette",
        "You have 2 free articles left this month.",
        "The Coast Briefing newsletter brings you the tides. Sign up here.",
        "When you buy through links on our site, we may earn a commission.",
        "Advertisement · Scroll to continue",
        "after newsletter promotion",
        "1 of 12",
        "Filed under: Walls, Council",
        "You must be logged in to post a comment",
        "A version of this article appears in print on March 6, 2024, Section A, Page 12.",
        "Reach the reporter at ida@quay.example.",
        "Video Player is loading.",
    ],
)
def test_furniture_of_many_pages(words: str) -> None:
    assert furniture.judge(words) is not None


def test_an_advert_below_a_heading_does_not_silence_it() -> None:
    page = (
        f"<h1>A wall</h1><p>{PROSE * 3}</p><h2>What next</h2><div>Advertisement</div><p>{PROSE}</p>"
    )
    article = read_raw(Raw("a.html", page.encode()), "a.html")
    kinds = {b.span.of(article.text): b.kind for b in article.blocks}
    assert kinds["What next"] is BlockKind.HEADING
    assert kinds["Advertisement"] is BlockKind.BOILERPLATE


@pytest.mark.parametrize(
    "head",
    [
        "3 Comments",
        "Comments (2)",
        "2 responses to “A wall”",
    ],
)
def test_comments_of_readers_are_left_out_and_the_word_alone_is_not(head: str) -> None:
    text = f"A wall\n\n{f'{PROSE}' * 2}\n\n" + f"{PROSE}\n\n" * 3
    with_comments = read(
        "-", stdin=f"{text}{head}\n\nann wrote on 4 May at 09:12:\n\nWell said.".encode()
    )
    left = [b.span.of(with_comments.text) for b in with_comments.blocks if not b.spoken]
    assert left[-1] == "Well said."
    without = read("-", stdin=f"{text}The council thanked them all.".encode())
    assert without.blocks[-1].spoken
