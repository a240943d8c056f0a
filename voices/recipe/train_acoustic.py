"""Learn to turn phonemes into spectrograms: Coqui's ForwardTTS with a pitch predictor.

The durations come from the aligner and stand still, so each step is one pass of encoder and
decoder. The forward pass is written out here with the model's own parts: it expands phonemes
to frames by indexing, where the model's would multiply by an alignment matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from voices.recipe.batches import (
    Batch,
    Utterance,
    batches,
    load_utterances,
    median_pitches,
)
from voices.recipe.common import SPEAKERS, model_config
from voices.recipe.running import DEVICE, Run

_BATCH_FRAMES = 3600
_RATE = 1e-3
_CLIP = 5.0
_SETTLE_AT = 0.25  # share of the time after which normalisation stands still
_SETTLED_RATE = 4e-4
_LEAST_VARIANCE = 0.05  # of a layer's median: bounds how much a nearly dead channel is amplified
_DURATION_WEIGHT = 0.5
_PITCH_WEIGHT = 0.1


def build_acoustic(config: Any) -> Any:
    """Coqui's model for a configuration."""
    from TTS.tts.models.forward_tts import ForwardTTS

    return ForwardTTS(config)


def take_over(model: Any, start: Path) -> None:
    """Copy every weight of an earlier model that has the same name; speakers row by row."""
    stored = torch.load(start, map_location="cpu", weights_only=True)["model"]
    own = model.state_dict()
    for key, value in stored.items():
        if key == "emb_g.weight":
            rows = min(len(value), len(own[key]))
            own[key][:rows] = value[:rows].float()
        elif key in own and own[key].shape == value.shape:
            own[key].copy_(value)
    model.load_state_dict(own)


def forward(model: Any, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Spectrogram (utterance, mel, frame), log durations and pitch (utterance, 1, phoneme)."""
    from TTS.tts.models.forward_tts import average_over_durations

    voice = model.emb_g(batch.speakers)[:, :, None]
    mask = _mask(batch.token_lengths, batch.tokens.shape[1])
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        hidden = model.encoder(model.emb(batch.tokens).transpose(1, 2), mask, voice) + voice
        log_durations = model.duration_predictor(hidden.detach(), mask)
        pitch = model.pitch_predictor(hidden, mask)
    true_pitch = average_over_durations(batch.pitch, batch.durations)
    hidden = hidden.float() + model.pitch_emb(true_pitch)
    frame_mask = _mask(batch.mel_lengths, batch.mel.shape[2])
    index = torch.cumsum(batch.durations, 1)
    frames = (
        torch.arange(batch.mel.shape[2], device=index.device).expand(len(index), -1).contiguous()
    )
    which = torch.searchsorted(index, frames, right=True).clamp_max(batch.tokens.shape[1] - 1)
    spread = hidden.gather(2, which[:, None].expand(-1, hidden.shape[1], -1)) * frame_mask
    spread = model.pos_encoder(spread, frame_mask)
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        mel = model.decoder(spread, frame_mask, g=None)
    return mel.float(), log_durations.float(), pitch.float()


def losses(model: Any, batch: Batch) -> dict[str, Tensor]:
    """Mean distance of spectrogram (natural log), log duration and pitch (quarter octaves)."""
    from TTS.tts.models.forward_tts import average_over_durations

    mel, log_durations, pitch = forward(model, batch)
    mask = _mask(batch.token_lengths, batch.tokens.shape[1])
    frame_mask = _mask(batch.mel_lengths, batch.mel.shape[2])
    off = functional.l1_loss(mel, batch.mel, reduction="none") * frame_mask
    wanted = torch.log1p(batch.durations.float())[:, None]
    slow = functional.mse_loss(log_durations, wanted, reduction="none") * mask
    true_pitch = average_over_durations(batch.pitch, batch.durations)
    bent = functional.mse_loss(pitch, true_pitch, reduction="none") * mask
    return {
        "mel": off.sum() / (frame_mask.sum() * mel.shape[1]),
        "duration": slow.sum() / mask.sum(),
        "pitch": bent.sum() / mask.sum(),
    }


def _mask(lengths: Tensor, longest: int) -> Tensor:
    places = torch.arange(longest, device=lengths.device)
    return (places[None] < lengths[:, None]).float()[:, None]


def train_acoustic(work: Path, minutes: float, start: Path | None = None) -> Path:
    """Train for some minutes of wall time, counting earlier sittings; return the weights' file."""
    torch.manual_seed(0)
    model = build_acoustic(model_config())
    if start is not None:
        take_over(model, start)
    model.to(DEVICE)
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=_RATE, betas=(0.9, 0.99), weight_decay=1e-6
    )
    run = Run(work / "acoustic.pth", model, optimiser, minutes, _RATE)
    model.train()
    if run.settled:
        run.peak = _SETTLED_RATE
        freeze_norms(model)
    for batch in _forever(work, seed=run.steps):
        if run.over:
            break
        if not run.settled and run.elapsed > _SETTLE_AT * run.seconds:
            run.settle(_SETTLED_RATE)
            freeze_norms(model)
        parts = losses(model, batch)
        loss = parts["mel"] + _DURATION_WEIGHT * parts["duration"] + _PITCH_WEIGHT * parts["pitch"]
        run.step(loss, {name: part.detach() for name, part in parts.items()}, _CLIP)
    run.save()
    return run.file


@torch.inference_mode()
def write_predictions(work: Path, weights: Path, every: int = 4) -> None:
    """Write ``predicted/<speaker>/<id>.npy``: spectrograms as the model draws them.

    Durations and pitch are those of the speech, so that each frame still belongs to its
    samples: the vocoder learns from them to make up for what the model smooths over.
    """
    utterances = load_utterances(work, with_durations=True)
    medians = median_pitches(utterances)
    model = build_acoustic(model_config())
    take_over(model, weights)
    model.eval()
    for one in utterances[::every]:
        folder = work / "predicted" / SPEAKERS[one.speaker].name
        folder.mkdir(parents=True, exist_ok=True)
        mel, _, _ = forward(model, Batch.of([one], medians))
        np.save(folder / f"{one.name}.npy", mel[0].numpy().astype(np.float16))
    print(f"{len(utterances[::every])} spectrograms predicted", flush=True)


def freeze_norms(model: nn.Module) -> None:
    """Let batch normalisation use its stored statistics from now on, as it does in speech.

    Batches are padded and of one length, single lines are neither, so the statistics of a
    batch are not those of speech: with the stored ones the error halves at once. Channels
    that hardly ever move have variances near zero, and one unusual sound in such a channel,
    amplified through thirty layers, was the pilot model's runaway spectrogram.
    """
    for part in model.modules():
        if isinstance(part, nn.BatchNorm1d):
            part.eval()
            variance = part.running_var
            assert variance is not None  # noqa: S101 - for the type checker
            variance.clamp_(min=_LEAST_VARIANCE * float(variance.median()))


def _forever(work: Path, seed: int) -> Iterator[Batch]:
    known: list[Utterance] = []
    medians: dict[int, float] = {}
    while True:
        new = load_utterances(work, with_durations=True, known=known)
        if len(new) != len(known):
            known, medians = new, median_pitches(new)
            print(f"{len(known)} utterances, pitch {medians}", flush=True)
        for group in batches(known, _BATCH_FRAMES, seed):
            yield Batch.of(group, medians).to(DEVICE)
        seed += 1
