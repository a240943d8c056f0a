"""The decoder of a VITS model, where most of its time goes: made quicker, or fed in batches.

At the shape of Coqui's VCTK model the decoder's convolutions are nine tenths of the work. Three
things make them cheaper without another model: weight norm multiplied into the weights once
instead of at every call; convolutions over channels that lie side by side in memory, which
spares turning every signal over before and after; and, where the processor multiplies bfloat16
by itself, the decoder in bfloat16. Each is used only if the sound stays close enough.
"""

from __future__ import annotations

from typing import Any, Final

CLOSE_ENOUGH_DB: Final = 30.0
"""Signal over difference that bfloat16 must reach. VITS at full size reaches 41 to 45; an MP3
of 96 kbit/s, the published file, reaches 26 (measured on lines of the house voices)."""

SAME_DB: Final = 80.0
"""What another order of additions in single precision must reach: below a 16-bit file's noise.
It reaches 129."""

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


def quicken(model: Any, *, bfloat16: bool) -> float | None:
    """Let a VITS decode on a processor as quickly as it can while it sounds the same.

    Args:
        model: of Coqui; one without such a decoder is left as it is.
        bfloat16: whether to try bfloat16 before single precision.

    Returns:
        Signal over difference, in dB, of the decoder it has now to the one it had; None where
        it was left as it is.
    """
    import copy

    import torch

    if not hasattr(model, "waveform_decoder") or not _flattens(model.waveform_decoder):
        return None
    tries = [(torch.float32, SAME_DB)]
    if bfloat16:
        tries.insert(0, (torch.bfloat16, CLOSE_ENOUGH_DB))
    with torch.inference_mode():
        z, g = _some_frames(model)
        exact = model.waveform_decoder(z, g=g)
    for kind, least in tries:
        quick = _channels_last(copy.deepcopy(model.waveform_decoder), kind)
        with torch.inference_mode():
            ratio = _ratio_db(exact, quick(z, g=g))
        if ratio >= least:
            model.waveform_decoder = quick
            return ratio
    return None


def _ratio_db(exact: Any, other: Any) -> float:
    """Signal over difference; minus infinity where there is no signal to compare."""
    import torch

    power = exact.square().mean()
    if not float(power) ** 0.5 > AMONG_THE_QUIETEST:
        return float("-inf")
    noise = (other - exact).square().mean().clamp(min=1e-20)
    return 10 * float(torch.log10(power / noise))


def _flattens(decoder: Any) -> bool:
    """Whether :func:`_channels_last` knows every layer of a decoder."""
    import torch

    known = (torch.nn.Conv1d, torch.nn.ConvTranspose1d)
    leaves = [layer for layer in decoder.modules() if not list(layer.children())]
    return all(isinstance(leaf, known) and leaf.padding_mode == "zeros" for leaf in leaves)


def _channels_last(decoder: Any, kind: Any) -> Any:
    """A decoder that computes in ``kind`` over signals whose channels lie side by side.

    torch lays out so only what has two dimensions: each signal is an image of one row. It
    takes and gives what the decoder does: latent frames [n, channels, frames] and samples
    [n, 1, samples], in single precision.
    """
    import torch

    for parent in list(decoder.modules()):
        for name, layer in list(parent.named_children()):
            if isinstance(layer, torch.nn.Conv1d | torch.nn.ConvTranspose1d):
                setattr(parent, name, _in_two_dimensions(layer))
    layout = torch.channels_last

    class Quick(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.decoder = decoder.to(dtype=kind, memory_format=layout)

        def forward(self, x: Any, g: Any = None) -> Any:
            return self.decoder(self._image(x), g=self._image(g)).squeeze(2).float()

        @staticmethod
        def _image(signal: Any) -> Any:
            if signal is None:
                return None
            return signal.to(kind).unsqueeze(2).contiguous(memory_format=layout)

    return Quick().eval()


def _in_two_dimensions(layer: Any) -> Any:
    """A convolution over one dimension as one over images of one row."""
    import torch

    settings: dict[str, Any] = {
        "stride": (1, *layer.stride),
        "padding": (0, *layer.padding),
        "dilation": (1, *layer.dilation),
        "groups": layer.groups,
        "bias": layer.bias is not None,
    }
    made: Any = torch.nn.Conv2d
    if isinstance(layer, torch.nn.ConvTranspose1d):
        made = torch.nn.ConvTranspose2d
        settings["output_padding"] = (0, *layer.output_padding)
    flat = made(layer.in_channels, layer.out_channels, (1, *layer.kernel_size), **settings)
    flat.weight = torch.nn.Parameter(layer.weight.detach().unsqueeze(2))
    if layer.bias is not None:
        flat.bias = torch.nn.Parameter(layer.bias.detach())
    return flat


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
