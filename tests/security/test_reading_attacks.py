"""An article from a stranger: what it may hold, and what reading it must not do.

Here already: zip bombs, entities in Word files, damaged and locked files
(tests/readers/test_office_readers.py), entities and megabytes of markup in pages
(tests/readers/test_html_reader.py), texts made to be slow (tests/quotations), any bytes at
all (tests/fuzz).
"""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotecast.batch import expand
from quotecast.batch.sources import articles_in
from quotecast.batch.watching import Watch
from quotecast.config import Show, Studio
from quotecast.errors import SourceError
from quotecast.pipeline import Production
from quotecast.readers import pdf, read, read_raw
from quotecast.readers.html_tree import parse_html
from quotecast.readers.inbox import list_articles
from quotecast.readers.interface import MAX_BYTES, Raw

STORY = "The council voted on Tuesday. Nobody was surprised, and the work begins in the spring.\n"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that no article has any business with."""
    path = tmp_path / "private" / "secret.txt"
    path.parent.mkdir()
    path.write_text("the password is swordfish")
    return path


# Text that acts


@pytest.mark.parametrize("sign", ["&#27;[31m", "&#x9b;31m", "\x1b]52;c;cm0=\x07", "&#8;", "\x7f"])
def test_no_control_comes_through_a_page(sign: str) -> None:
    page = (
        f"<html><head><title>A {sign} title</title></head><body><h1>A {sign} title</h1>"
        f"<p>{STORY}{sign}</p>{f'<p>{STORY}</p>' * 30}</body></html>"
    )
    article = read_raw(Raw("a.html", page.encode()), "a.html")
    for text in (article.title, article.text):
        assert not any(ord(char) < 32 and char not in "\n\t" for char in text)
        assert not any(0x7F <= ord(char) < 0xA0 for char in text)


def test_nor_through_what_a_page_says_of_itself() -> None:
    said = r'{"@type":"NewsArticle","headline":"A \u001b[31m \ud800 b","author":"Ann \udfff Lee"}'
    page = f'<html><head><script type="application/ld+json">{said}</script></head><p>{STORY}</p>'
    article = read_raw(Raw("a.html", page.encode()), "a.html")
    assert article.title == "A [31m b"
    assert article.byline == "Ann Lee"


@pytest.mark.parametrize(
    "codec",
    ["punycode", "idna", "utf-7", "U7", "unicode_escape", "hex", "undefined", "a\0b", "zip"],
)
def test_a_server_cannot_name_a_codec_that_is_no_encoding(codec: str) -> None:
    """Punycode takes time with the square of the length; the others make what is not there."""
    body = (STORY * 1000).encode() + b"+ADw-script+AD4- \\ud800"
    article = read_raw(Raw("http://e.org", body, "", "http://e.org", codec, "text/plain"), "a")
    assert "+ADw-script+AD4- \\ud800" in article.text


# Work without end


def test_a_tag_of_very_many_attributes_is_not_parsed() -> None:
    """libxml2 compares each with all before it: 20 MB of them would take hours."""
    crowd = " ".join(f"a{n}=1" for n in range(200_000))
    for tag in (f"<p {crowd}>", f"<p x='>' {crowd}>", f'<p y=">" z {crowd}', f"<P/{crowd}"):
        assert parse_html(f"<h1>T</h1>{tag}{STORY}") is None
    for tag in ("<p>", "<p " + " ".join(f"a{n}=1" for n in range(500)) + ">", "<p title='>'>"):
        assert parse_html(tag + STORY * 200) is not None


def drawing(content: bytes, form: bytes) -> bytes:
    """A PDF of one page that may draw a form."""
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    packed = zlib.compress(content, 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<<%s/XObject<</X 5 0 R>>>>>>" % font,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>/Length %d>>"
        b"stream\n%s\nendstream" % (font, len(form), form),
    )
    held, starts = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        starts.append(len(held))
        held += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\n" % table
    return bytes(held) + tail + b"startxref\n%d\n%%%%EOF" % len(held)


def test_a_small_pdf_cannot_ask_for_work_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    words = b"BT /F1 9 Tf (The council voted.) Tj ET "
    small = drawing(b"/X Do " * 20_000, words * 100)
    assert len(small) < 6000
    monkeypatch.setattr(pdf, "MAX_STEPS", 2000)
    with pytest.raises(SourceError, match="more than 2,000 steps"):
        read_raw(Raw("a.pdf", small), "a.pdf")
    monkeypatch.setattr(pdf, "MAX_STEPS", 5_000_000)
    assert "council" in read_raw(Raw("a.pdf", drawing(b"/X Do " * 3, words)), "a.pdf").text


def test_a_pdf_whose_page_unpacks_to_far_too_much() -> None:
    with pytest.raises(SourceError):
        read_raw(Raw("a.pdf", drawing(b"q Q " * 50_000_000, b" ")), "a.pdf")


def test_what_is_larger_than_any_article_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"Words. " * (MAX_BYTES // 7 + 1))
    with pytest.raises(SourceError, match="larger than 20 MB"):
        read(str(path))


# Files it names


def book(**members: str) -> bytes:
    """An EPUB with these members, and a container that names b.opf."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<c xmlns="urn:x"><rootfile full-path="b.opf"/></c>',
        )
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title>{title}</dc:title><manifest><item id="a" href="{href}" '
    'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)


@pytest.mark.parametrize("up", ["../../../../../", "/", "file:///", "..\\..\\"])
def test_a_book_reads_nothing_outside_itself(secret: Path, up: str) -> None:
    href = up + str(secret).lstrip("/")
    data = book(**{"b.opf": OPF.format(title="B", href=href), "x.xhtml": STORY})
    with pytest.raises(SourceError):
        read_raw(Raw("b.epub", data), "b.epub")


def test_members_of_an_archive_are_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    page = f"<html><body><p>{STORY * 5}</p></body></html>"
    members = {"b.opf": OPF.format(title="B", href="a.xhtml"), "a.xhtml": page}
    data = book(**members, **{"../slipped.txt": "x", str(tmp_path / "slipped"): "x"})
    assert "council" in read_raw(Raw("b.epub", data), "b.epub").text
    assert [path.name for path in tmp_path.rglob("*")] == ["here"]


def test_entities_of_a_book_are_not_read(secret: Path) -> None:
    evil = f'<!DOCTYPE p [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "lol">]>'
    page = f"<html><body><p>{STORY * 5}&x;</p></body></html>"
    package = evil + OPF.format(title="B &x;", href="a.xhtml")
    data = book(**{"b.opf": package, "a.xhtml": evil + page})
    article = read_raw(Raw("b.epub", data), "b.epub")
    assert "swordfish" not in article.text + article.title


def test_a_billion_laughs_are_not_laughed() -> None:
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    doctype = f'<!DOCTYPE p [<!ENTITY e0 "ha">{rows}]>'
    page = f"<html><body><p>{STORY * 5}</p></body></html>"
    package = doctype + OPF.format(title="B &e29;", href="a.xhtml")
    try:
        article = read_raw(Raw("b.epub", book(**{"b.opf": package, "a.xhtml": page})), "b.epub")
    except SourceError:
        return
    assert len(article.title) < 1000


# Lists, feeds and folders


def behind(source: Path, studio: Studio) -> tuple[str, ...]:
    """The articles that a batch finds behind a source."""
    return expand([str(source)], Production.at(studio, Show())).articles


def test_an_article_that_is_only_a_path_is_no_list(
    tmp_path: Path, secret: Path, studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    """Its words are the path: that, and not the file, would be read aloud."""
    (tmp_path / "incoming").mkdir()
    story = tmp_path / "incoming" / "story.txt"
    for line in (str(secret), "../private/secret.txt", "./../private/./secret.txt"):
        story.write_text(line + "\n")
        with caplog.at_level(logging.WARNING):
            assert behind(story, studio) == (str(story),)
        assert "not in the list's folder" in caplog.text
        with pytest.raises(SourceError, match="not in the list's folder"):
            list_articles(str(story))


def test_nor_is_a_list_of_links(tmp_path: Path, secret: Path, studio: Studio) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "story.txt").write_text("link.txt\n")
    assert behind(folder / "story.txt", studio) == (str(folder / "story.txt"),)


def test_a_list_of_ones_own_says_so_by_its_name(
    tmp_path: Path, secret: Path, studio: Studio
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "night.list").write_text(f"{secret}\n")
    assert behind(tmp_path / "mine" / "night.list", studio) == (str(secret),)


def test_links_out_of_a_folder_are_passed_over(
    tmp_path: Path, secret: Path, studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").symlink_to(secret)
    (folder / "c.txt").symlink_to("a.txt")
    (folder / "d.txt").symlink_to("d.txt")
    (folder / "e").symlink_to(secret.parent)
    kept = [folder / "a.txt", folder / "c.txt"]
    assert list(articles_in(folder)) == kept
    with caplog.at_level(logging.WARNING):
        assert behind(folder, studio) == tuple(map(str, kept))
    assert "b.txt: a link out of the folder" in caplog.text
    assert list(ready(Watch(folder, 0.0))) == kept


def ready(watch: Watch) -> Iterator[Path]:
    list(watch.ready())
    yield from Watch(watch.folder, 0.0).ready()


def test_a_feed_leads_nowhere_but_to_the_web(tmp_path: Path, secret: Path) -> None:
    links = [f"file://{secret}", str(secret), "javascript:x", "data:text/html,x", "ftp://e.org/x"]
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    feed = tmp_path / "feed.xml"
    feed.write_text(
        f"<rss><channel>{items}<item><link>https://e.org/a</link></item></channel></rss>"
    )
    assert [entry.url for entry in list_articles(str(feed))] == ["https://e.org/a"]
