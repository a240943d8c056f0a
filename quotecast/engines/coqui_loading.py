"""A Coqui model from its files: weights that fit, one clear line for every fault."""

from __future__ import annotations

import json
import pickle
import zipfile
from typing import Any

from quotecast.engines.coqui_bounds import (
    no_larger_than,
    refuse_large_files,
    refuse_large_sound,
)
from quotecast.engines.coqui_decoder import drop_weight_norm, quicken
from quotecast.engines.coqui_guard import keep_inside, refuse_unsafe
from quotecast.engines.files import ModelFiles, read_config
from quotecast.engines.machine import arithmetic
from quotecast.errors import EngineError


class Vocoder:
    """A vocoder with the audio processor that prepares its input."""

    def __init__(self, model: Any, ap: Any) -> None:
        self.model = model
        self.ap = ap

    def wave_of(self, spectrum: Any) -> Any:
        """The wave [n] of a mel spectrogram [bands, frames] in the scale of its model."""
        import torch

        prepared = torch.from_numpy(self.ap.normalize(spectrum)).unsqueeze(0)
        device = next(self.model.parameters()).device
        wave = self.model.inference(prepared.to(device)).reshape(-1)
        # The generator pads the spectrogram on both sides; its echo is cut off again, so
        # that durations in frames stay durations in samples.
        echo = getattr(self.model, "inference_padding", 0) * self.ap.hop_length
        return wave[echo : len(wave) - echo].cpu().numpy()


def load_acoustic(files: ModelFiles) -> tuple[Any, Any]:
    """The model that makes a spectrogram or a wave of tokens, and its configuration.

    It is on the device it will run on, and as quick there as it can be made.
    """
    from TTS.config import load_config
    from TTS.tts.models import setup_model

    settings, name = read_config(files.config), files.folder.name
    refuse_unsafe(settings, name)
    refuse_large_files(files)
    refuse_large_sound(settings.get("audio"), name)
    config = load_config(str(files.config))
    keep_inside(config, files.folder)
    _point_to(config, "speakers_file", files.speakers)
    _point_to(config, "language_ids_file", files.languages)
    arguments = getattr(config, "model_args", None)
    if arguments is not None and hasattr(arguments, "init_discriminator"):
        arguments.init_discriminator = False  # 346 MB that only training needs
    with no_larger_than(files.weights, name):
        model = setup_model(config)
    if config.model == "xtts":  # it compares names itself, some of them changed
        model.load_checkpoint(config, checkpoint_dir=str(files.folder), eval=True)
    else:
        _refuse_unfit(model, files)
        # strict would refuse the discriminator's weights that are not built.
        model.load_checkpoint(config, str(files.weights), eval=True, **_loose(model))
    drop_weight_norm(model)
    how = arithmetic()
    if how != "gpu":
        quicken(model, bfloat16=how == "bfloat16")
    return model.to(_device(how)), config


def _device(how: str) -> str:
    import torch

    return "cuda" if how == "gpu" and torch.cuda.is_available() else "cpu"


def _loose(model: Any) -> dict[str, bool]:
    import inspect

    accepts = "strict" in inspect.signature(model.load_checkpoint).parameters
    return {"strict": False} if accepts and hasattr(model, "waveform_decoder") else {}


def _point_to(config: Any, key: str, path: Any) -> None:
    """Name a file by its full path: Coqui would look for it in the working directory."""
    for holder in (config, getattr(config, "model_args", None)):
        if holder is not None and hasattr(holder, key):
            setattr(holder, key, str(path) if path else None)


def _refuse_unfit(model: Any, files: ModelFiles) -> None:
    """Weights that do not fill the model leave parts of it random, without an error.

    Fewer speakers than the speakers file names: Coqui would add random voices.
    """
    import torch

    # Mapped, not read: Coqui reads the same file once more to load it. Files of old torch
    # releases are no zip archives and cannot be mapped.
    mapped = zipfile.is_zipfile(files.weights)
    state = torch.load(files.weights, map_location="cpu", weights_only=True, mmap=mapped)["model"]
    name = files.folder.name
    embedding = getattr(model, "emb_g", None)
    known = state.get("emb_g.weight")
    if embedding is not None and known is not None and len(known) != len(embedding.weight):
        raise EngineError(
            f"the model {name!r} was trained on {len(known)} speakers, but its "
            f"speakers file names {len(embedding.weight)}",
            "copy the model's own speakers file",
        )
    missing = [key for key in model.state_dict() if key not in state and not _legacy(key, state)]
    if missing:
        raise EngineError(
            f"the weights of the model {name!r} lack {len(missing)} parts, {missing[0]} first",
            "copy the model's files again",
        )


def _legacy(key: str, state: Any) -> bool:
    """Whether a parametrised weight is in the state under its name of older torch releases."""
    head, found, tail = key.partition(".parametrizations.weight.original")
    return bool(found) and f"{head}.weight_{'g' if tail == '0' else 'v'}" in state


def load_vocoder(files: ModelFiles, config: Any) -> tuple[Any, int]:
    """The vocoder, None where the model needs or has none, and the sample rate in Hz."""
    rate = int(config.audio.get("output_sample_rate", None) or config.audio["sample_rate"])
    if files.vocoder is None or files.vocoder_config is None:
        return None, rate
    from TTS.config import load_config
    from TTS.utils.audio import AudioProcessor
    from TTS.vocoder.models import setup_model

    sound = read_config(files.vocoder_config).get("audio")
    refuse_unsafe({"audio": sound}, files.folder.name)
    refuse_large_sound(sound, files.folder.name)
    settings = load_config(str(files.vocoder_config))
    keep_inside(settings, files.folder)
    if int(settings.audio["sample_rate"]) != int(config.audio["sample_rate"]):
        raise EngineError(
            "the vocoder's sample rate differs from the model's", "use the vocoder it came with"
        )
    with no_larger_than(files.vocoder, files.folder.name):
        vocoder = setup_model(settings)
    vocoder.load_checkpoint(settings, str(files.vocoder), eval=True)
    vocoder.to(_device(arithmetic()))
    return Vocoder(vocoder, AudioProcessor(settings.audio)), rate


def explain(fault: Exception, files: ModelFiles, where: str) -> EngineError:
    """One clear line for what Coqui and torch raise on damaged files."""
    name = files.folder.name
    again = "copy the model's files again"
    if isinstance(fault, pickle.UnpicklingError):
        text = f"{files.weights.name} of the model {name!r} holds code or is damaged: not loaded"
    elif isinstance(fault, json.JSONDecodeError):
        text = f"the config.json of the model {name!r} is damaged"
    elif isinstance(fault, FileNotFoundError):
        text, again = f"the model {name!r} refers to a missing file: {fault}", "put it beside it"
    elif isinstance(fault, EOFError):
        text = f"{files.weights.name} of the model {name!r} is empty or cut off"
    elif isinstance(fault, KeyError):
        text = f"{files.weights.name} of the model {name!r} is not a Coqui checkpoint"
    elif isinstance(fault, AttributeError | ImportError):
        text = f"the model {name!r} needs a package that is not installed: {fault}"
        again = "install torchaudio and torchcodec for your torch"
    else:
        first = str(fault).strip().splitlines()
        text = f"the model {name!r} does not load: {first[0][:160] if first else type(fault)}"
    return EngineError(text, again, where=where)
