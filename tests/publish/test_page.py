from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from lxml import html
from PIL import Image
from publishing_studio import (
    CAST,
    HOSTILE_CAST,
    SCRIPT,
    SHOW,
    VOICES,
    hostile_script,
    produce,
    timed,
)

from quotecast.config import Studio
from quotecast.errors import PublishError
from quotecast.model import NARRATOR, Line, Timeline
from quotecast.publish import (
    make_episode,
    site,
    withdraw,
    write_episode_files,
    write_feed,
    write_site,
)
from quotecast.publish.page import COLOURS
from quotecast.publish.text import one_line


def page_of(studio: Studio, slug: str = "river") -> html.HtmlElement:
    return html.fromstring((studio.output / slug / "index.html").read_text())


def test_the_page_holds_every_word_and_names_every_speaker(studio: Studio) -> None:
    produce(studio)
    page = page_of(studio)
    text = " ".join(page.xpath("string(//section[@class='transcript'])").split())
    for line in SCRIPT.lines:
        assert line.text in text
    assert "Maria Lopez: We waited ten years for this," in text
    assert "Mayor Ortiz: It costs" in text
    assert page.xpath("string(//q)") == "We waited ten years for this,"


def test_every_chapter_and_paragraph_has_a_button_with_a_link_beside_it(studio: Studio) -> None:
    episode = produce(studio)
    page = page_of(studio)
    chapters = page.xpath("//ol[@class='chapters']//button/@data-seek")
    assert [float(c) for c in chapters] == [c.start_ms / 1000 for c in episode.chapters]
    paragraphs = page.xpath("//div[@class='paragraph']")
    buttons = page.xpath("//div[@class='paragraph']/button[@type='button']")
    assert len(buttons) == len(paragraphs) == 8
    for button in page.xpath("//button[@data-seek]"):
        assert button.getprevious().get("href") == f"episode.mp3#t={button.get('data-seek')}"


def test_nothing_is_loaded_from_elsewhere(studio: Studio) -> None:
    produce(studio)
    page = page_of(studio)
    loaded = page.xpath(
        "//script/@src | //img/@src | //audio/@src | //link[@rel='stylesheet']/@href"
    )
    assert loaded
    for address in loaded:
        assert "//" not in address
        assert (studio.output / "river" / address).resolve().is_relative_to(studio.output)
    style = (studio.output / "assets" / "quotecast.css").read_text()
    assert "http" not in style
    assert "@import" not in style
    assert "url(" not in style


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_voice_can_be_read_on_paper_and_on_the_marked_line(studio: Studio) -> None:
    produce(studio)
    style = (studio.output / "assets" / "quotecast.css").read_text()
    for name, count in (("paper", 2), ("mark", 2), ("voice", 2 * COLOURS)):
        assert len(re.findall(rf"--{name}: (#[0-9a-f]{{6}});", style)) == count
    papers = re.findall(r"--paper: (#\w{6})", style)
    marks = re.findall(r"--mark: (#\w{6})", style)
    voices = re.findall(r"--voice: (#\w{6})", style)
    quiet = re.findall(r"--quiet: (#\w{6})", style)
    for night in (0, 1):
        for voice in voices[night * COLOURS : (night + 1) * COLOURS]:
            assert contrast(voice, papers[night]) >= 4.5
            assert contrast(voice, marks[night]) >= 4.5
        assert contrast(quiet[night], papers[night]) >= 4.5


def test_structured_data_describes_the_episode(studio: Studio) -> None:
    episode = produce(studio, script=hostile_script(), cast=HOSTILE_CAST)
    (found,) = page_of(studio).xpath("//script[@type='application/ld+json']/text()")
    assert "</script" not in found
    data = json.loads(found)
    assert data["@type"] == "PodcastEpisode"
    assert data["name"] == episode.title
    assert data["associatedMedia"]["contentUrl"].endswith("/river/episode.mp3")
    assert "isBasedOn" not in data


def test_the_timeline_picture_is_shown_where_there_is_one(studio: Studio) -> None:
    produce(studio)
    assert not page_of(studio).xpath("//img[@src='timeline.svg']")
    (studio.output / "river" / "timeline.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'/>"
    )
    produce(studio)
    assert page_of(studio).xpath("//img[@src='timeline.svg']/@alt")


def test_a_title_of_ten_thousand_characters_breaks_nothing(studio: Studio) -> None:
    title = one_line("Très <long> & ]]> --> " * 500)[:10_000]
    produce(studio, script=replace(SCRIPT, title=title))
    page = page_of(studio)
    assert page.xpath("string(//h1)") == title.strip()
    assert len(page.xpath("string(//title)")) <= 70
    folder = studio.output / "river"
    assert json.loads((folder / "chapters.json").read_text())["title"] == title.strip()
    assert "Très" in (folder / "notes.md").read_text()


def test_the_same_episode_gives_the_same_files(studio: Studio) -> None:
    produce(studio)
    folder = studio.output / "river"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    inode = (folder / "index.html").stat().st_ino
    produce(studio)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert (folder / "index.html").stat().st_ino == inode
    for name, data in first.items():
        assert str(studio.root).encode() not in data, name


def test_a_withdrawn_episode_has_a_page_that_says_so(studio: Studio) -> None:
    produce(studio)
    withdraw(studio, SHOW, "river")
    page = page_of(studio)
    assert "withdrawn" in page.text_content()
    assert not page.xpath("//audio")
    withdraw(studio, SHOW, "river", restore=True)
    assert page_of(studio).xpath("//audio")
    with pytest.raises(PublishError, match="no episode"):
        withdraw(studio, SHOW, "nothing")


def test_the_index_lists_the_newest_first_and_leaves_out_the_withdrawn(studio: Studio) -> None:
    produce(studio)
    produce(studio, slug="second", made="2026-03-06T10:00:00Z", number=2)
    produce(studio, slug="third", made="2026-03-07T10:00:00+00:00", number=3)
    withdraw(studio, SHOW, "second")
    write_feed(studio, SHOW)
    page = html.fromstring(write_site(studio, SHOW).read_text())
    links = page.xpath("//h3/a/@href")
    assert links == ["third/index.html", "river/index.html"]
    assert "With the words of Maria Lopez, Mayor Ortiz" in page.text_content()


def test_a_long_index_is_paged(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "PAGE_SIZE", 2)
    for n in range(7):
        produce(studio, slug=f"e{n}", made=f"2026-03-0{n + 1}T10:00:00+00:00", number=n + 1)
    write_site(studio, SHOW)
    seen, name = [], "index.html"
    while name:
        page = html.fromstring((studio.output / name).read_text())
        seen += [link.partition("/")[0] for link in page.xpath("//h3/a/@href")]
        name = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert seen == [f"e{n}" for n in range(6, -1, -1)]


def test_an_episodes_own_picture_is_checked_and_used(studio: Studio) -> None:
    Image.new("RGB", (1500, 1500)).save(studio.root / "river.jpg")
    produce(studio, script=replace(SCRIPT, extra=(("Image", "river.jpg"),)))
    write_feed(studio, SHOW)
    assert (
        'itunes:image href="https://example.org/podcasts/river/cover.jpg"'
        in (studio.output / "feed.xml").read_text()
    )
    with pytest.raises(PublishError, match="missing artwork"):
        produce(studio, script=replace(SCRIPT, extra=(("Image", "none.jpg"),)))


def test_identity_is_assigned_once(studio: Studio) -> None:
    first = produce(studio)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", first.guid)
    assert produce(studio).guid == first.guid
    assert produce(studio, slug="other").guid != first.guid


def test_a_line_that_is_nowhere_is_an_error_not_a_gap(studio: Studio) -> None:
    episode = produce(studio)
    takes, timeline = timed(SCRIPT)
    arguments = {
        "slug": "river",
        "script": SCRIPT,
        "cast": CAST,
        "voices": VOICES,
        "takes": takes,
        "mastered": episode.audio,
        "show": SHOW,
        "earlier": None,
        "now": "2026-03-04T00:00:00+00:00",
        "number": 1,
    }
    with pytest.raises(PublishError, match="line 10 of the script"):
        make_episode(timeline=replace(timeline, clips=timeline.clips[:-1]), **arguments)
    with pytest.raises(PublishError, match="not in the catalogue"):
        make_episode(timeline=timeline, **(arguments | {"voices": {"adam": VOICES["adam"]}}))
    with pytest.raises(PublishError, match="longer than its timeline"):
        write_episode_files(episode, SCRIPT, Timeline(5, (), ()), SHOW, studio)


def test_an_episode_without_quotations_or_sections(studio: Studio) -> None:
    script = replace(SCRIPT, items=(Line(NARRATOR, "One line only, and no more."),), source="a.txt")
    episode = produce(studio, script=script)
    write_feed(studio, SHOW)
    assert [c.start_ms for c in episode.chapters] == [0]
    assert [c.speaker for c in episode.cast] == [NARRATOR]
    page = page_of(studio)
    assert not page.xpath("//ol[@class='chapters']")
    assert "a.txt" not in page.text_content()
