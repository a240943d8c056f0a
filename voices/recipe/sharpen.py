"""Give the acoustic model's spectrograms back the detail that an absolute error smooths over.

Where several sounds are possible, the least absolute error is a blur of them all: formants
flatten, harmonics fill up, and the voice sounds muffled. A critic that looks at patches of
spectrograms tells blurred ones from real ones, and the decoder learns to make patches it
takes for real, while it keeps to the spectrogram asked for. Encoder, durations and pitch
stand still: what is said, when and how high does not change.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.parametrizations import weight_norm

from voices.recipe.batches import Batch, batches, load_utterances, median_pitches
from voices.recipe.common import model_config
from voices.recipe.critics import Verdict, critics_loss, deceit_losses
from voices.recipe.running import DEVICE, Run
from voices.recipe.train_acoustic import build_acoustic, forward, take_over

_BATCH_FRAMES: Final = 2400
_RATE: Final = 3e-4
_CRITICS_RATE: Final = 4e-4
_CLIP: Final = 5.0
_PATCH: Final = 64  # frames, 0.74 s
_PULL: Final = 0.7  # the critics' pull on each spectrogram, relative to the absolute error's
_MATCH_WEIGHT: Final = 5.0
_CHANNELS: Final = 24


class PatchCritic(nn.Module):
    """Looks at patches of some height: (utterance, 1, mel, frame), the mels from ``low`` up."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.low, self.high = low, high
        sizes = (1, _CHANNELS, _CHANNELS, _CHANNELS * 2)
        strides = ((1, 1), (2, 1), (2, 2))
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(less, more, 3, stride, 1))
            for less, more, stride in zip(sizes, sizes[1:], strides, strict=False)
        )
        self.last = weight_norm(nn.Conv2d(sizes[-1], 1, 3, padding=1))

    def forward(self, patches: Tensor) -> Verdict:
        """Judge a batch of patches."""
        seen, layers = patches[:, :, self.low : self.high], []
        for layer in self.layers:
            seen = functional.leaky_relu(layer(seen), 0.1)
            layers.append(seen)
        return self.last(seen), layers


class PatchCritics(nn.Module):
    """One critic for harmonics, one for vowels, one for hisses, overlapping."""

    def __init__(self) -> None:
        super().__init__()
        self.members = nn.ModuleList([PatchCritic(0, 32), PatchCritic(16, 64), PatchCritic(40, 80)])

    def forward(self, patches: Tensor) -> list[Verdict]:
        """Every member's verdict."""
        return [member(patches) for member in self.members]


def patches_of(mels: list[Tensor], lengths: Tensor, choose: random.Random) -> list[Tensor]:
    """The same patch of each spectrogram of several batches (utterance, mel, frame)."""
    cut: list[list[Tensor]] = [[] for _ in mels]
    for row, length in enumerate(lengths.tolist()):
        start = choose.randrange(max(1, length - _PATCH))
        for kind, mel in zip(cut, mels, strict=True):
            kind.append(mel[row, :, start : start + _PATCH])
    return [(torch.stack(kind)[:, None] + 5) / 3 for kind in cut]


def sharpen(work: Path, minutes: float, start: Path) -> Path:
    """Train the decoder for some minutes of wall time; return the file of all weights.

    Args:
        work: the recipe's folder, with features and durations.
        minutes: earlier sittings counted.
        start: weights to begin with, unless ``work`` holds a checkpoint of this step.
    """
    torch.manual_seed(0)
    model: Any = build_acoustic(model_config())
    take_over(model, start)
    model.to(DEVICE).eval()  # normalisation stands still
    model.requires_grad_(False)
    model.decoder.requires_grad_(True)
    critics = PatchCritics().to(DEVICE)
    optimiser = torch.optim.Adam(model.decoder.parameters(), lr=_RATE, betas=(0.8, 0.99))
    judging = torch.optim.Adam(critics.parameters(), lr=_CRITICS_RATE, betas=(0.8, 0.99))
    beside = {"critics": critics, "judging": judging}
    run = Run(work / "sharpened.pth", model, optimiser, minutes, _RATE, beside)
    choose = random.Random(run.steps)
    utterances = load_utterances(work, with_durations=True)
    medians = median_pitches(utterances)
    while not run.over:
        for group in batches(utterances, _BATCH_FRAMES, seed=run.steps):
            batch = Batch.of(group, medians).to(DEVICE)
            if run.over:
                break
            if int(batch.mel_lengths.min()) > _PATCH:
                _step(run, model, critics, judging, batch, choose)
    run.save()
    return run.file


def _step(
    run: Run,
    model: Any,
    critics: PatchCritics,
    judging: torch.optim.Optimizer,
    batch: Batch,
    choose: random.Random,
) -> None:
    mel, _, _ = forward(model, batch)
    inside = torch.arange(mel.shape[2], device=mel.device)[None] < batch.mel_lengths[:, None]
    off = (mel - batch.mel).abs() * inside[:, None]
    error = off.sum() / (inside.sum() * mel.shape[1])
    made, real = patches_of([mel, batch.mel], batch.mel_lengths, choose)
    judged = critics_loss(critics, made, real)
    judging.zero_grad(set_to_none=True)
    judged.backward()  # type: ignore[no-untyped-call]
    judging.step()
    critics.requires_grad_(False)
    away, matched = deceit_losses(critics, made, real)
    critics.requires_grad_(True)
    # The pull of both on the spectrogram is brought to a fixed proportion, whatever the
    # critics' scale: neither side can run away.
    pull = away + _MATCH_WEIGHT * matched
    (keep,) = torch.autograd.grad(error, mel, retain_graph=True)
    (bend,) = torch.autograd.grad(pull, mel, retain_graph=True)
    share = _PULL * keep.norm() / bend.norm().clamp_min(1e-12)
    parts = {"mel": error, "critics": judged, "deceit": away, "match": matched}
    run.step(error + share * pull, {name: value.detach() for name, value in parts.items()}, _CLIP)
