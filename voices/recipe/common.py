"""What every step of the recipe agrees on: speakers, audio settings, where files lie."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SAMPLE_RATE: Final = 22050  # Hz
HOP: Final = 256  # samples per spectrogram frame, 11.6 ms
MELS: Final = 80
FLOOR: Final = -9.2  # natural log of 1e-4: quieter than that is silence
CEILING: Final = 2.5  # natural log; the loudest bin met in the material is about 2
LEVEL: Final = 0.06  # root mean square every utterance is brought to, full scale is 1
EDGE: Final = 1100  # samples of silence kept at both ends, 50 ms
OCTAVE_UNITS: Final = 4.0  # pitch is learned in quarters of an octave about a speaker's median


@dataclass(frozen=True)
class Speaker:
    """One voice to learn.

    Attributes:
        name: the name inside the model.
        source: the program that speaks it ("rhvoice", "flite") or "recordings".
        voice: the program's name for the voice.
        share: how often it is drawn in training, relative to the others.
    """

    name: str
    source: str
    voice: str
    share: float = 1.0


# The order is the order of the rows in the speaker table: append, never reorder.
SPEAKERS: Final = (
    Speaker("bdl", "rhvoice", "bdl"),
    Speaker("clb", "rhvoice", "clb"),
    Speaker("slt", "rhvoice", "slt"),
    Speaker("alan", "rhvoice", "alan"),
    Speaker("kath", "recordings", "kathleen"),
    Speaker("rms", "flite", "rms"),
)


def utterance_id(text: str) -> str:
    """A short name for a sentence that does not change when sentences are added."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def feature_files(work: Path, speaker: str) -> list[Path]:
    """The feature files of one speaker, in a fixed order."""
    return sorted((work / "features" / speaker).glob("*.npz"))


def model_config() -> Any:
    """Coqui's configuration of the acoustic model; also fixes how audio is analysed."""
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    from TTS.tts.configs.speedy_speech_config import SpeedySpeechConfig

    config = SpeedySpeechConfig(
        run_name="quotecast-house",
        run_description="Quotecast house voices",
        use_phonemes=True,
        phonemizer="espeak",
        phoneme_language="en-us",
        text_cleaner="phoneme_cleaners",
        add_blank=False,
    )
    set_audio(config.audio)
    args = config.model_args
    args.use_aligner = False  # durations are found once, beforehand
    args.use_pitch = True
    args.use_speaker_embedding = config.use_speaker_embedding = True
    args.num_speakers = config.num_speakers = len(SPEAKERS)
    config.speakers = [speaker.name for speaker in SPEAKERS]
    from quotecast.engines import espeak

    espeak.register()
    from TTS.tts.utils.text.tokenizer import TTSTokenizer

    tokenizer, config = TTSTokenizer.init_from_config(config)
    config.model_args.num_chars = config.num_chars = tokenizer.characters.num_chars
    return config


def set_audio(audio: Any) -> None:
    """Put the recipe's analysis settings into a Coqui audio configuration.

    The acoustic model and the vocoder must carry the same ones, or Coqui would resample
    and rescale between the two.
    """
    audio.sample_rate = SAMPLE_RATE
    audio.fft_size = audio.win_length = 1024
    audio.hop_length = HOP
    audio.num_mels = MELS
    audio.mel_fmin, audio.mel_fmax = 0, 8000
    audio.log_func = "np.log"
    audio.spec_gain = 1
    audio.ref_level_db = 0
    audio.preemphasis = 0.0
    audio.signal_norm = False
    # For Griffin-Lim, where there is no vocoder: Coqui's exponent of 1.5 exaggerates peaks
    # and costs words; 32 rounds sound like its 60.
    audio.power = 1.0
    audio.griffin_lim_iters = 32
    audio.do_sound_norm = False
    audio.do_trim_silence = False
