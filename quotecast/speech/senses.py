"""The senses of words that need signs of their own: read, lead, live, wind, tear, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quotecast.speech.context import (
    HAVE,
    MODALS,
    PREPOSITIONS,
    SINGULAR,
    SUBJECTS,
    after_noun_sign,
    before,
    in_past,
    is_verb,
    past_before,
    takes_object,
    word,
)
from quotecast.speech.place import Place, counted


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ASKED: Final = MODALS | _set("made make makes let had")


def _read(place: Place) -> str | None:
    """The past, where a participle stands or a single person does it: "red"."""
    last, asked = before(place), word(place, -2) in _ASKED
    if last in MODALS or (last in PREPOSITIONS and last != "as"):
        return None
    if last in HAVE or (word(place, -1).endswith("ly") and not place.stop_before()):
        return "red"
    if last in SUBJECTS:
        past = in_past(place) and not asked
    elif last in _set("and or but then") or not last:
        past = bool(last) and past_before(place)
    elif after_noun_sign(place) or counted(last) or last in ("people", "good", "long"):
        past = counted(last) and in_past(place)
    else:
        past = not asked
    return "red" if past else None


_LEADEN: Final = _set(
    "pipe pipes piping paint paints poisoning levels level exposure bullet bullets acid "
    "contamination content crystal weights weight solder mines mine shot sheet sheets apron "
    "aprons pellets pellet smelter smelters roof battery batteries particles dust glaze plumbing "
    "pollution ions oxide concentrations ore fishing"
)
_METALS: Final = _set(
    "mercury arsenic zinc copper cadmium iron tin silver toxic poisoned contaminated pipes water "
    "blood soil paint metal metals toys"
)
_HOLDING: Final = _set("of contains contain containing contained and with from or")
_MUCH: Final = _set("levels level amounts traces ounces pounds tons pieces concentrations")


def _lead(place: Place) -> str | None:
    """The metal, by what is made of it or holds it: "led"."""
    following, last, earlier = word(place, 1), word(place, -1), word(place, -2)
    near = {place.beside(step).lower() for step in range(-5, 6) if step}
    leaden = (
        following in _LEADEN
        or (last == "of" and earlier in _MUCH)
        or (last == "to" and earlier in ("exposed", "exposure"))
        or (following == "in" and not near.isdisjoint(_METALS))
        or (last in _HOLDING and not following and not near.isdisjoint(_METALS))
    )
    return "led" if leaden else None


_LIVE: Final = _set(
    "broadcast broadcasts music coverage audience audiences performance performances show shows "
    "ammunition fire round rounds animal animals television tv stream streams streaming update "
    "updates event events album concert concerts debate feed feeds blog bait birth births bullets "
    "wire recording recordings video footage chat interview interviews action poultry cattle "
    "virus theater theatre report reports ammo grenade grenades radio entertainment sports band "
    "bands tour cam camera microphone mic bird birds"
)
_AIRED: Final = _set(
    "go goes went going gone aired airs air broadcast broadcasts reported reports reporting "
    "streamed streams watch watched watching performed performing perform appeared appearing "
    "speaking spoke recorded shown carried carry televised played playing sing sang singing"
)


def _live(place: Place) -> str | None:
    """Not recorded, or not dead: "lyve"."""
    following, last = word(place, 1), word(place, -1)
    if following in _LIVE or last in _AIRED:
        return "lyve"
    if following == "from":
        dwell = last in SUBJECTS | {"to", "who", "people"} or counted(last)
        return None if dwell else "lyve"
    articled = last in ("a", "the", "an") and following[:1].isalpha()
    return "lyve" if articled or (last == "and" and not following) else None


_OWNED: Final = _set(
    "their our his her your my its many human save saves saved saving lost lose claim claimed "
    "claims cost costs costing of the all innocent more two three four five several taking take "
    "took private personal daily everyday past other black ordinary both some these those "
    "countless whose one's ruin ruined endanger risk risked risking spare change changed better "
    "new young no million"
)


def _lives(place: Place) -> str | None:
    """What people have: "lyves"."""
    last = word(place, -1)
    owned = last in _OWNED or last.endswith(("'s", "s'"))
    told = word(place, 1) in ("were", "are", "lost", "matter")
    return "lyves" if (owned or told) and last not in SINGULAR else None


def _wind(place: Place) -> str | None:
    """To turn: "wined"."""
    following = word(place, 1)
    if following not in _set("up down its through back around along") or after_noun_sign(place):
        return None
    if place.core.lower() == "winds":
        return None if following in ("back", "around") else "wineds"
    return "wined" if before(place) in MODALS | SUBJECTS else None


_TORN: Final = _set("up down apart it into off through away them the at him her his open")
_WEPT: Final = _set("gas gassed rolled fell duct ducts streaming drop drops")


def _tear(place: Place) -> str | None:
    """Of the eye, "teer", or a rent, "tare"."""
    following, last = word(place, 1), word(place, -1)
    many = "s" if place.core.lower() == "tears" else ""
    if following in _WEPT:
        return f"teer{many}"
    if last == "and" and word(place, -2) == "wear":
        return "tare"
    if many:
        return "tares" if following in _TORN and last in SINGULAR else "teers"
    return "tare" if following in _TORN or last in MODALS else None


NEAR: Final = _set(
    "to together friend friends ally allies enough by behind quarters range contact look ties "
    "relationship attention associate relatives family"
)
"""Before these ``close`` is near, whatever stands before it."""
_SHUT: Final = _set("at in early on for this their the its down when until after")


def _close(place: Place) -> str | None:
    """To shut, or the end: "cloze"."""
    following, last = word(place, 1), word(place, -1)
    if following in NEAR:
        return None
    ended = last == "the" and (not following or following == "of")
    shut = following == "down" or (counted(last) and following in _SHUT)
    return "cloze" if ended or shut or is_verb(place) else None


def _use(place: Place) -> str | None:
    """The verb: "yooz"."""
    plain = counted(word(place, -1)) and takes_object(place)
    return "yooz" if plain or is_verb(place) else None


_FEELING: Final = HAVE | _set(
    "feel feels felt seem seems seemed am i'm they're we're you're not quite"
)


def _content(place: Place) -> str | None:
    """Satisfied: "con-tent"."""
    last, following = before(place), word(place, 1)
    feels = last in _FEELING
    if following in ("with", "to") and not after_noun_sign(place) and not counted(last):
        feels = feels or last in ("", "and", "fully", "more")
        return "con-tent" if feels or place.starts else None
    return "con-tent" if feels and not following else None


_BOWED: Final = _set("a his her their final")


def _bow(place: Place) -> str | None:
    """To bend, or the front of a ship: "bough"."""
    following = word(place, 1)
    took = word(place, -2) in _set("take takes took taking") and word(place, -1) in _BOWED
    ship = following == "of" and word(place, 3) in ("ship", "boat", "vessel")
    bent = took or ship or following in _set("to out down before")
    many = "s" if place.core.lower() == "bows" else ""
    return f"bough{many}" if bent else None


def _row(place: Place) -> str | None:
    """A quarrel: "rau"; "three in a row" is none."""
    quarrel = _set("diplomatic political furious bitter trade growing public ongoing")
    broke = word(place, 1) in _set("erupted broke over about") and after_noun_sign(place)
    return "rau" if word(place, -1) in quarrel or (broke and word(place, -2) != "in") else None


def _produce(place: Place) -> str | None:
    """What a farm grows: "prod-oose"."""
    grown = _set("fresh local farm organic agricultural dairy garden the of")
    sold = word(place, 1) in _set("aisle section market markets stand stands department prices")
    verb = before(place) in MODALS | SUBJECTS
    return "prod-oose" if not verb and (sold or word(place, -1) in grown) else None


def _beside(said: str, after: str, ahead: str = "") -> Callable[[Place], str | None]:
    """A sense that one of the words ``after`` it or ``ahead`` of it gives away."""
    afters, aheads = _set(after), _set(ahead)

    def rule(place: Place) -> str | None:
        return said if word(place, 1) in afters or word(place, -1) in aheads else None

    return rule


def _moved(said: str, ways: str) -> Callable[[Place], str | None]:
    """A verb that one of these ways follows: "wound up", "dove into"."""
    beside = _beside(said, ways)
    return lambda place: None if after_noun_sign(place) else beside(place)


def _town(name: str, said: str, lands: str) -> Callable[[Place], str | None]:
    """A town that is written like a word: after a preposition, or before its country."""

    def rule(place: Place) -> str | None:
        if place.core != name:
            return None
        if place.stop == "," and place.beside(1) in lands.split():
            return said
        going = place.beside(-1) in ("in", "from", "near") and not place.stop_before()
        return said if going and not place.joined(1)[:1].islower() else None

    return rule


def _always(said: str) -> Callable[[Place], str | None]:
    return lambda place: said


SPECIAL: Final[dict[str, Callable[[Place], str | None]]] = {
    "read": _read,
    "lead": _lead,
    "live": _live,
    "lives": _lives,
    "wind": _wind,
    "winds": _wind,
    "wound": _moved("wownd", "up down through its around tightly back along"),
    "tear": _tear,
    "tears": _tear,
    "close": _close,
    "use": _use,
    "minute": _beside(
        "my-noot",
        "amounts amount traces trace quantities quantity details detail particles particle "
        "differences difference changes change fraction fractions variations doses",
    ),
    "content": _content,
    "bow": _bow,
    "bows": _bow,
    "row": _row,
    "produce": _produce,
    "refuse": _beside(
        "reff-use",
        "collector collectors collection heap bin bins dump dumps truck trucks removal sacks",
        "household of the",
    ),
    "bass": _beside(
        "base",
        "guitar guitars player players line lines drum drums clarinet notes note singer voice "
        "guitarist solo section",
        "double on plays played",
    ),
    "dove": _moved("dohv", "into in headfirst under deep off"),
    "reading": _town("Reading", "Redding", "England Berkshire Pennsylvania Pa"),
    "nice": _town("Nice", "Neece", "France"),
    "mobile": _town("Mobile", "Moh-beel", "Alabama Ala"),
    "well-read": _always("well-red"),
    "lead-free": _always("led-free"),
    "lead-based": _always("led-based"),
    "lead-acid": _always("led-acid"),
    "lead-lined": _always("led-lined"),
    "live-streamed": _always("lyve-streamed"),
    "live-stream": _always("lyve-stream"),
    "live-fire": _always("lyve-fire"),
    "live-action": _always("lyve-action"),
}
"""Words whose senses need signs of their own."""
