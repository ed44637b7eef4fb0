"""Sentences and marks go in; out comes the parse, made by the language tool of the kit.

Attribution clauses, quotation marks and editor's brackets are taken out first and the rest is parsed without them:
general parsers are trained on text where these are rare, and fail on them more than on anything else in news. Of titles
the names are marked, so that other words can be parsed without their capitals.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.parse import Unit
from dateline.model.reading import Reading
from dateline.model.sentence import Mark
from dateline.model.span import Span
from dateline.stages.parse.titles import Titles


def parse(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.parse`: one unit for what is left of each sentence, one for every stretch that was cut out."""
    titles = Titles(reading, kit)
    told = [replace(unit, names=titles.names(unit.pieces)) for unit in units(reading)]
    return replace(reading, parse=kit.parser(reading.report.text, told))


def units(reading: Reading) -> list[Unit]:
    """The units to parse in: per sentence the main one first, then its clauses and asides in the order of the text."""
    marks = sorted(reading.marks, key=lambda mark: (mark.span.start, -mark.span.end))
    starts = [mark.span.start for mark in marks]
    longest = max((len(mark.span) for mark in marks), default=0)
    found: list[Unit] = []
    for number, sentence in enumerate(reading.sentences):
        first = bisect_left(starts, sentence.span.start - longest)
        last = bisect_left(starts, sentence.span.end)
        inside = [mark for mark in marks[first:last] if mark.span.overlaps(sentence.span)]
        cuts = [mark for mark in inside if mark.kind in ("clause", "aside") and sentence.span.contains(mark.span)]
        found.append(Unit(number, "main", _pieces(sentence.span, inside, cuts)))
        for cut in cuts:
            nested = [mark for mark in cuts if mark is not cut and cut.span.contains(mark.span)]
            found.append(
                Unit(number, "clause" if cut.kind == "clause" else "aside", _pieces(cut.inner, inside, nested))
            )
    return [unit for unit in found if unit.pieces]


def _pieces(span: Span, marks: list[Mark], cuts: list[Mark]) -> tuple[Span, ...]:
    """What is left of `span` without the cuts and without the characters of quotation marks and brackets."""
    holes = [cut.span for cut in cuts]
    for mark in marks:
        if mark.kind in ("quotation", "scare", "insertion"):
            holes.append(Span(mark.span.start, mark.inner.start))
            holes.append(Span(mark.inner.end, mark.span.end))
    pieces, at = [], span.start
    for hole in sorted(holes):
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            pieces.append(Span(at, hole.start))
        at = max(at, hole.end)
    if at < span.end:
        pieces.append(Span(at, span.end))
    return tuple(pieces)
