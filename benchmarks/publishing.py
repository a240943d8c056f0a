"""How long it takes to publish one more episode in a feed of 10, 1,000 and 10,000.

Run: python benchmarks/publishing.py [--json] [--sizes 10,1000,10000]

``from nothing`` builds the feed with no cache, as every program without one does each time;
``one more`` publishes one new episode; ``nothing new`` publishes again.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from quotecast.config import Show, Studio
from quotecast.model import Caption, Chapter, Credit, Episode, Mastered, Word
from quotecast.publish import write_feed
from quotecast.records import to_json

SHOW = Show(title="A long-running show", description="Bench.", base_url="https://example.org/")
NOW = datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC)
FORMATS = ("vtt", "srt", "json", "html")
SENTENCE = "The council voted on Tuesday to bring the river above ground again after sixty years."


def episode(number: int) -> Episode:
    """An episode of the length of a news article: 40 lines, word times in all of them."""
    tokens = SENTENCE.split()
    captions = []
    for line in range(40):
        start = line * 6000
        words = tuple(
            Word(token, start + n * 380, start + (n + 1) * 380) for n, token in enumerate(tokens)
        )
        speaker = "Narrator" if line % 3 else "Maria Lopez"
        captions.append(Caption(start, start + 5700, speaker, SENTENCE, words))
    made = datetime.datetime(2010, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(hours=number)
    return Episode(
        guid=f"guid-{number}",
        slug=f"e{number:05}",
        title=f"Episode {number}",
        made=made.isoformat(),
        audio=Mastered(
            f"output/e{number:05}/episode.mp3", "mp3", "audio/mpeg", 9, 240_000, -1600, -100, "0"
        ),
        chapters=tuple(Chapter(part * 80_000, f"Part {part + 1}") for part in range(3)),
        cast=(Credit("Narrator", "Adam", "adam"), Credit("Maria Lopez", "Mary", "mary")),
        transcript=tuple(captions),
        summary=SENTENCE,
        credits=(),
        disclosure=SHOW.ai_disclosure,
        number=number,
    )


def add(studio: Studio, number: int) -> None:
    """Put an episode into the studio, as producing it would."""
    made = episode(number)
    folder = studio.output / made.slug
    folder.mkdir(parents=True)
    (folder / "episode.mp3").write_bytes(b"123456789")
    (folder / "episode.json").write_text(to_json(made))
    spare = studio.root / "spare"
    spare.touch()
    for name in ("chapters.json", *(f"transcript.{kind}" for kind in FORMATS)):
        (folder / name).hardlink_to(spare)


def timed(studio: Studio, show: Show = SHOW) -> float:
    """Seconds that publishing takes."""
    start = time.perf_counter()
    write_feed(studio, show, now=NOW)
    return time.perf_counter() - start


def measure(size: int) -> dict[str, float]:
    """Figures for a feed of ``size`` episodes."""
    with tempfile.TemporaryDirectory() as root:
        studio = Studio(Path(root))
        for number in range(1, size + 1):
            add(studio, number)
        timed(studio, replace(SHOW, copyright="so that the cover is drawn already"))
        from_nothing = timed(studio)
        add(studio, size + 1)
        one_more = timed(studio)
        nothing_new = timed(studio)
        feed = studio.output / "feed.xml"
        return {
            "episodes": size,
            "from_nothing_s": round(from_nothing, 3),
            "one_more_s": round(one_more, 3),
            "nothing_new_s": round(nothing_new, 3),
            "ratio": round(from_nothing / one_more, 1),
            "feed_kb": round(feed.stat().st_size / 1000),
            "documents": len(list(studio.output.glob("feed*.xml"))),
        }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sizes", default="10,1000,10000")
    options = parser.parse_args()
    rows = [measure(int(size)) for size in options.sizes.split(",")]
    print("episodes  from nothing  one more  nothing new  ratio  feed.xml  documents")
    for row in rows:
        print(
            f"{row['episodes']:8.0f}  {row['from_nothing_s']:10.3f} s  {row['one_more_s']:6.3f} s"
            f"  {row['nothing_new_s']:9.3f} s  {row['ratio']:4.1f}x  {row['feed_kb']:5.0f} kB"
            f"  {row['documents']:9.0f}"
        )
    if options.json:
        print(json.dumps({"publishing": rows}))


if __name__ == "__main__":
    sys.exit(main())
