"""Readings go in; one JSON object a claim comes out, each on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dateline.export import Look
from dateline.model.codec import to_json
from dateline.model.reading import Reading


def render(readings: Iterable[Reading], look: Look) -> Iterator[str]:
    """The claims, as `dateline schema --of claim` states."""
    for reading in readings:
        for claim in reading.claims:
            text = json.dumps(to_json(claim), ensure_ascii=False)
            yield text.encode("utf-8", "backslashreplace").decode() + "\n"
