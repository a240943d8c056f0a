"""Notes that tell how a word is said, from the script file to the voice."""

from __future__ import annotations

import pytest

from quotecast.config import Show, Studio
from quotecast.errors import ScriptError
from quotecast.model import NARRATOR, Line, Note, Script
from quotecast.pipeline import Production, speaker_of
from quotecast.progress import Silent
from quotecast.scriptfile import format_script, parse, respellings

TEXT = """Title: The visit

[[say: Ngozi = En-go-zee]]

Ngozi met Kyiv's mayor. [[say: Kyiv = /ˈkɪjiu/]]


@Ann
I read to Ngozi. [[say here: read = red]] [[he did: not an entry]]


@Bob
I read to you.
"""


def test_notes_say_how_for_the_episode_or_for_their_line() -> None:
    episode, lines = respellings(parse(TEXT, "visit.fountain"))
    assert episode == {"Ngozi": "En-go-zee", "Kyiv": "/ˈkɪjiu/"}
    assert lines == {"I read to Ngozi.": {"read": "red"}}


def test_notes_stay_in_the_script() -> None:
    script = parse(TEXT, "visit.fountain")
    assert Note("say: Ngozi = En-go-zee") in script.items
    assert parse(format_script(script), "visit.fountain") == script


def speaking(studio: Studio, script: Script) -> list[str]:
    speak = speaker_of(script, Production(studio, Show(), {}, Silent()))
    return [speak(line.text).text for line in script.lines]


def test_the_voices_are_given_what_the_notes_say(studio: Studio) -> None:
    (studio.voices / "lexicon.toml").write_text('[en]\nKyiv = "Keev"\nBob = "Bobby"\n')
    assert speaking(studio, parse(TEXT, "visit.fountain")) == [
        "En-go-zee met /ˈkɪjiuz/ mayor.",
        "I red to En-go-zee.",
        "I read to you.",
    ]


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("say: Ngozi", r"\[\[say: Ngozi\]\] does not say how"),
        ("say: = x", r"\[\[say: = x\]\] does not say how"),
        ("Say here: x =", "does not say how"),
        ("say: x = /1/", "'x' is no IPA"),
        ("say: x = ?", "'x' has no letters"),
    ],
)
def test_a_note_without_a_respelling_is_one_clear_line(
    studio: Studio, note: str, message: str
) -> None:
    script = Script("T", (Line(NARRATOR, "Yes.", notes=(note,)),))
    assert parse(format_script(script), "t.fountain") == script, "it is a note all the same"
    with pytest.raises(ScriptError, match=message) as caught:
        speaking(studio, script)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
