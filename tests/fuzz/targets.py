"""What is fuzzed: one function per door that strangers' bytes come through.

Each takes any bytes and returns when all is well. An error of the program's own kind is
well; anything else that is raised is a finding, and so is a broken promise (a word lost, an
offset out of bounds, a file that does not read back, markup in a page that no template put
there). ``run.py`` drives them with atheris, ``test_fuzz.py`` with Hypothesis.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "publish"))

from lxml import etree, html
from publishing_studio import SHOW, VOICES, timed

from quotecast.config import Reading, Studio
from quotecast.errors import QuotecastError, ScriptError, SourceError
from quotecast.model import (
    DOUBT,
    NARRATOR,
    Article,
    BlockKind,
    Cast,
    Episode,
    Line,
    Mastered,
    Omission,
    Role,
    Script,
    Section,
)
from quotecast.publish import make_episode
from quotecast.publish.channel import render_channel
from quotecast.publish.chapters import chapters_json
from quotecast.publish.items import render_item
from quotecast.publish.notes import gather, to_description, to_html, to_markdown
from quotecast.publish.page import write_page
from quotecast.publish.transcripts import to_html_transcript, to_json_transcript, to_srt, to_vtt
from quotecast.quotations import attribute
from quotecast.readers import read_raw
from quotecast.readers.feeds import entries_of
from quotecast.readers.interface import Raw
from quotecast.records import to_json
from quotecast.scriptfile import format_script, parse
from quotecast.segment import segment

LONGEST = 20_000
"""Bytes a target looks at: length itself is tested elsewhere, by counted work."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no file for other programs may hold: XML 1.0's forbidden characters, C1 controls."""

ACTIVE = re.compile(r"^\s*(?:javascript|data|vbscript|file):", re.IGNORECASE)
"""Links that run or read something."""


def _text(data: bytes) -> str:
    return data[:LONGEST].decode("utf-8", errors="replace")


# Readers


def _zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()


_CONTAINER = b'<container><rootfile full-path="b.opf"/></container>'.replace(
    b"<rootfile", b'<rootfile xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
)
_PACKAGE = (
    b'<package xmlns="http://www.idpf.org/2007/opf" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>B</dc:title>'
    b'<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    b'<spine><itemref idref="a"/></spine></package>'
)


def _epub(data: bytes) -> Raw:
    """A book whose package, or whose only chapter, is the data."""
    package, chapter = (data[1:], b"<p>x</p>") if data[:1] == b"p" else (_PACKAGE, data)
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "b.opf": package,
        "a.xhtml": chapter + b"<p>" + b"Words of a chapter. " * 12 + b"</p>",
    }
    return Raw("b.epub", _zipped(members))


def _docx(data: bytes) -> Raw:
    """A Word document whose body, or whose whole content or style part, is the data."""
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = b"<w:document %s><w:body>%s</w:body></w:document>"
    whole = data[1:] if data[:1] == b"p" else body % (space, data)
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": whole}
    if data[:1] == b"s":
        members["word/document.xml"] = body % (space, b"<w:p><w:r><w:t>Hi.</w:t></w:r></w:p>")
        members["word/styles.xml"] = members["docProps/core.xml"] = data[1:]
    return Raw("a.docx", _zipped(members))


def _pdf(data: bytes) -> Raw:
    """A PDF whose page draws the data, or the data as a whole PDF."""
    if data[:1] == b"p":
        return Raw("a.pdf", b"%PDF-1.4\n" + data[1:])
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(data), data),
    )
    held, starts = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        starts.append(len(held))
        held += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    held += b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\n" % table
    return Raw("a.pdf", bytes(held) + b"startxref\n%d\n%%%%EOF" % held.index(b"xref\n"))


ENCODINGS = ("", "utf-16", "latin-1", "punycode", "idna", "hex", "utf-7", "unicode_escape", "a\0b")
"""What a server may name."""

FORMS: tuple[Callable[[bytes], Raw], ...] = (
    lambda data: Raw("a.txt", data),
    lambda data: Raw("a.md", data),
    lambda data: Raw("a.html", data),
    lambda data: Raw("https://e.org/a", data, "", "https://e.org/a", "", "text/html"),
    _pdf,
    _epub,
    _docx,
    lambda data: Raw("a", data[1:], "", "", ENCODINGS[data[0] % len(ENCODINGS)] if data else ""),
)
"""How the same bytes may come in; the first byte chooses."""


def readers(data: bytes) -> None:
    """Any bytes become an article that holds them all, or a SourceError."""
    if not data:
        return
    raw = FORMS[data[0] % len(FORMS)](data[1:LONGEST])
    try:
        article = read_raw(raw, raw.name)
    except SourceError as fault:
        _check_error(fault)
        return
    check_article(article)


def check_article(article: Article) -> None:
    """Blocks in order, in bounds, covering every character that is not white space."""
    reached = 0
    for block in article.blocks:
        assert reached <= block.span.start < block.span.end <= len(article.text)
        assert not article.text[reached : block.span.start].strip()
        assert block.spoken or block.reason, block
        reached = block.span.end
    assert not article.text[reached:].strip()
    assert article.blocks


def _check(held: bool, said: object) -> None:
    assert held, said


def _check_error(fault: QuotecastError) -> None:
    assert fault.message
    assert "\n" not in str(fault)


# Quotations


def quotations(data: bytes) -> None:
    """Any text: spans in bounds and apart, speakers known, no word lost on the way to a script."""
    text = _text(data).encode()
    try:
        article = read_raw(Raw("a.txt", text), "a.txt")
    except SourceError:
        return
    found = attribute(article)
    names = {NARRATOR, *(person.name for person in found.people)}  # the author's own words
    end = 0
    for quotation in found.quotations:
        assert end <= quotation.span.start < quotation.span.end <= len(article.text)
        end = quotation.span.end
        assert not (quotation.direct and quotation.speaker) or quotation.speaker in names
        for evidence in (quotation.cue, quotation.mention):
            assert evidence is None or 0 <= evidence.start <= evidence.end <= len(article.text)
    script = segment(article, found, Reading()).script  # proven before it is returned
    assert parse(format_script(script), "t") == script


# Script files


def script_file(data: bytes) -> None:
    """Any text is a script that writes and reads back the same, or a ScriptError with a line."""
    try:
        script = parse(_text(data), "t.fountain")
    except ScriptError as fault:
        _check_error(fault)
        _check(fault.where.startswith("t.fountain"), fault.where)
        return
    written = format_script(script)
    assert parse(written, "t") == script
    assert format_script(parse(written, "t")) == written
    written.encode()


# What goes into feed, page, notes, transcripts, chapters


@cache
def _shelf() -> Studio:
    root = Path(tempfile.mkdtemp(prefix="quotecast-fuzz-"))
    import atexit
    import shutil

    atexit.register(shutil.rmtree, root, ignore_errors=True)
    (root / "output" / "e").mkdir(parents=True)
    return Studio(root)


def episode_from(data: bytes) -> tuple[Episode, Script]:
    """An episode whose every free text is a field of the data (fields end with a 0x1e)."""
    fields = [*_text(data).split("\x1e")]

    def field(index: int) -> str:
        return fields[index % len(fields)]

    said = [field(index) or "x" for index in range(5, max(7, min(len(fields), 12)))]
    name, other = field(3) or "A", field(4) or "B"
    script = Script(
        title=field(0),
        source=field(1),
        byline=field(2),
        published=field(2),
        language=field(3),
        site=field(4),
        items=(
            Section(field(5)),
            *(Line((NARRATOR, name, other, DOUBT)[n % 4], text) for n, text in enumerate(said)),
            Section(field(6)),
            Line(name, field(1) or "y"),
            Section(field(2)),
            Line(NARRATOR, "Correction: " + field(0)),
            Omission(BlockKind.CREDIT, field(1), "credit"),
        ),
        extra=(("Summary", field(6)),) if len(fields) > 8 else (),
    )
    roles = tuple(Role(who, "mary") for who in dict.fromkeys((name, other)))
    takes, timeline = timed(script)
    mastered = Mastered("output/e/episode.mp3", "mp3", "audio/mpeg", 9, 1, -1600, -100, "0")
    episode = make_episode(
        slug="e",
        script=script,
        cast=Cast("adam", roles),
        voices=VOICES | {"mary": replace(VOICES["mary"], name=field(4))},
        takes=takes,
        timeline=timeline,
        mastered=replace(mastered, duration_ms=timeline.duration_ms),
        show=replace(SHOW, title=field(7) or "S", author=field(8), copyright=field(9)),
        earlier=None,
        now="2026-03-04T00:00:00+00:00",
        number=1,
    )
    return episode, script


def feed_text(data: bytes) -> None:
    """Any text: feed, page, notes, transcripts and chapters read back and hold no markup of it."""
    episode, _ = episode_from(data)
    studio = _shelf()
    show = replace(SHOW, title=episode.title or "S", author=episode.byline)
    shell = render_channel(episode.made, 1, 0, "", studio, show)
    document = shell.replace(b"<item/>", render_item(episode, "e", show, studio), 1)
    check_feed(document)
    gathered = gather(episode, show)
    write_page(episode, show, studio)
    page = (studio.output / "e" / "index.html").read_text(encoding="utf-8")
    for written in (page, to_html(gathered), to_html_transcript(episode)):
        check_html(written)
    check_fragment(to_description(gathered))
    check_markdown(to_markdown(gathered))
    check_vtt(to_vtt(episode), episode)
    check_srt(to_srt(episode))
    for written in (to_json_transcript(episode), chapters_json(episode, show)):
        json.loads(written)
        written.encode()


def check_feed(document: bytes) -> None:
    """Well formed, one item, no character that readers refuse, every link of the web."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False))
    assert len(root.findall("channel/item")) == 1
    assert not root.xpath("//comment() | //processing-instruction()")
    for element in root.iter():
        for value in (element.text or "", *element.attrib.values()):
            assert not UNPRINTABLE.search(value), (element.tag, value)
        for key in ("url", "href", "uri"):
            link = element.get(key)
            assert link is None or link.startswith(("http://", "https://")), link
            assert link is None or link.isascii(), link
    check_fragment(root.findtext("channel/item/description") or "")


TAGS = frozenset(
    "html head meta title link script style body main article header section nav footer div p a "
    "span h1 h2 h3 ul ol li q b i cite time figure figcaption blockquote audio img button br "
    "strong".split()
)
ATTRIBUTES = frozenset(
    "lang charset name content property rel type title href src class id dir width height alt "
    "defer controls preload aria-label aria-labelledby aria-pressed hidden data-seek data-start "
    "data-end datetime download tabindex".split()
)
"""All that our templates write; anything else came out of the text."""


def check_html(written: str) -> None:
    """Only the templates' own elements and attributes, no script but theirs, no active link."""
    assert not UNPRINTABLE.search(written)
    root = html.document_fromstring(written.encode(), html.HTMLParser(encoding="utf-8"))
    assert not root.xpath("//comment()")
    for element in root.iter(etree.Element):
        assert element.tag in TAGS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        for key in ("href", "src"):
            assert not ACTIVE.match(element.get(key, "")), element.get(key)
        if element.tag == "script":
            own = element.get("src", "").endswith("assets/quotecast.js") and not element.text
            assert own or json.loads(element.text or "")


def check_fragment(written: str) -> None:
    """The simple HTML of a description."""
    assert not UNPRINTABLE.search(written)
    root = html.fragment_fromstring(written, create_parent="div")
    for element in root.iter():
        assert element.tag in ("div", "p", "br", "a", "strong"), element.tag
        assert set(element.attrib) <= {"href"}
        assert element.tag != "a" or element.get("href", "").lower().startswith("http")


@cache
def _commonmark() -> Callable[[str], str]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").render  # HTML passes through, as it does on most sites


def check_markdown(written: str) -> None:
    """Notes shown by a site that lets HTML in Markdown pass hold none of the article's."""
    assert not UNPRINTABLE.search(written)
    root = html.fragment_fromstring(_commonmark()(written), create_parent="div")
    plain = {"div", "p", "br", "a", "strong", "h1", "h2", "ul", "li", "blockquote"}
    for element in root.iter():
        assert element.tag in plain, (element.tag, written)
        assert set(element.attrib) <= {"href"}
        assert element.tag != "a" or element.get("href", "").lower().startswith("http")


_VTT_CUE = re.compile(r"(\d\d+:\d\d:\d\d\.\d{3}) --> (\d\d+:\d\d:\d\d\.\d{3})\n<v ([^<>&\n]+)>")


def check_vtt(written: str, episode: Episode) -> None:
    """Every block is a cue with times, a name and rows in which nothing is a tag."""
    head, *blocks = written.removesuffix("\n").split("\n\n")
    assert head == "WEBVTT"
    assert not UNPRINTABLE.search(written)
    for block in blocks:
        found = _VTT_CUE.match(block)
        assert found, block
        rest = block[found.end() :]
        assert "<" not in rest
        assert "-->" not in rest
        assert all(row.strip() for row in rest.split("\n")), block
    spoken = [caption for caption in episode.transcript if caption.text.strip()]
    assert len(blocks) >= (1 if spoken and any(c.text.isascii() for c in spoken) else 0)


_SRT_TIME = re.compile(r"\d\d+:\d\d:\d\d,\d{3} --> \d\d+:\d\d:\d\d,\d{3}")


def check_srt(written: str) -> None:
    """Cues numbered from 1, each with its times and rows; nothing else between."""
    assert not UNPRINTABLE.search(written)
    blocks = written.removesuffix("\n").split("\n\n") if written else []
    for number, block in enumerate(blocks, 1):
        count, times, *rows = block.split("\n")
        assert count == str(number), block
        assert _SRT_TIME.fullmatch(times), block
        assert rows, block
        assert all(row.strip() and "-->" not in row for row in rows), block


# Feeds that are read


def feeds(data: bytes) -> None:
    """Any bytes are a feed of web addresses that can be kept, or a SourceError."""
    raw = Raw("https://e.org/f", data[:LONGEST], "", "https://e.org/f", "", "application/rss+xml")
    try:
        entries = entries_of(raw, "https://e.org/f" if data[-1:] == b"\n" else "")
    except SourceError as fault:
        _check_error(fault)
        return
    for entry in entries:
        assert entry.url.lower().startswith(("http://", "https://"))
        assert entry.id
    to_json(tuple(entries))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "quotations": quotations,
    "script": script_file,
    "feed": feed_text,
    "feeds": feeds,
}
