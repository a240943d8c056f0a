"""Blocks and quotations to the items of a script."""

from __future__ import annotations

from bisect import bisect_left

from quotecast.config import Reading
from quotecast.model import (
    NARRATOR,
    Article,
    Attribution,
    Block,
    BlockKind,
    Item,
    Line,
    Omission,
    Quotation,
    Script,
    Section,
    Segmentation,
    Span,
)
from quotecast.segment.pieces import Piece, cut, piece, wordless
from quotecast.segment.proof import BULLETS, prove
from quotecast.segment.turns import LABEL_REASON, label_span, turn_speaker

WHOLE = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.DEK,
        BlockKind.DATELINE,
        BlockKind.HEADING,
        BlockKind.CAPTION,
        BlockKind.CORRECTION,
    }
)
"""Kinds the narrator reads whole, quotations included: the newsroom's own words."""

REASONS = {
    BlockKind.BYLINE: "names the author, who is shown in the notes",
    BlockKind.DATE: "the date of publication, shown in the notes",
    BlockKind.CAPTION: "photo caption",
    BlockKind.PULL_QUOTE: "repeats words spoken elsewhere in the article",
    BlockKind.CREDIT: "credit, shown in the notes",
    BlockKind.RELATED: "links to other articles",
    BlockKind.BOILERPLATE: "not part of the article",
    BlockKind.HEADING: "headings only name the chapters (reading.headings is false)",
}
"""Said of a block left out when its reader gave no reason."""

NOTHING_TO_SAY = "signs only, nothing to say"


def segment(article: Article, attribution: Attribution, reading: Reading) -> Segmentation:
    """The script of an article.

    Every spoken block is cut at the quotations to be voiced; the narrator reads the rest.
    Quotation marks of voiced quotations are not said. What is not spoken stays in the
    script as an :class:`~quotecast.model.Omission`, in its place.

    Args:
        article: as read.
        attribution: the quotations found in it and who spoke them.
        reading: what the show reads aloud, and below which confidence nobody is believed.

    Raises:
        LostWordError: the script could not be proven; never seen unless this code is wrong.
    """
    cutter = _Cutter(article, attribution, reading)
    for block in article.blocks:
        cutter.block(block)
    script = Script(
        title=" ".join(article.title.split()),
        items=tuple(item for item, _ in cutter.items),
        source=article.source,
        byline=" ".join(article.byline.split()),
        published=article.published,
        language=article.language,
        site=" ".join(article.site.split()),
        extra=(("Image", article.image),) if article.image else (),
    )
    segmentation = Segmentation(script, tuple(origin for _, origin in cutter.items))
    prove(article, segmentation)
    return segmentation


class _Cutter:
    """Collects the items block by block."""

    def __init__(self, article: Article, attribution: Attribution, reading: Reading) -> None:
        self.text = article.text
        self.attribution = attribution
        self.reading = reading
        self.items: list[tuple[Item, Span | None]] = []
        self.voiced = [q for q in attribution.quotations if q.direct and q.speaker != NARRATOR]
        self.ends = [q.span.end for q in self.voiced]
        self.goes_on = False
        """Whether the next line continues the paragraph of a dateline."""

    def block(self, block: Block) -> None:
        """Add the items of one block."""
        goes_on, self.goes_on = self.goes_on, block.kind is BlockKind.DATELINE
        if not self.read_aloud(block) or wordless(block.span, self.text):
            if block.kind is BlockKind.HEADING and not wordless(block.span, self.text):
                self.items.append((Section(self.words(block.span)), None))
            self.leave_out(block)
        elif block.kind is BlockKind.TURN:
            self.turn(block)
        elif block.kind in WHOLE:
            if block.kind in (BlockKind.HEADLINE, BlockKind.HEADING):
                self.items.append((Section(self.words(block.span)), None))
            self.say([piece(NARRATOR, block.span)])
        else:
            span = self.item(block.span) if block.kind is BlockKind.LIST_ITEM else block.span
            pieces = cut(span, self.quotations(span), self.text, self.reading.doubt)
            self.say(pieces, goes_on and block.kind is BlockKind.PARAGRAPH)

    def read_aloud(self, block: Block) -> bool:
        """Whether the show reads a block."""
        if block.kind is BlockKind.CAPTION:
            return self.reading.captions
        if block.kind is BlockKind.HEADING:
            return self.reading.headings
        return block.spoken

    def quotations(self, span: Span) -> list[Quotation]:
        """Quotations to be voiced that touch a stretch."""
        first = bisect_left(self.ends, span.start + 1)
        found = []
        for quotation in self.voiced[first:]:
            if quotation.span.start >= span.end:
                break
            found.append(quotation)
        return found

    def item(self, span: Span) -> Span:
        """An item of a list without its bullet; a number before it is a word and stays."""
        start = span.start
        while start < span.end and (self.text[start] in BULLETS or self.text[start].isspace()):
            start += 1
        bulleted = start > span.start and self.text[start - 1].isspace()
        return Span(start, span.end) if bulleted else span

    def turn(self, block: Block) -> None:
        """A turn: the label is left out, the rest is its speaker's."""
        label = label_span(block, self.text)
        speech = Span(label.end, block.span.end)
        if label.start < label.end:
            omission = Omission(BlockKind.TURN, self.words(label), LABEL_REASON)
            self.items.append((omission, label))
        if not wordless(speech, self.text):
            speaker = turn_speaker(block, speech, self.attribution) or NARRATOR
            self.say([piece(speaker, speech)])
        elif self.words(speech):
            self.items.append(
                (Omission(BlockKind.TURN, self.words(speech), NOTHING_TO_SAY), speech)
            )

    def say(self, pieces: list[Piece], goes_on: bool = False) -> None:
        """Lines of one paragraph."""
        for part in pieces:
            line = Line(part.speaker, part.said(self.text), notes=part.notes, continues=goes_on)
            self.items.append((line, part.span))
            goes_on = True

    def leave_out(self, block: Block) -> None:
        """List a block that is not spoken."""
        reason = block.reason or REASONS.get(block.kind, NOTHING_TO_SAY)
        if self.read_aloud(block):
            reason = NOTHING_TO_SAY
        elif block.kind is BlockKind.HEADING:
            reason = REASONS[BlockKind.HEADING]
        words = self.words(block.span)
        if words:
            self.items.append((Omission(block.kind, words, " ".join(reason.split())), block.span))

    def words(self, span: Span) -> str:
        """The characters of a stretch, white space normalised."""
        return " ".join(span.of(self.text).split())
