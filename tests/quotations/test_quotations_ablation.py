"""The benchmark of quotations: every rule it leaves out is a rule there is, and comes back."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parents[2] / "benchmarks" / "quotations.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_quotations", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_rule_can_be_left_out_and_comes_back(bench: ModuleType) -> None:
    cases = bench.own_cases()[:12]
    before = bench.score(cases, bench.ours).figures()
    for _, function, instead in bench.RULES:
        with bench.without(function, instead):
            bench.score(cases, bench.ours)
    assert bench.score(cases, bench.ours).figures() == before


def test_without_the_cue_grammar_nearly_nobody_is_named(bench: ModuleType) -> None:
    cases = bench.own_cases()
    with bench.without("after", bench.RULES[1][2]), bench.without("before", bench.RULES[1][2]):
        poor = bench.score(cases, bench.ours).figures()
    assert poor["both"] < 50 < bench.score(cases, bench.ours).figures()["both"]


def test_a_rule_nobody_has_is_an_error(bench: ModuleType) -> None:
    with pytest.raises(LookupError), bench.without("no_such_rule", bench.RULES[1][2]):
        pass


def test_names_are_compared_as_listeners_would(bench: ModuleType) -> None:
    wanted = bench.Wanted(bench.Span(0, 1), ("Hillary Clinton",), "name")
    assert bench.is_speaker("Clinton", wanted)
    assert bench.is_speaker("Hillary Rodham Clinton", wanted)
    assert not bench.is_speaker("Bill Clinton", wanted)
    assert not bench.is_speaker(None, wanted)
