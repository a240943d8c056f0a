"""One loaded Coqui model: what it says, and when each word sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from quotecast.engines.coqui_decoder import Capture, decode_together
from quotecast.engines.coqui_loading import explain, load_acoustic, load_vocoder
from quotecast.engines.coqui_pulses import sounding
from quotecast.engines.coqui_timings import foretold_hz, timings
from quotecast.engines.espeak import IPA, aloud
from quotecast.engines.files import ModelFiles
from quotecast.engines.interface import Request, Speech
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

PITCH_RANGE: Final = "pitch_range"
"""Voice setting: the pitch that the model foretells is multiplied by it, 1 where it is not
given. What a model has learned by squared error moves less than a person's pitch."""

PITCH_SHIFT: Final = "pitch_shift"
"""Voice setting: added to that pitch, in the model's own unit. Of the
house pack that is a quarter of an octave; other models may measure it otherwise."""

PITCH_BASE: Final = "pitch_base"
"""Voice setting: Hz that a foretold pitch of 0 stands for, of models that foretell it in quarters
of an octave. Where there is no vocoder, waves then take their pitch from what is foretold."""


class CoquiModel:
    """A Coqui acoustic model with its vocoder, ready to speak."""

    def __init__(self, tts: Any, vocoder: Any, sample_rate: int, folder: str) -> None:
        self._tts = tts
        self._vocoder = vocoder
        self._sample_rate = sample_rate
        self._folder = folder
        self._sound: Callable[[Any, Any], Samples] | None = None
        self._pitch_range, self._pitch_shift, self._pitch_base = 1.0, 0.0, 0.0
        foretells = getattr(tts, "pitch_predictor", None)
        self._bends = foretells is not None
        if foretells is not None:
            foretells.register_forward_hook(
                lambda _part, _seen, pitch: self._pitch_range * pitch + self._pitch_shift
            )
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
            tts, config = load_acoustic(files)
            vocoder, rate = load_vocoder(files, config)
        except EngineError as fault:
            raise EngineError(fault.message, fault.hint, where=where) from fault
        except Exception as fault:  # Coqui raises whatever its parts do: see facts in explain
            raise explain(fault, files, where) from fault
        return cls(tts, vocoder, rate, files.folder.name)

    def say(self, request: Request, reference: str | None = None) -> Speech:
        """Say one piece of text.

        Args:
            request: text, voice and seed.
            reference: path of a recording whose voice is to be cloned.

        Raises:
            EngineError: no such speaker, or the model cannot say it.
        """
        with self._telling(request):
            result = self._synthesize(request, reference)
            return self._speech(request, result, self._samples(result))

    def say_many(self, requests: Sequence[Request], frames: int) -> list[Speech]:
        """Say many pieces, decoding them in batches: what a GPU is quick at.

        All but the decoder runs piece by piece, so that each keeps the random numbers of its
        own seed whatever lies beside it.

        Args:
            requests: what to say; any order.
            frames: of spectrogram that are decoded at once, silence between them included.

        Raises:
            EngineError: see :meth:`say`.
        """
        if not hasattr(self._tts, "waveform_decoder"):
            return [self.say(request) for request in requests]
        results = []
        with Capture(self._tts) as latent:
            for request in requests:
                with self._telling(request):
                    results.append(self._synthesize(request, None))
        waves = decode_together(self._tts.waveform_decoder, latent, frames)
        return [
            self._speech(request, result, wave)
            for request, result, wave in zip(requests, results, waves, strict=True)
        ]

    def _synthesize(self, request: Request, reference: str | None) -> dict[str, Any]:
        import numpy as np
        import torch

        voice = request.voice
        conditions: dict[str, Any] = {"speaker": self._speaker(voice, reference)}
        if reference:
            conditions["speaker_wav"] = reference
        if language := self._language(voice):
            conditions["language"] = language
        self._set(voice)
        torch.manual_seed(request.seed)
        np.random.seed(request.seed % 2**32)  # noise and Griffin-Lim draw from it
        with torch.inference_mode():
            result: dict[str, Any] = self._tts.synthesize(self._spelt(request), **conditions)
        return result

    def _spelt(self, request: Request) -> str:
        """The text as this model reads it.

        Raises:
            EngineError: a word is given in IPA, and the model reads letters.
        """
        phonemizer = getattr(getattr(self._tts, "tokenizer", None), "phonemizer", None)
        if phonemizer is not None and phonemizer.name() == "espeak":
            english = request.voice.language.lower().startswith("en")
            return aloud(request.text) if english else request.text
        if found := IPA.search(request.text):
            raise EngineError(
                f"the model {self._folder!r} reads letters and cannot say {found[0]}, which is IPA",
                "give that word a respelling in plain letters in voices/lexicon.toml",
            )
        return request.text

    @contextmanager
    def _telling(self, request: Request) -> Iterator[None]:
        """One clear line for what Coqui raises on a text."""
        try:
            yield
        except (KeyError, ValueError, RuntimeError, IndexError, ZeroDivisionError) as fault:
            raise EngineError(
                f"the model {self._folder!r} cannot say {request.text[:60]!r}: {fault}",
                "change the line, or its words in the lexicon",
            ) from fault

    def _speech(self, request: Request, result: dict[str, Any], samples: Samples) -> Speech:
        words = timings(self._tts, request.text, result, len(samples) / self._sample_rate)
        return Speech(samples, self._sample_rate, words)

    def _speaker(self, voice: Voice, reference: str | None) -> str | None:
        manager = getattr(self._tts, "speaker_manager", None)
        names = list(manager.name_to_id) if manager is not None else []
        where = f"voices/{voice.id}.toml"
        if reference:
            # A model of one speaker would not complain, and speak in its own voice.
            if getattr(manager, "encoder", None) is None and not hasattr(self._tts, "gpt"):
                raise EngineError(
                    f"the model {self._folder!r} cannot clone the voice of a recording",
                    "use a model that can (XTTS, YourTTS), or name one of its speakers",
                    where=where,
                )
            return None
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

    def _language(self, voice: Voice) -> str | None:
        """The model's name for the voice's language, where it speaks several."""
        manager = getattr(self._tts, "language_manager", None)
        names = list(getattr(manager, "language_names", ()) or ())
        if len(names) < 2:
            return None
        wanted = voice.language.lower()
        for name in (wanted, wanted.partition("-")[0]):
            found = [known for known in names if known.lower() == name]
            found += [known for known in names if known.lower().partition("-")[0] == name]
            if found:
                return str(found[0])
        raise EngineError(
            f"the model {self._folder!r} does not speak {voice.language!r}",
            "set language to one of: " + ", ".join(map(str, names[:20])),
            where=f"voices/{voice.id}.toml",
        )

    def _set(self, voice: Voice) -> None:
        """Apply the voice's settings, and the model's own values where it has none."""
        settings = dict(voice.settings)
        for name, attribute in SETTINGS.items():
            if attribute in self._defaults:
                setattr(self._tts, attribute, settings.get(name, self._defaults[attribute]))
        where = f"voices/{voice.id}.toml"
        known = (*SETTINGS, PITCH_RANGE, PITCH_SHIFT, PITCH_BASE)
        if unknown := set(settings) - set(known):
            raise EngineError(
                f"unknown setting {sorted(unknown)[0]!r}", "known: " + ", ".join(known), where=where
            )
        if not self._bends and (bent := set(settings) & {PITCH_RANGE, PITCH_SHIFT, PITCH_BASE}):
            raise EngineError(
                f"the model {self._folder!r} foretells no pitch, so there is none to change",
                f"delete {sorted(bent)[0]} from the voice",
                where=where,
            )
        self._pitch_range = float(settings.get(PITCH_RANGE, 1.0))
        self._pitch_shift = float(settings.get(PITCH_SHIFT, 0.0))
        self._pitch_base = float(settings.get(PITCH_BASE, 0.0))

    def _samples(self, result: dict[str, Any]) -> Samples:
        """The wave; a spectrogram goes through the vocoder, or is made to sound without one."""
        import numpy as np
        import torch

        if result["wav"] is not None:
            wave = result["wav"]
        else:
            mel = result["outputs"]["model_outputs"][0].float()  # [frames, bands]
            mel = mel.nan_to_num(nan=-9.2).clamp(max=LOUDEST_MEL)
            with torch.inference_mode():
                if self._vocoder is None:
                    self._sound = self._sound or sounding(self._tts.ap)
                    foretold = foretold_hz(result, self._pitch_base, len(mel))
                    wave = self._sound(mel.cpu().numpy().T, foretold)
                else:
                    wave = self._vocoder.wave_of(self._tts.ap.denormalize(mel.cpu().numpy().T))
        return np.ascontiguousarray(np.asarray(wave, dtype=np.float32).reshape(-1))
