"""Entries go in; out comes one table of comma-separated values (RFC 4180), a row a claim, with all fields of each.

Flat columns come first; then, as JSON, a column `<field>_json` for each field of a claim that they do not hold in full,
exactly as `dateline schema --of claim` states it. A spreadsheet takes cells that begin with = for formulas: open the
xlsx export there instead.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from dateline.export import Leave
from dateline.export._columns import CARRIED, FLAT, NESTED, Value
from dateline.model.characters import carried
from dateline.model.codec import dumps, to_json
from dateline.model.entry import Entry

SUFFIX = ".csv"
CARRIES = CARRIED

COLUMNS = (*(column.name for column in FLAT), *(f"{name}_json" for name in NESTED))


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each claim; what no table can hold (NUL, a lone surrogate) is escaped in JSON, replaced elsewhere."""
    rows = 0
    with to.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n", strict=True)
        writer.writerow(COLUMNS)
        for entry in entries:
            flat = (column.of(entry) for column in FLAT)
            nested = (dumps(to_json(getattr(entry.claim, name))) for name in NESTED)
            writer.writerow([*map(_cell, flat), *nested])
            rows += 1
    return rows


def _cell(value: Value) -> Value:
    return "" if value is None else carried(value) if isinstance(value, str) else value
