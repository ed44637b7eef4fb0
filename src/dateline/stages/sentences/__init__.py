"""A Report goes in; its sentences come out, each with its paragraph and its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.model.dateline import dateline_at
from dateline.model.kit import Kit
from dateline.model.paragraphs import paragraphs
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.sentence import Sentence, SentenceKind
from dateline.model.span import Span, trim
from dateline.stages.sentences.ends import split
from dateline.stages.sentences.kinds import kinds, label_at, stamp_at


def sentences(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.sentences`, in the order of the text; a title that stands in the header is a headline too."""
    report = reading.report
    blocks = paragraphs(report.text, report.body)
    found: list[Sentence] = []
    first = 0
    if report.title_span and not report.body.overlaps(report.title_span):
        found.append(Sentence(report.title_span, 0, "headline"))
        first = 1
    named = kinds(report.text, blocks, report.title_span)
    furniture = set(report.furniture)
    for number, (block, kind) in enumerate(zip(blocks, named, strict=True), start=first):
        kind = "boilerplate" if block in furniture else kind
        found.extend(Sentence(span, number, each) for span, each in _sentences(report, block, kind))
    return replace(reading, sentences=tuple(sorted(found, key=lambda sentence: sentence.span)))


def _sentences(report: Report, block: Span, kind: SentenceKind) -> Iterator[tuple[Span, SentenceKind]]:
    """The sentences of one paragraph; a dateline or a label at its head is one of its own."""
    text = report.text
    start = block.start
    if kind == "body":
        line = dateline_at(text, block.start, block.end)
        opening = line.span if line else stamp_at(text, block)
        label = None if opening else label_at(text, block)
        head = opening or label
        if head:
            yield trim(head, text), "heading" if label else "dateline"
            start = head.end
    for span in split(text, trim(Span(start, block.end), text)):
        yield span, kind
