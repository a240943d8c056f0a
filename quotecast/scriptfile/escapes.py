r"""Backslashes: how text that looks like a mark of the format is written.

As in Fountain, a backslash makes the next character plain. ``\u{2028}`` is our one
addition: a character by its hexadecimal number, for those no editor shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HIDDEN = r"\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufeff"
"""Control characters, white space other than the plain space, lone surrogates, the BOM."""

_UNSAFE = re.compile(
    rf"[{_HIDDEN}]|\\|(?:^ | $|(?<= ) )|\[(?=\[)|\](?=\])|/(?=\*)",
)
_TOKEN = re.compile(
    r"\\u\{(?P<code>[0-9a-fA-F]{1,6})\}|\\(?P<plain>[^\n])|(?P<space>\s+)"
    r"|(?P<open>\[\[)|(?P<close>\]\])|(?P<text>[^\\\s\[\]|,:]+|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line. ``kind``: ``text``, ``literal`` (was escaped), ``space``,
    ``open`` (``[[``) or ``close`` (``]]``).
    """

    kind: str
    text: str
    at: int
    """Offset in the string it was read from."""


def escape(text: str, also: str = "") -> str:
    """``text`` so that :func:`tokens` reads it back; ``also`` names further characters."""
    escaped = _UNSAFE.sub(lambda found: _one(found[0]), text)
    if not also:
        return escaped
    # What is escaped already starts with a backslash and is stepped over whole.
    pattern = re.compile(rf"\\u\{{[0-9a-f]+\}}|\\.|[{re.escape(also)}]")
    return pattern.sub(lambda found: found[0] if len(found[0]) > 1 else "\\" + found[0], escaped)


def escape_start(text: str, marks: str) -> str:
    """Escape the first character of an escaped text when it is one of ``marks``."""
    return "\\" + text if text[:1] and text[0] in marks else text


def _one(char: str) -> str:
    if char in "\\[]/":
        return "\\" + char
    return f"\\u{{{ord(char):x}}}"


def _char(number: int) -> str:
    """The character of a number; half a surrogate pair, which no file can hold, is U+FFFD."""
    return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)


def tokens(raw: str) -> list[Token]:
    """Cut a string of the file into tokens; runs of unescaped white space are one space."""
    found = []
    for match in _TOKEN.finditer(raw):
        kind, text = match.lastgroup or "text", match[0]
        if kind == "code":
            number = int(match["code"], 16)
            kind, text = ("literal", _char(number)) if number < 0x110000 else ("text", text)
        elif kind == "plain":
            kind, text = "literal", match["plain"]
        elif kind == "space":
            text = " "
        found.append(Token(kind, text, match.start()))
    return found


def join(parts: list[Token]) -> str:
    """The text of tokens, without the unescaped white space around it."""
    first, last = 0, len(parts)
    while first < last and parts[first].kind == "space":
        first += 1
    while last > first and parts[last - 1].kind == "space":
        last -= 1
    return "".join(part.text for part in parts[first:last])


def split(parts: list[Token], separator: str, times: int = -1) -> list[list[Token]]:
    """Cut tokens at an unescaped separator (one of ``|``, ``,``, ``:`` or a space)."""
    kind = "space" if separator == " " else "text"
    pieces: list[list[Token]] = [[]]
    for part in parts:
        if part.kind == kind and part.text == separator and times != 0:
            pieces.append([])
            times -= 1
        else:
            pieces[-1].append(part)
    return pieces
