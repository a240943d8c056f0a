"""Takes are checked: each fault by a wave that has it, and good speech has none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quotecast.config import Studio
from quotecast.engines.tone import ToneEngine
from quotecast.model import Voice
from quotecast.record.checks import faults_of
from quotecast.record.expected import bounds_of, seconds_of

RATE = 22_050
WORDS = "a text of some thirty letters or so"
ROOT = Path(__file__).parents[2]


def spoken(seconds: float, level: float = 0.3) -> np.ndarray:
    """Syllables of a buzz, four a second, as loud and soft as those of speech."""
    clock = np.arange(int(seconds * RATE)) / RATE
    syllables = np.abs(np.sin(4 * np.pi * clock)) ** 2 + 0.02
    edge = np.minimum(1, np.minimum(clock, clock[::-1]) / 0.05)
    return (level * edge * syllables * np.sin(2 * np.pi * 200 * clock)).astype(np.float32)


def quiet(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE), np.float32)


GOOD = spoken(2)

FAULTY = {
    "nothing": (quiet(0), "the model returned no sound"),
    "not a number": (GOOD * np.nan, "the model returned no sound"),
    "silence": (quiet(1), "silent"),
    "whisper of a whisper": (spoken(2, 0.007), "too faint"),
    "clipping": (np.clip(GOOD * 9, -1, 1), "clipped"),
    "offset": (GOOD + 0.05, "DC offset"),
    "cut to a start": (spoken(0.5), "too short: 0.5 s for 28 letters"),
    "babble": (spoken(8), "too long: 8.0 s for 28 letters"),
    "babble after a pause": (
        np.concatenate([GOOD, quiet(0.6), spoken(1.2)]),
        "goes on after the text",
    ),
    "a hole": (np.concatenate([spoken(1), quiet(3), spoken(1)]), "silent for 3"),
    "cut at a peak": (GOOD[: int(1.87 * RATE)], "cut off at its end"),
    "hiss": (
        np.random.default_rng(1).uniform(-0.3, 0.3, 2 * RATE).astype(np.float32),
        "a hum or hiss, not speech",
    ),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_each_fault_is_named(fault: str) -> None:
    samples, expected = FAULTY[fault]
    assert any(found.startswith(expected) for found in faults_of(samples, RATE, WORDS))


def test_what_is_good_has_no_fault() -> None:
    assert faults_of(GOOD, RATE, WORDS) == ()
    assert faults_of(GOOD * 3, RATE, WORDS) == (), "above full scale it is turned down"


@pytest.mark.parametrize("text", ["Yes.", "No?", "I", "Why me?"])
def test_a_word_is_not_seconds_long(text: str) -> None:
    """XTTS says something of its own after a text too short for it."""
    assert faults_of(spoken(0.6), RATE, text) == ()
    assert faults_of(spoken(2.4), RATE, text)[0].startswith("too long")


def test_a_slow_voice_may_be_slow() -> None:
    slow = spoken(6.5)
    assert faults_of(slow, RATE, WORDS) != ()
    assert faults_of(slow, RATE, WORDS, pace=2.0) == ()


def test_pauses_of_the_text_are_no_babble() -> None:
    text = "One thing; then another. And, in the end, a third: nothing more to say."
    parts = [piece for _ in range(6) for piece in (spoken(0.6), quiet(0.45))][:-1]
    assert faults_of(np.concatenate(parts), RATE, text) == ()


def test_expectations_grow_with_the_text() -> None:
    assert seconds_of("") == 0
    assert seconds_of("Yes.") < seconds_of("Yes, I do.") < seconds_of("Yes. I do.")
    assert seconds_of("R F A") > seconds_of("Rfa")
    assert seconds_of("我们在星期二投票") == pytest.approx(8 * 0.22)
    least, most = bounds_of("En 1999 il y en avait 2.000.000.")
    assert least < 2.0 < 6.0 < most, "figures that a model reads by itself"
    least, most = bounds_of("Yes.")
    assert 0 < least < 0.3 < most < 1.2


@pytest.mark.parametrize("text", [WORDS, "Yes.", "R F A", "One. Two, three; four."])
def test_tones_have_no_fault(text: str) -> None:
    voice = Voice("ada", "Ada", "tone", pitch_hz=220)
    speech = ToneEngine(Studio(ROOT)).speak(text, voice, 0)
    assert faults_of(speech.samples, speech.sample_rate, text) == ()


@pytest.mark.slow
def test_the_house_voices_have_no_fault_in_the_sample_script() -> None:
    from quotecast.casting import load_voices
    from quotecast.engines.coqui import CoquiEngine
    from quotecast.scriptfile import parse
    from quotecast.speech import load_lexicon, verbalise

    studio = Studio(ROOT)
    voices = [v for v in load_voices(studio).values() if v.model == "house"]
    engine = CoquiEngine(studio)
    lexicon = load_lexicon(studio.voices / "lexicon.toml")
    script = parse((ROOT / "scripts" / "han.fountain").read_text(encoding="utf-8"), "han")
    texts = [line.text for line in script.lines]
    texts += ["Yes.", "I.", "What?", "RFA.", "$4.", "1999.", "Hm.", "A, B, C.", "WWW."]
    for number, text in enumerate(texts):
        voice = voices[number % len(voices)]
        said = verbalise(text, "en", lexicon).text
        speech = engine.speak(said, voice, 0)
        pace = dict(voice.settings).get("length_scale", 1.0)
        assert faults_of(speech.samples, speech.sample_rate, said, pace) == (), (voice.id, text)
