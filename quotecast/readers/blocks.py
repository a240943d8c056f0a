"""What each part of a draft is: the one place that decides, for every format.

The result tiles the text: every character that is not white space lies in exactly one
block, and every block that is not spoken says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from quotecast.errors import SourceError
from quotecast.model import SPOKEN_KINDS, Article, Block, BlockKind, Span
from quotecast.readers import furniture, heads, language, repeats, turns
from quotecast.readers.interface import Draft

SOFT = frozenset({None, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE})
"""Kinds a format only suggests: the words may say better."""

_TITLES = (BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.DATE, BlockKind.PULL_QUOTE)
"""Kinds a format may give wrongly, to be doubted when nothing else is left to read."""

TOP = 8
"""Byline and date stand among the first so many parts."""

_BULLET = re.compile(r"(?:[-*•‣◦▪●○■]|\d{1,2}[.)])\s+(?=\S)")


@dataclass(slots=True)
class _Judged:
    """A part while it is being judged."""

    span: Span
    text: str
    kind: BlockKind | None
    hint: BlockKind | None
    reason: str = ""
    label: str = ""

    @property
    def open(self) -> bool:
        """Whether nothing has been decided yet."""
        return self.kind is None

    def settle(self, kind: BlockKind, reason: str = "", label: str = "") -> None:
        """Decide."""
        self.kind, self.reason, self.label = kind, reason, label


def build(draft: Draft, source: str) -> Article:
    """The article of a draft, every part judged.

    Raises:
        SourceError: there is not a word to read aloud in it.
    """
    draft = _printable(draft)
    parts = [
        _Judged(
            part.span,
            part.span.of(draft.text),
            None if part.kind in SOFT else part.kind,
            part.kind,
            part.reason,
            part.label,
        )
        for part in draft.parts
    ]
    title = _headline(parts, draft)
    byline, published = _top(parts, draft.byline)
    _desk(parts, draft.site)
    _dek(parts)
    _furniture(parts, title)
    _related_lists(parts)
    _turns(parts)
    _pull_quotes(parts)
    _signatures(parts)
    _headings(parts)
    _rest(parts)
    _keep_something(parts)
    blocks = _dateline([Block(p.kind, p.span, p.reason, p.label) for p in parts if p.kind], draft)
    if not any(block.spoken and _words(block.span.of(draft.text)) for block in blocks):
        raise SourceError("no words to read aloud", "is this the right file?", where=source)
    check_tiling(draft.text, blocks)
    title = title or draft.title or _first_words(blocks, draft.text)
    return Article(
        title=" ".join(title.split()),
        text=draft.text,
        blocks=tuple(blocks),
        source=source,
        byline=" ".join((draft.byline or byline).split()),
        published=draft.published or published,
        language=draft.language or language.guess(draft.text),
        site=" ".join(draft.site.split()),
        image=draft.image,
    )


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Controls, which act on a terminal, and halves of surrogate pairs, which no file can hold.
The next-line sign, a white space, is none of them."""


def _printable(draft: Draft) -> Draft:
    """A draft with a blank for each such character; spans stay as they are."""

    def clean(words: str) -> str:
        return _UNPRINTABLE.sub(" ", words)

    text = clean(draft.text)
    return replace(
        draft,
        text=text,
        parts=tuple(part for part in draft.parts if part.span.of(text).strip()),
        title=clean(draft.title),
        byline=clean(draft.byline),
        published=clean(draft.published),
        language=clean(draft.language),
        site=clean(draft.site),
        image=clean(draft.image),
    )


def check_tiling(text: str, blocks: list[Block]) -> None:
    """Every character that is not white space lies in exactly one block.

    Raises:
        AssertionError: a reader lost something or counted it twice: a bug, not bad input.
    """
    reached = 0
    for block in blocks:
        inside = reached <= block.span.start < block.span.end <= len(text)
        if not inside or text[reached : block.span.start].strip():
            raise AssertionError(f"blocks do not tile the text at {reached}: {block}")
        if block.kind not in SPOKEN_KINDS and not block.reason:
            raise AssertionError(f"no reason why this is not spoken: {block}")
        reached = block.span.end
    if text[reached:].strip():
        raise AssertionError(f"the end of the text is in no block: {text[reached:][:60]!r}")


def _headline(parts: list[_Judged], draft: Draft) -> str:
    """Find the headline; the title it gives, empty when there is none."""
    for part in parts:
        if part.kind is BlockKind.HEADLINE:
            return part.text
    wanted = _words(draft.title)
    for part in _first(parts):
        if wanted and _words(part.text) == wanted and part.kind in SOFT | {BlockKind.HEADING}:
            part.settle(BlockKind.HEADLINE)
            return part.text
    if not draft.headed:
        return ""
    for part in _first(parts):
        if part.open and not _above_headline(part.text):
            index = parts.index(part)
            following = next((other.text for other in parts[index + 1 :] if other.open), "")
            if heads.is_headline(part.text, following) and not turns.is_label(part.text):
                part.settle(BlockKind.HEADLINE)
                return part.text
            return ""
    return ""


def _first(parts: list[_Judged]) -> list[_Judged]:
    """The parts at the top of the article, page headers and the like aside."""
    return [part for part in parts if part.kind is not BlockKind.BOILERPLATE][:TOP]


def _above_headline(text: str) -> bool:
    """Whether a part is no headline although it may stand first."""
    if furniture.judge(text) is not None or heads.byline(text):
        return True
    return heads.date_line(text) is not None


def _furniture(parts: list[_Judged], title: str) -> None:
    headed = False
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADLINE:
            headed = True
        if not part.open:
            continue
        verdict = furniture.judge(part.text)
        if verdict is not None:
            part.settle(*verdict)
        elif headed and title and index < TOP and _words(part.text) == _words(title):
            part.settle(BlockKind.BOILERPLATE, "repeats the headline")


def _top(parts: list[_Judged], author: str) -> tuple[str, str]:
    """Byline and date among the first parts; ``author`` as the format itself names him."""
    names, published, prose = "", "", 0
    for part in _first(parts):
        if not part.open and part.kind not in (BlockKind.BYLINE, BlockKind.DATE):
            continue
        both = heads.meta_line(part.text, author)
        found = "" if both else heads.byline(part.text)
        when = None if both else heads.date_line(part.text)
        if both is not None:
            names, published = names or both[0], published or both[1]
            part.settle(BlockKind.BYLINE, "names author and date, which are shown in the notes")
        elif found and not names:
            names = found
            part.settle(BlockKind.BYLINE, "names the author, who is shown in the notes")
        elif when is not None:
            published = published or when
            part.settle(BlockKind.DATE, "date of publication, shown in the notes")
        elif part.open and furniture.judge(part.text) is None:
            # The article has begun; what looks like a byline now is its own words.
            prose += 1
            if prose == 2:
                break
    return names, published


def _desk(parts: list[_Judged], site: str) -> None:
    """A line between byline and date that says where the author works."""
    for above, part, below in zip(parts, parts[1:TOP], parts[2:], strict=False):
        between = above.kind is BlockKind.BYLINE and below.kind is BlockKind.DATE
        if between and part.open and heads.desk_line(part.text, site):
            part.settle(BlockKind.BYLINE, "says where the author works")


def _dek(parts: list[_Judged]) -> None:
    """A line between headline and byline sums the article up."""
    for above, part, below in zip(parts, parts[1:], parts[2:], strict=False):
        if above.kind is BlockKind.HEADLINE:
            short = len(part.text.split()) <= 40 and furniture.judge(part.text) is None
            if part.open and short and below.kind in (BlockKind.BYLINE, BlockKind.DATE):
                part.settle(BlockKind.DEK)
            return


def _related_lists(parts: list[_Judged]) -> None:
    """Below "Related stories" a run of short lines without full stop is a list of links."""
    listing = False
    for part in parts:
        if part.kind in (None, BlockKind.HEADING) and furniture.heads_links(part.text):
            listing = True
            part.settle(BlockKind.RELATED, "heads a list of links")
        elif part.kind is BlockKind.RELATED and furniture.heads_links(part.text):
            listing = True
        elif listing and part.open and _link_like(part.text):
            part.settle(BlockKind.RELATED, "link to another page")
        elif part.open or part.kind is BlockKind.HEADING:
            listing = False


def _link_like(text: str) -> bool:
    return len(text.split()) <= 20 and text[-1] not in '.:;,!"”' and "\n" not in text


def _turns(parts: list[_Judged]) -> None:
    texts, bodies = [part.text for part in parts], [part.open for part in parts]
    found = turns.labels(texts, bodies)
    found.update(turns.continued(texts, bodies, found))
    for index, label in found.items():
        parts[index].settle(BlockKind.TURN, label=label)


def _pull_quotes(parts: list[_Judged]) -> None:
    bodies = [part.open or part.kind is BlockKind.PULL_QUOTE for part in parts]
    found = repeats.repeated([part.text for part in parts], bodies)
    for index, other in found.items():
        where = "above" if other < index else "below"
        parts[index].settle(BlockKind.PULL_QUOTE, f"repeats words spoken in a paragraph {where}")
    for index, part in enumerate(parts):
        # What a format calls a pull quote but says something new would be lost.
        if part.kind is BlockKind.PULL_QUOTE and index not in found:
            part.settle(BlockKind.BLOCK_QUOTE)


_SIGNED = re.compile(r"[—–―-]{1,2}\s?[A-ZÀ-Þ@]")


def _signatures(parts: list[_Judged]) -> None:
    """A line that begins with a dash below set-off words only names whose they are."""
    for above, part in pairwise(parts):
        if not _SIGNED.match(part.text) or len(part.text.split()) > 16:
            continue
        if above.kind is BlockKind.PULL_QUOTE and (part.open or part.kind is BlockKind.BLOCK_QUOTE):
            part.settle(BlockKind.PULL_QUOTE, "names who is quoted in the pull quote above")
        elif BlockKind.BLOCK_QUOTE in (above.kind, above.hint) and (
            part.open or part.hint is BlockKind.PULL_QUOTE
        ):
            part.settle(BlockKind.PARAGRAPH)


def _headings(parts: list[_Judged]) -> None:
    prose = [part for part in parts if part.kind in (None, BlockKind.TURN, BlockKind.HEADING)]
    for index, part in enumerate(prose[:-1]):
        if not part.open or part.hint in (BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE):
            continue
        if heads.is_chapter(part.text):
            part.kind = BlockKind.HEADING
            continue
        before = prose[index - 1].text if index and prose[index - 1].open else ""
        if heads.is_heading(part.text, before, prose[index + 1].text):
            part.kind = BlockKind.HEADING


def _rest(parts: list[_Judged]) -> None:
    for part in parts:
        if not part.open:
            continue
        if not _words(part.text):
            part.settle(BlockKind.BOILERPLATE, "a divider: signs only, nothing to say")
        elif part.hint is None and _BULLET.match(part.text):
            part.settle(BlockKind.LIST_ITEM)
        else:
            part.settle(part.hint or BlockKind.PARAGRAPH)


def _keep_something(parts: list[_Judged]) -> None:
    """When nothing but furniture was seen, the tests were wrong about this text."""
    if any(part.kind in SPOKEN_KINDS and part.kind is not BlockKind.HEADLINE for part in parts):
        return
    for part in parts:
        guessed = part.hint in SOFT or part.hint in _TITLES
        if guessed and part.kind is not BlockKind.HEADLINE and _words(part.text):
            part.settle(BlockKind.PARAGRAPH)


def _dateline(blocks: list[Block], draft: Draft) -> list[Block]:
    """Cut the dateline off the first paragraph."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        found = heads.DATELINE.match(draft.text, block.span.start, block.span.end)
        if found is None:
            return blocks
        end = block.span.start + len(found[0].rstrip())
        start = end
        while draft.text[start].isspace():
            start += 1
        cut = [
            Block(BlockKind.DATELINE, Span(block.span.start, end)),
            replace(block, span=Span(start, block.span.end)),
        ]
        return [*blocks[:index], *cut, *blocks[index + 1 :]]
    return blocks


def _words(text: str) -> str:
    return repeats.words(text).strip()


def _first_words(blocks: list[Block], text: str) -> str:
    """A title for an article that has none: how it begins."""
    first = next(block for block in blocks if block.spoken and _words(block.span.of(text)))
    words = first.span.of(text)[:400].split()
    title = " ".join(words[:10]).strip("\"“”‘’'«»„")
    return title if len(words) <= 10 else title.rstrip(",;:") + " …"
