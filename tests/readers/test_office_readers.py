from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pdf_writer import pdf, rows

from quotecast.errors import SourceError
from quotecast.model import Article, BlockKind
from quotecast.readers import read, read_raw
from quotecast.readers.interface import Raw

K = BlockKind
PROSE = "The council voted on Tuesday to rebuild the wall before the winter comes again. " * 4


def of(name: str, data: bytes, part: str = "") -> Article:
    return read_raw(Raw(name, data, part), name)


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.of(article.text)) for b in article.blocks]


def packed(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_markdown() -> None:
    article = of(
        "a.md",
        (
            "---\ntitle: A wall\nauthor: Ida Brook\ndate: 2024-03-05\nlang: en-GB\n---\n\n"
            f"{PROSE}\n\n> Stone takes *time*.\n\n## What next\n\n- May\n- October\n\n"
            f"“We wait,” she said.\n\n{PROSE.upper()}\n"
        ).encode(),
    )
    assert (article.title, article.byline, article.published) == (
        "A wall",
        "Ida Brook",
        "2024-03-05",
    )
    assert article.language == "en-GB"
    assert [kind for kind, _ in shown(article)] == [
        "headline",
        "paragraph",
        "block quotation",
        "heading",
        "list item",
        "list item",
        "paragraph",
        "paragraph",
    ]
    assert ("block quotation", "Stone takes time.") in shown(article)


def test_markdown_without_front_matter() -> None:
    article = of("a.md", f"# A wall\n\n{PROSE}\n\n# More\n\nThe boats left.".encode())
    assert article.title == "A wall"
    assert [kind for kind, _ in shown(article)] == ["headline", "paragraph", "heading", "paragraph"]


def book_package() -> str:
    """What the book below says of itself."""
    return (
        "<package xmlns='http://www.idpf.org/2007/opf' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata><dc:title>The Wall</dc:title>"
        "<dc:creator>Ida Brook</dc:creator><dc:language>en</dc:language></metadata><manifest>"
        "<item id='t' href='t.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='a' href='c%201.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='b' href='c2.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='t'/><itemref idref='a'/><itemref idref='b'/></spine></package>"
    )


def book(**more: str | bytes) -> bytes:
    def chapter(number: int) -> str:
        return (
            "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>"
            f"<h2>Chapter {number}</h2><p>{PROSE}</p><p>“We wait,” she said.</p></body></html>"
        )

    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "O/b.opf": book_package(),
        "META-INF/container.xml": "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:"
        "container'><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>",
        "O/t.xhtml": "<html><body><h1>The Wall</h1></body></html>",
        "O/c 1.xhtml": chapter(1),
        "O/c2.xhtml": chapter(2),
    }
    return packed(**{**files, **more})


def test_a_chapter_of_a_book(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(book())
    article = read(f"{file}#2")
    assert (article.title, article.byline, article.site) == ("Chapter 2", "Ida Brook", "The Wall")
    assert [kind for kind, _ in shown(article)] == ["headline", "paragraph", "paragraph"]
    assert article.source == f"{file}#2"


def test_a_whole_book() -> None:
    article = of("book.epub", book())
    assert article.title == "The Wall"
    kinds = ["headline", "boilerplate", *["heading", "paragraph", "paragraph"] * 2]
    assert [kind for kind, _ in shown(article)] == kinds
    assert article.blocks[1].reason.startswith("title page")


@pytest.mark.parametrize("part", ["0", "3", "x", "99999999"])
def test_no_such_chapter(part: str) -> None:
    with pytest.raises(SourceError, match="no chapter") as fault:
        of("book.epub", book(), part)
    assert "1 to 2" in fault.value.hint


IMPRINT = "Copyright © 2024 Ida Brook. All rights reserved. ISBN 978-0-00-000000-0. " * 4


def longer_book() -> bytes:
    """A book with an imprint, a very short chapter, and notes outside the reading order."""
    html = "media-type='application/xhtml+xml'"
    items = "".join(
        f"<item id='{name}' href='{name}.xhtml' {html}/>" for name in ("imprint", "short", "notes")
    )
    package = book_package().replace("</manifest>", f"{items}</manifest>")
    package = package.replace(
        "<itemref idref='a'/>", "<itemref idref='imprint'/><itemref idref='a'/>"
    )
    package = package.replace(
        "<itemref idref='b'/>",
        "<itemref idref='short'/><itemref idref='b'/><itemref idref='notes' linear='no'/>",
    )
    return book(
        **{
            "O/b.opf": package,
            "O/imprint.xhtml": f"<html><body><p>{IMPRINT}</p></body></html>",
            "O/short.xhtml": "<html><body><h2>Interlude</h2><p>It rained.</p></body></html>",
            "O/notes.xhtml": "<html><body><p>A note about stones.</p></body></html>",
        }
    )


def test_what_a_book_holds_besides_its_chapters() -> None:
    article = of("book.epub", longer_book())
    found = {b.span.of(article.text): (b.kind, b.reason) for b in article.blocks}
    assert found[IMPRINT.strip()] == (K.BOILERPLATE, "the book's imprint")
    assert found["A note about stones."][1] == "outside the book's reading order"
    assert found["It rained."][0] is K.PARAGRAPH
    assert of("book.epub", longer_book(), "2").title == "Chapter 2"


def test_numbers_of_printed_pages_are_no_words_of_a_book() -> None:
    page = (
        "<html xmlns:epub='http://www.idpf.org/2007/ops'><body><h1>One</h1>"
        f"<p>{PROSE}</p><p><span epub:type='pagebreak' id='p43'>43</span>{PROSE}</p></body></html>"
    )
    article = of(
        "b.epub",
        packed(
            **{
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": "<c xmlns='urn:oasis:names:tc:opendocument:xmlns:"
                "container'><rootfile full-path='o.opf'/></c>",
                "o.opf": book_package().replace("c2.xhtml", "c%201.xhtml"),
                "t.xhtml": "<html/>",
                "c 1.xhtml": page,
            }
        ),
        "1",
    )
    assert ("paragraph", PROSE.strip()) in shown(article)
    assert ("boilerplate", "43") in shown(article)


def test_a_protected_book() -> None:
    lock = (
        "<encryption xmlns='urn:x' xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
        "<e:CipherReference URI='O/c2.xhtml'/></encryption>"
    )
    with pytest.raises(SourceError, match="protected"):
        of("book.epub", book(**{"META-INF/encryption.xml": lock}))


def test_a_book_that_unpacks_to_far_too_much() -> None:
    bomb = book(**{"O/c2.xhtml": b" " * 70_000_000})
    assert len(bomb) < 200_000
    with pytest.raises(SourceError, match="far too much"):
        of("book.epub", bomb)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter(body: str, **more: str) -> bytes:
    styles = "".join(
        f"<w:style w:styleId='{key}'><w:name w:val='{name}'/></w:style>"
        for key, name in (("T", "Title"), ("H", "heading 1"), ("Q", "Quote"), ("C", "caption"))
    )
    return packed(
        **{
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles xmlns:w='{W}'>{styles}</w:styles>",
            "docProps/core.xml": "<p xmlns:dc='http://purl.org/dc/elements/1.1/' "
            "xmlns:t='http://purl.org/dc/terms/'><dc:creator>Ida Brook</dc:creator>"
            "<t:created>2024-03-05T06:30:00Z</t:created></p>",
            **more,
        }
    )


def paragraph(text: str, style: str = "") -> str:
    mark = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_document() -> None:
    article = of(
        "a.docx",
        letter(
            paragraph("A wall", "T")
            + paragraph(PROSE)
            + paragraph("What next", "H")
            + paragraph("Stone takes time.", "Q")
            + paragraph("The wall in spring", "C")
            + "<w:p><w:r><w:t>We </w:t></w:r>"
            "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>wait.</w:t></w:r></w:ins></w:p>"
            + "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>May</w:t></w:r></w:p>"
        ),
    )
    assert (article.title, article.byline, article.published) == (
        "A wall",
        "Ida Brook",
        "2024-03-05",
    )
    assert [kind for kind, _ in shown(article)] == [
        "headline",
        "paragraph",
        "heading",
        "block quotation",
        "caption",
        "paragraph",
        "list item",
    ]
    assert ("paragraph", "We wait.") in shown(article)


VANISH = "<w:rPr><w:vanish/></w:rPr>"


def test_what_else_a_word_document_holds() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('Words in a box.')}</w:txbxContent>"
    body = (
        paragraph(PROSE)
        + f"<w:p><w:r>{VANISH}<w:t>hidden </w:t></w:r><w:r><w:t>We wait.</w:t></w:r></w:p>"
        + "<w:p><w:moveFrom><w:r><w:t>from here</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>to here</w:t></w:r></w:moveTo></w:p>"
        + f"<w:p><w:r><w:t>Beside it.</w:t><m:AlternateContent xmlns:m='{mc}'><m:Choice>{box}"
        f"</m:Choice><m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r></w:p>"
        + "<w:tbl><w:tr>"
        + "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Lopez", "Yes"))
        + "</w:tr></w:tbl>"
    )
    note = (
        f"<w:footnotes xmlns:w='{W}'><w:footnote>{paragraph('A note.')}</w:footnote></w:footnotes>"
    )
    head = f"<w:hdr xmlns:w='{W}'>{paragraph('The Quay Gazette')}</w:hdr>"
    data = letter(body, **{"word/footnotes.xml": note, "word/header1.xml": head})
    article = of("a.docx", data)
    assert shown(article)[0] == ("boilerplate", "The Quay Gazette")
    assert [words for _, words in shown(article)][2:] == [
        "We wait.",
        "to here",
        "Beside it.",
        "Words in a box.",
        "Lopez, Yes",
        "A note.",
    ]


def test_a_real_word_file(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("A wall", 0)
    document.add_paragraph(PROSE)
    document.add_paragraph("May", style="List Bullet")
    document.add_table(1, 1).rows[0].cells[0].text = "In a table."
    document.save(str(tmp_path / "a.docx"))
    article = read(str(tmp_path / "a.docx"))
    assert [kind for kind, _ in shown(article)] == [
        "headline",
        "paragraph",
        "list item",
        "paragraph",
    ]


def test_entities_in_word_files_are_not_expanded() -> None:
    bomb = "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    body = paragraph("Words &a; here")
    document = f"{bomb}<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    article = of("a.docx", letter("", **{"word/document.xml": document}))
    assert "root:" not in article.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.epub", b"PK\x03\x04 broken"),
        ("a.epub", packed(mimetype="application/epub+zip")),
        ("a.docx", packed(**{"word/document.xml": "<broken"})),
        ("a.docx", letter("")),
        ("a.docx", packed(x="y")),
        ("a.pdf", b"%PDF-1.4 broken"),
        ("a.pdf", b"%PDF-1.4\n" + b"<<" * 100_000),
    ],
)
def test_damaged_files(name: str, data: bytes) -> None:
    with pytest.raises(SourceError):
        of(name, data)


def test_a_pdf() -> None:
    lines = [
        "The council voted on Tuesday to rebuild the harbour wall before winter",
        "comes again, after four hours of a debate that nobody in the hall en-",
        "joyed.",
        "The work is to begin in May and will cost the town nine million pounds,",
    ]
    article = of(
        "a.pdf",
        pdf(
            rows(["The Quay Gazette", "A wall for the town", *lines, "1"]),
            rows(["The Quay Gazette", "half of which the county pays.", "Nobody was hurt.", "2"]),
            rows(["The Quay Gazette", "It was a long night.", "3"]),
            about="/Title (A wall for the town) /Author (Ida Brook) /CreationDate (D:20240305)",
        ),
    )
    assert (article.title, article.byline) == ("A wall for the town", "Ida Brook")
    assert article.published == "2024-03-05"
    texts = [words for _, words in shown(article)]
    assert f"{lines[0]} {lines[1][:-1]}{lines[2]}" in texts
    assert f"{lines[3]} half of which the county pays." in texts
    left = [words for kind, words in shown(article) if kind == "boilerplate"]
    assert left.count("The Quay Gazette") == 3
    assert {"1", "2", "3"} <= set(left)


def test_a_head_with_described_authors_and_a_subtitle() -> None:
    head = (
        "---\ntitle: A wall\nsubtitle: Nine to four\nauthor:\n  - name: Ida Brook\n"
        "    email: ida@quay.example\n  - name: Tom Fell\n---\n\n"
    )
    article = of("a.md", f"{head}{PROSE}\n\n- [x] buy stone\n- [ ] cut it\n".encode())
    assert article.byline == "Ida Brook and Tom Fell"
    assert shown(article)[:2] == [("headline", "A wall"), ("dek", "Nine to four")]
    assert shown(article)[-2:] == [("list item", "buy stone"), ("list item", "cut it")]
    article = of("a.md", f"---\nauthor:\n  name: Ida Brook\n---\n{PROSE}".encode())
    assert article.byline == "Ida Brook"


@pytest.mark.parametrize("command", ["{{< video wall >}}", "{% include map.html %}", "[[toc]]"])
def test_commands_to_the_program_that_makes_a_site(command: str) -> None:
    article = of("a.md", f"# A wall\n\n{PROSE}\n\n{command}\n\n{PROSE.upper()}\n".encode())
    left = [(b.reason, b.span.of(article.text)) for b in article.blocks if not b.spoken]
    assert left == [("a command to the program that makes the site", command)]


def test_remarks_of_reviewers_are_listed() -> None:
    remark = (
        f"<w:comments xmlns:w='{W}'><w:comment w:id='0' w:author='Ed'><w:p><w:r>"
        "<w:t>Check this with Hale.</w:t></w:r></w:p></w:comment></w:comments>"
    )
    body = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
    article = of("a.docx", letter(body, **{"word/comments.xml": remark}))
    assert [b.reason for b in article.blocks if not b.spoken] == ["a reviewer's remark"]
    assert "Check this with Hale." in article.text
    with pytest.raises(SourceError, match="no words"):
        of("a.docx", letter("", **{"word/comments.xml": remark}))
