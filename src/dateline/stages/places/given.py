"""A reading and spans that are known to be toponyms go in; out come the toponyms to resolve, and which is which.

For scoring the resolution apart from the detection: the spans of the gold are taken for granted, and what the stage
finds beside them is kept as context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.gazetteer import Bearer, Gazetteer
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.places.toponyms import Toponym, toponyms


def given(reading: Reading, gazetteer: Gazetteer, spans: Sequence[Span]) -> tuple[list[Toponym], list[int]]:
    """The toponyms of the report, those of `spans` in place of what the stage found there, and the index of each."""
    found = toponyms(reading, gazetteer)
    exact = {each.span: each for each in found}
    fresh = {span: exact.get(span) or _taken(reading, gazetteer, span) for span in spans}
    kept = [each for each in found if each.span in fresh or not any(each.span.overlaps(span) for span in spans)]
    every = sorted({*(each.span for each in kept), *fresh})
    index = {span: at for at, span in enumerate(every)}
    result: list[Toponym] = []
    for span in every:
        each = fresh.get(span) or exact[span]
        holder = each.holder
        if span in exact and holder is not None:
            holder = _heir(found[holder].span, index)
        result.append(replace(each, holder=holder))
    return result, [index[span] for span in spans]


def _heir(span: Span, index: dict[Span, int]) -> int | None:
    """The toponym that stands where the holder stood, possibly a little longer or shorter."""
    if span in index:
        return index[span]
    return next((at for other, at in index.items() if other.overlaps(span)), None)


def _taken(reading: Reading, gazetteer: Gazetteer, span: Span) -> Toponym:
    text = span.of(reading.report.text)
    numbers = tuple(token.i for token in reading.parse.within(span))
    bearers: Sequence[Bearer] = () if text.endswith(".") and gazetteer.abbreviated(text) else gazetteer.bearers(text)
    if not bearers:
        entries = gazetteer.demonym(text) or gazetteer.abbreviated(text)
        if entries:
            return Toponym(span, text, numbers, "demonym", [Bearer(entry, True) for entry in entries])
    return Toponym(span, text, numbers, "name", bearers)
