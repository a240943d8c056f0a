"""The script file: an episode as plain text that a person reviews and edits.

A strict subset of Fountain (https://fountain.io/syntax), described in ARCHITECTURE.md.
``parse(format_script(script))`` equals ``script``, whatever its texts hold.
"""

from quotecast.scriptfile.parsing import parse
from quotecast.scriptfile.says import respellings
from quotecast.scriptfile.writing import format_script

__all__ = ["format_script", "parse", "respellings"]
