"""Letters: what they hold is read as what it is, however it was packed."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from quotecast.errors import SourceError
from quotecast.model import Article
from quotecast.readers import read, read_raw
from quotecast.readers.interface import Raw

PROSE = "The council voted on Tuesday to rebuild the wall, said Café owner Tom Fell. " * 3


def letter(**parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ida Brook <ida@q.example>"
    message["To"] = "readers@q.example"
    message["Subject"] = "A wall for the town – at last"
    message["Date"] = "Tue, 05 Mar 2024 06:30:00 +0000"
    message["MIME-Version"] = "1.0"
    message.set_content(parts.get("plain", PROSE), cte="quoted-printable")
    if "html" in parts:
        message.add_alternative(parts["html"], subtype="html", cte="base64")
    return message


def of(message: EmailMessage, name: str = "a.eml") -> Article:
    return read_raw(Raw(name, message.as_bytes()), name)


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, " ".join(b.span.of(article.text).split())) for b in article.blocks]


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "standard input"])
def test_a_letter_of_text(name: str) -> None:
    article = of(letter(plain=f"“We waited ten years,” said Maria Lopez.\n\n{PROSE}"), name)
    assert (article.title, article.byline) == ("A wall for the town – at last", "Ida Brook")
    assert article.published == "2024-03-05"
    head, *rest = shown(article)
    assert head[0] == "boilerplate"
    assert "To: readers@q.example" in head[1]
    assert rest == [
        ("headline", "A wall for the town – at last"),
        ("paragraph", "“We waited ten years,” said Maria Lopez."),
        ("paragraph", PROSE.strip()),
    ]


def test_a_letter_with_a_page() -> None:
    page = f"<h1>A wall</h1><p>{PROSE}</p><blockquote>Stone takes time.</blockquote><p>{PROSE}</p>"
    article = of(letter(html=page))
    assert article.title == "A wall"
    assert ("block quotation", "Stone takes time.") in shown(article)


def test_a_letter_without_text() -> None:
    message = letter()
    message.clear_content()
    message.add_attachment(b"x", maintype="image", subtype="png")
    with pytest.raises(SourceError, match="no text"):
        of(message)


def test_a_text_that_quotes_the_head_of_a_letter(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"From: Ida\nTo: Tom\nSubject: The wall\n\n{PROSE}", encoding="utf-8")
    assert "From: Ida" in [b.span.of(a.text) for a in [read(str(file))] for b in a.blocks]
