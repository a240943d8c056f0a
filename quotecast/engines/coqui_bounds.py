"""How much a Coqui model may ask for: no more than its own files can fill.

A config.json of a few lines can ask for layers of any size and any number, and they are built
before the weights are looked at: a voice folder of some kilobytes would take all the memory
there is. The weights say how large the model is: what is built stays within a few times their
file, told apart from the first tensor that is asked for, before it is given.
"""

from __future__ import annotations

import functools
import math
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from quotecast.engines.files import ModelFiles
from quotecast.errors import EngineError

SPARE: Final = 4
"""Bytes in memory for each of the file: half precision doubles, weight norm and buffers add."""
SLACK_BYTES: Final = 256 * 2**20
"""For what no file holds: positions, windows, filters."""
SLACK_TENSORS: Final = 10_000
"""Beside four for each of the file: a VITS of full size asks for 713, and its file holds 864."""

LARGEST_TABLE: Final = 100_000_000
"""Bytes of a file of speakers or languages; speakers may come with a vector each."""

SOUND: Final = {
    "fft_size": 65_536,
    "win_length": 65_536,
    "hop_length": 65_536,
    "num_mels": 1_024,
    "sample_rate": 384_000,
    "output_sample_rate": 384_000,
    "griffin_lim_iters": 1_000,
}
"""Fields of ``audio``, with more than any model has: filters are built of them by numpy."""

UNLIKELY: Final = "do not use this model unless you know who made it"


def refuse_large_files(files: ModelFiles) -> None:
    """Look at sizes before anything is unpacked or parsed.

    Raises:
        EngineError: a file is larger than any model has it, or unpacks to more than it is.
    """
    for path in (files.speakers, files.languages):
        if path is not None and path.stat().st_size > LARGEST_TABLE:
            raise EngineError(
                f"{path.name} of the model {files.folder.name!r} is larger than "
                f"{LARGEST_TABLE // 1_000_000} MB",
                UNLIKELY,
            )
    for path in (files.weights, files.vocoder):
        if path is not None and zipfile.is_zipfile(path):
            _refuse_packed(path, files.folder.name)


def _refuse_packed(path: Path, name: str) -> None:
    """Torch writes its archives unpacked; a packed one may hold a thousand times its size."""
    with zipfile.ZipFile(path) as archive:
        whole = sum(member.file_size for member in archive.infolist())
    if whole > path.stat().st_size:
        raise EngineError(f"{path.name} of the model {name!r} unpacks to {whole} bytes", UNLIKELY)


def refuse_large_sound(settings: Any, name: str) -> None:
    """Look at the fields of a config's ``audio``.

    Raises:
        EngineError: one is larger than any model has it.
    """
    for key, most in SOUND.items():
        value = settings.get(key) if isinstance(settings, dict) else None
        if isinstance(value, int | float) and not 0 <= value <= most:
            raise EngineError(
                f"the config.json of the model {name!r} has an audio.{key} of {value:.6g}; "
                f"at most {most} is spoken with",
                UNLIKELY,
            )


@contextmanager
def no_larger_than(weights: Path, name: str) -> Iterator[None]:
    """While a model is built: no more tensors, and none larger, than its weights can fill.

    Raises:
        EngineError: config.json asks for more.
    """
    parts = 0
    if zipfile.is_zipfile(weights):
        with zipfile.ZipFile(weights) as archive:
            parts = len(archive.infolist())
    most_bytes = SPARE * weights.stat().st_size + SLACK_BYTES
    with _counting()(most_bytes, SPARE * parts + SLACK_TENSORS, name):
        yield


@functools.cache
def _counting() -> type[Any]:
    """The mode that sees every tensor before it is made; of torch, so made late."""
    from torch import Tensor, get_default_dtype
    from torch.utils._python_dispatch import TorchDispatchMode

    class Counting(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch's is untyped
        """Counts what is made of nothing: a tensor made of others has their size."""

        def __init__(self, most_bytes: int, most_tensors: int, name: str) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.bytes, self.tensors, self.name = most_bytes, most_tensors, name

        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            """Torch's compiler would be imported to be told that nothing is to be compiled."""
            return False

        def __torch_dispatch__(
            self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
        ) -> Any:
            kwargs = kwargs or {}
            given = _by_name(func, args, kwargs)
            if "device" in given and not _hold(args, Tensor):
                self._count(given)
            return func(*args, **kwargs)

        def _count(self, given: dict[str, Any]) -> None:
            kind = given["dtype"] or get_default_dtype()
            self.bytes -= _elements(given) * kind.itemsize
            self.tensors -= 1
            if self.bytes < 0 or self.tensors < 0:
                raise EngineError(
                    f"the config.json of the model {self.name!r} asks for far more than its "
                    "weights fill",
                    "copy the model's files again; " + UNLIKELY,
                )

    return Counting


def _hold(arguments: Iterable[Any], kind: type) -> bool:
    """Whether there is a tensor among arguments, or a list of tensors."""
    return any(
        isinstance(one, kind) or (isinstance(one, list | tuple) and _hold(one, kind))
        for one in arguments
    )


def _by_name(func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an operation of torch, those left out as None."""
    names = [argument.name for argument in func._schema.arguments]
    return {**dict.fromkeys(names), **dict(zip(names, args, strict=False)), **kwargs}


def _elements(given: dict[str, Any]) -> int:
    """How many numbers an operation makes that is given none."""
    if given.get("size") is not None:
        return int(math.prod(given["size"]))
    if given.get("end") is not None:  # arange, linspace
        steps: float = given.get("steps") or (given["end"] - (given.get("start") or 0)) / (
            given.get("step") or 1
        )
        return math.ceil(abs(steps))
    return int(given.get("n") or 1) * int(given.get("m") or given.get("n") or 1)  # eye, randperm
