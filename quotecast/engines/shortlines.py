"""Let Coqui's convolutional models say short lines.

``Conv1dBN`` of Coqui convolves first and pads afterwards, so a line of fewer phonemes than
the kernel spans (13 in a SpeedySpeech encoder) raises "Kernel size can't be greater than
actual input size": such a model cannot say "Yes." alone. In training the same line lies in
a batch padded with zeros; the same zeros are put behind it here, and taken off again.
"""

from __future__ import annotations

import functools
from typing import Any


@functools.cache
def register() -> None:
    """Teach the layer to take short inputs; longer ones pass through untouched."""
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    from TTS.tts.layers.generic.res_conv_bn import Conv1dBN  # noqa: TID251

    original = Conv1dBN.forward

    def forward(layer: Any, x: Any) -> Any:
        convolution = layer.conv1d
        span = convolution.dilation[0] * (convolution.kernel_size[0] - 1) + 1
        length = x.shape[-1]
        if length >= span:
            return original(layer, x)
        padded = x.new_zeros(*x.shape[:-1], span)
        padded[..., :length] = x
        return original(layer, padded)[..., :length]

    Conv1dBN.forward = forward
