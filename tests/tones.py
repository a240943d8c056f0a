"""The voices of the test studio, and their files."""

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
