"""Rules that look at the paragraphs above and below a quotation without a cue of its own."""

from __future__ import annotations

from collections.abc import Sequence

from quotecast.model import QuotationKind, Span
from quotecast.quotations.answers import (
    SHORT,
    Quoted,
    answerer,
    asked,
    asks,
    entity_before,
    is_question,
    other_of_two,
)
from quotecast.quotations.clauses import sentence_cue, written_by
from quotecast.quotations.confidence import confidence
from quotecast.quotations.entity import Entity
from quotecast.quotations.heads import begins_clause, head_of
from quotecast.quotations.mention import Mention
from quotecast.quotations.prominence import suits
from quotecast.quotations.reference import Memory
from quotecast.quotations.resolver import Resolver
from quotecast.quotations.scene import Paragraph, Stretch
from quotecast.quotations.subjects import first_subject
from quotecast.quotations.verbs import cue_verb
from quotecast.quotations.verdict import Verdict
from quotecast.quotations.vocatives import addressed, called


class Above(Resolver):
    """What was decided so far, and what follows from it for the next paragraph."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], memory: Memory) -> None:
        super().__init__(text, paragraphs, memory)
        self.verdicts: dict[int, Verdict] = {}
        self._previous: Stretch | None = None
        """The last direct stretch of an earlier paragraph."""
        self._turns: list[Quoted] = []
        """Of the paragraphs that quote."""

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

    def _paragraph_before(self, paragraph: Paragraph, stretch: Stretch) -> Verdict:
        """A paragraph that opens with an uncued quotation: who the last paragraph was about."""
        index = paragraph.index
        signed = self._signed(index) if stretch.look.whole else None
        if signed is not None:
            return signed
        if index:
            last = self.paragraphs[index - 1]
            announced = self._announced(index)
            if announced is not None:
                return announced
            previous = self._previous
            if previous is not None and index - previous.paragraph == 1:
                if self._authors(previous):
                    return self._answer_to_author(paragraph, previous)
                turned = self._exchange(paragraph, stretch)
                return turned or self._share(previous, self._going_on(last, previous))
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

    def _exchange(self, paragraph: Paragraph, stretch: Stretch) -> Verdict | None:
        """Question and answer in turn: "…?" Judge Strand asked. / "I forget." / "Do you?"."""
        called_on = self._called_on()
        if called_on is not None:
            return Verdict(
                called_on, "answer", QuotationKind.IMPLICIT, others=self._near(paragraph)
            )
        question = self._words(stretch).endswith("?")
        turned, entity = other_of_two(self._turns, paragraph.index, question)
        if not turned and question:
            entity = self._asker(paragraph.index - 2)
            turned = entity is not None and entity is not self._turns[-1].entity
        last = self._turns[-1].entity if self._turns else None
        if not turned and last is not None and addressed(self._said(stretch), last):
            turned = True
            entity = entity_before(self._turns, paragraph.index)
        if not turned:
            return None
        rule = "none" if entity is None else "answer"
        return Verdict(entity, rule, QuotationKind.IMPLICIT, others=self._near(paragraph))

    def _called_on(self) -> Entity | None:
        """Whom the last quotation calls by name, and so will answer: "… now, Chuck," Ek said."""
        last = self._previous
        name = called(self._said(last)) if last is not None else ""
        if last is None or not name:
            return None
        entity = self.memory.table.known(name, last.quote.start)
        spoke = self.verdicts[last.number].entity
        known = entity is not None and entity.kind == "person" and entity is not spoke
        return entity if known else None

    def _said(self, stretch: Stretch) -> str:
        """A stretch as it stands in the text."""
        return self.text[stretch.quote.start : stretch.quote.end]

    def _asker(self, index: int) -> Entity | None:
        """Who asks in the last sentence of a narrated paragraph: "Ek asked him what it cost."."""
        if index < 0 or (self._turns and index in (t.paragraph for t in self._turns[-2:])):
            return None
        narrated = self.paragraphs[index]
        subject = first_subject(narrated, narrated.starts[-1], len(narrated.tokens))
        if subject is None or not asks(narrated, subject):
            return None
        return self._who(narrated, subject)[0]

    def _take_turn(self, last: Stretch) -> None:
        """Remember whose turn a paragraph was, by its last stretch."""
        verdict = self.verdicts[last.number]
        cue = self.text[verdict.cue.start : verdict.cue.end] if verdict.cue else ""
        words = self._words(last)
        asking = is_question(words, cue, verdict.rule)
        whom = None
        if asking and last.cue is not None:
            paragraph = self.paragraphs[last.paragraph]
            if asks(paragraph, last.cue.mention):
                whom = asked(self.memory, paragraph, last.cue.mention)
        short = last.token == 0 and last.look.words <= SHORT and words.endswith("?")
        answers = verdict.rule == "answer"
        self._turns.append(Quoted(last.paragraph, verdict.entity, asking, whom, short, answers))

    def _addressed(self, mention: Mention) -> frozenset[int]:
        """Also who asked what is answered here: "…?" Strand asked Moss. / "No," he said."""
        others = super()._addressed(mention)
        turn = self._turns[-1] if self._turns else None
        if turn is None or turn.entity is None or mention.paragraph - turn.paragraph != 1:
            return others
        tokens = self.paragraphs[mention.paragraph].tokens
        verb = tokens[mention.last].low if mention.last < len(tokens) else ""
        fits = turn.whom is None or suits(turn.whom, mention.gender)
        return others | {id(turn.entity)} if fits and turn.answered_by(verb) else others

    def _words(self, stretch: Stretch) -> str:
        """The end of a stretch, without its mark."""
        end = stretch.quote.end
        return self.text[max(stretch.quote.start, end - 8) : end].rstrip("\"'”’»“ ")

    def _announced(self, index: int, dangling: str = "") -> Verdict | None:
        """The paragraph above ends with a colon: whose words it announces, if it says so.

        Args:
            index: of the paragraph with the words.
            dangling: other marks that announce words after a cue ("He suddenly said,").
        """
        last = self.paragraphs[index - 1] if index else None
        if last is None or not last.tokens or last.tokens[-1].text not in (":", *dangling):
            return None
        low = max(last.starts[-1], len(last.tokens) - 90)
        cue = sentence_cue(last, low, len(last.tokens))
        if cue is None and last.tokens[-1].text != ":":
            return None
        subject = cue.mention if cue else None
        subject = subject or written_by(last, low, len(last.tokens) - 1)
        subject = subject or first_subject(last, low, len(last.tokens))
        if subject is not None:
            entity, kind, how, others = self._who(last, subject)
            if entity is not None:
                span = cue.span if cue else None
                return Verdict(entity, f"colon-before/{how}", kind, span, subject.span, others)
        others = self._near(self.paragraphs[index])
        said_by = subject.span if subject is not None else None
        return Verdict(None, "none", QuotationKind.IMPLICIT, None, said_by, others)

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
        """The next paragraph is only the source, or begins with it.

        "— Han Guangsheng, Toronto" / "So says a voice at the end of the film."
        """
        if index + 1 >= len(self.paragraphs):
            return None
        following = self.paragraphs[index + 1]
        tokens = following.tokens
        if len(tokens) > 3 and tokens[0].low == "so" and cue_verb(following, 1) == "finite":
            subject = head_of(following, 2)
            if subject is not None and not begins_clause(following, subject):
                entity, kind, how, others = self._who(following, subject)
                cue = Span(tokens[0].start, tokens[1].end)
                return Verdict(entity, f"signed/{how}", kind, cue, subject.span, others)
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
