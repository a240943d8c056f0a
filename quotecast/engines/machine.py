"""What this machine can compute with, asked without importing torch.

The answers are part of what a take is kept under: a decoder in bfloat16 makes other samples
than one in single precision, so the key has to know before any model is loaded.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Final

CPU_INFO: Final = Path("/proc/cpuinfo")
GPU_DEVICES: Final = (Path("/dev/nvidia0"), Path("/dev/kfd"))
"""Device files of the drivers that torch's "cuda" device speaks to (NVIDIA's, AMD's)."""

BFLOAT16_FLAGS: Final = frozenset({"avx512_bf16", "amx_bf16", "bf16"})
"""As Linux names them on x86-64 and, last, on 64-bit ARM."""


@functools.cache
def has_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 by itself; without it, it is slower, not faster."""
    try:
        text = CPU_INFO.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    for line in text.splitlines():
        name, _, flags = line.partition(":")
        if name.strip() in ("flags", "Features"):
            return not BFLOAT16_FLAGS.isdisjoint(flags.split())
    return False


def sees_gpu() -> bool:
    """Whether a GPU's driver is here and not hidden by ``CUDA_VISIBLE_DEVICES``."""
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES", "0").strip() in ("", "-1")
    return not hidden and any(path.exists() for path in GPU_DEVICES)


def arithmetic() -> str:
    """How a decoder is computed here: ``gpu``, ``bfloat16`` (if it passes) or ``float32``."""
    if sees_gpu():
        return "gpu"
    return "bfloat16" if has_bfloat16() else "float32"
