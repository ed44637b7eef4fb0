"""Parse and attributions go in; out come the evaluative labels of the report, each with whose voice it is."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.chain import chain_of
from dateline.model.cues import Cues
from dateline.model.kit import Kit
from dateline.model.label import Label
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.span import Span


def labels(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.labels`, in the order of the text."""
    spans = sorted({span for token in reading.parse.tokens if (span := _label(reading, token, kit.cues)) is not None})
    text = reading.report.text
    return replace(reading, labels=tuple(Label(span, span.of(text), chain_of(reading, span)) for span in spans))


def _label(reading: Reading, token: Token, cues: Cues) -> Span | None:
    """The label that this token is or ends: a describing word of the lexicon, or a hyphened word with such an end."""
    text = reading.report.text
    start = token.start
    while start > 0 and text[start - 1] == "-" and start > 1 and text[start - 2].isalnum():
        start -= 1
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    word = text[start : token.end].lower()
    if start < token.start:
        known = word in cues.labels or word.endswith(cues.label_ends)
        return Span(start, token.end) if known and text[token.end : token.end + 1] != "-" else None
    if word in cues.labels and (token.pos == "ADJ" or "-" in word or token.dep in ("amod", "acomp")):
        return token.span
    return token.span if "-" in word and word.endswith(cues.label_ends) else None
