"""From an article and its quotations to a script: nothing lost, added or moved.

:func:`segment` cuts every block into the pieces each speaker says; :func:`prove` then
shows that the script holds every word of the article once, in order, spoken or listed as
left out. A script that was not proven is never returned.
"""

from quotecast.segment.cutting import segment
from quotecast.segment.proof import LostWordError, prove

__all__ = ["LostWordError", "prove", "segment"]
