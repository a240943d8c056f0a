"""What both trainings share: a clock, a learning rate, averaged weights, checkpoints."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

DEVICE: Final = "cuda" if torch.cuda.is_available() else "cpu"
_AVERAGE = 0.998  # share of the old average kept at each step, once past the first steps
_WARM_STEPS = 100
_SAVE_EVERY = 240.0  # seconds
_REPORT_EVERY = 50  # steps


class Run:
    """One training run that may be stopped at any moment and taken up again.

    Time is counted rather than steps, because a shared machine's steps differ in length:
    the learning rate falls along half a cosine over the minutes granted, whatever number
    of steps they hold.
    """

    def __init__(
        self,
        file: Path,
        model: nn.Module,
        optimiser: torch.optim.Optimizer,
        minutes: float,
        peak: float,
        beside: Mapping[str, Any] | None = None,
    ) -> None:
        """``beside``: what else has a state to be kept in the checkpoint, by name."""
        self.beside = beside or {}
        self.file, self.model, self.optimiser = file, model, optimiser
        self.seconds, self.peak = minutes * 60, peak
        self.steps, self._before = 0, 0.0
        self.settled = False
        """Whether :meth:`settle` was called, in this sitting or an earlier one."""
        self._losses: dict[str, list[float]] = {}
        if file.exists():
            stored = torch.load(file, map_location=DEVICE, weights_only=True)
            model.load_state_dict(stored["last"])
            optimiser.load_state_dict(stored["optimiser"])
            self.steps, self._before = stored["step"], stored["seconds"]
            self.average: dict[str, Tensor] = stored["model"]
            self.settled = stored.get("settled", False)
            for name, part in self.beside.items():
                part.load_state_dict(stored[name])
        else:
            self.average = {key: value.clone() for key, value in model.state_dict().items()}
        self._began = self._saved = time.monotonic()

    @property
    def elapsed(self) -> float:
        """Seconds of training so far, earlier sittings included."""
        return self._before + time.monotonic() - self._began

    @property
    def over(self) -> bool:
        """Whether the time granted is used up."""
        return self.elapsed >= self.seconds

    def settle(self, peak: float) -> None:
        """Go on from the averaged weights, at another highest learning rate."""
        self.model.load_state_dict(self.average)
        self.average = {key: value.clone() for key, value in self.average.items()}
        self.peak, self.settled = peak, True

    def step(self, loss: Tensor, parts: Mapping[str, Tensor | float], clip: float) -> None:
        """Learn from one loss; average, report and save when due."""
        rate = self.peak * min(1.0, (self.steps + 1) / _WARM_STEPS)
        rate *= 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, self.elapsed / self.seconds)))
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), clip)
        if torch.isfinite(norm):  # one bad batch must not spoil the weights for good
            self.optimiser.step()
        self.steps += 1
        self._average()
        self._report(parts)
        if time.monotonic() - self._saved > _SAVE_EVERY:
            self.save()

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(_AVERAGE, (1 + self.steps) / (10 + self.steps))
        for key, value in self.model.state_dict().items():
            if value.is_floating_point():
                self.average[key].lerp_(value, 1 - keep)
            else:
                self.average[key].copy_(value)

    def _report(self, parts: Mapping[str, Tensor | float]) -> None:
        for name, part in parts.items():
            self._losses.setdefault(name, []).append(float(part))
        if self.steps % _REPORT_EVERY == 0:
            means = {name: sum(some) / len(some) for name, some in self._losses.items()}
            text = "  ".join(f"{name} {mean:.4f}" for name, mean in means.items())
            print(f"{self.file.stem} {self.steps}  {self.elapsed:.0f}s  {text}", flush=True)
            self._losses = {}

    def save(self) -> None:
        """Write the averaged and the last weights, whole or not at all."""
        part = self.file.with_suffix(".part")
        state = {
            "model": self.average,
            "last": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.steps,
            "seconds": self.elapsed,
            "settled": self.settled,
            **{name: part.state_dict() for name, part in self.beside.items()},
        }
        torch.save(state, part)
        part.replace(self.file)
        self._saved = time.monotonic()
