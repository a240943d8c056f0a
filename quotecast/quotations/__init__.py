"""Quotations of an article and who speaks them: rules only, no model, no network.

How it goes: marks are paired (:mod:`marks`), each quoted stretch becomes one opaque token
(:mod:`tokens`), names, roles and pronouns outside are found (:mod:`mentions`) and gathered
into one entry per person (:mod:`entities`); a surface filter tells speech from fragments
(:mod:`speech`); the cue grammar reads the clauses beside each stretch (:mod:`cues`); an
ordered sieve decides (:mod:`sieve`), with pronouns and descriptions resolved by score
(:mod:`reference`).
"""

from quotecast.quotations.attribution import attribute, attribute_text

__all__ = ["attribute", "attribute_text"]
