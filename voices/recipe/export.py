"""Write the pack: averaged weights in half precision, and the configurations Coqui reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from voices.recipe.common import SPEAKERS, model_config
from voices.recipe.train_vocoder import vocoder_config

_SMALL = 4096  # values; smaller tensors (norms, biases, filter banks) keep full precision


def export(work: Path, pack: Path, *, vocoder: bool) -> None:
    """Write the acoustic model and, if asked, the vocoder into a pack folder."""
    pack.mkdir(parents=True, exist_ok=True)
    sharpened = work / "sharpened.pth"
    acoustic = sharpened if sharpened.exists() else work / "acoustic.pth"
    _weights(acoustic, pack / "model.pth", {})
    rows = {speaker.name: row for row, speaker in enumerate(SPEAKERS)}
    (pack / "speakers.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    config = model_config()
    # Relative to the pack; whoever loads it makes it absolute.
    config.speakers_file = config.model_args.speakers_file = "speakers.json"
    _config(config, pack / "config.json")
    if vocoder:
        # Coqui takes a file with this second key for a generator without its discriminator.
        _weights(work / "vocoder.pth", pack / "vocoder.pth", {"model_disc": {}})
        _config(vocoder_config(), pack / "vocoder_config.json")


def _weights(source: Path, target: Path, more: dict[str, Any]) -> None:
    stored = torch.load(source, map_location="cpu", weights_only=True)
    halved = {key: _halve(value) for key, value in stored["model"].items()}
    torch.save({"model": halved, "step": stored["step"], **more}, target)


def _halve(value: Tensor) -> Tensor:
    if value.is_floating_point() and value.numel() >= _SMALL:
        return value.half()
    return value.clone()


def _config(config: Any, target: Path) -> None:
    fields = json.loads(json.dumps(config.to_dict(), default=str))
    for machine in ("output_path", "dashboard_logger", "datasets", "test_sentences"):
        fields.pop(machine, None)  # of use in training only
    target.write_text(json.dumps(fields, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
