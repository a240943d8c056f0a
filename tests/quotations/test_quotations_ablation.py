"""The benchmark of quotations: every rule it leaves out is a rule there is, and comes back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from quoting import ablation, score


def test_every_rule_can_be_left_out_and_comes_back() -> None:
    cases = score.own_cases()[:12]
    before = score.score(cases, score.ours).figures()
    for _, _, function, instead in ablation.RULES:
        with ablation.without(function, instead):
            score.score(cases, score.ours)
    assert score.score(cases, score.ours).figures() == before


def test_without_the_cue_grammar_nearly_nobody_is_named() -> None:
    cases = score.own_cases()
    with (
        ablation.without("after", ablation.RULES[5][3]),
        ablation.without("before", ablation.RULES[5][3]),
    ):
        poor = score.score(cases, score.ours).figures()
    assert poor["both"] < 50 < score.score(cases, score.ours).figures()["both"]


def test_a_rule_nobody_has_is_an_error() -> None:
    with pytest.raises(LookupError), ablation.without("no_such_rule", ablation.RULES[5][3]):
        pass


def test_names_are_compared_as_listeners_would() -> None:
    wanted = score.Wanted(score.Span(0, 1), ("Hillary Clinton",), "name")
    assert score.is_speaker("Clinton", wanted)
    assert score.is_speaker("Hillary Rodham Clinton", wanted)
    assert not score.is_speaker("Bill Clinton", wanted)
    assert not score.is_speaker(None, wanted)
