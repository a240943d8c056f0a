"""The cue grammar: which clause beside a quoted stretch says who speaks.

It reads tokens in which every quoted stretch is opaque. English news puts the source after
the quotation ("…," Han said; "…," said Han, a former official), before it (Han said: "…"),
or between its parts. Rules are named after the shape they read; :func:`after` and
:func:`before` try them in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quotecast.model import Span
from quotecast.quotations import lexicon
from quotecast.quotations.mentions import Mention
from quotecast.quotations.scene import Cue, Paragraph, is_adverb
from quotecast.quotations.tokens import Token, last_character

_DASHES = frozenset("—–-―")
_SKIPPED = frozenset(",)]—–-―'’\"”")
_SUBORDINATE = frozenset(
    "when after whether if because where while although though since before once that".split()
)
_ADDRESSED = frozenset("told tells tell asked asks ask assured reminded warned urged".split())
"""Verbs whose next noun is who was spoken to."""
_REACH = 48
_FAR = 90
"""Tokens looked back for the beginning of a clause; keeps every rule linear."""
_SUBJECT_KINDS = frozenset({"name", "pronoun", "role", "group", "thing"})


def cue_verb(paragraph: Paragraph, t: int) -> str:
    """``finite`` or ``participle`` when token ``t`` is a cue verb here, else ``""``."""
    tokens = paragraph.tokens
    token = tokens[t]
    if token.kind != "w":
        return ""
    low = token.low
    form = lexicon.CUES.get(low, "")
    if not form or paragraph.cover[t] >= 0:
        return ""
    if low in lexicon.BASES and not _plural_subject(tokens, t):
        return ""
    needs = lexicon.PARTICLE_CUES.get(low)
    if needs:
        following = tokens[t + 1].low if t + 1 < len(tokens) else ""
        if following not in needs:
            return ""
    if t:
        before = tokens[t - 1].low
        if before in lexicon.DETERMINERS and before not in ("both", "some", "all", "each", "one"):
            return ""
        if low in lexicon.WEAK and (
            before in lexicon.PREPOSITIONS or before.endswith(("'s", "’s"))
        ):
            return ""
        if before == "to" and low not in ("say", "ask", "add", "tell", "write"):
            return ""
    return form


def _plural_subject(tokens: Sequence[Token], t: int) -> bool:
    """Whether a base form can be a verb here: after a plural, an auxiliary or "to"."""
    k = t - 1
    while k >= 0 and tokens[k].low.endswith("ly"):
        k -= 1
    if k < 0 or tokens[k].kind != "w":
        return tokens[t].low in lexicon.OPENING_BASES
    low = tokens[k].low
    if low in lexicon.AUXILIARIES or low in (
        "i",
        "we",
        "they",
        "you",
        "to",
        "who",
        "people",
        "and",
    ):
        return True
    return (
        low.endswith("s")
        and low not in lexicon.DETERMINERS
        and not low.endswith(("'s", "’s", "ss"))
    )


def after(text: str, paragraph: Paragraph, q: int) -> Cue | None:
    """The cue clause right after the stretch at token ``q``.

    "…," said Han / "…," Han said / "…," Lee, the author of "Time," told reporters /
    "…," according to a spokesman / "…" — Han, Toronto
    """
    tokens = paragraph.tokens
    j = q + 1
    dash = False
    while j < len(tokens) and tokens[j].kind == "p" and tokens[j].text in _SKIPPED:
        dash = dash or tokens[j].text in _DASHES
        j += 1
    if j >= len(tokens) or tokens[j].kind != "w":
        return None
    end = last_character(text, tokens[q])
    if dash:
        found = _trailing_dash(paragraph, j)
        if found:
            return found
    cue = (
        _inverted(paragraph, j)
        or _according(paragraph, j)
        or _subject_first(paragraph, j)
        or _nearest_subject(paragraph, j)
    )
    if cue is None:
        return None
    cue = replace(cue, mention=named(paragraph, cue.mention))
    if end in ".…" and tokens[q + 1].text not in ",-—–" and not _brief(paragraph, j, cue):
        return None
    if end in "?!" and tokens[j].text[0].isupper() and _takes_clause(paragraph, cue):
        return None
    return cue


def _brief(paragraph: Paragraph, j: int, cue: Cue) -> bool:
    """After a full stop, only a short clause still belongs to the quotation before it."""
    tokens = paragraph.tokens
    if tokens[j].text[0].islower():
        return True
    if _takes_clause(paragraph, cue):
        return False
    n = 0
    for token in tokens[j : j + 9]:
        if token.text in (".", "?", "!"):
            return n <= 8
        if token.text in (",", ":") or token.kind == "q":
            return False
        n += 1
    return n <= 8


def _takes_clause(paragraph: Paragraph, cue: Cue) -> bool:
    """The cue goes on with what is said, so it introduces words of its own."""
    tokens = paragraph.tokens
    k = cue.mention.last
    for t in range(k, min(len(tokens), k + _REACH)):
        if tokens[t].start >= cue.span.end:
            k = t
            break
    else:
        return False
    if k >= len(tokens):
        return False
    following = tokens[k]
    if following.text in (":",) or following.kind == "q":
        return True
    if following.text == "," and k + 1 < len(tokens) and tokens[k + 1].kind == "q":
        return True
    low = following.low
    if low in ("that", "there", "if", "whether", "it", "he", "she", "they", "we"):
        return True
    started = paragraph.starting(k)
    verb = paragraph.tokens[k - 1].low
    return started is not None and verb not in ("told", "tells", "asked", "asks", "telling")


def _inverted(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," said Han, a former official."""
    tokens = paragraph.tokens
    k = j
    if k + 1 < len(tokens) and is_adverb(tokens[k].low) and paragraph.cover[k] < 0:
        k += 1
    if cue_verb(paragraph, k) != "finite":
        return None
    start = tokens[k].start
    end = tokens[k].end
    k += 1
    if k < len(tokens) and tokens[k].low in ("out", "on", "back", "in") and paragraph.cover[k] < 0:
        end = tokens[k].end
        k += 1
    mention = head_of(paragraph, k)
    if mention is None or (mention.kind == "pronoun" and mention.gender in ("second", "relative")):
        return None
    return Cue(mention, Span(start, end), "said-name", "after")


def _according(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," according to a spokesman."""
    tokens = paragraph.tokens
    if tokens[j].low == "according" and j + 1 < len(tokens) and tokens[j + 1].low == "to":
        mention = head_of(paragraph, j + 2)
        if mention:
            return Cue(mention, Span(tokens[j].start, tokens[j + 1].end), "according-to", "after")
    return None


def _trailing_dash(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…" — Han Guangsheng, Toronto, at the paragraph's end."""
    mention = paragraph.starting(j)
    if mention is None or mention.kind != "name":
        return None
    rest = paragraph.tokens[mention.last : mention.last + 15]
    if len(rest) > 14 or any(t.kind == "q" for t in rest):
        return None
    if rest and rest[0].text not in (",", ".", "("):
        return None
    if any(cue_verb(paragraph, t) for t in range(mention.last, len(paragraph.tokens))):
        return None
    dash = paragraph.tokens[j - 1]
    return Cue(mention, Span(dash.start, dash.end), "trailing-dash", "after")


def head_of(paragraph: Paragraph, t: int) -> Mention | None:
    """The mention at ``t``, or the one a possessive there leads to ("Trump's lawyer")."""
    for _ in range(4):
        mention = paragraph.starting(t)
        if mention is None:
            return _inside_phrase(paragraph, t)
        if not mention.possessive:
            return mention
        following = paragraph.starting(mention.last)
        if following is None:
            return _inside_phrase(paragraph, mention.last, 0)
        t = mention.last
    return None


def named(paragraph: Paragraph, mention: Mention) -> Mention:
    """A description followed by a name in apposition stands for the name.

    "the White House spokesman, Josh Earnest, said"; "said his best friend at Lehigh, Bruce
    Turry, who …".
    """
    if mention.kind not in ("role", "thing"):
        return mention
    tokens = paragraph.tokens
    t = mention.last
    limit = min(len(tokens), t + 8)
    while t < limit and tokens[t].kind == "w" and (t == mention.last or tokens[t].text):
        if cue_verb(paragraph, t) or tokens[t].low in ("who", "that", "and", "is", "was", "has"):
            return mention
        if t == mention.last and tokens[t].low not in (
            "of",
            "for",
            "at",
            "from",
            "in",
            "to",
            "with",
        ):
            return mention
        t += 1
    if t + 1 >= len(tokens) or tokens[t].text != ",":
        return mention
    t += 1
    while t + 1 < len(tokens) and tokens[t].text[:1].islower() and paragraph.cover[t] < 0:
        t += 1  # "Scott's niece, state Del. Marcia Price"
        if t > mention.last + 10:
            return mention
    name = paragraph.starting(t)
    if name is None or name.kind != "name" or name.possessive or name.org:
        return mention
    if name.last < len(tokens) and tokens[name.last].text not in (",", ".", ";", ":", ")", "("):
        if not cue_verb(paragraph, name.last):
            return mention
    return name


def _inside_phrase(paragraph: Paragraph, t: int, depth: int = 1) -> Mention | None:
    """A mention that begins a few plain words later: "said longtime aide Huma Abedin"."""
    tokens = paragraph.tokens
    for k in range(t, min(len(tokens), t + 6)):
        token = tokens[k]
        if token.text == "," and k > t and k + 1 < len(tokens):
            named_one = paragraph.starting(k + 1)
            if named_one is not None and named_one.kind == "name" and not named_one.possessive:
                return named_one
        if token.text == "/":
            continue
        if token.kind != "w":
            return None
        mention = paragraph.starting(k)
        if mention is not None:
            if mention.possessive:
                return head_of(paragraph, mention.last) if depth else None
            return None if mention.kind == "pronoun" else mention
        low = token.low
        if low in lexicon.PREPOSITIONS or low in lexicon.CONJUNCTIONS or cue_verb(paragraph, k):
            return None
    return None


def _subject_first(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," Han told a reporter; "…," Lee, the author of "Time," said."""
    tokens = paragraph.tokens
    k = j
    while k < len(tokens) and k < j + 3 and paragraph.cover[k] < 0:
        if not (is_adverb(tokens[k].low) or tokens[k].low in ("but", "and", "as", "or")):
            break
        k += 1
    mention = head_of(paragraph, k)
    if mention is None or mention.gender in ("second", "relative"):
        return None
    verb = _verb_after(paragraph, mention)
    if verb is None:
        return None
    return Cue(mention, verb, "name-said", "after")


def _nearest_subject(paragraph: Paragraph, j: int) -> Cue | None:
    """So: "…," former FBI agent Timothy Gill explained: what stands right before the verb."""
    tokens = paragraph.tokens
    for t in range(j, min(len(tokens), j + 16)):
        token = tokens[t]
        if token.text == "/":
            continue
        if token.kind != "w":
            return None
        if t > j and cue_verb(paragraph, t) == "finite":
            k = t - 1
            while k > j and is_adverb(tokens[k].low) and paragraph.cover[k] < 0:
                k -= 1
            mention = paragraph.ending(k) or unknown_role(paragraph, k, j)
            if mention is None or mention.possessive or governed(paragraph, mention, j):
                return None
            return Cue(mention, verb_span(paragraph, t), "name-said", "after")
        if token.low in ("who", "that", "which", "when", "if"):
            return None
    return None


def unknown_role(paragraph: Paragraph, k: int, low: int) -> Mention | None:
    """A description no lexicon knows, right before the verb: "the announcer said"."""
    tokens = paragraph.tokens
    t = k
    while t >= max(low, k - 3):
        token = tokens[t]
        covering = paragraph.mentions[paragraph.cover[t]] if paragraph.cover[t] >= 0 else None
        named_here = covering is not None and (covering.kind == "name" or t == k)
        if token.kind != "w" or named_here or (token.text[0].isupper() and t < k):
            if not (token.kind == "w" and t < k and token.low in ("the", "a", "an")):
                return None
        if token.low in ("the", "a", "an", "another", "one") and t < k:
            words = tuple(x.text for x in tokens[t : k + 1])
            if t > low and tokens[t - 1].low in lexicon.PREPOSITIONS:
                return None
            return Mention(
                "role",
                Span(token.start, tokens[k].end),
                t,
                k + 1,
                words,
                definite=token.low == "the",
                paragraph=paragraph.index,
            )
        if token.low in lexicon.PREPOSITIONS or is_adverb(token.low) or token.low in lexicon.CUES:
            return None
        t -= 1
    return None


def _verb_after(paragraph: Paragraph, mention: Mention) -> Span | None:
    """The cue verb whose subject is ``mention``, apposition and asides skipped."""
    tokens = paragraph.tokens
    t = mention.last
    limit = min(len(tokens), t + _REACH)
    sentence = paragraph.starts[mention.first]
    plain = True
    aside = False
    brackets = 0
    while t < limit:
        token = tokens[t]
        if paragraph.starts[t] != sentence or paragraph.stops(t):
            return None
        if token.text in ("(", "["):
            brackets += 1
        elif token.text in (")", "]"):
            brackets -= 1
        elif brackets > 0:
            pass
        elif token.text in ",—–-―":
            aside = True
        elif token.kind == "w":
            if cue_verb(paragraph, t) == "finite" and _fits(paragraph, t, mention, plain, aside):
                return verb_span(paragraph, t)
            if not is_adverb(token.low):
                plain = False
        t += 1
    return None


def _fits(paragraph: Paragraph, t: int, mention: Mention, plain: bool, aside: bool) -> bool:
    tokens = paragraph.tokens
    if plain:
        return True
    before = t - 1
    while before > mention.last and is_adverb(tokens[before].low):
        before -= 1
    previous = tokens[before]
    if previous.low in ("who", "which", "that", "to", "whom"):
        return False
    other = paragraph.ending(before)
    if previous.text in ",)—–-―" or tokens[before].kind == "q":
        return True
    if other is not None and other.kind == "pronoun":
        return False
    if aside:
        if other is None or not governed(paragraph, other, mention.last):
            return False
        return tokens[t].low not in lexicon.WEAK
    weak = tokens[t].low in lexicon.WEAK
    return tokens[mention.last].low in lexicon.PREPOSITIONS and not weak


def verb_span(paragraph: Paragraph, t: int) -> Span:
    """The cue verb with its particle ("pointed out")."""
    token = paragraph.tokens[t]
    if t + 1 < len(paragraph.tokens) and token.low in lexicon.PARTICLE_CUES:
        following = paragraph.tokens[t + 1]
        if following.low in lexicon.PARTICLE_CUES[token.low]:
            return Span(token.start, following.end)
    return Span(token.start, token.end)


def before(paragraph: Paragraph, q: int) -> Cue | None:
    """The cue clause right before the stretch at token ``q``.

    Han said, "…" / He went on, adding: "…" / According to Han, "…" / said Han: "…"
    """
    tokens = paragraph.tokens
    if q == 0 or paragraph.starts[q] == q:
        return None
    low = paragraph.starts[q]
    low = max(low, q - _FAR)
    for t in range(q - 1, low - 1, -1):
        if paragraph.stops(t):
            low = t + 1
            break
    p = q - 1
    if p < low:
        return None
    mark = tokens[p].text if tokens[p].kind == "p" else ""
    cue = sentence_cue(paragraph, low, q, adjacent=mark not in (",", ":", "—", "–", "-", "―"))
    if cue is not None:
        return replace(cue, mention=named(paragraph, cue.mention))
    if tokens[low].kind == "w" and lexicon.CUES.get(tokens[low].low) == "participle" and low:
        earlier = sentence_cue(paragraph, max(paragraph.starts[low - 1], low - _FAR), low)
        if earlier is not None:  # Maher said that … . Adding, "…"
            span = Span(tokens[low].start, tokens[low].end)
            return replace(earlier, span=span, side="before")
    if mark == ":":
        subject = written_by(paragraph, low, p) or paragraph.ending(p - 1)
        if written_by(paragraph, low, p) is not None:
            pass
        elif (
            subject is None or tokens[subject.first - 1].text not in _DASHES or subject.first == low
        ):
            subject = first_subject(paragraph, low, q)
        if subject is not None:
            return Cue(subject, Span(tokens[p].start, tokens[p].end), "colon", "before")
    return None


def written_by(paragraph: Paragraph, low: int, high: int) -> Mention | None:
    """So: "…this statement by Trump on June 11:", "in a letter from the board:"."""
    tokens = paragraph.tokens
    for t in range(high - 2, max(low, high - 12), -1):
        if tokens[t].low in ("by", "from") and paragraph.ending(t - 1) is not None:
            work = paragraph.ending(t - 1)
            source = head_of(paragraph, t + 1)
            if work is not None and work.kind == "thing" and source is not None:
                return source
    return None


def sentence_cue(paragraph: Paragraph, low: int, high: int, adjacent: bool = False) -> Cue | None:
    """The last cue verb of ``tokens[low:high]`` and its subject.

    Args:
        paragraph: the paragraph.
        low: first token of the clause.
        high: one past its last.
        adjacent: the verb must end the clause (Han said "…", without a comma).
    """
    tokens = paragraph.tokens
    bottom = max(low, high - (4 if adjacent else _REACH))
    for t in range(high - 1, bottom - 1, -1):
        form = cue_verb(paragraph, t)
        if not form:
            continue
        subject = _subject_of(paragraph, t, low, high, form)
        if subject is not None:
            subject = named(paragraph, subject)
            return Cue(subject, verb_span(paragraph, t), "lead-in", "before")
    for t in range(low, min(high, low + 6)):
        if tokens[t].low == "according" and t + 2 < high and tokens[t + 1].low == "to":
            mention = head_of(paragraph, t + 2)
            if mention is not None:
                span = Span(tokens[t].start, tokens[t + 1].end)
                return Cue(mention, span, "according-to", "before")
    return None


def _subject_of(paragraph: Paragraph, t: int, low: int, high: int, form: str) -> Mention | None:
    """The subject of the cue verb at ``t`` inside ``tokens[low:high]``."""
    tokens = paragraph.tokens
    k = t - 1
    while k >= low and is_adverb(tokens[k].low) and paragraph.cover[k] < 0:
        k -= 1
    direct = paragraph.ending(k) if k >= low else None
    if t + 1 < high and tokens[t + 1].low == "by":
        agent = head_of(paragraph, t + 2)
        if agent is not None:
            return agent
    if direct is not None and direct.words == ("who",):
        antecedent = paragraph.ending(direct.first - 1) or paragraph.ending(direct.first - 2)
        if antecedent is not None and not antecedent.possessive:
            return antecedent
    if form == "finite" and direct is not None and not direct.possessive:
        if direct.gender != "relative" and not governed(paragraph, direct, low):
            return direct
        subject = first_subject(paragraph, low, direct.first)
        return subject or (direct if direct.gender != "relative" else None)
    stranger = unknown_role(paragraph, k, low) if form == "finite" and k >= low else None
    if stranger is not None:
        return stranger
    if form == "finite":
        inverted = head_of(paragraph, t + 1)
        if inverted is not None and inverted.words == ("it",):
            inverted = None  # "put it"
        joined = k >= low and tokens[k].low in ("and", "but", "then", "or")
        subject = last_subject(paragraph, low, t) if joined else None
        subject = subject or first_subject(paragraph, low, t)
        turned = k < low or (tokens[k].text == "," and tokens[t].low not in _ADDRESSED)
        if inverted is not None and (subject is None or turned):
            return inverted
        return subject
    if direct is not None and direct.kind == "name" and not direct.possessive and not direct.org:
        return direct  # "footage of Trump saying", "with Trump saying"
    for earlier in range(t - 1, max(low, t - 12) - 1, -1):
        if cue_verb(paragraph, earlier) == "finite":
            return _subject_of(paragraph, earlier, low, t, "finite")
    return first_subject(paragraph, low, t)


def last_subject(paragraph: Paragraph, low: int, high: int) -> Mention | None:
    """The nearest mention before ``high`` that stands where a main clause begins.

    "Asked whether Mr. Clinton would hold a post, Mrs. Clinton shook her head and said": hers.
    """
    k = bisect_left(paragraph.firsts, high) - 1
    while k >= 0 and paragraph.mentions[k].first >= low:
        mention = paragraph.mentions[k]
        k -= 1
        if mention.possessive or mention.gender in ("relative", "second"):
            continue
        previous = paragraph.tokens[mention.first - 1] if mention.first > low else None
        if previous is None or previous.text in (",", "—", "–", ":") or previous.kind == "q":
            following = paragraph.tokens[mention.last]
            if following.kind == "w" and following.low not in lexicon.PREPOSITIONS:
                return mention
            if previous is None:
                return mention
        elif previous.low in ("and", "but", "so", "then", "yet"):
            return mention
    return None


def first_subject(paragraph: Paragraph, low: int, high: int) -> Mention | None:
    """The first mention of ``tokens[low:high]`` that can be a subject; a person if any."""
    fallback: Mention | None = None
    tokens: list[Token] = paragraph.tokens
    for k in range(bisect_left(paragraph.firsts, low), len(paragraph.mentions)):
        mention = paragraph.mentions[k]
        if mention.last > high:
            break
        if mention.possessive or mention.gender in ("relative", "second"):
            continue
        if mention.first > low:
            if governed(paragraph, mention, low):
                continue
            if tokens[mention.first - 1].low in _SUBORDINATE:
                fallback = fallback or mention
                continue
        if mention.kind in ("thing", "group") or mention.gender in ("thing", "plural"):
            fallback = fallback or mention
            continue
        return mention
    return fallback


def governed(paragraph: Paragraph, mention: Mention, low: int) -> bool:
    """Whether a mention stands under a preposition ("in the Shenyang government")."""
    t = mention.first - 1
    bottom = max(low, mention.first - 4)
    while t >= bottom:
        token = paragraph.tokens[t]
        if token.kind != "w":
            return False
        word = token.low
        if word in ("which", "whom", "who"):
            return False
        if word in lexicon.PREPOSITIONS:
            return word not in ("as", "like", "after", "before", "since", "than", "until")
        if word in lexicon.CONJUNCTIONS or paragraph.cover[t] >= 0 or word in lexicon.CUES:
            return False
        t -= 1
    return False
