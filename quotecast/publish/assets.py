"""The one style sheet and the one script that every page of a show shares."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from quotecast.config import Show, Studio
from quotecast.publish import places
from quotecast.records import write_bytes

_FOLDER: Final = Path(__file__).parent / "static"

STYLE: Final = "quotecast.css"
SCRIPT: Final = "quotecast.js"


def write_assets(studio: Studio, show: Show) -> None:
    """Put style sheet and script beside the pages; unchanged files are not touched."""
    for name in (STYLE, SCRIPT):
        goal = places.show_dir(studio, show) / places.ASSETS / name
        write_bytes(goal, (_FOLDER / name).read_bytes())
