"""Readings or entries go in; one JSON object a claim comes out, each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from dateline.export import Leave, Look
from dateline.model.claim import Claim
from dateline.model.codec import dumps, to_json
from dateline.model.entry import Entry
from dateline.model.reading import Reading

SUFFIX = ".jsonl"
CARRIES = frozenset(field.name for field in fields(Claim))


def render(readings: Iterable[Reading], look: Look) -> Iterator[str]:
    """The claims, as `dateline schema --of claim` states."""
    for reading in readings:
        for claim in reading.claims:
            yield dumps(to_json(claim)) + "\n"


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """The claims, as `dateline schema --of claim` states, and nothing lost."""
    rows = 0
    with to.open("w", encoding="utf-8", newline="\n") as out:
        for entry in entries:
            rows += 1
            out.write(dumps(to_json(entry.claim)) + "\n")
    return rows
