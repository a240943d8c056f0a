from pathlib import Path

import pytest

from quotecast.config import Show, Studio, load_show
from quotecast.errors import ConfigError

ROOT = Path(__file__).parents[1]


def load(tmp_path: Path, text: str) -> Show:
    path = tmp_path / "podcast.toml"
    path.write_text(text, encoding="utf-8")
    return load_show(path)


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, "") == Show()


def test_the_sample_studio_is_valid() -> None:
    assert load_show(ROOT / "podcast.toml").title == "Quotecast Sample"


def test_values_are_taken(tmp_path: Path) -> None:
    show = load(tmp_path, 'title = "T"\n[pauses]\nparagraph = 1\n[cast.people]\n"A B" = "ada"\n')
    assert (show.title, show.pauses.paragraph, show.cast.people) == ("T", 1, {"A B": "ada"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel = 'x'", "unknown key titel"),
        ("[pauses]\nparagraf = 1", "unknown key pauses.paragraf"),
        ("title = 3", "str"),
        ("title = ", "not valid TOML"),
        ("[pauses]\nparagraph = -1", "pauses.paragraph"),
        ("[master]\nloudness = 3.0", "master.loudness"),
        ("[master]\nformat = 'ogg'", "master.format"),
        ("[master]\nchannels = 6", "master.channels"),
        ("base_url = 'ftp://x'", "base_url"),
        ("version = 99", "newer than this Quotecast"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load(tmp_path, text)
    assert "podcast.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_nearest_key_is_suggested(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "[reading]\nhedings = true")
    assert caught.value.hint == "did you mean reading.headings?"


def test_a_missing_file_names_init(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_show(tmp_path / "podcast.toml")
    assert "quotecast init" in caught.value.hint


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x"])
def test_no_path_leads_out_of_the_studio(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="outside the studio"):
        Studio(tmp_path).inside(name)


def test_a_link_does_not_lead_out_either(tmp_path: Path) -> None:
    (tmp_path / "studio").mkdir()
    (tmp_path / "studio" / "link").symlink_to("/etc")
    with pytest.raises(ConfigError, match="outside the studio"):
        Studio(tmp_path / "studio").inside("link/passwd")
