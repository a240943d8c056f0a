"""Voices and the take cache from the command line."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from commands import fails, run
from test_cli import ARTICLE

from quotecast.config import Studio


def test_voices_are_listed_with_pitch_and_state(studio: Studio) -> None:
    (studio.voices / "gone.toml").write_text('engine = "coqui"\nmodel = "nowhere"\n')
    (studio.voices / "zoo.toml").write_text('engine = "coqui"\nmodel = "tts_models/en/x/y"\n')
    done = run("voices", studio=studio, TTS_HOME=str(studio.root / "empty"))
    assert done.returncode == 0, done.stderr
    assert "ben: Ben, male, low 110 Hz" in done.stdout
    assert "nell: Nell, female, middle 180 Hz, narrates" in done.stdout
    assert "missing: there is no model folder 'nowhere'" in done.stdout
    assert "downloadable" in done.stdout


def test_a_voice_can_be_tried(studio: Studio) -> None:
    done = run("voices", "try", "ben", "Good evening.", studio=studio)
    assert done.stdout.strip() == "output/voices/ben.wav"
    with wave.open(str(studio.output / "voices" / "ben.wav")) as file:
        assert file.getnframes() > 10_000
    fails(run("voices", "try", "nobody", studio=studio), "there is no voice 'nobody'")


def test_a_voice_is_added_for_a_model_at_hand(studio: Studio) -> None:
    model = studio.voices / "pack"
    model.mkdir()
    (model / "config.json").write_text("{}")
    (model / "model.pth").write_bytes(b"x")
    done = run("voices", "add", "vera", "--model", "pack", "--speaker", "p1", studio=studio)
    assert done.returncode == 0, done.stderr
    assert 'speaker = "p1"' in (studio.voices / "vera.toml").read_text()
    fails(run("voices", "add", "vera", "--model", "pack", studio=studio), "already")
    fails(run("voices", "add", "x", "--model", "../..", studio=studio), "outside the studio")
    fails(run("voices", "add", "A B", "--model", "pack", studio=studio), "no voice id")


@pytest.mark.parametrize("given", [[], ["--licence", "CC0-1.0"], ["--consent", "Jane Doe"]])
def test_nobody_is_cloned_without_licence_and_consent(studio: Studio, given: list[str]) -> None:
    command = ["voices", "add", "clone", "--model", "tts_models/multilingual/x/y"]
    fails(run(*command, "--reference", "a.wav", *given, studio=studio), "who agreed")
    assert not (studio.voices / "clone.toml").exists()


def test_licences_are_shown_before_a_download(studio: Studio) -> None:
    add = ["voices", "add", "vera", "--model", "tts_models/en/vctk/vits", "--speaker", "p225"]
    done = run(*add, studio=studio)
    assert done.returncode == 0, done.stderr
    assert "licence: apache 2.0" in done.stderr + done.stdout
    assert "quotecast voices fetch vera" in done.stderr + done.stdout
    assert 'licence = "apache 2.0"' in (studio.voices / "vera.toml").read_text()
    nowhere = {"TTS_HOME": str(studio.root / "empty"), "HTTPS_PROXY": "http://127.0.0.1:9"}
    tried = run("voices", "try", "vera", studio=studio, **nowhere)
    fails(tried, "is not downloaded (licence: apache 2.0)")
    assert not (studio.root / "empty").exists(), "nothing is downloaded in passing"
    fetched = run("voices", "fetch", "vera", studio=studio, **nowhere)
    fails(fetched, "cannot download tts_models/en/vctk/vits")
    assert "licence: apache 2.0" in fetched.stderr + fetched.stdout
    fails(run("voices", "fetch", "nell", studio=studio), "is not in Coqui's zoo")
    fails(run("voices", "add", "x", "--model", "tts_models/en/x/y", studio=studio), "has no model")


def test_a_licence_for_non_commercial_use_is_accepted_by_name(studio: Studio) -> None:
    model = "tts_models/multilingual/multi-dataset/xtts_v2"
    done = run("voices", "add", "xena", "--model", model, studio=studio)
    told = done.stderr + done.stdout
    assert "licence: CPML" in told
    assert "for non-commercial use: cast only where it is named" in told
    home = str(studio.root / "empty")
    refused = run("voices", "fetch", "xena", studio=studio, TTS_HOME=home)
    fails(refused, "non-commercial use only (CPML)")
    assert "--accept-licence" in refused.stderr
    assert "for non-commercial use" in run("voices", studio=studio).stdout


def test_a_voice_is_measured_into_its_file(studio: Studio) -> None:
    path = studio.voices / "ben.toml"
    before = path.read_text() + "# mine\n\n[settings]\namplitude = 0.2\n"
    path.write_text(before.replace("pitch_hz = 110", "pitch_hz = 140"))
    assert run("voices", "measure", "ben", studio=studio).returncode == 0
    after = path.read_text()
    assert "pitch_hz = 14" in after, "a tone sounds at the pitch its file asks for"
    assert "timbre = [" in after
    assert "# mine\n" in after
    assert after.endswith("\n[settings]\namplitude = 0.2\n")
    assert run("voices", "measure", "ben", studio=studio).returncode == 0
    assert path.read_text().count("timbre") == 1


def test_nobody_quoted_speaks_in_a_clone_of_their_own_voice_unwarned(studio: Studio) -> None:
    path = studio.voices / "ben.toml"
    path.write_text(path.read_text() + 'reference = "a.wav"\nconsent = "Maria Lopez, 2026"\n')
    script = "Title: T\n\n@Maria Lopez\nWe waited.\n\n\n@Ann Roe\nWe did.\n"
    (studio.scripts / "one.fountain").write_text(script)
    cast = 'narrator = "nell"\n' + "".join(
        f'[[role]]\nspeaker = "{name}"\nvoice = "ben"\n' for name in ("Maria Lopez", "Ann Roe")
    )
    (studio.scripts / "one.cast.toml").write_text(cast)
    told = run("cast", "one", studio=studio).stdout
    assert told.count("ben is a clone") == 1
    assert told.index("Maria Lopez:") < told.index("ben is a clone") < told.index("Ann Roe:")
    assert "gender not told by the article" in told


def test_the_cache_keeps_what_scripts_use(studio: Studio, tmp_path: Path) -> None:
    article = studio.root / "river.txt"
    article.write_text(ARTICLE)
    run("record", str(article), studio=studio)
    before = len(list(studio.takes.rglob("*.wav")))
    article.write_text(ARTICLE.replace("Tuesday", "Monday"))
    run("record", str(article), studio=studio)
    assert len(list(studio.takes.rglob("*.wav"))) == before + 1
    done = run("cache", "--prune", studio=studio)
    assert "deleted 1 takes" in done.stdout
    assert len(list(studio.takes.rglob("*.wav"))) == before


def test_takes_are_heard_again(studio: Studio) -> None:
    pytest.importorskip("pocketsphinx")
    (studio.scripts / "one.fountain").write_text("Title: One\n\nThe dam is open.\n\n\nIt is.\n")
    done = run("check", "one", "--listen", studio=studio)
    assert "2 lines have no take yet: quotecast record one" in done.stdout
    assert run("record", "one", studio=studio).returncode == 0
    done = run("check", "one", "--listen", studio=studio)
    assert done.returncode == 0, done.stderr
    assert "line 1 (nell): " in done.stdout
    assert "said:  The dam is open." in done.stdout, "a tone says no words"
    assert "in 2 lines" in done.stdout
