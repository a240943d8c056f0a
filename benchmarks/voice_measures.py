"""What can be measured of a voice without a listener: pitch, timbre, how it beats, words heard.

Rates are samples per second; waves are one-dimensional, full scale is 1.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

Wave = np.ndarray[Any, np.dtype[np.float32]]

BEAT_BANDS = ((1000, 2500), (2500, 4500), (4500, 8000))
"""Hz. Lower, single harmonics stand apart and every wave beats, hollow or not."""
_HEARD_RATE = 16000  # the recogniser's
_CEPSTRA = 13  # of 40 mel bands; the first, loudness, is left out


def words(text: str) -> list[str]:
    """A text as the recogniser would write it."""
    return re.sub(r"[^a-z' ]", " ", text.lower().replace("-", " ")).split()


def edits(wanted: list[str], heard: list[str]) -> int:
    """Fewest words to change, add or drop to make one list the other."""
    row = list(range(len(heard) + 1))
    for line, want in enumerate(wanted, 1):
        before, row[0] = row[0], line
        for column, got in enumerate(heard, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, before + (want != got))
            before, row[column] = row[column], cost
    return row[-1]


class Listener:
    """pocketsphinx with its default model."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        self._decoder = Decoder(loglevel="FATAL")

    def hear(self, wave: Wave, rate: int) -> list[str]:
        """The words recognised in a line."""
        import librosa

        padded = np.pad(librosa.resample(wave, orig_sr=rate, target_sr=_HEARD_RATE), 4000)
        samples = (np.clip(padded * 0.1 / max(level(padded), 1e-5), -1, 1) * 32767).astype("<i2")
        self._decoder.start_utt()
        self._decoder.process_raw(samples.tobytes(), full_utt=True)
        self._decoder.end_utt()
        best = self._decoder.hyp()
        return words(best.hypstr) if best else []


def level(wave: Wave) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(wave.astype(np.float64) ** 2))) if len(wave) else 0.0


def pitch_of(wave: Wave, rate: int) -> Wave:
    """Fundamental frequency, Hz, of the louder half of the frames."""
    import librosa

    found = librosa.yin(wave, fmin=60, fmax=350, sr=rate, frame_length=1024, hop_length=256)
    loud = librosa.feature.rms(y=wave, frame_length=1024, hop_length=256)[0][: len(found)]
    return np.asarray(found[: len(loud)][loud > np.median(loud)], dtype=np.float32)


def timbre_of(wave: Wave, rate: int) -> Wave:
    """Mean mel-cepstrum of the louder half of the frames, loudness left out.

    The long-term mean of the cepstrum is the classical portrait of a speaker (Furui, 1981).
    """
    import librosa

    mel = librosa.feature.melspectrogram(y=wave, sr=rate, n_mels=40, fmax=8000)
    decibels = librosa.power_to_db(mel)
    loud = decibels.mean(0)
    cepstra = librosa.feature.mfcc(S=decibels[:, loud > np.median(loud)], n_mfcc=_CEPSTRA)
    return np.asarray(cepstra[1:].mean(1), dtype=np.float32)


def verification_error(one: list[Wave], other: list[Wave]) -> float:
    """How often a listener to timbre alone would mistake two voices: the equal error rate.

    Each voice is given as the timbres of several lines of different text. Pairs of lines are
    told "same voice" or "two voices" by their distance, each cepstrum in units of its spread
    within a voice; the threshold is where both mistakes are equally frequent. 0 is never,
    0.5 is a guess. Pitch plays no part.
    """
    groups = [np.stack(one), np.stack(other)]
    centred = np.concatenate([group - group.mean(0) for group in groups])
    spread = np.sqrt((centred**2).sum(0) / max(len(centred) - 2, 1)) + 1e-6

    def distances(left: Any, right: Any) -> Any:
        return np.sqrt((((left[:, None] - right[None]) / spread) ** 2).sum(-1))

    same = np.concatenate([distances(g, g)[np.triu_indices(len(g), 1)] for g in groups])
    across = distances(*groups).reshape(-1)
    return min(
        max(float(np.mean(same > edge)), float(np.mean(across <= edge)))
        for edge in np.concatenate([same, across])
    )


def beating(wave: Wave, rate: int) -> tuple[float, ...]:
    """How strongly the loudness of each of :data:`BEAT_BANDS` beats with the voice's pitch.

    A voice is a train of pulses: all its bands grow loud and soft together with each pulse.
    Where phases are invented they don't, and the voice sounds hollow. For each band, the
    median over the louder half of the line of the strongest beat between 40 and 850 Hz,
    relative to the loudness's mean (hence at most 0.5): 0.35, 0.32 and 0.25 in the teachers'
    speech, about 0.15 in anything with random phases.
    """
    beats, loudness = beat_spectra(wave, rate)
    loud = loudness > np.median(loudness)
    return tuple(float(np.median(band[:, loud].max(0))) for band in beats)


def beat_spectra(wave: Wave, rate: int) -> tuple[Any, Any]:
    """Short-time spectra of each band's loudness [band, beat, frame], and loudness [frame]."""
    from scipy import signal

    found, mean = [], np.zeros(0)
    for low, high in BEAT_BANDS:
        sections = signal.butter(4, (low, high), "band", fs=rate, output="sos")
        envelope = np.abs(signal.hilbert(signal.sosfilt(sections, wave)))
        slow = signal.resample_poly(envelope, 1, 8)
        window = int(0.0465 * rate / 8)
        _, _, spectrum = signal.stft(slow, rate / 8, nperseg=window, noverlap=window * 3 // 4)
        sizes = np.abs(spectrum)
        found.append(sizes[2:40] / np.maximum(sizes[:1], 1e-6))
        mean = sizes[0] if not len(mean) else mean
    return np.stack(found), mean


def beat_distance(wave: Wave, speech: Wave, rate: int) -> float:
    """Mean distance, dB, of how two waves of the same words and pace beat; 0 for the same."""
    (mine, _), (theirs, loudness) = beat_spectra(wave, rate), beat_spectra(speech, rate)
    count = min(mine.shape[2], theirs.shape[2])
    loud = np.flatnonzero(loudness[:count] > np.median(loudness[:count]))
    # Beats below 3 % of the mean are as good as none.
    ratio = (mine[:, :, loud] + 0.03) / (theirs[:, :, loud] + 0.03)
    return float(np.abs(20 * np.log10(ratio)).mean())


def spectral_distance(wave: Wave, speech: Wave, rate: int) -> float:
    """Root mean square distance, dB, of mel spectra frame by frame, pauses left out."""
    import librosa

    count = min(len(wave), len(speech))
    mine, theirs = (
        librosa.power_to_db(
            librosa.feature.melspectrogram(
                y=part[:count], sr=rate, n_fft=1024, hop_length=256, n_mels=80, fmax=8000
            ),
            amin=1e-6,
        )
        for part in (wave, speech)
    )
    loudness = theirs.mean(0)
    heard = loudness > np.median(loudness) - 15
    return float(np.sqrt(((mine - theirs)[:, heard] ** 2).mean(0)).mean())
