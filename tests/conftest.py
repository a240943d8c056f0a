"""What every test may use: a studio whose voices are tones, and golden files."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tones import tone_studio

from quotecast.config import Studio

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's background job ignores Ctrl-C, and so would every program that a test starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew; review the diff"
    )


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """A fresh studio with tone voices: the narrator ``nell`` and six others."""
    return tone_studio(tmp_path / "studio")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare text with a golden file, or write the file under ``--update-golden``."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run `make golden` and review it"
        assert text == path.read_text(encoding="utf-8")

    return compare
