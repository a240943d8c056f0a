"""The nouns of Quotecast: frozen data that passes from step to step.

Every type here can be written to a file and read back (:mod:`quotecast.records`), so
each step can be stopped after, inspected, edited and resumed. All times are integer
milliseconds, all gains and levels integer millibels (hundredths of a decibel), all
spans half-open ``[start, end)`` character offsets into :attr:`Article.text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

NARRATOR: Final = "Narrator"
"""Speaker of every line nobody is quoted in."""

DOUBT: Final = "?"
"""Speaker of a quotation that no rule would vouch for; the narrator's voice reads it."""


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATELINE = "dateline"
    DATE = "date"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    BLOCK_QUOTE = "block quotation"
    TURN = "turn"
    CAPTION = "caption"
    PULL_QUOTE = "pull quote"
    CREDIT = "credit"
    CORRECTION = "correction"
    RELATED = "related links"
    BOILERPLATE = "boilerplate"


SPOKEN_KINDS: Final = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.DEK,
        BlockKind.DATELINE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.BLOCK_QUOTE,
        BlockKind.TURN,
        BlockKind.CORRECTION,
    }
)
"""Kinds read aloud; every other block is listed as left out, with its reason."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of characters in :attr:`Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article: a paragraph, a heading, a caption, a widget."""

    kind: BlockKind
    span: Span
    reason: str = ""
    """Why the reader gave it this kind; required when the kind is not spoken."""
    label: str = ""
    """For a TURN: the name printed before it (``Kadeer``), which is part of the span, or whose
    turn it is where an interview prints no names."""

    @property
    def spoken(self) -> bool:
        """Whether the block is read aloud."""
        return self.kind in SPOKEN_KINDS


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read: its text and what each part of it is.

    The blocks are in order, do not overlap, and between them cover every character of
    ``text`` that is not white space: nothing disappears silently.
    """

    title: str
    text: str
    """The readable text of the source. For plain text: the file, line ends as ``\\n``."""
    blocks: tuple[Block, ...]
    source: str
    """The path or URL it was read from, as given."""
    byline: str = ""
    published: str = ""
    """ISO 8601 date or date-time; empty when the source does not say."""
    language: str = "en"
    """BCP 47 tag."""
    site: str = ""
    image: str = ""
    doubts: tuple[str, ...] = ()
    """What a person should look at before it is published, a line each."""


ENDPOINT_RULE: Final = "endpoint"
"""Rule of a quotation in doubt whose speaker a language model named (:mod:`.endpoint`)."""


class QuotationKind(StrEnum):
    """How the text says who speaks."""

    EXPLICIT = "explicit"
    """by name or title beside a cue: "Han said" """
    ANAPHORIC = "anaphoric"
    """by pronoun or role: "he said", "the lawyer added" """
    IMPLICIT = "implicit"
    """by position only: no cue near"""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of quoted words and who, as far as the text tells, spoke them."""

    span: Span
    """From the opening to the closing mark, marks included; one paragraph at most."""
    speaker: str | None
    """The person's one full name in this article, or None where no rule would vouch.
    :data:`NARRATOR` where the author tells what he said himself ("…," I said)."""
    direct: bool
    """True: speech to be voiced. False: a partial quotation, title, nickname or scare
    quote inside narration, which the narrator reads."""
    kind: QuotationKind = QuotationKind.IMPLICIT
    confidence: float = 0.0
    """0 to 1: how often the deciding rule is right on the gold articles."""
    rule: str = ""
    """The name of the rule that decided."""
    cue: Span | None = None
    """The cue verb or phrase ("said", "according to")."""
    mention: Span | None = None
    """The words that name the source ("Han", "he", "the lawyer")."""
    candidates: tuple[str, ...] = ()
    """Nearest other names, best first, for a person who must decide."""
    group: int = -1
    """Quotations of one utterance (split by "he said", continued over paragraphs)
    share a group; -1 stands alone."""


class Gender(StrEnum):
    """Grammatical gender by the article's own pronouns and honorifics, never by origin."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody or something that can be quoted: one entity through the article."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender = Gender.UNKNOWN
    kind: str = "person"
    """``person``, ``role`` ("a spokesman"), ``organisation`` or ``group``."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the quotation room found in an article."""

    quotations: tuple[Quotation, ...]
    """In order of span; spans never overlap."""
    people: tuple[Person, ...]
    """In order of first mention; every speaker of a quotation but the narrator is among them."""


@dataclass(frozen=True, slots=True)
class Section:
    """The start of a chapter. Its title is shown, not spoken (Fountain's rule)."""

    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of speech by one speaker."""

    speaker: str
    """A person's name, :data:`NARRATOR` or :data:`DOUBT`."""
    text: str
    """Written form, white space normalised to single spaces, never empty."""
    direction: str = ""
    """How to say it: ``quietly``. No brackets."""
    notes: tuple[str, ...] = ()
    """Remarks for the editor, never spoken."""
    continues: bool = False
    """True when it goes on in the paragraph of the line before it."""

    @property
    def narrated(self) -> bool:
        """Whether the narrator's voice reads it."""
        return self.speaker in (NARRATOR, DOUBT)


@dataclass(frozen=True, slots=True)
class SoundCue:
    """Music or a sound between lines."""

    file: str
    """Path relative to the studio, never outside it."""
    kind: str = "MUSIC"
    """``MUSIC`` (intro, outro), ``BED`` (under the lines that follow) or ``STING``."""
    options: tuple[tuple[str, str], ...] = ()
    """``("fade", "2s")`` and the like, in the order written."""


@dataclass(frozen=True, slots=True)
class Omission:
    """A block of the article that is not spoken, kept in the script as a note."""

    kind: BlockKind
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the editor that stands by itself; never spoken."""

    text: str


Item = Section | Line | SoundCue | Omission | Note


@dataclass(frozen=True, slots=True)
class Script:
    """An episode as it will be spoken, in order: what a person reviews and edits."""

    title: str
    items: tuple[Item, ...]
    source: str = ""
    byline: str = ""
    published: str = ""
    language: str = "en"
    site: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Further title-page entries, kept as written (``Number``, ``Summary``, ``Image``…)."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The spoken lines in order; a take or clip names a line by its index here."""
        return tuple(item for item in self.items if isinstance(item, Line))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Quoted people in order of first line; neither narrator nor doubt."""
        return tuple(dict.fromkeys(line.speaker for line in self.lines if not line.narrated))


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A script together with where each of its items stands in the article."""

    script: Script
    origins: tuple[Span | None, ...]
    """One for each of ``script.items``; None for what the article does not hold."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the catalogue: one TOML file in ``voices/``."""

    id: str
    """The file's name without ``.toml``."""
    name: str
    """What listeners are told ("Adam")."""
    engine: str
    """A key of ``quotecast.engines.ENGINES``."""
    model: str = ""
    """A folder relative to ``voices/``, an absolute folder, or a zoo name
    (``tts_models/en/vctk/vits``)."""
    speaker: str = ""
    """The model's own name for the speaker; empty for a one-voice model."""
    reference: str = ""
    """A recording, relative to ``voices/``, for models that clone."""
    consent: str = ""
    """Who agreed that the reference recording is used, and when."""
    language: str = "en"
    gender: Gender = Gender.UNKNOWN
    accent: str = ""
    pitch_hz: int = 0
    """Measured median pitch; 0 when not measured."""
    timbre: tuple[int, ...] = ()
    """Measured colour: mean level of bands from low to high, dB around their mean; empty
    when not measured."""
    narrator: bool = False
    """Suited to narrate: the default narrator is the first such voice by id."""
    description: str = ""
    licence: str = ""
    settings: tuple[tuple[str, float], ...] = ()
    """Engine settings by name (``length_scale``, ``noise_scale``…), sorted by name."""

    @property
    def noncommercial(self) -> bool:
        """Whether its licence forbids commercial use: such a voice is used when it is named,
        and never chosen by the program.
        """
        return is_noncommercial(self.licence)


def is_noncommercial(licence: str) -> bool:
    """Whether a licence, by its usual names, forbids commercial use (CC BY-NC, Coqui's CPML)."""
    return bool(re.search(r"\bnc\b|\bcpml\b|non-?\s?commercial|research only", licence.lower()))


@dataclass(frozen=True, slots=True)
class Role:
    """Which voice speaks for a person."""

    speaker: str
    voice: str
    """A :attr:`Voice.id`."""
    aliases: tuple[str, ...] = ()
    """Other names under which the script may call the same person."""
    gender: Gender = Gender.UNKNOWN


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks with which voice in an episode."""

    narrator: str
    """A :attr:`Voice.id`; it reads the lines in doubt too."""
    roles: tuple[Role, ...] = ()

    def voice_of(self, speaker: str) -> str | None:
        """The voice id for a speaker (or alias); None when the speaker is not cast."""
        if speaker in (NARRATOR, DOUBT):
            return self.narrator
        for role in self.roles:
            if speaker == role.speaker or speaker in role.aliases:
                return role.voice
        return None


@dataclass(frozen=True, slots=True)
class Word:
    """One written word and when it is heard."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Take:
    """One recording of one line: mono 16-bit WAV, named by its content key."""

    line: int
    """Index into :attr:`Script.lines`."""
    key: str
    """SHA-256 (hex) over everything that shaped the sound."""
    path: str
    """Relative to the studio: ``output/takes/ab/ab12….wav``."""
    voice: str
    """:attr:`Voice.id`."""
    duration_ms: int
    sample_rate: int
    lead_ms: int
    """Silence before the first sound, to be trimmed by ``arrange``."""
    tail_ms: int
    """Silence after the last sound."""
    loudness_mb: int
    """Integrated loudness of the sounding part, hundredths of LUFS (BS.1770, mono)."""
    peak_mb: int
    """Sample peak, hundredths of dBFS."""
    words: tuple[Word, ...] = ()
    """Written words timed from the start of the file."""
    timing: str = "estimated"
    """``model``: from the model's own durations; ``estimated``: proportional."""
    attempts: int = 1
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of a sound file placed on the timeline."""

    track: str
    """``voice``, ``music`` or ``bed``."""
    path: str
    """Relative to the studio."""
    start_ms: int
    duration_ms: int
    offset_ms: int = 0
    """Where in the file the piece begins."""
    gain_mb: int = 0
    """Hundredths of a decibel."""
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    pan: int = 0
    """-100 (left) to 100 (right); 0 is the middle."""
    line: int = -1
    """Index into :attr:`Script.lines`; -1 for music."""
    speaker: str = ""
    duck_mb: int = 0
    """For music: how far it gives way under speech, hundredths of a decibel."""

    @property
    def end_ms(self) -> int:
        """Where it ends on the timeline."""
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named point of the episode; it lasts until the next one."""

    start_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What sounds when: pure integers, no audio."""

    duration_ms: int
    clips: tuple[Clip, ...]
    """Ordered by start; clips of the voice track never overlap."""
    chapters: tuple[Chapter, ...]
    """The first at 0."""
    version: int = 1
    """Of this file's format."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One spoken line in the transcript, on the episode's clock."""

    start_ms: int
    end_ms: int
    speaker: str
    text: str
    """Written form."""
    words: tuple[Word, ...] = ()
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Mastered:
    """What was measured on a finished audio file."""

    path: str
    """Relative to the studio."""
    format: str
    """``mp3``, ``m4a``, ``opus``, ``flac`` or ``wav``."""
    mime: str
    """``audio/mpeg`` and so on."""
    bytes: int
    duration_ms: int
    loudness_mb: int
    """Integrated loudness as heard (a mono file measured as dual mono), hundredths of LUFS."""
    true_peak_mb: int
    """Hundredths of dBTP."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is heard, and in which voice."""

    speaker: str
    voice: str
    """:attr:`Voice.name`, as told to listeners."""
    voice_id: str
    first_ms: int = 0
    """When the speaker is first heard."""


@dataclass(frozen=True, slots=True)
class Episode:
    """Everything the feed, the notes and the page need; ``output/<slug>/episode.json``."""

    guid: str
    """Assigned once, never changed by a new title, text or recording."""
    slug: str
    title: str
    made: str
    """ISO 8601, UTC, of the first production: the feed's pubDate."""
    audio: Mastered
    chapters: tuple[Chapter, ...]
    cast: tuple[Credit, ...]
    """The narrator first, then the people quoted in order of first line."""
    transcript: tuple[Caption, ...]
    summary: str
    """The article's own words."""
    credits: tuple[str, ...]
    """The article's credit lines ("Original reporting in Mandarin by Xi Hong.")."""
    disclosure: str
    """That the voices are synthetic, in words."""
    number: int = 0
    """1, 2, 3 … in order of first production; 0 before it is given."""
    source: str = ""
    byline: str = ""
    published: str = ""
    """ISO date of the article."""
    language: str = "en"
    site: str = ""
    corrections: tuple[str, ...] = ()
    withdrawn: bool = False
    archive: Mastered | None = None
    """The lossless file beside the published one, where the show keeps one."""
    version: int = 1
    """Of this file's format."""
