"""Which voice for whom: proposals, completion of a cast, and its check."""

from __future__ import annotations

import difflib
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from quotecast.config import Casting
from quotecast.errors import CastError
from quotecast.model import Cast, Gender, Person, Role, Script, Voice

UNMEASURED_HZ: Final = {Gender.FEMALE: 200, Gender.MALE: 115, Gender.UNKNOWN: 155}
"""Typical pitch of speech where a voice file gives none (women about 165-255 Hz, men 85-155)."""


DB_A_SEMITONE: Final = 2.0
"""Decibels of timbre that part two voices as a semitone of pitch does."""


def propose(
    script: Script,
    people: Sequence[Person],
    voices: Mapping[str, Voice],
    casting: Casting,
    known: Mapping[str, str],
) -> Cast:
    """A cast for a script.

    Args:
        script: whose speakers are cast.
        people: what the article says of them (aliases, gender by its own pronouns).
        voices: the catalogue by id.
        casting: what podcast.toml wants.
        known: the voice a person had before.

    Raises:
        CastError: there is no voice at all, or a setting names one that is not there.
    """
    narrator = casting.narrator or _default_narrator(script, voices)
    _known_voice(narrator, voices, "podcast.toml: cast.narrator")
    return complete(Cast(narrator), script, people, voices, casting, known)


def complete(
    cast: Cast,
    script: Script,
    people: Sequence[Person],
    voices: Mapping[str, Voice],
    casting: Casting,
    known: Mapping[str, str],
) -> Cast:
    """The cast with a role for every speaker of the script that it does not name yet.

    People with the most words choose first. A wanted or remembered voice is kept; else the
    free voice of the person's gender (any, where the article does not tell) that sounds least
    like the voices in use, by measured pitch and timbre. When no voice is free, the one that
    speaks least is shared, never the narrator's as long as there is another. A voice whose
    licence is non-commercial is never proposed: it must be named.
    """
    words = Counter[str]()
    for line in script.lines:
        words[line.speaker] += len(line.text.split())
    described = {name: person for person in people for name in (person.name, *person.aliases)}
    missing = [name for name in script.speakers if cast.voice_of(name) is None]
    chosen: dict[str, str] = {}
    load = Counter({role.voice: words[role.speaker] for role in cast.roles})
    for name in missing:
        wanted = casting.people.get(name) or known.get(name)
        if name in casting.people:
            _known_voice(casting.people[name], voices, f"podcast.toml: cast.people.{name}")
        taken = wanted in load or wanted == cast.narrator
        if wanted in voices and (not taken or name in casting.people):
            chosen[name] = str(wanted)
            load[str(wanted)] += words[name]
    order = sorted(
        (name for name in missing if name not in chosen),
        key=lambda name: (-words[name], script.speakers.index(name)),
    )
    for name in order:
        gender = described[name].gender if name in described else Gender.UNKNOWN
        voice = _best(gender, cast.narrator, voices, load, script.language)
        chosen[name] = voice
        load[voice] += words[name]
    roles = list(cast.roles)
    for name in missing:
        taken_names = {n for role in roles for n in (role.speaker, *role.aliases)}
        taken_names.update(script.speakers)
        roles.append(_role(name, chosen[name], described.get(name), taken_names))
    return Cast(cast.narrator, tuple(roles))


def _role(name: str, voice: str, person: Person | None, taken: set[str]) -> Role:
    """A role; a name that two people could be called by is nobody's alias."""
    if person is None:
        return Role(name, voice)
    aliases = dict.fromkeys(a for a in (person.name, *person.aliases) if a not in taken)
    return Role(name, voice, tuple(aliases), person.gender)


def _best(
    gender: Gender,
    narrator: str,
    voices: Mapping[str, Voice],
    load: Mapping[str, int],
    language: str,
) -> str:
    """The voice for one more speaker."""
    others = [v for id_, v in sorted(voices.items()) if id_ != narrator and not v.noncommercial]
    spoken = [v for v in others if _same_language(v.language, language)] or others
    if not spoken:
        return narrator
    fitting = [v for v in spoken if gender == Gender.UNKNOWN or v.gender == gender]
    used = [voices[id_] for id_ in load if id_ in voices]
    if narrator in voices:
        used.append(voices[narrator])
    for pool in (fitting, spoken):
        free = [voice for voice in pool if voice.id not in load]
        # A voice of the other gender is chosen only when the person's gender is unknown:
        # sharing a fitting voice misleads less.
        if free and (pool is fitting or not fitting):
            return max(free, key=lambda voice: (_distance(voice, used), _after(voice.id))).id
    return min(fitting or spoken, key=lambda voice: (load.get(voice.id, 0), voice.id)).id


def _distance(voice: Voice, used: Sequence[Voice]) -> float:
    """How far the nearest voice in use is away."""
    return round(min((unlikeness(voice, other) for other in used), default=99.0), 3)


def unlikeness(one: Voice, other: Voice) -> float:
    """How differently two voices sound, in semitones of pitch and what weighs as much.

    Pitch is heard by ratios. Two decibels between the bands of two timbres weigh as one
    semitone: in the house pack voices of one teacher lie 3 dB apart, others up to 12.
    """
    pitch = 12 * math.log2(_pitch(one) / _pitch(other))
    if not one.timbre or len(one.timbre) != len(other.timbre):
        return abs(pitch)
    squares = sum((a - b) ** 2 for a, b in zip(one.timbre, other.timbre, strict=True))
    return math.hypot(pitch, math.sqrt(squares / len(one.timbre)) / DB_A_SEMITONE)


def _pitch(voice: Voice) -> int:
    return voice.pitch_hz or UNMEASURED_HZ[voice.gender]


def _after(name: str) -> tuple[int, ...]:
    """Sorts a tie under ``max`` towards the first id."""
    return tuple(-ord(letter) for letter in name)


def _same_language(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def _default_narrator(script: Script, voices: Mapping[str, Voice]) -> str:
    """The first voice marked as narrator in the script's language, else in any, else any."""
    if not voices:
        raise CastError("there are no voices", "put voice files into voices/, see the README")
    free = [v for _, v in sorted(voices.items()) if not v.noncommercial]
    if not free:
        raise CastError(
            "every voice is for non-commercial use only, and none is chosen unasked",
            'name one in podcast.toml: [cast] narrator = "…"',
        )
    marked = [v for v in free if v.narrator]
    fitting = [v for v in marked if _same_language(v.language, script.language)]
    return (fitting or marked or free)[0].id


def check_cast(cast: Cast, script: Script, voices: Mapping[str, Voice], where: str = "") -> None:
    """Every speaker has a voice, and every voice is there.

    Raises:
        CastError: one clear line, with the nearest name.
    """
    _known_voice(cast.narrator, voices, where)
    for role in cast.roles:
        _known_voice(role.voice, voices, where, f"{role.speaker}: ")
    for speaker in script.speakers:
        if cast.voice_of(speaker) is None:
            names = [role.speaker for role in cast.roles]
            near = difflib.get_close_matches(speaker, names, n=1)
            hint = f"is it {near[0]!r}?" if near else "add a [[role]] for this speaker"
            raise CastError(f"{speaker!r} has no voice", hint, where=where)


def _known_voice(name: str, voices: Mapping[str, Voice], where: str, who: str = "") -> None:
    if name in voices:
        return
    near = difflib.get_close_matches(name, voices, n=1)
    known = "voices: " + (", ".join(sorted(voices)) or "none")
    raise CastError(
        f"{who}there is no voice {name!r}",
        f"did you mean {near[0]!r}? {known}" if near else known,
        where=where,
    )


def is_own_clone(speaker: str, voice: Voice) -> bool:
    """Whether a cloned voice seems to be the speaker's own: a name stands in its consent note."""
    if not voice.reference:
        return False
    noted = set(re.findall(r"\w+", f"{voice.consent} {voice.name}".casefold()))
    names = re.findall(r"\w+", speaker.casefold())
    return bool(names) and (noted.issuperset(names) or names[-1] in noted)
