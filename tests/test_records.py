import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotecast import records
from quotecast.errors import BusyError, QuotecastError
from quotecast.model import Chapter, Clip, Timeline

TIMELINE = Timeline(9, (Clip("voice", "a.wav", 1, 2, gain_mb=-3),), (Chapter(0, "Zoë"),))


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    records.write_json(tmp_path / "deep" / "t.json", TIMELINE)
    assert records.read_json(Timeline, tmp_path / "deep" / "t.json") == TIMELINE


@pytest.mark.parametrize("text", ["", "{", '{"duration_ms": "x"}', "[]", '{"duration_ms": 1}'])
def test_a_damaged_record_is_one_clear_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    with pytest.raises(QuotecastError) as caught:
        records.read_json(Timeline, path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), records.replacing(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_same_content_leaves_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    records.write_text(path, "same")
    os.utime(path, (1, 1))
    records.write_text(path, "same")
    assert path.stat().st_mtime == 1


def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with (
        pytest.raises(QuotecastError, match="No space left"),
        records.replacing(tmp_path / "a"),
        Path("/dev/full").open("w") as full,
    ):
        full.write("x" * 100_000)


def test_a_lock_is_held_against_another_process_and_freed_when_it_dies(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom quotecast.records import lock\n"
        f"with lock(Path({str(path)!r}), 'x'):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match="busy with the test"), records.lock(path, "the test"):
            pass
        holder.kill()
        holder.wait()
        with records.lock(path, "the test"):
            pass
