"""Make the house pack again: ``python -m voices.recipe --recordings <folder>``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_VOICES = Path(__file__).resolve().parent.parent
_STEPS = ("teachers", "features", "align", "acoustic", "sharpen", "export")
_MORE_STEPS = ("warp", "predict", "vocoder")


def main() -> None:
    """Read the options and run the steps asked for."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[argparse.Namespace], None]] = {
        "teachers": _teachers,
        "features": _features,
        "align": _align,
        "warp": _warp,
        "acoustic": _acoustic,
        "sharpen": _sharpen,
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
        help=f"default: {', '.join(_STEPS)}; on demand: {', '.join(_MORE_STEPS)}",
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
    parser.add_argument("--sharpen-minutes", type=float, default=60)
    parser.add_argument(
        "--slice",
        type=int,
        metavar="N",
        help="only so many sentences a speaker: to try the recipe out, not to get voices",
    )
    return parser.parse_args()


def _teachers(options: argparse.Namespace) -> None:
    from voices.recipe.teachers import speak_all

    speak_all(options.work, options.recordings, most=options.slice)


def _features(options: argparse.Namespace) -> None:
    from voices.recipe.features import make_features

    make_features(options.work, options.recordings, most=options.slice)


def _align(options: argparse.Namespace) -> None:
    from voices.recipe.align import train_aligner, write_durations

    if not (options.work / "aligner.pth").exists():
        train_aligner(options.work, options.align_minutes)
    write_durations(options.work)


def _warp(options: argparse.Namespace) -> None:
    from voices.recipe.warp import warp_durations

    warp_durations(options.work, _weights(options))


def _acoustic(options: argparse.Namespace) -> None:
    from voices.recipe.train_acoustic import train_acoustic

    train_acoustic(options.work, options.minutes, _start(options, "model.pth"))


def _sharpen(options: argparse.Namespace) -> None:
    from voices.recipe.sharpen import sharpen

    sharpen(options.work, options.sharpen_minutes, _weights(options))


def _vocoder(options: argparse.Namespace) -> None:
    from voices.recipe.train_vocoder import train_vocoder

    train_vocoder(options.work, options.minutes, _start(options, "vocoder.pth"))


def _predict(options: argparse.Namespace) -> None:
    from voices.recipe.train_acoustic import write_predictions

    write_predictions(options.work, _weights(options))


def _weights(options: argparse.Namespace) -> Path:
    """Of the acoustic model: as trained here, or those to go on from."""
    trained = options.work / "acoustic.pth"
    if not trained.exists() and options.start is not None:
        return Path(options.start / "model.pth")
    return Path(trained)


def _start(options: argparse.Namespace, name: str) -> Path | None:
    return None if options.start is None else options.start / name


def _export(options: argparse.Namespace) -> None:
    from voices.recipe.export import export

    export(options.work, options.pack, vocoder=(options.work / "vocoder.pth").exists())


if __name__ == "__main__":
    main()
