"""Everything the doctor looks at, found wrong: what is said, and how it is to be mended."""

from __future__ import annotations

import json
import shlex
import sys
from importlib import metadata
from pathlib import Path

import pytest
from mounting import in_namespace, mounts

from quotecast import doctor
from quotecast.config import Studio
from quotecast.doctor import Finding, State, examine


def found(studio: Studio, what: str, *states: State) -> list[Finding]:
    wanted = states or (State.WARN, State.FAIL)
    return [one for one in examine(studio) if one.what == what and one.state in wanted]


def examined_in_namespace(studio: Studio, mounting: str) -> dict[str, dict[str, str]]:
    """What fails where file systems are mounted over the studio."""
    said = in_namespace(
        studio.root.parent,
        f"{mounting}\n{shlex.quote(sys.executable)} -m quotecast "
        f"--studio {shlex.quote(str(studio.root))} doctor --json",
    )
    assert said.startswith("["), said
    return {one["what"]: one for one in json.loads(said) if one["state"] == "fail"}


def test_a_python_of_another_age(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 2, "final", 0))
    (finding,) = found(studio, "python")
    assert (finding.state, finding.said) == (State.FAIL, "3.10.2")
    assert finding.hint == "use Python 3.11 to 3.13"


def test_a_package_that_is_missing(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name in ("torch", "pocketsphinx"):
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    (finding,) = found(studio, "package")
    assert (finding.state, finding.said) == (State.FAIL, "torch is not installed")
    assert finding.hint == "pip install quotecast"
    optional = [one for one in examine(studio) if one.said.startswith("pocketsphinx")]
    assert [one.hint for one in optional] == ["pip install quotecast[verify]"]


def test_an_ffmpeg_that_cannot_encode(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text(
        '#!/bin/sh\ncase "$*" in *encoders*) echo " A....D aac  AAC";;'
        ' *) echo "ffmpeg version 5.0 of a test";; esac\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("QUOTECAST_FFMPEG", str(program))
    findings = found(studio, "ffmpeg", State.WARN)
    assert any("no encoder libmp3lame: mp3 files cannot be made" in one.said for one in findings)
    assert all(one.hint for one in findings)


@mounts
@pytest.mark.parametrize(
    "folder",
    ["output", *(pytest.param(one, marks=pytest.mark.slow) for one in ("scripts", "voices"))],
)
def test_a_folder_that_cannot_be_written(studio: Studio, folder: str) -> None:
    (studio.root / folder).mkdir(exist_ok=True)
    path = shlex.quote(str(studio.root / folder))
    failed = examined_in_namespace(
        studio, f"mount --bind {path} {path} && mount -o remount,ro,bind {path}"
    )
    assert set(failed) == {"folders"}
    assert failed["folders"]["said"] == f"{folder}/ cannot be written"
    assert "permissions" in failed["folders"]["hint"]


@mounts
def test_a_disk_that_is_nearly_full(studio: Studio) -> None:
    studio.output.mkdir()
    path = shlex.quote(str(studio.output))
    failed = examined_in_namespace(studio, f"mount -t tmpfs -o size=100m none {path}")
    assert set(failed) == {"disk"}
    assert failed["disk"]["said"] == "0.1 GB free"
    assert "quotecast cache --prune" in failed["disk"]["hint"]


def test_settings_that_are_missing_or_break_the_feed(studio: Studio) -> None:
    (finding,) = found(studio, "settings")
    assert (finding.state, finding.hint) == (State.WARN, "set base_url in podcast.toml")
    text = studio.settings.read_text()
    studio.settings.write_text(text + 'base_url = "https://example.org/"\n')
    assert not found(studio, "settings")
    studio.settings.write_text(text + 'category = "Nws"\nlanguage = "english, mostly"\n')
    findings = found(studio, "settings", State.FAIL)
    assert len(findings) == 2
    assert all(one.hint for one in findings)
    studio.settings.write_text(text + "titel = 'T'\n")
    (finding,) = found(studio, "settings", State.FAIL)
    assert "did you mean title?" in finding.hint
    studio.settings.unlink()
    (finding,) = found(studio, "settings", State.FAIL)
    assert "quotecast init" in finding.hint


def test_voices_that_are_missing_or_broken(studio: Studio) -> None:
    assert not found(studio, "voices")
    nell = studio.voices / "nell.toml"
    nell.write_text(nell.read_text().replace("narrator = true", "narrator = false"))
    (finding,) = found(studio, "voices", State.WARN)
    assert "narrator = true" in finding.hint
    (studio.voices / "gone.toml").write_text('engine = "coqui"\nmodel = "gone"\n')
    (finding,) = found(studio, "voices", State.FAIL)
    assert finding.said.startswith("gone: ")
    assert finding.hint
    for path in studio.voices.glob("*.toml"):
        path.unlink()
    (finding,) = found(studio, "voices", State.FAIL)
    assert finding.said == "there are no voices in voices/"
    assert "quotecast init" in finding.hint
