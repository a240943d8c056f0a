"""Find how many frames each phoneme lasts, by learning which sounds go with which frames.

Coqui's alignment network (a "one TTS alignment" learner: convolutions over phonemes and over
frames, distances between the two, a forward-sum loss) is trained alone, before and apart from
the acoustic model: that is cheap, and the acoustic model then learns from durations that
stand still. The search for the best monotonic path gives the durations.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numba
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from voices.recipe.batches import Batch, Utterance, batches, load_utterances
from voices.recipe.common import model_config
from voices.recipe.running import DEVICE

_BLANK = -1.0  # log potential of "no phoneme" in the forward-sum loss, before the softmax
_BATCH_FRAMES = 9000


class Aligner(nn.Module):
    """Phoneme embedding and Coqui's alignment network, with a cheaper distance."""

    def __init__(self) -> None:
        super().__init__()
        args = model_config().model_args
        from TTS.tts.layers.generic.aligner import AlignmentNetwork

        self.emb = nn.Embedding(args.num_chars, args.hidden_channels)
        self.aligner = AlignmentNetwork(
            in_query_channels=args.out_channels, in_key_channels=args.hidden_channels
        )

    def forward(self, batch: Batch) -> Tensor:
        """Log potentials, shape (utterance, frame, phoneme); not normalised."""
        keys = self.aligner.key_layer(self.emb(batch.tokens).transpose(1, 2))
        queries = self.aligner.query_layer(batch.mel)
        # |q - k|² written out, so that no (frame, phoneme, channel) array is made
        cross = torch.bmm(queries.transpose(1, 2), keys)
        squares = (queries**2).sum(1)[:, :, None] + (keys**2).sum(1)[:, None, :]
        scores: Tensor = -self.aligner.temperature * (squares - 2 * cross)
        inside = (
            torch.arange(scores.shape[2], device=scores.device)[None, None]
            < batch.token_lengths[:, None, None]
        )
        return scores.masked_fill(~inside, -1e4)


def diagonal_prior(batch: Batch, width: float) -> Tensor:
    """A log bonus for pairs near the diagonal; it starts the search in the right place."""
    device = batch.mel.device
    frames = torch.arange(batch.mel.shape[2], device=device) / batch.mel_lengths[:, None]
    tokens = torch.arange(batch.tokens.shape[1], device=device) / batch.token_lengths[:, None]
    away = frames[:, :, None] - tokens[:, None, :]
    return -(away**2) / (2 * width**2)


def forward_sum_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Minus the log likelihood of all monotonic alignments together, as a CTC loss."""
    with_blank = functional.pad(scores, (1, 0), value=_BLANK)
    log_probabilities = functional.log_softmax(with_blank, dim=2).transpose(0, 1)
    targets = torch.arange(1, scores.shape[2] + 1, device=scores.device)
    targets = targets.expand(scores.shape[0], -1)
    return functional.ctc_loss(
        log_probabilities, targets, batch.mel_lengths, batch.token_lengths, zero_infinity=True
    )


def train_aligner(work: Path, minutes: float, start: Path | None = None) -> Path:
    """Train for some minutes of wall time; return the file of the weights."""
    torch.manual_seed(0)
    model = Aligner().to(DEVICE)
    target = work / "aligner.pth"
    previous = target if target.exists() else start
    if previous is not None:
        weights = torch.load(previous, map_location=DEVICE, weights_only=True)["model"]
        keep = {key: value.float() for key, value in weights.items() if key in model.state_dict()}
        model.load_state_dict(keep, strict=False)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-6)
    began, step, losses = time.monotonic(), 0, []
    for batch in _forever(work):
        done = (time.monotonic() - began) / (minutes * 60)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1.0, (step + 1) / 50) * (1.02 - done)
        scores = model(batch)
        loss = forward_sum_loss(scores + diagonal_prior(batch, 0.05 + 0.3 * done), batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        step += 1
        losses.append(float(loss.detach()))
        if step % 50 == 0:
            seconds = time.monotonic() - began
            print(f"align {step} {seconds:.0f}s {np.mean(losses[-50:]):.3f}", flush=True)
    torch.save({"model": model.state_dict(), "step": step}, target)
    return target


def _forever(work: Path) -> Iterator[Batch]:
    epoch = 0
    while True:
        utterances = load_utterances(work, with_durations=False)
        for group in batches(utterances, _BATCH_FRAMES, seed=epoch):
            yield Batch.of(group).to(DEVICE)
        epoch += 1


def write_durations(work: Path) -> None:
    """Write ``durations/<speaker>/<id>.npy`` for every utterance that has none."""
    model = Aligner()
    model.load_state_dict(
        torch.load(work / "aligner.pth", map_location="cpu", weights_only=True)["model"]
    )
    model.eval()
    count = 0
    for utterance in load_utterances(work, with_durations=False):
        target = utterance.durations_file(work)
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        np.save(target, durations(model, utterance))
        count += 1
    print(f"durations of {count} utterances", flush=True)


@torch.inference_mode()
def durations(model: Aligner, utterance: Utterance) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Frames per phoneme, at least one each; they add up to the length of the spectrogram."""
    batch = Batch.of([utterance])
    scores = model(batch) + diagonal_prior(batch, 0.35)
    found: np.ndarray[Any, np.dtype[np.int16]] = best_path(
        functional.log_softmax(scores, dim=2)[0].numpy()
    )
    return found


@numba.njit(cache=True)
def best_path(scores: Any) -> Any:
    """Durations along the monotonic path of highest score through (frame, phoneme)."""
    frames, tokens = scores.shape
    total = np.full((frames, tokens), -1e9, dtype=np.float64)
    total[0, 0] = scores[0, 0]
    for frame in range(1, frames):
        for token in range(max(0, tokens - frames + frame), min(tokens, frame + 1)):
            best = total[frame - 1, token]
            if token > 0 and total[frame - 1, token - 1] > best:
                best = total[frame - 1, token - 1]
            total[frame, token] = best + scores[frame, token]
    counts = np.zeros(tokens, dtype=np.int16)
    token = tokens - 1
    for frame in range(frames - 1, -1, -1):
        counts[token] += 1
        if token > 0 and frame > 0 and total[frame - 1, token - 1] > total[frame - 1, token]:
            token -= 1
    return counts
