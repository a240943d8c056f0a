"""Coqui's convolutional layers take inputs shorter than their kernels."""

from __future__ import annotations

import importlib

import pytest

from quotecast.engines import compat, shortlines


@pytest.mark.parametrize(("length", "same"), [(1, False), (5, False), (12, False), (40, True)])
def test_output_is_as_long_as_the_input_and_long_inputs_are_untouched(
    length: int, same: bool
) -> None:
    compat.prepare_coqui()
    torch = importlib.import_module("torch")
    layers = importlib.import_module("TTS.tts.layers.generic.res_conv_bn")
    shortlines.register()
    layer = layers.Conv1dBN(8, 8, 4, 4).eval()
    signal = torch.randn(1, 8, length)
    with torch.inference_mode():
        spoken = layer(signal)
        behind = layer(torch.cat([signal, torch.zeros(1, 8, 40)], dim=2))[..., :length]
    assert spoken.shape == signal.shape
    if not same:  # as if the line lay in a batch, padded with zeros
        first = behind[..., : max(0, length - 7)]
        assert torch.allclose(spoken[..., : first.shape[2]], first, atol=1e-5)
