"""Of a withdrawn episode the page is left, for who serves and for who delivers alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from publishing_studio import SHOW, produce

from quotecast.config import Studio
from quotecast.publish import withdraw, write_feed
from quotecast.publish.delivery import published_files, withdrawn_files
from quotecast.publish.server import find


@pytest.mark.parametrize("home", ["", "second-show"])
def test_server_and_delivery_agree(studio: Studio, home: str) -> None:
    show = replace(SHOW, slug=home)
    prefix = f"{home}/" if home else ""
    river = f"{prefix}river/"
    # A folder of the name of the withdrawn one, elsewhere, is none.
    for slug in ("river", "second"):
        produce(studio, show, slug)
        (studio.output / prefix / slug / "river").mkdir()
        (studio.output / prefix / slug / "river" / "notes.md").write_text("further")
    write_feed(studio, show)
    before = published_files(studio.output)
    assert not withdrawn_files(studio.output)
    assert all(find(studio.output, name) for name in before)

    withdraw(studio, show, "river")
    write_feed(studio, show)
    gone, kept = withdrawn_files(studio.output), published_files(studio.output)
    assert set(gone) == {n for n in before if n.startswith(river)} - {f"{river}index.html"}
    assert f"{river}episode.mp3" in gone
    assert set(kept) == set(before) - set(gone)
    assert not any(find(studio.output, name) for name in gone)
    assert all(find(studio.output, name) for name in kept)
    assert find(studio.output, river.rstrip("/"))
    assert find(studio.output, river)

    withdraw(studio, show, "river", restore=True)
    write_feed(studio, show)
    assert published_files(studio.output) == before
    assert find(studio.output, f"{river}episode.mp3")
