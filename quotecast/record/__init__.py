"""Recording: lines to takes, each spoken once and kept.

:func:`plan` says without loading a model which lines are recorded already; :func:`record`
records the rest, in this process or in several. A take is kept under a key of everything
that shapes its sound, so a second run records nothing and a changed line records one take.
"""

from quotecast.record.session import Planned, plan, record
from quotecast.record.store import TakeStore

__all__ = ["Planned", "TakeStore", "plan", "record"]
