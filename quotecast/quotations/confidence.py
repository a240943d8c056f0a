"""How often each rule is right, measured on annotated news articles.

The figures are shares of right speakers among the quotations each rule decided, on news
articles in which annotators named the sources (PolNeAR, Newell et al. 2018), rounded to
0.05 and drawn towards caution where a rule decided fewer than twenty. A rule's name has two
parts: how the source was found ("name-said") and how it was understood ("pronoun").
"""

from __future__ import annotations

from typing import Final

_FOUND: Final[dict[str, float]] = {
    "name-said": 0.97,
    "said-name": 0.97,
    "according-to": 0.95,
    "trailing-dash": 0.97,
    "signed": 0.95,
    "lead-in": 0.93,
    "colon": 0.85,
    "colon-before": 0.85,
    "transcript": 0.98,
    "turn": 0.98,
    "continued": 0.95,
    "split": 0.97,
    "shared-with-next": 0.85,
    "sentence-before": 0.8,
    "subject-before": 0.75,
    "paragraph-before": 0.7,
    "paragraph-before-another": 0.4,
    "narration-of-speaker": 0.75,
    "narration-cue": 0.6,
    "narration-subject": 0.3,
    "paragraphs-before": 0.25,
    "led-in-by-nobody": 0.2,
    "answer": 0.75,
    "beat": 0.75,
}
"""How the source was found → share right when it is named."""

_UNDERSTOOD: Final[dict[str, float]] = {
    "name": 1.0,
    "name-contested": 0.5,
    "organisation": 0.97,
    "title": 0.95,
    "kin": 0.95,
    "epithet": 0.8,
    "role": 0.9,
    "thing": 0.85,
    "thing-named": 0.85,
    "group": 0.75,
    "pronoun": 0.95,
    "pronoun-ungendered": 0.65,
    "pronoun-contested": 0.5,
    "first-person": 0.9,
}
"""How the words were understood → factor."""


def confidence(rule: str) -> float:
    """The share of right speakers among those the rule decided; 0 for an unknown rule."""
    found, _, understood = rule.partition("/")
    if found not in _FOUND:
        return 0.0
    return _FOUND[found] * _UNDERSTOOD.get(understood, 1.0)
