"""Learn to turn spectrograms into sound: Coqui's multi-band MelGAN under spectral losses.

The network predicts four sub-bands of a quarter of the rate, which a fixed filter bank joins.
The loss compares magnitudes of short-time spectra at three resolutions, of the joined signal
and of the sub-bands. There is no discriminator: the teachers' speech is regular, and steps
with one cost several times as much.
"""

from __future__ import annotations

import math
import random
from collections import deque
from pathlib import Path
from typing import Any

import librosa
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from voices.recipe.common import FLOOR, HOP, MELS, SAMPLE_RATE, SPEAKERS, feature_files, set_audio
from voices.recipe.running import DEVICE, Run

_CROP = 32  # frames, 0.37 s
_BATCH = 8
_IN_MEMORY = 1200  # utterances crops are drawn from; a few are exchanged at each step
_FRESH = 3
_DRAWN_SHARE = 0.6  # of the utterances the acoustic model has drawn, the rest as analysed
_RATE = 1e-3
_CLIP = 10.0
# (transform size, hop, window) in samples; the sub-bands' are about a quarter of the others'
_RESOLUTIONS = ((1024, 120, 600), (2048, 240, 1200), (256, 50, 240))
_BAND_RESOLUTIONS = ((256, 30, 150), (512, 60, 300), (64, 14, 60))
_MEL_WEIGHT = 1.0
_QUIET = 1e-5  # magnitudes are compared down to here, so that silence weighs little

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


def spectral_loss(
    guess: Tensor, truth: Tensor, resolutions: tuple[tuple[int, int, int], ...]
) -> tuple[Tensor, Tensor]:
    """Log-magnitude distance and spectral convergence, means over the resolutions."""
    magnitude = convergence = torch.zeros((), device=guess.device)
    for size, hop, window in resolutions:
        shape = torch.hann_window(window, device=guess.device)
        pair = torch.cat([guess, truth]).flatten(0, 1)
        spectra = torch.stft(pair, size, hop, window, shape, return_complex=True)
        power = torch.view_as_real(spectra).square().sum(-1)
        one, two = power.clamp_min(_QUIET**2).sqrt().chunk(2)
        magnitude = magnitude + functional.l1_loss(one.log(), two.log())
        convergence = convergence + (two - one).norm() / two.norm()
    return magnitude / len(resolutions), convergence / len(resolutions)


class MelDistance:
    """Mean distance of log mel spectra: what the ear, and a recogniser, go by.

    The spectral losses weigh every hertz alike; this one gives the formants their due.
    """

    def __init__(self) -> None:
        basis = librosa.filters.mel(sr=SAMPLE_RATE, n_fft=1024, n_mels=MELS, fmin=0, fmax=8000)
        self._basis = torch.from_numpy(basis).to(DEVICE)
        self._window = torch.hann_window(1024, device=DEVICE)

    def __call__(self, guess: Tensor, truth: Tensor) -> Tensor:
        """Distance in natural log between two batches of waves (wave, 1, sample)."""
        pair = torch.cat([guess, truth]).flatten(0, 1)
        spectra = torch.stft(pair, 1024, HOP, 1024, self._window, return_complex=True)
        power = torch.view_as_real(spectra).square().sum(-1)
        mel = self._basis @ power.clamp_min(_QUIET**2).sqrt()
        one, two = mel.clamp_min(math.exp(FLOOR)).log().chunk(2)
        return functional.l1_loss(one, two)


def train_vocoder(work: Path, minutes: float, start: Path | None = None) -> Path:
    """Train for some minutes of wall time, counting earlier sittings; return the weights' file."""
    torch.manual_seed(0)
    model = build_vocoder()
    if start is not None:
        stored = torch.load(start, map_location="cpu", weights_only=True)["model"]
        model.load_state_dict({key: value.float() for key, value in stored.items()})
    model.to(DEVICE)
    optimiser = torch.optim.Adam(model.parameters(), lr=_RATE, betas=(0.8, 0.99))
    run = Run(work / "vocoder.pth", model, optimiser, minutes, _RATE)
    crops = Crops(work, seed=run.steps)
    mel_distance = MelDistance()
    while not run.over:
        mel, wave = crops.batch()
        with torch.autocast(DEVICE, dtype=torch.bfloat16):
            bands = model(mel)
        bands = bands.float()
        true_bands = model.pqmf_analysis(wave)[:, :, : bands.shape[2]]
        guess = model.pqmf_synthesis(bands)
        full = spectral_loss(guess, wave[:, :, : guess.shape[2]], _RESOLUTIONS)
        part = spectral_loss(bands, true_bands, _BAND_RESOLUTIONS)
        mel_off = mel_distance(guess, wave[:, :, : guess.shape[2]])
        loss = full[0] + full[1] + part[0] + part[1] + _MEL_WEIGHT * mel_off
        parts = {"mag": full[0], "conv": full[1], "band mag": part[0], "mel": mel_off}
        run.step(loss, {name: value.detach() for name, value in parts.items()}, _CLIP)
    run.save()
    return run.file
