"""Fixtures of the publishing room."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecast.config import Studio


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """An empty studio."""
    (tmp_path / "output").mkdir()
    return Studio(tmp_path)
