"""What is printed around an article: share buttons, captions, credits, links, notes.

Each test looks at the words of one part and is narrow on purpose: a wrongly dropped
paragraph is worse than a kept widget. Reasons are for the producer who reviews the script.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quotecast.model import BlockKind
from quotecast.readers import dates, foreign
from quotecast.readers.phrases import (
    ADVERT,
    AGENCY,
    CAPTION_HEAD,
    COMMENT_FORM,
    CORRECTION,
    CREDIT,
    CREDIT_SMALL,
    PICTURE,
    PLEA,
    RELATED_HEAD,
    RELATED_LINK,
    RIGHTS,
    SHARE,
    SHARE_PLACES,
    SHARE_VERBS,
)

Verdict = tuple[BlockKind, str]

BUTTON = "a button or label of the web page"

MAX_LENGTH = 2000
"""Characters; longer parts are prose, whatever they start or end with."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_ADVERT = re.compile(rf"(?:{ADVERT}|{foreign.ADVERT})[.:]?", re.IGNORECASE)
_COMMENT_FORM = re.compile(COMMENT_FORM, re.IGNORECASE)
_PLEA = re.compile("(?:please )?" + PLEA, re.IGNORECASE)
_PLEA_ABROAD = re.compile(foreign.PLEA, re.IGNORECASE)
_RIGHTS = re.compile(
    rf"(?:{RIGHTS}|{foreign.RIGHTS})(?:\s*[|·•,&]\s*[\w ]{{1,30}})*", re.IGNORECASE
)
_RELATED = re.compile(
    rf"(?:(?:{RELATED_HEAD}|{foreign.RELATED})\s*(?:[:：|»>—–-]+\s*\S.*)"
    rf"|{foreign.LINKED} (?-i:[A-ZÀ-Þ]).*[^.!?]|{RELATED_LINK}"
    r"(?: [\w’' ]{0,30})?(?: here| at [\w. ]{1,30})?[.:]?)",
    re.IGNORECASE | re.DOTALL,
)
_RELATED_HEAD = re.compile(rf"(?:{RELATED_HEAD}|{foreign.RELATED})\s*[:：]?", re.IGNORECASE)
_CREDIT_ABROAD = re.compile(foreign.CREDIT)
_NAME = r"(?:[^\n.()]|(?<=\b[A-Z])\.|\([^\n()]{1,20}\))"
"""A character of a photographer's name; a full stop only after an initial."""
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'&-]+"
_CREDIT_TAIL = re.compile(
    rf"(?:\(?(?:AP |File |Staff |Handout )?(?:{PICTURE}|{foreign.PICTURE})"
    r"\s*(?:[:/=]|\bby\b|\bvia\b|\bcourtesy(?: of)?\b|©)"
    rf"\s*{_NAME}{{2,70}}\.?\)?"
    rf"|[(\[]?(?:©\s*)?\b{AGENCY}\s*(?:/|via)\s*[A-Z]{_NAME}{{1,50}}[)\]]?\.?"
    rf"|(?<=[.!?] ){_CAPITALS}(?: {_CAPITALS}){{1,3}}\s?/\s?{_CAPITALS}(?: {_CAPITALS}){{0,4}}"
    rf"|\(Photo: {AGENCY}\)|[|]\s*{AGENCY}[^\n]{{0,40}}|\(file(?: photo)?\)\.?)$"
)
_CAPTION_HEAD = re.compile(
    rf"(?:{CAPTION_HEAD}|{foreign.CAPTION_HEAD})"
    + r"\s*[:：]\s*\S|image (?:source|copyright|caption),\s*\S",
    re.IGNORECASE,
)
_CREDIT_START = re.compile(r"© ?(?!\d)[A-ZÀ-Þ]")
"""A right that names no year is that in a picture."""
_AGENCY_ONLY = re.compile(rf"(?:©\s*)?{AGENCY}(?:\s*(?:/|,|via|\|)\s*[\w .'’-]{{2,40}})?")
_CREDIT_LABEL = re.compile(
    r"(?:^|[.;|] )(?:reporting|editing|translation|photography|graphics|photos)\s*:", re.IGNORECASE
)
_PHOTOGRAPHER = re.compile(
    r"[(\[][A-ZÀ-Þ][\w.’'-]*(?:,? [A-ZÀ-Þ][\w.’'-]*){0,3}\s?/\s?(?:for )?(?:[Tt]he )?"
    r"[A-ZÀ-Þ][\w.’'-]*(?:,? (?:of |the )?[A-ZÀ-Þ][\w.’'-]*){0,5}[)\]]"
)
"""``(Juno Park / Harbor Herald)``"""
_CORRECTION = re.compile(CORRECTION, re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:first |last )?(?:published|updated|posted|modified)(?: (?:on|at))?\b", re.IGNORECASE
)
_SPEECH = re.compile(r"\b(?:said|says|told|asked|added|replied)\b", re.IGNORECASE)


def judge(text: str) -> Verdict | None:
    """What a part is when its own words give it away; None for ordinary prose."""
    flat = " ".join(text[:MAX_LENGTH].split())
    for test in TESTS if len(text) < MAX_LENGTH else (_comment_form, _correction):
        verdict = test(flat)
        if verdict is not None:
            return verdict
    return None


def _share(text: str) -> Verdict | None:
    words = [word.lower().rstrip(".") for word in _WORD.findall(text[:121])]
    if len(text) > 120 or not 1 <= len(words) <= 12 or text[-1] in ".?!:":
        return None
    if not all(word in SHARE or word.isdigit() for word in words):
        return None
    known = set(words)
    if known & SHARE_VERBS or len(known & SHARE_PLACES) >= 2:
        return BlockKind.BOILERPLATE, "share button"
    return None


def _advert(text: str) -> Verdict | None:
    if len(text) < 120 and _ADVERT.fullmatch(text):
        return BlockKind.BOILERPLATE, BUTTON
    return None


def _comment_form(text: str) -> Verdict | None:
    hits = {found[0].lower() for found in _COMMENT_FORM.finditer(text)}
    words = text.count(" ") + 1
    alone = words <= 12 and _COMMENT_FORM.match(text) is not None
    if len(hits) >= 2 or (alone and not _SPEECH.search(text)):
        return BlockKind.BOILERPLATE, "comment form"
    return None


def _plea(text: str) -> Verdict | None:
    abroad = len(text) < 160 and _PLEA_ABROAD.fullmatch(text) is not None
    asks = text.count(" ") < 45 and _PLEA.match(text) is not None and not _quoted_speech(text)
    if abroad or asks:
        return BlockKind.BOILERPLATE, "asks the reader to subscribe, follow or click"
    return None


def _tags(text: str) -> Verdict | None:
    if re.fullmatch(r"(?:#[^\W\d][\w/-]*[\s,]*){1,20}", text):
        return BlockKind.BOILERPLATE, "tags that the article is filed under"
    return None


def _rights(text: str) -> Verdict | None:
    if text.count(" ") < 40 and _RIGHTS.fullmatch(text):
        return BlockKind.BOILERPLATE, "copyright or site notice"
    return None


def _address(text: str) -> Verdict | None:
    if re.fullmatch(
        r"(?:\[?\d{1,3}\][.:]? ?)?(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text
    ):
        return BlockKind.BOILERPLATE, "an address of the web"
    return None


def _related(text: str) -> Verdict | None:
    inner = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text.lstrip("»›▶►→> ")
    if text.count(" ") < 25 and _RELATED.fullmatch(inner) and not _quoted_speech(text):
        return BlockKind.RELATED, "link to another page"
    return None


def _caption(text: str) -> Verdict | None:
    words = text.count(" ") + 1
    if words > 80 or _quoted_speech(text):
        return None
    if _AGENCY_ONLY.fullmatch(text) or (len(text) < 120 and _PHOTOGRAPHER.fullmatch(text)):
        return BlockKind.CAPTION, "photo credit"
    if words <= 40 and _CREDIT_START.match(text):
        return BlockKind.CAPTION, "photo credit"
    if _CREDIT_TAIL.search(text[-110:]) or (words <= 50 and _CAPTION_HEAD.match(text)):
        return BlockKind.CAPTION, "photo caption"
    return None


def _credit(text: str) -> Verdict | None:
    if _CREDIT_ABROAD.fullmatch(text):
        return BlockKind.CREDIT, "credits, shown in the notes"
    words = _WORD.findall(text)
    if not 2 <= len(words) <= 60 or text[-1] in ":?" or _quoted_speech(text):
        return None
    lower = [word.lower().rstrip(".") for word in words]
    if not CREDIT & set(lower):
        return None
    small = [w.rstrip(".") for w in words[1:] if w[0].islower()]
    if any(word not in CREDIT_SMALL and word not in CREDIT for word in small):
        return None
    marked = {"by", "from", "contributed"} & set(lower) or _CREDIT_LABEL.search(text)
    named = any(word[0].isupper() for word in words[1:])
    if marked and named:
        return BlockKind.CREDIT, "credits, shown in the notes"
    return None


def _correction(text: str) -> Verdict | None:
    return (BlockKind.CORRECTION, "") if _CORRECTION.match(text) else None


def _dated(text: str) -> Verdict | None:
    if _PUBLISHED.match(text) and dates.date_line(text) is not None:
        return BlockKind.DATE, "date of publication, shown in the notes"
    return None


def heads_links(text: str) -> bool:
    """Whether a part is the heading of a list of links."""
    return len(text) < 60 and _RELATED_HEAD.fullmatch(text) is not None


def _quoted_speech(text: str) -> bool:
    """Whether somebody speaks in it: then it is hardly furniture."""
    return any(mark in text for mark in '"“”«„「') and _SPEECH.search(text) is not None


TESTS: tuple[Callable[[str], Verdict | None], ...] = (
    _share,
    _advert,
    _comment_form,
    _rights,
    _address,
    _tags,
    _related,
    _plea,
    _credit,
    _caption,
    _dated,
    _correction,
)
"""In order; the first that speaks decides."""
