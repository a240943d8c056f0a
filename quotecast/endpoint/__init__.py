"""A language model's word on quotations the rules left in doubt; off unless a show asks for it.

Any server with the chat completions of OpenAI's API will do, most often one on the same
machine (llama.cpp, Ollama, vLLM). It is given the doubtful quotations by number with the text
around them and the table of people, and may answer with a person of that table or null:
where a quotation begins and ends, and what anybody is called, stays ours. Whatever goes
wrong, and an answer that breaks these rules, leaves the quotation in doubt.

- :mod:`questions` chooses what to ask and writes the requests, bounded in size;
- :mod:`client` sends them, bounded in time;
- :mod:`answers` checks what comes back;
- :mod:`resolving` is the whole, with the answers kept so that nothing is asked twice.
"""

from quotecast.endpoint.resolving import Resolved, resolve

__all__ = ["Resolved", "resolve"]
