"""The timeline as a table, for ``quotecast mix --explain``."""

from __future__ import annotations

from quotecast.model import Script, Timeline
from quotecast.picture.words import cut, music_name, shown_name, stamp


def explain(timeline: Timeline, script: Script) -> list[str]:
    """The timeline as a table: one row a clip, the gap before it in milliseconds."""
    lines = script.lines
    rows = [f"{'start':>9}  {'length':>7}  {'gap':>6}  {'gain':>6}  {'who':<20}  what"]
    chapters = list(timeline.chapters)
    heard = 0
    for clip in timeline.clips:
        while chapters and chapters[0].start_ms <= clip.start_ms:
            rows.append(f"{stamp(chapters[0].start_ms):>9}  == {chapters.pop(0).title} ==")
        pause = f"{clip.start_ms - heard}" if clip.track == "voice" else ""
        who = shown_name(clip.speaker) if clip.track == "voice" else clip.track
        what = lines[clip.line].text if 0 <= clip.line < len(lines) else music_name(clip)
        rows.append(
            f"{stamp(clip.start_ms):>9}  {clip.duration_ms:>7}  {pause:>6}  "
            f"{clip.gain_mb / 100:>+6.1f}  {cut(who, 20):<20}  {cut(what, 60)}"
        )
        if clip.track != "bed":
            heard = max(heard, clip.end_ms)
    rows.append(f"{stamp(timeline.duration_ms):>9}  end, after {timeline.duration_ms - heard} ms")
    return rows
