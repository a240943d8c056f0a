"""Everything written beside an episode's audio."""

from __future__ import annotations

from quotecast.config import Show, Studio
from quotecast.errors import PublishError
from quotecast.model import Episode, Script, Timeline
from quotecast.publish import notes, places
from quotecast.publish.chapters import chapters_json
from quotecast.publish.cover import episode_art
from quotecast.publish.page import write_page
from quotecast.publish.transcripts import to_html_transcript, to_json_transcript, to_srt, to_vtt
from quotecast.records import write_json, write_text


def write_episode_files(
    episode: Episode, script: Script, timeline: Timeline, show: Show, studio: Studio
) -> None:
    """Write notes, transcripts, chapters, page, picture and record into the episode's folder.

    The record comes last: an episode whose ``episode.json`` is there is complete.

    Args:
        episode: the record, from ``make_episode``.
        script: as recorded; ``Image:`` on its title page names the episode's own picture.
        timeline: as mixed; the record must agree with it.
        show: the podcast.
        studio: where everything is.

    Raises:
        PublishError: the record is not of this timeline, or the picture breaks a rule.
        QuotecastError: a file cannot be written.
    """
    if episode.transcript and episode.transcript[-1].end_ms > timeline.duration_ms + 1:
        raise PublishError(
            f"the transcript of {episode.slug} is longer than its timeline", "produce it again"
        )
    folder = places.episode_dir(studio, show, episode.slug)
    episode_art(dict(script.extra).get("Image", "").strip(), folder, studio)
    gathered = notes.gather(episode, show)
    write_text(folder / places.NOTES_MARKDOWN, notes.to_markdown(gathered))
    write_text(folder / places.NOTES, notes.to_html(gathered))
    write_text(folder / "transcript.vtt", to_vtt(episode))
    write_text(folder / "transcript.srt", to_srt(episode))
    write_text(folder / "transcript.json", to_json_transcript(episode))
    write_text(folder / "transcript.html", to_html_transcript(episode))
    write_text(folder / places.CHAPTERS, chapters_json(episode, show))
    write_page(episode, show, studio)
    write_json(folder / places.EPISODE, episode)
