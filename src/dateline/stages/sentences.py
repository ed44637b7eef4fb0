"""A Report goes in; its sentences come out, each with its paragraph and its kind."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.sentence import Sentence
from dateline.model.span import Span, trim

_END = re.compile(r"""(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bSt)[.!?]["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9])""")


def sentences(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.sentences`."""
    text, body = reading.report.text, reading.report.body
    found = []
    paragraph = 0
    at = body.start
    for block in re.finditer(r"(?:.+(?:\n(?!\s*\n))?)+", text[body.start : body.end]):
        start, end = body.start + block.start(), body.start + block.end()
        at = start
        for stop in _END.finditer(text, start, end):
            found.append(Sentence(trim(Span(at, stop.end()), text), paragraph))
            at = stop.end()
        found.append(Sentence(trim(Span(at, end), text), paragraph))
        paragraph += 1
    return replace(reading, sentences=tuple(each for each in found if each.span))
