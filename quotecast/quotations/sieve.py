"""The ordered sieve: each quoted stretch falls through small rules until one names a source.

Order: a label printed before the turn; a cue clause of its own; continuation of a quotation
left open; sharing inside the paragraph; the sentence before; the paragraph before. Each
rule's name goes into the result with the confidence measured for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from quotecast.model import QuotationKind, Span
from quotecast.quotations.above import Above
from quotecast.quotations.answers import asked, asks
from quotecast.quotations.clauses import sentence_cue
from quotecast.quotations.confidence import confidence
from quotecast.quotations.entity import Entity
from quotecast.quotations.reference import Memory
from quotecast.quotations.scene import Cue, Paragraph, Stretch
from quotecast.quotations.subjects import first_subject
from quotecast.quotations.verdict import Verdict

_LABEL: Final = re.compile(r"[\"“”'‘«„]{1,2}\s?([A-Z][A-Z.'’ -]{1,40}[A-Z]):\s")


class Sieve(Above):
    """Attributes the stretches of one article, paragraph by paragraph, in order."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], memory: Memory) -> None:
        super().__init__(text, paragraphs, memory)
        self._left_open: list[Stretch] = []
        """The stretches of a quotation over several paragraphs so far."""
        self._group = 0
        self.__post_init__()

    def __post_init__(self) -> None:
        """Room for what a special sieve remembers."""

    def settle(self) -> None:
        """Decide what only the whole text tells."""

    def paragraph(self, index: int, stretches: list[Stretch]) -> None:
        """Attribute the direct stretches of one paragraph."""
        paragraph = self.paragraphs[index]
        direct = [s for s in stretches if s.direct]
        for before, stretch in zip((None, *direct), direct, strict=False):
            self._stretch = stretch
            label = self._label(stretch)
            if label is not None:
                self._decide(stretch, label)
            elif stretch.cue is not None:
                same = self._same(stretch, before)
                self._decide(stretch, same or self._by_cue(paragraph, stretch.cue))
            if stretch.quote.continues and stretch.number in self.verdicts:
                self._own_up(stretch)
        for k, stretch in enumerate(direct):
            if stretch.number not in self.verdicts:
                self._stretch = stretch
                before = direct[k - 1] if k else None
                following = direct[k + 1] if k + 1 < len(direct) else None
                self._decide(stretch, self._uncued(paragraph, stretch, before, following))
        if direct:
            self._take_turn(direct[-1])
            self._previous = direct[-1]
            kept = self._left_open if direct[0].quote.continues else []
            self._left_open = [*kept, direct[-1]] if not direct[-1].quote.closed else []

    def _decide(self, stretch: Stretch, verdict: Verdict) -> None:
        if verdict.group < 0:
            verdict.group = self._group
            self._group += 1
        if not verdict.confidence:
            verdict.confidence = confidence(verdict.rule)
        self.verdicts[stretch.number] = verdict
        if verdict.entity is not None:
            self.memory.spoke(verdict.entity, stretch.quote.start)

    def _own_up(self, stretch: Stretch) -> None:
        """Give the paragraphs before that nobody vouched for the source their end names."""
        for earlier in self._left_open:
            if self.verdicts[earlier.number].entity is None:
                self._decide(earlier, self._share(stretch, "continued"))

    # -- rules ----------------------------------------------------------------------------

    def _label(self, stretch: Stretch) -> Verdict | None:
        """A transcript inside marks: "WALLACE: Governor, …"."""
        block = self.paragraphs[stretch.paragraph]
        if stretch.quote.style == "turn":
            entity = self._labelled(block.label, stretch.quote.start)
            span = Span(block.span.start, block.span.start + len(block.label))
            return Verdict(entity, "turn", QuotationKind.EXPLICIT, None, span)
        found = _LABEL.match(self.text, stretch.quote.start, stretch.quote.end)
        if found is None:
            return None
        entity = self.memory.table.called(found[1], stretch.quote.start)
        span = Span(*found.span(1))
        return Verdict(entity, "transcript", QuotationKind.EXPLICIT, None, span)

    def _labelled(self, label: str, start: int) -> Entity:
        """Whom a label of a turn stands for; Q asks, A is who the text is about."""
        table = self.memory.table
        bare = label.strip(" .:").lower()
        if bare in ("q", "question", "interviewer"):
            return table.role("Interviewer", "role", start, "")
        if bare in ("a", "answer", "interviewee"):
            return table.main_person(start) or table.role("Interviewee", "role", start, "")
        return table.called(label, start)

    def _by_cue(self, paragraph: Paragraph, cue: Cue) -> Verdict:
        """The stretch has a cue clause of its own."""
        if cue.rule == "spoken-to":
            others = self._near(paragraph)
            return Verdict(None, "spoken-to", QuotationKind.IMPLICIT, cue.span, others=others)
        entity, kind, how, others = self._who(paragraph, cue.mention)
        if cue.also is not None and entity is not None:
            entity, how = self._both(entity, cue.mention, cue.also), "group"
        rule = f"{cue.rule}/{how}"
        return Verdict(entity, rule, kind, cue.span, cue.mention.span, others)

    def _same(self, stretch: Stretch, before: Stretch | None) -> Verdict | None:
        """One clause between two stretches has one source: "…," he said, "and …"."""
        if before is None or before.cue is None or stretch.cue is None:
            return None
        one = before.cue.span == stretch.cue.span and before.number in self.verdicts
        return self._share(before, "split") if one else None

    def _uncued(
        self,
        paragraph: Paragraph,
        stretch: Stretch,
        before: Stretch | None,
        following: Stretch | None,
    ) -> Verdict:
        """The stretch has no cue clause: continuation, sharing, the sentences before."""
        if stretch.quote.continues and self._previous is not None:
            return self._share(self._previous, "continued")
        if before is not None:
            return self._after_another(paragraph, stretch, before)
        lead = self._sentence_before(paragraph, stretch.token)
        if following is not None and following.cue is not None:
            next_to = following.token - stretch.token <= 2
            other = self.verdicts[following.number].entity
            if other is not None and (next_to or (lead is None and not other.author)):
                return self._share(following, "shared-with-next")
        if lead is not None:
            return self._lead(paragraph, lead)
        if stretch.token == 0 or not paragraph.mentions:
            return self._paragraph_before(paragraph, stretch)
        return self._subject_before(paragraph, stretch)

    def _after_another(self, paragraph: Paragraph, stretch: Stretch, before: Stretch) -> Verdict:
        """So: "…," he said. "…" — or a new sentence between them that names its own source."""
        lead = self._sentence_before(paragraph, stretch.token)
        if lead is not None:
            begin = paragraph.starts[stretch.token - 1]
            own = before.cue
            if begin > before.token and lead.mention.first >= begin:
                if own is None or lead.mention.span.start != own.mention.span.start:
                    return self._lead(paragraph, lead)
            elif own is not None and self._cuts_in(paragraph, own, lead):
                return self._lead(paragraph, lead)
        return self._share(before, "split")

    @staticmethod
    def _cuts_in(paragraph: Paragraph, own: Cue, lead: Cue) -> bool:
        """A second clause with a source of its own: "…," Ek said, and her son cut in. "…"."""
        first = lead.mention.first
        if own.side != "after" or lead.mention.span.start <= own.span.end or first < 2:
            return False
        joint = paragraph.tokens[first - 1].low in ("and", "but", "then")
        verb = paragraph.tokens[min(lead.mention.last, len(paragraph.tokens) - 1)]
        return joint and lead.mention.kind != "pronoun" and lead.span.start == verb.start

    def _sentence_before(self, paragraph: Paragraph, token: int) -> Cue | None:
        """The cue of the sentence that ends right before ``token`` ("He said that … . "…"")."""
        if token == 0:
            return None
        low = max(paragraph.starts[token - 1], token - 90)
        if paragraph.tokens[token - 1].kind == "q":
            return None
        return sentence_cue(paragraph, low, token)

    def _lead(self, paragraph: Paragraph, cue: Cue) -> Verdict:
        entity, kind, how, others = self._who(paragraph, cue.mention)
        if entity is not None and entity.author and asks(paragraph, cue.mention):
            other = asked(self.memory, paragraph, cue.mention)
            return Verdict(other, "answer", kind, cue.span, others=self._near(paragraph))
        return Verdict(entity, f"sentence-before/{how}", kind, cue.span, cue.mention.span, others)

    def _subject_before(self, paragraph: Paragraph, stretch: Stretch) -> Verdict:
        """No cue in the sentence before: its subject, when that is a person."""
        token = stretch.token
        low = max(paragraph.starts[token - 1], token - 90)
        subject = first_subject(paragraph, low, token)
        if subject is not None and subject.kind in ("name", "pronoun", "role"):
            entity, kind, how, others = self._who(paragraph, subject)
            if entity is not None and not entity.author:
                return Verdict(entity, f"subject-before/{how}", kind, None, subject.span, others)
        verdict = self._paragraph_before(paragraph, stretch)
        if verdict.rule == "paragraph-before" and paragraph.starts[token] != token:
            verdict.rule, verdict.confidence = "led-in-by-nobody", 0.0
        return verdict
