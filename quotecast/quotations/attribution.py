"""From an article to its quotations and the people who speak them."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from quotecast.datelines import dateline_end
from quotecast.model import NARRATOR, Article, Attribution, Block, BlockKind, Span
from quotecast.quotations import cues, dashes, leadin, marks, mentions, speech
from quotecast.quotations.coinage import coined
from quotecast.quotations.dialogue import DialogueSieve
from quotecast.quotations.entities import Table
from quotecast.quotations.gender import call_by_given_names, vote_gender
from quotecast.quotations.genre import is_byline, is_dialogue, is_division, tell_places, trust_names
from quotecast.quotations.joining import join_names
from quotecast.quotations.known import Known
from quotecast.quotations.paragraphs import split
from quotecast.quotations.reference import Memory
from quotecast.quotations.scene import Cue, Paragraph, Stretch
from quotecast.quotations.sieve import Sieve
from quotecast.quotations.tokens import opening, sentence_starts, tokenize
from quotecast.quotations.verdict import quotation

_UNVOICED: Final = frozenset(
    {BlockKind.HEADLINE, BlockKind.DEK, BlockKind.DATELINE, BlockKind.HEADING, BlockKind.CORRECTION}
)
"""The newsroom's own words: read whole by the narrator."""


def attribute(article: Article) -> Attribution:
    """Find every quotation of an article and say who speaks it.

    Pure rules: no model, no network, same answer every time. Quotations are in order, never
    overlap, and each lies inside one block.

    Args:
        article: as read; only its blocks' text is looked at.
    """
    return attribute_blocks(article.text, article.blocks)


def attribute_text(text: str) -> Attribution:
    """The same for bare text, its paragraphs split at blank lines or line ends."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in split(text))
    return attribute_blocks(text, blocks)


def attribute_blocks(text: str, blocks: Sequence[Block]) -> Attribution:
    """Quotations of ``text`` whose paragraphs are ``blocks``, in order."""
    with _collector_at_rest():
        return _attribute(text, blocks)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Put off the search for reference cycles: millions of small objects are made, no cycle.

    On a book every search would walk all the tokens made so far, and time would grow faster
    than length.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _attribute(text: str, blocks: Sequence[Block]) -> Attribution:
    blocks = [block for block in blocks if block.spoken]
    found = marks.find(text, [block.span for block in blocks])
    found = _instead(found, dashes.find(text, blocks, found))
    found = _instead(found, _whole_blocks(text, blocks, found))
    paragraphs, stretches = _scenes(text, blocks, found)
    for paragraph in paragraphs:
        if paragraph.index in stretches:
            _judge(text, paragraph, stretches[paragraph.index])
    dashed = any(quote.style == "dash" for quote in found)
    story = dashed or (not _dated(text, blocks) and is_dialogue(stretches, paragraphs))
    table = Table(story=story)
    table.build(m for p in paragraphs for m in p.mentions)
    vote_gender(table, paragraphs)
    call_by_given_names(table)
    if story:
        join_names(table)
        tell_places(table)
        trust_names(table, stretches)
    kind = DialogueSieve if story else Sieve
    sieve = kind(text, paragraphs, Memory(table))
    for paragraph in paragraphs:
        sieve.memory.read(paragraph)
        if paragraph.index in stretches:
            sieve.paragraph(paragraph.index, stretches[paragraph.index])
    sieve.settle()
    quotations = [
        quotation(text, s, sieve.verdicts.get(s.number))
        for here in stretches.values()
        for s in here
    ]
    speakers = {q.speaker for q in quotations if q.speaker and q.direct} - {NARRATOR}
    people = sorted(
        (e for e in table.entities if e.name in speakers or (e.kind == "person" and e.full)),
        key=lambda e: e.first_seen,
    )
    unique = {e.name: e.person() for e in reversed(people)}
    return Attribution(tuple(quotations), tuple(reversed(unique.values())))


_FIRST: Final = 4
"""Blocks among which a dateline stands: after headline, dek and byline."""


def _dated(text: str, blocks: Sequence[Block]) -> bool:
    """Whether a dateline says that the text is news."""
    spans = (block.span for block in blocks[:_FIRST])
    return any(dateline_end(text, span.start, span.end) > span.start for span in spans)


def _instead(found: Sequence[marks.Marked], others: Sequence[marks.Marked]) -> list[marks.Marked]:
    """Add other stretches; marks inside their paragraphs are part of the speech."""
    taken = {quote.paragraph for quote in others}
    kept = [quote for quote in found if quote.paragraph not in taken]
    return sorted((*kept, *others), key=lambda quote: quote.start)


def _whole_blocks(
    text: str, blocks: Sequence[Block], found: Sequence[marks.Marked]
) -> list[marks.Marked]:
    """Turns of an interview and block quotations, which are speech without marks."""
    whole: list[marks.Marked] = []
    marked = {quote.paragraph for quote in found}
    for index, block in enumerate(blocks):
        start, end = block.span.start, block.span.end
        if block.kind is BlockKind.TURN and block.label:
            at = text.find(block.label, start, start + len(block.label) + 4)
            start = start if at < 0 else at + len(block.label)
            while start < end and (text[start].isspace() or text[start] in ":.)]*_—–-"):
                start += 1
            style = "turn"
        elif block.kind is BlockKind.BLOCK_QUOTE and index not in marked:
            style = "block"
        else:
            continue
        if start < end:
            whole.append(marks.Marked(start, end, index, style))
    return whole


def _scenes(
    text: str, blocks: Sequence[Block], found: Sequence[marks.Marked]
) -> tuple[list[Paragraph], dict[int, list[Stretch]]]:
    """Tokenised paragraphs and their quoted stretches."""
    by_paragraph: dict[int, list[tuple[int, marks.Marked]]] = {}
    for number, quote in enumerate(found):
        by_paragraph.setdefault(quote.paragraph, []).append((number, quote))
    known = Known.of(text)
    paragraphs: list[Paragraph] = []
    stretches: dict[int, list[Stretch]] = {}
    words = tokenize(text, [block.span for block in blocks], by_paragraph)
    for index, (block, tokens) in enumerate(zip(blocks, words, strict=True)):
        begin = opening(text, tokens)
        starts = sentence_starts(text, tokens, begin)
        weak = block.kind is BlockKind.HEADLINE or _title_case(text, block.span, index)
        weak = weak or is_division(tokens) or is_byline(tokens)
        found_here = mentions.find_mentions(tokens, starts, known, weak)
        names = [m for m in found_here if m.first >= begin] if begin else found_here
        for mention in names:
            mention.paragraph = index
        paragraph = Paragraph(index, block.span, block.kind, block.label, tokens, starts, names)
        paragraphs.append(paragraph)
        if index in by_paragraph:
            stretches[index] = _stretches(text, paragraph, dict(by_paragraph[index]))
    return paragraphs, stretches


def _stretches(text: str, paragraph: Paragraph, quotes: dict[int, marks.Marked]) -> list[Stretch]:
    made: list[Stretch] = []
    for t, token in enumerate(paragraph.tokens):
        if token.kind == "q":
            quote = quotes[token.quote]
            look = speech.surface(text, quote, paragraph.tokens, t, paragraph.starts[t])
            paragraph.looks[t] = look
            made.append(Stretch(token.quote, quote, paragraph.index, t, look))
    paragraph.opaque = frozenset(s.token for s in made if not speech.likely(s.look))
    return made


_WORD_CAPITAL: Final = re.compile(r"(?<![^\W_])[^\W\d_a-z]")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_LONG_PLAIN: Final = re.compile(r" [a-z][\w'’-]{3}")


def _title_case(text: str, span: Span, index: int) -> bool:
    """A short line whose words are nearly all capitalised: capitals mean nothing there."""
    size = span.end - span.start
    if not 0 < size <= 200:
        return False
    closed = text[span.end - 1] in '.”"’'
    if closed and _LONG_PLAIN.search(text, span.start, span.end):
        return False  # a sentence, which one plain word shows
    if len(_WORD_CAPITAL.findall(text, span.start, span.end)) * 20 < size:
        return False
    longer = [w for w in _WORD.findall(text, span.start, span.end) if len(w) > 3]
    if len(longer) < 3:
        return False
    capital = sum(w[0].isupper() for w in longer)
    if closed and capital < len(longer):
        return False  # a sentence full of names
    return capital >= 0.8 * len(longer) and (index < 3 or len(longer) > 4)


def _judge(text: str, paragraph: Paragraph, here: list[Stretch]) -> None:
    """Find each stretch's own cue and decide whether it is speech."""
    previous: Stretch | None = None
    for stretch in here:
        look = stretch.look
        if stretch.quote.style in ("turn", "block"):
            stretch.direct = True
            continue
        late = cues.after(text, paragraph, stretch.token) if look.words else None
        early = leadin.before(paragraph, stretch.token) if look.words else None
        split_from = _continues_sentence(paragraph, previous, stretch)
        cue = _choose(look, late, early)
        side = cue.side if cue is not None else ""
        begins = paragraph.starts[stretch.token] == stretch.token
        stretch.direct = speech.accept(
            look,
            side,
            split_from,
            follows=previous is not None and begins,
            near=cue is not None and cue.span.end + 3 >= stretch.quote.start,
            single=stretch.quote.style == "single" and not stretch.quote.primary,
        )
        if paragraph.kind in _UNVOICED or (stretch.direct and coined(paragraph, stretch.token)):
            stretch.direct = False
        elif stretch.quote.style == "dash":
            stretch.direct = True
        stretch.cue = cue if stretch.direct else None
        if stretch.direct:
            previous = stretch


def _choose(look: speech.Surface, late: Cue | None, early: Cue | None) -> Cue | None:
    """Of a cue on either side, the nearer: the comma or colon tells which."""
    if late is None or early is None:
        return late or early
    if look.before in (":", ","):
        return early if early.rule != "colon" or look.ended != "," else late
    return late


def _continues_sentence(paragraph: Paragraph, previous: Stretch | None, stretch: Stretch) -> bool:
    """Whether an earlier stretch of the same sentence was speech ("…," he said, "and …")."""
    if previous is None:
        return False
    begin = paragraph.starts[stretch.token]
    return begin <= previous.token or stretch.token - previous.token <= 2
