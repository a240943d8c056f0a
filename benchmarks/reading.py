"""What of a page is read aloud, and how fast a long text becomes a script.

Run: python benchmarks/reading.py [--json] [--pages 60] [--words 3000,30000,300000]
                                  [--articles FILE.jsonl ...]

Pages are generated, so what belongs to the article is known of every word. ``extractor``
is trafilatura's text by itself; ``reader`` is what our reader gives to be spoken. Spoken
twice are words of pull quotes, which the body holds already; ``vanished`` is what neither
is spoken nor listed as left out. ``--articles`` reads the ``text`` of each line of JSON Lines
files through to the script and counts the articles whose script is not the article, in order.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from quotecast.config import Reading
from quotecast.model import Article, Attribution, Line, Omission, Quotation, Span
from quotecast.quotations import attribute
from quotecast.readers import read_raw
from quotecast.readers.interface import Raw
from quotecast.scriptfile import format_script, parse
from quotecast.segment import segment

PLAIN = """river town winter boat council wall morning harbour letter engine lantern market field
bridge stone road school window teacher driver summer storm vote island county garden""".split()
KINDS = ("body", "blockquote", "correction", "caption", "pull quote", "related", "furniture")


class Page:
    """A page in which every word carries its number, and so what it is."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words: dict[str, list[str]] = {kind: [] for kind in KINDS}
        self.count = 0
        self.html = self.build()

    def text(self, kind: str, length: int) -> str:
        """A sentence of words not seen before on this page."""
        made = []
        for _ in range(length):
            self.count += 1
            made.append(f"{self.random.choice(PLAIN)}{self.count}")
        self.words[kind] += made
        return " ".join(made).capitalize() + "."

    def body(self) -> str:
        """The article, with what pages put between its paragraphs."""
        rows = []
        for number in range(self.random.randint(2, 12)):
            words = self.text("body", self.random.randint(18, 45))
            rows.append(f"<p>{words}</p>")
            if number == 1:
                rows.append(
                    f"<blockquote><p>{self.text('blockquote', 24)}</p></blockquote>"
                    f"<figure><img src=a.jpg><figcaption>{self.text('caption', 9)}"
                    " Photo: Lena Marsh</figcaption></figure>"
                )
            if number == 4:
                pulled = " ".join(words.split()[2:12])
                rows.append(f"<aside class=pullquote>{pulled}</aside>")
                self.words["pull quote"] += pulled.split()
                links = "".join(f"<li><a>{self.text('related', 6)}</a>" for _ in range(3))
                rows.append(f"<div class=related><h3>Related stories</h3><ul>{links}</ul></div>")
        rows.append(f"<p>Correction: {self.text('correction', 12)}</p>")
        return "".join(rows)

    def build(self) -> str:
        """The whole page."""
        menu = "".join(f"<li><a>{self.text('furniture', 1)}</a>" for _ in range(6))
        body = self.body()
        teasers = "".join(
            f"<div><h3>{self.text('furniture', 5)}</h3><p>{self.text('furniture', 16)}</p></div>"
            for _ in range(4)
        )
        return (
            f"<html lang=en><body><nav><ul>{menu}</ul></nav><main><article><h1>The wall</h1>"
            f"<div class=share><button>Share</button></div>{body}</article>"
            f"<section class=more>{teasers}</section></main>"
            f"<footer><p>{self.text('furniture', 8)}</p></footer></body></html>"
        )


def spoken_by_reader(article: Article) -> str:
    """The blocks that are read aloud."""
    return " ".join(b.span.of(article.text) for b in article.blocks if b.spoken)


def pages(count: int) -> dict[str, dict[str, float]]:
    """Percent of each kind's words that are read aloud, and of all words that vanished."""
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    totals = dict.fromkeys(KINDS, 0)
    hits = {who: dict.fromkeys((*KINDS, "vanished"), 0) for who in ("extractor", "reader")}
    for seed in range(count):
        page = Page(seed)
        article = read_raw(Raw("page.html", page.html.encode()), "page.html")
        said = {
            "extractor": (extract(page.html) or "", extract(page.html) or ""),
            "reader": (spoken_by_reader(article), article.text),
        }
        for kind, words in page.words.items():
            totals[kind] += len(words)
            for who, (aloud, listed) in said.items():
                spoken = _counted(aloud)
                known = _counted(listed)
                allowed = 1 if kind == "pull quote" else 0
                hits[who][kind] += sum(spoken.get(_bare(word), 0) > allowed for word in words)
                hits[who]["vanished"] += sum(_bare(word) not in known for word in words)
    every = sum(totals.values())
    return {
        who: {kind: 100 * found[kind] / (totals.get(kind) or every) for kind in found}
        for who, found in hits.items()
    }


def _bare(word: str) -> str:
    return word.strip(".,").lower()


def _counted(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.split():
        counts[_bare(word)] = counts.get(_bare(word), 0) + 1
    return counts


def long_text(words: int) -> str:
    """A novel of short and long paragraphs, half of them dialogue."""
    chosen = random.Random(words)
    rows, made = [], 0
    while made < words:
        length = chosen.choice((8, 14, 25, 60, 120))
        sentence = " ".join(chosen.choices(PLAIN, k=length)).capitalize() + "."
        if chosen.random() < 0.5:
            sentence = f"“{sentence[:-1]},” said Ann Lee. “{sentence}”"
        rows.append(sentence)
        made += len(sentence.split())
    return "\n\n".join(rows)


def quotations(text: str) -> Attribution:
    """Every marked stretch, given to one speaker: segmenting is timed, not attributing."""
    found, start = [], text.find("“")
    while start >= 0:
        end = text.find("”", start) + 1
        found.append(Quotation(Span(start, end), "Ann Lee", True, confidence=1.0))
        start = text.find("“", end)
    return Attribution(tuple(found), ())


def speed(words: int) -> dict[str, float]:
    """Processor seconds of each step for a text of so many words."""
    text = long_text(words)
    times: dict[str, float] = {"words": len(text.split())}
    begun = time.process_time()
    article = read_raw(Raw("book.txt", text.encode()), "book.txt")
    times["read"] = time.process_time() - begun
    attribution = quotations(text)
    begun = time.process_time()
    script = segment(article, attribution, Reading()).script
    times["segment"] = time.process_time() - begun
    begun = time.process_time()
    written = format_script(script)
    times["write"] = time.process_time() - begun
    begun = time.process_time()
    same = parse(written, "book.fountain") == script
    times["parse"] = time.process_time() - begun
    if not same:
        raise SystemExit("the script does not read back")
    times["words_per_s"] = times["words"] / sum(times[step] for step in STEPS)
    return times


def articles(paths: Sequence[Path]) -> dict[str, float]:
    """What of real articles is spoken, listed as left out, and lost."""
    totals = dict.fromkeys(("articles", "words", "left_out", "not_the_article", "cpu_s"), 0.0)
    for path in paths:
        for row in path.read_text(encoding="utf-8").splitlines():
            text = str(json.loads(row)["text"])
            begun = time.process_time()
            article = read_raw(Raw("article.txt", text.encode()), "article.txt")
            script = segment(article, attribute(article), Reading()).script
            totals["cpu_s"] += time.process_time() - begun
            told = [item for item in script.items if isinstance(item, Line | Omission)]
            left = sum(len(i.text.split()) for i in told if isinstance(i, Omission))
            totals["articles"] += 1
            totals["words"] += len(text.split())
            totals["left_out"] += left
            same = _letters("".join(item.text for item in told)) == _letters(text)
            totals["not_the_article"] += not same
    return totals


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


STEPS = ("read", "segment", "write", "parse")


def main() -> int:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--pages", type=int, default=60)
    arguments.add_argument("--words", default="3000,30000,300000")
    arguments.add_argument("--articles", type=Path, nargs="+", default=[])
    given = arguments.parse_args()
    found = pages(given.pages)
    print(f"Words read aloud, percent of their kind ({given.pages} generated pages)")
    print(f"{'':12}{'extractor':>12}{'reader':>12}   wanted")
    for kind in (*KINDS, "vanished"):
        wanted = "100" if kind in KINDS[:3] else "0"
        row = "".join(f"{found[who][kind]:12.1f}" for who in ("extractor", "reader"))
        print(f"{kind:12}{row}   {wanted}")
    print("\nText to script, processor seconds")
    print(f"{'words':>9}" + "".join(f"{step:>10}" for step in STEPS) + f"{'words/s':>12}")
    speeds = [speed(int(words)) for words in given.words.split(",")]
    for row_ in speeds:
        steps = "".join(f"{row_[step]:10.3f}" for step in STEPS)
        print(f"{row_['words']:9.0f}{steps}{row_['words_per_s']:12,.0f}")
    real = articles(given.articles) if given.articles else {}
    if real:
        print(
            f"\n{real['articles']:.0f} articles, {real['words']:.0f} words: "
            f"{real['left_out']:.0f} listed as left out, {real['not_the_article']:.0f} articles "
            f"not whole and in order; {real['cpu_s']:.1f} s of processor time to the script"
        )
    if given.json:
        print(json.dumps({"pages": found, "speed": speeds, "articles": real}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
