"""The decoder of a VITS model, where most of its time goes: made quicker, or put on a GPU.

At the shape of Coqui's VCTK model the decoder's convolutions are 85 % of the work. Two
things make them cheaper without another model: weight norm multiplied into the weights once
instead of at every call, and, where the processor multiplies bfloat16 by itself, the decoder
in bfloat16, if what it says is close enough to what it says in single precision.
"""

from __future__ import annotations

from typing import Any, Final

CLOSE_ENOUGH_DB: Final = 30.0
"""Signal over difference that bfloat16 must reach. VITS at full size reaches 41 to 45; an MP3
of 96 kbit/s, the published file, reaches 26 (measured on lines of the house voices)."""

TRIED_TOKENS: Final = 40
TRIED_FRAMES: Final = 64
"""What the two are compared on: the first frames of the first tokens a model knows. Always
the same, so that the outcome is a property of model and processor, not of a text."""

AMONG_THE_QUIETEST: Final = 1e-4
"""A decoder whose sound has less RMS than this cannot be compared."""


def drop_weight_norm(model: Any) -> None:
    """Multiply weight norm into the weights once, instead of at every call.

    Coqui's own ``remove_weight_norm`` of the VITS decoder raises, because two of its layers
    have none.
    """
    from torch.nn.utils import parametrize

    for layer in model.modules():
        if parametrize.is_parametrized(layer, "weight"):
            parametrize.remove_parametrizations(layer, "weight")


def to_bfloat16(model: Any) -> float | None:
    """Let a VITS decode in bfloat16 if that is close to single precision.

    Returns:
        Signal over difference in dB, of which at least :data:`CLOSE_ENOUGH_DB` makes the
        change; None where there is nothing to compare.
    """
    import copy

    import torch

    if not hasattr(model, "waveform_decoder"):
        return None
    with torch.inference_mode():
        z, g = _some_frames(model)
        exact = model.waveform_decoder(z, g=g)
        half = _in_bfloat16(copy.deepcopy(model.waveform_decoder))
        difference = half(z, g=g) - exact
    power = float(exact.square().mean())
    if not power**0.5 > AMONG_THE_QUIETEST:
        return None
    ratio = 10 * float(torch.log10(power / difference.square().mean().clamp(min=1e-20)))
    if ratio >= CLOSE_ENOUGH_DB:
        model.waveform_decoder = half
    return ratio


def _in_bfloat16(decoder: Any) -> Any:
    """A decoder that takes and gives single precision and computes in bfloat16."""
    import torch

    class Halved(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.decoder = decoder.to(torch.bfloat16)

        def forward(self, x: Any, g: Any = None) -> Any:
            half = g.to(torch.bfloat16) if g is not None else None
            return self.decoder(x.to(torch.bfloat16), g=half).float()

    return Halved().eval()


def _some_frames(model: Any) -> tuple[Any, Any]:
    """Latent frames [1, channels, frames] and the speaker [1, channels, 1] or None."""
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        with Capture(model) as heard:
            count = min(TRIED_TOKENS, int(model.args.num_chars))
            tokens = torch.arange(count).unsqueeze(0)
            model.inference(tokens, aux_input=_first_speaker(model, count))
    ((z, g),) = heard
    return z[:, :, :TRIED_FRAMES], g


def _first_speaker(model: Any, tokens: int) -> dict[str, Any]:
    """The conditions of an utterance by the model's first speaker in its first language."""
    import torch

    known = dict.fromkeys(("d_vectors", "speaker_ids", "language_ids"))
    conditions: dict[str, Any] = {**known, "x_lengths": torch.tensor([tokens])}
    if model.args.use_speaker_embedding:
        conditions["speaker_ids"] = torch.tensor([0])
    if model.args.use_d_vector_file:
        size = int(model.args.d_vector_dim)
        conditions["d_vectors"] = torch.full((1, size), size**-0.5)
    if model.args.use_language_embedding:
        conditions["language_ids"] = torch.tensor([0])
    return conditions


class Capture:
    """Within this context a VITS decodes nothing: what it would decode is kept.

    Gives the list of ``(z, g)``: latent frames [1, channels, frames], and the speaker.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._decoder = model.waveform_decoder
        self._heard: list[tuple[Any, Any]] = []

    def __enter__(self) -> list[tuple[Any, Any]]:
        import torch

        heard = self._heard

        class Ear(torch.nn.Module):
            def forward(self, x: Any, g: Any = None) -> Any:
                heard.append((x, g))
                return x.new_zeros(1, 1, 1)

        self._model.waveform_decoder = Ear()
        return heard

    def __exit__(self, *_: object) -> None:
        self._model.waveform_decoder = self._decoder


def decode_together(decoder: Any, latent: list[tuple[Any, Any]], frames: int) -> list[Any]:
    """The waves of many utterances, decoded in batches of like length.

    Each is what the decoder makes of it alone, but for the last frames the decoder looks
    ahead: there it sees the silence of the batch where alone it sees the edge.

    Args:
        decoder: of a VITS.
        latent: see :class:`Capture`.
        frames: that a batch may hold, padding included.

    Returns:
        Samples [n] of each, as numpy arrays, in the order given.
    """
    import torch

    lengths = [z.shape[-1] for z, _ in latent]
    waves: list[Any] = [None] * len(latent)
    order = sorted(range(len(latent)), key=lambda at: (-lengths[at], at))
    while order:
        longest = lengths[order[0]]
        count = max(1, frames // max(1, longest))
        batch, order = order[:count], order[count:]
        padded = torch.cat(
            [torch.nn.functional.pad(latent[at][0], (0, longest - lengths[at])) for at in batch]
        )
        speakers = [latent[at][1] for at in batch]
        g = None if speakers[0] is None else torch.cat(speakers)
        with torch.inference_mode():
            sound = decoder(padded, g=g).float().cpu()
        hop = sound.shape[-1] // longest
        for row, at in enumerate(batch):
            waves[at] = sound[row, 0, : lengths[at] * hop].numpy()
    return waves
