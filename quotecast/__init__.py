"""Quotecast: an article becomes a podcast episode, every quoted person in a voice of their own."""

__version__ = "0.1.0"
