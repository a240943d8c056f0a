"""The one tree of errors a user can meet.

A :class:`QuotecastError` is a fault in what the program was given: an article, a
script, a setting, a model, a disk. It carries one line that says what is wrong and
one hint that says what to do. Everything else that is raised is a bug and keeps its
traceback. Doubt about a quotation is data (``speaker=None``), never an error.
"""

from __future__ import annotations


class QuotecastError(Exception):
    """A fault the user can mend; ``cli`` prints it as one line and exits 1."""

    def __init__(self, message: str, hint: str = "", *, where: str = "") -> None:
        """Describe the fault.

        Args:
            message: what is wrong, one line, no full stop needed.
            hint: what to do about it, one line; may be empty.
            where: a place such as ``scripts/river.fountain:14``; printed before the message.
        """
        self.message = " ".join(message.split())
        self.hint = " ".join(hint.split())
        self.where = where
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class SourceError(QuotecastError):
    """An article cannot be read: missing, empty, binary, too large, refused."""


class ScriptError(QuotecastError):
    """A script file breaks the format; ``where`` names file and line."""


class ConfigError(QuotecastError):
    """podcast.toml, a voice file, a cast file or the lexicon is wrong."""


class CastError(QuotecastError):
    """A speaker has no voice, or a voice named in a cast does not exist."""


class EngineError(QuotecastError):
    """A speech engine or its model cannot be loaded or cannot speak a text."""


class TakeError(QuotecastError):
    """A take is missing, damaged, or failed its checks after every retry."""


class AudioError(QuotecastError):
    """Mixing or mastering failed: ffmpeg missing or killed, music missing, disk full."""


class PublishError(QuotecastError):
    """An episode or feed breaks a rule and was not published."""


class NewerError(ConfigError):
    """A file of the studio was written by a later release, which knows more than this one."""


class BusyError(QuotecastError):
    """Another run holds the lock on what this one wants to write."""
