"""What is printed around an article: share buttons, captions, credits, links, notes.

Each test looks at the words of one part and is narrow on purpose: a wrongly dropped
paragraph is worse than a kept widget. Reasons are for the producer who reviews the script.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quotecast.model import BlockKind

Verdict = tuple[BlockKind, str]

MAX_LENGTH = 2000
"""Characters; longer parts are prose, whatever they start or end with."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")

_SHARE = frozenset(
    [
        "share",
        "shares",
        "tweet",
        "tweets",
        "retweet",
        "pin",
        "email",
        "e-mail",
        "mail",
        "print",
        "save",
        "copy",
        "link",
        "post",
        "send",
        "sms",
        "on",
        "via",
        "this",
        "to",
        "by",
        "with",
        "the",
        "a",
        "article",
        "story",
        "page",
        "post",
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "linkedin",
        "reddit",
        "pinterest",
        "telegram",
        "messenger",
        "threads",
        "bluesky",
        "mastodon",
        "pocket",
        "flipboard",
        "tumblr",
        "wechat",
        "weibo",
        "line",
        "viber",
        "gmail",
        "google",
        "plus",
        "url",
        "clipboard",
        "comment",
        "comments",
        "listen",
        "gift",
        "bookmark",
        "facebook.com",
        "instagram",
        "youtube",
        "rss",
        "social",
        "media",
        "font",
        "size",
        "text",
        "larger",
        "smaller",
    ]
)
_SHARE_VERBS = frozenset(
    ["share", "shares", "tweet", "pin", "email", "e-mail", "print", "copy", "save", "comments"]
)
_SHARE_PLACES = frozenset(
    [
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "reddit",
        "pinterest",
        "telegram",
        "messenger",
        "threads",
        "bluesky",
        "mastodon",
        "tumblr",
        "wechat",
        "weibo",
        "instagram",
    ]
)

_ADVERT = re.compile(
    r"(?:advertisement|advertising|sponsored(?: content)?|paid post|ad|loading\W*|play|pause"
    r"|(?:story|article) continues (?:below|after)(?: (?:the )?(?:advertisement|ad|video))?"
    r"|(?:skip|jump) to (?:main )?content|back to top|continue reading\W*|read more\W*|show more"
    r"|listen to (?:this )?(?:article|story)[^.]{0,30}|\d+ (?:min(?:ute)?s?|hours?) (?:read|ago)"
    r"|(?:view|see|show|read|hide) (?:all )?(?:\d+ )?comments?|most (?:read|popular|viewed)"
    r"|scroll (?:down )?(?:for|to) [^.]{0,40}|slide \d+ of \d+|load(?:ing)? more\W*)[.:]?",
    re.IGNORECASE,
)

_COMMENT_FORM = re.compile(
    r"add your comment|comments? (?:are|is|will be) (?:now )?(?:moderated|closed|approved|reviewed)"
    r"|leave a (?:comment|reply)|e-?mail address will not be published|be the first to comment"
    r"|comments will not appear|(?:filling|fill) (?:out|in) the form|required fields are marked"
    r"|(?:post|write|submit) (?:a|your) comment|log ?in to (?:leave a )?comment|join the conversation"
    r"|not responsible for the content of the posting|comments policy|community guidelines"
    r"|approved by a moderator",
    re.IGNORECASE,
)

_PLEA = re.compile(
    r"(?:please )?(?:sign(?:ing)? up (?:for|to|here|now|today)|subscribe(?: now| today)?"
    r"(?: to (?:our|the|this)|$|[.!:]| here)|enter your e-?mail|(?:follow|like|join|find) (?:us|@?\w+(?: \w+)?) on"
    r" (?:facebook|twitter|x\b|instagram|youtube|linkedin|social|telegram|whatsapp|bluesky|mastodon)|download (?:our|the) (?:free )?app|get (?:our|the) (?:free )?"
    r"(?:app|newsletter)|get (?:the latest|all the|breaking) [^.]{0,80}(?:inbox|newsletter|e-?mail)"
    r"|click here (?:to|for)|become a (?:member|subscriber|supporter)|create (?:a free|an) account"
    r"|already (?:a|have) [^.]{0,20}(?:subscriber|account|member)\b|by (?:signing up|subscribing),? you"
    r"|thank you for (?:signing up|subscribing|registering)|we use cookies|this (?:site|website) uses cookies"
    r"|accept (?:all )?cookies|(?:have|got) a (?:news )?tip\?|email the (?:author|reporter))",
    re.IGNORECASE,
)

_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b)[^.]{0,80}|[^.]{0,60}all rights reserved\.?"
    r"|this material may not be published, broadcast, rewritten[^\n]{0,60}"
    r"|(?:terms (?:of use|of service|and conditions)|privacy policy|cookie policy|contact us"
    r"|about us)(?:\s*[|·•,&]\s*(?:terms[\w ]*|privacy[\w ]*|cookie[\w ]*|contact[\w ]*|about[\w ]*))*",
    re.IGNORECASE,
)

_RELATED = re.compile(
    r"(?:(?:related|see also|also read|read also|also see|read more|read next|up next"
    r"|more on this(?: story| topic)?|further reading|more from [\w .]{1,30}"
    r"|(?:you )?(?:may|might) also like|don['’]t miss|recommended(?: for you)?|recommended reading"
    r"|related (?:stories|articles|coverage|links|content|news|topics?)|top stories|must[- ]reads?"
    r"|more (?:stories|news|coverage)|latest (?:stories|news))\s*(?:[:|»>—–-]+\s*\S.*|[:.]?)"
    r"|(?-i:READ|WATCH|MORE|LISTEN|SEE|PHOTOS|VIDEO|GALLERY|PODCAST)(?-i:[A-Z ]{0,20})\s*[:|]\s*\S.*"
    r"|(?:read|see|view|find) (?:the )?(?:rest|full (?:story|article|report|text|post)|original)"
    r"(?: [\w’' ]{0,30})?(?: here| at [\w. ]{1,30})?[.:]?)",
    re.IGNORECASE | re.DOTALL,
)

RELATED_HEAD = re.compile(
    r"(?:related (?:stories|articles|coverage|links|content|news|reading)|more (?:stories|on this(?: story)?"
    r"|from [\w .]{1,30})|(?:you )?(?:may|might) also like|read (?:next|more|also)|most (?:read|popular|viewed)"
    r"|top stories|latest (?:news|stories)|recommended(?: for you)?|trending(?: now)?|see also"
    r"|further reading|also on [\w .]{1,30})\s*:?",
    re.IGNORECASE,
)

_AGENCY = (
    r"(?:AFP|AP|Reuters|REUTERS|Getty(?: Images)?|EPA|PA|UPI|TASS|Xinhua|Bloomberg|Shutterstock|iStock"
    r"|Alamy|Unsplash|Wikimedia(?: Commons)?|RFA|VOA|Handout|Courtesy|Flickr|AAP|ANSA|dpa|DPA|Anadolu"
    r"|USA TODAY|Corbis|Magnum|Zuma|ZUMA|Rex|SIPA|Sipa|Polaris|Pexels)"
)
_NAME = r"(?:[^\n.()]|(?<=\b[A-Z])\.|\([^\n()]{1,20}\))"
"""A character of a photographer's name; a full stop only after an initial."""
_CREDIT_TAIL = re.compile(
    r"(?:\(?(?:AP |File |Staff |Courtesy |Handout )?(?:Photo(?:graph)?s?|Images?|Pictures?|Pic|Illustration"
    r"|Photo [Cc]redit|PHOTO|IMAGE|Credit|Photography)\s*(?::|/|\bby\b|\bvia\b|\bcourtesy(?: of)?\b|©)"
    rf"\s*{_NAME}{{2,70}}\.?\)?|[(\[]?(?:©\s*)?\b{_AGENCY}\s*(?:/|via)\s*[A-Z]{_NAME}{{1,50}}[)\]]?\.?"
    rf"|[(\[](?:Photo: )?{_AGENCY}[)\]]|[|]\s*{_AGENCY}[^\n]{{0,40}}|\(file(?: photo)?\)\.?)$"
)
_CAPTION_HEAD = re.compile(
    r"(?:photo|image|picture|caption|photo caption|file photo|illustration|photo credit|image credit"
    r"|(?:screen ?shot|video still))\s*:\s*\S",
    re.IGNORECASE,
)
_AGENCY_ONLY = re.compile(rf"(?:©\s*)?{_AGENCY}(?:\s*(?:/|,|via|\|)\s*[\w .'’-]{{2,40}})?")

_CREDIT_WORDS = frozenset(
    [
        "reporting",
        "reported",
        "writing",
        "written",
        "editing",
        "edited",
        "produced",
        "translated",
        "translation",
        "compiled",
        "contributed",
        "photography",
        "photographs",
        "photos",
        "graphics",
        "additional",
        "original",
        "research",
        "researched",
        "adapted",
        "narrated",
        "production",
    ]
)
_CREDIT_SMALL = frozenset(
    [
        "in",
        "by",
        "for",
        "the",
        "from",
        "service",
        "director",
        "editor",
        "editors",
        "and",
        "with",
        "to",
        "this",
        "report",
        "story",
        "article",
        "video",
        "web",
        "online",
        "staff",
        "of",
        "at",
        "a",
        "an",
        "on",
        "was",
        "were",
        "is",
        "desk",
        "bureau",
        "chief",
        "writer",
        "writers",
        "reporter",
        "reporters",
        "correspondent",
        "correspondents",
        "english",
        "language",
        "correspondence",
        "all",
        "audio",
    ]
)

_CORRECTION = re.compile(
    r"(?:(?:correction|clarification|editor['’]?s['’]? note|update|updated|corrects|amendment)\b"
    r"[^:.\n]{0,60}[:—–]|(?:an )?earlier versions? of this (?:article|story|report|post|column)\b"
    r"|this (?:article|story|report|post|column) (?:has been|was) (?:updated|corrected|amended|changed)\b"
    r"|an earlier version\b)",
    re.IGNORECASE,
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
    words = [word.lower().rstrip(".") for word in _WORD.findall(text)]
    if not 1 <= len(words) <= 12 or text[-1] in ".?!:":
        return None
    if not all(word in _SHARE or word.isdigit() for word in words):
        return None
    known = set(words)
    if known & _SHARE_VERBS or len(known & _SHARE_PLACES) >= 2:
        return BlockKind.BOILERPLATE, "share button"
    return None


def _advert(text: str) -> Verdict | None:
    if len(text) < 120 and _ADVERT.fullmatch(text):
        return BlockKind.BOILERPLATE, "a button or label of the web page"
    return None


def _comment_form(text: str) -> Verdict | None:
    hits = {found[0].lower() for found in _COMMENT_FORM.finditer(text)}
    words = text.count(" ") + 1
    if len(hits) >= 2 or (hits and words <= 12 and not _SPEECH.search(text)):
        return BlockKind.BOILERPLATE, "comment form"
    return None


def _plea(text: str) -> Verdict | None:
    if text.count(" ") < 45 and _PLEA.match(text) and not _quoted_speech(text):
        return BlockKind.BOILERPLATE, "asks the reader to subscribe, follow or click"
    return None


def _rights(text: str) -> Verdict | None:
    if text.count(" ") < 40 and _RIGHTS.fullmatch(text):
        return BlockKind.BOILERPLATE, "copyright or site notice"
    return None


def _related(text: str) -> Verdict | None:
    if text.count(" ") < 25 and _RELATED.fullmatch(text) and not _quoted_speech(text):
        return BlockKind.RELATED, "link to another page"
    return None


def _caption(text: str) -> Verdict | None:
    words = text.count(" ") + 1
    if words > 80 or _quoted_speech(text):
        return None
    if _AGENCY_ONLY.fullmatch(text):
        return BlockKind.CAPTION, "photo credit"
    if _CREDIT_TAIL.search(text[-110:]) or (words <= 50 and _CAPTION_HEAD.match(text)):
        return BlockKind.CAPTION, "photo caption"
    return None


def _credit(text: str) -> Verdict | None:
    words = _WORD.findall(text)
    if not 2 <= len(words) <= 60 or "?" in text or _quoted_speech(text):
        return None
    lower = [word.lower().rstrip(".") for word in words]
    if not _CREDIT_WORDS & set(lower):
        return None
    small = [w.rstrip(".") for w in words[1:] if w[0].islower()]
    if any(word not in _CREDIT_SMALL and word not in _CREDIT_WORDS for word in small):
        return None
    marked = {"by", "from", "contributed"} & set(lower) or ":" in text
    named = any(word[0].isupper() for word in words[1:])
    if marked and named:
        return BlockKind.CREDIT, "credits, shown in the notes"
    return None


def _correction(text: str) -> Verdict | None:
    return (BlockKind.CORRECTION, "") if _CORRECTION.match(text) else None


def _quoted_speech(text: str) -> bool:
    """Whether somebody speaks in it: then it is hardly furniture."""
    return any(mark in text for mark in '"“”«„「') and _SPEECH.search(text) is not None


TESTS: tuple[Callable[[str], Verdict | None], ...] = (
    _share,
    _advert,
    _comment_form,
    _rights,
    _related,
    _plea,
    _credit,
    _caption,
    _correction,
)
"""In order; the first that speaks decides."""
