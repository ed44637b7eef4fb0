"""The attributions of a reading go in; a look-up comes out: in whose content a span stands."""

from __future__ import annotations

from bisect import bisect_right

from dateline.model.attribution import Attribution
from dateline.model.span import Span


class Voices:
    """The attributions by place: which of them hold a span in their content, the innermost first."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        pairs = [(content, each) for each in attributions for content in each.contents]
        self._pairs = sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [pair[0].start for pair in self._pairs]
        self._reach: list[int] = []
        for content, _ in self._pairs:
            self._reach.append(max(content.end, self._reach[-1] if self._reach else 0))

    def of(self, span: Span) -> list[Attribution]:
        found = []
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] > span.start:
            content, attribution = self._pairs[at]
            if content.contains(span) and attribution not in found:
                found.append(attribution)
            at -= 1
        return found
