"""A spectrogram to a wave without a vocoder: Griffin and Lim's iterations, in torch.

The method and its settings are those of Coqui's audio processor (32 or 60 rounds from
random phases). Coqui runs it through librosa in double precision and takes an angle and
its complex exponential in each round; here the spectrum is divided by its own size, in
single precision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from quotecast.engines.interface import Samples

SMALLEST: Final = 1e-8
"""Keeps the division by the spectrum's size finite where it is silent."""


def mel_to_wave(ap: Any, mel: Any) -> Samples:
    """The wave of a mel spectrogram.

    Args:
        ap: the model's ``AudioProcessor``: scales, mel bands and window.
        mel: [bands, frames], as the model gave it.
    """
    import numpy as np
    import torch

    hop, size = int(ap.hop_length), int(ap.fft_size)
    frames = mel.shape[1]
    if (frames - 1) * hop <= size // 2:  # too short to be mirrored at its ends
        return np.asarray(ap.inv_melspectrogram(mel), dtype=np.float32)
    scaled = np.power(ap.base, ap.denormalize(mel) / ap.spec_gain)
    linear = np.maximum(1e-10, np.linalg.pinv(ap.mel_basis) @ scaled) ** ap.power
    magnitude = torch.from_numpy(linear.astype(np.float32))
    # numpy's generator is the one the engine seeds for this.
    turns = torch.from_numpy(np.random.rand(*linear.shape).astype(np.float32)) * (2 * torch.pi)
    spectrum = torch.polar(magnitude, turns)
    window = torch.hann_window(int(ap.win_length))
    shape: dict[str, Any] = {
        "n_fft": size,
        "hop_length": hop,
        "win_length": int(ap.win_length),
        "window": window,
    }
    wave = torch.istft(spectrum, **shape)
    for _ in range(int(ap.griffin_lim_iters)):
        heard = torch.stft(wave, **shape, pad_mode=ap.stft_pad_mode, return_complex=True)
        heard *= magnitude / heard.abs().clamp_(min=SMALLEST)
        wave = torch.istft(heard, **shape)
    result = wave.numpy()
    if ap.preemphasis:
        result = ap.apply_inv_preemphasis(result)
    return np.ascontiguousarray(result, dtype=np.float32)
