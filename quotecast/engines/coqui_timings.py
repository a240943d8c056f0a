"""When each word sounds, by the durations a model gave its tokens."""

from __future__ import annotations

from typing import Any

from quotecast.engines.interface import SpokenToken


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
        SpokenToken(word, first * scale, last * scale)
        for word, (first, last) in zip(words, groups, strict=True)
    )


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
