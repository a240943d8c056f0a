"""Pages that are no article, and pages that show only how one begins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotecast.errors import SourceError
from quotecast.model import Article
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw

ROWS = (Path(__file__).parent / "pages" / "paragraphs.txt").read_text(encoding="utf-8").split("\n")
STORY = "".join(f"<p>{row}</p>" for row in ROWS if row)
BEGINNING = "".join(f"<p>{row}</p>" for row in ROWS[:2])


def of(page: str) -> Article:
    return read_raw(Raw("a.html", page.encode()), "a.html")


CHECKS = [
    "<title>Just a moment...</title><body><h1>quay.example</h1><p>Checking if the site connection "
    "is secure</p><p>quay.example needs to review the security of your connection before "
    "proceeding.</p><noscript>Enable JavaScript and cookies to continue</noscript>",
    "<title>quay.example</title><h1>Access to this page has been denied</h1><p>Access to this page "
    "has been denied because we believe you are using automation tools to browse the website.</p>"
    "<p>Reference ID: #1a2b-3c</p><p>Press &amp; Hold to confirm you are a human (and not a bot).",
    "<title>Pardon Our Interruption</title><p>As you were browsing something about your browser "
    "made us think you were a bot. There are a few reasons this might happen:</p><ul><li>You've "
    "disabled JavaScript in your web browser.</ul><p>To regain access, please make sure that "
    "cookies and JavaScript are enabled before reloading the page.",
    "<title>The Quay</title><h1>Unusual traffic</h1><p>We have seen unusual traffic from your "
    "network. Please complete the CAPTCHA below and you will be redirected shortly.</p>",
]
CONSENT = [
    "<title>The Quay</title><h2>Your privacy is important to us</h2><p>We and our 843 partners "
    "store and/or access information on a device, such as unique IDs in cookies, to process "
    "personal data such as IP addresses and page visits.</p><p>You may accept or manage your "
    "choices by clicking below, or withdraw your consent at any time in our policy.</p>"
    "<button>Accept all</button><button>Manage options</button>",
    "<title>Der Kai</title><h1>Willkommen</h1><p>Wir und unsere 210 Partner verwenden Cookies, um "
    "personenbezogene Daten wie IP-Adressen und besuchte Seiten für Anzeigen zu nutzen.</p>"
    "<p>Wir verwenden Cookies, damit unsere Seite Ihnen Anzeigen zeigen kann, die zu Ihnen "
    "passen, und messen, ob Sie sie sehen.</p><button>Alle akzeptieren</button>",
]
GONE = [
    f"<title>{title}</title><h1>{head}</h1><p>{words}</p><ul><li>Home<li>News</ul>"
    for title, head, words in (
        ("404 Not Found", "404 Not Found", "nginx"),
        ("The Quay", "Page not found", "The page you were looking for has moved, or was never."),
        ("Sorry, this page isn't available | The Quay", "Oops", "Try the search, or go home."),
        ("Page not found (404)", "Sorry, the page you requested could not be found.", "Home"),
        ("Seite nicht gefunden – Der Kai", "Hoppla", "Diese Seite gibt es nicht oder nicht mehr."),
        ("Page introuvable - Le Quai", "Erreur", "Cette page n’existe pas, ou n’existe plus."),
    )
]
LOGIN = [
    "<title>Log in - The Quay</title><h1>Log in to your account</h1><form><label>E-mail address"
    "</label><input type=email><input type=password><a href=/f>Forgot your password?</a></form>"
    "<p>New here? Create an account and read the first three articles of each month for free.</p>",
    "<title>Anmelden</title><p>Bitte melden Sie sich an, um den Artikel zu lesen.</p><form>"
    "<input type=password><button>Einloggen</button></form>",
]
SCRIPT = ["<title>The Quay</title><p>You need to enable JavaScript to run this app.</p>"]


@pytest.mark.parametrize(
    ("page", "shows"),
    [
        *((page, "a check of the browser") for page in CHECKS),
        *((page, "a question about cookies") for page in CONSENT),
        *((page, "that it is not there") for page in GONE),
        *((page, "a form to log in") for page in LOGIN),
        *((page, "that it needs JavaScript") for page in SCRIPT),
    ],
)
def test_what_is_no_article_is_named(page: str, shows: str) -> None:
    with pytest.raises(SourceError, match=f"the page shows {shows}, no article") as caught:
        of(f"<html>{page}</html>")
    assert "save the page" in caught.value.hint


@pytest.mark.parametrize("wall", [*CHECKS, *CONSENT, *GONE, *LOGIN, *SCRIPT])
def test_an_article_below_such_words_is_read(wall: str) -> None:
    article = of(f"<html><body><article><h1>A wall falls</h1>{STORY}</article>{wall}</body></html>")
    assert ROWS[9] in article.text


ABOUT = [
    "Just a moment: how a wall of checks closed the open web",
    "404: the page not found that became a joke",
    "The page you were looking for is no longer available, and that is policy",
    "We and our 843 partners: who reads along when you read",
    "Log in, log out: a year without an account",
]
SENTENCES = (
    "“We and our 843 partners value your privacy,” says the banner, and hardly anybody reads on to "
    "find out who they are or what they want. “Accept all” is a large green button.",
    "A study by the county counted 212 such banners, and found that nine in ten of them store "
    "cookies before anybody has agreed to anything, though the law forbids it.",
    "“Checking your browser,” says another page, while an icon turns. What it checks is a secret "
    "of the company that sells the check to one in five of all web sites.",
    "Ruth Hale, who cannot see, gives up when a page asks her to prove that she is human. “I am "
    "asked for my password twice a day,” she says, “and for a picture of a bus once a week.”",
    "A page that is not found is a small death, wrote Tom Fell in 1998, and the number 404 has "
    "stood on shirts, cups and the door of at least one café since then.",
)


@pytest.mark.parametrize("title", ABOUT)
@pytest.mark.parametrize("size", [3, 4, 5])
def test_an_article_about_walls_is_none(title: str, size: int) -> None:
    body = "".join(f"<p>{one}</p>" for one in SENTENCES[-size:])
    article = of(f"<title>{title} | The Quay</title><article><h1>{title}</h1>{body}</article>")
    assert article.doubts == ()
    assert SENTENCES[-1] in article.text


BANNER = (
    "<div><p>We and our 800 partners use cookies and store and/or access information on a device. "
    "You can manage your choices at any time, or withdraw your consent.</p><button>Accept all"
    "</button><button>Reject all</button></div>"
)
MODAL = "<form><label>E-mail address</label><input type=password><button>Log in</button></form>"
NOTE = "<p>Please enable JavaScript to see what readers say.</p>"


@pytest.mark.parametrize("beside", [BANNER, MODAL, NOTE])
@pytest.mark.parametrize("title", ["Ferry stops for the night", "Access denied"])
def test_a_brief_beside_a_banner_is_read(title: str, beside: str) -> None:
    for page in (f"{beside}<h1>{title}</h1>{{}}", f"<h1>{title}</h1>{{}}{beside}"):
        brief = page.format(f"<p>{ROWS[0]}</p>")
        article = of(f"<html><head><title>{title} | The Quay</title></head><body>{brief}</body>")
        assert ROWS[0] in [b.span.of(article.text) for b in article.blocks if b.spoken]
        assert article.doubts == ()


def test_a_short_text_of_ones_own_is_no_wall() -> None:
    for text in (
        "<p>Hello, harbour.</p>",
        "<h1>Not found</h1><p>I looked for the key all day.</p>",
    ):
        assert of(f"<html><body>{text}</body></html>").doubts == ()


def linked(**more: object) -> str:
    told = {"@type": "NewsArticle", "headline": "A wall falls", **more}
    return f"<script type='application/ld+json'>{json.dumps(told)}</script>"


def article_page(body: str, head: str = "", below: str = "") -> str:
    return (
        f"<html><head><title>A wall falls</title>{head}</head><body><nav>Already a subscriber? "
        f"Sign in</nav><article><h1>A wall falls</h1>{body}{below}</article></body></html>"
    )


GATE = (
    "<div class=gate><p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p></div>"
)


@pytest.mark.parametrize(
    ("page", "doubt"),
    [
        (article_page(BEGINNING, below=GATE), "asks to subscribe"),
        (article_page(BEGINNING, linked(isAccessibleForFree=False)), "not free"),
        (
            article_page(STORY, linked(isAccessibleForFree="False", wordCount=1200)),
            "350 of the article's 1200 words",
        ),
        (article_page(BEGINNING, below="<p>Il vous reste 82 % de cet article à lire.</p>"), "asks"),
        (article_page(BEGINNING, below="<p>Jetzt weiterlesen mit dem Abo.</p>"), "asks"),
    ],
)
def test_the_beginning_of_an_article_is_in_doubt(page: str, doubt: str) -> None:
    (told,) = of(page).doubts
    assert doubt in told


@pytest.mark.parametrize(
    "page",
    [
        article_page(STORY, linked(isAccessibleForFree=False)),
        article_page(STORY, linked(isAccessibleForFree=False, wordCount=360)),
        article_page(BEGINNING, linked(isAccessibleForFree=False, wordCount=52)),
        article_page(BEGINNING, linked(isAccessibleForFree=True, wordCount=52)),
        article_page(BEGINNING),
        article_page(BEGINNING + "<p>Subscribe to read more stories like this one.</p>"),
        article_page(STORY + STORY, below=GATE),
        article_page(
            BEGINNING + "<p>He was asked to continue reading, he said: the letter, the "
            "law, the reasons of the court, and all of it aloud, and he refused to do so "
            "for as long as the hall was empty and the doors of it were locked. " + "He "
            "waited for an hour, and then for another, until the clerk came back. " * 4
        ),
    ],
)
def test_a_whole_article_is_not(page: str) -> None:
    assert of(page).doubts == ()


def test_a_page_for_subscribers_that_shows_nothing() -> None:
    head = linked(isAccessibleForFree=False, articleBody=" ".join(ROWS))
    with pytest.raises(SourceError, match="for subscribers and shows nothing"):
        of(f"<html><head>{head}</head><body><div id=app></div></body></html>")
