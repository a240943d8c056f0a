"""What the names of elements and classes say of the text in them."""

from __future__ import annotations

import re
from typing import Any

from quotecast.model import BlockKind
from quotecast.readers.inline import is_large, words_of
from quotecast.readers.phrases import word_set

HIDDEN = word_set(
    """script style noscript template svg math iframe object embed canvas audio video select
    option datalist input textarea rp map area source track link meta title"""
)
"""Elements whose content no reader of the page sees as text."""

BLOCKS = word_set(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li
    main menu nav ol p pre section summary table tbody tfoot thead tr ul"""
)
"""Elements that begin a paragraph of their own."""

KINDS = {
    "h1": BlockKind.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "figcaption": BlockKind.CAPTION,
    "blockquote": BlockKind.BLOCK_QUOTE,
    "li": BlockKind.LIST_ITEM,
}

_CERTAIN = (
    r"\binfobox|\bhatnote|\bnavbox|\bcatlinks|\breflist|\bmw-references|\bsiteSub\b"
    r"|newsletter-?(?:sign-?up|form|widget|card|promo)|signup-?(?:card|form|widget|box)"
    r"|subscri(?:be|ption)-?(?:widget|form|box)|\bvjs-|\bkg-(?:signup|bookmark|button)-card"
    r"|\bprint-only\b|\bonly-print\b|\bvisible-print\b|\bshow-for-print"
    r"|cookie-?(?:banner|notice|consent)|\bonetrust|\bqc-cmp|\bdidomi"
)
"""Names that are given to nothing but furniture, so that they count for more than prose."""

_CLASSES = (
    (BlockKind.PULL_QUOTE, r"pull-?_?quote|pullout"),
    (BlockKind.CAPTION, r"caption|(?:photo|image|img|picture|media)[-_]*credit"),
    (
        BlockKind.RELATED,
        r"related|recirc|read-?more|more-?stories|recommend|most-?(?:read|popular)"
        r"|bookmark-card|post-embed|embedded-post|rich-?link|links-?block|link-?list|topic-?list"
        r"|\bcarousel",
    ),
    (
        BlockKind.BOILERPLATE,
        r"share|sharing|social|newsletter|subscri|sign-?up|advert|\bads?\b|promo|sponsor"
        r"|cookie|consent|breadcrumb|comments?\b|disqus|paywall|regwall|toolbar|skip-?link"
        r"|post-terms|(?:cat|tag|tags)-links|entry-(?:categories|tags)|post-(?:categories|tags)"
        r"|site-?footer|\bpoll\b|poll-(?:embed|widget)|video[-_]*(?:embed|title|duration)\b"
        r"|(?:audio|video|media)-?player|\bvjs-|video-js|affiliate|product-?card"
        r"|\b(?:nav|navbar|navigation|side-?bar|masthead|toc|table-of-contents)\b" + "|" + _CERTAIN,
    ),
    (BlockKind.BYLINE, r"byline|author-?name|\bauthors?\b|article-?author"),
    (BlockKind.DATE, r"\b(?:date|time)\b|publish(?:ed)?-?(?:date|time)|timestamp|pubdate"),
    (
        BlockKind.DEK,
        r"\bdek\b|standfirst|sub-?title|sub-?head(?:line)?\b|\bdeck\b|article-?summary",
    ),
    (
        BlockKind.HEADLINE,
        r"(?:entry|post|article|story|node)[-_]{0,2}(?:title|headline)\b|\bheadline\b",
    ),
)
_BY_CLASS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _CLASSES]
_SURE = re.compile(_CERTAIN, re.IGNORECASE)

STICKY = frozenset(
    {BlockKind.RELATED, BlockKind.BOILERPLATE, BlockKind.CAPTION, BlockKind.PULL_QUOTE}
)
"""Kinds that hold for everything inside, headings and lists too."""

OUTSIDE = frozenset({"nav", "footer", "form", "button", "dialog", "menu"})
"""Elements that are never the article itself."""


_AMP_ASIDE = tuple(
    f"amp-{name}" for name in "ad embed sidebar consent social sticky list next-page".split()
)
"""Beginnings of AMP's elements that hold adverts, menus and banners."""


def by_class(element: Any) -> BlockKind | None:
    """What class, id and item property say."""
    names = _names(element)
    if not names:
        return None
    return next((kind for kind, pattern in _BY_CLASS if pattern.search(names)), None)


def certain(element: Any) -> bool:
    """Whether class or id are given to nothing but furniture."""
    names = _names(element)
    return bool(names) and _SURE.search(names) is not None


_NAMING = ("class", "id", "itemprop", "aria-label", "data-component", "data-testid", "data-qa")
"""Attributes that name what an element holds; the last three where classes are only numbers."""


def _names(element: Any) -> str:
    names = (element.get(key, "") for key in _NAMING)
    return " ".join(names).strip()


def telling(element: Any, tag: str, named: BlockKind | None) -> BlockKind | None:
    """Author, date or caption, where an element within a line says that it holds them.

    ``named`` is what :func:`by_class` says of it.
    """
    if tag == "time":
        return BlockKind.DATE
    if element.get("rel") == "author":
        return BlockKind.BYLINE
    said = (BlockKind.BYLINE, BlockKind.DATE, BlockKind.CAPTION)
    return named if named in said else None


def leads_within(element: Any, tag: str) -> bool:
    """Whether an element is a link to another place of the same page."""
    return tag == "a" and len(element.get("href") or "") > 1 and element.get("href")[0] == "#"


def leads_away(element: Any) -> str:
    """Where a link to another page leads; empty for one within the page."""
    address = (element.get("href") or "").strip()
    return "" if address.startswith("#") else address[:2000]


def outside(element: Any, tag: str) -> bool:
    """Whether an element is never the article itself; a quotation's footer names its source."""
    if element.get("role") in ("navigation", "search", "contentinfo", "dialog", "alertdialog"):
        return True
    return tag in OUTSIDE or tag.startswith(_AMP_ASIDE)


def signs(element: Any, tag: str) -> bool:
    """Whether an element names who is quoted in the block quotation around or above it."""
    if tag == "figcaption":
        above = element.getprevious()
        return above is not None and above.tag == "blockquote"
    parent = element.getparent()
    if tag not in ("cite", "footer") or parent is None:
        return False
    if tag == "cite" and parent.tag == "p" and alone(element):
        parent = parent.getparent()
    return parent is not None and parent.tag == "blockquote"


def pictured(element: Any, tag: str) -> bool:
    """Whether all the words of a figure are about its picture."""
    if tag != "figure":
        return False
    inner = element.iter("blockquote", "table", "pre", "p", "ul", "ol")
    return all(next(one.iterancestors("figcaption"), None) is not None for one in inner)


def alone(element: Any) -> bool:
    """Whether an inline element is all its parent holds."""
    parent = element.getparent()
    if parent is None or (parent.text or "").strip() or (element.tail or "").strip():
        return False
    return len(parent) == 1


LONG = 40
"""Characters of an element from which it may be a paragraph."""


def stands_apart(element: Any, tag: str) -> bool:
    """Whether an element of the page's own kind is a paragraph: long, and in no running text."""
    parent = element.getparent()
    if "-" not in tag or parent is None or (element.tail or "").strip():
        return False
    before = element.getprevious()
    text = parent.text if before is None else before.tail
    return not (text or "").strip() and _is_long(element)


def _is_long(element: Any) -> bool:
    return is_large(element) or len(words_of(element)) >= LONG


def shadow(element: Any, tag: str) -> bool:
    """Whether a template is shown in the place where it stands (declarative shadow DOM)."""
    return tag == "template" and any(element.get(f"shadowroot{end}") for end in ("mode", ""))


def follows_link(element: Any, tag: str) -> bool:
    """Whether a link or button stands right behind another: apart on the screen, not in text.

    A time is apart from whatever it stands beside.
    """
    before = element.getprevious()
    if before is None or before.tail or not isinstance(before.tag, str):
        return False
    links = ("a", "button", "time")
    return "time" in (tag, before.tag) or (tag in links and before.tag in links)


def may_be_apart(element: Any, tag: str) -> bool:
    """Whether nothing stands between an element within a line and another before it."""
    before = element.getprevious() if tag in ("span", "time", "b", "strong") else None
    return before is not None and before.tag in ("span", "time", "em") and not before.tail


def invisible(element: Any) -> bool:
    """Whether an element is not shown; what holds paragraphs is only for the moment.

    A browser that saves a page while a banner lies over it leaves all the rest of the page
    marked as hidden from screen readers.
    """
    if element.get("hidden", "until-found") != "until-found":
        return True
    if element.get("aria-hidden") == "true" and next(element.iter("p"), None) is None:
        return True
    style = element.get("style", "")
    return ":" in style and _UNSEEN.search(style) is not None


_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
