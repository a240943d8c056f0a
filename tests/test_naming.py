from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecast import naming
from quotecast.config import Studio
from quotecast.model import NARRATOR, Line, Script
from quotecast.scriptfile import format_script, parse


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Zoë’s “River” comes back!", "zoes-river-comes-back"),
        ("  A   b--C ", "a-b-c"),
        ("河水回来了", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 200, "x" * 60),
        ("one two " + "three " * 30, "one two three three three three three three three three"),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert naming.slugify(text) == slug.replace(" ", "-")


@given(st.text())
def test_a_slug_is_a_safe_file_name(text: str) -> None:
    slug = naming.slugify(text)
    assert len(slug) <= naming.MAX_SLUG
    assert naming.slugify(slug) == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_slug_comes_from_the_file_name(studio: Studio) -> None:
    assert naming.choose_slug("scripts/han.txt", "A Title", studio) == "han"


def test_a_url_takes_the_title(studio: Studio) -> None:
    assert naming.choose_slug("https://example.org/a?id=7", "The Title", studio) == "the-title"


def test_two_sources_of_one_name_do_not_share_a_slug(studio: Studio, tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "story.txt", tmp_path / "b" / "story.txt"
    name = naming.source_name(str(first), studio)
    studio.script_file("story").write_text(f"Title: X\nSource: {name}\n\nHello.\n")
    assert naming.choose_slug(str(first), "X", studio) == "story"
    assert naming.choose_slug(str(second), "X", studio) == "story-2"


def test_names_that_output_uses_itself_are_not_taken(studio: Studio) -> None:
    assert naming.choose_slug("takes.txt", "T", studio) == "takes-episode"


def test_a_title_without_letters_still_has_a_slug(studio: Studio) -> None:
    slug = naming.choose_slug("-", "河水回来了", studio)
    assert slug.startswith("article-")
    assert slug == naming.choose_slug("-", "河水回来了", studio)


@pytest.mark.parametrize(
    "name",
    ["a [[b]]  c.txt", "a\\b.txt", " /* x */.txt", "caf\udce9.txt", "caf%E9.txt", "ü\u2028ö.txt"],
)
def test_a_file_of_any_name_finds_its_script_again(studio: Studio, name: str) -> None:
    path = studio.root / "in" / name
    source = naming.source_name(str(path), studio)
    slug = naming.choose_slug(str(path), "T", studio)
    written = format_script(Script("T", (Line(NARRATOR, "Words."),), source=source))
    studio.script_file(slug).write_text(written, encoding="utf-8")
    assert naming.choose_slug(str(path), "T", studio) == slug
    assert naming.slug_of(str(path), studio) == slug
    assert parse(written, "t").source == source
