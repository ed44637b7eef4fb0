"""The body of a text goes in; its paragraphs come out, however its lines are broken."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.model.furniture import BULLET, furniture
from dateline.model.span import Span, trim

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_ONE_BREAK = re.compile(r"[ \t\xa0]*(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])[ \t\xa0]*")
_WIDEST = 120
"""Columns: a longer line was not wrapped by hand."""
_RAGGED = 0.85
"""Old wires broke lines some letters early."""
_NARROWEST = 45
"""Columns: newspapers' plain text and wires are wrapped at 60 to 80; shorter lines are lists and credits."""


def paragraphs(text: str, body: Span) -> list[Span]:
    """The paragraphs of `body`, in order, without white space at their ends; none is empty.

    Blank lines part paragraphs. A single line break parts them too, unless the line was plainly wrapped: nothing in
    its block is wider than a wrapped line, and the next word would not have fitted.
    """
    found: list[Span] = []
    block: list[Span] = []
    for match in _LINE.finditer(text, body.start, body.end):
        line = Span(match.start(), match.end())
        if not text[line.start : line.end].strip():
            continue
        if block and not _ONE_BREAK.fullmatch(text, block[-1].end, line.start):
            found.extend(_joined(text, block))
            block = []
        block.append(line)
    found.extend(_joined(text, block))
    return [trim(span, text) for span in found]


def _joined(text: str, block: list[Span]) -> list[Span]:
    """The lines of one block, those that were wrapped put together."""
    if not block:
        return []
    width = max(len(line) for line in block)
    found = [block[0]]
    for before, line in pairwise(block):
        if _NARROWEST <= width <= _WIDEST and _wrapped(text, before, line, width):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _wrapped(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether `line` goes on with the paragraph of `before` because its first word had no room there."""
    words = line.of(text)
    if BULLET.match(words.lstrip()) or words.startswith(("  ", "\t")) > before.of(text).startswith(("  ", "\t")):
        return False
    if furniture(text, before) or furniture(text, line):
        return False
    return len(before) + 1 + len(words.split(maxsplit=1)[0]) > width * _RAGGED
