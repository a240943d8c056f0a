"""The command line as a person uses it: verbs, exit codes, one line for each fault."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from commands import fails, run, run_apart, start

from quotecast.config import Studio

ARTICLE = """The river comes back

The council voted on Tuesday to open the dam. "We waited ten years for this," Maria Lopez said.

"It will flood again," said Peter Lund, who farms below the dam.
"""


@pytest.fixture
def article(studio: Studio) -> Path:
    path = studio.root / "river.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_help_shows_examples_for_every_verb() -> None:
    done = run_apart("--help")
    assert done.returncode == 0
    for verb in "script check cast record mix publish episode serve init quotes withdraw".split():
        assert verb in done.stdout
        assert f"quotecast {verb}" in run(verb, "--help").stdout, verb


def test_version() -> None:
    assert run_apart("--version").stdout.startswith("quotecast 0.")


def test_episode_says_what_it_made(studio: Studio, article: Path) -> None:
    done = run_apart("episode", str(article), studio=studio)
    assert done.returncode == 0, done.stderr
    for text in (
        "The river comes back",
        "LUFS",
        "Maria Lopez",
        "output/feed.xml",
        "quotecast serve",
    ):
        assert text in done.stdout
    assert "recording" in done.stderr
    assert (studio.output / "river" / "episode.mp3").stat().st_size > 10_000


def test_quiet_says_nothing(studio: Studio, article: Path) -> None:
    done = run_apart("-q", "episode", str(article), studio=studio)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_step_by_step_is_the_same_as_at_once(studio: Studio, article: Path) -> None:
    for verb in ("script", "cast", "record", "mix", "publish"):
        source = str(article) if verb == "script" else "river"
        done = run(verb, source, studio=studio)
        assert done.returncode == 0, f"{verb}: {done.stderr}"
    assert (studio.output / "feed.xml").is_file()
    assert "unchanged" in run("episode", str(article), studio=studio).stdout


def test_the_script_of_standard_input(studio: Studio) -> None:
    done = run_apart("script", "-", "--stdout", studio=studio, stdin=ARTICLE.encode())
    assert done.returncode == 0, done.stderr
    assert "@Maria Lopez\nWe waited ten years for this," in done.stdout
    assert not list(studio.scripts.iterdir())


def test_check_shows_speakers_omissions_and_evidence(studio: Studio, article: Path) -> None:
    article.write_text(ARTICLE + "\nShare on Facebook\n")
    done = run("check", str(article), "--why", "--spoken", studio=studio)
    assert done.returncode == 0, done.stderr
    for text in (
        "Maria Lopez: 1 lines",
        "Left out",
        "Share on Facebook",
        "confidence",
        "cue “said”",
    ):
        assert text in done.stdout, text
    assert not list(studio.scripts.iterdir()), "check writes nothing"


def test_check_says_once_what_is_left_out_alike(studio: Studio) -> None:
    talk = "Q: Will it be built?\n\nA: It will be built in May.\n\nShare on Facebook\n\n" * 3
    done = run("check", "-", studio=studio, stdin=f"A wall\n\n{talk}".encode())
    assert "  turn: Q: A: (6 times)\n    says who speaks" in done.stdout
    assert "  boilerplate: Share on Facebook (3 times)\n    share button\n" in done.stdout


def test_check_shows_the_spoken_form(studio: Studio) -> None:
    text = "A day\n\nIt cost $5m in 1999, officials told reporters at the scene.\n"
    done = run("check", "-", "--spoken", studio=studio, stdin=text.encode())
    assert "five million dollars in nineteen ninety-nine" in done.stdout


def test_check_names_a_bad_entry_of_the_lexicon(studio: Studio) -> None:
    (studio.voices / "lexicon.toml").write_text('[en]\n"Kyiv" = "//"\n')
    done = run("check", "-", "--spoken", studio=studio, stdin=b"A day\n\nThey left Kyiv.\n")
    assert done.returncode == 1
    assert "error: voices/lexicon.toml: [en] 'Kyiv': is no IPA" in done.stderr
    assert "Traceback" not in done.stderr


def test_mix_explain_prints_the_timeline(studio: Studio, article: Path) -> None:
    done = run("mix", str(article), "--explain", studio=studio)
    assert done.returncode == 0, done.stderr
    assert "Maria Lopez" in done.stdout
    assert not (studio.output / "river" / "episode.mp3").exists()


def test_a_new_take_of_one_line(studio: Studio, article: Path) -> None:
    run("record", str(article), studio=studio)
    before = set(studio.takes.rglob("*.wav"))
    done = run("record", "river", "--line", "2", "--again", studio=studio)
    assert done.returncode == 0, done.stderr
    assert len(set(studio.takes.rglob("*.wav")) - before) == 1
    assert run("record", "river", "--line", "2", studio=studio).returncode == 2
    assert run("record", "river", "--line", "99", "--again", studio=studio).returncode == 2


def test_init_lays_out_a_studio_that_works(tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "new"))
    assert done.returncode == 0, done.stderr
    new = Studio(tmp_path / "new")
    assert new.settings.is_file()
    assert (new.voices / "house" / "config.json").is_file()
    assert not (new.voices / "people.toml").exists()
    (new.root / "podcast.toml").write_text('title = "Mine"\n')
    assert run("init", str(tmp_path / "new")).returncode == 0
    assert new.settings.read_text() == 'title = "Mine"\n', "what is there is left as it is"
    assert run("check", str(new.scripts / "han.txt"), studio=new).returncode == 0


def test_quotes_reads_and_writes_json_lines(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "\\"We won,\\" Ann Lee said."}\n')
    done = run("quotes", str(source), str(target))
    assert done.returncode == 0, done.stderr
    assert '"speaker": "Ann Lee"' in target.read_text().replace('":"', '": "')


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture.png"),
        ("huge.txt", b"word " * 10_500_000, "MB"),
    ],
)
def test_a_bad_source_is_one_line_and_leaves_nothing(
    studio: Studio, name: str, content: bytes | None, message: str
) -> None:
    path = studio.root / name
    if content is not None:
        path.write_bytes(content)
    fails(run("episode", str(path), studio=studio), message)
    assert not list(studio.scripts.iterdir())
    assert not list(studio.output.rglob("*.*"))


def test_an_article_without_quotations_or_with_unpaired_marks_is_read(studio: Studio) -> None:
    for name, text in (
        ("plain", "A day\n\nNothing was said by anybody, it seems.\n"),
        (
            "unpaired",
            'A day\n\n"It never ends, said Ann Lee. Rain fell all day long on the town.\n',
        ),
    ):
        path = studio.root / f"{name}.txt"
        path.write_text(text)
        done = run("episode", str(path), studio=studio)
        assert done.returncode == 0, done.stderr


def test_a_script_error_names_file_and_line(studio: Studio, article: Path) -> None:
    run("script", str(article), studio=studio)
    path = studio.script_file("river")
    number = len(path.read_text().splitlines()) + 3
    path.write_text(path.read_text() + "\n\n@Maria Lopez\n")
    fails(run("episode", "river", studio=studio), f"scripts/river.fountain:{number}")


def test_an_unknown_script_or_verb_or_option(studio: Studio) -> None:
    fails(run("episode", "nothing-here", studio=studio), "nothing-here")
    assert run_apart("nonsense", studio=studio).returncode == 2
    assert run("episode", studio=studio).returncode == 2
    assert run("serve", "--port", "x", studio=studio).returncode == 2


def test_no_studio_is_one_line(tmp_path: Path) -> None:
    fails(run_apart("episode", "x.txt", studio=Studio(tmp_path)), "podcast.toml not found")


def test_no_voices_is_one_line(studio: Studio, article: Path) -> None:
    for path in studio.voices.glob("*.toml"):
        path.unlink()
    fails(run("episode", str(article), studio=studio), "there are no voices")


def test_an_unknown_voice_is_one_line(studio: Studio, article: Path) -> None:
    with studio.settings.open("a") as file:
        file.write('\n[cast]\nnarrator = "nel"\n')
    done = run("episode", str(article), studio=studio)
    fails(done, "there is no voice 'nel'")
    assert "did you mean 'nell'?" in done.stderr


def test_a_missing_or_truncated_model_is_one_line(studio: Studio, article: Path) -> None:
    (studio.voices / "zed.toml").write_text(
        'engine = "coqui"\nmodel = "pack"\nspeaker = "x"\nnarrator = true\n'
    )
    with studio.settings.open("a") as file:
        file.write('\n[cast]\nnarrator = "zed"\n')
    fails(run("episode", str(article), studio=studio), "there is no model folder 'pack'")
    pack = studio.voices / "pack"
    pack.mkdir()
    house = Path(__file__).parents[2] / "voices" / "house"
    (pack / "config.json").write_bytes((house / "config.json").read_bytes())
    (pack / "speakers.json").write_bytes((house / "speakers.json").read_bytes())
    (pack / "model.pth").write_bytes((house / "model.pth").read_bytes()[:50_000])
    fails(run("episode", str(article), studio=studio), "model")
    assert not (studio.output / "river" / "episode.mp3").exists()


def test_no_ffmpeg_is_one_line(studio: Studio, article: Path) -> None:
    done = run("episode", str(article), studio=studio, QUOTECAST_FFMPEG="/nowhere/ffmpeg")
    fails(done, "ffmpeg")
    assert not (studio.output / "river" / "episode.mp3").exists()
    assert run("episode", str(article), studio=studio).returncode == 0


def test_ctrl_c_ends_with_130_and_the_next_run_goes_on(studio: Studio, article: Path) -> None:
    for path in studio.voices.glob("*.toml"):
        path.write_text(path.read_text() + "\n[settings]\ncost = 0.2\n")
    with start("episode", str(article), studio=studio) as process:
        deadline = time.monotonic() + 60
        while not list(studio.root.glob("output/takes/??/*.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert process.returncode == 130
    assert "run the same command to go on" in errors
    assert "Traceback" not in errors
    kept = set(studio.takes.rglob("*.wav"))
    assert kept
    assert run("episode", "river", studio=studio).returncode == 0
    assert kept <= set(studio.takes.rglob("*.wav"))
