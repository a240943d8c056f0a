"""Every target on its seeds, on what fuzzing found once, and on inputs that Hypothesis makes."""

from __future__ import annotations

import itertools
import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from targets import (
    TARGETS,
    check_feed,
    check_fragment,
    check_html,
    check_markdown,
    check_srt,
    check_vtt,
    episode_from,
)

EPISODE, _ = episode_from(b"Words.")

SEEDS = Path(__file__).parent / "seeds"

WORDS = [
    bytes(line.strip().strip('"'), "utf-8").decode("unicode_escape").encode("latin-1")
    for line in (Path(__file__).parent / "words.dict").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

SECONDS = "QUOTECAST_FUZZ_SECONDS"
"""Environment variable: processor seconds for which the slow tests make inputs, each target."""

FOUND: dict[str, dict[str, bytes]] = {
    "feeds": {
        "an instruction in an item": b"<rss><item><?x?></item></rss>",
        "a base that is none": b"<rss><item xml:base='http://e/'><link>http://[</link></item></rss>",
        "half a pair": b'{"version":"//jsonfeed.org/version","items":[{"url":"http://e","title":"\\ud800"}]}',
        "a control by its number": b"<rss><item><link>http://e</link><title>&amp;#27;</title></item></rss>",
    },
}
"""By target: what it was → the shortest input that showed it."""


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("target", "seed"), [(path.parent.name, path.name) for path in sorted(SEEDS.glob("*/*"))]
)
def test_the_seeds_are_well(target: str, seed: str) -> None:
    TARGETS[target]((SEEDS / target / seed).read_bytes())


@pytest.mark.parametrize(
    ("target", "what"), [(target, what) for target, found in FOUND.items() for what in found]
)
def test_what_was_found_is_mended(target: str, what: str) -> None:
    TARGETS[target](FOUND[target][what])


SEEN: tuple[tuple[Callable[[str], None], str], ...] = (
    (check_html, "<p onclick='x'>a</p>"),
    (check_html, "<p>a</p><script>alert(1)</script>"),
    (check_html, "<a href=' JavaScript:x'>a</a>"),
    (check_html, "<iframe></iframe>"),
    (check_html, "<p>\x1b</p>"),
    (check_fragment, "<b>a</b>"),
    (check_fragment, "<a href='data:x'>a</a>"),
    (check_markdown, "a <img src=x>"),
    (check_markdown, "[a](javascript:x) <b>"),
    (check_srt, "1\n00:00:00,000 --> 00:00:01,000\n\n\n2\n"),
    (check_srt, "1\n00:00:00,000 --> 00:00:01,000\na --> b\n"),
    (
        lambda text: check_vtt(text, EPISODE),
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v A>a <b>\n",
    ),
    (lambda text: check_vtt(text, EPISODE), "WEBVTT\n\nNOTE a\n"),
    (
        lambda text: check_feed(text.encode()),
        "<rss><channel><item><enclosure url='file:///x'/></item></channel></rss>",
    ),
    (lambda text: check_feed(text.encode()), "<rss><channel/></rss>"),
)


@pytest.mark.parametrize(("check", "text"), SEEN)
def test_the_checks_see_what_they_look_for(check: Callable[[str], None], text: str) -> None:
    with pytest.raises((AssertionError, ValueError)):  # ValueError: no JSON in a script
        check(text)


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """Seeds cut and joined with the words that the doors give a meaning to, and any bytes."""
    seeds = [path.read_bytes() for path in sorted((SEEDS / target).iterdir())]
    cut = st.builds(
        lambda seed, start, length: seed[start : start + length],
        st.sampled_from(seeds),
        st.integers(0, 600),
        st.integers(0, 600),
    )
    piece = st.one_of(cut, cut, st.sampled_from(WORDS), st.text(max_size=20).map(str.encode))
    pieces = st.lists(st.one_of(piece, st.binary(max_size=8)), max_size=20)
    return st.builds(
        lambda first, rest: first + b"".join(rest), st.binary(min_size=1, max_size=1), pieces
    )


def _target(name: str, examples: int, number: int | None = None) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(inputs(name))
    def run(data: bytes) -> None:
        TARGETS[name](data)

    (run if number is None else seed(number)(run))()


@pytest.mark.parametrize("name", TARGETS)
def test_any_input_is_well(name: str) -> None:
    _target(name, {"feed": 60, "readers": 100}.get(name, 120))


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_many_inputs_are_well(name: str, record_property: Callable[[str, object], None]) -> None:
    """Rounds of inputs, each round by a number of its own, so a failure can be made again."""
    end = time.process_time() + float(os.environ.get(SECONDS, "20"))
    for number in itertools.count():
        _target(name, 500, number)
        if time.process_time() > end:
            break
    record_property("inputs", 500 * (number + 1))  # `pytest --junitxml FILE` shows it
