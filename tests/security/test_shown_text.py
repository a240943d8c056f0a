"""Text of strangers on a terminal, in a log, in a sound file's tags and in the picture.

In feed, page, notes, transcripts and chapters: tests/publish (hostile text) and tests/fuzz.
What the server gives out: tests/publish/test_server.py. What is copied: test_delivery.py.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from sounds import sine, write_wav

from quotecast.audiotags import Tags, ffmetadata
from quotecast.cli.app import printable
from quotecast.config import Show, Studio
from quotecast.ffmpeg_program import ffmpeg_program
from quotecast.master import master
from quotecast.model import NARRATOR, Chapter, Clip, Line, Script, Timeline
from quotecast.picture import timeline_svg
from quotecast.progress import Silent

ACTING = "\x1b]52;c;cm0gLXJmIC8=\x07\x1b[2J\x9b31m\u202e\x7f"
MARKUP = "[bold]b[/bold] [link=http://evil.example]l[/link] :bomb: [/] [red"


def quotecast(
    *arguments: str, studio: Studio, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "quotecast", "--studio", str(studio.root), *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, env=os.environ | environment, timeout=120
    )


def escaped(text: str) -> str:
    """As a script file may say it."""
    return re.sub(r"[^ -~]", lambda found: f"\\u{{{ord(found[0]):x}}}", text)


def test_the_terminal_shows_names_and_obeys_none(studio: Studio) -> None:
    name = escaped(ACTING) + "Ann"
    studio.script_file("evil").write_text(
        f"Title: {name}\nSource: {name}\n\n{MARKUP}\n\n\n@{name}\nWords. {escaped(ACTING)}\n\n\n"
        f"@?\n{MARKUP} [[{name}]]\n\n[[not spoken | caption | {name} | {name}]]\n"
    )
    for verb in (("check", "evil", "--spoken", "--why"), ("cast", "evil"), ("status",)):
        done = quotecast(*verb, studio=studio, FORCE_COLOR="1", TERM="xterm-256color")
        shown = done.stdout + done.stderr
        assert done.returncode == 0, shown
        for sign in (b"\x1b]", b"\x1b[2J", b"\x07", "\x9b".encode(), "\u202e".encode(), b"\x7f"):
            assert sign not in shown, (verb, sign)
        assert b"\\x1b]52;c;" in shown
        if verb[0] == "check":
            assert MARKUP.encode()[:60] in shown


def test_a_log_line_is_one_line_whatever_it_tells(studio: Studio, tmp_path: Path) -> None:
    story = tmp_path / 'a "quoted"\n{"level": "info"}\x1b[31m.txt'
    done = quotecast("--log-json", "check", str(story), studio=studio)
    (line,) = [json.loads(line) for line in done.stderr.decode().splitlines()]
    assert (line["level"], done.returncode) == ("error", 1)
    assert b"\x1b" not in done.stderr
    story.write_bytes(b"The caf\xe9 is open all night, and nobody minds it.")
    done = quotecast("--log-json", "check", str(story), studio=studio)
    (line,) = [json.loads(line) for line in done.stderr.decode().splitlines()]
    assert (line["event"], line["level"]) == ("warning", "warning")
    assert "Windows-1252" in line["message"]


@pytest.mark.parametrize("text", ["plain", "two\nlines\tand a tab", "Zoë’s 👩‍🚒 שלום"])
def test_what_can_be_read_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_what_would_act_is_named() -> None:
    assert printable("a\x1bb\x9bc\u202ed\re") == "a\\x1bb\\x9bc\\u202ed\\re"


# The sound file


HOSTILE = "x\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=9\ntitle=evil\n;artist=evil\\\nb=c\r\n#=\0\\"


def test_tags_cannot_write_further_tags_or_chapters(studio: Studio) -> None:
    wav = write_wav(studio.root / "mix.wav", sine(4.0, 300, amplitude=0.2), 44_100)
    tags = Tags(HOSTILE, HOSTILE, HOSTILE, "2026-01-01", "1", HOSTILE, "en", HOSTILE, HOSTILE)
    chapters = (Chapter(0, HOSTILE), Chapter(2000, HOSTILE))
    out = studio.output / "e" / "episode.mp3"
    out.parent.mkdir(parents=True)
    master(wav, out, tags, chapters, Show(), studio, Silent())
    told = subprocess.run(
        [ffmpeg_program(), "-v", "error", "-i", out, "-f", "ffmetadata", "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    rows = re.split(r"(?<!\\)\n", told)
    assert rows.count("[CHAPTER]") == 2
    keys = [row.partition("=")[0] for row in rows if re.match(r"\w+=", row)]
    assert keys.count("title") == 3
    assert keys.count("artist") == 1
    assert "b" not in keys
    assert not any(row.endswith("=evil") for row in rows)


def test_the_text_for_ffmpeg_is_a_line_for_each_tag() -> None:
    text = ffmetadata(Tags(HOSTILE), (Chapter(0, HOSTILE),), 9000, "mp3")
    assert text.count("\n[CHAPTER]\n") == 1
    assert text.count("\ntitle=") == 2


# The picture


def test_names_in_the_picture_are_text(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    evil = f'</text><script>alert(1)</script>" onload="x" <a href="javascript:x"> {ACTING}\0 ]]>'
    lines = (Line(NARRATOR, evil), Line(evil, evil))
    clips = tuple(
        Clip("voice", "a.wav", 500 + 4000 * n, 3000, line=n, speaker=line.speaker)
        for n, line in enumerate(lines)
    )
    timeline = Timeline(9000, (*clips, Clip("music", evil, 0, 400)), (Chapter(0, evil),))
    wav = write_wav(studio.root / "mix.wav", 0.2 * np.sin(np.arange(9 * 8000) / 5), 8000)
    picture = timeline_svg(timeline, Script(evil, lines), wav)
    root = etree.fromstring(picture.encode())
    for element in root.iter(etree.Element):
        assert etree.QName(element).localname not in ("script", "a", "foreignObject", "image")
        assert not any(key.lower().startswith("on") for key in element.attrib)
        assert not any("javascript" in value for value in element.attrib.values())
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", picture)
