"""Have the teachers speak every sentence of the training text."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from voices.recipe.common import SPEAKERS, Speaker, utterance_id
from voices.recipe.news import news_sentences

_Line = TypeVar("_Line", str, tuple[str, str])

_SHORT = 25  # characters
_UNSPOKEN = re.compile(r"\d|\betc\b")


def sentences(speaker: Speaker, recordings: Path | None, most: int | None = None) -> list[str]:
    """What one teacher speaks: the prompts of the recordings, if they are there, and news prose.

    With ``most`` only so many, of all kinds. Each teacher speaks about half of the longer news
    sentences, a half of its own: what one voice learns of a word, the others share.
    """
    lines = [
        line
        for line in news_sentences()
        if len(line) < _SHORT or int(utterance_id(speaker.name + line), 16) % 2 == 0
    ]
    if recordings is not None:
        # Teachers read digits and abbreviations in ways of their own: leave such prompts out.
        lines += [text for _, text in prompts(recordings) if not _UNSPOKEN.search(text)]
    return some(list(dict.fromkeys(lines)), most)


def some(lines: list[_Line], most: int | None) -> list[_Line]:
    """As many of the lines, drawn alike from all of them, in the same way at every call."""
    if most is None or len(lines) <= most:
        return lines
    return sorted(lines, key=lambda line: utterance_id(str(line)))[:most]


def prompts(recordings: Path) -> list[tuple[str, str]]:
    """File name (without suffix) and sentence of each recording in a folder.

    The folder holds ``metadata.csv`` (name, a bar, sentence) beside ``opus/<name>.opus``.
    """
    rows = (recordings / "metadata.csv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("|", 1) for row in rows if "|" in row)
    return [(name.strip(), text.strip()) for name, text in pairs]


def speak_all(work: Path, recordings: Path | None, jobs: int = 2, most: int | None = None) -> None:
    """Write ``speech/<speaker>/<id>.wav`` for each teacher and sentence not yet there."""
    for speaker in SPEAKERS:
        if speaker.source == "recordings":
            continue
        texts = sentences(speaker, recordings, most)
        folder = work / "speech" / speaker.name
        folder.mkdir(parents=True, exist_ok=True)
        todo = [(text, folder / f"{utterance_id(text)}.wav") for text in texts]
        todo = [(text, file) for text, file in todo if not file.exists()]
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(lambda pair, who=speaker: _speak(who, *pair), todo))
        print(f"{speaker.name}: {len(todo)} of {len(texts)} sentences spoken", flush=True)


def _speak(speaker: Speaker, text: str, wav: Path) -> None:
    part = wav.with_suffix(".part.wav")
    source = wav.with_suffix(".txt")
    source.write_text(text + "\n", encoding="utf-8")
    if speaker.source == "rhvoice":
        command = ["RHVoice-test", "-p", speaker.voice, "-i", str(source), "-o", str(part)]
    else:
        command = ["flite", "-voice", speaker.voice, "-f", str(source), "-o", str(part)]
    if shutil.which(command[0]) is None:
        msg = f"{command[0]} is not installed; see voices/recipe/README.md"
        raise SystemExit(msg)
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    part.replace(wav)
    source.unlink()
