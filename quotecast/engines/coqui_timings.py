"""When each word sounds, and how high, by the durations a model gave its tokens."""

from __future__ import annotations

from typing import Any, Final

from quotecast.engines.interface import SpokenToken
from quotecast.engines.sharing import Sounding, share_out

_GLIDE: Final = 9  # frames over which the pitch moves from one token's to the next


def timings(
    tts: Any, text: str, result: dict[str, Any], seconds: float
) -> tuple[SpokenToken, ...] | None:
    """The blank-separated words of a text in time; None where the model does not say.

    Args:
        tts: the Coqui model, for its tokenizer.
        text: what was said.
        result: of the model's ``synthesize``.
        seconds: length of the wave it made.
    """
    durations = _durations(result)
    if durations is None:
        return None
    tokens = result["text_inputs"].reshape(-1).tolist()
    if len(durations) != len(tokens) or not sum(durations):
        return None
    characters = tts.tokenizer.characters
    blank = getattr(characters, "blank_id", None)
    scale = seconds / sum(durations)
    groups: list[Sounding] = []
    at, inside = 0.0, False
    for token, frames in zip(tokens, durations, strict=True):
        sign = "" if token == blank else characters.id_to_char(token)
        if sign == " ":
            inside = False
        elif sign and sign not in characters.punctuations:
            if not inside:
                groups.append(Sounding(at * scale, at * scale, 0))
            inside = True
        if inside:
            start, _, signs = groups[-1]
            groups[-1] = Sounding(start, (at + frames) * scale, signs + bool(sign))
        at += frames
    words = text.split()
    if len(groups) == len(words):
        shared = [(group.start_s, group.end_s) for group in groups]
    else:  # espeak joins or parts words now and then: "of the", initialisms, hyphens
        shared = share_out([_signs_of(tts, word) for word in words], groups)
    return tuple(
        SpokenToken(word, start, end) for word, (start, end) in zip(words, shared, strict=True)
    )


def foretold_hz(result: dict[str, Any], base: float, frames: int) -> Any:
    """The pitch in Hz [frames] that a model foretold, or None.

    Args:
        result: of the model's ``synthesize``.
        base: Hz that a foretold 0 stands for; a unit is a quarter of an octave. 0: not known.
        frames: of the spectrogram.
    """
    import numpy as np

    pitch = result["outputs"].get("pitch")
    durations = _durations(result)
    if not base or pitch is None or durations is None:
        return None
    tokens = pitch.reshape(-1).float().cpu().numpy()
    counts = np.asarray(durations, dtype=np.int64)
    if len(tokens) != len(counts) or not counts.sum():
        return None
    curve = np.repeat(tokens, counts)[:frames]
    curve = np.pad(curve, (_GLIDE // 2, _GLIDE // 2 + frames - len(curve)), mode="edge")
    shape = np.hanning(_GLIDE + 2)[1:-1]
    return base * 2 ** (np.convolve(curve, shape / shape.sum(), "valid") / 4)


def _signs_of(tts: Any, word: str) -> int:
    """How many sounding tokens a word has by itself."""
    phonemizer = getattr(tts.tokenizer, "phonemizer", None)
    sounds = phonemizer.phonemize(word, separator="") if phonemizer is not None else word
    punctuation = tts.tokenizer.characters.punctuations
    return sum(sign != " " and sign not in punctuation for sign in sounds)


def _durations(result: dict[str, Any]) -> list[float] | None:
    """Frames of each token: VITS says so, ForwardTTS by its alignment [1, tokens, frames]."""
    outputs = result.get("outputs")
    if outputs is None:
        return None  # XTTS and its kind give a wave and nothing else
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
