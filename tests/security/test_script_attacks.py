"""A script, cast or setting from a stranger: paths, playlists, lengths and names in them.

Missing and outside music: tests/arrange/test_music.py. Artwork: tests/publish/test_cover.py.
"""

from __future__ import annotations

import struct
import tomllib
import wave
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sounds import make_take, sine, write_wav

from quotecast import mix as mixing
from quotecast import musictrack
from quotecast.arrange import arrange
from quotecast.casting import format_cast, load_people, parse_cast, remember
from quotecast.config import Show, Studio, load_show
from quotecast.drafting import behind
from quotecast.errors import AudioError, ConfigError, QuotecastError
from quotecast.ffmpeg_program import run
from quotecast.meter import measure
from quotecast.model import NARRATOR, Cast, Clip, Line, Role, Script, SoundCue, Timeline
from quotecast.naming import choose_slug
from quotecast.pipeline import Drafted, Production, load_script
from quotecast.progress import Silent
from quotecast.publish.cover import episode_art


def arranged(studio: Studio, cue: SoundCue) -> Timeline:
    take = make_take(studio, 0, "nell", sine(1.0, 200))
    return arrange(Script("T", (cue, Line(NARRATOR, "Words."))), (take,), Show(), studio)


NAMES = [
    "../../etc/passwd",
    "/etc/passwd",
    "voices/../../x.mp3",
    "output/\0.mp3",
    "a" * 300 + ".mp3",
    "a/" * 3000 + "b.mp3",
    "http://127.0.0.1:9/x.mp3",
    "concat:podcast.toml|podcast.toml",
    "subfile,,start,0,end,9,,:podcast.toml",
    "data:audio/wav;base64,AAAA",
    "pipe:0",
    "podcast.toml",
    "-i",
    ".",
    "ring.mp3",
    "link.wav",
    "~/.bashrc",
    "$HOME/x.mp3",
    "`id`.mp3",
    "; id",
]


@pytest.mark.parametrize("name", NAMES)
def test_music_is_a_sound_file_of_the_studio(studio: Studio, name: str, tmp_path: Path) -> None:
    write_wav(tmp_path / "private.wav", sine(1.0, 300), 22_050)
    (studio.root / "link.wav").symlink_to(tmp_path / "private.wav")
    (studio.root / "ring.mp3").symlink_to("ring.mp3")
    with pytest.raises(QuotecastError) as fault:
        arranged(studio, SoundCue(name))
    assert "\n" not in str(fault.value)


@pytest.fixture
def private(studio: Studio) -> Path:
    """A recording outside the studio, in two forms."""
    path = write_wav(studio.root.parent / "private.wav", sine(1.0, 300), 22_050)
    run(["-y", "-i", f"file:{path}", f"file:{path.with_suffix('.ts')}"], "making a stream")
    return path


PLAYLISTS = {
    "theme.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n{ts}\n#EXT-X-ENDLIST\n",
    "up.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n../private.ts\n#EXT-X-ENDLIST\n",
    "far.m3u8": "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n",
    "theme.mp3": "ffconcat version 1.0\nfile {wav}\n",
    "inner.wav": "ffconcat version 1.0\nfile theme.wav\n",
    "theme.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n",
    "theme.mpd": '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet '
    'mimeType="audio/mp4"><Representation><BaseURL>{ts}</BaseURL></Representation>'
    "</AdaptationSet></Period></MPD>",
}


@pytest.mark.parametrize("name", PLAYLISTS)
def test_a_playlist_is_no_music(studio: Studio, private: Path, name: str) -> None:
    """ffmpeg would play what it names: any sound of this machine, or an address."""
    write_wav(studio.root / "theme.wav", sine(1.0, 300), 22_050)
    listed = PLAYLISTS[name].format(wav=private, ts=private.with_suffix(".ts"))
    (studio.root / name).write_text(listed)
    with pytest.raises(AudioError, match="no sound file"):
        measure(studio.root / name)
    clip = Clip("music", name, 0, 500)
    timeline = Timeline(1000, (clip,), ())
    with pytest.raises(AudioError):
        mixing.mix(timeline, studio, Show(), studio.output / "mix.wav", Silent())
    assert not list(studio.output.glob("*"))


# The disk


@pytest.mark.parametrize(
    "cue",
    [
        SoundCue("theme.wav", "BED", (("lead", "999999s"),)),
        SoundCue("theme.wav", "BED", (("lead", "999:00"), ("loop", "no"))),
        SoundCue("theme.wav", "BED", (("lead", "900:0"), ("start", "1s"))),
    ],
)
def test_a_cue_cannot_make_an_episode_of_days(
    studio: Studio, cue: SoundCue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotecast.arrange.LONGEST_MS", 10 * 3_600_000)
    write_wav(studio.root / "theme.wav", sine(3.0, 300), 22_050)
    with pytest.raises(AudioError, match="at most 10 are made"):
        arranged(studio, cue)


def test_a_bed_of_a_moment_is_not_repeated_a_million_times(studio: Studio) -> None:
    write_wav(studio.root / "theme.wav", sine(0.05, 300), 22_050)
    with pytest.raises(AudioError, match="too short to begin again"):
        arranged(studio, SoundCue("theme.wav", "BED", (("lead", "600s"),)))
    assert arranged(studio, SoundCue("theme.wav", "BED", (("loop", "no"),))).clips


def test_music_is_unpacked_no_further_than_it_is_heard(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of some kilobytes may hold days of silence."""
    write_wav(studio.root / "long.wav", sine(60.0, 300, rate=8000), 8000)
    sizes: list[float] = []

    def watched(arguments: Sequence[str], what: str) -> str:
        told = run(arguments, what)
        with wave.open(arguments[-1].removeprefix("file:")) as file:
            sizes.append(file.getnframes() / file.getframerate())
        return told

    monkeypatch.setattr(musictrack, "run", watched)
    timeline = Timeline(3000, (Clip("music", "long.wav", 0, 2000, offset_ms=1000),), ())
    mixing.mix(timeline, studio, Show(), studio.output / "mix.wav", Silent())
    assert sizes == [pytest.approx(4.0, abs=0.1)]


def test_a_script_longer_than_any_episode_is_refused_before_it_is_spoken(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quotecast import pipeline

    monkeypatch.setattr("quotecast.record.session.LONGEST", 5000)
    lines = tuple(Line(NARRATOR, "The council voted on Tuesday again.") for _ in range(300))
    production = Production.at(studio, Show())
    drafted = Drafted("long", Script("T", lines), studio.script_file("long"), "edited")
    with pytest.raises(QuotecastError, match="longer than an episode may be"):
        pipeline.record(drafted, Cast("nell"), production)
    assert not list(studio.output.rglob("*.wav"))


# Names that become files, TOML and settings


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "..", ".", "/", "con", "a\0b", "\u202e", "~", "-rf", "takes", "$(id)"],
)
def test_a_title_becomes_a_plain_file_name(studio: Studio, title: str) -> None:
    for source in ("-", "https://e.org/" + title):
        slug = choose_slug(source, title, studio)
        assert slug
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert slug[0] != "-"
        assert studio.script_file(slug).parent == studio.scripts
        assert slug != "takes"


@pytest.mark.parametrize(
    "slug", ["../elsewhere", "/var", "a/b", "..", ".hidden", "takes", "A", "a b"]
)
def test_a_shows_folder_stays_in_output(studio: Studio, slug: str) -> None:
    studio.settings.write_text(f'title = "T"\nslug = "{slug}"\n')
    with pytest.raises(ConfigError, match="cannot name a folder"):
        load_show(studio.settings)


SETTINGS = (
    "[master]\nsample_rate = 0",
    "[master]\nsample_rate = 999999999",
    "[master]\nbitrate = -5",
    "[master]\nloudness = nan",
    "[reading]\ndoubt = nan",
    "[pauses]\nhead = 99999999",
    'base_url = "https://e.org/\\n<b>"',
    'base_url = "javascript:x"',
    "x = " + "[" * 100_000,
    "x = " + "{a=" * 100_000,
    "a." * 100_000 + "b = 1",
    "[[" + '"a" . ' * 100_000 + "b]]",
    "x = " + "9" * 5000,
    "a" * 1_000_000,
)


@pytest.mark.parametrize("text", SETTINGS, ids=lambda text: text[:30])
def test_no_setting_breaks_or_stops_the_program(studio: Studio, text: str) -> None:
    studio.settings.write_text(f'title = "T"\n{text}\n')
    with pytest.raises(ConfigError) as fault:
        load_show(studio.settings)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("where", ["../private.txt", "/etc/hostname", "../" * 30 + "etc/hostname"])
def test_a_script_cannot_have_any_file_read_as_its_article(studio: Studio, where: str) -> None:
    (studio.root.parent / "private.txt").write_text('"Swordfish," said Ann Lee.')
    studio.script_file("evil").write_text(f"Title: T\nSource: {where}\n\nWords.\n")
    production = Production.at(studio, Show())
    assert behind(load_script(production, "evil"), production) is None


names = st.text(
    st.one_of(
        st.sampled_from("\"'\\=[]#\n\r\t\x00\x07\x7f\x85\u2028"), st.characters(codec="utf-8")
    )
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(names.filter(bool), max_size=4, unique=True), names, names)
@example(["version", "people", "narrator"], "version", "role")
def test_names_cannot_break_out_of_cast_and_memory(
    studio: Studio, speakers: list[str], voice: str, alias: str
) -> None:
    aliases = (alias,) if alias not in speakers else ()
    roles = [Role(name, voice, aliases if n == 0 else ()) for n, name in enumerate(speakers)]
    cast = Cast(voice, tuple(roles))
    text = format_cast(cast)
    assert parse_cast(text, "c") == cast
    assert set(tomllib.loads(text)) <= {"version", "narrator", "role"}
    (studio.voices / "people.toml").unlink(missing_ok=True)
    remember(studio, cast)
    named = [name for name in speakers if name != "version"]  # a key of the file itself
    assert load_people(studio) == dict.fromkeys(named, voice)


# Pictures


def png(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x\x9c\x03\0\0\0\0\1")


PICTURES = {
    "bomb.png": png(60_000, 60_000),
    "large.png": png(9000, 9000),
    "empty.png": png(1500, 1500),
    "drawing.jpg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "page.jpg": b"<!DOCTYPE html><script>alert(1)</script>",
    "program.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1500 1500\n(x) (w) file\n",
    "podcast.toml": b'title = "T"\n',
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_a_picture_of_the_right_size(studio: Studio, name: str) -> None:
    (studio.root / name).write_bytes(PICTURES[name])
    folder = studio.output / "e"
    folder.mkdir(parents=True)
    with pytest.raises(QuotecastError) as fault:
        episode_art(name, folder, studio)
    assert "\n" not in str(fault.value)
    assert not list(folder.iterdir())
