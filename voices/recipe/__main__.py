"""Make the house pack again: ``python -m voices.recipe --recordings <folder>``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_VOICES = Path(__file__).resolve().parent.parent
_STEPS = ("teachers", "features", "align", "train", "export")


def main() -> None:
    """Read the options and run the steps asked for."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[argparse.Namespace], None]] = {
        "teachers": _teachers,
        "features": _features,
        "align": _align,
        "train": _train,
        "acoustic": _acoustic,
        "predict": _predict,
        "vocoder": _vocoder,
        "export": _export,
    }
    for step in options.steps or _STEPS:
        print(f"== {step}", flush=True)
        steps[step](options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m voices.recipe", description=__doc__)
    parser.add_argument(
        "steps",
        nargs="*",
        metavar="step",
        help=f"{', '.join(_STEPS)}; of train alone: acoustic, predict, vocoder; default: all",
    )
    parser.add_argument(
        "--recordings",
        type=Path,
        help="the human voice: metadata.csv and opus/; without it, that voice is not made",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=_VOICES / ".training",
        help="where speech, features and checkpoints lie (about 4 GB); kept between runs",
    )
    parser.add_argument("--pack", type=Path, default=_VOICES / "house", help="where to write")
    parser.add_argument(
        "--from",
        dest="start",
        type=Path,
        help="a pack to go on from, for instance voices/house, where --work holds no checkpoint",
    )
    parser.add_argument(
        "--minutes",
        type=float,
        default=600,
        help="training time of each network, earlier sittings counted (default 600)",
    )
    parser.add_argument("--align-minutes", type=float, default=6)
    return parser.parse_args()


def _teachers(options: argparse.Namespace) -> None:
    from voices.recipe.teachers import speak_all

    speak_all(options.work, options.recordings)


def _features(options: argparse.Namespace) -> None:
    from voices.recipe.features import make_features

    make_features(options.work, options.recordings)


def _align(options: argparse.Namespace) -> None:
    from voices.recipe.align import train_aligner, write_durations

    if not (options.work / "aligner.pth").exists():
        train_aligner(options.work, options.align_minutes)
    write_durations(options.work)


def _train(options: argparse.Namespace) -> None:
    """Both networks side by side, each in a process of one thread."""
    command = [sys.executable, "-m", "voices.recipe", "--work", str(options.work)]
    command += ["--minutes", str(options.minutes)]
    if options.start is not None:
        command += ["--from", str(options.start)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    running = [
        subprocess.Popen([*command, step], env=environment, cwd=_VOICES.parent)
        for step in ("acoustic", "vocoder")
    ]
    codes = [process.wait() for process in running]
    if any(codes):
        raise SystemExit("a training stopped; start again to go on from its last checkpoint")


def _acoustic(options: argparse.Namespace) -> None:
    from voices.recipe.train_acoustic import train_acoustic

    train_acoustic(options.work, options.minutes, _start(options, "model.pth"))


def _vocoder(options: argparse.Namespace) -> None:
    from voices.recipe.train_vocoder import train_vocoder

    train_vocoder(options.work, options.minutes, _start(options, "vocoder.pth"))


def _predict(options: argparse.Namespace) -> None:
    from voices.recipe.train_acoustic import write_predictions

    write_predictions(options.work)


def _start(options: argparse.Namespace, name: str) -> Path | None:
    return None if options.start is None else options.start / name


def _export(options: argparse.Namespace) -> None:
    from voices.recipe.export import export

    export(options.work, options.pack, vocoder=(options.work / "vocoder.pth").exists())


if __name__ == "__main__":
    main()
