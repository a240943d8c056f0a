from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from publishing_studio import SHOW, produce

from quotecast.config import Studio
from quotecast.errors import PublishError
from quotecast.publish import deliver, withdraw, write_feed, write_site
from quotecast.publish.delivery import published_files
from quotecast.records import write_text


@pytest.fixture
def published(studio: Studio) -> Studio:
    produce(studio)
    write_feed(studio, SHOW)
    write_site(studio, SHOW)
    write_text(studio.output / "river" / "script.fountain", "[[note]]")
    write_text(studio.output / "takes" / "ab" / "ab.json", "{}")
    return studio


def test_sound_first_and_the_feed_last(published: Studio) -> None:
    names = published_files(published.output)
    assert names[0] == "river/episode.mp3"
    assert names[-1] == "feed.xml"
    assert "river/transcript.vtt" in names
    assert "assets/quotecast.js" in names
    for name in names:
        assert not name.startswith("takes/")
        assert not Path(name).name.startswith(".")
        assert not name.endswith(".fountain")
        assert "feed-memory" not in name
        assert not name.endswith("episode.json")


def test_only_what_changed_is_copied(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    first = deliver(published.output, str(target))
    assert first.copied == published_files(published.output)
    assert (target / "feed.xml").read_bytes() == (published.output / "feed.xml").read_bytes()
    assert deliver(published.output, str(target)).copied == ()
    write_text(published.output / "river" / "notes.md", "changed")
    again = deliver(published.output, str(target))
    assert again.copied == ("river/notes.md",)
    assert again.unchanged == len(first.copied) - 1


def test_a_cut_off_delivery_is_gone_on_with_and_the_feed_waits(
    published: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "www"
    real, count = shutil.copyfile, []

    def stops(source: Path, goal: Path) -> object:
        count.append(source)
        if len(count) == 4:
            raise KeyboardInterrupt
        return real(source, goal)

    monkeypatch.setattr(shutil, "copyfile", stops)
    with pytest.raises(KeyboardInterrupt):
        deliver(published.output, str(target))
    assert not (target / "feed.xml").exists()
    assert not list(target.glob("**/.*"))
    monkeypatch.undo()
    again = deliver(published.output, str(target))
    assert again.unchanged == 3
    assert (target / "feed.xml").is_file()


def test_what_was_withdrawn_leaves_the_target_too(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    produce(published, slug="second", made="2026-03-06T10:00:00+00:00", number=2)
    write_feed(published, SHOW)
    deliver(published.output, str(target))
    assert (target / "river" / "episode.mp3").is_file()
    withdraw(published, SHOW, "river")
    write_feed(published, SHOW)
    delivery = deliver(published.output, str(target))
    assert "river/episode.mp3" in delivery.removed
    assert [path.name for path in (target / "river").iterdir()] == ["index.html"]
    assert "withdrawn" in (target / "river" / "index.html").read_text()
    assert (target / "second" / "episode.mp3").is_file()
    withdraw(published, SHOW, "river", restore=True)
    write_feed(published, SHOW)
    deliver(published.output, str(target))
    assert (target / "river" / "episode.mp3").is_file()


def test_links_are_not_followed_out_of_output(published: Studio, tmp_path: Path) -> None:
    (published.root / "secret.json").write_text("{}")
    (published.output / "river" / "link.html").symlink_to(published.root / "secret.json")
    assert "river/link.html" not in published_files(published.output)


def test_bad_targets(published: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PublishError, match="hold one another"):
        deliver(published.output, str(published.output / "www"))
    with pytest.raises(PublishError, match="no feed"):
        deliver(tmp_path / "nothing", str(tmp_path / "www"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="rsync is not installed"):
        deliver(published.output, "rsync:host:/www")
    with pytest.raises(PublishError, match="rclone is not installed"):
        deliver(published.output, "s3:bucket")


@pytest.mark.system
@pytest.mark.skipif(not shutil.which("rsync"), reason="needs rsync (apt install rsync)")
def test_rsync_copies_the_same_files(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    target.mkdir()
    deliver(published.output, f"rsync:{target}/")
    names = published_files(published.output)
    assert sorted(
        path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()
    ) == sorted(names)
    with pytest.raises(PublishError, match="rsync failed"):
        deliver(published.output, f"rsync:{tmp_path}/file.txt/x/y/z")
    with pytest.raises(PublishError, match="names no place"):
        deliver(published.output, "rsync:--rsh=sh")


@pytest.mark.system
@pytest.mark.skipif(not shutil.which("rclone"), reason="needs rclone (apt install rclone)")
def test_rclone_copies_the_same_files(published: Studio, tmp_path: Path) -> None:
    target = tmp_path / "www"
    deliver(published.output, f"rclone::local:{target}")
    names = published_files(published.output)
    assert sorted(
        path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()
    ) == sorted(names)
