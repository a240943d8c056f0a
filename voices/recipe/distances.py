"""How far a vocoder's wave is from speech: distances of spectra, of mel spectra, of envelopes."""

from __future__ import annotations

import math
from typing import Final

import librosa
import torch
from torch import Tensor
from torch.nn import functional

from voices.recipe.common import FLOOR, HOP, MELS, SAMPLE_RATE
from voices.recipe.running import DEVICE

# (transform size, hop, window) in samples; the sub-bands' are about a quarter of the others'
RESOLUTIONS: Final = ((1024, 120, 600), (2048, 240, 1200), (256, 50, 240))
BAND_RESOLUTIONS: Final = ((256, 30, 150), (512, 60, 300), (64, 14, 60))
_QUIET: Final = 1e-5  # magnitudes are compared down to here, so that silence weighs little
_SMOOTH: Final = 6  # sub-band samples, 1.1 ms: shorter than any pitch period
_BEAT: Final = (128, 32)  # window and hop of the envelope's spectrum: 46 ms, 12 ms
_SLOWEST: Final = 2  # lines of that spectrum left out: loudness, not buzz


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


def modulation_loss(bands: Tensor, true_bands: Tensor) -> Tensor:
    """Distance of how strongly each sub-band's loudness beats at the pitch and above it.

    A voice is a train of pulses: in every band loudness rises and falls with the pitch, in
    all of them together. Magnitudes of short-time spectra hardly show it and a phase-blind
    vocoder loses it, which sounds hollow. Compared are magnitude spectra of the envelopes of
    each band and of all bands together, relative to their mean: where the pulses lie does not
    matter, as a spectrogram does not tell it.

    Args:
        bands: (wave, band, sample) at the sub-bands' rate.
        true_bands: the same of the speech.
    """
    one, two = _beats(bands), _beats(true_bands)
    return functional.l1_loss(one, two)


def _beats(bands: Tensor) -> Tensor:
    loud = functional.avg_pool1d(bands.square(), _SMOOTH, 2) + _QUIET
    each = loud.sqrt()
    level = functional.avg_pool1d(each, 65, 1, 32, count_include_pad=False)
    each = each / level
    together = torch.cat([each, each.mean(1, keepdim=True)], 1).flatten(0, 1)
    size, hop = _BEAT
    window = torch.hann_window(size, device=bands.device)
    beats = torch.stft(together - 1, size, hop, size, window, return_complex=True)
    power = torch.view_as_real(beats).square().sum(-1)[:, _SLOWEST:]
    return (power + 1e-2).sqrt()
