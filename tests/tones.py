"""The test studio, whose voices are tones."""

from pathlib import Path

from quotecast.config import Studio

TONES = {
    # id: (pitch in Hz, gender, narrator)
    "ada": (220, "female", False),
    "ben": (110, "male", False),
    "cora": (260, "female", False),
    "dan": (140, "male", False),
    "eve": (300, "female", False),
    "finn": (85, "male", False),
    "nell": (180, "female", True),
}
"""Voices of the test studio, at least 20 Hz apart: who speaks can be measured."""

VOICE = """name = "{name}"
engine = "tone"
language = "en"
gender = "{gender}"
pitch_hz = {pitch}
narrator = {narrator}
licence = "CC0-1.0"
description = "A tone."
"""

SETTINGS = """version = 1
title = "Tone Test"
author = "Tests"
description = "Articles spoken by tones."
"""


def tone_studio(root: Path) -> Studio:
    """A fresh studio in a folder that is made: the narrator ``nell`` and six others."""
    for folder in ("voices", "scripts"):
        (root / folder).mkdir(parents=True)
    (root / "podcast.toml").write_text(SETTINGS, encoding="utf-8")
    for name, (pitch, gender, narrator) in TONES.items():
        text = VOICE.format(
            name=name.title(), gender=gender, pitch=pitch, narrator=str(narrator).lower()
        )
        (root / "voices" / f"{name}.toml").write_text(text, encoding="utf-8")
    return Studio(root)
