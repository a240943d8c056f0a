"""What a Coqui model's files may do: be read, and nothing else.

A model's config.json is a program in disguise. coqui-tts 0.28 imports the class it names for
its characters, unpickles the statistics it names (``np.load(allow_pickle=True)``), opens files
and web addresses through fsspec wherever a field names one, and some of its models download
further ones as soon as they are set up. A voice folder may come from a stranger: here each of
these ends, before the first model is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from quotecast.errors import EngineError

MODELS: Final = frozenset(
    {
        "align_tts",
        "delightful_tts",
        "fast_pitch",
        "fast_speech",
        "fastspeech2",
        "forward_tts",
        "glow_tts",
        "neuralhmm_tts",
        "overflow",
        "speedy_speech",
        "tacotron",
        "tacotron2",
        "vits",
        "xtts",
    }
)
"""Models that are set up from their folder alone. Bark and Tortoise fetch others first."""

CHARACTERS: Final = "TTS.tts."
"""Where a class of characters must come from."""

_NAMES_FILES: Final = ("_file", "_path", "_dir", "_checkpoint")
"""How fields end that name a file or folder."""


def refuse_unsafe(settings: dict[str, Any], name: str) -> None:
    """Look through a model's config.json before Coqui sees it.

    Raises:
        EngineError: it asks for code, or for a model that fetches others.
    """
    for key in ("model", "base_model"):
        wanted = settings.get(key)
        if wanted is not None and str(wanted).lower() not in MODELS:
            raise EngineError(
                f"the model {name!r} is of the kind {str(wanted)[:40]!r}, which is not spoken with",
                "known kinds: " + ", ".join(sorted(MODELS)),
            )
    for key, value in _fields(settings):
        if key == "characters_class" and value and not str(value).startswith(CHARACTERS):
            raise EngineError(
                f"the config.json of the model {name!r} names code to be run: {str(value)[:80]!r}",
                "do not use this model unless you know who made it",
            )
        if key == "stats_path" and value:
            raise pickled(name)


def pickled(name: str) -> EngineError:
    """A file that can only be read by running what is in it."""
    return EngineError(
        f"the model {name!r} needs statistics kept as a pickle, which may hold code: not loaded",
        "use a model whose config.json has no stats_path",
    )


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    """Every field of a JSON value, however deep."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield from found.items()
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)


def keep_inside(config: Any, folder: Path) -> None:
    """Let every field of a loaded config that names a file name one of the model's folder.

    A config made elsewhere holds paths of the machine it was trained on, or worse ones: only
    the last part is believed, and only where such a file lies in the folder. Nested configs
    (``model_args``, ``audio``) too.
    """
    for key, value in list(vars(config).items()):
        if hasattr(value, "__dataclass_fields__"):
            keep_inside(value, folder)
        elif key.endswith(_NAMES_FILES) and isinstance(value, str | list | dict) and value:
            setattr(config, key, _inside(value, folder))


def _inside(value: str | list[Any] | dict[str, Any], folder: Path) -> Any:
    if isinstance(value, str):
        path = folder / Path(value.replace("\\", "/")).name
        return str(path) if path.is_file() else ""
    kept = [path for item in value if isinstance(item, str) and (path := _inside(item, folder))]
    return kept or None


def close_doors() -> None:
    """Take from Coqui, once, what only code or a pickle could use; nested files too."""
    from TTS.tts.utils.text import tokenizer
    from TTS.utils.audio.processor import AudioProcessor

    plain = tokenizer.import_class
    if getattr(plain, "guarded", False):
        return

    def import_class(path: str) -> Any:
        if not path.startswith(CHARACTERS):
            raise EngineError(f"a model names code to be run: {path[:80]!r}", "do not use it")
        return plain(path)

    def load_stats(processor: object, path: str) -> Any:
        raise pickled(Path(path).parent.name)

    import_class.guarded = True  # type: ignore[attr-defined]
    tokenizer.import_class = import_class
    AudioProcessor.load_stats = load_stats
