"""Takes heard again: what counts as a wrong word, and a real recogniser on a real voice."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from quotecast.config import Studio
from quotecast.errors import EngineError
from quotecast.record.listening import Listener, fewest_edits, words_of

ROOT = Path(__file__).parents[2]

SOUNDS = {
    "their": "DH EH R", "there": "DH EH R", "labor": "L EY B ER", "labour": "L EY B ER",
    "two": "T UW", "to": "T UW", "the": "DH AH", "dam": "D AE M", "opened": "OW P AH N D",
    "can": "K AE N", "not": "N AA T", "cannot": "K AE N AA T", "said": "S EH D", "a": "AH",
}  # fmt: skip


def sounds(word: str) -> frozenset[str]:
    return frozenset({SOUNDS[word]} if word in SOUNDS else ())


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("/ˈɡwæŋʃʌŋ/ said", "going to said", 0),
        ("the dam opened", "the dam opened", 0),
        ("the dam opened", "the dam", 1),
        ("the dam opened", "the dam the opened", 1),
        ("the dam opened", "the labor opened", 1),
        ("the dam opened", "", 3),
        ("", "the dam", 2),
        ("there labour", "their labor", 0),
        ("two cannot", "to can not", 0),
        ("can not", "cannot", 0),
        ("Guangsheng said", "said", 0),
        ("Guangsheng said", "to the dam said", 0),
        ("the Guangsheng said", "dam labor to said", 1),
        ("the Guangsheng said", "the dam there opened to a can not said", 3),
    ],
)
def test_only_wrong_words_count(said: str, heard: str, errors: int) -> None:
    assert fewest_edits(words_of(said), heard.split(), sounds) == errors


def test_words_are_compared_in_one_form() -> None:
    assert words_of("“It’s high-ranking,” R. F. Eh said(2)!") == [
        "it's", "high", "ranking", "r", "f", "a", "said",
    ]  # fmt: skip


def test_without_pocketsphinx_it_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    with pytest.raises(EngineError, match="not installed") as told:
        Listener()
    assert "quotecast[verify]" in told.value.hint


def test_a_house_voice_is_understood_and_noise_is_not() -> None:
    pytest.importorskip("pocketsphinx")
    from quotecast.casting import load_voices
    from quotecast.engines.coqui import CoquiEngine

    text = "The council voted on Tuesday to close the old bridge for two years."
    studio = Studio(ROOT)
    speech = CoquiEngine(studio).speak(text, load_voices(studio)["victor"], 0)
    listener = Listener()
    said = words_of(text)
    heard = listener.hear(speech.samples, speech.sample_rate)
    assert fewest_edits(said, heard, listener.sounds) <= 3
    noise = np.random.default_rng(1).normal(0, 0.1, len(speech.samples)).astype(np.float32)
    heard = listener.hear(noise, speech.sample_rate)
    assert fewest_edits(said, heard, listener.sounds) >= 11
    assert listener.sounds("guangsheng") == frozenset()
    assert len(listener.sounds("the")) > 1
