"""Make a vocoder keep to its spectrogram.

A small vocoder invents phases well and loudness less well: some bands come out too loud or
too soft, and words suffer. The spectrogram says how loud each band should be in each frame,
so the sound is analysed, each band is weighed by wanted over found, and the sound is put
together again. Harmonics and phases stay the vocoder's own.
"""

from __future__ import annotations

import functools
from typing import Any, Final

_MOST_GAIN: Final = 8.0  # 18 dB either way and round
_QUIET: Final = 1e-5  # magnitudes below are silence


@functools.cache
def _basis(rate: int, size: int, mels: int, low: float, high: float) -> Any:
    """The mel filters, and how each frequency bin is shared out among them."""
    import librosa
    import torch  # noqa: TID251

    filters = torch.from_numpy(
        librosa.filters.mel(sr=rate, n_fft=size, n_mels=mels, fmin=low, fmax=high)
    )
    heights = filters / filters.amax(dim=1, keepdim=True).clamp_min(1e-12)
    total = heights.sum(dim=0, keepdim=True)
    shares = (heights / total.clamp_min(1e-6)).T.contiguous()  # (bin, mel)
    shares[total[0] < 1e-3] = 0
    # Bins above the highest filter follow its gain: there is nothing else to go by.
    top = int((total[0] >= 1e-3).nonzero().max())
    shares[top + 1 :, -1] = 1.0
    shares[0, 0] = 1.0 if float(shares[0].sum()) == 0 else float(shares[0, 0])
    return filters, shares


def keep_to(wave: Any, mel: Any, audio: Any, rounds: int) -> Any:
    """Weigh a wave's bands until they match a spectrogram.

    Args:
        wave: samples, one dimension.
        mel: natural logarithm of mel magnitudes, (mels, frames), as Coqui's audio processor
            analyses; frame t is centred on sample t times the hop.
        audio: the Coqui audio processor that both share.
        rounds: how often; each takes about 0.001 s per second of sound.

    Returns:
        Samples, as many as were given.
    """
    import torch  # noqa: TID251

    size, hop = audio.fft_size, audio.hop_length
    filters, shares = _basis(
        audio.sample_rate, size, audio.num_mels, float(audio.mel_fmin), float(audio.mel_fmax)
    )
    window = torch.hann_window(audio.win_length)
    for _ in range(rounds):
        spectrum = torch.stft(
            wave, size, hop, audio.win_length, window, pad_mode="constant", return_complex=True
        )
        count = min(spectrum.shape[1], mel.shape[1])
        found = (filters @ spectrum.abs()).clamp_min(_QUIET)[:, :count]
        gain = (mel[:, :count].exp() / found).clamp(1 / _MOST_GAIN, _MOST_GAIN)
        full = torch.ones(spectrum.shape)
        full[:, :count] = (shares @ gain.log()).exp()
        wave = torch.istft(
            spectrum * full, size, hop, audio.win_length, window, length=wave.shape[-1]
        )
    return wave
