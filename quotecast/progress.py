"""How a long step tells what it is doing, without knowing who listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives the steps of a long job; ``cli`` draws them, tests collect them."""

    def start(self, what: str, total: int) -> None:
        """A job of ``total`` steps begins ("recording")."""

    def advance(self, note: str = "") -> None:
        """One step is done."""

    def done(self) -> None:
        """The job has ended."""


class Silent:
    """Progress nobody watches."""

    def start(self, what: str, total: int) -> None:
        """Ignore it."""

    def advance(self, note: str = "") -> None:
        """Ignore it."""

    def done(self) -> None:
        """Ignore it."""
