"""Casting: who speaks with which voice, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tones import TONES

from quotecast import casting
from quotecast.config import Casting, Studio
from quotecast.errors import CastError, ConfigError
from quotecast.model import (
    NARRATOR,
    Cast,
    Gender,
    Line,
    Person,
    Role,
    Script,
    Voice,
    is_noncommercial,
)

VOICES = {
    name: Voice(name, name.title(), "tone", gender=Gender(gender), pitch_hz=hz, narrator=narrates)
    for name, (hz, gender, narrates) in TONES.items()
}
NAMES = st.lists(st.sampled_from("Ann Bob Cy Di Ed Flo Gus Hal Ida Jo".split()), max_size=12)


def script(*speakers: str) -> Script:
    return Script("T", tuple(Line(name, f"words of {name}") for name in (NARRATOR, *speakers)))


def propose(*speakers: str, **known: str) -> Cast:
    return casting.propose(script(*speakers), (), VOICES, Casting(), known)


@given(NAMES)
def test_voices_are_distinct_while_there_are_enough(speakers: list[str]) -> None:
    cast = propose(*speakers)
    voices = [role.voice for role in cast.roles]
    assert cast.narrator == "nell"
    assert "nell" not in voices
    people = len(dict.fromkeys(speakers))
    assert len(voices) == people
    assert len(set(voices)) == min(people, len(VOICES) - 1)


@given(NAMES, st.permutations(sorted(VOICES)))
def test_the_order_of_voice_files_does_not_matter(speakers: list[str], order: list[str]) -> None:
    shuffled = {name: VOICES[name] for name in order}
    cast = casting.propose(script(*speakers), (), shuffled, Casting(), {})
    assert cast == propose(*speakers)


def test_gender_by_the_article_is_kept() -> None:
    people = (Person("Ann", gender=Gender.FEMALE), Person("Bob", gender=Gender.MALE))
    cast = casting.propose(script("Ann", "Bob"), people, VOICES, Casting(), {})
    assert VOICES[cast.voice_of("Ann") or ""].gender == Gender.FEMALE
    assert VOICES[cast.voice_of("Bob") or ""].gender == Gender.MALE


def test_who_speaks_most_chooses_first_and_far_from_the_narrator() -> None:
    lines = (Line("Ann", "short"), Line("Bob", "many more words than she has"))
    cast = casting.propose(Script("T", lines), (), VOICES, Casting(), {})
    assert cast.voice_of("Bob") == "finn", "85 Hz is farthest from the narrator's 180"


def test_a_person_keeps_the_voice_of_earlier_episodes() -> None:
    assert propose("Ann", "Bob", Bob="cora").voice_of("Bob") == "cora"
    assert propose("Ann", Ann="gone").voice_of("Ann") in VOICES


def test_the_settings_win_over_memory() -> None:
    wanted = Casting(narrator="ben", people={"Ann": "eve"})
    cast = casting.propose(script("Ann"), (), VOICES, wanted, {"Ann": "cora"})
    assert (cast.narrator, cast.voice_of("Ann")) == ("ben", "eve")
    with pytest.raises(CastError, match="there is no voice 'evee'"):
        casting.propose(script("Ann"), (), VOICES, Casting(people={"Ann": "evee"}), {})


def test_one_voice_alone_reads_everybody() -> None:
    only = {"nell": VOICES["nell"]}
    cast = casting.propose(script("Ann"), (), only, Casting(), {})
    assert cast.voice_of("Ann") == "nell"


def test_when_voices_run_out_the_main_speakers_keep_their_own() -> None:
    lines = tuple(
        Line(name, "word " * count) for name, count in zip("ABCDEFGH", range(9, 1, -1), strict=True)
    )
    cast = casting.propose(Script("T", lines), (), VOICES, Casting(), {})
    voices = [cast.voice_of(name) for name in "ABCDEFGH"]
    assert len(set(voices[:6])) == 6, "six voices beside the narrator's"
    assert voices[6:] == [voices[5], voices[4]], "the rest share with those who speak least"


def test_a_shared_voice_is_of_the_persons_gender() -> None:
    people = tuple(Person(name, gender=Gender.MALE) for name in "ABCDE")
    cast = casting.propose(script(*"ABCDE"), people, VOICES, Casting(), {})
    assert {VOICES[cast.voice_of(name) or ""].gender for name in "ABCDE"} == {Gender.MALE}


def test_timbre_parts_voices_of_one_pitch() -> None:
    plain = Voice("plain", "P", "tone", pitch_hz=150, timbre=(6, 0, -6))
    twin = replace(plain, id="a-twin", name="T", pitch_hz=152)
    other = replace(plain, id="b-other", name="O", timbre=(-6, 0, 6))
    assert casting.unlikeness(plain, twin) < 1 < casting.unlikeness(plain, other)
    voices = {voice.id: voice for voice in (plain, twin, other)}
    cast = casting.propose(script("Ann"), (), voices, Casting(narrator="plain"), {})
    assert cast.voice_of("Ann") == "b-other"


@pytest.mark.parametrize("licence", ["CPML", "CC BY-NC-ND 4.0", "CC-BY-NC-4.0", "Non-commercial"])
def test_a_non_commercial_voice_is_chosen_by_nobody_but_you(licence: str) -> None:
    unfree = Voice("aaa", "A", "tone", pitch_hz=70, licence=licence, narrator=True)
    voices = {"aaa": unfree, "nell": VOICES["nell"], "ben": VOICES["ben"]}
    cast = casting.propose(script("Ann", "Bob", "Cy"), (), voices, Casting(), {})
    assert cast.narrator == "nell"
    assert {role.voice for role in cast.roles} == {"ben"}
    named = casting.propose(script("Ann"), (), voices, Casting(people={"Ann": "aaa"}), {})
    assert named.voice_of("Ann") == "aaa"
    with pytest.raises(CastError, match="non-commercial"):
        casting.propose(script("Ann"), (), {"aaa": unfree}, Casting(), {})


def test_free_licences_are_not_taken_for_others() -> None:
    for licence in ("apache 2.0", "CC-BY-4.0", "MIT", "SYNC-1.0", ""):
        assert not is_noncommercial(licence)


def test_completing_a_cast_leaves_what_a_person_wrote() -> None:
    before = Cast("ada", (Role("Ann", "ben", ("Annie",)),))
    after = casting.complete(before, script("Annie", "Bob"), (), VOICES, Casting(), {})
    assert after.roles[0] == before.roles[0]
    assert [role.speaker for role in after.roles] == ["Ann", "Bob"]
    assert after.voice_of("Bob") not in ("ada", "ben")


def test_a_name_two_people_share_is_nobodys_alias() -> None:
    people = (Person("Bill Roe", ("Roe",)), Person("Ann Roe", ("Roe",)))
    cast = casting.propose(script("Bill Roe", "Ann Roe"), people, VOICES, Casting(), {})
    assert casting.parse_cast(casting.format_cast(cast), "x") == cast


TEXT = st.text(min_size=1, max_size=20)


@given(st.lists(st.tuples(TEXT, TEXT, st.lists(TEXT, max_size=2)), max_size=4))
def test_a_cast_file_comes_back_as_it_was(rows: list[tuple[str, str, list[str]]]) -> None:
    seen: set[str] = set()
    roles = []
    for speaker, voice, aliases in rows:
        names = [speaker, *dict.fromkeys(aliases)]
        if seen & set(names) or len(set(names)) < len(names):
            continue
        seen |= set(names)
        roles.append(Role(speaker, voice, tuple(names[1:]), Gender.FEMALE))
    cast = Cast("nell", tuple(roles))
    try:
        text = casting.format_cast(cast)
        text.encode()
    except UnicodeEncodeError:
        return  # half of a surrogate pair stands in no file
    assert casting.parse_cast(text, "x") == cast


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "narrator"),
        ("narrator = 3", "narrator|str"),
        ("narrator = 'a'\nvoice = 'b'", "unknown key voice"),
        ("narrator = 'a'\n[[role]]\nspeaker = 'x'", "voice"),
        ("narrator = 'a'\n" + "[[role]]\nspeaker = 'x'\nvoice = 'b'\n" * 2, "cast twice"),
        ("narrator = ", "TOML"),
    ],
)
def test_a_broken_cast_file_is_one_clear_line(text: str, message: str) -> None:
    with pytest.raises((ConfigError, CastError), match=message) as caught:
        casting.parse_cast(text, "scripts/a.cast.toml")
    assert str(caught.value).startswith("scripts/a.cast.toml: ")
    assert "\n" not in str(caught.value)


def test_an_uncast_speaker_is_one_clear_line() -> None:
    cast = Cast("nell", (Role("Maria Lopez", "ada"),))
    with pytest.raises(CastError, match="'Maria Lopes' has no voice") as caught:
        casting.check_cast(cast, script("Maria Lopes"), VOICES)
    assert caught.value.hint == "is it 'Maria Lopez'?"


@pytest.mark.parametrize(
    "text", ["engine = 3", "enginee = 'tone'", "engine = 'tone'\ngender = 'x'", "["]
)
def test_a_broken_voice_file_is_named(studio: Studio, text: str) -> None:
    (studio.voices / "bad.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"voices/bad\.toml"):
        casting.load_voices(studio)


def test_people_are_remembered(studio: Studio) -> None:
    assert casting.load_people(studio) == {}
    casting.remember(studio, Cast("nell", (Role('Ann "A" Lee\x7f', "ada"),)))
    casting.remember(studio, Cast("nell", (Role("Bob", "ben"),)))
    assert casting.load_people(studio) == {'Ann "A" Lee\x7f': "ada", "Bob": "ben"}
    assert "people" not in casting.load_voices(studio)
