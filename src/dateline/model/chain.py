"""A reading and some of its words go in; out comes the chain of sources on whose word they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

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
    for each in _contents(_Same(reading.attributions)).holding(span):
        size = sum(map(len, each.contents))
        if best is None or (size, -len(each.sources)) < (length, -len(best.sources)):
            best, length = each, size
    return best


def chain_of(reading: Reading, span: Span) -> tuple[Source, ...]:
    """On whose word the words at `span` stand, from the inside out; the last link is the report's own outlet."""
    found = attribution_of(reading, span)
    return found.sources if found is not None else (own_voice(reading.report),)


class _Same:
    """Attributions as a key that is compared by identity: hashing them all at each look-up would take too long."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self.attributions = attributions

    def __hash__(self) -> int:
        return id(self.attributions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.attributions is self.attributions


@lru_cache(maxsize=2)
def _contents(key: _Same) -> _Contents:
    return _Contents(key.attributions)


class _Contents:
    """The pieces of all voiced contents by place, with how far those up to each of them reach."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        pairs = [(piece, each) for each in attributions if each.voiced for piece in each.contents]
        self._pairs = sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [piece.start for piece, _ in self._pairs]
        self._reach = list(accumulate((piece.end for piece, _ in self._pairs), max))

    def holding(self, span: Span) -> Iterator[Attribution]:
        """The attributions with a piece of content that holds all of `span`, from the right."""
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] >= span.end:
            piece, each = self._pairs[at]
            if piece.contains(span):
                yield each
            at -= 1
