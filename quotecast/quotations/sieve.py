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
from quotecast.quotations.answers import answerer, asked, asks
from quotecast.quotations.clauses import sentence_cue, written_by
from quotecast.quotations.confidence import confidence
from quotecast.quotations.entity import Entity
from quotecast.quotations.mention import Mention
from quotecast.quotations.reference import Memory
from quotecast.quotations.resolver import Resolver
from quotecast.quotations.scene import Cue, Paragraph, Stretch
from quotecast.quotations.subjects import first_subject
from quotecast.quotations.verbs import cue_verb
from quotecast.quotations.verdict import Verdict

_LABEL: Final = re.compile(r"[\"“”'‘«„]{1,2}\s?([A-Z][A-Z.'’ -]{1,40}[A-Z]):\s")


class Sieve(Resolver):
    """Attributes the stretches of one article, paragraph by paragraph, in order."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], memory: Memory) -> None:
        super().__init__(text, paragraphs, memory)
        self.verdicts: dict[int, Verdict] = {}
        self._previous: Stretch | None = None
        """The last direct stretch of an earlier paragraph."""
        self._left_open: list[Stretch] = []
        """The stretches of a quotation over several paragraphs so far."""
        self._group = 0
        self.__post_init__()

    def __post_init__(self) -> None:
        """Room for what a special sieve remembers."""

    def paragraph(self, index: int, stretches: list[Stretch]) -> None:
        """Attribute the direct stretches of one paragraph."""
        paragraph = self.paragraphs[index]
        direct = [s for s in stretches if s.direct]
        for stretch in direct:
            self._stretch = stretch
            label = self._label(stretch)
            if label is not None:
                self._decide(stretch, label)
            elif stretch.cue is not None:
                self._decide(stretch, self._by_cue(paragraph, stretch.cue))
            if stretch.quote.continues and stretch.number in self.verdicts:
                self._own_up(stretch)
        for k, stretch in enumerate(direct):
            if stretch.number not in self.verdicts:
                self._stretch = stretch
                before = direct[k - 1] if k else None
                following = direct[k + 1] if k + 1 < len(direct) else None
                self._decide(stretch, self._uncued(paragraph, stretch, before, following))
        if direct:
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

    def _both(self, one: Entity, first: Mention, second: Mention) -> Entity:
        """Two people who speak as one have a voice of their own: "Mara Ek and Otto Moss"."""
        table = self.memory.table
        other = table.adopt(second)
        if other is one or other.kind != "person":
            return one
        names = [one.name, other.name]
        if second.span.start < first.span.start:
            names.reverse()
        return table.role(" and ".join(names), "group", first.span.start, "")

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

    def _share(self, other: Stretch, rule: str) -> Verdict:
        theirs = self.verdicts[other.number]
        verdict = Verdict(
            theirs.entity,
            rule,
            QuotationKind.IMPLICIT if rule.startswith("para") else theirs.kind,
            theirs.cue,
            theirs.mention,
            theirs.others,
            group=theirs.group,
        )
        verdict.confidence = min(confidence(rule), theirs.confidence)
        return verdict

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

    def _paragraph_before(self, paragraph: Paragraph, stretch: Stretch) -> Verdict:
        """A paragraph that opens with an uncued quotation: who the last paragraph was about."""
        index = paragraph.index
        signed = self._signed(index) if stretch.look.whole else None
        if signed is not None:
            return signed
        if index:
            last = self.paragraphs[index - 1]
            if last.tokens and last.tokens[-1].text == ":":
                low = max(last.starts[-1], len(last.tokens) - 90)
                cue = sentence_cue(last, low, len(last.tokens))
                subject = cue.mention if cue else None
                subject = subject or written_by(last, low, len(last.tokens) - 1)
                subject = subject or first_subject(last, low, len(last.tokens))
                if subject is not None:
                    entity, kind, how, others = self._who(last, subject)
                    span = cue.span if cue else None
                    if entity is not None:
                        return Verdict(
                            entity, f"colon-before/{how}", kind, span, subject.span, others
                        )
                # It announces somebody's words, of whom the text does not say.
                return Verdict(None, "none", QuotationKind.IMPLICIT, others=self._near(paragraph))
            previous = self._previous
            if previous is not None and index - previous.paragraph == 1:
                if self._authors(previous):
                    return self._answer_to_author(paragraph, previous)
                return self._share(previous, self._going_on(last, previous))
            verdict = self._narrated_before(last)
            if verdict is not None:
                if previous is not None and index - previous.paragraph <= 5:
                    spoken = self.verdicts[previous.number].entity
                    if spoken is verdict.entity:
                        verdict.rule = "narration-of-speaker"
                return verdict
            if (
                previous is not None
                and index - previous.paragraph <= 3
                and not self._authors(previous)
            ):
                return self._share(previous, "paragraphs-before")
        return Verdict(None, "none", QuotationKind.IMPLICIT, others=self._near(paragraph))

    def _authors(self, stretch: Stretch) -> bool:
        entity = self.verdicts[stretch.number].entity
        return entity is not None and entity.author

    def _answer_to_author(self, paragraph: Paragraph, question: Stretch) -> Verdict:
        """So: "Were you afraid?" I asked her. — "Never.": hers, in the paragraph below."""
        entity = answerer(self.memory, self.paragraphs[question.paragraph], question)
        rule = "none" if entity is None else "answer"
        return Verdict(entity, rule, QuotationKind.IMPLICIT, others=self._near(paragraph))

    def _going_on(self, last: Paragraph, previous: Stretch) -> str:
        """The rule's name when the last paragraph quoted: weaker where it ends with another."""
        begin = last.starts[-1] if last.starts else 0
        if begin > previous.token:
            subject = first_subject(last, begin, len(last.tokens))
            if subject is not None and subject.kind == "name" and not subject.org:
                entity = self.memory.table.resolve(subject)
                if entity is not None and entity is not self.verdicts[previous.number].entity:
                    return "paragraph-before-another"
        return "paragraph-before"

    def _signed(self, index: int) -> Verdict | None:
        """The next paragraph is only the source: "— Han Guangsheng, Toronto"."""
        if index + 1 >= len(self.paragraphs):
            return None
        following = self.paragraphs[index + 1]
        tokens = following.tokens
        if not 2 <= len(tokens) <= 14 or tokens[0].text not in ("—", "–", "-", "―"):
            return None
        mention = following.starting(1)
        if mention is None or mention.kind != "name" or mention.possessive:
            return None
        if any(cue_verb(following, t) == "finite" for t in range(mention.last, len(tokens))):
            return None
        entity, kind, how, others = self._who(following, mention)
        dash = Span(tokens[0].start, tokens[0].end)
        return Verdict(entity, f"signed/{how}", kind, dash, mention.span, others)

    def _narrated_before(self, last: Paragraph) -> Verdict | None:
        """The paragraph before is narration: the cue, else the subject, of its last sentence."""
        if not last.tokens or not last.mentions:
            return None
        low = max(last.starts[-1], len(last.tokens) - 90)
        cue = sentence_cue(last, low, len(last.tokens))
        subject = cue.mention if cue else first_subject(last, low, len(last.tokens))
        if subject is None or subject.kind in ("thing", "group"):
            return None
        entity, kind, how, others = self._who(last, subject)
        if entity is None or entity.kind not in ("person", "role"):
            return None
        rule = "narration-cue" if cue else "narration-subject"
        return Verdict(
            entity, f"{rule}/{how}", kind, cue.span if cue else None, subject.span, others
        )

    def _near(self, paragraph: Paragraph) -> tuple[str, ...]:
        ranked = self.memory.pronoun("male", paragraph.span.start)
        ranked += self.memory.pronoun("female", paragraph.span.start)
        names = dict.fromkeys(e.name for _, e in sorted(ranked, key=lambda x: -x[0]))
        return tuple(names)[:3]
