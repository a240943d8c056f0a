"""Make ``import TTS`` work beside any torch: the one place that knows how.

coqui-tts imports torchaudio and torchcodec at module level. The models Quotecast speaks
with use neither, and the torchaudio of the package index is linked against CUDA: beside a
CPU torch its import raises OSError (libc10_cuda.so). Where the real packages load, nothing
is done here. Where one is missing or does not load, an empty module takes its place; it
carries a ``__spec__`` because coqui-tts and transformers ask importlib whether it exists.
Models that need the real one (XTTS) then fail with AttributeError, which the engine reports.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import logging
import os
import sys
import types
import warnings

_STUBBED = ("torchaudio", "torchcodec")


def prepare_coqui() -> None:
    """Call before the first ``import TTS``. Calling it again does nothing."""
    # Coqui asks on standard input whether a licence is accepted; a night run has nobody
    # to answer. Quotecast shows licences in `voices add` instead and never downloads else.
    os.environ.setdefault("TRAINER_TELEMETRY", "0")
    # Every line has a length of its own, and with it convolutions that torch prepares for it
    # and keeps: 1,024 of them by default, 100 MB that no other line uses again.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "128")
    os.environ.setdefault("LRU_CACHE_CAPACITY", "128")
    for name in _STUBBED:
        if name not in sys.modules:
            _load_or_stub(name)
    warnings.filterwarnings("ignore", module=r"(TTS|trainer|librosa|transformers)(\..*)?")
    for name in ("TTS", "trainer", "transformers"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _load_or_stub(name: str) -> None:
    before = set(sys.modules)
    try:
        importlib.import_module(name)
    except (ImportError, OSError, RuntimeError):
        # A half-imported package would be found again: take all of it away first.
        for half in set(sys.modules) - before:
            if half.partition(".")[0] == name:
                del sys.modules[half]
        stub = types.ModuleType(name)
        stub.__spec__ = importlib.machinery.ModuleSpec(name, None)
        sys.modules[name] = stub
