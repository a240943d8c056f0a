"""What is written becomes what is said: numbers, money, abbreviations, names.

:func:`verbalise` looks at one written word at a time, with its neighbours, and asks an
ordered list of small rules; the first that knows the word says what is spoken. The written
form stays in the transcript: each spoken word remembers where it came from.
"""

from quotecast.speech.lexicon import Lexicon, load_lexicon
from quotecast.speech.reading import verbalise
from quotecast.speech.spoken import Spoken, SpokenWord

__all__ = ["Lexicon", "Spoken", "SpokenWord", "load_lexicon", "verbalise"]
