"""A spectrogram to a wave without a vocoder: pulses and noise, weighed to the spectrogram.

Griffin and Lim's iterations know nothing of a voice: they start from random phases, and the
harmonics of what they find drift against each other, which sounds hollow. A voice is a train
of pulses (and noise) through a filter, so here the pitch is read off the spectrogram, a train
of pulses of that pitch and noise are made, and each is weighed, band by band, until the wave
has the spectrogram that was asked for: a channel vocoder with as many channels as the
spectrogram has bands. The filter's phase is the minimum phase of its magnitude, as in the
source-filter vocoders of speech coding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from quotecast.engines.coqui_griffinlim import mel_to_wave
from quotecast.engines.coqui_pitch import PitchReader, pulses

if TYPE_CHECKING:
    from collections.abc import Callable

    from quotecast.engines.interface import Samples

ROUNDS: Final = 8
"""How often the wave is weighed against the spectrogram. Three leave 1.4 dB, eight 1.1."""
LONGEST_BAND: Final = 50.0
"""Hz between the lowest bands; farther apart, harmonics merge and no pitch can be read."""
SHORTEST_WINDOW: Final = 0.04
"""Seconds; a shorter window merges the harmonics of a low voice."""
# Share of noise in voiced sound, rising along frequency: fitted so that the loudness of each
# band beats with the pitch as strongly as in speech (see benchmarks/voices.py).
_NOISE_FROM, _NOISE_TO = 1000.0, 8000.0  # Hz
_MOST_NOISE: Final = 0.6  # of the power
_QUIET: Final = 1e-6  # magnitudes below are silence
_STEEPEST: Final = 2.0  # natural log; most that one round after the first may change a band
_LIFTER: Final = 0.004  # seconds; the filter rings this long, less than a pitch period


def fits(ap: Any) -> bool:
    """Whether the spectrograms of an ``AudioProcessor`` are fine enough to read pitch off."""
    import numpy as np

    if ap.mel_basis is None or ap.win_length / ap.sample_rate < SHORTEST_WINDOW:
        return False
    peaks = np.asarray(ap.mel_basis)[:8].argmax(1) * ap.sample_rate / ap.fft_size
    return bool((peaks[-1] - peaks[0]) / (len(peaks) - 1) <= LONGEST_BAND)


def sounding(ap: Any) -> Callable[[Any, Any], Samples]:
    """What turns a model's spectrograms into waves where it has no vocoder.

    It takes a spectrogram [bands, frames] and the pitch foretold, see
    :meth:`PulseVocoder.wave`. Griffin-Lim where no pitch can be read off such spectrograms.
    """
    return PulseVocoder(ap).wave if fits(ap) else lambda mel, _foretold: mel_to_wave(ap, mel)


class PulseVocoder:
    """Makes waves of one model's spectrograms."""

    def __init__(self, ap: Any) -> None:
        import numpy as np
        import torch

        self._ap = ap
        self._rate, self._hop, self._size = ap.sample_rate, int(ap.hop_length), int(ap.fft_size)
        self._basis = torch.from_numpy(np.asarray(ap.mel_basis, dtype=np.float32))
        self._shares = _shares(self._basis)
        self._window = torch.hann_window(int(ap.win_length))
        self._pitch = PitchReader(self._basis, self._rate, self._size, self._window)
        bins = torch.linspace(0, self._rate / 2, self._size // 2 + 1)[:, None]
        rising = ((bins - _NOISE_FROM) / (_NOISE_TO - _NOISE_FROM)).clamp(0, 1)
        self._noise_share = rising * _MOST_NOISE

    def wave(self, mel: Any, foretold: Any = None) -> Samples:
        """The wave of a mel spectrogram [bands, frames], as the model gave it.

        ``foretold`` is the pitch in Hz [frames] that the model meant, where it says so. Noise
        is drawn from numpy's generator, which the engine seeds.
        """
        import numpy as np
        import torch

        length = (mel.shape[1] - 1) * self._hop
        if length < 1:
            return np.zeros(0, dtype=np.float32)
        scaled = np.power(self._ap.base, self._ap.denormalize(mel) / self._ap.spec_gain)
        target = torch.from_numpy(np.ascontiguousarray(scaled, dtype=np.float32)).clamp_min(_QUIET)
        spectrum = self._excitation(self._pitch.read(target, foretold), length)
        spectrum = spectrum * torch.polar(
            self._weights(spectrum, target).exp(), self._ringing(target)
        )
        wave = self._join(spectrum, length)
        for _ in range(ROUNDS):
            spectrum = self._analyse(wave)
            change = self._weights(spectrum, target).clamp(-_STEEPEST, _STEEPEST)
            wave = self._join(spectrum * change.exp(), length)
        result = wave.numpy()
        if self._ap.preemphasis:
            result = self._ap.apply_inv_preemphasis(result)
        return np.ascontiguousarray(result, dtype=np.float32)

    def _excitation(self, pitch: Any, length: int) -> Any:
        """The spectrum [bins, frames] of pulses where there is pitch (Hz per frame), and noise."""
        import numpy as np
        import torch

        frames = np.arange(len(pitch))
        voiced = pitch > 0
        known = np.interp(frames, frames[voiced], pitch[voiced]) if voiced.any() else pitch + 120.0
        curve = np.interp(np.arange(length) / self._hop, frames, known)
        train = self._analyse(torch.from_numpy(pulses(curve, self._rate)))
        noise = np.random.standard_normal(length).astype(np.float32)
        hiss = self._analyse(torch.from_numpy(noise))
        # Voicing sets in and fades over a frame or two.
        on = np.convolve(np.pad(voiced.astype(np.float32), 1, "edge"), (0.25, 0.5, 0.25), "valid")
        share = 1 - (1 - self._noise_share) * torch.from_numpy(on.astype(np.float32))[None]
        return train * (1 - share).sqrt() + hiss * share.sqrt()

    def _weights(self, spectrum: Any, target: Any) -> Any:
        """Natural log of what each bin must be multiplied by for its bands to be as wanted."""
        found = (self._basis @ spectrum.abs()).clamp_min(_QUIET)
        return self._shares @ (target / found).log()

    def _ringing(self, target: Any) -> Any:
        """The minimum phase [bins, frames] of the filter, from its cepstrum."""
        import torch

        level = self._shares @ (target / self._basis.sum(1, keepdim=True)).log()
        cepstrum = torch.fft.irfft(level.to(torch.complex64), n=self._size, dim=0)
        keep = int(_LIFTER * self._rate)
        fade = torch.cos(torch.linspace(0, torch.pi / 2, keep)).clamp_min(0).sqrt()
        causal = torch.zeros(self._size, 1)
        causal[1 : keep + 1, 0] = 2 * fade
        return torch.fft.rfft(cepstrum * causal, dim=0).imag

    def _analyse(self, wave: Any) -> Any:
        import torch

        return torch.stft(
            wave,
            self._size,
            self._hop,
            len(self._window),
            self._window,
            pad_mode="constant",
            return_complex=True,
        )

    def _join(self, spectrum: Any, length: int) -> Any:
        import torch

        return torch.istft(
            spectrum, self._size, self._hop, len(self._window), self._window, length=length
        )


def _shares(basis: Any) -> Any:
    """How each frequency bin is shared out among the bands: [bins, bands], rows sum to one."""
    heights = basis / basis.amax(1, keepdim=True).clamp_min(1e-12)
    total = heights.sum(0)
    shares = (heights / total.clamp_min(1e-6)).T.contiguous()
    covered = (total >= 1e-3).nonzero().reshape(-1)
    first, last = int(covered.min()), int(covered.max())
    shares[total < 1e-3] = 0
    # Below the lowest band and above the highest there is nothing else to go by than these.
    shares[:first, 0] = 1
    shares[last + 1 :, -1] = 1
    return shares
