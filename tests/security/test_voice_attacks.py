"""A voice folder from a stranger: it may not run code, read other files or reach the network.

Weights that are a pickle with code, truncated or of another kind: tests/engines/test_coqui.py.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_model import make_vits

from quotecast.config import Studio
from quotecast.engines import coqui_guard
from quotecast.engines.coqui import CoquiEngine
from quotecast.engines.files import find_model
from quotecast.errors import ConfigError, EngineError
from quotecast.model import Voice

VOICE = Voice("vera", "Vera", "coqui", model="evil", speaker="p1")


class Code:
    """What a pickle does when it is read: a file that should never be there."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str, int]]:
        return os.open, (str(self.mark), os.O_CREAT | os.O_WRONLY)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vits(tmp_path_factory.mktemp("models") / "evil")


@pytest.fixture
def folder(studio: Studio, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole model in the studio; the studio is the working directory, as in a checkout."""
    there = studio.voices / "evil"
    there.mkdir()
    for path in tiny.iterdir():
        (there / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(studio.root)
    monkeypatch.syspath_prepend(str(studio.root))
    return there


def change(config: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    settings = json.loads(config.read_text())
    edit(settings)
    config.write_text(json.dumps(settings))


def speak(studio: Studio, voice: Voice = VOICE) -> None:
    CoquiEngine(studio).speak("The council voted.", voice, 0)


def test_statistics_in_a_pickle_are_not_read(studio: Studio, folder: Path) -> None:
    mark = studio.root / "was-here"
    np.save(folder / "stats.npy", np.array(Code(mark), dtype=object), allow_pickle=True)
    stats = str(folder / "stats.npy")
    change(folder / "config.json", lambda c: c["audio"].update(stats_path=stats, signal_norm=True))
    with pytest.raises(EngineError, match="pickle"):
        speak(studio)
    assert not mark.exists()


def test_nor_those_of_a_vocoder_or_of_a_config_that_a_config_names(
    studio: Studio, folder: Path
) -> None:
    from TTS.config import load_config
    from TTS.utils.audio import AudioProcessor
    from TTS.vocoder.configs import HifiganConfig

    mark = studio.root / "was-here"
    np.save(folder / "stats.npy", np.array(Code(mark), dtype=object), allow_pickle=True)
    HifiganConfig().save_json(str(folder / "vocoder_config.json"))
    (folder / "vocoder.pth").write_bytes((folder / "model.pth").read_bytes())
    stats = {"stats_path": str(folder / "stats.npy"), "signal_norm": True}
    change(folder / "vocoder_config.json", lambda c: c["audio"].update(stats))
    with pytest.raises(EngineError, match="pickle"):
        speak(studio)
    coqui_guard.close_doors()
    with pytest.raises(EngineError, match="pickle"):
        AudioProcessor(load_config(str(folder / "vocoder_config.json")).audio)
    assert not mark.exists()


def test_code_beside_a_model_is_not_imported(studio: Studio, folder: Path) -> None:
    mark = studio.root / "was-here"
    (folder / "payload.py").write_text(f"open({str(mark)!r}, 'w')\nclass Characters: pass\n")
    wanted = "voices.evil.payload.Characters"
    change(folder / "config.json", lambda c: c.update(characters={"characters_class": wanted}))
    with pytest.raises(EngineError, match="names code to be run"):
        speak(studio)
    assert not mark.exists()
    assert "voices.evil.payload" not in sys.modules
    coqui_guard.close_doors()
    from TTS.tts.utils.text.tokenizer import import_class

    with pytest.raises(EngineError, match="names code"):
        import_class("os.system")


@pytest.mark.parametrize("kind", ["bark", "tortoise", "../../evil", "os"])
def test_models_that_fetch_others_are_not_set_up(studio: Studio, folder: Path, kind: str) -> None:
    for key in ("model", "base_model"):
        change(folder / "config.json", lambda c, key=key: c.update({key: kind}))
        with pytest.raises(EngineError, match="not spoken with"):
            speak(studio)


def test_files_and_addresses_that_a_config_names_are_not_opened(
    studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Coqui would open each through fsspec: a path anywhere, or an address."""
    elsewhere = studio.root.parent / "private.json"
    elsewhere.write_text("{}")
    opened: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: opened.append(str(a)))

    def edit(config: dict[str, Any]) -> None:
        named: dict[str, Any] = {
            "speakers_file": str(elsewhere),
            "d_vector_file": ["http://169.254.169.254/latest/meta-data", str(elsewhere)],
            "language_ids_file": str(elsewhere),
            "speaker_encoder_model_path": "http://127.0.0.1:9/encoder.pth",
            "speaker_encoder_config_path": "http://127.0.0.1:9/encoder.json",
        }
        for holder in (config, config["model_args"]):
            holder.update({key: value for key, value in named.items() if key in holder})
        assert set(named) <= set(config["model_args"])
        config["output_path"] = "/"

    change(folder / "config.json", edit)
    real = open

    def watched(file: Any, *rest: Any, **more: Any) -> Any:
        opened.extend([str(file)] if str(file) == str(elsewhere) else [])
        return real(file, *rest, **more)

    monkeypatch.setattr("builtins.open", watched)
    speak(studio)  # the folder's own speakers.json is used, as it lies beside the weights
    assert opened == []


@pytest.mark.parametrize("model", ["../..", "../../etc", "evil/../../..", "./../../x"])
def test_a_model_outside_the_studio_is_refused(studio: Studio, model: str) -> None:
    with pytest.raises((ConfigError, EngineError)) as fault:
        speak(studio, Voice("vera", "Vera", "coqui", model=model))
    assert "outside the studio" in str(fault.value) or "no model folder" in str(fault.value)


def test_a_link_to_a_model_outside_the_studio_is_refused(
    studio: Studio, tiny: Path, tmp_path: Path
) -> None:
    (studio.voices / "evil").symlink_to(tiny)
    with pytest.raises(ConfigError, match="outside the studio"):
        speak(studio)


@pytest.mark.parametrize(
    "model",
    ["tts_models/../../etc", "tts_models/en/../..", "tts_models//..//", "tts_models/./././"],
)
def test_a_zoo_name_is_one_folder_of_the_zoo(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    monkeypatch.setenv("TTS_HOME", str(tmp_path / "zoo"))
    (tmp_path / "zoo" / "tts").mkdir(parents=True)
    voice = Voice("vera", "Vera", "coqui", model=model)
    try:
        assert find_model(voice, studio) is None
    except (ConfigError, EngineError):
        return
    with pytest.raises(EngineError, match="zoo has no model"):
        speak(studio, voice)


@contextmanager
def little_memory(most: int) -> Iterator[None]:
    """What the block takes at its highest stays below so many bytes more than there was (Linux)."""
    peak = Path("/proc/self/clear_refs")
    if not peak.exists():
        yield
        return

    def size(name: str) -> int:
        found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.M)
        assert found
        return int(found[1]) * 1024

    peak.write_text("5")  # the highest so far is forgotten
    before = size("VmRSS")
    yield
    assert size("VmHWM") - before < most


HUGE: dict[str, Callable[[dict[str, Any]], None]] = {
    "one layer": lambda c: c["model_args"].update(hidden_channels_ffn_text_encoder=2**26),
    "more than an address holds": lambda c: c["model_args"].update(hidden_channels=2**62),
    "many wide layers": lambda c: c["model_args"].update(hidden_channels=1024, num_layers_flow=64),
    "layers without end": lambda c: c["model_args"].update(num_layers_text_encoder=2**40),
    "channels": lambda c: c["model_args"].update(upsample_initial_channel_decoder=2**20),
    "speakers": lambda c: c["model_args"].update(speaker_embedding_channels=2**31),
}


@pytest.mark.parametrize("what", HUGE)
def test_layers_that_no_weights_fill_are_not_built(studio: Studio, folder: Path, what: str) -> None:
    change(folder / "config.json", HUGE[what])
    with little_memory(600 * 2**20), pytest.raises(EngineError) as fault:
        speak(studio)
    assert "\n" not in str(fault.value)
    assert fault.value.hint


@pytest.mark.parametrize(
    "key", ["fft_size", "num_mels", "hop_length", "win_length", "sample_rate", "griffin_lim_iters"]
)
@pytest.mark.parametrize("config", ["config.json", "vocoder_config.json"])
def test_filters_that_fill_the_memory_are_not_built(
    studio: Studio, folder: Path, key: str, config: str
) -> None:
    from TTS.vocoder.configs import HifiganConfig

    HifiganConfig().save_json(str(folder / "vocoder_config.json"))
    (folder / "vocoder.pth").write_bytes((folder / "model.pth").read_bytes())
    change(folder / config, lambda c: c["audio"].update({key: 2**36}))
    with little_memory(300 * 2**20), pytest.raises(EngineError, match=rf"audio\.{key}"):
        speak(studio)


def test_nor_is_a_vocoder_that_no_weights_fill(studio: Studio, folder: Path) -> None:
    from TTS.vocoder.configs import HifiganConfig

    HifiganConfig().save_json(str(folder / "vocoder_config.json"))
    (folder / "vocoder.pth").write_bytes((folder / "model.pth").read_bytes())
    wide = {"upsample_initial_channel": 2**16}
    change(folder / "vocoder_config.json", lambda c: c["generator_model_params"].update(wide))
    with little_memory(600 * 2**20), pytest.raises(EngineError, match="far more than its weights"):
        speak(studio)


def test_weights_that_unpack_to_a_thousand_times_their_size_stay_packed(
    studio: Studio, folder: Path
) -> None:
    with zipfile.ZipFile(folder / "model.pth") as plain:
        members = {name: plain.read(name) for name in plain.namelist()}
    _, largest = max((len(data), name) for name, data in members.items())
    members[largest] = bytes(400 * 2**20)
    with zipfile.ZipFile(
        folder / "model.pth", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    members.clear()
    with little_memory(200 * 2**20), pytest.raises(EngineError, match="unpacks to"):
        speak(studio)


@pytest.mark.parametrize("name", ["config.json", "speakers.json"])
def test_a_table_larger_than_any_is_not_parsed(studio: Studio, folder: Path, name: str) -> None:
    with (folder / name).open("r+b") as file:
        file.truncate(120_000_000)
    with little_memory(60 * 2**20), pytest.raises(EngineError, match=f"{name}.* larger than"):
        speak(studio)
