"""Words that name a source: names, roles, organisations, pronouns.

One pass over the tokens of a paragraph. A mention is what can stand as the subject of a
cue ("Sen. Rand Paul", "the former president", "one user", "she", "the statement").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.known import Known
from quotecast.quotations.mention import Mention, is_capital, is_possessive
from quotecast.quotations.naming import PARTY, leads_to_head, modifies, name_at, people_at
from quotecast.quotations.titles import OFFICES
from quotecast.quotations.tokens import Token
from quotecast.quotations.words import AGED, CAPITAL, SELF, SOURCE


def find_mentions(
    tokens: Sequence[Token], starts: Sequence[int], known: Known, weak: bool
) -> list[Mention]:
    """The mentions of one paragraph, in order, not overlapping.

    Args:
        tokens: of the paragraph.
        starts: for each token the first token of its sentence.
        known: what the whole article shows about its words.
        weak: the paragraph is a headline in title case.
    """
    mentions: list[Mention] = []
    floor = 0
    passed = 0
    for i in [i for i, token in enumerate(tokens) if token.traits & (CAPITAL | SOURCE)]:
        if i < passed:
            continue
        if tokens[i].text == "(":
            passed = _past_party(tokens, starts, i)
            continue
        found = _mention_at(tokens, i, starts, known, floor)
        if found is None:
            continue
        found.weak = weak
        if found.kind == "name" and not found.possessive and modifies(tokens, found):
            found.possessive = True
        mentions.append(found)
        passed = floor = found.last
    for k, mention in enumerate(mentions):
        if mention.kind == "name" and not mention.weak:
            _describe(tokens, mentions, k)
    return mentions


def _past_party(tokens: Sequence[Token], starts: Sequence[int], i: int) -> int:
    """The token where reading goes on after the bracket at ``i``: past "(R, Ohio"."""
    t = i + 1
    if t < len(tokens) and PARTY.match(tokens[t].text):
        while t < len(tokens) and tokens[t].text != ")" and starts[t] == starts[t - 1]:
            t += 1
    return t


def _mention_at(
    tokens: Sequence[Token], i: int, starts: Sequence[int], known: Known, floor: int
) -> Mention | None:
    """The mention whose first capital, whose noun or whose pronoun stands at ``i``."""
    token = tokens[i]
    low = token.low
    if token.traits & SOURCE and low in lexicon.PRONOUNS:
        span = Span(token.start, token.end)
        return Mention("pronoun", span, i, i + 1, (low,), gender=lexicon.PRONOUNS[low])
    if token.traits & CAPITAL:
        found = name_at(tokens, i, starts, known, floor) or people_at(tokens, i)
        if found is not None:
            return found
    if not token.traits & SOURCE:
        return None
    return _alone(tokens, i) if low in lexicon.ALONE else _role(tokens, i, floor)


def _describe(tokens: Sequence[Token], mentions: Sequence[Mention], k: int) -> None:
    """Note what the words beside a name say of its bearer.

    "Jane Doe, 46, a lawyer" / "her lawyer, Jane Doe," / "Doe, who": a person. "Carrier, which":
    none. "the Guardian": none.
    """
    name = mentions[k]
    t = name.last
    if name.first and tokens[name.first - 1].low == "the" and not (name.titled or name.possessive):
        name.article = not name.org
        name.org = True
    before = mentions[k - 1] if k else None
    if before is not None and before.kind == "role" and before.definite and not before.possessive:
        closed = t >= len(tokens) or tokens[t].text in (",", ".")
        if closed and before.last + 1 == name.first and tokens[before.last].text == ",":
            _take(name, before)
    if t + 1 >= len(tokens) or tokens[t].text != ",":
        return
    t += 1
    aged = tokens[t].text.isdigit() and len(tokens[t].text) < 3
    if aged and t + 1 < len(tokens) and tokens[t + 1].text == ",":
        name.extra += ("aged", tokens[t].text + AGED)
        t += 2
    if t < len(tokens) and tokens[t].low in ("who", "whose", "which"):
        name.extra += (tokens[t].low,)
        return
    after = mentions[k + 1] if k + 1 < len(mentions) else None
    if after is None or after.kind != "role" or after.first != t or after.possessive:
        return
    subject = after.last < len(tokens) and tokens[after.last].low in lexicon.CUES
    if after.words[0].lower() in _OPENS_APPOSITION and not (subject or name.placed):
        _take(name, after)


_OPENS_APPOSITION: Final = lexicon.DETERMINERS | lexicon.words(
    "former then-chief longtime long-time retired acting interim current"
)


def _take(name: Mention, role: Mention) -> None:
    """A description in apposition says what the bearer of a name is."""
    name.extra += (role.words[-1].lower(),)
    name.gender = name.gender or role.gender


_DEFINITE: Final = lexicon.words("the his her their its this that these those my our")


def _phrase_start(tokens: Sequence[Token], head: int, floor: int) -> tuple[int, bool]:
    """First token of the noun phrase that ends with its head, and whether it is definite."""
    k = head
    while k > max(floor, head - 8):
        token = tokens[k - 1]
        low = token.low
        if token.kind != "w":
            start = _coordinate(tokens, k - 1, floor)
            if start < 0:
                break
            return start, tokens[start].low in _DEFINITE
        if low in lexicon.DETERMINERS:
            return k - 1, low in _DEFINITE
        if low in lexicon.STOP or _verb_at(tokens, k - 1, floor):
            break
        k -= 1
        if is_possessive(token):
            return k, True
    return k, False


def _coordinate(tokens: Sequence[Token], t: int, floor: int) -> int:
    """The determiner of a phrase whose first adjective a comma at ``t`` parts from the next, or -1.

    "the bespectacled, 71-year-old diplomat", not "the mayor, former chief of the harbour".
    """
    if t < floor + 2 or tokens[t].text != "," or tokens[t - 2].low not in lexicon.DETERMINERS:
        return -1
    low = tokens[t - 1].low
    adjective = low.endswith(_ADJECTIVES) and tokens[t - 1].text[0].islower()
    return t - 2 if adjective and low not in lexicon.HEADS else -1


_ADJECTIVES: Final = ("ed", "ous", "ful", "ish", "less", "ive", "ic", "ing", "-old", "y", "ble")
"""Endings of adjectives."""


def _verb_at(tokens: Sequence[Token], t: int, floor: int) -> bool:
    """Whether a cue verb stands before a noun, and is no part of its phrase.

    "Ek asked reporters", not "an alleged thief", "a fire official".
    """
    low = tokens[t].low
    if low not in lexicon.CUES or low in lexicon.HEADS:
        return False
    if t > floor and tokens[t - 1].low in ("a", "an", "the"):
        return False
    told = t == floor > 0 and not is_possessive(tokens[floor - 1])
    return told or not low.endswith("ed")


def _role(tokens: Sequence[Token], i: int, floor: int) -> Mention | None:
    """A noun phrase whose head is the person, group or document noun at ``i``."""
    head, possessive = tokens[i].stem, is_possessive(tokens[i])
    if i + 1 < len(tokens) and not possessive:
        following = tokens[i + 1]
        if is_capital(following) and following.low not in lexicon.NOT_NAMES:
            return None  # "spokesman Jason Miller": the name is the head
        if leads_to_head(tokens, i + 1) or (head == "one" and _counts(tokens, i)):
            return None  # a compound: a later noun is the head
        if _office_of(tokens, i + 1) or _titles_lead_on(tokens, i + 1):
            return None  # the name is the head
    if head in lexicon.CUES and head not in lexicon.PERSON_NOUNS and not _nominal(tokens, i, floor):
        return None
    aged = "-" in head and SELF.search(head) is not None
    if aged and not possessive and _attribute(tokens, i + 1):
        return None  # the 46-year-old dentist
    k, definite = _phrase_start(tokens, i, floor)
    kind = "thing"
    gender = ""
    if head in lexicon.PERSON_NOUNS or aged:
        kind = "role"
        gender = _gender_of(head)
    elif head in lexicon.GROUP_NOUNS:
        kind = "group"
    return Mention(
        kind,
        Span(tokens[k].start, tokens[i].end),
        k,
        i + 1,
        tuple(t.text for t in tokens[k : i + 1] if t.kind == "w"),
        gender=gender,
        possessive=possessive,
        definite=definite,
    )


def _alone(tokens: Sequence[Token], i: int) -> Mention | None:
    """A determiner at ``i`` that stands for people: "another wrote", "the two said"."""
    token = tokens[i]
    if i + 1 >= len(tokens) or tokens[i + 1].low not in lexicon.CUES:
        return None
    both = token.low == "two"
    first = i - both
    if first < 0 or (both and tokens[first].low != "the"):
        return None
    if not both and tokens[i + 1].low in lexicon.BASES:
        return None  # another report
    words = tuple(t.text for t in tokens[first : i + 1])
    span = Span(tokens[first].start, token.end)
    return Mention("group" if both else "role", span, first, i + 1, words, definite=both)


def _attribute(tokens: Sequence[Token], t: int) -> bool:
    """Whether a word at ``t`` shows that the one before it only describes a noun to come."""
    if t >= len(tokens) or tokens[t].kind != "w":
        return False
    low = tokens[t].low
    verb = low in lexicon.CUES or low in lexicon.PASTS or low.endswith("ed")
    return not (verb or low in lexicon.STOP)


def _gender_of(head: str) -> str:
    """The gender that a description states: waitress, postmistress, ferryman."""
    if head in lexicon.FEMALE_WORDS or head.endswith(("woman", "mistress")):
        return "female"
    return "male" if head in lexicon.MALE_WORDS or head.endswith("man") else ""


def _counts(tokens: Sequence[Token], i: int) -> bool:
    """Whether "one" at ``i`` counts a later noun: "one former GOP aide", "one well-read voter"."""
    for t in range(i + 1, min(len(tokens), i + 6)):
        token = tokens[t]
        if token.kind != "w" or token.low in lexicon.STOP or token.low in lexicon.CUES:
            return False
        if token.low in lexicon.PERSON_NOUNS:
            return True
    return False


def _office_of(tokens: Sequence[Token], t: int) -> bool:
    """Whether "of" at ``t`` makes a title or a name: (secretary) of state Ek, (Group) of 20."""
    if t + 1 >= len(tokens) or tokens[t].low != "of":
        return False
    field, name = tokens[t + 1], tokens[t + 2] if t + 2 < len(tokens) else None
    if field.text[:1].isdigit() and tokens[t - 1].low == "group":
        return True
    if name is None or field.low not in OFFICES or not is_capital(name):
        return False
    return field.text[0].islower() and name.low not in lexicon.NOT_NAMES


def _titles_lead_on(tokens: Sequence[Token], t: int) -> bool:
    """Whether one or two plain words lead to a title and a name: (deputy) fire chief Ana Silva."""
    for k in range(t, min(len(tokens) - 1, t + 3)):
        token, following = tokens[k], tokens[k + 1]
        if token.kind != "w" or not token.text[0].islower() or token.low in lexicon.STOP:
            return False
        if token.low in lexicon.TITLES or token.low in lexicon.PERSON_NOUNS:
            return is_capital(following) and following.low not in lexicon.NOT_NAMES
        if token.low in lexicon.CUES and token.low not in lexicon.BASES:
            return False
    return False


def _nominal(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """Whether a word that may be a verb ("report", "post") is a noun here."""
    t = i - 1
    while t >= max(floor, i - 4):
        before = tokens[t]
        low = before.low
        if before.kind != "w":
            return False
        if low in lexicon.DETERMINERS or is_possessive(before):
            return True
        if low in lexicon.PREPOSITIONS:
            return t == i - 1
        if low in lexicon.STOP or low in lexicon.CUES or low.endswith(("s", "ed")):
            return False
        t -= 1
    return False
