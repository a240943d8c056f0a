"""What podcast.toml says of the show, and where a studio keeps its files.

Precedence: podcast.toml over the defaults written here. A key this release does not
know is an error that names it and its nearest neighbour: a typing mistake must not
silently mean the default.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from pathlib import Path

from quotecast.errors import ConfigError
from quotecast.tomlfile import from_toml

SAMPLE_RATES = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
"""Hz; what every published format can hold. A rate mistyped by a digit would fill the disk."""

STUDIO_VERSION = 1
"""Of podcast.toml and the folders beside it; later releases read earlier ones."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence by the kind of boundary, milliseconds between the sounds on either side.

    Defaults follow common practice in spoken-word production: a sentence 150-200,
    a paragraph 300-500, a change of speaker 500-750.
    """

    head: int = 500
    """Before the first word of the episode."""
    tail: int = 1500
    """After the last."""
    paragraph: int = 450
    """Between two paragraphs of one speaker."""
    section: int = 1000
    """Before a section."""
    heading: int = 600
    """After a headline or heading that is read."""
    change: int = 600
    """Between paragraphs where the speaker changes."""
    within: int = 200
    """Within a paragraph, between two lines of one speaker."""
    quote_in: int = 300
    """Within a paragraph, from narration into a quotation."""
    quote_out: int = 300
    """Within a paragraph, from a quotation back into narration."""
    tag: int = 220
    """Between a quotation and the "Han said" that belongs to it, and on into its second half."""
    cue: int = 500
    """Either side of music."""


@dataclass(frozen=True, slots=True)
class Mastering:
    """How the finished file sounds and is encoded."""

    loudness: float = -16.0
    """Integrated loudness as heard, LUFS (Apple's recommendation for podcasts)."""
    peak: float = -1.0
    """Highest true peak, dBTP."""
    format: str = "mp3"
    """The published file: ``mp3``, ``m4a`` or ``opus``."""
    archive: str = ""
    """A further lossless file beside it: ``flac``, ``wav`` or empty for none."""
    channels: int = 1
    """1 or 2."""
    sample_rate: int = 44_100
    bitrate: int = 0
    """kbit/s; 0 means 96 for mono and 128 for stereo."""
    stereo_width: int = 0
    """Percent of panning between speakers, 0 to 15; needs ``channels = 2``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an article is read, and what is said around it."""

    headings: bool = True
    """Read headings aloud; otherwise they only name the chapters."""
    captions: bool = False
    """Read photo captions aloud."""
    doubt: float = 0.5
    """Below this confidence a quotation is left to the narrator as ``@?``."""
    disclosure: str = "The voices in this episode are synthetic."
    """Spoken by the narrator at the end; empty for none."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A language model that is asked who speaks what the rules leave in doubt; off by default.

    Naming an endpoint sends passages of every article with such a quotation to it. The key it
    may want is read from the environment (``QUOTECAST_ENDPOINT_KEY``), never from a file, and
    sent only where ``QUOTECAST_ENDPOINT`` there names the same server.
    """

    endpoint: str = ""
    """Root of an OpenAI-compatible API (``http://localhost:11434/v1``); empty: nobody is asked.
    Loopback and private networks are permitted here, link-local addresses are not; a public one
    must be https."""
    model: str = ""
    """As the server calls it."""
    timeout: float = 60.0
    """Seconds for one answer."""
    request: int = 24_000
    """Bytes of one request at most; a server's context window must hold it."""
    confidence: float = 0.6
    """How far an answer is believed; below ``reading.doubt`` it is only the nearest name."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Voices the show always uses."""

    narrator: str = ""
    """Voice id; empty: the first voice of the catalogue marked ``narrator = true``."""
    people: dict[str, str] = field(default_factory=dict)
    """Person's name → voice id."""


@dataclass(frozen=True, slots=True)
class Show:
    """The podcast, as podcast.toml describes it."""

    title: str = "Untitled podcast"
    author: str = ""
    description: str = ""
    language: str = "en"
    category: str = "News"
    """An Apple Podcasts category, case-sensitive."""
    subcategory: str = ""
    explicit: bool = False
    link: str = ""
    """The show's web page; empty: ``base_url``."""
    base_url: str = ""
    """Where output/ is published, ``https://…``; empty: the address of ``quotecast serve``."""
    image: str = ""
    """Square JPEG or PNG, 1400-3000 px, relative to the studio; empty: one is drawn."""
    owner_name: str = ""
    owner_email: str = ""
    copyright: str = ""
    license: str = ""
    """SPDX identifier or a name for ``podcast:license``."""
    locked: bool = True
    guid: str = ""
    """``podcast:guid``; empty: derived from the feed's address once and kept."""
    slug: str = ""
    """Folder under output/ for a further show of one studio; empty: output/ itself."""
    ai_disclosure: str = (
        "Read by synthetic voices. The words are the article's own; "
        "the people quoted did not record them."
    )
    """Shown in the notes, the page and the feed."""
    pauses: Pauses = field(default_factory=Pauses)
    master: Mastering = field(default_factory=Mastering)
    reading: Reading = field(default_factory=Reading)
    cast: Casting = field(default_factory=Casting)
    attribution: Asking = field(default_factory=Asking)
    version: int = STUDIO_VERSION


@dataclass(frozen=True, slots=True)
class Studio:
    """Where the files of a studio are. Every path in a record is relative to ``root``."""

    root: Path

    @property
    def settings(self) -> Path:
        """podcast.toml."""
        return self.root / "podcast.toml"

    @property
    def voices(self) -> Path:
        """The voice catalogue, edited by hand."""
        return self.root / "voices"

    @property
    def scripts(self) -> Path:
        """Reviewed episode scripts and their cast files, edited by hand."""
        return self.root / "scripts"

    @property
    def output(self) -> Path:
        """Everything generated."""
        return self.root / "output"

    @property
    def takes(self) -> Path:
        """The cache of recordings, named by content key."""
        return self.output / "takes"

    def script_file(self, slug: str) -> Path:
        """``scripts/<slug>.fountain``."""
        return self.scripts / f"{slug}.fountain"

    def cast_file(self, slug: str) -> Path:
        """``scripts/<slug>.cast.toml``."""
        return self.scripts / f"{slug}.cast.toml"

    def answers_file(self, slug: str) -> Path:
        """``scripts/<slug>.answers.json``: what an endpoint said of quotations in doubt."""
        return self.scripts / f"{slug}.answers.json"

    def inside(self, relative: str, where: str = "") -> Path:
        """The absolute path of a file named in a script or setting.

        Raises:
            ConfigError: the path is absolute or leads out of the studio.
        """
        root = self.root.resolve()
        try:
            path = (root / relative).resolve()
            path.exists()
        except (OSError, ValueError, RuntimeError) as fault:  # too long, a NUL, links in a ring
            raise ConfigError(
                f"{relative[:80]!r} is no name of a file", "correct the name", where=where
            ) from fault
        if Path(relative).is_absolute() or not path.is_relative_to(root):
            raise ConfigError(
                f"{relative!r} is outside the studio",
                "name a file relative to the folder that holds podcast.toml",
                where=where,
            )
        return path


def load_show(path: Path) -> Show:
    """Read podcast.toml.

    Raises:
        ConfigError: the file is missing, not TOML, has an unknown key or a wrong value.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        raise ConfigError(
            f"{path} not found", "run `quotecast init` here, or name the studio with --studio"
        ) from fault
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "not UTF-8 text"
        raise ConfigError(f"cannot read {path}: {reason}") from fault
    show = from_toml(Show, text, str(path))
    _check(show, str(path))
    return show


def _check(show: Show, where: str) -> None:
    for pause in dataclasses.fields(show.pauses):
        length = getattr(show.pauses, pause.name)
        if not 0 <= length <= 60_000:
            raise ConfigError(f"pauses.{pause.name} must be 0 to 60000 ms", where=where)
    _check_sound(show.master, where)
    if not 0 <= show.reading.doubt <= 1:
        raise ConfigError("reading.doubt must be 0 to 1", where=where)
    from quotecast.naming import RESERVED

    if not re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", show.slug) or show.slug in RESERVED:
        raise ConfigError(
            f"slug {show.slug!r} cannot name a folder in output/",
            "use lower-case letters, digits and hyphens, and no name that output/ uses itself",
            where=where,
        )
    if show.base_url and not re.fullmatch(r"https?://[^\s<>\"]+", show.base_url):
        raise ConfigError("base_url must start with https:// or http://", where=where)
    _check_asking(show.attribution, where)


def _check_sound(sound: Mastering, where: str) -> None:
    rates = ", ".join(map(str, SAMPLE_RATES))
    rules = (
        (-40 <= sound.loudness <= -5, "loudness must be -40 to -5 LUFS"),
        (-20 <= sound.peak <= 0, "peak must be -20 to 0 dBTP"),
        (sound.channels in (1, 2), "channels must be 1 or 2"),
        (sound.sample_rate in SAMPLE_RATES, f"sample_rate must be one of {rates}"),
        (sound.bitrate == 0 or 16 <= sound.bitrate <= 320, "bitrate must be 0 or 16 to 320 kbit/s"),
        (0 <= sound.stereo_width <= 15, "stereo_width must be 0 to 15 percent"),
        (sound.format in ("mp3", "m4a", "opus"), "format must be mp3, m4a or opus"),
        (sound.archive in ("", "flac", "wav"), "archive must be flac, wav or empty"),
    )
    for kept, rule in rules:
        if not kept:
            raise ConfigError(f"master.{rule}", where=where)


def _check_asking(asking: Asking, where: str) -> None:
    if not 0 < asking.timeout <= 3600:
        raise ConfigError("attribution.timeout must be 1 to 3600 seconds", where=where)
    if not 4_000 <= asking.request <= 1_000_000:
        raise ConfigError("attribution.request must be 4000 to 1000000 bytes", where=where)
    if not 0 <= asking.confidence <= 1:
        raise ConfigError("attribution.confidence must be 0 to 1", where=where)
    if not asking.endpoint:
        return
    if not re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", asking.endpoint):
        raise ConfigError(
            "attribution.endpoint must be an address such as http://localhost:11434/v1",
            "without user name, query or key: the key is read from QUOTECAST_ENDPOINT_KEY",
            where=where,
        )
    if not asking.model:
        raise ConfigError("attribution.model must name the endpoint's model", where=where)
