"""Utterances in memory, and batches of utterances of about the same length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from voices.recipe.common import FLOOR, OCTAVE_UNITS, SPEAKERS, feature_files

_MOST_FRAMES = 1700  # 20 s; longer utterances are left out
_LEAST_TOKENS, _LEAST_FRAMES = 16, 32  # Coqui's convolutions span 13 and 25 without padding
_FEWEST_FRAMES_PER_TOKEN = 1.5  # fewer cannot be aligned


@dataclass(frozen=True)
class Utterance:
    """One sentence by one speaker. Spectrogram (mels, frames), pitch in Hz per frame."""

    name: str
    speaker: int
    tokens: np.ndarray[Any, Any]
    mel: np.ndarray[Any, Any]
    pitch: np.ndarray[Any, Any]
    durations: np.ndarray[Any, Any] | None = None

    def durations_file(self, work: Path) -> Path:
        """Where the frames per phoneme of this utterance are kept."""
        return work / "durations" / SPEAKERS[self.speaker].name / f"{self.name}.npy"


@dataclass(frozen=True)
class Batch:
    """Padded tensors of several utterances.

    Attributes:
        tokens: (utterance, phoneme), padded with 0.
        mel: (utterance, mel, frame), padded with the floor.
        pitch: (utterance, 1, frame), quarter octaves about the speaker's median, 0 unvoiced.
        durations: (utterance, phoneme), frames; zeros where not known.
    """

    tokens: Tensor
    token_lengths: Tensor
    mel: Tensor
    mel_lengths: Tensor
    pitch: Tensor
    durations: Tensor
    speakers: Tensor

    @staticmethod
    def of(utterances: list[Utterance], medians: dict[int, float] | None = None) -> Batch:
        """Stack utterances; with the speakers' median pitches in Hz, pitch is filled in."""
        count = len(utterances)
        token_lengths = torch.tensor([len(one.tokens) for one in utterances])
        mel_lengths = torch.tensor([one.mel.shape[1] for one in utterances])
        most_tokens = max(_LEAST_TOKENS, int(token_lengths.max()))
        most_frames = max(_LEAST_FRAMES, int(mel_lengths.max()))
        tokens = torch.zeros(count, most_tokens, dtype=torch.long)
        durations = torch.zeros(count, most_tokens, dtype=torch.long)
        mel = torch.full((count, utterances[0].mel.shape[0], most_frames), FLOOR)
        pitch = torch.zeros(count, 1, most_frames)
        for row, one in enumerate(utterances):
            tokens[row, : len(one.tokens)] = torch.from_numpy(one.tokens.astype(np.int64))
            mel[row, :, : one.mel.shape[1]] = torch.from_numpy(one.mel.astype(np.float32))
            if one.durations is not None:
                durations[row, : len(one.tokens)] = torch.from_numpy(one.durations.astype(np.int64))
            if medians is not None:
                curve = relative_pitch(one.pitch, medians[one.speaker])
                pitch[row, 0, : len(curve)] = torch.from_numpy(curve)
        speakers = torch.tensor([one.speaker for one in utterances])
        return Batch(tokens, token_lengths, mel, mel_lengths, pitch, durations, speakers)

    def to(self, device: str) -> Batch:
        """The same batch in the memory of another device."""
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))


def relative_pitch(
    pitch: np.ndarray[Any, Any], median: float
) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Hz to quarter octaves about the speaker's median; 0 stays "no pitch"."""
    hertz = pitch.astype(np.float32)
    units = OCTAVE_UNITS * np.log2(np.maximum(hertz, 1.0) / median)
    # Half an octave up or down is as far as speech goes; the rest are slips of the tracker.
    return np.where(hertz > 0, np.clip(units, -3, 3), 0).astype(np.float32)


def load_utterances(
    work: Path, *, with_durations: bool, known: list[Utterance] | None = None
) -> list[Utterance]:
    """All utterances on disk now; with durations, only those that have been aligned.

    Those known from an earlier call are not read again.
    """
    found = list(known or [])
    seen = {(one.speaker, one.name) for one in found}
    for speaker, who in enumerate(SPEAKERS):
        for file in feature_files(work, who.name):
            if (speaker, file.stem) in seen:
                continue
            stored = np.load(file)
            one = Utterance(file.stem, speaker, stored["tokens"], stored["mel"], stored["pitch"])
            frames = one.mel.shape[1]
            fits = len(one.tokens) * _FEWEST_FRAMES_PER_TOKEN < frames <= _MOST_FRAMES
            if not fits or len(one.tokens) == 0:
                continue
            if with_durations:
                durations = one.durations_file(work)
                if not durations.exists():
                    continue
                one = Utterance(
                    one.name, speaker, one.tokens, one.mel, one.pitch, np.load(durations)
                )
            found.append(one)
    return found


def median_pitches(utterances: list[Utterance]) -> dict[int, float]:
    """The median fundamental frequency of each speaker, Hz."""
    medians = {}
    for speaker in range(len(SPEAKERS)):
        curves = [one.pitch for one in utterances if one.speaker == speaker]
        if curves:
            together = np.concatenate(curves).astype(np.float32)
            medians[speaker] = float(np.median(together[together > 0]))
    return medians


def batches(utterances: list[Utterance], frames: int, seed: int) -> Iterator[list[Utterance]]:
    """One pass in random order, in batches of about so many frames and of similar lengths."""
    order = random.Random(seed)
    shuffled = utterances[:]
    order.shuffle(shuffled)
    groups: list[list[Utterance]] = []
    for start in range(0, len(shuffled), 400):
        pool = sorted(shuffled[start : start + 400], key=lambda one: one.mel.shape[1])
        group: list[Utterance] = []
        for one in pool:
            if group and (len(group) + 1) * one.mel.shape[1] > frames:
                groups.append(group)
                group = []
            group.append(one)
        groups.append(group)
    order.shuffle(groups)
    yield from groups
