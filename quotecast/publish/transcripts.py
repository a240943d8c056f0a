"""Transcripts in the four formats apps read: WebVTT, SubRip, JSON and HTML.

WebVTT: https://www.w3.org/TR/webvtt1/. Line lengths, the JSON fields and the HTML elements:
the Podcasting 2.0 namespace's transcript page. The text is the written form; every word
of every line is in every format.
"""

from __future__ import annotations

from html import escape
from typing import Final

import msgspec

from quotecast.model import Episode
from quotecast.publish.captions import Cue, cues, shown_speaker
from quotecast.publish.text import (
    LONGEST_TAB,
    clock,
    one_line,
    precise_clock,
    seconds,
    shorten,
)

VTT_WIDTH: Final = 65
"""Characters in a row of a WebVTT cue."""
SRT_WIDTH: Final = 32
"""Characters in a row of a SubRip cue."""
ROWS: Final = 2

FORMATS: Final = (
    ("transcript.vtt", "text/vtt"),
    ("transcript.srt", "application/x-subrip"),
    ("transcript.json", "application/json"),
    ("transcript.html", "text/html"),
)
"""File names and media types, the best first: apps take the first they know."""


def to_vtt(episode: Episode) -> str:
    """WebVTT with the speaker named on every cue.

    The voice span runs to the cue's end, so that its end tag may be left out (WebVTT
    4.2.2), and readers that do not know it show no stray tag.
    """
    blocks = ["WEBVTT"]
    for cue in cues(episode, VTT_WIDTH, ROWS):
        rows = "\n".join(_vtt_text(row) for row in cue.rows)
        blocks.append(
            f"{precise_clock(cue.start_ms)} --> {precise_clock(cue.end_ms)}\n"
            f"<v {_vtt_name(cue.speaker)}>{rows}"
        )
    return "\n\n".join(blocks) + "\n"


def _vtt_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _vtt_name(name: str) -> str:
    """A name as an annotation: parsers disagree on escapes there, so there are none."""
    swapped = name.replace("&", "and").replace("<", "‹").replace(">", "›")
    return one_line(swapped)


def to_srt(episode: Episode) -> str:
    """SubRip, with ``Name: `` where the speaker changes."""
    blocks = []
    for count, cue in enumerate(cues(episode, SRT_WIDTH, ROWS, named=True), 1):
        rows = "\n".join(row.replace("-->", "→") for row in cue.rows)
        times = f"{precise_clock(cue.start_ms, ',')} --> {precise_clock(cue.end_ms, ',')}"
        blocks.append(f"{count}\n{times}\n{rows}\n")
    return "\n".join(blocks)


def to_json_transcript(episode: Episode) -> str:
    """Podcasting 2.0 JSON 1.0.0; each segment carries its words with their times too."""
    segments = (msgspec.json.encode(_segment(cue)) for cue in cues(episode, VTT_WIDTH, ROWS))
    return '{"version":"1.0.0","segments":[\n' + b",\n".join(segments).decode() + "\n]}\n"


def _segment(cue: Cue) -> dict[str, object]:
    return {
        "speaker": cue.speaker,
        "startTime": seconds(cue.start_ms),
        "endTime": seconds(cue.end_ms),
        "body": cue.text,
        "words": [
            {"body": w.text, "startTime": seconds(w.start_ms), "endTime": seconds(w.end_ms)}
            for w in cue.words
        ],
    }


def to_html_transcript(episode: Episode) -> str:
    """HTML with ``cite`` for the speaker, ``time`` for the start and ``p`` for the words."""
    body = []
    for caption in episode.transcript:
        if not one_line(caption.text):
            continue
        # The speaker on every paragraph: readers give a paragraph without one the next name.
        body.append(f"<cite>{escape(shown_speaker(caption))}:</cite>")
        body.append(f"<time>{clock(caption.start_ms)}</time>")
        body.append(f"<p>{escape(one_line(caption.text))}</p>")
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(language_tag(episode.language))}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(shorten(episode.title, LONGEST_TAB))}</title>\n"
        # Not dir="auto": readers of this format look for elements without attributes.
        "<style>cite, p { unicode-bidi: plaintext } p { margin: 0 0 1em }</style>\n"
        "</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def language_tag(tag: str) -> str:
    """A tag that is safe in an attribute and well formed as BCP 47; ``en`` otherwise."""
    plain = tag.strip().replace("_", "-")
    parts = plain.split("-")
    shaped = all(part.isascii() and part.isalnum() and 1 <= len(part) <= 8 for part in parts)
    return plain if shaped and parts[0].isalpha() and len(parts[0]) in (2, 3) else "en"
