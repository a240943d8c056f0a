"""Quotations of an article and who speaks them: rules only, no model, no network.

In the order of the work:

- :mod:`paragraphs` splits bare text, :mod:`marks` and :mod:`closers` pair quotation marks,
  :mod:`dashes` reads dialogue that begins with a dash;
- :mod:`tokens` makes each quoted stretch one opaque token, :mod:`mentions` finds roles and
  pronouns outside it, :mod:`naming` names (with :mod:`known`, :mod:`ordinary`, :mod:`titles`,
  :mod:`capitals`); :mod:`scene` holds the result;
- :mod:`entities` gathers the names into one entity per person (:mod:`lookup` finds whom a name
  stands for), :mod:`gender` counts the
  article's pronouns for them;
- :mod:`speech` tells speech from fragments by the looks, with :mod:`partial` for partial
  quotations that are long or whole enough to be heard and :mod:`coinage` for names somebody
  gives to something; :mod:`cues` and
  :mod:`leadin` (with :mod:`verbs`, :mod:`heads`, :mod:`standing`, :mod:`asides`,
  :mod:`reported`, :mod:`subjects`, :mod:`clauses`) read the clauses after and before a stretch;
- :mod:`sieve` decides, rule after rule (:mod:`above` looks at the paragraphs around, :mod:`answers`
  at what is asked, :mod:`vocatives` at whom a quotation calls by name); in a story (:mod:`genre`)
  :mod:`dialogue` does so, with :mod:`joining`, :mod:`kin` and :mod:`turns`; what the words for a
  source mean is :mod:`resolver`'s, with :mod:`reference`, :mod:`recall`, :mod:`weights`,
  :mod:`prominence` and :mod:`roles`;
- :mod:`confidence` says how far each rule is to be trusted; :mod:`attribution` is the whole.

A word list is data and lives in :mod:`lexicon` or :mod:`given`. To add a rule: one function
with its example in the docstring, its name in :mod:`confidence`, an article in
``tests/golden/quotations`` that needs it, and ``benchmarks/quotations.py --ablate`` before
and after.
"""

from quotecast.quotations.attribution import attribute, attribute_text

__all__ = ["attribute", "attribute_text"]
