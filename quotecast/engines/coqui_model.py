"""One loaded Coqui model: what it says, and when each word sounds."""

from __future__ import annotations

import json
import pickle
import zipfile
from typing import TYPE_CHECKING, Any, Final

from quotecast.engines.coqui_griffinlim import mel_to_wave
from quotecast.engines.coqui_guard import keep_inside, refuse_unsafe
from quotecast.engines.files import ModelFiles, read_config
from quotecast.engines.interface import Speech, SpokenToken
from quotecast.errors import EngineError
from quotecast.model import Voice

if TYPE_CHECKING:
    from quotecast.engines.interface import Samples

LOUDEST_MEL: Final = 2.5
"""Natural-log mel values above this are runaway: speech at full scale stays below 2."""

SETTINGS: Final = {
    "length_scale": "length_scale",
    "noise_scale": "inference_noise_scale",
    "noise_scale_dp": "inference_noise_scale_dp",
}
"""Voice settings → attributes of the Coqui model. ``length_scale`` above 1 is slower."""


class CoquiModel:
    """A Coqui acoustic model with its vocoder, ready to speak."""

    def __init__(self, tts: Any, vocoder: Any, sample_rate: int, folder: str) -> None:
        self._tts = tts
        self._vocoder = vocoder
        self._sample_rate = sample_rate
        self._folder = folder
        self._defaults = {
            name: getattr(tts, name) for name in SETTINGS.values() if hasattr(tts, name)
        }

    @classmethod
    def load(cls, files: ModelFiles, voice: Voice) -> CoquiModel:
        """Load weights and settings, on one thread.

        Raises:
            EngineError: a file is missing, damaged, of another kind, or refers to others.
        """
        from quotecast.engines.compat import prepare_coqui

        prepare_coqui()
        import torch

        from quotecast.engines import coqui_guard, espeak, shortlines

        coqui_guard.close_doors()
        espeak.register()
        shortlines.register()
        torch.set_num_threads(1)
        where = f"voices/{voice.id}.toml"
        try:
            tts, config = _load_acoustic(files)
            vocoder, rate = _load_vocoder(files, config)
        except EngineError as fault:
            raise EngineError(fault.message, fault.hint, where=where) from fault
        except Exception as fault:  # Coqui raises whatever its parts do: see facts in _explain
            raise _explain(fault, files, where) from fault
        return cls(tts, vocoder, rate, files.folder.name)

    def say(self, text: str, voice: Voice, seed: int) -> Speech:
        """Say one piece of text.

        Raises:
            EngineError: no such speaker, or the model cannot say it.
        """
        import numpy as np
        import torch

        speaker = self._speaker(voice)
        self._set(voice)
        torch.manual_seed(seed)
        np.random.seed(seed % 2**32)  # Griffin-Lim draws from this one
        try:
            with torch.inference_mode():
                result = self._tts.synthesize(text, speaker=speaker)
                samples = self._samples(result)
        except (KeyError, ValueError, RuntimeError, IndexError, ZeroDivisionError) as fault:
            raise EngineError(
                f"the model {self._folder!r} cannot say {text[:60]!r}: {fault}",
                "change the line, or its words in the lexicon",
            ) from fault
        return Speech(samples, self._sample_rate, self._timings(text, result, len(samples)))

    def _speaker(self, voice: Voice) -> str | None:
        manager = getattr(self._tts, "speaker_manager", None)
        names = list(manager.name_to_id) if manager is not None else []
        where = f"voices/{voice.id}.toml"
        if len(names) > 1 and not voice.speaker:
            raise EngineError(
                f"the model {self._folder!r} has {len(names)} speakers and the voice names none",
                "set speaker to one of: " + ", ".join(names[:12]),
                where=where,
            )
        if voice.speaker and names and voice.speaker not in names:
            raise EngineError(
                f"the model {self._folder!r} has no speaker {voice.speaker!r}",
                "it has: " + ", ".join(names[:12]),
                where=where,
            )
        return voice.speaker or (names[0] if names else None)

    def _set(self, voice: Voice) -> None:
        """Apply the voice's settings, and the model's own values where it has none."""
        settings = dict(voice.settings)
        for name, attribute in SETTINGS.items():
            if attribute in self._defaults:
                setattr(self._tts, attribute, settings.get(name, self._defaults[attribute]))
        unknown = set(settings) - set(SETTINGS)
        if unknown:
            raise EngineError(
                f"unknown setting {sorted(unknown)[0]!r}",
                "known: " + ", ".join(SETTINGS),
                where=f"voices/{voice.id}.toml",
            )

    def _samples(self, result: dict[str, Any]) -> Samples:
        """The wave; a spectrogram goes through the vocoder, or Griffin-Lim without one."""
        import numpy as np

        if result["wav"] is not None:
            wave = result["wav"]
        else:
            mel = result["outputs"]["model_outputs"][0].float()  # [frames, bands]
            mel = mel.nan_to_num(nan=-9.2).clamp(max=LOUDEST_MEL)
            if self._vocoder is None:
                wave = mel_to_wave(self._tts.ap, mel.cpu().numpy().T)
            else:
                wave = self._vocode(mel)
        return np.ascontiguousarray(np.asarray(wave, dtype=np.float32).reshape(-1))

    def _vocode(self, mel: Any) -> Any:
        """A mel spectrogram [frames, bands] through the vocoder."""
        import torch

        spectrum = self._tts.ap.denormalize(mel.cpu().numpy().T)
        prepared = self._vocoder.ap.normalize(spectrum)
        wave = self._vocoder.model.inference(torch.from_numpy(prepared).unsqueeze(0))
        padding = getattr(self._vocoder.model, "inference_padding", 0)
        hop = self._vocoder.ap.hop_length
        wave = wave.reshape(-1)
        # The generator pads the spectrogram on both sides; its echo is cut off again, so
        # that durations in frames stay durations in samples.
        return wave[padding * hop : len(wave) - padding * hop].cpu().numpy()

    def _timings(
        self, text: str, result: dict[str, Any], length: int
    ) -> tuple[SpokenToken, ...] | None:
        """When each word sounds, by the model's own durations of its tokens."""
        durations = _durations(result)
        tokens = result["text_inputs"].reshape(-1).tolist()
        if durations is None or len(durations) != len(tokens) or not sum(durations):
            return None
        characters = self._tts.tokenizer.characters
        blank = getattr(characters, "blank_id", None)
        seconds = length / self._sample_rate / sum(durations)
        groups: list[tuple[float, float]] = []
        at, start, inside = 0.0, 0.0, False
        for token, frames in zip(tokens, durations, strict=True):
            sign = "" if token == blank else characters.id_to_char(token)
            if sign == " ":
                if inside:
                    groups.append((start, at))
                inside = False
            elif sign and sign not in characters.punctuations and not inside:
                start, inside = at, True
            at += frames
        if inside:
            groups.append((start, at))
        words = text.split()
        if len(groups) != len(words):
            return None  # espeak joins or parts words now and then: "of the", initialisms
        return tuple(
            SpokenToken(word, first * seconds, last * seconds)
            for word, (first, last) in zip(words, groups, strict=True)
        )


class _Vocoder:
    """A vocoder with the audio processor that prepares its input."""

    def __init__(self, model: Any, ap: Any) -> None:
        self.model = model
        self.ap = ap


def _durations(result: dict[str, Any]) -> list[float] | None:
    """Frames of each token: VITS says so, ForwardTTS by its alignment [1, tokens, frames]."""
    outputs = result["outputs"]
    if outputs.get("durations") is not None:
        return [float(n) for n in outputs["durations"].reshape(-1).tolist()]
    alignment = outputs.get("alignments")
    if alignment is None or alignment.dim() != 3:
        return None
    count = result["text_inputs"].reshape(-1).shape[0]
    for axis, other in ((1, 2), (2, 1)):
        if alignment.shape[axis] == count:
            return [float(n) for n in alignment[0].float().sum(other - 1).reshape(-1).tolist()]
    return None


def _load_acoustic(files: ModelFiles) -> tuple[Any, Any]:
    from TTS.config import load_config
    from TTS.tts.models import setup_model

    refuse_unsafe(read_config(files.config), files.folder.name)
    config = load_config(str(files.config))
    keep_inside(config, files.folder)
    _point_to(config, "speakers_file", files.speakers)
    _point_to(config, "language_ids_file", files.languages)
    arguments = getattr(config, "model_args", None)
    if arguments is not None and hasattr(arguments, "init_discriminator"):
        arguments.init_discriminator = False  # 346 MB that only training needs
    model = setup_model(config)
    _refuse_unfit(model, files)
    if config.model == "xtts":
        model.load_checkpoint(config, checkpoint_dir=str(files.folder), eval=True)
    else:
        # strict would refuse the discriminator's weights that are not built.
        model.load_checkpoint(config, str(files.weights), eval=True, **_loose(model))
    _drop_weight_norm(model)
    return model, config


def _drop_weight_norm(model: Any) -> None:
    """Multiply weight norm into the weights once, instead of at every call.

    Coqui's own ``remove_weight_norm`` of the VITS decoder raises, because two of its layers
    have none.
    """
    from torch.nn.utils import parametrize

    for layer in model.modules():
        if parametrize.is_parametrized(layer, "weight"):
            parametrize.remove_parametrizations(layer, "weight")


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


def _load_vocoder(files: ModelFiles, config: Any) -> tuple[Any, int]:
    rate = int(config.audio.get("output_sample_rate", None) or config.audio["sample_rate"])
    if files.vocoder is None or files.vocoder_config is None:
        return None, rate
    from TTS.config import load_config
    from TTS.utils.audio import AudioProcessor
    from TTS.vocoder.models import setup_model

    refuse_unsafe({"audio": read_config(files.vocoder_config).get("audio")}, files.folder.name)
    settings = load_config(str(files.vocoder_config))
    keep_inside(settings, files.folder)
    if int(settings.audio["sample_rate"]) != int(config.audio["sample_rate"]):
        raise EngineError(
            "the vocoder's sample rate differs from the model's", "use the vocoder it came with"
        )
    vocoder = setup_model(settings)
    vocoder.load_checkpoint(settings, str(files.vocoder), eval=True)
    return _Vocoder(vocoder, AudioProcessor(settings.audio)), rate


def _explain(fault: Exception, files: ModelFiles, where: str) -> EngineError:
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
