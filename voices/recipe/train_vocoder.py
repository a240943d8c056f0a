"""Learn to turn spectrograms into sound: Coqui's multi-band MelGAN.

The network predicts four sub-bands of a quarter of the rate, which a fixed filter bank joins.
At first it learns from distances alone: of magnitudes of short-time spectra at three
resolutions, of mel spectra, and of how the sub-bands' loudness beats with the pitch. After
that critics that learn beside it (:mod:`voices.recipe.critics`) add what distances miss.
"""

from __future__ import annotations

import random
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from voices.recipe.common import FLOOR, HOP, SPEAKERS, feature_files, set_audio
from voices.recipe.critics import Critics, critics_loss, deceit_losses
from voices.recipe.distances import (
    BAND_RESOLUTIONS,
    RESOLUTIONS,
    MelDistance,
    modulation_loss,
    spectral_loss,
)
from voices.recipe.running import DEVICE, Run

_CROP = 32  # frames, 0.37 s
_BATCH = 8
_IN_MEMORY = 1200  # utterances crops are drawn from; a few are exchanged at each step
_FRESH = 3
_DRAWN_SHARE = 0.6  # of the utterances the acoustic model has drawn, the rest as analysed
_RATE = 1e-3
_GOING_ON_RATE = 4e-4  # from weights that have learned already
_CRITICS_RATE = 4e-4
_ALONE_SHARE = 0.3  # of the time, before critics join; none from weights that have learned
_CLIP = 10.0
_MEL_WEIGHT = 2.0
_BEAT_WEIGHT = 2.0
_DECEIT_WEIGHT = 1.0
_MATCH_WEIGHT = 5.0

Crop = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


def vocoder_config() -> Any:
    """Coqui's configuration of the vocoder."""
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    from TTS.vocoder.configs import MultibandMelganConfig

    config = MultibandMelganConfig(run_name="quotecast-house-vocoder")
    config.generator_model_params = {
        "upsample_factors": [8, 4, 2],
        "num_res_blocks": 3,
    }
    set_audio(config.audio)
    return config


def build_vocoder() -> Any:
    """The generator, as Coqui builds it from the configuration."""
    config = vocoder_config()
    from TTS.vocoder.models import setup_model

    return setup_model(config).model_g  # the discriminator beside it is not used


class Crops:
    """Random crops of a changing pool of utterances; new files are noticed."""

    def __init__(self, work: Path, seed: int) -> None:
        self._work, self._random = work, random.Random(seed)
        self._pool: deque[Crop] = deque(maxlen=_IN_MEMORY)
        self._queue: list[Path] = []

    def _take(self) -> None:
        if not self._queue:
            for speaker in SPEAKERS:
                self._queue += feature_files(self._work, speaker.name)
            self._random.shuffle(self._queue)
        file = self._queue.pop()
        stored = np.load(file)
        mel = stored["mel"]
        drawn = self._work / "predicted" / file.parent.name / f"{file.stem}.npy"
        if drawn.exists() and self._random.random() < _DRAWN_SHARE:
            mel = np.load(drawn)
        if mel.shape[1] > _CROP:
            self._pool.append((mel, stored["samples"]))

    def batch(self) -> tuple[Tensor, Tensor]:
        """Spectrograms (crop, mel, frame) and samples (crop, 1, sample)."""
        for _ in range(_FRESH if len(self._pool) >= _BATCH * 4 else _BATCH * 4):
            self._take()
        mels, waves = [], []
        for _ in range(_BATCH):
            mel, samples = self._random.choice(self._pool)
            start = self._random.randrange(mel.shape[1] - _CROP)
            mels.append(mel[:, start : start + _CROP].astype(np.float32))
            wave = samples[start * HOP : (start + _CROP) * HOP].astype(np.float32) / 32767
            waves.append(np.pad(wave, (0, _CROP * HOP - len(wave))))
        return (
            torch.from_numpy(np.maximum(np.stack(mels), FLOOR)).to(DEVICE),
            torch.from_numpy(np.stack(waves))[:, None].to(DEVICE),
        )


def distances(
    model: Any, mel_distance: MelDistance, bands: Tensor, wave: Tensor
) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
    """The joined wave, the sum of all distances from speech, and the distances by name."""
    true_bands = model.pqmf_analysis(wave)[:, :, : bands.shape[2]]
    guess = model.pqmf_synthesis(bands)
    wave = wave[:, :, : guess.shape[2]]
    full = spectral_loss(guess, wave, RESOLUTIONS)
    part = spectral_loss(bands, true_bands, BAND_RESOLUTIONS)
    parts = {
        "mag": full[0],
        "conv": full[1],
        "band mag": part[0],
        "mel": mel_distance(guess, wave),
        "beat": modulation_loss(bands, true_bands),
    }
    loss = full[0] + full[1] + part[0] + part[1]
    loss = loss + _MEL_WEIGHT * parts["mel"] + _BEAT_WEIGHT * parts["beat"]
    return guess, loss, parts


def train_vocoder(work: Path, minutes: float, start: Path | None = None) -> Path:
    """Train for some minutes of wall time, counting earlier sittings; return the weights' file."""
    torch.manual_seed(0)
    model = build_vocoder()
    if start is not None:
        stored = torch.load(start, map_location="cpu", weights_only=True)["model"]
        model.load_state_dict({key: value.float() for key, value in stored.items()})
    model.to(DEVICE)
    critics = Critics().to(DEVICE)
    rate = _RATE if start is None else _GOING_ON_RATE
    optimiser = torch.optim.Adam(model.parameters(), lr=rate, betas=(0.8, 0.99))
    judging = torch.optim.Adam(critics.parameters(), lr=_CRITICS_RATE, betas=(0.8, 0.99))
    beside = {"critics": critics, "judging": judging}
    run = Run(work / "vocoder.pth", model, optimiser, minutes, rate, beside)
    crops = Crops(work, seed=run.steps)
    mel_distance = MelDistance()
    alone = 0.0 if start is not None else _ALONE_SHARE * run.seconds
    while not run.over:
        mel, wave = crops.batch()
        with torch.autocast(DEVICE, dtype=torch.bfloat16):
            bands = model(mel)
        guess, loss, parts = distances(model, mel_distance, bands.float(), wave)
        if run.elapsed > alone:
            truth = wave[:, :, : guess.shape[2]]
            judged = critics_loss(critics, guess, truth)
            judging.zero_grad(set_to_none=True)
            judged.backward()  # type: ignore[no-untyped-call]
            judging.step()
            critics.requires_grad_(False)
            away, matched = deceit_losses(critics, guess, truth)
            critics.requires_grad_(True)
            loss = loss + _DECEIT_WEIGHT * away + _MATCH_WEIGHT * matched
            parts |= {"critics": judged, "deceit": away, "match": matched}
        run.step(loss, {name: value.detach() for name, value in parts.items()}, _CLIP)
    run.save()
    return run.file
