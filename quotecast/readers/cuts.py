"""What is cut off a block or out of it: datelines, times in a recording, addresses in posts."""

from __future__ import annotations

import re
from dataclasses import replace

from quotecast.datelines import dateline_end
from quotecast.model import Block, BlockKind, Span
from quotecast.readers import turns


def dateline(blocks: list[Block], text: str) -> list[Block]:
    """Cut the dateline off the first paragraph."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        end = start = dateline_end(text, block.span.start, block.span.end)
        if end == block.span.start:
            return blocks
        while text[start].isspace():
            start += 1
        cut = [
            Block(BlockKind.DATELINE, Span(block.span.start, end)),
            replace(block, span=Span(start, block.span.end)),
        ]
        return [*blocks[:index], *cut, *blocks[index + 1 :]]
    return blocks


def without_time_codes(blocks: list[Block], text: str) -> list[Block]:
    """The time in the recording is cut off turns that have no label behind it."""
    kept: list[Block] = []
    for block in blocks:
        span = block.span
        clocked = turns.time_code(span.of(text)) if block.kind is BlockKind.TURN else 0
        words = Span(span.start + clocked, span.end)
        if clocked and not words.of(text).startswith(block.label):
            time = Span(span.start, span.start + len(text[span.start : words.start].rstrip()))
            kept += [
                Block(BlockKind.BOILERPLATE, time, "time in the recording"),
                replace(block, span=words),
            ]
        else:
            kept.append(block)
    return kept


_PICTURE_ADDRESS = re.compile(
    r"(?:\A|(?<=\s)|(?<=[.!?”\"]))(?:pic\.(?:twitter|x)\.com/\w+|https?://t\.co/\w+)"
)


def without_addresses(blocks: list[Block], text: str) -> list[Block]:
    """Addresses of pictures and links that a network sets into its posts are cut out."""
    kept: list[Block] = []
    for block in blocks:
        start = block.span.start
        if block.spoken:
            for found in _PICTURE_ADDRESS.finditer(text, start, block.span.end):
                before = len(text[start : found.start()].rstrip())
                if before:
                    kept.append(replace(block, span=Span(start, start + before)))
                address = Span(found.start(), found.end())
                kept.append(Block(BlockKind.BOILERPLATE, address, "address in a post"))
                start = found.end()
        while start < block.span.end and text[start].isspace():
            start += 1
        if start < block.span.end:
            kept.append(replace(block, span=Span(start, block.span.end)))
    return kept
