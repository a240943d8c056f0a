"""Networks that learn to tell speech from the vocoder's, for the vocoder to learn from.

Spectral distances say nothing about phase: a wave whose harmonics drift against each other
measures well and sounds hollow. Two small families of critics hear that. One folds the wave
at short periods, as HiFi-GAN's multi-period discriminator does (Kong, Kim and Bae, 2020); the
other looks at spectrograms of several resolutions, as UnivNet's does (Jang and others, 2021).
Both are a fraction of the published sizes, because a step has to be cheap without a GPU.
"""

from __future__ import annotations

import itertools
from typing import Any, Final

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.parametrizations import weight_norm

PERIODS: Final = (2, 3, 5, 7, 11)  # samples; the published ones
_PERIOD_CHANNELS: Final = (16, 32, 64, 128)
RESOLUTIONS: Final = ((1024, 256, 1024), (512, 128, 512), (128, 32, 128))
"""Transform size, hop and window in samples."""
_SPECTRUM_CHANNELS: Final = 12
_SLOPE: Final = 0.1
_QUIET: Final = 1e-4  # magnitudes are compared down to here

Verdict = tuple[Tensor, list[Tensor]]
"""Scores (1 is speech, 0 made), and the layers' values on the way there."""


class PeriodCritic(nn.Module):
    """Looks at every n-th sample: (wave, 1, sample) folded to rows of one period."""

    def __init__(self, period: int) -> None:
        super().__init__()
        self.period = period
        sizes = (1, *_PERIOD_CHANNELS)
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(less, more, (5, 1), (3, 1), (2, 0)))
            for less, more in itertools.pairwise(sizes)
        )
        self.last = weight_norm(nn.Conv2d(sizes[-1], 1, (3, 1), padding=(1, 0)))

    def forward(self, wave: Tensor) -> Verdict:
        """Judge a batch of waves."""
        folded = functional.pad(wave, (0, -wave.shape[2] % self.period), "reflect")
        return _through(self, folded.view(*folded.shape[:2], -1, self.period))


class SpectrumCritic(nn.Module):
    """Looks at log magnitudes of short-time spectra."""

    window: Tensor

    def __init__(self, size: int, hop: int, window: int) -> None:
        super().__init__()
        self.size, self.hop = size, hop
        self.register_buffer("window", torch.hann_window(window))
        wide = _SPECTRUM_CHANNELS
        shapes = ((1, (1, 2)), (wide, (1, 2)), (wide, (2, 2)), (wide, (1, 1)))
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(less, wide, (3, 7 if less == 1 else 5), stride, padding=(1, 2)))
            for less, stride in shapes
        )
        self.last = weight_norm(nn.Conv2d(wide, 1, (3, 3), padding=(1, 1)))

    def forward(self, wave: Tensor) -> Verdict:
        """Judge a batch of waves."""
        spectrum = torch.stft(
            wave[:, 0], self.size, self.hop, len(self.window), self.window, return_complex=True
        )
        power = torch.view_as_real(spectrum).square().sum(-1)
        return _through(self, 0.25 * power.clamp_min(_QUIET**2).log()[:, None].transpose(2, 3))


def _through(critic: PeriodCritic | SpectrumCritic, seen: Tensor) -> Verdict:
    layers: list[Tensor] = []
    for layer in critic.layers:
        seen = functional.leaky_relu(layer(seen), _SLOPE)
        layers.append(seen)
    return critic.last(seen), layers


class Critics(nn.Module):
    """All critics of both families."""

    def __init__(self) -> None:
        super().__init__()
        self.members = nn.ModuleList(
            [*map(PeriodCritic, PERIODS), *(SpectrumCritic(*shape) for shape in RESOLUTIONS)]
        )

    def forward(self, wave: Tensor) -> list[Verdict]:
        """Every member's verdict on a batch of waves (wave, 1, sample)."""
        return [member(wave) for member in self.members]


def critics_loss(critics: Any, guess: Tensor, truth: Tensor) -> Tensor:
    """Least squares: speech should be judged 1 and the vocoder's 0; the mean over critics."""
    total = torch.zeros((), device=truth.device)
    for scores, _ in critics(torch.cat([truth, guess.detach()])):
        real, made = scores.float().chunk(2)
        total = total + (1 - real).square().mean() + made.square().mean()
    return total / len(critics.members)


def deceit_losses(critics: Any, guess: Tensor, truth: Tensor) -> tuple[Tensor, Tensor]:
    """What the critics hold against the vocoder's waves, as the mean over critics.

    Returns:
        How far from 1 they are judged, and how far the layers' values are from those for
        speech, relative to these.
    """
    with torch.no_grad():
        wanted = critics(truth)
    away = matched = torch.zeros((), device=truth.device)
    for (scores, layers), (_, goals) in zip(critics(guess), wanted, strict=True):
        away = away + (1 - scores.float()).square().mean()
        for layer, goal in zip(layers, goals, strict=True):
            goal = goal.float()
            matched = matched + functional.l1_loss(layer.float(), goal) / (
                goal.abs().mean().clamp_min(1e-3) * len(layers)
            )
    return away / len(critics.members), matched / len(critics.members)
