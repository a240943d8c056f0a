from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from publishing_studio import SHOW

from quotecast.config import Show, Studio
from quotecast.errors import PublishError
from quotecast.publish import cover_images
from quotecast.publish.faces import drawable


@pytest.mark.parametrize(
    "title", ["The River Desk", "Über Größe", "Ведомости", "新闻播客", "🎙", "x" * 300, ""]
)
def test_a_drawn_cover_obeys_apple(studio: Studio, title: str) -> None:
    covers = cover_images(replace(SHOW, title=title), studio)
    with Image.open(covers.full) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert image.width == image.height
        assert 1400 <= image.width <= 3000
    with Image.open(covers.embedded) as image:
        assert image.size == (600, 600)
    assert covers.full.stat().st_size <= 512 * 1024


def test_the_same_title_gives_the_same_bytes_and_is_drawn_once(studio: Studio) -> None:
    first = cover_images(SHOW, studio).full
    data, inode = first.read_bytes(), first.stat().st_ino
    assert cover_images(SHOW, studio).full.stat().st_ino == inode
    for file in (first, studio.output / ".cover-key"):
        file.unlink()
    assert cover_images(SHOW, studio).full.read_bytes() == data
    assert cover_images(replace(SHOW, title="Other"), studio).full.read_bytes() != data


def test_letters_without_a_glyph_are_not_drawn_as_boxes() -> None:
    assert drawable("新闻")[0] is None
    assert drawable("Über")[1] == "Über"
    assert drawable("Radio 🎙 Now")[1] == "Radio Now"


def own(
    studio: Studio, name: str, size: tuple[int, int], mode: str = "RGB", form: str = ""
) -> Show:
    Image.new(mode, size).save(studio.root / name, form or None)
    return replace(SHOW, image=name)


def test_the_shows_own_image_is_used_as_it_is(studio: Studio) -> None:
    show = own(studio, "art.jpg", (1400, 1400))
    assert cover_images(show, studio).full.read_bytes() == (studio.root / "art.jpg").read_bytes()
    cover_images(own(studio, "art.png", (3000, 3000)), studio)
    with Image.open(studio.output / "cover.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (3000, 3000))


@pytest.mark.parametrize(
    ("name", "size", "mode", "form", "said"),
    [
        ("art.jpg", (1400, 1500), "RGB", "", "not square"),
        ("art.jpg", (1000, 1000), "RGB", "", "1000 x 1000"),
        ("art.jpg", (3200, 3200), "RGB", "", "3200 x 3200"),
        ("art.png", (1400, 1400), "RGBA", "", "RGBA"),
        ("art.jpg", (1400, 1400), "CMYK", "", "CMYK"),
        ("art.png", (1400, 1400), "RGB", "JPEG", "rename it"),
        ("art.gif", (1400, 1400), "P", "", "neither JPEG nor PNG"),
    ],
)
def test_a_wrong_image_is_one_clear_line(
    studio: Studio, name: str, size: tuple[int, int], mode: str, form: str, said: str
) -> None:
    show = own(studio, name, size, mode, form)
    with pytest.raises(PublishError) as fault:
        cover_images(show, studio)
    assert said in f"{fault.value} {fault.value.hint}"
    assert not (studio.output / "cover.jpg").exists()


def test_a_heavy_damaged_missing_or_outside_image(studio: Studio, tmp_path: Path) -> None:
    noise = Image.effect_noise((1600, 1600), 90).convert("RGB")
    noise.save(studio.root / "heavy.jpg", quality=95)
    (studio.root / "broken.jpg").write_bytes(b"\xff\xd8\xff not a picture")
    for name, said in {
        "heavy.jpg": "more than 512",
        "broken.jpg": "not a readable picture",
        "none.jpg": "missing artwork",
        "../../etc/passwd": "outside",
    }.items():
        with pytest.raises(PublishError, match=said):
            cover_images(replace(SHOW, image=name), studio)
