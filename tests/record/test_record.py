"""Recording: every line once, kept by content, checked, tried again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from quotecast import engines
from quotecast.casting import load_voices
from quotecast.config import Studio
from quotecast.engines.interface import Request, Speech
from quotecast.engines.tone import ToneEngine
from quotecast.errors import EngineError, TakeError
from quotecast.model import NARRATOR, Cast, Line, Role, Script, Take, Voice, Word
from quotecast.record import TakeStore, plan, record
from quotecast.record.performing import loudness
from quotecast.record.session import written_words
from quotecast.record.writing import foreign_to
from quotecast.speech import verbalise

CAST = Cast("nell", (Role("Ann", "ada"), Role("Bob", "ben")))
LINES = (
    Line(NARRATOR, "The council voted in 1999."),
    Line("Ann", "We waited ten years for this."),
    Line("Bob", "It will flood again."),
    Line("Ann", "We waited ten years for this."),
)
RATE = 22_050


@pytest.fixture(autouse=True)
def _no_open_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_open", {})


def speak(studio: Studio, lines: tuple[Line, ...] = LINES, **options: object) -> tuple[Take, ...]:
    script = Script("T", lines)
    return record(script, CAST, load_voices(studio), studio, speak=verbalise, **options)  # type: ignore[arg-type]


def stamps(studio: Studio) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in studio.takes.rglob("*.wav")}


def test_the_same_words_of_one_voice_are_recorded_once(studio: Studio) -> None:
    takes = speak(studio)
    assert [take.line for take in takes] == [0, 1, 2, 3]
    assert takes[1].key == takes[3].key
    assert len(stamps(studio)) == 3
    assert all((studio.root / take.path).is_file() for take in takes)


def test_nothing_is_recorded_twice(studio: Studio) -> None:
    first = speak(studio)
    before = stamps(studio)
    assert speak(studio) == first
    assert stamps(studio) == before


def test_a_plan_says_what_is_there_and_records_nothing(studio: Studio) -> None:
    script, voices = Script("T", LINES), load_voices(studio)
    assert all(p.recorded is None for p in plan(script, CAST, voices, studio, verbalise))
    speak(studio, LINES[:1])
    planned = plan(script, CAST, voices, studio, verbalise)
    assert [p.recorded is not None for p in planned] == [True, False, False, False]


@pytest.mark.parametrize("damage", ["truncate", "flip", "json", "no json"])
def test_a_damaged_take_is_recorded_again(studio: Studio, damage: str) -> None:
    take = speak(studio)[0]
    path = studio.root / take.path
    whole = path.read_bytes()
    if damage == "truncate":
        path.write_bytes(whole[:-100])
    elif damage == "flip":
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    elif damage == "json":
        path.with_suffix(".json").write_text("{")
    else:
        path.with_suffix(".json").unlink()
    assert speak(studio)[0] == take
    assert path.read_bytes() == whole


def test_a_new_take_is_made_of_one_line_only(studio: Studio) -> None:
    first = speak(studio)
    second = speak(studio, again=frozenset({2}))
    assert [a.key == b.key for a, b in zip(first, second, strict=True)] == [True, True, False, True]
    assert speak(studio) == second, "the new take stays the line's take"


@pytest.mark.parametrize("wanted", [{1}, {3}, {1, 3}])
def test_a_new_take_of_a_repeated_line_is_shared(studio: Studio, wanted: set[int]) -> None:
    first = speak(studio)
    second = speak(studio, again=frozenset(wanted))
    assert second[1].key == second[3].key != first[1].key
    assert len(stamps(studio)) == 4, "one new take, not one for each line"
    assert speak(studio) == second, "the new take stays the lines' take"


def test_settings_of_a_voice_are_part_of_the_key(studio: Studio) -> None:
    before = speak(studio)
    path = studio.voices / "ben.toml"
    path.write_text(path.read_text() + "\n[settings]\namplitude = 0.2\n")
    after = speak(studio)
    assert [a.key == b.key for a, b in zip(before, after, strict=True)] == [True, True, False, True]


def test_workers_make_the_same_bytes(studio: Studio, tmp_path: Path) -> None:
    import shutil

    other = Studio(tmp_path / "other")
    shutil.copytree(studio.root, other.root)
    assert speak(studio) == speak(other, workers=2)
    assert [(studio.root / t.path).read_bytes() for t in speak(studio)] == [
        (other.root / t.path).read_bytes() for t in speak(other)
    ]


class Choir(ToneEngine):
    """Likes two texts at once, and keeps what it was given together."""

    given: ClassVar[list[tuple[str, ...]]] = []
    mute = ""

    def batch(self, voice: Voice) -> int:
        return 2

    def speak_many(self, requests: Sequence[Request]) -> list[Speech]:
        self.given.append(tuple(one.text for one in requests))
        if any(self.mute and self.mute in one.text for one in requests):
            raise EngineError("one of them cannot be said")
        return [self.speak(one.text, one.voice, one.seed) for one in requests]


@pytest.mark.parametrize("mute", ["", "flood"])
def test_an_engine_that_likes_batches_gets_them_sorted_by_length(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mute: str
) -> None:
    import shutil

    other = Studio(tmp_path / "other")
    shutil.copytree(studio.root, other.root)
    alone = speak(studio)
    monkeypatch.setattr(Choir, "mute", mute)
    monkeypatch.setattr(Choir, "given", [])
    monkeypatch.setattr("quotecast.engines.tone.ToneEngine", Choir)
    assert speak(other) == alone
    assert [len(texts) for texts in Choir.given] == [2], "the third is alone and needs no batch"
    (texts,) = Choir.given
    assert [len(text) for text in texts] == sorted(map(len, texts), reverse=True)


def test_nothing_to_say_is_one_clear_line(studio: Studio) -> None:
    with pytest.raises(TakeError, match="line 2 holds nothing to say"):
        speak(studio, (LINES[0], Line("Ann", "...")))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("你好，世界。", "Chinese characters"),
        ("مرحبا بالعالم", "Arabic letters"),
        ("Привет, мир, says", "Cyrillic letters"),
        ("안녕하세요", "Korean letters"),
    ],
)
def test_a_line_in_another_script_is_one_clear_line(studio: Studio, text: str, script: str) -> None:
    with pytest.raises(TakeError, match=f"line 2 is written in {script}, and voice 'ada'") as told:
        speak(studio, (LINES[0], Line("Ann", text)))
    assert "cast a voice of its language" in told.value.hint


def test_a_name_in_another_script_is_left_unsaid_and_reported(studio: Studio) -> None:
    text = "Tsai Ing-wen (蔡英文) won, said 王."
    take = speak(studio, (Line("Ann", text),))[0]
    assert take.warnings == (
        "not said: 蔡英文 (Chinese characters)",
        "not said: 王 (Chinese characters)",
    )
    assert [word.text for word in take.words] == text.split()
    silent = {word.text: word.end_ms - word.start_ms for word in take.words}
    assert silent["(蔡英文)"] == silent["王."] == 0
    assert silent["won,"] > 100
    assert speak(studio, (Line("Ann", text),))[0] == take


def test_a_voice_reads_its_own_script(studio: Studio) -> None:
    path = studio.voices / "ada.toml"
    path.write_text(path.read_text().replace('language = "en"', 'language = "zh-CN"'))
    assert speak(studio, (Line("Ann", "你好，世界。"),))[0].warnings == ()
    assert speak(studio, (Line("Bob", "Naïve β-carotene, Ω and µ."),))[0].warnings == ()
    assert foreign_to("/ˈθiːtə/,", "en") == "", "phonemes are no letters"
    assert foreign_to("θήτα", "en") == "GREEK"


def test_a_line_of_five_thousand_words_is_one_take(studio: Studio) -> None:
    text = "the council voted, and nobody was surprised; " * 715
    take = speak(studio, (Line("Bob", text.strip()),))[0]
    assert take.warnings == ()
    assert len(take.words) == 5005
    assert take.duration_ms > 15 * 60_000


class Faulty(ToneEngine):
    """Spoils its first takes of everything, then speaks well."""

    spoiled = 2
    silent = False

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.calls = 0

    def speak(self, text: str, voice: Voice, seed: int) -> Speech:
        speech = super().speak(text, voice, seed)
        self.calls += 1
        if self.calls > self.spoiled:
            return speech
        scale = 0.0 if self.silent else 1.0
        noise = np.random.default_rng(seed).normal(0, 1e-4, 300).astype(np.float32)
        return dataclasses.replace(speech, samples=scale * (speech.samples[3000:3300] + noise))


@pytest.mark.parametrize(
    ("spoiled", "attempts", "good"), [(0, 1, True), (2, 3, True), (9, 4, False)]
)
def test_a_bad_take_is_tried_again_three_times_and_reported(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, spoiled: int, attempts: int, good: bool
) -> None:
    monkeypatch.setattr(Faulty, "spoiled", spoiled)
    monkeypatch.setattr("quotecast.engines.tone.ToneEngine", Faulty)
    take = speak(studio, LINES[1:2])[0]
    assert take.attempts == attempts
    assert (take.warnings == ()) is good


def test_silence_never_passes(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Faulty, "spoiled", 99)
    monkeypatch.setattr(Faulty, "silent", True)
    monkeypatch.setattr("quotecast.engines.tone.ToneEngine", Faulty)
    with pytest.raises(TakeError, match="line 1: voice 'ada' is silent"):
        speak(studio, LINES[1:2])
    assert not list(studio.takes.rglob("*.wav"))


def test_words_keep_their_written_form_and_their_time(studio: Studio) -> None:
    take = speak(studio)[0]
    assert [word.text for word in take.words] == ["The", "council", "voted", "in", "1999."]
    assert take.timing == "model"
    assert all(a.end_ms <= b.start_ms for a, b in zip(take.words, take.words[1:], strict=False))
    assert take.words[-1].end_ms > take.words[-1].start_ms + 500, "nineteen ninety-nine"


def test_a_silent_word_takes_no_time() -> None:
    spoken = verbalise("Yes — no")
    heard = (Word("Yes,", 10, 20), Word("no", 30, 40))
    assert written_words("Yes — no", spoken, heard) == (
        Word("Yes", 10, 20),
        Word("—", 20, 20),
        Word("no", 30, 40),
    )


def test_loudness_of_a_known_tone() -> None:
    """BS.1770: a 997 Hz sine at full scale in one channel is -3.01 LUFS."""
    clock = np.arange(3 * 48_000) / 48_000
    sine = np.sin(2 * np.pi * 997 * clock).astype(np.float32)
    assert loudness(sine, 48_000) == pytest.approx(-301, abs=10)
    assert loudness(sine[:4800], 48_000) == pytest.approx(-301, abs=40)


def test_pruning_keeps_what_is_named(studio: Studio) -> None:
    takes = speak(studio)
    store = TakeStore(studio)
    assert store.size()[0] == 3
    assert store.prune(frozenset({takes[0].key}))[0] == 2
    assert [path.stem for path in studio.takes.rglob("*.wav")] == [takes[0].key]
