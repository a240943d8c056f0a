"""Datelines, and what only looks like one."""

from __future__ import annotations

import pytest

from quotecast.datelines import dateline_end


@pytest.mark.parametrize(
    "dateline",
    [
        "TORONTO—",
        "HARWICK (AP) —",
        "HARWICK, Vt., Dec. 8 (UPI) —",
        "ST. ALBANS, Vt. --",
        "MERROW ―",
        "Port Merrow (AFP) –",
    ],
)
def test_a_dateline_ends_with_its_dash(dateline: str) -> None:
    text = f"x {dateline} The mayor rose."
    assert text[2 : dateline_end(text, 2, len(text))] == dateline


@pytest.mark.parametrize(
    "text",
    [
        "NATO - an alliance that knows - will not help.",
        "Paul A. (Gus) Aldin is a former chairman of the board.",
        "Earlier, Merrow County (Vt.) Sheriff Nora Frell spoke.",
        "Frell — The mayor of the town — rose.",
        "HARWICK The mayor rose.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert dateline_end(text, 0, len(text)) == 0
