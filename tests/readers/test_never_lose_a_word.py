"""Whatever a source is made of, each visible word of it is in a block, once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecast.config import Reading
from quotecast.model import Article, Line, Omission
from quotecast.quotations import attribute
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw
from quotecast.segment import segment

PROSE = "The council voted on Tuesday to rebuild the wall before the winter comes again. "
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

word = st.sampled_from(
    "wall sea “town” winter, boat. said Ann Lee asked: “no”, Share Related? 1911 by Photo".split()
)
line = st.lists(word, min_size=1, max_size=9).map(" ".join)


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


def whole_way(article: Article, seen: Iterable[str]) -> None:
    """Blocks hold what is seen; spoken and left out are the article, in order."""
    assert sorted(letters(article.text)) == sorted("".join(letters(text) for text in seen))
    assert all(block.spoken or block.reason for block in article.blocks)
    items = segment(article, attribute(article), Reading()).script.items
    told = "".join(item.text for item in items if isinstance(item, Line | Omission))
    assert letters(told) == letters(article.text)


def of(name: str, data: bytes) -> Article:
    return read_raw(Raw(name, data), name)


@st.composite
def markdown(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A Markdown text and the words one sees of it."""
    rows, seen = [PROSE], [PROSE]
    for text in draw(st.lists(line, max_size=8)):
        form = draw(
            st.sampled_from(["{}", "# {}", "## {}", "> {}", "- {}", "**{}**", "| {} |", "---"])
        )
        rows.append(form.format(text))
        seen += [text] if "{}" in form else []
    if draw(st.booleans()):
        rows[0] += "[^1]"
        rows.append("[^1]: wall words")
        seen += ["1", "wall words"]
    ruled = draw(st.booleans())
    return ("---\n\n" if ruled else "") + "\n\n".join(rows) + "\n", seen


@settings(max_examples=150, deadline=None)
@given(markdown())
def test_markdown(made: tuple[str, list[str]]) -> None:
    text, seen = made
    whole_way(of("a.md", text.encode()), seen)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(line, min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\n  ", "\x0c"])
)
def test_text(lines: list[str], end: str) -> None:
    text = PROSE + "\n\n" + end.join(lines)
    whole_way(of("a.txt", text.encode()), [text])


def packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


run = st.tuples(
    st.sampled_from(["", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:hyperlink"]), line
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["p", "row", "box"]), st.lists(run, max_size=3)), max_size=8)
)
def test_word(parts: list[tuple[str, list[tuple[str, str]]]]) -> None:
    body, seen = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>", [PROSE]
    for form, runs in parts:
        inside = ""
        for kind, text in runs:
            tag = "w:delText" if kind == "w:del" else "w:t"
            piece = f"<w:r><{tag}>{escaped(text)} </{tag}></w:r>"
            inside += f"<{kind}>{piece}</{kind}>" if kind else piece
            seen += [text] if kind not in ("w:del", "w:moveFrom") else []
        made = f"<w:p>{inside}</w:p>"
        if form == "row":
            made = f"<w:tbl><w:tr><w:tc>{made}</w:tc><w:tc>{made}</w:tc></w:tr></w:tbl>"
            seen += [text for kind, text in runs if kind not in ("w:del", "w:moveFrom")]
        elif form == "box":
            made = f"<w:p><w:r><w:txbxContent>{made}</w:txbxContent></w:r></w:p>"
        body += made
    document = f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    note = "<w:footnote><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes xmlns:w='{W}'>{note}</w:footnotes>"
    files = {"word/document.xml": document, "word/footnotes.xml": notes}
    whole_way(of("a.docx", packed(files)), [*seen, "A note"])


tag = st.sampled_from("p div h1 h2 li blockquote aside section span sup".split())
element = st.tuples(tag, line).map(lambda made: f"<{made[0]}>{escaped(made[1])} </{made[0]}>")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(element, max_size=5), min_size=1, max_size=5))
def test_a_whole_book(documents: list[list[str]]) -> None:
    pages = [f"<p>{PROSE * 4}</p>", *("".join(elements) for elements in documents)]
    items = "".join(
        f"<item id='d{n}' href='d{n}.xhtml' media-type='application/xhtml+xml'/>"
        for n in range(len(pages))
    )
    spine = "".join(f"<itemref idref='d{n}'/>" for n in range(len(pages)))
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<c xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
        "<rootfiles><rootfile full-path='b.opf'/></rootfiles></c>",
        "b.opf": "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc="
        "'http://purl.org/dc/elements/1.1/'><metadata><dc:title>Stone</dc:title></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    for number, page in enumerate(pages):
        files[f"d{number}.xhtml"] = f"<html><body>{page}</body></html>"
    seen = [re.sub(r"<[^>]*>", " ", page).replace("&amp;", "&") for page in pages]
    whole_way(of("a.epub", packed(files)), ["Stone", *seen])
