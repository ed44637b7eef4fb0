"""Readings go in; one JSON object a report comes out: indented when it is alone, else one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from dateline.export import Look
from dateline.model.codec import dumps, to_json
from dateline.model.reading import INTERNAL, Reading


def render(readings: Iterable[Reading], look: Look) -> Iterator[str]:
    """The readings without their scaffolding, as `dateline schema` states."""
    stream = iter(readings)
    first = list(islice(stream, 2))
    if len(first) == 1:
        yield dumps(to_json(first[0], INTERNAL), indent=2) + "\n"
        return
    for reading in chain(first, stream):
        yield dumps(to_json(reading, INTERNAL)) + "\n"
