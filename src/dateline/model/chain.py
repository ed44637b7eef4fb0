"""A reading and some of its words go in; out comes the chain of sources on whose word they stand."""

from __future__ import annotations

from dateline.model.attribution import OWN_VOICE, Attribution, Source
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span


def own_voice(report: Report) -> Source:
    """The last link of every chain: the report's own outlet, by name where the report gives one."""
    name = report.publisher or (report.agencies[0] if report.agencies else None)
    return Source(kind="own voice", text=name) if name else OWN_VOICE


def attribution_of(reading: Reading, span: Span) -> Attribution | None:
    """The innermost voiced attribution whose content holds all of `span`; None for the report's own words.

    A cue belongs to whoever reports the cue's sentence, not to its own content: the words "Peskov said" themselves are
    the outlet's.
    """
    best: Attribution | None = None
    length = 0
    for each in reading.attributions:
        if each.voiced and any(piece.contains(span) for piece in each.contents):
            size = sum(map(len, each.contents))
            if best is None or (size, -len(each.sources)) < (length, -len(best.sources)):
                best, length = each, size
    return best


def chain_of(reading: Reading, span: Span) -> tuple[Source, ...]:
    """On whose word the words at `span` stand, from the inside out; the last link is the report's own outlet."""
    found = attribution_of(reading, span)
    return found.sources if found is not None else (own_voice(reading.report),)
