"""Find frames per phoneme with a model that speaks already, by warping time.

A pack that is gone on from needs no aligner: the model speaks each sentence at a pace of its
own, its spectrogram is warped onto the speech (dynamic time warping), and each frame of the
speech belongs to the phoneme of the frame it is matched with.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import librosa
import numpy as np
import torch

from voices.recipe.batches import Batch, Utterance, load_utterances
from voices.recipe.common import model_config

_BANDS = 60  # the lower mels, which carry the phonemes


def warp_durations(work: Path, start: Path) -> None:
    """Write ``durations/<speaker>/<id>.npy`` for every utterance that has none.

    Args:
        work: the recipe's folder.
        start: weights of the acoustic model that is to speak.
    """
    from voices.recipe.train_acoustic import build_acoustic, take_over

    model = build_acoustic(model_config())
    take_over(model, start)
    model.eval()
    count = 0
    for one in load_utterances(work, with_durations=False):
        target = one.durations_file(work)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            np.save(target, durations(model, one))
            count += 1
    print(f"durations of {count} utterances, by warping", flush=True)


@torch.inference_mode()
def durations(model: Any, utterance: Utterance) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Frames per phoneme of one utterance; they add up to the length of its spectrogram."""
    batch = Batch.of([utterance])
    spoken = model.inference(batch.tokens, {"d_vectors": None, "speaker_ids": batch.speakers})
    made = spoken["model_outputs"][0].T.float().numpy()
    owner = spoken["alignments"][0].float().argmax(0 if _first(spoken, batch) else 1).numpy()
    _, path = librosa.sequence.dtw(made[:_BANDS], utterance.mel[:_BANDS].astype(np.float32))
    counts = np.zeros(len(utterance.tokens), dtype=np.int16)
    # From end to start; the last match met of a frame is its first in time.
    of_frame = {int(frame): int(owner[mate]) for mate, frame in path}
    for token in of_frame.values():
        counts[min(token, len(counts) - 1)] += 1
    return counts


def _first(spoken: dict[str, Any], batch: Batch) -> bool:
    """Whether the alignment's first axis is the phonemes'."""
    return bool(spoken["alignments"].shape[1] == batch.tokens.shape[1])
