"""From speech to what the networks learn from: phoneme ids, spectrogram, pitch, samples."""

from __future__ import annotations

import functools
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import librosa
import numpy as np
import pyworld
import soundfile

from voices.recipe.common import (
    EDGE,
    FLOOR,
    HOP,
    LEVEL,
    SAMPLE_RATE,
    SPEAKERS,
    Speaker,
    model_config,
    utterance_id,
)
from voices.recipe.teachers import prompts, sentences, some

# Recordings carry room noise, teachers do not: cut what lies this many dB under the peak.
_TRIM_DB = {"recordings": 35, "rhvoice": 45, "flite": 45}


def make_features(
    work: Path, recordings: Path | None, jobs: int = 2, most: int | None = None
) -> None:
    """Write ``features/<speaker>/<id>.npz`` for every utterance not yet there."""
    tasks: list[tuple[Speaker, str, Path, Path]] = []
    for speaker in SPEAKERS:
        folder = work / "features" / speaker.name
        folder.mkdir(parents=True, exist_ok=True)
        for text, audio in _utterances(speaker, work, recordings, most):
            target = folder / f"{utterance_id(audio.stem + text)}.npz"
            if audio.exists() and not target.exists():
                tasks.append((speaker, text, audio, target))
    tasks.sort(key=lambda task: task[3].name)  # all speakers grow together: training may begin
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(_one, tasks, chunksize=16))
    print(f"{len(tasks)} utterances analysed", flush=True)


def _utterances(
    speaker: Speaker, work: Path, recordings: Path | None, most: int | None
) -> list[tuple[str, Path]]:
    if speaker.source != "recordings":
        folder = work / "speech" / speaker.name
        return [
            (text, folder / f"{utterance_id(text)}.wav")
            for text in sentences(speaker, recordings, most)
        ]
    if recordings is None:
        return []
    return [
        (text, recordings / "opus" / f"{name}.opus")
        for name, text in some(prompts(recordings), most)
    ]


@functools.cache
def _tools() -> tuple[Any, Any]:
    """Coqui's tokenizer and analyser, one of each per process."""
    config = model_config()
    from TTS.tts.utils.text.tokenizer import TTSTokenizer
    from TTS.utils.audio import AudioProcessor

    tokenizer, _ = TTSTokenizer.init_from_config(config)
    return tokenizer, AudioProcessor(config.audio)


def _one(task: tuple[Speaker, str, Path, Path]) -> None:
    speaker, text, audio, target = task
    tokenizer, analyser = _tools()
    samples = _load(audio, _TRIM_DB[speaker.source])
    spectrogram = np.maximum(analyser.melspectrogram(samples), FLOOR).astype(np.float16)
    tokens = np.asarray(tokenizer.text_to_ids(text), dtype=np.int16)
    part = target.with_suffix(".part")
    with part.open("wb") as stream:
        np.savez(
            stream,
            tokens=tokens,
            mel=spectrogram,
            pitch=_pitch(samples, spectrogram.shape[1]),
            samples=(samples * 32767).astype(np.int16),
        )
    part.replace(target)


def _load(audio: Path, trim_db: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    samples, rate = soundfile.read(audio, dtype="float32")
    if samples.ndim > 1:
        samples = samples.mean(axis=1)
    if rate != SAMPLE_RATE:
        samples = librosa.resample(samples, orig_sr=rate, target_sr=SAMPLE_RATE)
    samples, _ = librosa.effects.trim(samples, top_db=trim_db, frame_length=1024, hop_length=HOP)
    level = float(np.sqrt(np.mean(samples**2)))
    samples = samples * (LEVEL / max(level, 1e-4))
    samples = samples * min(1.0, 0.98 / max(float(np.abs(samples).max()), 1e-4))
    return np.pad(samples, (EDGE, EDGE)).astype(np.float32)


def _pitch(
    samples: np.ndarray[Any, np.dtype[np.float32]], frames: int
) -> np.ndarray[Any, np.dtype[np.float16]]:
    """Fundamental frequency in Hz for each spectrogram frame, 0 where unvoiced (WORLD's DIO)."""
    wide = samples.astype(np.float64)
    found, times = pyworld.dio(
        wide, SAMPLE_RATE, f0_floor=60, f0_ceil=350, frame_period=1000 * HOP / SAMPLE_RATE
    )
    found = pyworld.stonemask(wide, found, times, SAMPLE_RATE)[:frames]
    return np.pad(found, (0, frames - len(found))).astype(np.float16)
